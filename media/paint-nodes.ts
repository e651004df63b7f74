// Paints routing groups, servers, virtual servers, hosts and the Internet. What a thing is shows in its shape and icon,
// never in its colour alone.

import { select, type Selection } from 'd3';
import { outlineOf } from '#core/graph/lines/outlines';
import type { Mark, NodeKind, Point, SceneNode } from '#core/graph/scene';
import type { Seen } from '#core/graph/sight/sight';
import { severitySymbol } from '#core/graph/symbols';
import { badgePlace, flagOf, symbolOf, textPlaces } from '#core/graph/texts';
import { isGroup, isOutside } from '#core/graph/kinds';
import type { Rectangle } from '#core/graph/space';
import { fitted, printable, textWidth } from '#core/graph/text-width';
import { isKind } from '#core/model/element';
import { menuContext } from './context-menu.ts';
import { iconPath } from './icons.ts';
import { createMemory } from './memory.ts';
import { nameHeight, noRoom, smallest, widestAcross, type Room, type RoomFor } from './name-rooms.ts';
import { elementOf } from '#core/graph/scene-index';
import { powerOf } from './switches.ts';
import { offWithin, saidBy, sentencesOf, type View } from './view.ts';
import type { Layer } from './layer.ts';

type Nodes = Selection<SVGGElement, SceneNode, SVGGElement, unknown>;

export interface NodeLayer {
  readonly layer: Layer;
  readonly kinds: readonly NodeKind[];
}

const showsOtherContent = createMemory();
const isOther = createMemory();
const isElsewhere = createMemory();
const isInOtherState = createMemory();
const isOtherwiseCovered = createMemory();

/** How names are painted. */
export interface Names {
  /** How many scene units one pixel of the screen is wide where names are as large as they must be to be read, else 1. */
  readonly unit: number;
  readonly roomFor: RoomFor;
}

export function paintNodes(
  { layer, kinds }: NodeLayer,
  view: View,
  seen: Pick<Seen, 'nodes' | 'covered'>,
  duration: number,
  names: Names,
): void {
  const own = seen.nodes.filter((node) => kinds.includes(node.kind));
  // Its name can lie on boxes beside it.
  const [internet, others] = [
    own.filter(({ kind }) => kind === 'internet'),
    own.filter(({ kind }) => kind !== 'internet'),
  ];
  const shown = [...others, ...internet];
  const nodes: Nodes = layer
    .selectAll<SVGGElement, SceneNode>('g.node:not(.leaving)')
    .data(shown, (node) => node.id)
    .join(
      (enter) => enter.append('g').each(build(view, names)).call(fadeIn, duration),
      (update) => update.call(renew, view, duration, names),
      (exit) => exit.call(fadeOut, duration),
    );
  nodes
    .order()
    .call(paintState, view)
    .each(function ({ id }) {
      const isCovered = seen.covered.has(id);
      if (isOtherwiseCovered(this, isCovered)) this.classList.toggle('covered', isCovered);
    });
}

function build(view: View, names: Names) {
  const { index, markOf } = view;
  const { unit } = names;
  return function (this: SVGGElement, node: SceneNode): void {
    const room = roomOf(view, node, names);
    const g = select<SVGGElement, SceneNode>(this)
      .attr('class', `node ${className(node.kind)}`)
      .attr('data-id', node.id)
      .attr('data-vscode-context', menuContext(index, node))
      .attr('role', 'button');
    g.append('title');
    g.append('path').attr('class', 'shape');
    g.append('path').attr('class', 'glyph');
    g.append('text').attr('class', 'name');
    g.append('text').attr('class', 'detail');
    g.attr('transform', placeOf(node));
    isElsewhere(this, placeOf(node));
    showsOtherContent(this, contentOf(node, markOf(node), unit, room));
    paintContent(g, node, markOf(node), unit, room);
  };
}

function renew(nodes: Nodes, view: View, duration: number, names: Names): void {
  const { unit } = names;
  nodes.each(function (node) {
    const g = select<SVGGElement, SceneNode>(this);
    const mark = view.markOf(node);
    const room = roomOf(view, node, names);
    if (!isOther(this, node, mark, unit, room.beside, room.lift)) return;
    if (showsOtherContent(this, contentOf(node, mark, unit, room))) paintContent(g, node, mark, unit, room);
    const place = placeOf(node);
    if (!isElsewhere(this, place)) return;
    if (duration === 0) g.interrupt().attr('transform', place).attr('opacity', null);
    else g.transition().duration(duration).attr('transform', place).attr('opacity', 1);
  });
}

