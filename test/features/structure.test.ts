// What an editor shows of a file's shape: outline, folding, links, growing selections, coloured names, symbols.

import { describe, expect, test } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver';
import { documentLinks } from '../../server/features/document-link.ts';
import { documentSymbols } from '../../server/features/document-symbol.ts';
import { elementAt } from '../../server/features/element-at.ts';
import { foldingRanges } from '../../server/features/folding-range.ts';
import { locate } from '../../server/features/locate.ts';
import { selectionRanges } from '../../server/features/selection-range.ts';
import { semanticTokens, semanticTokensLegend } from '../../server/features/semantic-tokens.ts';
import { suggestions } from '../../server/features/suggestions.ts';
import { workspaceSymbols } from '../../server/features/workspace-symbol.ts';
import { described, fixture, topo } from './cursor.ts';

const office = topo`
  # One office,
  # two servers.
  organization Contoso {
    domain contoso.com
  }

  routing group "First Group" {
    server EX01 {
      address 10.0.0.1
      virtual server Default on 10.0.0.1
      mailbox *@contoso.com
    }
    smtp connector "Internet Mail" { bridgehead EX01; address space *; deliver through smart host SMARTHOST }
    routing group connector Out to Second {
      bridgehead any
      target EX02
    }
  }
`;

test('the outline', () => {
  const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, detail, range, selectionRange, children = [] }) => [
      `${indent}${name}: ${detail} ${range.start.line}-${range.end.line}, named ${selectionRange.start.line}:${selectionRange.start.character}`,
      ...lines(children, `${indent}  `),
    ]);
  expect(lines(documentSymbols(fixture(office).snapshot), '')).toEqual([
    'Contoso: organization 2-4, named 2:13',
    'First Group: routing group with 1 server 6-17, named 6:14',
    '  EX01: server at 10.0.0.1 7-11, named 7:9',
    '    Default: virtual server on 10.0.0.1 9-9, named 9:19',
    '  Internet Mail: smtp connector for * 12-12, named 12:17',
    '  Out: routing group connector to Second 13-16, named 13:26',
  ]);
});

test.each([
  [
    'server A { address 10.0.0.1, 10.0.0.2; address [2001:db8::1], 10.0.0.4, 10.0.0.5 }',
    'at 10.0.0.1, 10.0.0.2, 2001:db8::1, 2 more',
  ],
  ['server A { virtual server V on all unassigned; virtual server W on all unassigned:26 }', 'with 2 virtual servers'],
  ['server A { }', ''],
  [
    'smtp connector C { address space a.com cost 5, FAX:"*"; connect B cost 20; connect D }',
    'for a.com at cost 5, FAX:* to B at cost 20, D',
  ],
  ['x400 connector C { address space X400:"c=US" }', 'for X400:c=US'],
  ['routing group connector C to "B B" { cost 7 }', 'to B B at cost 7'],
  ['routing group connector C { cost }', ''],
])('the outline says of %s: %s', (text, said) => {
  const [group] = documentSymbols(fixture(`routing group G { ${text} }`).snapshot);
  const [symbol] = group!.children!;
  expect(symbol!.detail).toBe([text.split(/ [A-Z] /)[0], said].join(' ').trim());
});

test('the outline of broken text keeps what can be read', () => {
  const broken = 'routing group A {\n  server EX01 {\n  nonsense here\n\nrouting group B {\n  server EX02 { }\n}\n';
  const names = (symbols: readonly DocumentSymbol[]): string[] =>
    symbols.flatMap(({ name, children = [] }) => [name, ...names(children)]);
  expect(names(documentSymbols(fixture(broken).snapshot))).toEqual(['A', 'EX01', 'B', 'EX02']);
});

test('blocks, comments and includes fold', () => {
  const text = `include "a.topo"\ninclude "b.topo"\n${office}`;
  expect(
    foldingRanges(fixture(text).snapshot)
      .map(({ startLine, endLine, kind = 'block' }) => `${startLine}-${endLine} ${kind}`)
      .sort(),
  ).toEqual(['0-1 imports', '15-17 block', '2-3 comment', '4-5 block', '8-18 block', '9-12 block']);
});

test('an include links to its file', () => {
  const { snapshot, marked } = fixture('include <|"offices/london.topo"|>\n');
  const [link] = documentLinks(snapshot);
  expect(link?.target).toBe('file:///mail/offices/london.topo');
  expect([described(snapshot.source.file, link!.range)]).toEqual(marked);
});

test('a selection grows from the word to the file', () => {
  const { snapshot, offset } = fixture(office.replace('"Internet Mail"', '"Inter<|>net Mail"'));
  const texts: string[] = [];
  const lines = snapshot.source.tree.text.split('\n');
  for (let at: SelectionRange | undefined = selectionRanges(snapshot, [offset])[0]; at; at = at.parent) {
    const { start, end } = at.range;
    texts.push(
      start.line === end.line ? lines[start.line]!.slice(start.character, end.character) : `${start.line}-${end.line}`,
    );
  }
  expect(texts).toEqual([
    'Internet Mail',
    '"Internet Mail"',
    'smtp connector "Internet Mail"',
    'smtp connector "Internet Mail" { bridgehead EX01; address space *; deliver through smart host SMARTHOST }',
    '6-17',
    '0-18',
  ]);
});

