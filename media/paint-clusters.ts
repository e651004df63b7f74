// Paints clusters, which are seen from far away, with their names and counts.

import { select, type Selection } from 'd3';
import type { Cluster } from '#core/graph/sight/clusters';
import type { Mark } from '#core/graph/scene';
import { severitySymbol } from '#core/graph/symbols';
import { centre, overlap, type Rectangle } from '#core/graph/space';
import { fitted, printable, textWidth } from '#core/graph/text-width';
import type { ClusterState, ClusterStates } from './cluster-states.ts';
import { createMemory } from './memory.ts';
import type { Layer } from './layer.ts';

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
/** So many lines name hosts outside. */
const mostHosts = 5;
/** In less width their names tell nothing. */
const narrowestHosts = 90;

const isOther = createMemory();
const isOtherLabel = createMemory();

/** From where clusters are looked at, in scene units. */
export interface Window {
  readonly view: Rectangle;
  /** What is around the view as well, and comes into it without being painted anew. */
  readonly around: Rectangle;
  /** How many scene units one pixel of the screen is wide. */
  readonly unit: number;
}

export function paintClusters(layer: Layer, clusters: readonly Cluster[], states: ClusterStates, window: Window): void {
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
  paintBadge(g, state.severity, cluster, unit);
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

/** Where a badge stands at the upper right corner of a plate, in pixels; that of a small plate leaves its name alone. */
const large = { scale: 1, left: 14, up: 2 };
const small = { scale: 0.72, left: 8.5, up: 4 };
/** A narrower or lower plate is small, in pixels. */
const roomy = { width: 90, height: 56 };

/** The badge is as large on the screen from anywhere. */
function paintBadge(g: ClusterItem, severity: Mark['severity'] | undefined, plate: Rectangle, unit: number): void {
  g.selectAll('.badge').remove();
  if (severity !== 'error' && severity !== 'warning') return;
  const isRoomy = plate.width >= roomy.width * unit && plate.height >= roomy.height * unit;
  const { scale, left, up } = isRoomy ? large : small;
  const [x, y] = [plate.x + plate.width - left * unit, plate.y - up * unit];
  const badge = g
    .append('g')
    .attr('class', `badge ${severity}`)
    .attr('transform', `translate(${x},${y}) scale(${scale * unit})`);
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
