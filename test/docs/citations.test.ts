// A reader can check us: every source and every paragraph that a comment, a fixture or a page cites is found in docs/routing.md.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const routing = readFileSync('docs/routing.md', 'utf8');
const [body = '', sources = ''] = routing.split('## Sources');

/** Keys as sources have them: `KB-244986`, `T-LINK`, `STRONG`; brackets hold one or several. */
const citation =
  /\[((?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+|STRONG|EXPEDIA)(?: [0-9.]+)?(?:, (?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+|STRONG|EXPEDIA)(?: [0-9.]+)?)*)\]/g;
const paragraph = /§(\d+(?:\.\d+)?)/g;
const mistake = /\bM\d{2}\b/g;

/** What a text cites, each as it is looked up. */
function cited(text: string): readonly string[] {
  const keys = [...text.matchAll(citation)].flatMap(([, list = '']) =>
    list.split(', ').map((key) => key.split(' ')[0] ?? ''),
  );
  const paragraphs = [...text.matchAll(paragraph)].map(([whole]) => whole);
  return [...keys, ...paragraphs, ...(text.match(mistake) ?? [])];
}

/** Headings by their numbers, and the decisions of section 13. */
function paragraphs(): readonly string[] {
  const headings = [...body.matchAll(/^#+ (\d+(?:\.\d+)?)\.? /gm)].map(([, number]) => `§${number ?? ''}`);
  const decisions = [...(body.split(/^## 13/m)[1] ?? '').matchAll(/^(\d+)\. /gm)].map(([, n]) => `§13.${n ?? ''}`);
  return [...headings, ...decisions];
}

function keys(): readonly string[] {
  return [...sources.matchAll(/^\| ([A-Z][^|]*?) +\|/gm)].flatMap(([, list = '']) => list.split(', '));
}

const mistakes = (body.split('## 8.')[1] ?? '').match(mistake) ?? [];
const known = new Set([...keys(), ...paragraphs(), ...mistakes]);

const fixtures = globSync('test/fixtures/routing/*.topo').map((file) => [file, readFileSync(file, 'utf8')] as const);

const comments = (text: string) => (text.match(/\/\*[\s\S]*?\*\/|\/\/.*$/gm) ?? []).join('\n');
const texts = [
  ...globSync('server/**/*.ts', { exclude: ['**/*.d.ts'] }).map(
    (file) => [file, comments(readFileSync(file, 'utf8'))] as const,
  ),
  ...fixtures,
  ...globSync('docs/*.md').map((file) => [file, readFileSync(file, 'utf8')] as const),
];

test('a citation is told from other brackets, and one that is unknown would be seen', () => {
  expect(cited('Taken [KB-1, STRONG] as §4 step 5 says (§13.99, M77), [Note] and a[X] apart [SR-NDR 4.4.9].')).toEqual([
    ...['KB-1', 'STRONG', 'SR-NDR', '§4', '§13.99', 'M77'],
  ]);
  expect(['KB-1', '§13.99', 'M77'].filter((one) => known.has(one))).toEqual([]);
});

test.each(texts.filter(([, text]) => cited(text).length > 0))('what %s cites is found', (_, text) => {
  expect(cited(text).filter((one) => !known.has(one))).toEqual([]);
});

test.each(fixtures)('%s says at its top what its rule is from', (_, text) => {
  const head = /^(?:#.*\n)*/.exec(text)?.[0] ?? '';
  expect([...cited(head), ...(head.match(/docs\/language\.md/g) ?? [])]).not.toEqual([]);
});

test('every source is cited by somebody', () => {
  const used = new Set(texts.flatMap(([file, text]) => cited(file === 'docs/routing.md' ? body : text)));
  expect(keys().filter((key) => !used.has(key))).toEqual([]);
});

test('each of the known mistakes M01 to M41 has a diagnostic, with a page and a fixture', () => {
  const rows = [...(body.split('## 8.')[1] ?? '').matchAll(/^\| (M\d\d(?:, M\d\d)*) +\|.*\|(.*)\|$/gm)];
  const numbers = rows.flatMap(([, list = '']) => list.split(', '));
  expect([...numbers].sort()).toEqual(Array.from({ length: 41 }, (_, i) => `M${String(i + 1).padStart(2, '0')}`));
  for (const [, list = '', links = ''] of rows) {
    const codes = [...links.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code);
    expect(codes, list).not.toEqual([]);
    for (const code of codes) {
      expect(readFileSync('docs/diagnostics.md', 'utf8'), list).toContain(`\n## ${code}\n`);
      expect(readFileSync(`test/fixtures/diagnostics/${code}.topo`, 'utf8'), list).not.toBe('');
    }
  }
});
