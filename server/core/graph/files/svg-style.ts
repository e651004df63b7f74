// The colours and rules of an SVG file: colours as CSS variables for light and dark.

import type { Places } from '../scene.ts';

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

const lightSites = { dag0: '#0b7285', dag1: '#a6358c', dag2: '#2b7a3d', dag3: '#a35200' } as const;
const darkSites = {
  dag0: '#4fc3d9',
  dag1: '#e58fd0',
  dag2: '#7fcf8f',
  dag3: '#e8a860',
} as const satisfies Record<keyof typeof lightSites, string>;

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

export type Theme = 'light' | 'dark';

/** Colours and rules for what is there; those of sites only where there are some. Without a theme it has both. */
export function styleOf({ nodes }: Pick<Places, 'nodes'>, theme?: Theme): string {
  const hasSites = nodes.some(({ kind }) => kind === 'site' || kind === 'foreign system');
  const [day, night] = hasSites
    ? [
        { ...light, ...lightSites },
        { ...dark, ...darkSites },
      ]
    : [light, dark];
  const all = hasSites ? `${rules.trim()}\n${siteRules.trim()}` : rules.trim();
  return [
    `\n:root { ${variables(theme === 'dark' ? night : day)} }`,
    ...(theme === undefined ? [`@media (prefers-color-scheme: dark) { :root { ${variables(night)} } }`] : []),
    inColours(all, theme),
    '',
  ].join('\n');
}

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}

/** Each DAG has a colour and a pattern, so that two can be told apart without colours too. */
const siteRules = `
.site > .shape { fill: var(--group); stroke: var(--group-line); }
.site > .title { font-weight: 600; }
.hub-site > .shape { stroke: var(--line); stroke-width: 2; }
.edge-server > .shape { fill: var(--outside); stroke: var(--accent); }
.foreign-system > .shape { fill: var(--outside); stroke: var(--x400); } .foreign-system > .symbol { stroke: var(--x400); }
.site-link > .line { stroke-width: 2; }
.send-connector > .line, .send-connector > .head { stroke: var(--smtp); }
.foreign-connector > path, .delivery-agent-connector > path { stroke: var(--x400); }
.foreign-connector > .line, .delivery-agent-connector > .line { stroke-dasharray: 6 3; }
.disabled > path { stroke-opacity: 0.55; } .disabled > .line { stroke-dasharray: 2 4; }
.tag > rect { fill: var(--ground); }
.dag-0 > path, .dag-0 > rect { stroke: var(--dag0); } .dag-1 > path, .dag-1 > rect { stroke: var(--dag1); }
.dag-2 > path, .dag-2 > rect { stroke: var(--dag2); } .dag-3 > path, .dag-3 > rect { stroke: var(--dag3); }
.dag > .line { stroke-linecap: round; stroke-width: 2; } .dag-0 > path { stroke-dasharray: 0.1 5; } .dag-1 > path { stroke-dasharray: 7 4; }
.dag-2 > path { stroke-dasharray: 9 4 0.1 4; } .dag-3 > path { stroke-dasharray: 3 4; }
.dag-1 > rect { stroke-dasharray: 6 2; } .dag-2 > rect { stroke-dasharray: 6 2 1.5 2; } .dag-3 > rect { stroke-dasharray: 3 2; }
`;

/** Rules for what lies on top of a drawing. */
export function overlayStyle(theme?: Theme): string {
  return `${inColours(overlayRules.trim(), theme)}\n`;
}

const overlayRules = `
.off > .shape, .off > .line { stroke: var(--error); stroke-dasharray: 4 3; stroke-width: 1.5; }
.off > .head, .without > .head { stroke-opacity: 0.5; fill-opacity: 0.5; }
.off > .title { text-decoration: line-through; }
.without > .shape, .without > .line { stroke-dasharray: 4 3; stroke-opacity: 0.55; }
.off > text, .without > text { opacity: 0.65; }
.aside > .line, .aside > .head { opacity: 0.35; }
.lines .travelled > .line { stroke: var(--accent); stroke-width: 4; }
.lines .travelled > .head { stroke: var(--accent); stroke-width: 3; }
.lines .next-best > .line { stroke: var(--accent); stroke-width: 2; stroke-dasharray: 2 5; }
.lines .next-best > .head { stroke: var(--accent); }
.direct { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-dasharray: 1 5; stroke-linecap: round; }
.step > rect { fill: var(--accent); } .step > text { fill: var(--ground); font-weight: 600; }
.cross > circle { fill: var(--ground); stroke: var(--error); }
.cross > path { fill: none; stroke: var(--error); stroke-width: 2; stroke-linecap: round; }
`;

/** Viewers that know no variables take the first of the two. */
function inColours(rules: string, theme: Theme = 'light'): string {
  const colours = new Map<string, string>(
    Object.entries(theme === 'dark' ? { ...dark, ...darkSites } : { ...light, ...lightSites }),
  );
  return rules.replaceAll(
    /([a-z]+): var\(--([a-z0-9-]+)\)/g,
    (declaration, property: string, name: string) =>
      `${property}: ${colours.get(name) ?? 'currentColor'}; ${declaration}`,
  );
}
