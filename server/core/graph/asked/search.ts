// Finds what is drawn by what people know of it: name, address, host name, domain, address space, kind, where it stands.

import { elementOf, internetId, dnsId, connectorId, type ElementId } from '#core/model/element';
import { matchesWildcard } from '#core/routing/addresses/wildcard';
import { isUndirected, wordOf } from '../kinds.ts';
import type { NodeId } from '../ids.ts';
import type { Places, SceneEdge, SceneNode } from '../scene.ts';

/** An element that a search found. */
export interface Found {
  readonly element: ElementId;
  readonly name: string;
  /** What it is, in a word or two. */
  readonly kind: string;
  /** Where it stands, or where it leads from and to; '' for what stands alone. */
  readonly where: string;
  /** What it was found by, as written, where that is neither its name nor its kind nor where it stands. */
  readonly by: string | undefined;
}

/** Finds the elements that every word of a query says something of, those that say most first; of '' none. */
export type Search = (query: string) => readonly Found[];

/** A search through everything that is drawn, and what has no place of its own in the drawing. */
export function searchIn(places: Places): Search {
  let entries: readonly Entry[] | undefined;
  return (query) => {
    const words = folded(query)
      .split(/\s+/u)
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    entries ??= entriesOf(places);
    const whole = words.join(' ');
    const hits = entries.flatMap((entry) => hitOf(entry, words, whole) ?? []);
    return hits.sort((a, b) => a.distance - b.distance || a.entry.order - b.entry.order).map(foundOf);
  };
}

/** A text that an element is found by, and how little it says of it. */
interface Field {
  readonly text: string;
  readonly folded: string;
  readonly weight: number;
  /** An address space, which can hold a domain that is not written in it. */
  readonly isSpace?: boolean;
}

interface Entry extends Omit<Found, 'by'> {
  readonly fields: readonly Field[];
  /** Groups before servers before what is in them, and all as they are drawn. */
  readonly order: number;
}

const weights = { name: 0, detail: 10, kind: 20, fact: 30, where: 40 } as const;

function entriesOf({ nodes, edges, undrawn }: Places): readonly Entry[] {
  const byId = new Map<string, SceneNode>(nodes.map((node) => [node.id, node]));
  const all = [
    ...nodes.map((node) => nodeEntry(node, holdersOf(byId, node.parent))),
    ...edgeEntries(edges, (id) => byId.get(id)?.name ?? ''),
    ...undrawn.flatMap(({ element, node }) => undrawnEntry(element, holdersOf(byId, node)) ?? []),
  ];
  return all.map((entry, i) => ({ ...entry, order: depthOf(entry) * all.length + i }));
}

type Unordered = Omit<Entry, 'order'>;

function nodeEntry(node: SceneNode, holders: readonly SceneNode[]): Unordered {
  const { name, detail, facts = [], aliases = [] } = node;
  const kind = wordOf(node) || 'the world outside';
  const where = holders.map((each) => each.name).join(', ');
  const details = detail === kind ? [] : parts(detail);
  return {
    element: node.kind === 'foreign system' ? connectorId(name) : node.id === internetId ? dnsId : node.id,
    name,
    kind,
    where,
    fields: [
      field(name, 'name'),
      ...[...details, ...aliases].map((text) => field(text, 'detail')),
      field(node.kind === kind ? kind : `${kind} ${node.kind}`, 'kind'),
      ...(node.bridgehead ? ['bridgehead', ...facts] : facts).map((text) => field(text, 'fact')),
      field(where, 'where'),
    ],
  };
}

/** One for each connector, however many lines it is drawn as. */
function edgeEntries(edges: readonly SceneEdge[], nameOf: (id: NodeId) => string): readonly Unordered[] {
  const drawn = new Map<ElementId, SceneEdge[]>();
  for (const edge of edges) {
    const others = drawn.get(edge.element);
    if (others === undefined) drawn.set(edge.element, [edge]);
    else others.push(edge);
  }
  return [...drawn.values()].map((all) => edgeEntry(all, nameOf));
}

