// A statement has its place in the grammar, the tree, the model, completion, hovers, the colours and the documentation.
// These tests go through the table of statements and tell whoever adds one which place is missing.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MarkupContent } from 'vscode-languageserver';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { blocks } from '#core/syntax/blocks';
import { format } from '#core/syntax/format';
import { matchText } from '#core/syntax/grammar';
import { parse } from '#core/syntax/parse';
import { declarationAt } from '#core/syntax/places';
import { valueWords } from '#core/syntax/statements/form';
import type { Home, StatementRow } from '#core/syntax/statements/row';
import { kindOf, statements } from '#core/syntax/statements/table';
import type { Statement } from '#core/syntax/tree';
import { completion } from '../../server/features/completion.ts';
import { hover } from '../../server/features/hover.ts';
import { withoutTabStops } from '../../server/features/snippet.ts';
import { fixture } from './cursor.ts';

/** What stands around a statement in canonical layout, and the section of docs/language.md that has it. */
const surroundings: Readonly<Partial<Record<Home, { before: string; after: string; section: string }>>> = {
  organization: { before: 'organization O {\n  ', after: '\n}\n', section: 'Organization' },
  'routing group': { before: 'routing group G {\n  ', after: '\n}\n', section: 'Routing group' },
  server: { before: 'routing group G {\n  server S {\n    ', after: '\n  }\n}\n', section: 'Server' },
  'virtual server': {
    before: 'routing group G {\n  server S {\n    virtual server V on all unassigned {\n      ',
    after: '\n    }\n  }\n}\n',
    section: 'Virtual server',
  },
  'smtp connector': inConnector('smtp connector C'),
  'routing group connector': inConnector('routing group connector C to H'),
  'x400 connector': inConnector('x400 connector C'),
  senders: { before: 'senders N {\n  ', after: '\n}\n', section: 'Senders' },
  host: { before: 'host h.example {\n  ', after: '\n}\n', section: 'Host' },
  test: { before: 'test T {\n  ', after: '\n}\n', section: 'Test' },
  scenario: { before: 'scenario T {\n  ', after: '\n}\n', section: 'Scenario' },
};

const ofToday = 'organization O {\n  model exchange-2013\n}\n\n';

/** The same for the words of today's model. */
const surroundingsOfToday: typeof surroundings = {
  organization: {
    before: 'organization O {\n  model exchange-2013\n  ',
    after: '\n}\n',
    section: 'Organization of today',
  },
  site: inBlock('site S', 'Site'),
  'site link': inBlock('site link L between A, B', 'Site link'),
  dag: inBlock('dag D', 'DAG'),
  server: inSite('server S {\n    ', '\n  }', 'Server of today'),
  'edge server': inSite('edge server S {\n    ', '\n  }', 'Server of today'),
  database: inSite('server S {\n    database D {\n      ', '\n    }\n  }', 'Database'),
  'receive connector': inSite(
    'server S {\n    receive connector R on all available {\n      ',
    '\n    }\n  }',
    'Receive connector',
  ),
  'send connector': inBlock('send connector C', 'Send connectors'),
  'foreign connector': inBlock('foreign connector C', 'Send connectors'),
  'delivery agent connector': inBlock('delivery agent connector C', 'Send connectors'),
  test: { before: `${ofToday}test T {\n  `, after: '\n}\n', section: 'Test' },
};

function inBlock(head: string, section: string) {
  return { before: `${ofToday}${head} {\n  `, after: '\n}\n', section };
}

function inSite(before: string, after: string, section: string) {
  return { before: `${ofToday}site G {\n  ${before}`, after: `${after}\n}\n`, section };
}

function inConnector(head: string) {
  return { before: `routing group G {\n  ${head} {\n    `, after: '\n  }\n}\n', section: 'Connectors' };
}

