// How good drawings are, and how long they take, beside those of elkjs, dagre and d3-force: the same boxes, and one line
// for a connector and its way back. One function for each shape of network, so that `npm run bench -- drawingHub` is that
// one alone. Of the others is left out, and said so, what would take over a minute by how long it took for fewer groups.

import dagre from '@dagrejs/dagre';
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import ElkConstructor from 'elkjs/lib/elk.bundled.js';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { boxesOf, sharedLinesOf } from '../core/graph/drawn-lines.ts';
import {
  crossingsOf,
  lengthOf,
  linesThroughBoxes,
  overlapping,
  type DrawnBox,
  type DrawnLine,
  type Spot,
} from '../core/graph/quality.ts';
import { realistic, regions, star, tangle, topologyOf, type Plan } from '../core/graph/topologies.ts';

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly p50: number;
  readonly p95: number;
}

interface Drawing {
  readonly boxes: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
}

type Size = Pick<DrawnBox, 'id' | 'width' | 'height'>;
type Link = Pick<DrawnLine, 'from' | 'to'>;
type Drawer = (boxes: readonly Size[], links: readonly Link[]) => Drawing | Promise<Drawing>;

const sizes = [50, 200, 1000, 5000];
const longest = 60_000;
/** Others take so many times as long for twice as many groups, as a power of two. */
const growth = 2;

const others: readonly (readonly [string, Drawer])[] = [
  ['elkjs layered', (boxes, links) => byElk('layered', boxes, links)],
  ['elkjs stress', (boxes, links) => byElk('stress', boxes, links)],
  ['dagre', byDagre],
  ['d3-force', byForce],
];

function hubsFor(groups: number): number {
  return Math.min(24, Math.max(4, Math.round(Math.sqrt(groups) / 2)));
}

export function benchDrawingHub(): Promise<readonly Row[]> {
  return drawingsOf('hub', star);
}

export function benchDrawingRegionalHubs(): Promise<readonly Row[]> {
  return drawingsOf('regional hubs', (groups) => regions(hubsFor(groups), Math.round(groups / hubsFor(groups)) - 1));
}

/** Three connectors a group. */
export function benchDrawingMesh(): Promise<readonly Row[]> {
  return drawingsOf('mesh', (groups) => tangle(groups, groups / 2));
}

/** Five connectors a group. */
export function benchDrawingDenseMesh(): Promise<readonly Row[]> {
  return drawingsOf('dense mesh', (groups) => tangle(groups, groups * 1.5));
}

export function benchDrawingRealistic(): Promise<readonly Row[]> {
  return drawingsOf('realistic', realistic);
}

async function drawingsOf(shape: string, planOf: (groups: number) => Plan): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const took = new Map<string, { readonly groups: number; readonly milliseconds: number }>();
  for (const groups of sizes) {
    const name = `drawing ${shape}, ${groups} groups`;
    const graph = buildGraph(topologyOf(planOf(groups)));
    const [places, own] = await quickest(() => layout(graph));
    const ours: Drawing = { boxes: boxesOf(places), lines: sharedLinesOf(places) };
    rows.push(...rowsOf(`${name}, ours`, own, ours));
    const elk: number[] = [];
    for (const [other, draw] of others) {
      const before = took.get(other);
      const expected = before === undefined ? 0 : before.milliseconds * (groups / before.groups) ** growth;
      if (expected > longest || (before === undefined && groups > (sizes[0] ?? 0))) {
        process.stderr.write(`  ${name}, ${other}: left out, it would take over a minute\n`);
        continue;
      }
      try {
        const [drawing, milliseconds] = await timed(() => draw(ours.boxes, ours.lines));
        took.set(other, { groups, milliseconds });
        if (other.startsWith('elkjs')) elk.push(milliseconds);
        rows.push(...rowsOf(`${name}, ${other}`, milliseconds, drawing));
      } catch (error) {
        took.delete(other);
        process.stderr.write(`  ${name}, ${other}: failed, ${String(error).slice(0, 100)}\n`);
      }
    }
    if (elk.length > 0) rows.push(row(`${name}, times elkjs`, 'times', own / Math.min(...elk)));
  }
  return rows;
}

