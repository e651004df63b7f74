// Scene -> an SVG file that stands alone: colours as CSS variables for light and dark, a title and a description for
// people who cannot see it. Every name is escaped; nothing in the file runs or loads.

import { fontSizes } from '../places/boxes.ts';
import { describe } from '../asked/describe.ts';
import { lookUpMarks } from '../marks.ts';
import { dagWords, isGroup, isUndirected } from '../kinds.ts';
import { arrowPath, captionCorner, curvePath, outlineOf, pairHeads } from '../lines/outlines.ts';
import type { NodeId } from '../ids.ts';
import type { Overlay } from './overlay.ts';
import type { Mark, Places, Point, Scene, SceneEdge, SceneNode, SceneTag, SceneText } from '../scene.ts';
import type { Rectangle } from '../space.ts';
import { overlayOf, type DrawnOverlay } from './svg-overlay.ts';
import { overlayStyle, styleOf, type Theme } from './svg-style.ts';
import { severitySymbol } from '../symbols.ts';
import { badgePlace, flagOf, symbolOf, textsOf, type PlacedSymbol } from '../texts.ts';
import { escaped } from './xml.ts';

/** How a drawing is written into a file, besides what is in it. */
export interface SvgLook {
  /** Light or dark; without one it is as whoever looks at it has it. */
  readonly theme?: Theme;
  /** The part that is shown; all of it where there is none. */
  readonly view?: Rectangle;
  /** What lies on top of it: what is off, and the way of a message. */
  readonly overlay?: Overlay;
}

