import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '#core/syntax/parse';
import type { Declaration, Tree } from '#core/syntax/tree';
import { generateTopology } from '../../bench/generate.ts';
import { faultsIn } from './outline.ts';

const texts = {
  'four-cities': readFileSync('examples/four-cities.topo', 'utf8'),
  tazmania: readFileSync('examples/tazmania.topo', 'utf8'),
  'a file of 300 lines': generateTopology({ lines: 300 }),
};
const marks = ['{', '}', '"', ','];

/** Every declaration and statement with the names of what it stands in. */
function statements(tree: Tree): readonly string[] {
  const found: string[] = [];
  const visit = (declaration: Declaration, around: string) => {
    const own = `${around} > ${declaration.kind} ${declaration.name?.value ?? '?'}`;
    found.push(own);
    for (const { piece, span } of declaration.statements)
      found.push(`${own} | ${piece.text.slice(span.start, span.end)}`);
    for (const child of declaration.children) visit(child, own);
  };
  for (const declaration of tree.declarations) visit(declaration, '');
  return found;
}

/** How many of `whole` are not in the tree of a text. */
function lost(whole: readonly string[], text: string): number {
  const left = new Map<string, number>();
  for (const statement of statements(parse(text))) left.set(statement, (left.get(statement) ?? 0) + 1);
  return whole.filter((statement) => {
    const count = left.get(statement) ?? 0;
    left.set(statement, count - 1);
    return count <= 0;
  }).length;
}

/** The text with each brace, quotation mark and comma lost, and each added at every so many offsets. */
function mutations(text: string, every: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (marks.includes(text.charAt(at))) found.push(text.slice(0, at) + text.slice(at + 1));
    if (at % every === 0) found.push(...marks.map((mark) => text.slice(0, at) + mark + text.slice(at)));
  }
  return found;
}

describe('a brace, quotation mark or comma added or lost', () => {
  it.each(Object.entries(texts))(
    'costs few statements of %s',
    (_, text) => {
      const whole = statements(parse(text));
      const mutated = mutations(text, text.length > 5_000 ? 97 : 11);
      const average = mutated.reduce((sum, each) => sum + lost(whole, each), 0) / mutated.length;
      expect(average).toBeLessThan(3);
    },
    60_000,
  );

  it.each(Object.entries(texts))(
    'that is lost costs next to nothing of %s, and is one fault',
    (_, text) => {
      const whole = statements(parse(text));
      const mutated = mutations(text, Infinity);
      const average = mutated.reduce((sum, each) => sum + lost(whole, each), 0) / mutated.length;
      const faults = mutated.reduce((sum, each) => sum + faultsIn(parse(each)).length, 0) / mutated.length;
      expect(average).toBeLessThan(1);
      expect(faults).toBeLessThan(1.2);
    },
    60_000,
  );
});

describe("a slip of the pen in a head's keywords", () => {
  const head =
    /^[ \t]*(?:organization|routing group connector|routing group|server|smtp connector|test)(?= [^\n]*\{)/gm;
  const slips: Readonly<Record<string, (text: string, at: number) => string>> = {
    'a letter lost': (text, at) => text.slice(0, at) + text.slice(at + 1),
    'two letters twisted': (text, at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
    'a quotation mark added': (text, at) => `${text.slice(0, at)}"${text.slice(at)}`,
    'a comma added': (text, at) => `${text.slice(0, at)},${text.slice(at)}`,
  };

  it.each(Object.entries(slips))(
    '%s, keeps what is declared there in its place',
    (_, slip) => {
      const text = texts['four-cities'];
      const whole = statements(parse(text));
      const places = [...text.matchAll(head)].flatMap(({ 0: words, index }) => {
        const start = index + words.length - words.trimStart().length;
        return Array.from({ length: words.trimStart().length - 1 }, (_, n) => start + n);
      });
      const mutated = places.map((at) => slip(text, at));
      const average = mutated.reduce((sum, each) => sum + lost(whole, each), 0) / mutated.length;
      const faults = mutated.reduce((sum, each) => sum + faultsIn(parse(each)).length, 0) / mutated.length;
      expect(average).toBeLessThan(2.5);
      expect(faults).toBeLessThan(2);
    },
    60_000,
  );
});
