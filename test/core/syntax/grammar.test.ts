import { execFileSync } from 'node:child_process';
import { mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocks } from '#core/syntax/blocks';
import { expectedAfter, matchText } from '#core/syntax/grammar';
import { parse } from '#core/syntax/parse';

const examples = ['four-cities', 'tazmania'].map((name) => readFileSync(`examples/${name}.topo`, 'utf8'));

describe('the grammar', () => {
  it('is generated anew whenever it changes (npm run grammar)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'grammar-'));
    try {
      copyFileSync('server/core/syntax/topo.ohm', join(folder, 'topo.ohm'));
      const ohm = 'node_modules/@ohm-js/cli/index.js';
      execFileSync(process.execPath, [ohm, 'generateBundles', '--esm', '--withTypes', join(folder, 'topo.ohm')]);
      for (const file of ['topo.ohm-bundle.js', 'topo.ohm-bundle.d.ts']) {
        expect(readFileSync(`server/core/syntax/${file}`, 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('names what it expects by keywords, marks and descriptions wherever a statement may stop', () => {
    const tree = parse(readFileSync('test/fixtures/syntax/language.topo', 'utf8'));
    const named = /^"[^"\\]+"$|^(a|an|the) |^end of input$|^not /;
    for (const { block, text } of tree.pieces) {
      for (const line of text.split('\n')) {
        for (const word of line.matchAll(/ +(?=[^ ])/g)) {
          const expected = expectedAfter(blocks[block].line, line.slice(0, word.index).trim() + ' ');
          for (const item of expected) expect(item, line).toMatch(named);
        }
      }
    }
  });

  it.each(examples)('takes a whole file as the parser does', (text) => {
    expect(matchText(text, 'Topology').succeeded()).toBe(true);
    expect(matchText(text.replace('scope organization', 'scope galaxy'), 'Topology').succeeded()).toBe(false);
    expect(parse(text).pieces.flatMap((piece) => piece.faults)).toEqual([]);
  });

  it.each(Object.entries(blocks))('begins the statements in %s with the words that messages name', (_, block) => {
    const first = new Set([...block.phrases, ...block.holds].map((phrase) => phrase.split(' ')[0]));
    const taken = expectedAfter(block.line, '').filter((item) => item.startsWith('"'));
    if (block.statement !== 'Nothing') expect(new Set(taken.map((item) => item.slice(1, -1)))).toEqual(first);
    for (const phrase of block.phrases) {
      const behind = expectedAfter(block.line, `${phrase} `);
      const withoutLast = phrase.split(' ').slice(0, -1).join(' ');
      expect(behind, phrase).not.toEqual(expectedAfter(block.line, withoutLast === '' ? '' : `${withoutLast} `));
    }
  });
});
