// Paints the trunks between clusters, and the numbers of the connectors in them.

import { select } from 'd3';
import type { Trunk } from '#core/graph/sight/clusters';
import type { Seen } from '#core/graph/sight/sight';
import { isCluster, middleOf, trunkLine } from '#core/graph/sight/trunk-line';
import { isGroup } from '#core/graph/kinds';
import { makeSpace, type Rectangle } from '#core/graph/space';
import type { ClusterStates } from './cluster-states.ts';
import { createMemory } from './memory.ts';
import { part, type Layer } from './layer.ts';

/** Sizes on the screen, in pixels: of a number, and of lines. */
const numberSize = 11;
const narrowest = 1.5;
const widest = 7;
/** More of them than this step back, as so many cover everything. */
const mostStrong = 150;
/** A trunk that is shorter has no number. */
const shortest = 30;

const isOtherTrunk = createMemory();
const isOtherCount = createMemory();
const listened = new WeakSet<Element>();

/** The data of an SVG path along a trunk. */
export function trunkPath(trunk: Trunk): string {
  const { start, control, end } = trunkLine(trunk);
  return `M${start.x},${start.y}${trunk.bow === 0 ? 'L' : `Q${control.x},${control.y} `}${end.x},${end.y}`;
}

/** `unit` is how many scene units one pixel of the screen is wide; numbers lie on none of the boxes. */
export function paintTrunks(
  { trunks: layer, clusters: plates }: { readonly trunks: Layer; readonly clusters: Layer },
  { trunks }: Pick<Seen, 'trunks'>,
  states: ClusterStates,
  { unit, boxes }: { readonly unit: number; readonly boxes: readonly Rectangle[] },
): void {
  listenToClusters(plates);
  const asked = layer.attr('data-asked');
  part(layer, 'trunk-ways')
    .selectAll<SVGPathElement, Trunk>('path')
    .data(trunks, ({ id }) => id)
    .join((enter) => enter.append('path').attr('aria-hidden', 'true'))
    .each(function (trunk) {
      const state = states.ofTrunk(trunk);
      if (!isOtherTrunk(this, trunk, state, asked)) return;
      this.setAttribute('class', state === '' ? 'trunk' : `trunk ${state}`);
      this.classList.toggle('related', leadsTo(trunk, asked));
      this.setAttribute('d', trunkPath(trunk));
      this.style.setProperty('--width', `${widthOf(trunk)}px`);
    });
  layer.attr('data-crowded', trunks.length > mostStrong ? '' : null);
  const isChosen = trunks.some((trunk) => states.ofTrunk(trunk) === 'of-selected');
  layer.attr('data-chosen', isChosen ? '' : null);
  // Above all of them, so that none crosses the number of another.
  part(layer, 'trunk-counts')
    .selectAll<SVGTextElement, Trunk>('text')
    .data(withCounts(trunks, boxes, unit), ({ id }) => id)
    .join((enter) => enter.append('text').attr('class', 'trunk-count').attr('dy', '0.35em').attr('aria-hidden', 'true'))
    .each(function (trunk) {
      if (!isOtherCount(this, trunk, unit)) return;
      const { x, y } = middleOf(trunkLine(trunk));
      this.setAttribute('x', String(x));
      this.setAttribute('y', String(y));
      this.style.fontSize = `${numberSize * unit}px`;
      this.textContent = String(trunk.edges.length);
    });
}

/** The trunks of the cluster under the pointer, or with the focus, come forward. */
function listenToClusters(clusters: Layer): void {
  const node = clusters.node();
  if (node === null || listened.has(node)) return;
  listened.add(node);
  const ask = ({ target }: Event): void => {
    const cluster = target instanceof Element ? target.closest<SVGElement>('[data-cluster]') : null;
    const trunks = select(node.parentElement).select<SVGGElement>('.trunks');
    const id = cluster?.dataset['cluster'] ?? null;
    if (trunks.empty() || trunks.attr('data-asked') === id) return;
    trunks.attr('data-asked', id);
    trunks.selectAll<SVGPathElement, Trunk>('.trunk').classed('related', (trunk) => leadsTo(trunk, id));
  };
  for (const kind of ['pointerover', 'focusin']) node.addEventListener(kind, ask);
  const done = (): void => {
    const trunks = select(node.parentElement).select('.trunks').attr('data-asked', null);
    trunks.selectAll('.related').classed('related', false);
  };
  for (const kind of ['pointerout', 'focusout']) node.addEventListener(kind, done);
}

function leadsTo({ from, to }: Trunk, id: string | null): boolean {
  return from.id === id || to.id === id;
}

/** Ten times as many connectors are some pixels wider. */
function widthOf({ edges }: Trunk): number {
  return Math.min(widest, narrowest + 2 * Math.log10(Math.max(1, edges.length)));
}

/** The trunks of several connectors whose number can be read: clear of boxes and of each other. */
function withCounts(trunks: readonly Trunk[], boxes: readonly Rectangle[], unit: number): readonly Trunk[] {
  const cells = makeSpace<Rectangle>(boxes.map((box) => shrunk(box, unit)));
  return trunks
    .filter((trunk) => trunk.edges.length > 1 && isLong(trunk, unit) && hasGroups(trunk.from, trunk.to))
    .toSorted((a, b) => b.edges.length - a.edges.length)
    .filter((trunk) => {
      const { x, y } = middleOf(trunkLine(trunk));
      const place = shrunk({ x: x - 12 * unit, y: y - 8 * unit, width: 24 * unit, height: 16 * unit }, unit);
      if (cells.taken(place)) return false;
      cells.add(place);
      return true;
    });
}

/** In pixels, so that the search for what is near costs the same from any distance. */
function shrunk({ x, y, width, height }: Rectangle, unit: number): Rectangle {
  return { x: x / unit, y: y / unit, width: width / unit, height: height / unit };
}

function isLong(trunk: Trunk, unit: number): boolean {
  const { start, end } = trunkLine(trunk);
  return Math.hypot(start.x - end.x, start.y - end.y) > shortest * unit;
}

function hasGroups(...ends: readonly Trunk['from'][]): boolean {
  return ends.every((end) => isCluster(end) || isGroup(end.kind));
}
