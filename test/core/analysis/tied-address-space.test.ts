// What the quick fix of a tie makes of it; fixtures show the preferred fixes only, and this is none.

import { expect, test } from 'vitest';
import { diagnosticsOf } from './fixture.ts';

test.each([
  ['the next cost', ['* cost 1', '* cost 1'], "Keep 'C1' as a spare at cost 2"],
  ['the next cost that nothing else has', ['* cost 1', '* cost 1', 'h.* cost 2'], "Keep 'C1' as a spare at cost 3"],
  ['no cost above 100', ['* cost 100', '* cost 100', '* cost 99'], "Prefer 'C0' at cost 98"],
  ['a text after what has no cost', ['*', '*'], "Keep 'C1' as a spare at cost 2"],
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

test.each(['accept from anna@contoso.com', 'reject from *@contoso.com', 'limit size 5MB', 'messages system'])(
  'with %s it is the cheaper one of two, whichever is written first',
  (only) => {
    for (const [first, second] of [
      [only, ''],
      ['', only],
    ]) {
      const connectors = [first, second].map((line, index) => {
        return `smtp connector C${index} { bridgehead A1; address space *; ${line} }`;
      });
      const text = `routing group A {\n  server A1 {}\n  ${connectors.join('\n  ')}\n}\n`;
      const { diagnostics } = diagnosticsOf(new Map([['main.topo', text]]));
      const [tie] = diagnostics.filter(({ code }) => code === 'tied-address-space');
      const open = first === '' ? 'C0' : 'C1';
      expect(tie?.fixes.map((fix) => fix.title)).toEqual([`Keep '${open}' as a spare at cost 2`]);
      expect(tie?.message).toContain(`Make '${open}' dearer`);
    }
  },
);
