// The first things that an administrator does in a topology, each a statement or a declaration with places to fill in.

import type { Topology } from '#core/model/topology';
import { freeAddresses } from '#core/model/free-addresses';
import { keyOf } from '#core/model/keys';
import { defaultPort } from '#core/syntax/values';
import type { Declaration, DeclarationKind, VirtualServerDeclaration } from '#core/syntax/tree';
import { freeName } from './free-name.ts';
import { choice, tabStop, type Line, type TabStop } from './text.ts';
import { insideQuotes, isBareWord, writtenName, writtenVirtualServer } from '#core/syntax/words';

/** Something that can be written into a block. */
export interface Insertion {
  /** The kind of declaration that it goes into. */
  readonly into: DeclarationKind;
  /** What to do where a topology has none of these. */
  readonly missing: string;
  /** The word that it begins with, when a block has one such statement at most. */
  readonly once?: string;
  readonly lines: (block: Declaration, topology: Topology) => readonly Line[];
}

/** By the name that a request gives it. */
export type InsertionName = keyof typeof insertions;

export const insertions = {
  'virtual server': {
    into: 'server',
    missing:
      'A virtual server belongs to a server, and this topology has none. Declare a server in a routing group first.',
    // The first address stays with the default virtual server.
    lines: (server, topology) => {
      const bindings = choice(freeBindings(server, topology).toReversed(), 'all unassigned');
      return [['virtual server ', tabStop(virtualServerName(server)), ' on ', bindings]];
    },
  },
  'smtp connector': {
    into: 'routing group',
    missing: 'A connector belongs to a routing group, and this topology has none. Declare a routing group first.',
    lines: (group, topology) => [
      '',
      ['smtp connector "', tabStop(insideQuotes(connectorName(group, topology))), '" {'],
      ['\tbridgehead ', bridgeheads(group)],
      ['\taddress space ', tabStop('*'), ' cost ', tabStop('1')],
      '}',
    ],
  },
  scope: {
    into: 'smtp connector',
    missing: 'Only an SMTP connector has a scope, and this topology has none. Insert an SMTP connector first.',
    once: 'scope',
    lines: () => [['scope ', choice(['routing group'], 'organization')]],
  },
  'smart host': {
    into: 'smtp connector',
    missing: 'Only an SMTP connector relays through a smart host, and this topology has none. Insert one first.',
    once: 'deliver',
    lines: () => [['deliver through smart host ', tabStop('SMARTHOST')]],
  },
} as const satisfies Readonly<Record<string, Insertion>>;

/** Addresses, as they are written, on which nothing of the server listens yet; none for a second server of that name. */
function freeBindings(block: Declaration, { serverByKey }: Topology): readonly string[] {
  const server = serverByKey.get(keyOf(nameOf(block)));
  if (server === undefined || server.place?.piece !== block.piece) return [];
  const places = freeAddresses(server, defaultPort).flatMap(({ place }) => place ?? []);
  return places.map(({ piece, span }) => piece.text.slice(span.start, span.end));
}

function virtualServerName(server: Declaration): string {
  const name = nameOf(server);
  const wanted = isBareWord(name) ? `SMTP-${name}` : 'Internet';
  const taken = new Set(virtualServersOf(server).map((virtualServer) => keyOf(nameOf(virtualServer))));
  return freeName(wanted, taken, (number) => `${wanted}-${String(number)}`);
}

function connectorName(group: Declaration, { connectors }: Topology): string {
  const [server] = serversOf(group);
  const behind = server === undefined ? '' : ` (${nameOf(server).replaceAll('"', '')})`;
  return freeName(`Internet Mail SMTP Connector${behind}`, new Set(connectors.map(({ key }) => key)));
}

/** The group's virtual servers, the latest first, as a connector wants one of its own; then its servers. */
function bridgeheads(group: Declaration): TabStop {
  const servers = serversOf(group);
  const virtualServers = servers.flatMap((server) =>
    virtualServersOf(server).map((each) => writtenVirtualServer(nameOf(server), nameOf(each))),
  );
  const all = [...virtualServers.reverse(), ...servers.map((server) => writtenName(nameOf(server)))];
  return choice(all.slice(0, -1), all.at(-1) ?? 'SERVER');
}

function serversOf({ children }: Declaration): readonly Declaration[] {
  return children.filter(({ kind, name }) => kind === 'server' && name !== undefined);
}

function virtualServersOf({ children }: Declaration): readonly VirtualServerDeclaration[] {
  return children.filter((child) => child.kind === 'virtual server').filter(({ name }) => name !== undefined);
}

function nameOf({ name }: Declaration): string {
  return name?.value ?? '';
}
