// Comma-separated values as RFC 4180 has them, and what pretends to be.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRow, readCsv } from '#core/interchange/read/csv';
import { UnreadableFile } from '#core/interchange/record';
import { expectAlwaysAsync } from '../../../property.ts';
import { file } from '../exchange-2003/importing.ts';

async function rows(text: string, { separator = ',', pieceLength = 1000 } = {}) {
  const found: [number, ...string[]][] = [];
  await readCsv(file('r.csv', text, pieceLength), (cells, line) => found.push([line, ...cells]), separator);
  return found;
}

const problem = async (text: string) => {
  try {
    await rows(text);
  } catch (error) {
    if (error instanceof UnreadableFile) return `${String(error.line)}: ${error.message}`;
    throw error;
  }
  return 'read';
};

describe('rows', () => {
  it('have the line on which they begin', async () => {
    expect(await rows('a,b\r\n"c\r\nd",e\r\n\r\nf,\n')).toEqual([
      [1, 'a', 'b'],
      [2, 'c\r\nd', 'e'],
      [5, 'f', ''],
    ]);
  });

  it.each([
    ['"a ""b"" c",d', [[1, 'a "b" c', 'd']]],
    ['a "b",c', [[1, 'a "b"', 'c']]],
    ['"a"b,c', [[1, 'ab', 'c']]],
    ['"",', [[1, '', '']]],
    [
      'a\rb',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['', []],
  ])('%j', async (text, expected) => {
    expect(await rows(text)).toEqual(expected);
  });

  it('may be divided by tabs', async () => {
    expect(await rows('a,b\tc', { separator: '\t' })).toEqual([[1, 'a,b', 'c']]);
  });

  it('are the same in any pieces', async () => {
    const text = fc.array(fc.constantFrom('a', '"', ',', '\r', '\n', '""', 'bc')).map((parts) => parts.join(''));
    await expectAlwaysAsync(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 5 }), async (each, pieceLength) => {
        if ((await problem(each)) === 'read') expect(await rows(each, { pieceLength })).toEqual(await rows(each));
      }),
    );
  });

  it('read back as they were written', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é', ';') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    await expectAlwaysAsync(
      fc.asyncProperty(table, async (each) => {
        const written = each.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect((await rows(written)).map(([, ...cells]) => cells)).toEqual(each);
      }),
    );
  });
});

describe('limits', () => {
  it('end the reading with the line', async () => {
    expect(await problem('a\n"b')).toBe('2: A quotation mark is never closed.');
    expect(await problem(`a\n${','.repeat(1_000_000)}`)).toBe('2: A row has more than 10,000 columns.');
    expect(await problem(`"${'x'.repeat(1024 * 1024 + 1)}"`)).toBe('1: A value is longer than 1 MB.');
  });
});

describe('the first row', () => {
  it('is known when it ends in the beginning of a file', () => {
    expect(firstRow('DN,objectClass\r\n"CN')).toEqual(['DN', 'objectClass']);
    expect(firstRow('DN,obj')).toBeUndefined();
    expect(firstRow(','.repeat(20_000))).toBeUndefined();
  });
});
