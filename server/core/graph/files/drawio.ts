// Scene -> the XML that diagrams.net (draw.io) opens: boxes in boxes, and connectors that stay joined to them when they are
// moved. Labels are text there (`html=0`), so a name is never markup.

import { edgesOfLeg } from '../asked/legs.ts';
import { isUndirected } from '../kinds.ts';
import type { NodeId } from '../ids.ts';
import { piecesOf, pointOn } from '../lines/course.ts';
import { overlayInWords, waysOf, type DrawnWays, type Overlay } from './overlay.ts';
import { powerOf, type Power } from '../asked/power.ts';
import type { Curve, NodeKind, Places, Point, Scene, SceneEdge, SceneNode } from '../scene.ts';
import { indexPlaces, type SceneIndex } from '../scene-index.ts';
import { broken } from '../text-width.ts';
import { cut, whole } from './lines.ts';
import { escaped } from './xml.ts';

/** The drawing as the text of a .drawio file; names become numbers there. */
export function drawio(
  { places }: Scene,
  title = 'Mail routing topology',
  { overlay }: { readonly overlay?: Overlay } = {},
): string {
  const index = indexPlaces(places);
  const numbers = new Map<NodeId, string>(places.nodes.map(({ id }, number) => [id, `n${number}`]));
  const numberOf = (id: NodeId | null) => (id === null ? undefined : numbers.get(id)) ?? '1';
  const down = new Set(overlay?.down);
  const ways = overlay === undefined ? undefined : waysOf(index, overlay);
  const steps = stepsOf(ways);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<mxfile host="Bridgehead">',
    `<diagram name="${attribute(cut(title))}">`,
    `<mxGraphModel grid="0" page="0" pageWidth="${places.width}" pageHeight="${places.height}">`,
    '<root>',
    '<mxCell id="0"/>',
    '<mxCell id="1" parent="0"/>',
    ...places.nodes.map((node) => vertex(index, node, numberOf, powerOf(index, node, down))),
    ...places.edges.map((edge, number) =>
      line(edge, `e${number}`, numberOf, {
        power: powerOf(index, edge, down),
        steps: steps.get(edge) ?? [],
        isNextBest: ways?.nextBest.has(edge) === true,
      }),
    ),
    ...(overlay === undefined || ways === undefined ? [] : note(places, overlayInWords(overlay, ways))),
    '</root>',
    '</mxGraphModel>',
    '</diagram>',
    '</mxfile>',
    '',
  ].join('\n');
}

/** The numbers of the steps that cross an edge. */
function stepsOf(ways: DrawnWays | undefined): ReadonlyMap<SceneEdge, readonly number[]> {
  const steps = new Map<SceneEdge, number[]>();
  ways?.legs.forEach((leg, step) => {
    for (const edge of edgesOfLeg(leg)) steps.set(edge, [...(steps.get(edge) ?? []), step + 1]);
  });
  return steps;
}

/** The size of letters there, and how wide a note is at least. */
const letters = 12;
const narrowestNote = 320;

/** What is drawn in, in words below the drawing. */
function note({ width, height }: Places, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  const room = Math.max(narrowestNote, width);
  // Text that is no markup is not broken there.
  const lines = sentences.flatMap((sentence) => broken(whole(sentence), letters, room));
  const value = lines.map(attribute).join('&#10;');
  const style = 'text;align=left;verticalAlign=top;strokeColor=none;fillColor=none;html=0';
  const geometry = `<mxGeometry x="0" y="${height + 16}" width="${room}" height="${Math.ceil(1.5 * letters) * lines.length}" as="geometry"/>`;
  return [`<mxCell id="note" value="${value}" style="${style};" vertex="1" parent="1">${geometry}</mxCell>`];
}

function vertex(index: SceneIndex, node: SceneNode, numberOf: (id: NodeId | null) => string, power: Power): string {
  const holder = node.parent === null ? undefined : index.nodes.get(node.parent);
  const [x, y] = [node.x - (holder?.x ?? 0), node.y - (holder?.y ?? 0)];
  const holds = (index.children.get(node.id) ?? []).length > 0;
  const style = [
    shapes[node.kind],
    // A box that holds others is moved as one with them; its name is at the top.
    ...(holds
      ? ['container=1', 'collapsible=0', 'recursiveResize=0', 'verticalAlign=top', 'align=left', 'spacingLeft=8']
      : []),
    ...(node.bridgehead ? ['strokeWidth=2'] : []),
    ...powers[power],
    'html=0',
  ];
  // A virtual server has room for one line.
  const isLow = node.kind === 'virtual server';
  const drawn = [node.label, ...(isLow || node.sublabel === '' ? [] : [node.sublabel])];
  const told = [node.name, ...(node.detail === '' ? [] : [node.detail])];
  const geometry = `<mxGeometry x="${tenth(x)}" y="${tenth(y)}" width="${tenth(node.width)}" height="${tenth(node.height)}" as="geometry"/>`;
  const cell = `style="${style.join(';')};" vertex="1" parent="${numberOf(node.parent)}">${geometry}`;
  return labelled(numberOf(node.id), { drawn, told }, cell);
}