test('names are coloured by what they mean', () => {
  const { snapshot } = fixture(office);
  const lines = office.split('\n');
  const data = semanticTokens(snapshot);
  const tokens: string[] = [];
  for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
    line += data[i]!;
    const declared = data[i + 4] === 1 ? ', declared' : '';
    tokens.push(
      `${lines[line]!.slice(character, character + data[i + 2]!)}: ${semanticTokensLegend.tokenTypes[data[i + 3]!]}${declared}`,
    );
  }
  expect(tokens).toEqual([
    'Contoso: namespace, declared',
    '"First Group": namespace, declared',
    'EX01: class, declared',
    'Default: property, declared',
    '"Internet Mail": interface, declared',
    'EX01: class',
    'Out: interface, declared',
    'Second: namespace',
    'EX02: class',
  ]);
});

test('declarations are found by the letters of their names', () => {
  const { snapshot } = fixture(office);
  const found = (query: string): string[] => workspaceSymbols([snapshot], query).map(({ name }) => name);
  expect(found('imail')).toEqual(['Internet Mail']);
  expect(found('')).toHaveLength(6);
  expect(found('xyz')).toEqual([]);
  expect(workspaceSymbols([snapshot], 'Default')[0]?.containerName).toBe('EX01');
});

describe('the drawing and the text', () => {
  test.each([
    ['virtual server De<|>fault on', 'virtual server Default on', 'virtual server EX01/Default'],
    ['mailbox *@<|>contoso.com', 'mailbox *@contoso.com', 'server EX01'],
    ['address space <|>*', 'address space *', 'connector "Internet Mail"'],
    ['smart host SMART<|>HOST', 'smart host SMARTHOST', 'host SMARTHOST'],
    ['target <|>EX02', 'target EX02', 'connector Out'],
    ['routing group "Fir<|>st', 'routing group "First', 'routing group "First Group"'],
    ['domain <|>contoso.com', 'domain contoso.com', null],
  ])('the cursor in %s', (marked, plain, element) => {
    const { snapshot, offset } = fixture(office.replace(plain, marked));
    expect(elementAt(snapshot, offset)).toBe(element);
  });

  test.each([
    ['server EX01', '<|EX01|> {'],
    ['server ex01', '<|EX01|> {'],
    ['virtual server EX01/Default', 'server <|Default|> on'],
    ['connector "Internet Mail"', '<|"Internet Mail"|>'],
    ['routing group "First Group"', '<|"First Group"|>'],
    ['host smarthost', 'host <|SMARTHOST|>'],
  ])('%s is found', (element, place) => {
    const { snapshot, marked } = fixture(office.replace(place.replaceAll(/<\||\|>/g, ''), place));
    const location = locate(snapshot, element);
    expect(location && [described(location.uri, location.range)]).toEqual(marked);
  });

  const sites = `organization O { model exchange-2013 }
site A { server A1 { database DB01 }; edge server E1 }
site B { server B1 }
site link AB between A, B
dag D { member A1, B1 }
send connector Out { source B1; address space *; disabled }`;

  test.each([
    ['site A', 'site A {<|>', 'site <|A|> {'],
    ['server E1', '<|>E1', 'edge server <|E1|>'],
    ['database DB01', '<|>DB01', 'database <|DB01|>'],
    ['line A to B', 'AB betw<|>een', 'site link <|AB|> between'],
    ['dag D', 'dag D { mem<|>ber', 'dag <|D|> {'],
    ['connector Out', 'Out { sour<|>ce', 'connector <|Out|> {'],
  ])('%s is where the cursor is, and is found', (element, cursor, place) => {
    const bare = (text: string) => text.replaceAll(/<\|>|<\||\|>/g, '');
    const at = fixture(sites.replace(bare(cursor), cursor));
    expect(elementAt(at.snapshot, at.offset)).toBe(element);
    const { snapshot, marked } = fixture(sites.replace(bare(place), place));
    const location = locate(snapshot, element);
    expect(location && [described(location.uri, location.range)]).toEqual(marked);
  });

  test('a line is found from both sides, and a connector of a subscription with its Edge server', () => {
    const line = fixture(sites.replace('AB between', '<|AB|> between'));
    const location = locate(line.snapshot, 'line B to A');
    expect(location && [described(location.uri, location.range)]).toEqual(line.marked);
    const edge = fixture(sites.replace('edge server E1', 'edge server <|E1|>'));
    const subscribed = locate(edge.snapshot, 'connector "EdgeSync - A to Internet"');
    expect(subscribed && [described(subscribed.uri, subscribed.range)]).toEqual(edge.marked);
  });

  test('a mail system is found where it is declared, and the cursor in its block', () => {
    const { snapshot, offset, marked } = fixture(
      `${office}\nhost <|smarthost|> { accepts lab.exa<|>mple }\nhost other.example { forwards unresolved to SMARTHOST }`,
    );
    const location = locate(snapshot, 'host SMARTHOST');
    expect(location && [described(location.uri, location.range)]).toEqual(marked);
    expect(elementAt(snapshot, offset)).toBe('host smarthost');
  });

  test.each(['server NOBODY', 'dns', 'nonsense', ''])('%s is nowhere', (element) => {
    expect(locate(fixture(office).snapshot, element)).toBeNull();
  });
});

test('Send Test Message suggests who is there', () => {
  const { servers, recipients } = suggestions(fixture(office).snapshot.topology);
  expect(servers).toEqual([{ name: 'EX01', routingGroup: 'First Group', virtualServers: ['Default'] }]);
  expect(recipients).toEqual([
    { address: 'anna@contoso.com', detail: 'mailbox on EX01' },
    { address: 'someone@example.com', detail: 'address space * of Internet Mail' },
    { address: 'someone@contoso.com', detail: 'accepted domain' },
  ]);
});