/** The drawing as the text of an SVG file; `title` is what a screen reader says first. */
export function svg(scene: Scene, title = 'Mail routing topology', look: SvgLook = {}): string {
  const { places, marks } = scene;
  const { nodes, edges } = places;
  const { view = { x: 0, y: 0, width: places.width, height: places.height } } = look;
  const { x, y, width, height } = view;
  const markOf = lookUpMarks(marks);
  const over = overlayOf(places, look.overlay);
  const tooltip = tooltipsBy(scene, over);
  const drawn = drawnLines(edges, over);
  return lines([
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped([description(places), ...over.sentences].join(' '))}</desc>`,
    `<style>${svgStyle(scene, look)}</style>`,
    `<rect class="ground"${x === 0 && y === 0 ? '' : ` x="${x}" y="${y}"`} width="${width}" height="${height}"/>`,
    group(
      'lines',
      drawn.map(({ edges: both, isPair }) => {
        const [edge] = both;
        const classes = new Set([...classesOf(worst(both.map(markOf))), ...over.classes(edge)]);
        return line(edge, isPair, both.map(tooltip).join('\n'), [...classes]);
      }),
    ),
    group(
      'boxes',
      nodes.map((node) => box(node, tooltip(node), markOf(node), over.classes(node))),
    ),
    group(
      'labels',
      drawn.map(({ edges: [edge], isPair }) => caption(edge, isPair)),
    ),
    ...over.shapes,
    '</svg>',
    '',
  ]);
}

/** The style of that file: colours and rules. */
export function svgStyle({ places }: Pick<Scene, 'places'>, { theme, overlay }: SvgLook): string {
  return `${styleOf(places, theme)}${overlay === undefined ? '' : overlayStyle(theme)}`;
}

/** What is said of each thing, line by line; the first says what it is. */
export function tooltips(scene: Scene, { overlay }: SvgLook): (item: SceneNode | SceneEdge) => string {
  return tooltipsBy(scene, overlayOf(scene.places, overlay));
}

function tooltipsBy({ places, marks }: Scene, over: DrawnOverlay): (item: SceneNode | SceneEdge) => string {
  const markOf = lookUpMarks(marks);
  const byId = new Map(places.nodes.map((node) => [node.id, node]));
  return (item) =>
    [
      describe(item, (id: NodeId) => byId.get(id)).join(', '),
      ...over.said(item),
      ...(markOf(item)?.problems ?? []),
    ].join('\n');
}

function group(name: string, content: readonly string[]): string {
  return lines([`<g class="${name}">`, ...content, '</g>']);
}

function lines(content: readonly string[]): string {
  return content.join('\n');
}

function description({ nodes, edges }: Places): string {
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  return [...counts({ nodes, edges }), ...edges.slice(0, 100).map((edge) => edgeSentence(edge, names))].join(' ');
}

/** How many there are of what: in one sentence. */
function counts({ nodes, edges }: Pick<Places, 'nodes' | 'edges'>): readonly string[] {
  const groups = nodes.filter((node) => isGroup(node.kind));
  const servers = nodes.filter((node) => node.kind === 'server').length;
  const different = (some: (edge: SceneEdge) => boolean) =>
    new Set(edges.filter(some).map((edge) => edge.element)).size;
  const links = new Set(edges.filter(({ kind }) => kind === 'site link').map(({ name }) => name)).size;
  const dags = different(({ kind }) => kind === 'dag');
  const parts = [
    counted(groups.length, groups[0]?.kind ?? 'routing group'),
    counted(servers, 'server'),
    ...(links > 0 ? [counted(links, 'site link')] : []),
    ...(dags > 0 ? [counted(dags, 'DAG across sites', 'DAGs across sites')] : []),
    counted(
      different(({ kind }) => !isUndirected(kind)),
      'connector',
    ),
  ];
  return [`${parts.join(', ')}.`];
}

function counted(count: number, what: string, many = `${what}s`): string {
  return `${count} ${count === 1 ? what : many}`;
}

function edgeSentence(
  { kind, name, from, to, cost, facts = [] }: SceneEdge,
  names: ReadonlyMap<string, string>,
): string {
  const [near, far] = [names.get(from) ?? '', names.get(to) ?? ''];
  const more = facts.map((fact) => `, ${fact}`).join('');
  if (kind === 'dag') return `${dagWords(name)} across ${near} and ${far}${more}.`;
  if (kind === 'site link') return `${name}: between ${near} and ${far}, cost ${cost}${more}.`;
  return `${name}: ${near} to ${far}, cost ${cost}${more}.`;
}

function box(node: SceneNode, tooltip: string, mark: Mark | undefined, more: readonly string[]): string {
  const role = node.role === undefined ? [] : [node.role.replaceAll(' ', '-').toLowerCase()];
  const classes = [node.kind.replace(' ', '-'), ...role, ...classesOf(mark), ...more].join(' ');
  return lines([
    `<g class="${classes}" transform="${moved(node)}"><title>${escaped(tooltip)}</title>`,
    `<path class="shape" d="${outlineOf(node)}"/>`,
    ...symbol('symbol', symbolOf(node)),
    ...(node.tag === undefined ? [] : [tag(node.tag)]),
    ...textsOf(node).map(text),
    ...symbol('flag', flagOf(node)),
    ...(mark === undefined ? [] : [badge(node, mark)]),
    '</g>',
  ]);
}

function moved({ x, y }: Point): string {
  return `translate(${x} ${y})`;
}

function text({ text, x, y, size, role }: SceneText): string {
  return `<text class="${role}" x="${x}" y="${y}" font-size="${size}">${escaped(text)}</text>`;
}

function symbol(name: string, placed: PlacedSymbol | undefined): readonly string[] {
  if (placed === undefined) return [];
  return [`<path class="${name}" transform="${moved(placed)} scale(${placed.scale})" d="${placed.path}"/>`];
}

function tag({ text, x, y, width, height, look }: SceneTag): string {
  const frame = `<rect width="${width}" height="${height}" rx="3"/>`;
  return `<g class="tag dag-${look}" transform="${moved({ x, y })}">${frame}<text x="5" y="11" font-size="10">${escaped(text)}</text></g>`;
}

function badge(node: SceneNode, { severity }: Mark): string {
  const { x, y } = badgePlace(node);
  const path = `<path d="${severitySymbol(severity)}"/>`;
  return `<g class="badge" transform="${moved({ x: x - 8, y: y - 8 })}"><circle cx="8" cy="8" r="9"/>${path}</g>`;
}

interface DrawnLine {
  /** One edge, or a connector and its way back. */
  readonly edges: readonly [SceneEdge, ...SceneEdge[]];
  readonly isPair: boolean;
}

/** A connector and its way back are one line, but where something is to be said of one of them alone. */
function drawnLines(edges: readonly SceneEdge[], over: DrawnOverlay): readonly DrawnLine[] {
  const byId = new Map(edges.map((edge) => [edge.id, edge]));
  const areAlike = (a: SceneEdge, b: SceneEdge) => over.classes(a).join() === over.classes(b).join();
  return edges.flatMap((edge): DrawnLine[] => {
    const back = edge.pair && byId.get(edge.pair.back);
    const leader = edge.pairedBy === undefined ? undefined : byId.get(edge.pairedBy);
    if (leader !== undefined && areAlike(leader, edge)) return [];
    if (back !== undefined && areAlike(edge, back)) return [{ edges: [edge, back], isPair: true }];
    return [{ edges: [edge], isPair: false }];
  });
}

function line(edge: SceneEdge, isPair: boolean, tooltip: string, more: readonly string[]): string {
  const classes = [...lookOf(edge), ...more].join(' ');
  return lines([
    `<g class="${classes}"><title>${escaped(tooltip)}</title>`,
    `<path class="line" d="${curvePath((isPair ? edge.pair : undefined) ?? edge)}"/>`,
    ...(isUndirected(edge.kind) ? [] : [`<path class="head" d="${isPair ? pairHeads(edge) : arrowPath(edge)}"/>`]),
    '</g>',
  ]);
}

/** Of a connector and its way back the line says the worse. */
function worst(marks: readonly (Mark | undefined)[]): Mark | undefined {
  const ofSeverity = (severity: Mark['severity']) => marks.find((mark) => mark?.severity === severity);
  return ofSeverity('error') ?? ofSeverity('warning') ?? marks.find((mark) => mark !== undefined);
}

function classesOf(mark: Mark | undefined): readonly string[] {
  return mark === undefined ? [] : [mark.severity];
}

function lookOf({ kind, look, disabled }: SceneEdge): readonly string[] {
  return [
    kind.replaceAll(' ', '-'),
    ...(look === undefined ? [] : [`dag-${look}`]),
    ...(disabled === true ? ['disabled'] : []),
  ];
}

function caption(edge: SceneEdge, isPair: boolean): string {
  const { label, caption: text, captionWidth: width, captionHeight: height } = (isPair ? edge.pair : undefined) ?? edge;
  const { x, y } = label;
  return lines([
    `<g${edge.look === undefined ? '' : ` class="dag-${edge.look}"`}><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${captionCorner}"/>`,
    `<text x="${x}" y="${y + 4}" font-size="${fontSizes.caption}" text-anchor="middle">${escaped(text)}</text></g>`,
  ]);
}
