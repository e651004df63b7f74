import { expect, test } from 'vitest';
import { rootsOf } from '../../server/lsp/roots.ts';

test.each([
  { open: ['a'], includes: {}, roots: ['a'] },
  { open: ['a', 'b'], includes: {}, roots: ['a', 'b'] },
  { open: ['b', 'a'], includes: { a: ['b'] }, roots: ['a'] },
  { open: ['c', 'a'], includes: { a: ['b'], b: ['c'] }, roots: ['a'] },
  { open: ['a', 'b', 'c'], includes: { a: ['c'], b: ['c'] }, roots: ['a', 'b'] },
  { open: ['b', 'a'], includes: { a: ['b'], b: ['a'] }, roots: ['b'] },
  { open: ['a'], includes: { a: ['a'] }, roots: ['a'] },
  { open: ['r', 'a', 'b'], includes: { r: ['a'], a: ['b'], b: ['a'] }, roots: ['r'] },
  { open: [], includes: {}, roots: [] },
])('$open including $includes', ({ open, includes, roots }) => {
  expect(rootsOf(open, (file) => (includes as Record<string, string[]>)[file] ?? [])).toEqual(roots);
});
