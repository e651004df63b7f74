// docs/diagnostics.md is written from the rules: what the doc comment of each says, and what its fixture shows.
// `npx vitest run test/core/analysis/docs.test.ts -u` writes it anew.

import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { kinds } from '#core/analysis/rules';
import { severities } from '#core/analysis/rule-settings';
import type { Rule } from '#core/analysis/rule';

type Kind = Pick<Rule, 'code' | 'severity'>;
import { annotated, diagnosticsOf, filesOf } from './fixture.ts';

const introduction = `# Diagnostics

<!-- Written from the rules in server/core/analysis by test/core/analysis/docs.test.ts: change it there. -->

What Bridgehead finds in a topology, in the editor and with \`bridgehead check\`. An **error** means that mail fails or
that the text has no meaning; a **warning** works today and breaks under a plausible event; **information** is worth
knowing. The examples show each finding below the line that it is about.

How severe each is can be set, or that nobody is told of it: in VS Code by the setting \`bridgehead.rules\`, which completes
the codes; in other editors by \`rules\` in \`initializationOptions\`; on the command line by \`--rule CODE=off\`. For one place
a comment above the line does it, with the reason why, and so for everybody who reads the file:

\`\`\`topo
# bridgehead-disable-next-line open-relay: only our scanners reach this network
\`\`\`

The quick fix *Disable … for this line* of a diagnostic writes it.
`;

test('docs/diagnostics.md says what the rules say', async () => {
  const table = kinds.map((rule) => `| [${rule.code}](#${rule.code}) | ${rule.severity} | ${summary(rule)} |`);
  const text = [
    introduction,
    ['| code | severity | |', '|---|---|---|', ...table, ''].join('\n'),
    ...kinds.map(section),
  ].join('\n');
  const pretty = await format(text, { parser: 'markdown', printWidth: 120 });
  await expect(pretty).toMatchFileSnapshot('../../../docs/diagnostics.md');
});

test('server/core/analysis/summaries.ts says it to the editor', async () => {
  const lines = kinds.map((kind) => `  '${kind.code}': ${JSON.stringify(summary(kind))},`);
  const text = [
    '// What each code means, in a sentence. Written from the doc comments of the rules by test/core/analysis/docs.test.ts.',
    '',
    'export const summaries: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
  const options = await resolveConfig('server/core/analysis/summaries.ts');
  const pretty = await format(text, { ...options, parser: 'typescript' });
  await expect(pretty).toMatchFileSnapshot('../../../server/core/analysis/summaries.ts');
});

test('package.json has every code in the setting bridgehead.rules', async () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const codes = kinds.map((kind) => [kind.code, property(kind)]);
  manifest.contributes.configuration.properties['bridgehead.rules'] = {
    order: 3,
    type: 'object',
    default: {},
    scope: 'window',
    additionalProperties: false,
    properties: Object.fromEntries(codes),
    markdownDescription:
      'How severe each diagnostic is, by its code, or `off`. For one place, its quick fix *Disable … for this line* ' +
      'writes a comment instead.',
  };
  const pretty = await format(JSON.stringify(manifest), { parser: 'json-stringify' });
  await expect(pretty).toMatchFileSnapshot('../../../package.json');
});

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, unknown> } };
}

/** Faulty text is left out, so `syntax` cannot be off. */
function property(kind: Kind): object {
  return {
    enum: severities.filter((severity) => severity !== 'off' || kind.code !== 'syntax'),
    default: kind.severity,
    description: summary(kind),
  };
}

test.each(kinds)('$code is explained in whole sentences', (rule) => {
  expect(comment(rule)).toMatch(/^[A-Z].*\.$/s);
});

function section(rule: Kind): string {
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

function summary(rule: Kind): string {
  return /^.*?[.:;](?=\s|$)/s.exec(comment(rule))?.[0].replaceAll('\n', ' ').replace(/[:;]$/, '.') ?? '';
}

/** The doc comment of the rule that a file exports. */
function comment({ code }: Kind): string {
  const source = readFileSync(`server/core/analysis/${code}.ts`, 'utf8');
  const found = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const/.exec(source)?.[1] ?? '';
  return found
    .replaceAll(/^ \* ?/gm, '')
    .replaceAll(sources, '')
    .trim();
}

/** Where a rule comes from is for those who read the code. */
const sources = /\s*\((?:routing\.md|§|M\d)[^)]*\)/g;