interface Case {
  readonly row: StatementRow;
  /** A topology with the statement in it; what comes before it, and what behind. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly section: string;
}

const cases = statements.flatMap((row) =>
  row.blocks.map((block): Case & { readonly name: string } => {
    const isOfToday = row.model === 'exchange-2013' || surroundings[block] === undefined;
    const { before, after, section } = (isOfToday ? surroundingsOfToday : surroundings)[block]!;
    const name = `${row.keyword}, in ${block}`;
    return { name, row, text: `${before}${exampleOf(row)}${after}`, before, after, section };
  }),
);
const language = readFileSync('docs/language.md', 'utf8');
const grammar = readFileSync('server/core/syntax/topo.ohm', 'utf8');
const colours = await createRegistry([
  { path: 'syntaxes/topo.tmLanguage.json', scopeName: 'source.topo', language: 'topo' },
]).loadGrammar('source.topo');

test.each<[place: string, isThere: (it: Case) => boolean]>([
  ['is read by the parser, as a statement of its kind', isParsed],
  ['is read by the model', isInModel],
  ['is offered where it may stand', isOffered],
  ['says in a hover how it is written', isExplained],
  ['is formatted', isFormatted],
  ['has the colours of a keyword', isColoured],
  ['is documented in docs/language.md', isDocumented],
  ['stands as often as its row says', standsAsOften],
])('every statement %s', (_, isThere) => {
  expect(cases.length).toBeGreaterThan(80);
  expect(cases.filter((it) => !isThere(it)).map(({ name }) => name)).toEqual([]);
});

test('every sentence of the grammar has a row in the table', () => {
  for (const [block, { statement }] of Object.entries(blocks)) {
    if (statement === 'Nothing' || statement === 'Include') continue;
    const examples = statements
      .filter((row) => row.blocks.some((one) => one === block))
      .flatMap((row) => [exampleOf(row), ...otherExamplesOf(row)]);
    const missing = sentencesOf(statement).filter((rule) => !examples.some((one) => matchText(one, rule).succeeded()));
    expect(missing, block).toEqual([]);
  }
});

function isParsed({ row, text }: Case): boolean {
  const kinds = statementsIn(text)
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'model' || row.keyword === 'model');
  return faultsIn(text).length === 0 && kinds.length === 1 && kinds[0] === kindOf(row);
}

function isInModel({ row, before, after }: Case): boolean {
  // It says what holds anyway, and nothing else.
  if (row.keyword === 'deliver through dns') return true;
  const silent = said(`${before}${after}`);
  return [exampleOf(row), ...otherExamplesOf(row)].some((one) => said(`${before}${one}${after}`) !== silent);
}

function isOffered({ row, before, after }: Case): boolean {
  const { snapshot, offset } = fixture(`${before}<|>${after}`);
  return completion(snapshot, offset, { snippets: false }).items.some(({ label }) => label === row.keyword);
}

function isExplained({ row, before, after }: Case): boolean {
  const { snapshot, offset } = fixture(`${before}<|>${exampleOf(row)}${after}`);
  const contents = hover(snapshot, offset + 1)?.contents;
  return MarkupContent.is(contents) && contents.value.includes(row.form);
}

function isFormatted({ row, text, before, after }: Case): boolean {
  const spaced = exampleOf(row)
    .split(/("[^"]*")/)
    .map((part, i) => (i % 2 === 0 ? part.replaceAll(' ', '   ') : part))
    .join('');
  return format(`${before}${spaced}${after}`).text === text;
}

function isColoured({ row }: Case): boolean {
  const { tokens } = colours!.tokenizeLine(exampleOf(row), null);
  return [...row.keyword.matchAll(/\S/g)].every(({ index }) => {
    const token = tokens.find(({ startIndex, endIndex }) => startIndex <= index && index < endIndex);
    return /^(variable\.other\.property|keyword|constant\.language)\./.test(token?.scopes.at(-1) ?? '');
  });
}

function isDocumented({ row, section }: Case): boolean {
  const from = language.indexOf(`\n## ${section}\n`);
  const text = language.slice(from, language.indexOf('\n## ', from + 1)).replaceAll('\\|', '|');
  const sentences = [...text.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => alternatives(code));
  return from >= 0 && sentences.some((sentence) => `${sentence} `.startsWith(`${row.keyword} `));
}

function standsAsOften({ row, before, after }: Case): boolean {
  const count = faultsIn(`${before}${exampleOf(row)}\n${exampleOf(row)}${after}`).length;
  // The example of a list that can also be a single value may be the single value.
  const isOnce = row.again === undefined || exampleOf(row) === 'bridgehead any';
  return count === (isOnce ? 1 : 0);
}

/** A whole statement, as completion inserts it. */
function exampleOf({ example, snippet }: StatementRow): string {
  return example ?? withoutTabStops(snippet);
}

/** The same statement with other values, as one example may say what holds anyway. */
function otherExamplesOf(row: StatementRow): readonly string[] {
  return [
    exampleOf(row).replaceAll(/\d+/g, '7'),
    ...valueWords(row).map((word) => `${row.keyword} ${word}`),
    ...(/SERVER/.test(row.form) ? [`${row.keyword} S`] : []),
  ];
}

/** `expect delivered | queued` is two sentences. */
function alternatives(sentence: string): readonly string[] {
  const [first = '', ...others] = sentence.split(' | ');
  const beginning = first.split(' ').slice(0, -1).join(' ');
  return [
    first,
    ...others.map((other) => `${beginning} ${other}`),
    ...(/ QUEUE/.test(sentence) ? [inFull(sentence)] : []),
  ];
}

function inFull(sentence: string): string {
  return sentence.replace('QUEUE', 'queue "NAME"');
}

/** The rules that a rule of alternatives is made of. */
function sentencesOf(rule: string): readonly string[] {
  const [, body = ''] = new RegExp(`^  ${rule} = (.*(?:\\n +\\|.*)*)`, 'm').exec(grammar) ?? [];
  return body.split(/\s*\|\s*/).flatMap((part) => (part.endsWith('Statement') ? sentencesOf(part) : [part]));
}

function statementsIn(text: string): readonly Statement[] {
  const tree = parse(text);
  return declarationAt(tree, text.trimEnd().replace(/[\s}]+$/, '').length)?.statements ?? [];
}

function faultsIn(text: string): readonly string[] {
  const { pieces, faults } = parse(text);
  return [...pieces.flatMap((piece) => piece.faults), ...faults.map(({ fault }) => fault)].map(
    ({ message }) => message,
  );
}

/** What the model has of a text, without where it is written. */
function said(text: string): string {
  const topology = buildTopology(
    openProject(
      'main.topo',
      () => parse(text),
      (path) => path,
    ),
  );
  return JSON.stringify(topology, (key, value: unknown) => {
    if (['place', 'costPlace', 'wholePlace'].includes(key)) return undefined;
    return value === Infinity ? 'Infinity' : value;
  });
}
