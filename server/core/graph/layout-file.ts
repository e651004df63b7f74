// The file beside a topology that says where people put what is drawn: `NAME.topo.layout.json`. One place a line, sorted,
// so that two people who move two boxes change two lines.

import { internetId, readElementId } from '#core/model/element';
import { keyOf } from '#core/model/keys';
import type { Answer } from '../answer.ts';
import type { Graph } from './graph.ts';
import type { NodeId } from './ids.ts';
import type { Pins } from './places/places.ts';
import type { Point } from './scene.ts';

/** What such a file says. */
export interface LayoutFile {
  readonly schema: string | undefined;
  /** By what each place is of, as the file has it: `routing group London`, `internet`. */
  readonly places: ReadonlyMap<string, Point>;
}

export const noLayout: LayoutFile = { schema: undefined, places: new Map() };

/** Why a file is none, in sentences; `at` is where in the text, in UTF-16 units. */
export interface LayoutFault {
  readonly message: string;
  readonly at: number;
}

/** The name of the file beside a topology. */
export function layoutFileOf(root: string): string {
  return `${root}.layout.json`;
}

/** Farther out is no place in a drawing: it is a mistake. */
const farthest = 1_000_000;

/** Takes the text of a file apart. */
export function readLayout(text: string): Answer<LayoutFile, LayoutFault> {
  const parsed = parsedJson(text);
  if (!parsed.ok) return parsed;
  const wrong = (message: string, word?: string) => {
    const at = word === undefined ? 0 : Math.max(0, text.indexOf(JSON.stringify(word)));
    return { ok: false, error: { message, at } } as const;
  };
  const { value } = parsed;
  if (!isObject(value)) return wrong('A layout is an object: { "format": 1, "places": { … } }.');
  const { format, places, $schema: schema } = value;
  if (format === undefined) return wrong('"format" is missing. Write "format": 1.');
  if (format !== 1)
    return wrong(`This file has the format ${JSON.stringify(format)}; the only one known is 1.`, 'format');
  if (places === undefined) return wrong('"places" is missing. Write "places": {} when there are none.');
  if (!isObject(places))
    return wrong('"places" is an object: { "routing group London": { "x": 40, "y": 80 } }.', 'places');
  const read = new Map<string, Point>();
  for (const [element, place] of Object.entries(places)) {
    if (!isObject(place) || !isCoordinate(place['x']) || !isCoordinate(place['y'])) {
      return wrong(
        `The place of '${element}' is two numbers, like { "x": 40, "y": 80 }, each at most ${farthest}.`,
        element,
      );
    }
    read.set(element, { x: place['x'], y: place['y'] });
  }
  return { ok: true, value: { schema: typeof schema === 'string' ? schema : undefined, places: read } };
}

function parsedJson(text: string): Answer<unknown, LayoutFault> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const at = Number(/at position (\d+)/.exec(said)?.[1] ?? (said.includes('end of JSON') ? text.length : 0));
    return {
      ok: false,
      error: { message: 'This is no JSON from here on. A comma, a quote or a brace may be missing.', at },
    };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= farthest;
}

/** The text of a file: sorted by code units, one place a line. */
export function writeLayout({ schema, places }: LayoutFile): string {
  const lines = [...places]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([element, { x, y }]) => `    ${JSON.stringify(element)}: { "x": ${x}, "y": ${y} }`);
  const head = schema === undefined ? [] : [`  "$schema": ${JSON.stringify(schema)},`];
  const list = lines.length === 0 ? ['  "places": {}'] : ['  "places": {', lines.join(',\n'), '  }'];
  return ['{', ...head, '  "format": 1,', ...list, '}', ''].join('\n');
}

/** The places of a file for what is drawn. A file may spell names in other letters; what is not drawn has no place. */
export function pinsIn({ places }: LayoutFile, { nodes }: Graph): Pins {
  const byKey = new Map([...places].map(([element, place]) => [placeKey(element), place]));
  const pins = new Map<NodeId, Point>();
  for (const { id, parent } of nodes) {
    const place = parent === null ? byKey.get(placeKey(id)) : undefined;
    if (place !== undefined) pins.set(id, place);
  }
  return pins;
}

/** The file after somebody put something somewhere: whole numbers, and of what is drawn no more the places are gone. */
export function withPlaces(file: LayoutFile, moves: Pins, drawn: Graph | undefined): LayoutFile {
  const moved = new Set([...moves.keys()].map(placeKey));
  const known = drawn && new Set(drawn.nodes.map(({ id }) => placeKey(id)));
  const kept = [...file.places].filter(([element]) => {
    const key = placeKey(element);
    return !moved.has(key) && known?.has(key) !== false;
  });
  const put = [...moves].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }] as const);
  return { ...file, places: new Map<string, Point>([...kept, ...put]) };
}

/** The file after a rename; the same object when it says nothing of what was renamed. */
export function withName(file: LayoutFile, from: NodeId, to: NodeId): LayoutFile {
  const key = placeKey(from);
  if (![...file.places.keys()].some((element) => placeKey(element) === key)) return file;
  const renamed = [...file.places].map(
    ([element, place]) => [placeKey(element) === key ? to : element, place] as const,
  );
  return { ...file, places: new Map(renamed) };
}

/** Two spellings of one element have one key: letters of either case, quotes or none. */
function placeKey(element: string): string {
  const text = element.trim();
  const kind = foreign.exec(text)?.[0];
  if (kind !== undefined) return keyOf(`${kind}${readElementId(`connector ${text.slice(kind.length)}`) ?? text}`);
  return keyOf(text === internetId ? text : (readElementId(text) ?? text));
}

const foreign = /^foreign system /i;
