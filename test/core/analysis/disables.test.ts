// What comments in the text silence, and what severities that somebody set make of the rest.

import { expect, test } from 'vitest';
import { check, type CheckOptions } from '#core/analysis/check';
import { rules } from '#core/analysis/rules';
import { readRuleOptions, readRuleSettings } from '#core/analysis/rule-settings';
import { noWeaknesses } from '#core/weaknesses/weakness-run';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { format } from '#core/syntax/format';
import { parse, reparse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';

function projectOf(tree: Tree) {
  return openProject(
    'main.topo',
    () => tree,
    (_, path) => path,
  );
}

function codesOf(text: string, options?: CheckOptions): readonly string[] {
  const project = projectOf(parse(text));
  const { diagnostics } = check(project, buildTopology(project), undefined, { weaknesses: noWeaknesses, ...options });
  return diagnostics.map(({ code, severity }) => (options?.settings === undefined ? code : `${severity} ${code}`));
}

const comment = '# bridgehead-disable-next-line unresolved-name: built next week';

test.each([
  ['a statement', `routing group A {\n  ${comment}\n  master B\n  server A1 {}\n}`],
  [
    'whatever begins in the line',
    `routing group A { server A1 {}\n${comment}\nsmtp connector C { bridgehead A2; address space * } }`,
  ],
  [
    'another declaration in the line',
    `routing group A {\n${comment}\nserver A1 {} smtp connector C { bridgehead A2; address space * }\n}`,
  ],
  [
    'an item of a list',
    `routing group A { server A1 {}; smtp connector C { address space *; bridgehead A1,\n${comment}\n A2 } }`,
  ],
  ['below other comments', `routing group A {\n  ${comment}\n  # The master.\n  master B\n  server A1 {}\n}`],
  ['with CR', `routing group A {\r  ${comment}\r  master B\r  server A1 {}\r}`],
])('%s is silenced', (_, text) => {
  expect(codesOf(text)).toEqual([]);
  expect(codesOf(text.replaceAll(comment, '# '))).toEqual(['unresolved-name']);
});

test.each([
  ['a line further down', `routing group A {\n  ${comment}\n\n  master B\n  server A1 {}\n}`],
  ['what begins above', `routing group A { server A1 {}; master B }\n${comment}\n`],
  [
    'without a reason',
    `routing group A {\n  # bridgehead-disable-next-line unresolved-name:\n  master B\n  server A1 {}\n}`,
  ],
  ['behind a statement', `routing group A { server A1 {} ${comment}\n  master B\n}`],
])('%s is not, and that is said', (_, text) => {
  expect([...codesOf(text)].sort()).toEqual(['unresolved-name', 'unused-disable']);
});

test('in quotation marks nothing is a comment', () => {
  expect(codesOf(`routing group "# bridgehead-disable-next-line no-target: x" {\nserver A {} }`)).toEqual([]);
});

test('faulty text cannot be silenced', () => {
  expect(codesOf('# bridgehead-disable-next-line syntax: why not\nrouting grup A { server A1 {} }')).toEqual([
    'unused-disable',
    'syntax',
  ]);
});

const late = ['stranded-mail', 'scoped-hub', 'tied-exits', 'stranding-failure', 'hop-limit'];

test.each(late)(
  'a comment on %s is not said to be needless while it may still be found, nor where it is off',
  (code) => {
    const text = `routing group A {\n  # bridgehead-disable-next-line ${code}: they have no phone\n  server A1 {}\n}`;
    expect(codesOf(text)).toEqual(['unused-disable']);
    expect(codesOf(text, { areWeaknessesDue: true })).toEqual([]);
    const { settings } = readRuleSettings({ [code]: 'off' });
    expect(codesOf(text, { settings })).toEqual([]);
  },
);

test('no other rule waits for all ways of mail', () => {
  expect(rules.flatMap(({ code, isLate }) => (isLate ? [code] : [])).sort()).toEqual([...late].sort());
});

test('a line that is broken elsewhere in it is another line', () => {
  const text = `routing group A {\n${comment}\nserver A1 {} server B1 {} smtp connector C { bridgehead C1; address space * }\n}`;
  const tree = parse(text);
  const first = check(projectOf(tree), buildTopology(projectOf(tree)));
  expect(first.diagnostics).toEqual([]);
  const at = text.indexOf(' server B1');
  const edited = projectOf(reparse(tree, { start: at, end: at, text: '\n' }));
  const codes = check(edited, buildTopology(edited, first.version.topology), first).diagnostics.map(({ code }) => code);
  expect(codes).toEqual(['unused-disable', 'unresolved-name']);
});

test('documentation is what is written for people', () => {
  const { declarations } = parse(`# The hub.\n${comment}\nrouting group A { }`);
  expect(declarations[0]?.documentation).toBe('The hub.');
});

test('formatting leaves a comment directly above its line', () => {
  const text = `routing group A {\nserver A1 {}\n\n\n      ${comment}\n   master    B\n}\n`;
  expect(format(text).text).toBe(`routing group A {\n  server A1 {}\n\n  ${comment}\n  master B\n}\n`);
});

const wrong = 'routing group A { server A1 {}\n  master B\n  mastr A1\n}\n';

test.each([
  [{}, ['error unresolved-name', 'error syntax']],
  [{ 'unresolved-name': 'hint' }, ['hint unresolved-name', 'error syntax']],
  [{ 'unresolved-name': 'off', 'no-target': 'error' }, ['error syntax']],
])('%j', (rules, expected) => {
  expect(codesOf(wrong, { settings: readRuleSettings(rules).settings })).toEqual(expected);
});

test('what severities make of diagnostics stays the same object', () => {
  const project = projectOf(parse(wrong));
  const topology = buildTopology(project);
  const { settings } = readRuleSettings({ 'unresolved-name': 'info' });
  const first = check(project, topology, undefined, { settings });
  expect(check(project, topology, first, { settings }).diagnostics).toBe(first.diagnostics);
  expect(check(project, topology, first).diagnostics.map(({ severity }) => severity)).toEqual(['error', 'error']);
});

test.each([
  [{ 'open-rely': 'off' }, "There is no rule 'open-rely'. Did you mean 'open-relay'?"],
  [{ 'no-target': 'loud' }, "'no-target' is 'loud'; it can be error, warning, info, hint or off."],
  [{ 'no-target': 3 }, "'no-target' is '3'; it can be error, warning, info, hint or off."],
  [{ syntax: 'off' }, "'syntax' cannot be off, as faulty text is left out."],
  ['off', 'Rules are set by their codes, such as { "open-relay": "error" }.'],
])('%j makes no sense, and that is said', (rules, problem) => {
  expect(readRuleSettings(rules)).toEqual({ settings: new Map(), problems: [problem] });
});

test('an option without a severity makes no sense', () => {
  expect(readRuleOptions(['no-target']).problems).toEqual([
    "'no-target' has no severity; it can be error, warning, info, hint or off.",
  ]);
  expect([...readRuleOptions(['no-target=off', 'no-target=info']).settings]).toEqual([['no-target', 'info']]);
});
