// Paints what is seen from far away: clusters with their names and counts, and the trunks between them.

import { select, type Selection } from 'd3';
import type { Cluster, Trunk } from '#core/graph/sight/clusters';
import { isGroup } from '#core/graph/kinds';
import type { Mark, Point } from '#core/graph/scene';
import { severitySymbol } from '#core/graph/symbols';
import { centre, makeSpace, overlap, type Rectangle } from '#core/graph/space';
import { fitted, printable, textWidth } from '#core/graph/text-width';
import type { ClusterState, ClusterStates } from './cluster-states.ts';
import { createMemory } from './memory.ts';
import { part, type Layer } from './layer.ts';

type ClusterItem = Selection<SVGGElement, Cluster, null, undefined>;

/** Sizes on the screen, in pixels. */
const nameSize = 13;
const countSize = 11;
/** As many times as wide is a bold text. */
const bold = 1.08;
const padding = 6;
/** A name may come as near to the borders, both together. */
const tight = 2;
const line = 16;
const narrowest = 1.5;
const mostWide = 7;
const shortest = 30;
/** So many lines name hosts outside. */
const mostHosts = 5;
/** In less width their names tell nothing. */
const narrowestHosts = 90;

const isOther = createMemory();
const isOtherLabel = createMemory();
const isOtherTrunk = createMemory();
const isOtherCount = createMemory();
const listened = new WeakSet<Element>();

/** From where clusters are looked at, in scene units. */
export interface Window {
  readonly view: Rectangle;
  /** What is around the view as well, and comes into it without being painted anew. */
  readonly around: Rectangle;
  /** How many scene units one pixel of the screen is wide. */
  readonly unit: number;
}

export function paintClusters(layer: Layer, clusters: readonly Cluster[], states: ClusterStates, window: Window): void {
  listenForTrunks(layer);
  layer
    .selectAll<SVGGElement, Cluster>('g.cluster')
    .data(clusters, ({ id }) => id)
    .join((enter) => {
      const g = enter.append('g').attr('role', 'button').attr('tabindex', -1);
      g.append('title');
      g.append('rect').attr('class', 'hull');
      return g;
    })
    .attr('data-cluster', ({ id }) => id)
    .each(function (cluster, index) {
      const state = states.of(cluster);
      if (index === 0 && layer.select('[tabindex="0"]').empty()) this.setAttribute('tabindex', '0');
      const says = [state.severity, state.selected, state.travelled, state.holding, state.waiting, state.off];
      const g = select<SVGGElement, Cluster>(this);
      if (isOther(this, cluster, window.unit, ...says)) paintCluster(g, cluster, state, window.unit);
      paintLabel(g, cluster, state, window);
    });
}

function paintCluster(g: ClusterItem, cluster: Cluster, state: ClusterState, unit: number): void {
  const { name, x, y, width, height } = cluster;
  const sentences = [`cluster ${name}`, ...countsOf(cluster), ...state.sentences].join(', ');
  g.attr('class', ['cluster', state.severity ?? '', state.selected ? 'selected' : '', state.travelled ? 'travelled' : '', state.holding ? 'holding' : '', state.off ? 'has-off' : ''].filter((each) => each !== '').join(' ')); // prettier-ignore
  g.attr('aria-label', `${sentences}. Enter flies into it.`);
  g.select('title').text(sentences);
  g.select('.hull')
    .attr('x', x)
    .attr('y', y)
    .attr('width', width)
    .attr('height', height)
    .attr('rx', Math.min(10 * unit, width / 4, height / 4));
  paintBadge(g, state.severity, { x: x + width, y }, unit);
}

/** Name and counts in the middle of a cluster, or as near to it as they are in view; of one that is far out of view nothing. */
function paintLabel(g: ClusterItem, cluster: Cluster, { waiting }: ClusterState, { view, around, unit }: Window): void {
  const visible = overlapOf(cluster, view) ?? cluster;
  const whole = overlap(cluster, around) ? linesOf(cluster, waiting, cluster, unit) : [];
  const isWhole = fits(whole, visible, unit);
  const lines = isWhole ? whole : linesOf(cluster, waiting, visible, unit);
  const middle = centre(cluster);
  const [across, down] = [widthOfAll(lines, unit) / 2, (lines.length * line * unit) / 2];
  const x = within(middle.x, visible.x + across, visible.x + visible.width - across);
  const y = within(middle.y, visible.y + down, visible.y + visible.height - down);
  const top = y - ((lines.length - 1) * line * unit) / 2;
  if (!g.nodes().some((node) => isOtherLabel(node, x, top, unit, lines.map(({ text }) => text).join('\n')))) return;
  g.selectAll('text').remove();
  lines.forEach(({ text, size, role }, index) => {
    g.append('text')
      .attr('class', role)
      .attr('x', x)
      .attr('y', top + index * line * unit)
      .attr('dy', '0.35em')
      .style('font-size', `${size * unit}px`)
      .text(text);
  });
}

