// Paints connectors as directed edges, and above all lines their captions.

import { select, type Selection } from 'd3';
import type { MarkOf } from '#core/graph/marks';
import { isUndirected } from '#core/graph/kinds';
import { looks } from '#core/graph/notes';
import { arrowPath, captionCorner, curvePath } from '#core/graph/lines/outlines';
import type { Mark, SceneEdge } from '#core/graph/scene';
import type { Seen } from '#core/graph/sight/sight';
import { menuContext } from './context-menu.ts';
import { createMemory } from './memory.ts';
import { appendBadge, fadeIn, fadeOut, paintPower } from './paint-nodes.ts';
import { isPaired, paintJointCaption, paintJointLine } from './paint-pairs.ts';
import { powerOf } from './switches.ts';
import { edgesOfLeg } from './trace.ts';
import { saidBy, sentencesOf, type View } from './view.ts';
import { part, type Layer } from './layer.ts';

type Edges = Selection<SVGGElement, SceneEdge, SVGGElement, unknown>;
type Edge = Selection<SVGGElement, SceneEdge, null, undefined>;

const showsOtherContent = createMemory();
const isOther = createMemory();
const isElsewhere = createMemory();
const hasOtherLook = createMemory();
const isInOtherState = createMemory();
const isOtherwiseAside = createMemory();

export function paintEdges(lines: Layer, captions: Layer, view: View, seen: Seen, duration: number): void {
  const steps = stepsOf(view);
  lines
    .selectAll<SVGGElement, SceneEdge>('g.edge:not(.leaving)')
    .data(seen.edges, (edge) => edge.id)
    .join(
      (enter) => enter.append('g').each(buildLine(view)).call(fadeIn, duration),
      (update) => update.call(moveLines, duration),
      (exit) => exit.call(fadeOut, duration),
    )
    .call(paintState, view, steps)
    .each(function (edge) {
      const isAside = seen.aside.has(edge.id);
      if (isOtherwiseAside(this, isAside)) this.classList.toggle('aside', isAside);
    });
  listenForHidden(lines, captions, view);
  paintOverClusters(captions, view, steps, seen);
  captions
    .selectAll<SVGGElement, SceneEdge>('g.caption:not(.leaving)')
    .data(captionsBeside(seen), (edge) => edge.id)
    .join(
      (enter) => enter.append('g').each(buildCaption(view)).call(fadeIn, duration),
      (update) => update.call(moveCaptions, view.markOf, duration),
      (exit) => exit.call(fadeOut, duration),
    )
    .call(paintCaptionState, view, steps);
}

/** A caption on a cluster would hide what that says. */
function captionsBeside({ captions, clusters }: Seen): readonly SceneEdge[] {
  if (clusters.length === 0) return captions;
  const isOn = ({ label }: Pick<SceneEdge, 'label'>): boolean =>
    clusters.some(
      ({ x, y, width, height }) => label.x > x && label.x < x + width && label.y > y && label.y < y + height,
    );
  return captions.filter((edge) => !isOn(edge) && !(edge.pair !== undefined && isOn(edge.pair)));
}

/** The way of a message, and what is selected, shimmer through clusters from above: below them they would be lost. */
function paintOverClusters(captions: Layer, view: View, steps: Steps, { edges, clusters }: Seen): void {
  const nextBest = nextBestIn(view);
  const isShown = ({ id, element }: SceneEdge): boolean =>
    steps.has(id) || nextBest.has(id) || view.selected === element;
  part(captions, 'over-clusters')
    .selectAll<SVGPathElement, SceneEdge>('path')
    .data(clusters.length === 0 ? [] : edges.filter(isShown), (edge) => edge.id)
    .join('path')
    .attr('class', ({ id }) => (steps.has(id) ? 'travelled' : nextBest.has(id) ? 'next-best' : 'selected'))
    .attr('d', curvePath);
}