function paintContent(
  g: Selection<SVGGElement, SceneNode, null, undefined>,
  node: SceneNode,
  mark: Mark | undefined,
  unit: number,
  room: Room,
): void {
  const { left, below, title, detail } = textPlaces(node);
  const symbol = symbolOf(node);
  const { text, across } = labelAt(node, unit, room.beside);
  const box = across ? around(node, text, unit, room.lift) : node;
  g.select('.shape')
    .attr('d', outlineOf(box))
    .attr('transform', across ? placeOf({ x: box.x - node.x, y: box.y - node.y }) : null);
  g.classed('hub-site', node.role === 'hub site').classed('edge-server', node.role === 'Edge server');
  g.select('.glyph')
    .attr('d', symbol?.path ?? null)
    .attr('transform', symbol === undefined ? null : `${placeOf(symbol)} scale(${symbol.scale})`);
  g.classed('across', across).select('.name').attr('x', left).attr('y', title).text(text);
  g.select('.detail').attr('x', below).attr('y', detail).text(node.sublabel);
  paintFlag(g, node, left + textWidth(text, smallest * Math.max(1, unit)));
  paintNotes(g, node);
  g.selectAll('.badge').remove();
  if (mark !== undefined) appendBadge(g, mark.severity, badgePlace(node));
  if (node.kind === 'virtual server') return;
  g.style('--fitting', `${fittingSize(node)}px`)
    .style('--middle-x', `${node.width / 2 - left}px`)
    .style('--middle-y', `${node.height / 2 - title + (across ? room.lift : 0)}px`);
}

interface Label {
  readonly text: string;
  /** It goes across the borders. */
  readonly across: boolean;
}

/**
 * The name at a size that can be read: in its box, else across the borders as far as there is room beside it, cut where
 * there is less; none where too little of it could be seen.
 */
function labelAt(node: SceneNode, unit: number, room: number): Label {
  if (unit <= 1) return { text: node.label, across: false };
  const size = smallest * unit * (isGroup(node.kind) ? bold : 1);
  const within = fitted(node.label, size, node.width - marginsOf(node));
  if (within === printable(node.label)) return { text: within, across: false };
  const beyond = fitted(node.label, size, Math.min(widestAcross * unit, node.width + room));
  const isLonger = room > 0 && beyond.length > within.length;
  const text = isLonger ? beyond : within;
  return { text: text.length < Math.min(4, node.label.length) ? '' : text, across: isLonger };
}

/** The box of a node as it is drawn. */
export function drawnBox(view: View, node: SceneNode, names: Names): Rectangle {
  const { beside, lift } = roomOf(view, node, names);
  const { text, across } = labelAt(node, names.unit, beside);
  return across ? around(node, text, names.unit, lift) : node;
}

/** A box that is too small for its name is drawn as large as the name, so that it is seen what has it. */
function around(node: SceneNode, name: string, unit: number, lift: number): SceneNode {
  const width = Math.max(node.width, widthOf(name, node, unit));
  const height = Math.max(node.height, nameHeight * unit);
  const [x, y] = [node.x - (width - node.width) / 2, node.y - (height - node.height) / 2 + lift];
  return { ...node, x, y, width, height };
}

/** Left and right of a name, with the symbol where there is one. */
function marginsOf({ kind }: SceneNode): number {
  return isOutside(kind) ? 38 : 12;
}

/** What is left for a name beside its box; none where it stands in the box. */
function roomOf({ selected }: View, node: SceneNode, { unit, roomFor }: Names): Room {
  if (unit <= (isGroup(node.kind) ? cornered : 1) || node.parent !== null) return noRoom;
  const wanted = Math.min(widestAcross * unit, widthOf(printable(node.label), node, unit));
  // Where mail leaves is asked first.
  const always = selected === elementOf(node) || node.kind === 'internet';
  return roomFor(node, Math.max(0, wanted - node.width), always);
}

/** How wide the box around a name is. */
function widthOf(name: string, { kind }: SceneNode, unit: number): number {
  return textWidth(name, smallest * unit * (isGroup(kind) ? bold : 1)) + 6 * unit;
}

/** As many times as wide is a bold text. */
const bold = 1.08;
/** Seen from so near, names of groups stand in the corner of their box. */
const cornered = 1.8;

/** The largest size at which a name fits its box, for when all is seen from far away. */
function fittingSize(node: SceneNode): number {
  return Math.round(Math.min(64, Math.max(13, (node.width - 16) / Math.max(3, 0.66 * node.label.length))));
}

