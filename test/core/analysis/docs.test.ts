// docs/diagnostics.md is written from the rules: what the doc comment of each says, and what its fixture shows.
// `npx vitest run test/core/analysis/docs.test.ts -u` writes it anew.

import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { rules } from '#core/analysis/rules';
import type { Rule } from '#core/analysis/rule';
import { annotated, diagnosticsOf, filesOf } from './fixture.ts';

const introduction = `# Diagnostics

<!-- Written from the rules in server/core/analysis by test/core/analysis/docs.test.ts: change it there. -->

What Bridgehead finds in a topology, in the editor and with \`bridgehead check\`. An **error** means that mail fails or
that the text has no meaning; a **warning** works today and breaks under a plausible event; **information** is worth
knowing. The examples show each finding below the line that it is about.
`;

test('docs/diagnostics.md says what the rules say', async () => {
  const table = rules.map((rule) => `| [${rule.code}](#${rule.code}) | ${rule.severity} | ${summary(rule)} |`);
  const text = [
    introduction,
    ['| code | severity | |', '|---|---|---|', ...table, ''].join('\n'),
    ...rules.map(section),
  ].join('\n');
  const pretty = await format(text, { parser: 'markdown', printWidth: 120 });
  await expect(pretty).toMatchFileSnapshot('../../../docs/diagnostics.md');
});

test.each(rules)('$code is explained in whole sentences', (rule) => {
  expect(comment(rule)).toMatch(/^[A-Z].*\.$/s);
});

function section(rule: Rule): string {
  const files = filesOf(readFileSync(`test/fixtures/diagnostics/${rule.code}.topo`, 'utf8'));
  const found = diagnosticsOf(files).diagnostics.filter(({ code }) => code === rule.code);
  const titles = [...new Set(found.flatMap(({ fixes }) => fixes.map(({ title }) => title)))];
  const fixes =
    titles.length === 0 ? '' : `\nQuick fixes there: ${titles.map((title) => `*${escaped(title)}*`).join(', ')}.\n`;
  return [`## ${rule.code}`, '', comment(rule), '', '```text', annotated(files).trimEnd(), '```', fixes].join('\n');
}

/** An asterisk is one, not the start of emphasis. */
function escaped(text: string): string {
  return text.replaceAll('*', '\\*');
}

function summary(rule: Rule): string {
  return /^.*?[.:;](?=\s|$)/s.exec(comment(rule))?.[0].replaceAll('\n', ' ').replace(/[:;]$/, '.') ?? '';
}

/** The doc comment of the rule that a file exports. */
function comment({ code }: Rule): string {
  const source = readFileSync(`server/core/analysis/${code}.ts`, 'utf8');
  const found = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const/.exec(source)?.[1] ?? '';
  return found
    .replaceAll(/^ \* ?/gm, '')
    .replaceAll(sources, '')
    .trim();
}

/** Where a rule comes from is for those who read the code. */
const sources = /\s*\((?:routing\.md|§|M\d)[^)]*\)/g;