function buildLine({ index }: View) {
  return function (this: SVGGElement, edge: SceneEdge): void {
    const g = select<SVGGElement, SceneEdge>(this)
      .attr('class', `edge ${edge.kind.replaceAll(' ', '-')}`)
      .attr('data-id', edge.id)
      .attr('data-vscode-context', menuContext(index, edge))
      .attr('role', 'button');
    paintLook(this, edge);
    g.append('title');
    g.append('path').attr('class', 'hit').attr('d', curvePath(edge));
    g.append('path').attr('class', 'line').attr('d', curvePath(edge));
    if (!isUndirected(edge.kind)) g.append('path').attr('class', 'arrow').attr('d', arrowPath(edge));
    paintJointLine(this, edge);
    isElsewhere(this, curvePath(edge));
  };
}

/** What sets an edge apart from others of its kind: it is disabled, or it is of some DAG. */
function paintLook(element: SVGGElement, { disabled, look }: SceneEdge): void {
  if (!hasOtherLook(element, disabled, look)) return;
  const g = select(element);
  g.classed('disabled', disabled === true);
  for (let each = 0; each < looks; each++) g.classed(`dag-${each}`, look === each);
}

function moveLines(edges: Edges, duration: number): void {
  edges.each(function (edge) {
    if (!isOther(this, edge)) return;
    const curve = curvePath(edge);
    paintLook(this, edge);
    paintJointLine(this, edge);
    if (!isElsewhere(this, curve)) return;
    const g = select<SVGGElement, SceneEdge>(this);
    g.select('.hit').attr('d', curve);
    if (duration === 0) {
      g.interrupt().attr('opacity', null);
      g.select('.line').interrupt().attr('d', curve);
      g.select('.arrow').interrupt().attr('d', arrowPath(edge));
    } else {
      g.select('.line').transition().duration(duration).attr('d', curve);
      g.select('.arrow').transition().duration(duration).attr('d', arrowPath(edge));
    }
  });
}

function buildCaption({ index, markOf }: View) {
  return function (this: SVGGElement, edge: SceneEdge): void {
    const g = select<SVGGElement, SceneEdge>(this)
      .attr('class', 'caption')
      .attr('data-id', edge.id)
      .attr('data-vscode-context', menuContext(index, edge));
    paintLook(this, edge);
    g.append('rect').attr('rx', captionCorner);
    g.append('text').attr('dy', '0.35em');
    g.attr('transform', captionPlace(edge));
    isElsewhere(this, captionPlace(edge));
    showsOtherContent(this, captionContent(edge, markOf(edge)));
    paintCaption(g, edge, markOf(edge));
  };
}

const shown = new WeakMap<Element, View>();

/** A caption that there is no room for is there while the pointer is on its line. */
function listenForHidden(lines: Layer, captions: Layer, view: View): void {
  const layer = lines.node();
  if (layer === null) return;
  const isListening = shown.has(layer);
  shown.set(layer, view);
  if (isListening) return;
  layer.addEventListener('pointerover', ({ target }) => {
    const line = target instanceof Element ? target.closest('g.edge') : null;
    const current = shown.get(layer);
    if (line === null || current === undefined) return;
    const edge = select<Element, SceneEdge>(line).datum();
    if (!captions.select(`.caption[data-id="${CSS.escape(edge.id)}"]`).empty()) return;
    captions.append('g').datum(edge).each(buildCaption(current)).classed('hover related passing', true);
  });
  layer.addEventListener('pointerout', () => captions.selectAll('.passing').remove());
}

function moveCaptions(captions: Edges, markOf: MarkOf, duration: number): void {
  captions.each(function (edge) {
    const g = select<SVGGElement, SceneEdge>(this);
    const mark = markOf(edge);
    if (!isOther(this, edge, mark)) return;
    paintLook(this, edge);
    if (showsOtherContent(this, captionContent(edge, mark))) paintCaption(g, edge, mark);
    if (!isElsewhere(this, captionPlace(edge))) return;
    if (duration === 0) g.interrupt().attr('transform', captionPlace(edge)).attr('opacity', null);
    else g.transition().duration(duration).attr('transform', captionPlace(edge)).attr('opacity', 1);
  });
}

