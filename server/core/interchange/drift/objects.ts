// The objects of a topology that are compared, each with what it is known by and what it stands in. Recipients, contacts,
// tests, scenarios, groups of senders and other mail systems are none: no export of servers knows these.

import type { Project } from '../../model/project.ts';
import { receiveConnectorsOf } from '../../model/receive-connectors.ts';
import { isSending } from '../../model/send-connectors.ts';
import type { Connector, Key, Place, Server, Topology } from '../../model/topology.ts';
import { absolute, declarationAt } from '../../syntax/places.ts';
import type { Declaration, Statement } from '../../syntax/tree.ts';
import type { Subject } from './aspects.ts';

/** A topology and the text that says it. */
export interface Side {
  readonly project: Project;
  readonly topology: Topology;
}

/** What an object is known by, in both topologies. */
export type ObjectId = string & { readonly __brand: 'ObjectId' };

export interface ComparedObject {
  readonly id: ObjectId;
  /** What the language calls it: `edge server`, `smtp connector`. */
  readonly kind: string;
  readonly name: string;
  /** Of what is in a server: that server's name. */
  readonly server: string | undefined;
  /** The object that its declaration stands in; undefined where that is the file. */
  readonly within: ObjectId | undefined;
  /** Where its name is written; undefined where nobody declares it. */
  readonly place: Place | undefined;
  readonly faulty: boolean;
  readonly subject: Subject;
}

/** There is one at most, whatever its name. */
export const organizationId = idOf('organization', '');

/** The objects of a topology by what they are known by, those around others first. */
export function objectsOf(topology: Topology): ReadonlyMap<ObjectId, ComparedObject> {
  const objects = known.get(topology) ?? collected(topology);
  known.set(topology, objects);
  return objects;
}

const known = new WeakMap<Topology, ReadonlyMap<ObjectId, ComparedObject>>();

function collected({ organization, routingGroups, servers, connectors, siteLinks, dags }: Topology) {
  const found = new Map<ObjectId, ComparedObject>();
  const add = (one: ComparedObject): void => {
    if (!found.has(one.id)) found.set(one.id, one);
  };
  if (organization.place !== undefined) {
    const { name, place, faulty } = organization;
    const subject = { kind: 'organization', of: organization } as const;
    const kind = 'organization';
    add({ id: organizationId, kind, name, place, faulty, subject, server: undefined, within: undefined });
  }
  for (const group of routingGroups) add(standing(group, idOf('group', group.key), undefined));
  for (const link of siteLinks) add(standing(link, idOf('site link', link.key), undefined));
  for (const server of servers) for (const one of objectsOfServer(server)) add(one);
  for (const dag of dags) add(standing(dag, idOf('dag', dag.key), undefined));
  for (const one of connectors) {
    add(standing(one, connectorId(one.key), isSending(one) ? undefined : idOf('group', one.group)));
  }
  return found;
}

function objectsOfServer(server: Server): readonly ComparedObject[] {
  const id = serverId(server.key);
  const isIn = (kind: string, key: Key) => idOf(kind, `${server.key}\n${key}`);
  const own = { server: server.name };
  return [
    { ...standing(server, id, idOf('group', server.group)), kind: server.isEdge ? 'edge server' : 'server' },
    ...server.virtualServers
      .filter(({ name }) => name !== '')
      .map((one) => ({ ...standing(one, isIn('virtual server', one.key), id), ...own })),
    ...receiversOf(server).map((one) => ({ ...standing(one, isIn('receive connector', one.key), id), ...own })),
    ...server.databases
      .filter(({ implicit }) => !implicit)
      .map((one) => ({ ...standing(one, idOf('database', one.key), id), ...own })),
  ];
}

/** A server of 2003 has none. */
function receiversOf(server: Server) {
  return server.virtualServers[0]?.name === '' ? receiveConnectorsOf(server) : [];
}

type Named = Exclude<Subject, { kind: 'organization' }>;

function standing(subject: Named, id: ObjectId, within: ObjectId | undefined): ComparedObject {
  const { kind, name, place, faulty } = subject;
  return { id, kind, name, place, faulty, subject, within, server: undefined };
}

function idOf(kind: string, key: string): ObjectId {
  return `${kind}\n${key}` as ObjectId;
}

/** Connectors of all kinds share their names. */
function connectorId(key: Connector['key']): ObjectId {
  return idOf('connector', key);
}

function serverId(key: Key): ObjectId {
  return idOf('server', key);
}

/** The declaration whose name stands at a place. */
export function declarationAtName({ project }: Pick<Side, 'project'>, place: Place): Declaration | undefined {
  const tree = project.files.find(({ file }) => file === place.file)?.tree;
  return tree && declarationAt(tree, absolute(tree, place.piece, place.span).start);
}

/** The declaration of an object. */
export function declarationOfObject(side: Pick<Side, 'project'>, one: ComparedObject): Declaration | undefined {
  return one.place && declarationAtName(side, one.place);
}

/** The statements that stand anywhere in a topology, by kind. */
export function statementsIn({ files }: Project): ReadonlySet<Statement['kind']> {
  const kinds = new Set<Statement['kind']>();
  const visit = (declarations: readonly Declaration[]): void => {
    for (const { statements, children } of declarations) {
      for (const { kind } of statements) kinds.add(kind);
      visit(children);
    }
  };
  for (const { tree } of files) visit(tree.declarations);
  return kinds;
}