function fits(lines: readonly Line[], { width, height }: Rectangle, unit: number): boolean {
  return widthOfAll(lines, unit) <= width && (lines.length * line + padding / 2) * unit <= height;
}

function widthOfAll(lines: readonly Line[], unit: number): number {
  return (Math.max(0, ...lines.map(({ text, size }) => textWidth(text, size))) + padding) * unit;
}

/** As near as can be; in the middle where there is no room between. */
function within(at: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.min(most, Math.max(least, at));
}

function overlapOf(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** A drawing that is moved is not painted anew, as what comes into view is there already; but names move along. */
export function keepLabelsInView(layer: Layer, states: ClusterStates, window: Window): void {
  layer.selectAll<SVGGElement, Cluster>('g.cluster').each(function (cluster) {
    paintLabel(select<SVGGElement, Cluster>(this), cluster, states.of(cluster), window);
  });
}

/** The badge is as large on the screen from anywhere. */
function paintBadge(g: ClusterItem, severity: Mark['severity'] | undefined, at: Point, unit: number): void {
  g.selectAll('.badge').remove();
  if (severity !== 'error' && severity !== 'warning') return;
  const badge = g
    .append('g')
    .attr('class', `badge ${severity}`)
    .attr('transform', `translate(${at.x},${at.y}) scale(${unit}) translate(-14,-2)`);
  badge.append('circle').attr('cx', 8).attr('cy', 8).attr('r', 9);
  badge.append('path').attr('d', severitySymbol(severity));
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly role: 'name' | 'counts' | 'waits' | 'leads-to';
}

/** What there is room for, at a legible size: the name, then what waits, the counts, and the hosts outside. */
function linesOf(cluster: Cluster, waiting: number, room: Rectangle, unit: number): readonly Line[] {
  const width = room.width / unit - padding;
  const most = Math.floor((room.height / unit - padding / 2) / line);
  const name = nameLines(cluster.name, width + padding - tight, most);
  if (most < 1 || (name[0]?.text ?? '').length < Math.min(4, cluster.name.length)) return [];
  const small = (role: Line['role'], text: string): Line => ({ text, size: countSize, role });
  const counts = countsOf(cluster).map((text) => small('counts', text));
  const joined = small('counts', counts.map(({ text }) => text).join(' · '));
  const rest = textWidth(joined.text, countSize) <= width ? [joined] : counts;
  const waits = waiting > 0 ? [small('waits', `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`)] : [];
  const more = [...waits, ...rest].filter(({ text }) => textWidth(text, countSize) <= width);
  const lines = [...name, ...more].slice(0, most);
  const hosts = hostsOf(cluster, width, Math.min(mostHosts, most - lines.length));
  return [...lines, ...hosts.map((text) => small('leads-to', text))];
}

/** The name, in two lines and smaller where there is too little room for it, else cut. */
function nameLines(name: string, width: number, most: number): readonly Line[] {
  const words = printable(name).split(' ');
  const halves = words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]); // prettier-ignore
  const shortest = halves.toSorted((a, b) => widest(a) - widest(b)).slice(0, most < 2 ? 0 : 1);
  const ways = [[printable(name)], ...shortest];
  for (const size of [nameSize, countSize]) {
    const way = ways.find((texts) => widest(texts) * size <= width);
    if (way !== undefined) return way.map((text) => ({ text, size, role: 'name' }));
  }
  return [{ text: shortened(name, width), size: countSize, role: 'name' }];
}

/** At a size of 1. */
function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => textWidth(text, bold)));
}