function paintCaption(g: Edge, edge: SceneEdge, mark: Mark | undefined): void {
  const { captionWidth: width, captionHeight: height } = edge;
  g.select('rect')
    .attr('x', -width / 2)
    .attr('y', -height / 2)
    .attr('width', width)
    .attr('height', height);
  g.select('text').text(edge.caption);
  g.each(function () {
    paintJointCaption(this, edge);
  });
  g.selectAll('.badge').remove();
  if (mark !== undefined) appendBadge(g, mark.severity, { x: width / 2 + 9, y: -height / 2 });
}

/** The numbers of the legs that crossed an edge, as far as the message has come. */
type Steps = ReadonlyMap<string, readonly number[]>;

function stepsOf({ trace, reached }: View): Steps {
  const steps = new Map<string, number[]>();
  trace?.legs.slice(0, reached).forEach((leg, i) => {
    for (const { id } of edgesOfLeg(leg)) steps.set(id, [...(steps.get(id) ?? []), i + 1]);
  });
  return steps;
}

/** What the next best way takes besides, when the message is where it ends. */
function nextBestIn(view: View): ReadonlySet<string> {
  return new Set(arrived(view) ? view.trace?.nextBest.map(({ id }) => id) : []);
}

function paintState(edges: Edges, view: View, steps: Steps): void {
  const blocked = new Set(arrived(view) ? view.trace?.blocked.map((edge) => edge.id) : []);
  const nextBest = nextBestIn(view);
  edges.each(function (edge) {
    const power = powerOf(view.index, edge, view.down);
    const selected = view.selected === edge.element;
    const focused = view.focus === edge.id;
    const travelled = steps.has(edge.id);
    const isBlocked = blocked.has(edge.id);
    const isNextBest = nextBest.has(edge.id);
    const mark = view.markOf(edge);
    const carried = view.traffic.get(edge.element);
    if (!isInOtherState(this, edge, saidBy(mark), power, selected, focused, travelled, isBlocked, isNextBest, carried))
      return;
    const sentences = sentencesOf(view, edge, power);
    select<SVGGElement, SceneEdge>(this)
      .classed('off', power === 'off')
      .classed('without', power === 'without')
      .classed('selected', selected)
      .classed('travelled', travelled)
      .classed('blocked', isBlocked)
      .classed('next-best', isNextBest)
      .attr('aria-current', selected ? 'true' : null)
      .attr('tabindex', focused ? 0 : -1)
      .attr('aria-label', sentences.join('. '))
      .select('title')
      .text(sentences.join('\n'));
  });
}

function paintCaptionState(captions: Edges, view: View, steps: Steps): void {
  captions.each(function (edge) {
    const power = powerOf(view.index, edge, view.down);
    const crossed = steps.get(edge.id);
    const selected = view.selected === edge.element;
    const focused = view.focus === edge.id;
    if (!isInOtherState(this, edge, power, selected, focused, crossed === undefined ? '' : stepText(crossed))) return;
    const g = select<SVGGElement, SceneEdge>(this)
      .classed('off', power === 'off')
      .classed('without', power === 'without')
      .classed('selected', selected)
      .classed('focused', focused)
      .classed('travelled', crossed !== undefined);
    paintPower(g, power === 'off', 0, -edge.captionHeight / 2 - 8);
    g.selectAll('.step').remove();
    if (crossed === undefined) return;
    const step = g
      .append('g')
      .attr('class', 'step')
      .attr('transform', `translate(0,${-edge.captionHeight / 2 - 8})`);
    step.append('circle').attr('r', 9);
    step.append('text').attr('dy', '0.35em').text(stepText(crossed));
  });
}

function stepText(steps: readonly number[]): string {
  return steps.length > 1 ? `${steps[0]}…` : `${steps[0]}`;
}

/** The message is where it ends. */
export function arrived({ trace, reached }: View): boolean {
  return trace !== undefined && reached >= trace.legs.length;
}

function captionPlace(edge: SceneEdge): string {
  return `translate(${edge.label.x},${edge.label.y})`;
}

function captionContent(edge: SceneEdge, mark: Mark | undefined): string {
  const { pair, label } = edge;
  const joint = pair === undefined ? [isPaired(edge)] : [pair.caption, pair.label.x - label.x, pair.label.y - label.y];
  return [edge.caption, edge.captionWidth, edge.captionHeight, mark?.severity, ...joint].join('\n');
}