function edgeEntry(edges: readonly SceneEdge[], nameOf: (id: NodeId) => string): Unordered {
  const [{ element, kind, name, detail, facts = [] }] = edges as readonly [SceneEdge, ...SceneEdge[]];
  const ends = (side: 'from' | 'to') => [...new Set(edges.map((edge) => nameOf(edge[side])))].join(', ');
  const where = `${ends('from')} ${isUndirected(kind) ? '–' : '→'} ${ends('to')}`;
  const isSpace = kind !== 'routing group connector' && !isUndirected(kind);
  return {
    element,
    name,
    kind: kind === 'dag' ? 'DAG' : kind,
    where,
    fields: [
      field(name, 'name'),
      ...parts(detail).map((text) => ({ ...field(text, isSpace ? 'detail' : 'where'), isSpace })),
      field(kind === 'dag' ? 'dag database availability group' : kind, 'kind'),
      ...facts.map((text) => field(text, 'fact')),
      field(where, 'where'),
    ],
  };
}

/** Databases, and connectors that lead nowhere yet; a virtual server that nobody wrote is not worth finding. */
function undrawnEntry(id: ElementId, holders: readonly SceneNode[]): Unordered | undefined {
  const element = elementOf(id);
  if (element?.kind !== 'database' && element?.kind !== 'connector') return undefined;
  const name = element.kind === 'database' ? element.database.name : element.connector.name;
  const where = holders.map((each) => each.name).join(', ');
  return {
    element: id,
    name,
    kind: element.kind,
    where,
    fields: [field(name, 'name'), field(element.kind, 'kind'), field(where, 'where')],
  };
}

/** The node itself and those that hold it, inside out. */
function holdersOf(byId: ReadonlyMap<string, SceneNode>, id: NodeId | null): readonly SceneNode[] {
  const node = id === null ? undefined : byId.get(id);
  return node === undefined ? [] : [node, ...holdersOf(byId, node.parent)];
}

function depthOf({ kind, where }: Pick<Found, 'kind' | 'where'>): number {
  if (kind === 'virtual server' || kind === 'database') return 2;
  return where === '' ? 0 : 1;
}

function field(text: string, weight: keyof typeof weights): Field {
  return { text, folded: folded(text), weight: weights[weight] };
}

function parts(text: string): readonly string[] {
  return text === '' ? [] : text.split(', ');
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

interface Hit {
  readonly entry: Entry;
  readonly distance: number;
  readonly by: string | undefined;
}

/** How far an entry is from a query; undefined where some word says nothing of it. */
function hitOf(entry: Entry, words: readonly string[], whole: string): Hit | undefined {
  let distance = 0;
  let by: string | undefined;
  for (const word of words) {
    let nearest = Infinity;
    let found: Field | undefined;
    for (const field of entry.fields) {
      const away = field.weight + distanceOf(field, word);
      if (away < nearest) [nearest, found] = [away, field];
    }
    if (found === undefined) return undefined;
    distance += nearest;
    if (found.weight === weights.detail || found.weight === weights.fact) by ??= found.text;
  }
  const name = entry.fields[0]?.folded ?? '';
  if (name === whole) return { entry, distance: -2, by: undefined };
  if (name.startsWith(whole)) return { entry, distance: -1, by: undefined };
  return { entry, distance: distance / words.length, by };
}

/** 0 for the same, more for what only begins with a word, holds it at the start of a word, holds it, or would take it. */
function distanceOf({ folded: text, isSpace }: Field, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length ? 0 : 1;
  if (at > 0) return startsWord(text, word, at) ? 2 : 3;
  return isSpace === true && wouldTake(text, word) ? 4 : Infinity;
}

function startsWord(text: string, word: string, from: number): boolean {
  for (let at = from; at > 0; at = text.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** Whether mail for a domain, or for an address in one, lies in an address space; `*` takes all and says nothing. */
function wouldTake(space: string, word: string): boolean {
  const domain = word.slice(word.lastIndexOf('@') + 1);
  return space !== '*' && domain.includes('.') && matchesWildcard(space, domain);
}

function foundOf({ entry: { element, name, kind, where }, by }: Hit): Found {
  return { element, name, kind, where, by };
}
