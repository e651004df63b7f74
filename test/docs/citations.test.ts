// A reader can check us: every source and every paragraph that a comment, a fixture or a page cites is found on the page
// of its routing model, docs/routing.md or docs/routing-exchange-2013.md.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What a page about routing says, the table of its sources, and the sections whose numbered points are cited as §7.3. */
function page(path: string, pointed: readonly string[]) {
  const [body = '', sources = ''] = readFileSync(path, 'utf8').split('## Sources');
  const keys = [...sources.matchAll(/^\| ([A-Z][^|]*?) +\|/gm)].flatMap(([, list = '']) => list.split(', '));
  return { path, pointed, body, keys };
}

const page2003 = page('docs/routing.md', ['13']);
const page2013 = page('docs/routing-exchange-2013.md', ['7', '13']);
const pages = [page2003, page2013];

/** Keys as sources have them: `KB-244986`, `T-LINK`, or a word alone, `STRONG`; brackets hold one or several. */
const words = pages.flatMap(({ keys }) => keys).filter((key) => !key.includes('-'));
const key = `(?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+|${words.join('|')})(?: [0-9.]+)?`;
const citation = new RegExp(`\\[(${key}(?:, ${key})*)\\]`, 'g');
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

/** Headings by their numbers, and points: §13.2 is a decision. */
function paragraphs({ body, pointed }: typeof page2003): readonly string[] {
  const headings = [...body.matchAll(/^#+ (\d+(?:\.\d+)?)\.? /gm)].map(([, number]) => `§${number ?? ''}`);
  const points = pointed.flatMap((section) => {
    const text = body.split(/^## /m).find((one) => one.startsWith(`${section}. `)) ?? '';
    return [...text.matchAll(/\n(\d+)\. /g)].map(([, n]) => `§${section}.${n ?? ''}`);
  });
  return [...headings, ...points];
}

const mistakes = (page2003.body.split('## 8.')[1] ?? '').match(mistake) ?? [];
const known = new Map([
  [page2003, new Set([...page2003.keys, ...paragraphs(page2003), ...mistakes])],
  [page2013, new Set([...page2013.keys, ...paragraphs(page2013)])],
]);

/**
 * The pages on which a text's citations are found. The rules of a model cite its page; elsewhere it is that of 2003, besides
 * that of 2013 where a text names that page or is a topology of that model.
 */
function pagesFor(file: string, text: string): readonly (typeof page2003)[] {
  const own = pages.find(({ path }) => path === file);
  if (own !== undefined) return [own];
  if (file.startsWith('server/core/routing/exchange-2013/')) return [page2013];
  // Rules of analysis, and the page made of them, are about either model.
  if (file.startsWith('server/core/analysis/') || file === 'docs/diagnostics.md') return pages;
  return /routing-exchange-2013\.md|\bmodel exchange-2013\b/.test(text) ? pages : [page2003];
}

function unknown(file: string, text: string): readonly string[] {
  return cited(text).filter((one) => !pagesFor(file, text).some((page) => known.get(page)?.has(one)));
}

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
  const text = 'Taken [KB-1, STRONG] as §4 step 5 says (§13.99, M77), [Note] and a[X] apart [SR-NDR 4.4.9].';
  expect(cited(text)).toEqual(['KB-1', 'STRONG', 'SR-NDR', '§4', '§13.99', 'M77']);
  expect(unknown('server/a.ts', text)).toEqual(['KB-1', '§13.99', 'M77']);
});

test('what is cited is looked up on the page of its model', () => {
  const text = 'As §1.10 and §4.2 say [KB-244986, MS-ROUTING, HEXA].';
  expect(unknown('server/core/routing/exchange-2013/a.ts', text)).toEqual(['KB-244986', '§1.10']);
  expect(unknown('server/core/routing/exchange-2003/a.ts', text)).toEqual(['MS-ROUTING', 'HEXA', '§4.2']);
  expect(unknown('server/core/model/a.ts', `routing-exchange-2013.md: ${text}`)).toEqual([]);
});

test.each(texts.filter(([, text]) => cited(text).length > 0))('what %s cites is found', (file, text) => {
  expect(unknown(file, text)).toEqual([]);
});

test.each(fixtures)('%s says at its top what its rule is from', (_, text) => {
  const head = /^(?:#.*\n)*/.exec(text)?.[0] ?? '';
  expect([...cited(head), ...(head.match(/docs\/language\.md/g) ?? [])]).not.toEqual([]);
});

test.each(pages)('every source of $path is cited by somebody', (page) => {
  const citing = texts.filter(([file, text]) => file !== page.path && pagesFor(file, text).includes(page));
  const used = new Set([page.body, ...citing.map(([, text]) => text)].flatMap(cited));
  expect(page.keys.filter((key) => !used.has(key))).toEqual([]);
});

test('each of the known mistakes M01 to M41 has a diagnostic, with a page and a fixture', () => {
  const rows = [...(page2003.body.split('## 8.')[1] ?? '').matchAll(/^\| (M\d\d(?:, M\d\d)*) +\|.*\|(.*)\|$/gm)];
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
