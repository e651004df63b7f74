import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format, layout } from '#core/syntax/format';
import { lineStarts } from '#core/syntax/lines';
import { parse } from '#core/syntax/parse';
import { messyText } from './messy-text.ts';
import { meaning } from './dump.ts';
import { expectAlways } from '../../property.ts';

const examples = ['four-cities', 'tazmania'].map((name) => readFileSync(`examples/${name}.topo`, 'utf8'));

function done<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

describe('format', () => {
  it.each(examples)('leaves the examples as they are', (text) => {
    expect(format(text)).toEqual({ text, faults: [] });
  });

  it('changes nothing when it is done again, and never what the text means', () => {
    expectAlways(
      fc.property(messyText, (text) => {
        const once = format(text).text;
        expect(format(once).text).toBe(once);
        expect(meaning(parse(once))).toBe(meaning(parse(text)));
      }),
      { runs: 400 },
    );
  });

  it.each(readFileSync('test/fixtures/syntax/format.txt', 'utf8').split(/^=== /m).slice(1))('%s', (fixture) => {
    const [, before = '', after = ''] = /^[^\n]*\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(fixture) ?? [];
    expect(format(before).text).toBe(after.replace(/\n$/, ''));
  });

  it('lays out a part of the lines as it does with all the others', () => {
    expectAlways(
      fc.property(messyText, fc.nat(), fc.nat(), (text, one, other) => {
        const source = { tree: parse(text), lines: lineStarts(text) };
        const [from, to] = [one, other].map((line) => line % (source.lines.length + 1)).sort((a, b) => a - b);
        expect(done(layout(source, from, to))).toEqual(done(layout(source)).slice(from, to));
      }),
      { runs: 400 },
    );
  });

  it('skips a byte-order mark', () => {
    expect(format('\uFEFForganization  O {\r\n domain a.b\r\n}').text).toBe(
      'organization O {\r\n  domain a.b\r\n}\r\n',
    );
  });

  it('keeps the line ends of the file', () => {
    expect(format('organization  O {\r\n domain a.b\r\n\r\n\r\n}').text).toBe(
      'organization O {\r\n  domain a.b\r\n\r\n}\r\n',
    );
    expect(format('organization  O {\r domain a.b\r}\r').text).toBe('organization O {\r  domain a.b\r}\r');
  });
});