/** The flag, unless the name reaches as far as it stands: which server it is says more. */
function paintFlag(g: Selection<SVGGElement, SceneNode, null, undefined>, node: SceneNode, nameEnd: number): void {
  g.selectAll('.flag').remove();
  const flag = flagOf(node);
  if (flag === undefined || (node.kind === 'server' && nameEnd > flag.x)) return;
  const mark = g
    .append('g')
    .attr('class', 'flag')
    .attr('transform', `${placeOf(flag)} scale(${flag.scale})`);
  mark.append('path').attr('d', flag.path);
}

/** The texts besides name and detail, and the tag of a DAG. */
function paintNotes(g: Selection<SVGGElement, SceneNode, null, undefined>, { notes = [], tag }: SceneNode): void {
  g.selectAll(':is(.note, .tag)').remove();
  for (const { text, x, y } of notes) g.append('text').attr('class', 'note').attr('x', x).attr('y', y).text(text);
  if (tag === undefined) return;
  const frame = g.append('g').attr('class', `tag dag-${tag.look}`).attr('transform', placeOf(tag));
  frame.append('rect').attr('width', tag.width).attr('height', tag.height).attr('rx', 3);
  frame.append('text').attr('x', 5).attr('y', 11).text(tag.text);
}

/** The mark of a finding; what it says is in the tooltip, the description and the card of the selected element. */
export function appendBadge<D>(
  g: Selection<SVGGElement, D, null, undefined>,
  severity: Mark['severity'],
  { x, y }: Point,
): void {
  const badge = g
    .append('g')
    .attr('class', `badge ${severity}`)
    .attr('transform', `translate(${x - 8},${y - 8})`);
  badge.append('circle').attr('cx', 8).attr('cy', 8).attr('r', 9);
  badge.append('path').attr('d', severitySymbol(severity));
}

function paintState(nodes: Nodes, view: View): void {
  const databases = new Set([...view.down].filter((id) => isKind(id, 'database')));
  nodes.each(function (node) {
    const power = powerOf(view.index, node, view.down);
    const selected = view.selected === elementOf(node);
    const focused = view.focus === node.id;
    const mark = view.markOf(node);
    const within = offWithin(view.index, node, databases).join();
    if (!isInOtherState(this, node, saidBy(mark), power, selected, focused, within)) return;
    const sentences = sentencesOf(view, node, power);
    const g = select<SVGGElement, SceneNode>(this)
      .classed('off', power === 'off')
      .classed('without', power === 'without')
      .classed('selected', selected)
      .attr('aria-current', selected ? 'true' : null)
      .attr('tabindex', focused ? 0 : -1)
      .attr('aria-label', sentences.join('. '));
    g.select('title').text(sentences.join('\n'));
    paintPower(g, power === 'off');
  });
}

/** The mark of what a person switched off. */
export function paintPower<D>(g: Selection<SVGGElement, D, null, undefined>, off: boolean, x = 0, y = 0): void {
  if (off !== g.select('.power').empty()) return;
  g.selectAll('.power').remove();
  if (!off) return;
  const mark = g
    .append('g')
    .attr('class', 'power')
    .attr('transform', `translate(${x - 8},${y - 8})`);
  mark.append('circle').attr('cx', 8).attr('cy', 8).attr('r', 9);
  mark.append('path').attr('transform', 'translate(1.6,1.6) scale(0.8)').attr('d', iconPath('power'));
}

function placeOf({ x, y }: Point): string {
  return `translate(${x},${y})`;
}

function contentOf(node: SceneNode, mark: Mark | undefined, unit: number, { beside, lift }: Room): string {
  const { label, sublabel, width, height, bridgehead, role, notes = [], tag } = node;
  const more = [role, ...notes.map(({ text, x, y }) => `${x},${y} ${text}`), tag?.text, tag?.y, tag?.look];
  return [unit, beside, lift, label, sublabel, width, height, bridgehead, mark?.severity, ...more].join('\n');
}

function className(kind: NodeKind): string {
  return kind.replaceAll(' ', '-');
}

export function fadeIn<E extends SVGGElement, D>(
  entering: Selection<E, D, SVGGElement, unknown>,
  duration: number,
): void {
  if (duration > 0) entering.attr('opacity', 0).transition().duration(duration).attr('opacity', 1);
}

export function fadeOut<E extends SVGGElement, D>(
  leaving: Selection<E, D, SVGGElement, unknown>,
  duration: number,
): void {
  if (duration === 0) leaving.remove();
  else leaving.classed('leaving', true).transition().duration(duration).attr('opacity', 0).remove();
}