/** Of a few runs: how long the quickest took, as others work on the machine too. */
async function quickest<T>(run: () => T): Promise<readonly [T, number]> {
  const runs = [await timed(run), await timed(run), await timed(run)] as const;
  return [runs[0][0], Math.min(...runs.map(([, milliseconds]) => milliseconds))];
}

async function timed<T>(run: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await run();
  return [result, performance.now() - start];
}

function rowsOf(name: string, milliseconds: number, { boxes, lines }: Drawing): readonly Row[] {
  const widths = boxes.reduce((sum, { width }) => sum + width, 0);
  return [
    row(name, 'ms', milliseconds),
    row(`${name}, crossings`, 'crossings', crossingsOf(lines)),
    row(`${name}, length of a line`, 'boxes', (lengthOf(lines) / lines.length / widths) * boxes.length),
    row(`${name}, through boxes`, 'lines', linesThroughBoxes(boxes, lines).length),
    row(`${name}, overlaps`, 'boxes', overlapping(boxes).length),
  ];
}

function row(name: string, unit: string, value: number): Row {
  return { name, unit, p50: value, p95: value };
}

// ---- the others -----------------------------------------------------------------------------------------------------

const gap = 64;

async function byElk(
  algorithm: 'layered' | 'stress',
  boxes: readonly Size[],
  links: readonly Link[],
): Promise<Drawing> {
  const drawn: ElkNode = await new ElkConstructor().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': algorithm,
      'elk.spacing.nodeNode': String(gap),
      'elk.stress.desiredEdgeLength': '260',
    },
    children: boxes.map(({ id, width, height }) => ({ id, width, height })),
    edges: links.map(({ from, to }, index) => ({ id: `line ${index}`, sources: [from], targets: [to] })),
  });
  const placed = (drawn.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({
    ...{ id, x, y, width, height },
  }));
  const straight = straightLines(placed, links);
  const lines = links.map((link, index): DrawnLine => {
    const [section] = drawn.edges?.[index]?.sections ?? [];
    if (section === undefined) return { ...link, course: straight[index]?.course ?? [] };
    return { ...link, course: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] };
  });
  return { boxes: placed, lines };
}

function byDagre(boxes: readonly Size[], links: readonly Link[]): Drawing {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ nodesep: gap, ranksep: gap });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  links.forEach(({ from, to }, index) => graph.setEdge(from, to, {}, `line ${index}`));
  dagre.layout(graph);
  const lines = links.map(({ from, to }, index): DrawnLine => {
    const edge = graph.edge({ v: from, w: to, name: `line ${index}` }) as { readonly points?: readonly Spot[] };
    return { from, to, course: edge.points ?? [] };
  });
  const placed = boxes.map(({ id, width, height }) => {
    const { x, y } = graph.node(id) as Spot;
    return { id, width, height, x: x - width / 2, y: y - height / 2 };
  });
  return { boxes: placed, lines };
}

function byForce(boxes: readonly Size[], links: readonly Link[]): Drawing {
  interface Body extends SimulationNodeDatum, Size {}
  const bodies = boxes.map(({ id, width, height }): Body => ({ id, width, height }));
  const simulation = forceSimulation(bodies)
    .force(
      'link',
      forceLink<Body, { source: string; target: string }>(links.map(({ from, to }) => ({ source: from, target: to })))
        .id(({ id }) => id)
        .distance(260),
    )
    .force('charge', forceManyBody().strength(-900))
    .force(
      'collide',
      forceCollide<Body>(({ width, height }) => Math.hypot(width, height) / 2 + 10),
    )
    .force('x', forceX())
    .force('y', forceY())
    .stop();
  simulation.tick(300);
  const placed = bodies.map(({ id, width, height, x = 0, y = 0 }) => ({
    ...{ id, width, height, x: x - width / 2, y: y - height / 2 },
  }));
  return { boxes: placed, lines: straightLines(placed, links) };
}

/** From middle to middle. */
function straightLines(boxes: readonly DrawnBox[], links: readonly Link[]): readonly DrawnLine[] {
  const middles = new Map(boxes.map(({ id, x, y, width, height }) => [id, { x: x + width / 2, y: y + height / 2 }]));
  return links.map(({ from, to }) => ({ from, to, course: [from, to].flatMap((id) => middles.get(id) ?? []) }));
}
