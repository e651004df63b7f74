// What stands on a site or a server beside its name: what it is, its databases, the tag of its DAG; and what can only be
// read of it.

import type { GraphDag, GraphNode } from './graph.ts';
import { dagWords } from './kinds.ts';
import type { SceneNode, SceneTag, SceneText } from './scene.ts';
import { fitted, textWidth } from './text-width.ts';

const size = 10;
const tagHeight = 15;
const tagPadding = 5;
const between = 6;
const widestTag = 90;
const widestHolder = 110;
/** Names of databases longer than this are counted instead. */
const widestDatabases = 130;
/** How many looks there are for DAGs; the next one looks like the first again. */
export const looks = 4;

/** Texts and a tag, and how much room they take. */
export interface Notes extends Pick<SceneNode, 'notes' | 'tag'> {
  readonly width: number;
}

/** What a site says behind its name: what it is; and a routing group: which administrative group holds it. */
export function groupNotes({ role, noInboundMail, administrativeGroup }: GraphNode, left: number, y: number): Notes {
  const holder = administrativeGroup === undefined ? [] : fitted(administrativeGroup, size, widestHolder);
  const text = [holder, role ?? [], noInboundMail === true ? noInbound : []].flat().join(' · ');
  return text === '' ? { width: 0 } : { notes: [note(text, left, y)], width: Math.ceil(textWidth(text, size)) };
}

/** What is said of a site whose servers take no mail from elsewhere. */
export const noInbound = 'no inbound mail';

/** What the symbol of a role takes of the line of the name. */
export function roomBeforeTitle({ role }: Pick<SceneNode, 'role'>): number {
  return role === undefined ? 0 : 19;
}

/** The line of a server that says of which DAG it is, which databases it has, or that it is an Edge server. */
export function serverNotes(server: GraphNode, lookOf: (dag: string) => number, left: number, y: number): Notes {
  const tag = server.dag === undefined ? undefined : tagOf(server.dag, lookOf(server.dag), left, y);
  const start = tag === undefined ? left : left + tag.width + between;
  const text = server.role ?? databasesText(server.databases ?? []);
  const notes = text === '' ? [] : [note(text, start, y)];
  const width = text === '' ? (tag?.width ?? 0) : start - left + Math.ceil(textWidth(text, size));
  return { ...(notes.length > 0 ? { notes } : {}), ...(tag === undefined ? {} : { tag }), width };
}

function tagOf(dag: string, look: number, x: number, y: number): SceneTag {
  const text = fitted(dag, size, widestTag);
  const width = Math.ceil(textWidth(text, size)) + 2 * tagPadding;
  return { text, x, y: y - tagHeight + 4, width, height: tagHeight, look };
}

function databasesText(databases: NonNullable<GraphNode['databases']>): string {
  const names = databases.map(({ name }) => name).join(', ');
  const isShort = fitted(names, size, widestDatabases) === names;
  return isShort ? names : `${databases.length} ${databases.length === 1 ? 'database' : 'databases'}`;
}

function note(text: string, x: number, y: number): SceneText {
  return { text, x, y, size, role: 'detail' };
}

/** What there is to say of a node besides its name and detail, in parts of a sentence. */
export function factsOf({
  administrativeGroup,
  noInboundMail,
  databases = [],
  dag,
}: GraphNode): Pick<SceneNode, 'facts'> {
  const facts = [
    ...(administrativeGroup === undefined ? [] : [`administrative group ${administrativeGroup}`]),
    ...(noInboundMail === true ? [noInbound] : []),
    ...(databases.length > 0 ? [databasesFact(databases)] : []),
    ...(dag === undefined ? [] : [`member of ${dagWords(dag)}`]),
  ];
  return facts.length > 0 ? { facts } : {};
}

function databasesFact(databases: NonNullable<GraphNode['databases']>): string {
  const each = databases.map(({ name, copies }) =>
    copies.length === 0 ? name : `${name} (${copies.length === 1 ? 'copy' : 'copies'} on ${copies.join(' and ')})`,
  );
  return `${databases.length === 1 ? 'database' : 'databases'} ${each.join(', ')}`;
}

/** The look of each DAG, by its name. */
export function lookUpLooks(dags: readonly GraphDag[]): (dag: string) => number {
  const order = new Map(dags.map(({ name }, index) => [name, index % looks]));
  return (dag) => order.get(dag) ?? 0;
}
