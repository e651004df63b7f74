// Scene -> an SVG file that stands alone: colours as CSS variables for light and dark, a title and a description for
// who cannot see it. Every name is escaped; nothing in the file runs or loads.

import { lookUpMarks } from './marks.ts';
import type { Mark, Places, Scene, SceneEdge, SceneNode } from './scene.ts';
import { bridgeheadMark, problemBadge, textsOf, type SceneText } from './texts.ts';
import { printable } from './text-width.ts';

/** The drawing as the text of an SVG file; `title` is what a screen reader says first. */
export function svg({ places, marks }: Scene, title = 'Mail routing topology'): string {
  const { width, height, nodes, edges } = places;
  const markOf = lookUpMarks(marks);
  return lines([
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description(places))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    group(
      'lines',
      edges.map((edge) => line(edge, markOf(edge))),
    ),
    group(
      'boxes',
      nodes.map((node) => box(node, markOf(node))),
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

function box(node: SceneNode, found: Mark | undefined): string {
  const { x, y, width, height } = node;
  const radius = { 'routing group': 10, server: 6, 'virtual server': 5, host: 6, internet: height / 2 }[node.kind];
  const classes = [node.kind.replace(' ', '-'), ...(found === undefined ? [] : [found.severity])].join(' ');
  return lines([
    `<g class="${classes}"><title>${escaped(tooltip(node, found))}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`,
    ...textsOf(node).map(text),
    ...mark(node),
    ...(found === undefined ? [] : [badge(node, found)]),
    '</g>',
  ]);
}

function tooltip(node: SceneNode, found: Mark | undefined): string {
  const role = node.bridgehead ? 'bridgehead' : '';
  return [`${node.kind} ${node.name}`, node.detail, role, ...(found?.problems ?? [])]
    .filter((part) => part !== '')
    .join('\n');
}

function text({ text, x, y, size, anchor, role }: SceneText): string {
  return `<text class="${role}" x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function mark(node: SceneNode): readonly string[] {
  const centre = bridgeheadMark(node);
  if (centre === undefined) return [];
  const { x, y } = centre;
  return [
    `<path class="mark" d="M${x - 6} ${y - 2.5}h12M${x - 4.5} ${y + 4}v-6.5M${x + 4.5} ${y + 4}v-6.5M${x - 4.5} ${y + 4}a4.5 4.5 0 0 1 9 0"/>`,
  ];
}

/** Says by its sign, not by colour alone, how bad it is. */
function badge(node: SceneNode, { severity }: Mark): string {
  const { x, y } = problemBadge(node);
  const sign = { error: '\u00d7', warning: '!', info: 'i', hint: '' }[severity];
  return `<g class="badge"><circle cx="${x}" cy="${y}" r="7"/><text x="${x}" y="${y + 4}" font-size="11" text-anchor="middle">${sign}</text></g>`;
}

function line(edge: SceneEdge, found: Mark | undefined): string {
  const [a, b, c, d] = edge.curve;
  const [tip, left, right] = edge.arrow;
  const classes = [edge.kind.replaceAll(' ', '-'), ...(found === undefined ? [] : [found.severity])].join(' ');
  const tooltip = [`${edge.kind} ${edge.name}`, edge.detail, `cost ${edge.cost}`, ...(found?.problems ?? [])].join(
    '\n',
  );
  return lines([
    `<g class="${classes}"><title>${escaped(tooltip)}</title>`,
    `<path class="line" d="M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}"/>`,
    `<path class="head" d="M${tip.x} ${tip.y}L${left.x} ${left.y}L${right.x} ${right.y}Z"/>`,
    '</g>',
  ]);
}

function caption(edge: SceneEdge): string {
  const { x, y } = edge.label;
  const [width, height] = [edge.captionWidth, edge.captionHeight];
  return lines([
    `<g><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${height / 2}"/>`,
    `<text x="${x}" y="${y + 4}" font-size="11" text-anchor="middle">${escaped(edge.caption)}</text></g>`,
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
.routing-group > rect { fill: var(--group); stroke: var(--group-line); }
.routing-group > .title { font-weight: 600; }
.server > rect { fill: var(--server); stroke: var(--server-line); }
.virtual-server > rect { fill: var(--chip); }
.host > rect, .internet > rect { fill: var(--outside); stroke: var(--accent); }
.host > rect { stroke-dasharray: 4 3; }
.mark { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-linecap: round; }
.line { fill: none; stroke: var(--line); stroke-width: 1.5; }
.head { fill: var(--line); }
.smtp-connector > .line { stroke: var(--smtp); } .smtp-connector > .head { fill: var(--smtp); }
.x400-connector > .line { stroke: var(--x400); stroke-dasharray: 6 3; } .x400-connector > .head { fill: var(--x400); }
.labels rect { fill: var(--ground); stroke: var(--group-line); stroke-width: 0.75; }
.badge > circle { fill: var(--faint); } .error > .badge > circle { fill: var(--error); } .warning > .badge > circle { fill: var(--warning); }
.badge > text { fill: var(--ground); font-weight: 700; }
.error > rect, .lines .error > .line { stroke: var(--error); stroke-width: 2; } .error > .head { fill: var(--error); }
.warning > rect, .lines .warning > .line { stroke: var(--warning); stroke-width: 2; } .warning > .head { fill: var(--warning); }
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