/** The name with its end, by which those of a kind are told apart: `Bra… 93`. */
function shortened(name: string, width: number): string {
  const size = countSize * bold;
  const [, head = '', tail = ''] = /^(.+?)((?: \S{1,5}){1,2})$/u.exec(printable(name)) ?? [];
  const cut = fitted(head, size, width - textWidth(tail, size));
  return tail !== '' && cut.length > 2 ? `${cut}${tail}` : fitted(name, size, width);
}

/** The hosts outside that are counted in a cluster, by their names as far as there is room. */
function hostsOf({ outside }: Cluster, width: number, room: number): readonly string[] {
  if (width < narrowestHosts || room < Math.min(2, outside.length)) return [];
  const named = outside.length <= room ? outside : outside.slice(0, room - 1);
  const left = outside.length - named.length;
  const names = named.map(({ label }) => fitted(`→ ${label}`, countSize, width));
  return left === 0 ? names : [...names, `and ${left} more`];
}

function countsOf({ groups, servers, outside }: Cluster): readonly string[] {
  const word = groups.every(({ kind }) => kind === 'site') ? 'site' : 'group';
  const hosts = outside.length === 0 ? [] : [`${outside.length} outside`];
  return [`${groups.length} ${word}s`, `${servers} ${servers === 1 ? 'server' : 'servers'}`, ...hosts];
}

/** The way of a trunk: straight from the border of one end to that of the other. */
export function trunkPath(trunk: Trunk): string {
  const [start, end] = endsOf(trunk);
  return `M${start.x},${start.y}L${end.x},${end.y}`;
}

function endsOf({ from, to }: Trunk): readonly [Point, Point] {
  return [borderTowards(from, centre(to)), borderTowards(to, centre(from))];
}

/** Where a line from the middle of a box to a point leaves it; the middle when the point is in the box. */
function borderTowards(box: Rectangle, { x, y }: Point): Point {
  const middle = centre(box);
  const [across, down] = [x - middle.x, y - middle.y];
  const share = Math.min(box.width / 2 / Math.abs(across), box.height / 2 / Math.abs(down));
  return share < 1 ? { x: middle.x + share * across, y: middle.y + share * down } : middle;
}

export function paintTrunks(
  layer: Layer,
  trunks: readonly Trunk[],
  clusters: readonly Cluster[],
  states: ClusterStates,
  unit: number,
): void {
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
  const isChosen = trunks.some((trunk) => states.ofTrunk(trunk) === 'of-selected');
  layer.attr('data-chosen', isChosen ? '' : null);
  // Above all of them, so that none crosses the number of another.
  part(layer, 'trunk-counts')
    .selectAll<SVGTextElement, Trunk>('text')
    .data(withCounts(trunks, clusters, unit), ({ id }) => id)
    .join((enter) => enter.append('text').attr('class', 'trunk-count').attr('dy', '0.35em').attr('aria-hidden', 'true'))
    .each(function (trunk) {
      if (!isOtherCount(this, trunk, unit)) return;
      const { x, y } = middleOf(trunk);
      this.setAttribute('x', String(x));
      this.setAttribute('y', String(y));
      this.style.fontSize = `${countSize * unit}px`;
      this.textContent = String(trunk.edges.length);
    });
}

/** The trunks of the cluster under the pointer, or with the focus, come forward. */
function listenForTrunks(clusters: Layer): void {
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
  return Math.min(mostWide, narrowest + 2 * Math.log10(Math.max(1, edges.length)));
}

function middleOf(trunk: Trunk): Point {
  const [a, b] = endsOf(trunk);
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The trunks of several connectors whose number can be read: clear of clusters and of each other. */
function withCounts(trunks: readonly Trunk[], clusters: readonly Cluster[], unit: number): readonly Trunk[] {
  const cells = makeSpace<Rectangle>(clusters.map((cluster) => shrunk(cluster, unit)));
  return trunks
    .filter((trunk) => trunk.edges.length > 1 && isLong(...endsOf(trunk), unit) && hasGroups(trunk.from, trunk.to))
    .toSorted((a, b) => b.edges.length - a.edges.length)
    .filter((trunk) => {
      const { x, y } = middleOf(trunk);
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

function isLong(a: Point, b: Point, unit: number): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) > shortest * unit;
}

function hasGroups(...ends: readonly Trunk['from'][]): boolean {
  return ends.every((end) => 'groups' in end || isGroup(end.kind));
}