const shapes: Readonly<Record<NodeKind, string>> = {
  'routing group': 'rounded=1;arcSize=4;fontStyle=1;fillColor=#f5f7fa;strokeColor=#c4ccd6',
  site: 'rounded=1;arcSize=4;fontStyle=1;fillColor=#f5f7fa;strokeColor=#c4ccd6',
  server: 'rounded=1;arcSize=6;fillColor=#ffffff;strokeColor=#aab4c0',
  'virtual server': 'rounded=1;arcSize=50;fontSize=10;fillColor=#edf1f6;strokeColor=none',
  host: 'rounded=0;fillColor=#eef5fb;strokeColor=#1f6fb2',
  internet: 'ellipse;shape=cloud;fillColor=#eef5fb;strokeColor=#1f6fb2',
  'foreign system': 'shape=note;size=10;fillColor=#eef5fb;strokeColor=#8a5a9e',
};

const powers: Readonly<Record<Power, readonly string[]>> = {
  on: [],
  off: ['dashed=1', 'strokeColor=#c4314b', 'fontColor=#c4314b'],
  without: ['dashed=1', 'opacity=55'],
};

/** What is drawn into a line. */
interface DrawnIn {
  readonly power: Power;
  readonly steps: readonly number[];
  readonly isNextBest: boolean;
}

function line(
  edge: SceneEdge,
  id: string,
  numberOf: (id: NodeId | null) => string,
  { power, steps, isNextBest }: DrawnIn,
): string {
  const style = [
    'curved=1',
    isUndirected(edge.kind)
      ? 'endArrow=none'
      : `endArrow=${edge.kind === 'routing group connector' ? 'block' : 'open'}`,
    looks[edge.kind] ?? 'strokeColor=#1f6fb2',
    ...(edge.disabled === true ? ['dashed=1', 'opacity=55'] : []),
    ...(steps.length > 0 ? ['strokeWidth=4'] : isNextBest ? ['strokeWidth=3', 'dashed=1', 'dashPattern=1 2'] : []),
    ...powers[power],
    'html=0',
    'labelBackgroundColor=#ffffff',
  ];
  const points = bendsOf(edge.curve).map(({ x, y }) => `<mxPoint x="${tenth(x)}" y="${tenth(y)}"/>`);
  const array = points.length === 0 ? '' : `<Array as="points">${points.join('')}</Array>`;
  const first = steps.length > 0 ? [`(${steps.join(', ')})`] : [];
  // As in our own drawings: with names nobody would see the lines for the words.
  const drawn = [[...first, edge.caption].filter((part) => part !== '').join(' · ')];
  const told = [[edge.name, edge.caption].filter((part) => part !== '').join(' · ')];
  const ends = `source="${numberOf(edge.from)}" target="${numberOf(edge.to)}"`;
  const geometry = `<mxGeometry relative="1" as="geometry">${array}</mxGeometry>`;
  return labelled(id, { drawn, told }, `style="${style.join(';')};" edge="1" parent="1" ${ends}>${geometry}`);
}

/**
 * A cell with what is written on it. What there is no room for is in the data of an object around the cell, which hovering
 * shows as text (its tooltip would be HTML).
 */
function labelled(
  id: string,
  lines: { readonly drawn: readonly string[]; readonly told: readonly string[] },
  cell: string,
): string {
  const label = lines.drawn.map((text) => attribute(cut(text))).join('&#10;');
  const told = lines.told.map((text) => attribute(whole(text))).join('&#10;');
  if (label === told) return `<mxCell id="${id}" value="${label}" ${cell}</mxCell>`;
  return `<UserObject id="${id}" label="${label}" name="${told}"><mxCell ${cell}</mxCell></UserObject>`;
}

/** Points for a curve to go by, its ends apart: those are where it meets the boxes. */
function bendsOf(curve: Curve): readonly Point[] {
  const pieces = piecesOf(curve);
  return pieces.flatMap((piece, at) => [pointOn(piece, 0.5), ...(at < pieces.length - 1 ? [piece[3]] : [])]);
}

const looks: Readonly<Partial<Record<SceneEdge['kind'], string>>> = {
  'routing group connector': 'strokeColor=#6b7a8c',
  'site link': 'strokeColor=#6b7a8c;strokeWidth=2',
  dag: 'strokeColor=#0b7285;dashed=1;dashPattern=1 3',
  'x400 connector': 'strokeColor=#8a5a9e;dashed=1',
  'foreign connector': 'strokeColor=#8a5a9e;dashed=1',
  'delivery agent connector': 'strokeColor=#8a5a9e;dashed=1',
};

/** One line: a break would be folded into a blank. */
function attribute(text: string): string {
  return escaped(text).replaceAll('\n', ' ');
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
