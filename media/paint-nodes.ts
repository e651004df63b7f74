// Paints routing groups, servers, virtual servers, hosts and the Internet. What a thing is shows in its shape and icon,
// never in its colour alone.

import { select, type Selection } from 'd3';
import type { MarkOf } from '#core/graph/marks';
import type { Mark, NodeKind, SceneNode } from '#core/graph/scene';
import { iconPath, type IconName } from './icons.ts';
import { createMemory } from './memory.ts';
import { elementOf, withParents } from './scene-index.ts';
import { powerOf } from './switches.ts';
import { describe, saidBy, type View } from './view.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;
type Nodes = Selection<SVGGElement, SceneNode, SVGGElement, unknown>;

export interface NodeLayer {
  readonly layer: Layer;
  readonly kinds: readonly NodeKind[];
}

/** What is outside has an icon; inside, the box in the box says what a thing is. */
const outside: Readonly<Partial<Record<NodeKind, IconName>>> = { host: 'relay', internet: 'globe' };

const showsOtherContent = createMemory();
const isElsewhere = createMemory();
const isInOtherState = createMemory();

export function paintNodes({ layer, kinds }: NodeLayer, view: View, duration: number): void {
  const shown = view.index.places.nodes.filter((node) => kinds.includes(node.kind));
  const nodes: Nodes = layer
    .selectAll<SVGGElement, SceneNode>('g.node:not(.leaving)')
    .data(shown, (node) => node.id)
    .join(
      (enter) => enter.append('g').each(build(view.markOf)).call(fadeIn, duration),
      (update) => update.call(renew, view.markOf, duration),
      (exit) => exit.call(fadeOut, duration),
    );
  nodes.order().call(paintState, view);
}

function build(markOf: MarkOf) {
  return function (this: SVGGElement, node: SceneNode): void {
    const g = select<SVGGElement, SceneNode>(this)
      .attr('class', `node ${className(node.kind)}`)
      .attr('data-id', node.id)
      .attr('role', 'button');
    g.append('title');
    g.append('path').attr('class', 'shape');
    const glyph = outside[node.kind];
    if (glyph !== undefined) g.append('path').attr('class', 'glyph').attr('d', iconPath(glyph));
    g.append('text').attr('class', 'name');
    g.append('text').attr('class', 'detail');
    g.attr('transform', placeOf(node));
    isElsewhere(this, placeOf(node));
    showsOtherContent(this, contentOf(node, markOf(node)));
    paintContent(g, node, markOf(node));
  };
}

function renew(nodes: Nodes, markOf: MarkOf, duration: number): void {
  nodes.each(function (node) {
    const g = select<SVGGElement, SceneNode>(this);
    const mark = markOf(node);
    if (showsOtherContent(this, contentOf(node, mark))) paintContent(g, node, mark);
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
): void {
  const lines = linesOf(node);
  g.select('.shape').attr('d', shapeOf(node));
  g.select('.glyph').attr('transform', `translate(10,${node.height / 2 - 8})`);
  g.select('.name').attr('x', lines.left).attr('y', lines.name).text(node.label);
  g.select('.detail').attr('x', lines.left).attr('y', lines.detail).text(node.sublabel);
  paintFlag(g, node);
  g.selectAll('.badge').remove();
  if (mark !== undefined) appendBadge(g, mark.severity, node.width - 2, 2);
  if (node.kind === 'virtual server') return;
  const { left, name } = linesOf(node);
  g.style('--fitting', `${fittingSize(node)}px`)
    .style('--middle-x', `${node.width / 2 - left}px`)
    .style('--middle-y', `${node.height / 2 - name}px`);
}

interface Lines {
  readonly left: number;
  readonly name: number;
  readonly detail: number;
}

/** Where the texts stand: where the layout (`boxes.ts`) left room for them. */
function linesOf({ kind, height, sublabel }: SceneNode): Lines {
  switch (kind) {
    case 'routing group':
      return { left: 12, name: 20, detail: 40 };
    case 'server':
      return { left: 8, name: 17, detail: 31 };
    case 'virtual server':
      return { left: 8, name: height / 2 + 3.5, detail: height };
    case 'host':
    case 'internet':
      return { left: 33, name: sublabel === '' ? height / 2 + 4 : height / 2 - 2, detail: height / 2 + 12 };
  }
}

/** The largest size at which a name fits its box, for when all is seen from far away. */
function fittingSize(node: SceneNode): number {
  return Math.round(Math.min(64, Math.max(13, (node.width - 16) / Math.max(3, 0.66 * node.label.length))));
}

function shapeOf({ kind, width: w, height: h }: SceneNode): string {
  switch (kind) {
    case 'routing group':
      return rounded(w, h, 8);
    case 'server':
      return rounded(w, h, 4);
    case 'virtual server':
      return rounded(w, h, Math.min(h / 2, 12));
    case 'host': {
      const cut = Math.min(10, h / 3);
      return `M${cut},0H${w - cut}L${w},${cut}V${h - cut}L${w - cut},${h}H${cut}L0,${h - cut}V${cut}Z`;
    }
    case 'internet':
      return rounded(w, h, h / 2);
  }
}

function rounded(w: number, h: number, r: number): string {
  const turn = (x: number, y: number): string => `a${r},${r} 0 0 1 ${x},${y}`;
  return `M${r},0H${w - r}${turn(r, r)}V${h - r}${turn(-r, r)}H${r}${turn(-r, -r)}V${r}${turn(r, -r)}Z`;
}

function paintFlag(g: Selection<SVGGElement, SceneNode, null, undefined>, node: SceneNode): void {
  g.selectAll('.flag').remove();
  if (!node.bridgehead) return;
  const flag = g
    .append('g')
    .attr('class', 'flag')
    .attr('transform', `translate(${node.width - 20},${linesOf(node).name - 10.5}) scale(0.8)`);
  flag.append('path').attr('d', iconPath('flag'));
}

/** The mark of a finding; what it says is in the tooltip, the description and the card of the selected element. */
export function appendBadge<D>(
  g: Selection<SVGGElement, D, null, undefined>,
  severity: Mark['severity'],
  x: number,
  y: number,
): void {
  const badge = g
    .append('g')
    .attr('class', `badge ${severity}`)
    .attr('transform', `translate(${x - 8},${y - 8})`);
  badge.append('circle').attr('cx', 8).attr('cy', 8).attr('r', 9);
  badge.append('path').attr('d', iconPath(severity === 'error' || severity === 'warning' ? severity : 'info'));
}

function paintState(nodes: Nodes, view: View): void {
  nodes.each(function (node) {
    const power = powerOf(view.index, node, view.down);
    const selected = view.selected === elementOf(node);
    const focused = view.focus === node.id;
    const mark = view.markOf(node);
    if (!isInOtherState(this, node, saidBy(mark), power, selected, focused)) return;
    const parents = withParents(view.index, node.parent).map((parent) => parent.name);
    const sentences = describe(node, mark, power, parents);
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

function placeOf(node: SceneNode): string {
  return `translate(${node.x},${node.y})`;
}

function contentOf(node: SceneNode, mark: Mark | undefined): string {
  return [node.label, node.sublabel, node.width, node.height, node.bridgehead, mark?.severity].join('\n');
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
