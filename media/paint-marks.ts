// Paints what messages leave on the drawing: the way between servers of a group, the queues on the servers that were
// passed, how many messages wait where, and at the end of the route what became of the message.

import { pathAlong } from '#core/graph/lines/outlines';
import type { NodeId } from '#core/graph/ids';
import type { SceneNode } from '#core/graph/scene';
import { centre, type Rectangle } from '#core/graph/space';
import { textWidth } from '#core/graph/text-width';
import { iconPath, stateIcons, type IconName } from './icons.ts';
import { arrived } from './paint-edges.ts';
import { drawnBox, type Names } from './paint-nodes.ts';
import { edgesOfLeg, queuesPassed, type Leg } from './trace.ts';
import type { View, Waiting } from './view.ts';
import type { Layer } from './layer.ts';

const outcomes = {
  delivered: 'check',
  queued: 'clock',
  undeliverable: 'cross',
} as const satisfies Record<string, IconName>;

/** Queues are seen on the servers of `seen`. */
export function paintMarks(layer: Layer, view: View, seen: ReadonlySet<NodeId>, names: Names): void {
  paintDirectLegs(layer, view);
  paintPills(layer, view, seen);
  paintOutcome(layer, view, names);
}

function paintDirectLegs(layer: Layer, view: View): void {
  const legs = view.trace?.legs.slice(0, view.reached).filter((leg) => leg.edge === undefined) ?? [];
  layer
    .selectAll<SVGPathElement, Leg>('path.direct')
    .data(legs, (leg) => `${leg.from} ${leg.to}`)
    .join('path')
    .attr('class', 'direct')
    .attr('d', (leg) => legPath(view, leg));
}

/** The way of a leg in the scene: along its connector, or from one server of a group to another. */
export function legPath(view: View, leg: Leg): string {
  const from = view.index.nodes.get(leg.from);
  const to = view.index.nodes.get(leg.to);
  if (from === undefined || to === undefined) return 'M0,0';
  if (leg.edge === undefined) return directPath(from, to);
  return pathAlong(edgesOfLeg(leg), centre(from), centre(to));
}

/** How far the way between two servers, one above the other, swings out beside them. */
const swing = 14;

function directPath(from: SceneNode, to: SceneNode): string {
  const { x, y } = centre(from);
  const end = centre(to);
  if (from.x + from.width <= to.x) return `M${from.x + from.width},${y}L${to.x},${end.y}`;
  if (to.x + to.width <= from.x) return `M${from.x},${y}L${to.x + to.width},${end.y}`;
  const left = Math.min(from.x, to.x) - swing;
  return Math.abs(end.y - y) < 1
    ? `M${x},${y}L${end.x},${end.y}`
    : `M${from.x},${y}C${left},${y} ${left},${end.y} ${to.x},${end.y}`;
}

/** A queue mark on a server; without a name it is the number of messages that wait. */
interface Pill {
  readonly node: SceneNode;
  readonly text: string;
  readonly title: string;
  /** Undefined when nothing waits. */
  readonly waiting: Waiting | undefined;
}

function paintPills(layer: Layer, view: View, seen: ReadonlySet<NodeId>): void {
  layer
    .selectAll<SVGGElement, Pill>('g.pill')
    .data(
      pillsOf(view).filter(({ node }) => seen.has(node.id)),
      (pill) => pill.node.id,
    )
    .join((enter) => {
      const g = enter.append('g');
      g.append('title');
      g.append('rect').attr('class', 'ground').attr('rx', 7.5).attr('height', 15);
      g.append('rect').attr('class', 'level').attr('x', 2).attr('y', 11).attr('height', 2).attr('rx', 1);
      g.append('path').attr('class', 'glyph').attr('transform', 'translate(5,2.3) scale(0.65)');
      g.append('text').attr('x', 19).attr('y', 7.5).attr('dy', '0.35em');
      return g;
    })
    .attr('class', ({ waiting }) =>
      waiting === undefined ? 'pill' : `pill waits state-${waiting.state.toLowerCase()}`,
    )
    .attr('data-queues', (pill) => pill.node.id)
    .attr('transform', ({ node }) => `translate(${node.x + 8},${node.y + node.height - 6})`)
    .each(function (pill) {
      const [title, ground, level, glyph, text] = this.children;
      if (title !== undefined) title.textContent = pill.title;
      if (text !== undefined) text.textContent = pill.text;
      glyph?.setAttribute('d', iconPath(pill.waiting === undefined ? 'envelope' : stateIcons[pill.waiting.state]));
      // Measured on the screen, each would have all laid out that was painted before it.
      const width = textWidth(pill.text, letters) + 26;
      ground?.setAttribute('width', String(width));
      level?.setAttribute('width', String((width - 4) * (pill.waiting?.share ?? 0)));
    });
}

