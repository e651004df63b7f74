// The symbols of the drawing, for every painter alike: lines in a box of 16 by 16, in the colour of what they stand on.

import type { Severity } from '#core/analysis/diagnostic';

export const symbols = {
  relay: 'M2.5 3h11v7.5h-11zM5.5 13.5h5M8 10.5v3',
  globe: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M2 8h12M8 2c-4.5 4-4.5 8 0 12M8 2c4.5 4 4.5 8 0 12',
  foreign: 'M3.5 2h6l3 3v9h-9zM9.5 2v3h3M6 8.5h4M6 11h4',
  hub: 'M8 5.8a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 1 0 8 5.8M8 5.8V2M8 10.2V14M5.8 8H2M10.2 8H14M6.4 6.4L3.8 3.8M9.6 9.6l2.6 2.6M9.6 6.4l2.6-2.6M6.4 9.6l-2.6 2.6',
  edge: 'M8 1.8L13.5 4v4c0 3.2-2.3 5.2-5.5 6.3C4.8 13.2 2.5 11.2 2.5 8V4z',
  flag: 'M4 14V2.5M4 3h8l-2 2.75L12 8.5H4',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.2L14.2 13.5H1.8zM8 6.2v3.6M8 11.6v.01',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 7.3v4M8 4.9v.01',
} as const;

/** Says how bad something is by its shape, not by colour alone. */
export function severitySymbol(severity: Severity): string {
  return symbols[severity === 'hint' ? 'info' : severity];
}
