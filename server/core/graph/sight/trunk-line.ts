// The course of a trunk: straight from the border of one end to that of the other; with a bow where what lies straight
// between them would make of two trunks one.

import type { Cluster, Trunk } from './clusters.ts';
import type { Point } from '../scene.ts';
import { around, centre, contains, crosses, grown, overlap, type Rectangle } from '../space.ts';

/** A quadratic Bézier. */
export interface TrunkLine {
  readonly start: Point;
  readonly control: Point;
  readonly end: Point;
}

type Ends = Pick<Trunk, 'from' | 'to'>;

/** How far the middle of a bow stands out, as a share of its length. */
const outward = 0.07;
/** What leads through less of a cluster than this, as a share of its size, passes beside its middle. */
const core = 0.5;

/** How far the middle of a trunk stands out from the straight line between its ends among all ends, in scene units. */
export function bowsAmong(ends: readonly Trunk['from'][]): (trunk: Ends) => number {
  const cores = ends.map((end) => ({ end, core: coreOf(end) }));
  return ({ from, to }) => {
    const [a, b] = [centre(from), centre(to)];
    const span = grown(around([a, b]), 1);
    const isInTheWay = cores.some(
      ({ end, core }) => end !== from && end !== to && overlap(span, core) && crosses(core, a, b),
    );
    return isInTheWay ? outward * Math.hypot(b.x - a.x, b.y - a.y) : 0;
  };
}

/** What a trunk leads from or to is a cluster, or something that stands alone. */
export function isCluster(end: Trunk['from']): end is Cluster {
  return 'groups' in end;
}

function coreOf(end: Trunk['from']): Rectangle {
  if (!isCluster(end)) return end;
  const { x, y, width, height } = end;
  const [across, down] = [(width * (1 - core)) / 2, (height * (1 - core)) / 2];
  return { x: x + across, y: y + down, width: width * core, height: height * core };
}

const lines = new WeakMap<Trunk, TrunkLine>();

export function trunkLine(trunk: Trunk): TrunkLine {
  const known = lines.get(trunk);
  if (known !== undefined) return known;
  const line = between(trunk);
  lines.set(trunk, line);
  return line;
}

/** From the middle of one end to that of the other, cut at the borders of both. */
function between({ from, to, bow }: Trunk): TrunkLine {
  const [a, b] = [centre(from), centre(to)];
  const control = aside(a, b, 2 * bow);
  const at = (one: number, other: number): Point => mixed(mixed(a, control, one), mixed(control, b, one), other);
  const leaves = lastIn((share) => contains(from, at(share, share)));
  const comes = 1 - lastIn((share) => contains(to, at(1 - share, 1 - share)));
  const [start, end] = leaves < comes ? [leaves, comes] : [0.5, 0.5];
  return { start: at(start, start), control: at(start, end), end: at(end, end) };
}

function mixed(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** How far something holds that holds at 0, and not from somewhere on. */
function lastIn(holds: (share: number) => boolean): number {
  let [inside, outside] = [0, 1];
  for (let step = 0; step < 24; step++) {
    const middle = (inside + outside) / 2;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The point in the middle of it. */
export function middleOf({ start, control, end }: TrunkLine): Point {
  return { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 };
}

/** Whether some of a trunk is in a part of the scene, or nearly. */
export function isIn(view: Rectangle, { from, to, bow }: Trunk): boolean {
  return crosses(grown(view, bow), centre(from), centre(to));
}

/** Beside the middle of a straight line: to the right of one that is upright, below one that lies. */
function aside(a: Point, b: Point, by: number): Point {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return middle;
  const sign = dy > 0 || (dy === 0 && dx < 0) ? 1 : -1;
  return { x: middle.x + (sign * by * dy) / length, y: middle.y - (sign * by * dx) / length };
}
