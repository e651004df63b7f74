// The icon of a topology file is seen on whatever a theme puts behind it.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const white = '#ffffff';
const dark = '#1f1f1f';

/** VS Code takes the dark icon for both high contrast themes, and one of them is white. */
test.each([
  ['light', [white]],
  ['dark', [white, dark]],
])('the %s icon stands out from what is behind it', (name, grounds) => {
  const colours = readFileSync(`media/file-icon-${name}.svg`, 'utf8').match(/#[\da-f]{6}\b/g) ?? [];
  expect(colours.length).toBeGreaterThan(1);
  const faint = colours.filter((colour) => grounds.some((ground) => contrast(colour, ground) < 3));
  expect(faint).toEqual([]);
});

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
