// What the editor offers and tells in a topology of today's Exchange.

import { describe, expect, test } from 'vitest';
import { MarkupContent } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/call-hierarchy.ts';
import { completion } from '../../server/features/completion.ts';
import { definition } from '../../server/features/definition.ts';
import { hover } from '../../server/features/hover.ts';
import { references } from '../../server/features/references.ts';
import { fixture } from './cursor.ts';

const world = `organization Contoso { model exchange-2013; domain contoso.com }
site Seattle {
  hub
  server SEA {
    database DB01 { mailbox a@contoso.com; copy on LON }
    receive connector Relay on all available { from 10.0.0.0/8 }
  }
  edge server EDGE { }
}
site London { server LON { } }
site link SEA-LON between Seattle, London { cost 50; exchange cost 7 }
dag DAG1 { member SEA, LON }
send connector Internet { source SEA; address space * }
test T { down site London, database DB01; send from SEA to a@contoso.com; expect sites Seattle }
`;

function at(marked: string) {
  return fixture(world.replace(marked.replace('<|>', ''), marked));
}

function hovered(marked: string): string {
  const { snapshot, offset } = at(marked);
  const contents = hover(snapshot, offset)?.contents;
  return MarkupContent.is(contents) ? contents.value : '';
}

describe('a hover says', () => {
  test.each([
    ['site Sea<|>ttle {', 'Joined to **London** at cost 7'],
    ['site Sea<|>ttle {', 'A hub site'],
    ['server S<|>EA {', 'Member of DAG **DAG1**'],
    ['server S<|>EA {', 'Databases: DB01'],
    ['server S<|>EA {', 'Source of Internet'],
    ['edge server ED<|>GE', 'Edge server, subscribed to site **Seattle**'],
    ['database DB<|>01 {', 'Active on **SEA**, else on LON'],
    ['site link SEA-L<|>ON', 'Mail pays 7 between any two of Seattle, London, in both directions, in place of 50'],
    ['dag DA<|>G1 {', 'In **London**: LON'],
    ['send connector Inter<|>net', 'Source: SEA'],
    ['hu<|>b', 'mail whose least-cost path leads through it stops there'],
    ['sour<|>ce SEA', 'Of sources in several sites only those of the nearest are used'],
  ])('%s: %s', (marked, text) => {
    expect(hovered(marked)).toContain(text);
  });
});

function offered(marked: string): readonly string[] {
  const { snapshot, offset } = at(marked);
  return completion(snapshot, offset, { snippets: false }).items.map(({ label }) => label);
}

describe('completion offers', () => {
  test('declarations and statements of this model alone', () => {
    const inFile = offered('<|>dag DAG1');
    expect(inFile).toEqual(expect.arrayContaining(['site', 'site link', 'dag', 'send connector', 'test']));
    expect(inFile).not.toContain('routing group');
    expect(offered('<|>database DB01 {')).not.toContain('virtual server');
    expect(offered('<|>domain contoso.com }')).toEqual(
      expect.arrayContaining(['internal relay domain', 'remote mailbox', 'limit send size']),
    );
    expect(offered('<|>domain contoso.com }')).not.toContain('shared domain');
  });

  test('names that resolve there', () => {
    expect(offered('between Seattle, <|>London')).toEqual(expect.arrayContaining(['Seattle', 'London']));
    expect(offered('source <|>SEA; address')).toEqual(expect.arrayContaining(['SEA', 'LON', 'EDGE']));
    expect(offered('member SEA, <|>LON')).toContain('LON');
    expect(offered('expect sites <|>Seattle')).toContain('London');
    expect(offered('down site <|>London,')).toContain('London');
    expect(offered('database <|>DB01;')).toEqual(['DB01']);
  });

  test('elements of this model alone', () => {
    const elements = offered('down <|>site London,');
    expect(elements).toEqual(expect.arrayContaining(['site', 'database', 'server', 'line']));
    expect(elements).not.toContain('routing group');
    expect(elements).not.toContain('virtual server');
  });
});

test.each([
  ['copy on L<|>ON', 'server LON'],
  ['between Seattle, Lon<|>don', 'site London'],
  ['database DB0<|>1;', 'database DB01 {'],
])('%s leads to its declaration', (marked, declared) => {
  const { snapshot, offset } = at(marked);
  const found = [definition(snapshot, offset)].flat();
  const start = found[0] as { targetSelectionRange?: { start: { line: number } }; range?: { start: { line: number } } };
  const line = (start.targetSelectionRange ?? start.range)!.start.line;
  expect(world.split('\n')[line]).toContain(declared);
});

test('every use of a site is found, also in lines and tests', () => {
  const { snapshot, offset } = at('site Lon<|>don {');
  expect(references(snapshot, offset, { includeDeclaration: true })).toHaveLength(3);
});

test('the flow of mail leads from a Send connector back to its source', () => {
  const { snapshot, offset } = at('send connector Inter<|>net');
  const [item] = prepareCallHierarchy(snapshot, offset) ?? [];
  expect(incomingCalls(snapshot, item!).map(({ from }) => [from.name, from.detail])).toEqual([
    ['Seattle', 'site'],
    ['SEA', 'server of Seattle'],
  ]);
  expect(outgoingCalls(snapshot, item!)).toEqual([]);
});
