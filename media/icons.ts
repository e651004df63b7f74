// The preview's icons, the drawing's symbols and its own: paths in a box of 16 by 16, drawn as lines in the colour of the text around them.

import { symbols } from '#core/graph/symbols';
import type { ShownState } from '#core/simulation/playback';

const paths = {
  ...symbols,
  group: 'M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2M4 4.5h4M4 8h8v4H4z',
  server: 'M2 3.5h12v9H2zM4.5 6.5h4',
  virtualServer: 'M4.5 5h7a3 3 0 0 1 0 6h-7a3 3 0 0 1 0-6M5 8h4',
  host: 'M4.5 3.5h7l2.5 2.5v4l-2.5 2.5h-7L2 10V6z',
  connector: 'M2 8h11M9.5 4.5L13 8l-3.5 3.5M2 5.5v5',
  link: 'M4 5.8a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 1 0 4 5.8M12 5.8a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 1 0 12 5.8M6.2 8h3.6',
  envelope: 'M2 4h12v8.5H2zM2.3 4.3L8 9l5.7-4.7',
  send: 'M2 3l12 5-12 5 2.5-5zM4.5 8H10',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13.5 2v3.2h-3.2',
  power: 'M8 2v5.5M4.6 4a5.3 5.3 0 1 0 6.8 0',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M6 6h4v4H6z',
  panel: 'M2 2.5h12v11H2zM9.5 2.5v11',
  close: 'M4 4l8 8M12 4l-8 8',
  reveal: 'M9.5 2.5h4v4M13.5 2.5L8 8M7 4H3v9h9V9',
  copy: 'M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3',
  queue: 'M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M5 13h6',
  help: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M6.2 6.4a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.7.5-.7 1.1M8 11.4v.01',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M7 7v4M9 7v4',
  check: 'M3 8.5L6.5 12 13 4.5',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 4.8V8l2.3 1.6',
  cross: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  filter: 'M2 3.5h12M4.5 8h7M6.8 12.5h2.4',
  outline: 'M2.5 3.5h5M5 8h8M5 12.5h8M3 3.5v9M3 8h2M3 12.5h2',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3L14 14',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  next: 'M4 3.5L8.5 8 4 12.5M11.5 3.5v9',
  first: 'M12 3.5L7.5 8l4.5 4.5M4.5 3.5v9',
  play: 'M5 3l8 5-8 5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
} as const;

export type IconName = keyof typeof paths;

/** The states of a queue, which are told by shape as well as by colour. */
export const stateIcons: Readonly<Record<ShownState, IconName>> = {
  Active: 'play',
  Ready: 'check',
  Retry: 'again',
  Scheduled: 'clock',
  Remote: 'envelope',
  Frozen: 'pause',
  Connecting: 'play',
  Suspended: 'pause',
};

/** The icon's outline, for an SVG path of the drawing. */
export function iconPath(name: IconName): string {
  return paths[name];
}

/** The icon as an element of its own; decoration, so a reader that speaks passes over it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
