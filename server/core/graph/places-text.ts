// Places as text, and back: what travels whole from the server to a page. Most of it would be the points of curves, so
// these are written as numbers, each segment from where the one before ended, in tenths of a scene unit; what follows from
// them is left out. Read again they are the same places, number for number.

import type { NodeId } from './ids.ts';
import { arrowOf, reversed } from './lines/course.ts';
import type { Curve, Places, Point, SceneEdge, ScenePair } from './scene.ts';

/** Numbers for a curve: its first point, then for each segment its end and how its controls lie. */
type WrittenCurve = readonly number[];
/** A node: which one in the list; by its id where that does not have it. */
type WrittenNode = number | NodeId;
type WrittenPair = Omit<ScenePair, 'curve' | 'arrows'> & { readonly curve: WrittenCurve };
interface WrittenEdge extends Omit<SceneEdge, keyof Ends | 'curve' | 'arrow' | 'pair'>, Ends<WrittenNode> {
  readonly curve: WrittenCurve;
  readonly pair?: WrittenPair;
}
type WrittenPlaces = Omit<Places, 'edges'> & { readonly edges: readonly WrittenEdge[] };

/** What an edge says of nodes. */
interface Ends<Node = NodeId> {
  readonly from: Node;
  readonly to: Node;
  readonly bridgeheads: readonly Node[];
  readonly targets: readonly Node[];
}

function endsBy<From, To>({ from, to, bridgeheads, targets }: Ends<From>, by: (node: From) => To): Ends<To> {
  return { from: by(from), to: by(to), bridgeheads: bridgeheads.map(by), targets: targets.map(by) };
}

export function writePlaces(places: Places): string {
  const numbers = new Map(places.nodes.map(({ id }, index) => [id, index]));
  const written: WrittenPlaces = {
    ...places,
    edges: places.edges.map(({ arrow: _, curve, pair, ...edge }) => ({
      ...edge,
      ...endsBy(edge, (id): WrittenNode => numbers.get(id) ?? id),
      ...(pair === undefined ? {} : { pair: writtenPair(pair) }),
      curve: writtenCurve(curve),
    })),
  };
  return JSON.stringify(written);
}

/** The places of a text that `writePlaces` made. */
export function readPlaces(text: string): Places {
  const { edges, ...written } = JSON.parse(text) as WrittenPlaces;
  const ids = written.nodes.map(({ id }) => id);
  const idOf = (node: WrittenNode): NodeId => (typeof node === 'string' ? node : (ids[node] ?? missing(node)));
  const read = ({ curve: numbers, pair, ...edge }: WrittenEdge): SceneEdge => {
    const curve = readCurve(numbers);
    const more = pair === undefined ? {} : { pair: readPair(pair) };
    return { ...edge, ...endsBy(edge, idOf), curve, arrow: arrowOf(curve), ...more };
  };
  return { ...written, edges: edges.map(read) };
}

function missing(node: number): never {
  throw new Error(`There is no node ${node} in a drawing that was sent: a fault of ours.`);
}

function writtenPair({ arrows: _, curve, ...pair }: ScenePair): WrittenPair {
  return { ...pair, curve: writtenCurve(curve) };
}

function readPair({ curve: numbers, ...pair }: WrittenPair): ScenePair {
  const curve = readCurve(numbers);
  return { ...pair, curve, arrows: [arrowOf(curve), arrowOf(reversed(curve))] };
}

/** Of how its controls lie: they are not on thirds of the way, and follow as they are. */
const apart = -1;
/** Controls on thirds of the way may be rounded so many tenths to each side: three ways for each of four numbers. */
const ways = 3;

function writtenCurve(curve: Curve): WrittenCurve {
  const [start] = curve;
  const numbers = [tenths(start.x), tenths(start.y)];
  for (let at = 3; at < curve.length; at += 3) {
    const [a, one, other, b] = curve.slice(at - 3, at + 1) as [Point, Point, Point, Point];
    const [x, y] = [tenths(a.x), tenths(a.y)];
    const [dx, dy] = [tenths(b.x) - x, tenths(b.y) - y];
    const controls = [tenths(one.x) - x, tenths(one.y) - y, tenths(other.x) - x, tenths(other.y) - y];
    const straight = [third(dx), third(dy), third(2 * dx), third(2 * dy)];
    const off = controls.map((control, index) => control - (straight[index] ?? 0) + 1);
    const isStraight = off.every((each) => each >= 0 && each < ways);
    if (isStraight)
      numbers.push(
        dx,
        dy,
        off.reduce((sum, each) => sum * ways + each, 0),
      );
    else numbers.push(dx, dy, apart, ...controls);
  }
  return numbers;
}

function readCurve(numbers: WrittenCurve): Curve {
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  let [x, y] = [next(), next()];
  const points = [pointAt(x, y)];
  while (at < numbers.length) {
    const [dx, dy, code] = [next(), next(), next()];
    if (code === apart) points.push(pointAt(x + next(), y + next()), pointAt(x + next(), y + next()));
    else {
      const off = (place: number): number => (Math.floor(code / place) % ways) - 1;
      points.push(
        pointAt(x + third(dx) + off(ways ** 3), y + third(dy) + off(ways ** 2)),
        pointAt(x + third(2 * dx) + off(ways), y + third(2 * dy) + off(1)),
      );
    }
    x += dx;
    y += dy;
    points.push(pointAt(x, y));
  }
  return points as unknown as Curve;
}

function third(length: number): number {
  return Math.round(length / 3);
}

function tenths(length: number): number {
  return Math.round(length * 10);
}

function pointAt(x: number, y: number): Point {
  return { x: x / 10, y: y / 10 };
}
