import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectedAt } from '#core/syntax/expected';
import { format } from '#core/syntax/format';
import { parse, reparse } from '#core/syntax/parse';
import type { Declaration, Tree } from '#core/syntax/tree';
import { dump } from './dump.ts';
import { faultsIn } from './outline.ts';
import { messyText } from './messy-text.ts';
import { expectAlways } from '../../property.ts';

const example = readFileSync('examples/four-cities.topo', 'utf8');

/** What holds of every tree. */
function checked(text: string): Tree {
  const tree = parse(text);
  expect(tree.pieces.map((piece) => piece.text).join('')).toBe(tree.text);
  expect(tree.length).toBe(tree.text.length);
  for (const { start, end } of faultsIn(tree)) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(tree.length);
  }
  return tree;
}

function names(list: readonly Declaration[]): readonly (string | undefined)[] {
  return list.flatMap(({ name, children }) => [name?.value, ...names(children)]);
}

describe('bad input', () => {
  it('an empty file', () => {
    expect(checked('')).toMatchObject({ declarations: [], includes: [], faults: [] });
    expect(format('').text).toBe('');
    expect(checked(' \n# nothing\n\t')).toMatchObject({ declarations: [], faults: [] });
  });

  it('any text at all', () => {
    expectAlways(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), messyText),
        fc.nat(),
        (text, at) => {
          const tree = checked(text);
          expectedAt(tree, at % (tree.length + 1));
          format(text);
        },
      ),
      { runs: 200 },
    );
  });

  it('NUL and what is not UTF-8, where they stand', () => {
    const bytes = new TextDecoder().decode(
      new Uint8Array([...new TextEncoder().encode('test T { expect '), 0xff, 0, 0x7d]),
    );
    const faults = faultsIn(checked(`routing group A {\n master\0 S\n}\n${bytes}`));
    expect(faults.map(({ start, message }) => [start, message.slice(0, 20)])).toEqual([
      [25, 'A NUL character stan'],
      [47, 'U+FFFD stands here, '],
    ]);
  });

  it.each([
    ['in a comment', '# a\0b\ufffd\ufffd\nrouting group A { } # \0', [3, 5]],
    ['in a name', 'routing group "A\0" { master "\ufffd" }', [16, 29]],
    ['often', `routing group A {\n${'# \0\n'.repeat(9)}}`, [20, 24]],
  ])('NUL and what is not UTF-8 %s', (_, text, places) => {
    expect(faultsIn(checked(text)).map(({ start }) => start)).toEqual(places);
  });

  it('a byte-order mark counts as no character', () => {
    expect(dump(checked(`\ufeff${example}`))).toBe(dump(parse(example)));
    expect(dump(reparse(parse(example), { start: 0, end: 0, text: '\ufeff' }))).toBe(dump(parse(example)));
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('lines that end with %s', (_, end) => {
    const tree = checked(example.replaceAll('\n', end));
    expect(faultsIn(tree)).toEqual([]);
    expect(names(tree.declarations)).toEqual(names(parse(example).declarations));
    expect(format(tree.text).text).toBe(tree.text);
  });

  it('mixed line ends', () => {
    let n = 0;
    const mixed = example.replaceAll('\n', () => ['\n', '\r\n', '\r'][n++ % 3] ?? '\n');
    expect(faultsIn(checked(mixed))).toEqual([]);
    expect(format(mixed).text).toBe(mixed);
  });

  it('5 MB on one line', () => {
    const text = `routing group A { ${'server S { address 10.0.0.1 } '.repeat(3_000)}${'# '.repeat(2_500_000)}\n}`;
    const tree = parse(text);
    expect(tree.declarations[0]?.children).toHaveLength(3_000);
    expect(reparse(tree, { start: 18, end: 18, text: 'x' }).declarations[0]?.children).toHaveLength(3_000);
  }, 60_000);

  it.each(['{', '}', 'routing group G { server S { } ', 'domain a.com; ', ', ', 'x '])(
    'of 5 MB of %j on one line the beginning is read, and the next line',
    (unit) => {
      const tree = checked(`${unit.repeat(5_000_000 / unit.length)}\nrouting group Last { }\n`);
      expect(faultsIn(tree).length).toBeGreaterThan(0);
      expect(tree.pieces.length).toBeLessThan(20_010);
      expect(names(tree.declarations)).toContain('Last');
    },
    60_000,
  );

  it.each([
    ['a string of 300 KB', `server A { mailbox "${'x'.repeat(300_000)}"\n address 10.0.0.1 }`],
    ['a word of 5 MB', `server A { mailbox ${'x'.repeat(3_000_000)}\n address 10.0.0.1 }`],
    [
      'a list of 20,000 elements',
      `server A { mailbox ${Array.from({ length: 20_000 }, (_, i) => `u${i}@a.example`).join(', ')}\n address 10.0.0.1 }`,
    ],
    ['a string that does not end', `server A { mailbox "${'x '.repeat(300_000)}\n address 10.0.0.1 }`],
  ])(
    '%s is one clear fault',
    (_, statements) => {
      const tree = checked(`routing group G { ${statements} }`);
      expect(faultsIn(tree)).toHaveLength(1);
      expect(faultsIn(tree)[0]?.message.length).toBeLessThan(200);
      expect(tree.declarations[0]?.children[0]?.statements.map(({ kind }) => kind)).toEqual(['address']);
    },
    30_000,
  );

  it('braces without end', () => {
    checked('{'.repeat(30_000));
    checked('}'.repeat(30_000));
    checked('foo bar { '.repeat(2_000));
    checked('administrative group A { routing group B { server C { '.repeat(2_000));
  }, 60_000);

  it('names that are keywords, HTML or 10,000 characters long', () => {
    const long = 'x'.repeat(10_000);
    const tree = checked(
      `routing group server { server "<script>alert(1)</script>" {} server ${long} { mailbox *@a.b } }`,
    );
    expect(names(tree.declarations)).toEqual(['server', '<script>alert(1)</script>', undefined]);
    expect(faultsIn(tree).map(({ message }) => message.length < 120)).toEqual([true]);
    expect(tree.declarations[0]?.children[1]?.statements).toHaveLength(1);
  });
});