function pillsOf(view: View): Pill[] {
  const passed = shownQueues(view);
  const ids = new Set([...passed.keys(), ...view.waiting.keys()]);
  return [...ids].flatMap((id): Pill[] => {
    const node = view.index.nodes.get(id);
    if (node === undefined) return [];
    const queues = passed.get(id) ?? [];
    const waiting = view.waiting.get(id);
    const count = waiting?.count ?? 0;
    const waits = waiting === undefined ? [] : [count === 0 ? waiting.state : `${count} ${count === 1 ? 'waits' : 'wait'}`]; // prettier-ignore
    const label =
      queues.length === 1
        ? shortened(queues[0] ?? '', node.width - (waiting === undefined ? 28 : 80))
        : queues.length > 1
          ? `${queues.length} queues`
          : '';
    const text = [...waits, label].filter((part) => part !== '').join(' · ');
    const state = waiting === undefined ? '' : `, ${waiting.state}`;
    const title = [...waits.map((part) => `${part} on ${node.name}${state}`), ...queues].join('\n');
    return [{ node, text, title, waiting }];
  });
}

/** The queues on the servers that the message has reached. */
function shownQueues(view: View): ReadonlyMap<NodeId, readonly string[]> {
  const { trace, reached } = view;
  if (trace === undefined) return new Map();
  const seen = new Set([trace.start, ...trace.legs.slice(0, reached).map((leg) => leg.to)]);
  return new Map([...queuesPassed(trace.sent)].filter(([id]) => seen.has(id)));
}

/** The size of the letters in a pill, as in the style sheet. */
const letters = 10;
/** About the width of one. */
const letter = 5.8;

/** Both ends of a queue's name tell it from others: the connector at its start, the next hop at its end. */
function shortened(name: string, width: number): string {
  const longest = Math.max(14, Math.floor(width / letter));
  const plain = name.replace(/ \((SMTP|Routing Group|X\.400) Connector\)$/, '');
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, Math.ceil(longest / 2) - 1).trimEnd()}…${plain.slice(-Math.floor(longest / 2)).trimStart()}`;
}

interface End {
  /** As it is drawn. */
  readonly box: Rectangle;
  readonly outcome: keyof typeof outcomes;
}

/** From the border of the box to the middle of the mark, in pixels: it covers no letter of a name. */
const besideBox = 9;

function paintOutcome(layer: Layer, view: View, names: Names): void {
  const node = view.trace?.end === undefined ? undefined : view.index.nodes.get(view.trace.end);
  const ends: End[] =
    node === undefined || view.trace === undefined || !arrived(view)
      ? []
      : [{ box: drawnBox(view, node, names), outcome: view.trace.outcome }];
  layer
    .selectAll<SVGGElement, End>('g.outcome')
    .data(ends)
    .join((enter) => {
      const g = enter.append('g');
      g.append('circle').attr('r', 12);
      g.append('path').attr('transform', 'translate(-8,-8)');
      return g;
    })
    .attr('class', (end) => `outcome ${end.outcome}`)
    .attr(
      'transform',
      ({ box }) => `translate(${box.x + box.width + besideBox * names.unit},${box.y + box.height / 2})`,
    )
    .each(function (end) {
      this.lastElementChild?.setAttribute('d', iconPath(outcomes[end.outcome]));
    });
}
