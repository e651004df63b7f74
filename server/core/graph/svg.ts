// Scene -> an SVG file that stands alone: colours as CSS variables for light and dark, a title and a description for
// people who cannot see it. Every name is escaped; nothing in the file runs or loads.

import { fontSizes } from './boxes.ts';
import { describe } from './describe.ts';
import { lookUpMarks } from './marks.ts';
import { arrowPath, captionCorner, curvePath, outlineOf } from './outlines.ts';
import type { NodeId } from './ids.ts';
import type { Mark, Places, Point, Scene, SceneEdge, SceneNode } from './scene.ts';
import { severitySymbol } from './symbols.ts';
import { badgePlace, flagOf, symbolOf, textsOf, type PlacedSymbol, type SceneText } from './texts.ts';
import { printable } from './text-width.ts';

/** The drawing as the text of an SVG file; `title` is what a screen reader says first. */
export function svg({ places, marks }: Scene, title = 'Mail routing topology'): string {
  const { width, height, nodes, edges } = places;
  const markOf = lookUpMarks(marks);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const tooltip = (item: SceneNode | SceneEdge) =>
    [describe(item, (id: NodeId) => byId.get(id)).join(', '), ...(markOf(item)?.problems ?? [])].join('\n');
  return lines([
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description(places))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    group(
      'lines',
      edges.map((edge) => line(edge, tooltip(edge), markOf(edge))),
    ),
    group(
      'boxes',
      nodes.map((node) => box(node, tooltip(node), markOf(node))),
    ),
    group('labels', edges.map(caption)),
    '</svg>',
    '',
  ]);
}

function group(name: string, content: readonly string[]): string {
  return lines([`<g class="${name}">`, ...content, '</g>']);
}

function lines(content: readonly string[]): string {
  return content.join('\n');
}

function description({ nodes, edges }: Places): string {
  const groups = nodes.filter((node) => node.kind === 'routing group');
  const servers = nodes.filter((node) => node.kind === 'server').length;
  const connectors = new Set(edges.map((edge) => edge.element)).size;
  const counts = `${counted(groups.length, 'routing group')}, ${counted(servers, 'server')}, ${counted(connectors, 'connector')}.`;
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  return [counts, ...edges.slice(0, 100).map((edge) => edgeSentence(edge, names))].join(' ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function edgeSentence(edge: SceneEdge, names: ReadonlyMap<string, string>): string {
  return `${edge.name}: ${names.get(edge.from) ?? ''} to ${names.get(edge.to) ?? ''}, cost ${edge.cost}.`;
}

function box(node: SceneNode, tooltip: string, mark: Mark | undefined): string {
  const classes = [node.kind.replace(' ', '-'), ...(mark === undefined ? [] : [mark.severity])].join(' ');
  return lines([
    `<g class="${classes}" transform="${moved(node)}"><title>${escaped(tooltip)}</title>`,
    `<path class="shape" d="${outlineOf(node)}"/>`,
    ...symbol('symbol', symbolOf(node)),
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

function badge(node: SceneNode, { severity }: Mark): string {
  const { x, y } = badgePlace(node);
  const path = `<path d="${severitySymbol(severity)}"/>`;
  return `<g class="badge" transform="${moved({ x: x - 8, y: y - 8 })}"><circle cx="8" cy="8" r="9"/>${path}</g>`;
}

function line(edge: SceneEdge, tooltip: string, mark: Mark | undefined): string {
  const classes = [edge.kind.replaceAll(' ', '-'), ...(mark === undefined ? [] : [mark.severity])].join(' ');
  return lines([
    `<g class="${classes}"><title>${escaped(tooltip)}</title>`,
    `<path class="line" d="${curvePath(edge)}"/>`,
    `<path class="head" d="${arrowPath(edge)}"/>`,
    '</g>',
  ]);
}

function caption(edge: SceneEdge): string {
  const { x, y } = edge.label;
  const [width, height] = [edge.captionWidth, edge.captionHeight];
  return lines([
    `<g><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${captionCorner}"/>`,
    `<text x="${x}" y="${y + 4}" font-size="${fontSizes.caption}" text-anchor="middle">${escaped(edge.caption)}</text></g>`,
  ]);
}

/** A name as XML text: markup is spelled out, and characters that XML cannot hold are gone. */
function escaped(name: string): string {
  return name
    .split('\n')
    .map((part) => printable(part).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? ''))
    .join('\n')
    .replaceAll(/[\uFFFE\uFFFF]/g, '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const light = {
  ground: '#ffffff',
  group: '#f5f7fa',
  'group-line': '#c4ccd6',
  server: '#ffffff',
  'server-line': '#aab4c0',
  chip: '#edf1f6',
  ink: '#1f2933',
  faint: '#66727f',
  line: '#6b7a8c',
  smtp: '#1f6fb2',
  x400: '#8a5a9e',
  outside: '#eef5fb',
  accent: '#1f6fb2',
  error: '#c4314b',
  warning: '#b26a00',
} as const;
const dark = {
  ground: '#1b1f24',
  group: '#22282f',
  'group-line': '#414b57',
  server: '#2a313a',
  'server-line': '#55616f',
  chip: '#37414c',
  ink: '#e3e8ee',
  faint: '#9aa7b4',
  line: '#8d9bab',
  smtp: '#62aee8',
  x400: '#c195d6',
  outside: '#1f2e3b',
  accent: '#62aee8',
  error: '#f1707b',
  warning: '#e0a13c',
} as const satisfies Record<keyof typeof light, string>;

const rules = `
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; fill: var(--ink); }
.ground { fill: var(--ground); }
.detail { fill: var(--faint); }
.routing-group > .shape { fill: var(--group); stroke: var(--group-line); }
.routing-group > .title { font-weight: 600; }
.server > .shape { fill: var(--server); stroke: var(--server-line); }
.virtual-server > .shape { fill: var(--chip); }
.host > .shape, .internet > .shape { fill: var(--outside); stroke: var(--accent); }
.symbol, .flag, .badge > path { fill: none; stroke-width: 1.3; stroke-linecap: round; stroke-linejoin: round; }
.symbol, .flag { stroke: var(--accent); }
.line, .head { fill: none; stroke: var(--line); stroke-width: 1.5; }
.routing-group-connector > .head { fill: var(--line); }
.smtp-connector > .line, .smtp-connector > .head { stroke: var(--smtp); }
.x400-connector > .line, .x400-connector > .head { stroke: var(--x400); } .x400-connector > .line { stroke-dasharray: 6 3; }
.labels rect { fill: var(--ground); stroke: var(--group-line); stroke-width: 0.75; }
.badge > circle { fill: var(--ground); } .badge > path { stroke: var(--faint); }
.error > .badge > path, .error > .shape, .lines .error > path { stroke: var(--error); } .lines .error > .head { fill: var(--error); }
.warning > .badge > path, .warning > .shape, .lines .warning > path { stroke: var(--warning); } .lines .warning > .head { fill: var(--warning); }
.error > .shape, .lines .error > .line, .warning > .shape, .lines .warning > .line { stroke-width: 2; }
`;

const style = [
  `\n:root { ${variables(light)} }`,
  `@media (prefers-color-scheme: dark) { :root { ${variables(dark)} } }`,
  rules.trim().replaceAll(/([a-z]+): var\(--([a-z0-9-]+)\)/g, withFallback),
  '',
].join('\n');

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}

/** Viewers that know no variables take the first of the two. */
function withFallback(declaration: string, property: string, name: string): string {
  return `${property}: ${new Map(Object.entries(light)).get(name) ?? 'none'}; ${declaration}`;
}
