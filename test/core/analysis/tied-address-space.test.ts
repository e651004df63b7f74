// What the quick fix of a tie makes of it; fixtures show the preferred fixes only, and this is none.

import { expect, test } from 'vitest';
import { diagnosticsOf } from './fixture.ts';

test.each([
  ['the next cost', ['* cost 1', '* cost 1'], 'Keep it as a spare at cost 2'],
  ['the next cost that nothing else has', ['* cost 1', '* cost 1', 'h.* cost 2'], 'Keep it as a spare at cost 3'],
  ['no cost above 100', ['* cost 100', '* cost 100', '* cost 99'], 'Prefer it at cost 98'],
  ['a text after what has no cost', ['*', '*'], 'Keep it as a spare at cost 2'],
])('a tie is mended by %s', (_, spaces, title) => {
  const connectors = spaces.map((space, index) => `smtp connector C${index} { bridgehead A1; address space ${space} }`);
  const text = `routing group A {\n  server A1 {}\n  ${connectors.join('\n  ')}\n}\n`;
  const { diagnostics } = diagnosticsOf(new Map([['main.topo', text]]));
  const [tie, ...others] = diagnostics.filter(({ code }) => code === 'tied-address-space');
  expect(others).toEqual([]);
  expect(tie?.fixes.map((fix) => fix.title)).toEqual([title]);
});

test('where every cost is taken no fix is offered', () => {
  const connectors = Array.from({ length: 101 }, (_, index) => {
    return `smtp connector C${index} { bridgehead A1; address space * cost ${Math.min(100, index + 1)} }`;
  });
  const text = `routing group A {\n  server A1 {}\n  ${connectors.join('\n  ')}\n}\n`;
  const { diagnostics } = diagnosticsOf(new Map([['main.topo', text]]));
  const ties = diagnostics.filter(({ code }) => code === 'tied-address-space');
  expect(ties.map(({ fixes }) => fixes)).toEqual([[]]);
});
