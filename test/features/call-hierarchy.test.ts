// The flow of mail: who hands mail to what the cursor stands on, and where it goes on, each with the text that says so.

import { describe, expect, test } from 'vitest';
import type { CallHierarchyItem, Range } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/call-hierarchy.ts';
import { fixture, topo, type Fixture } from './cursor.ts';

const world = topo`
  routing group Seattle {
    server SEA { virtual server In on all unassigned; virtual server Out on all unassigned:26 }
    server SEA2 { }
    routing group connector "To London" to London { bridgehead SEA/Out, sea2; target LON, LON }
    smtp connector Internet {
      bridgehead SEA
      address space *
      connect Paris
      deliver through smart host relay.example, [10.0.0.9]
    }
  }
  routing group London {
    server LON { }
    routing group connector "To Seattle" to Seattle { target SEA/In, SEA2 }
    x400 connector X { bridgehead LON; remote RELAY.example; address space X400:"c=US" }
  }
  routing group Paris { server PAR { } }
`;

function itemAt(marked: string): { here: Fixture; item: CallHierarchyItem } {
  const here = fixture(world.replace(marked.replace('<|>', ''), marked));
  const [item] = prepareCallHierarchy(here.snapshot, here.offset) ?? [];
  if (item === undefined) throw new Error(`There is nothing at ${marked}`);
  return { here, item };
}

function textIn({ texts }: Fixture, uri: string, { start, end }: Range): string {
  const line = texts.get(uri)!.split('\n')[start.line]!;
  return start.line === end.line ? line.slice(start.character, end.character) : '…';
}

function into(marked: string): string[] {
  const { here, item } = itemAt(marked);
  return incomingCalls(here.snapshot, item).map(
    ({ from, fromRanges }) => `${from.name}: ${fromRanges.map((range) => textIn(here, from.uri, range)).join(', ')}`,
  );
}

function outOf(marked: string): string[] {
  const { here, item } = itemAt(marked);
  return outgoingCalls(here.snapshot, item).map(
    ({ to, fromRanges }) => `${to.name}: ${fromRanges.map((range) => textIn(here, item.uri, range)).join(', ')}`,
  );
}

test.each([
  ['server SE<|>A {', 'SEA', 'server of Seattle', '…'],
  ['bridgehead SEA/O<|>ut', 'SEA/Out', 'virtual server of Seattle', 'virtual server Out on all unassigned:26'],
  ['to Lon<|>don', 'London', 'routing group', '…'],
  ['connector Inter<|>net', 'Internet', 'smtp connector of Seattle', '…'],
  ['[10.0.<|>0.9]', '[10.0.0.9]', 'host', '…'],
])('%s is %s', (marked, name, detail, block) => {
  const { here, item } = itemAt(marked);
  expect([item.name, item.detail]).toEqual([name, detail]);
  if (block !== '…') expect(textIn(here, item.uri, item.range)).toBe(block);
  expect(item.data).toEqual(expect.any(String));
});

describe('where mail comes from, and where it goes on', () => {
  test('a server', () => {
    expect(into('server SE<|>A {')).toEqual(['To Seattle: SEA/In']);
    expect(outOf('server SE<|>A {')).toEqual(['To London: SEA/Out', 'Internet: SEA']);
    expect(into('server SEA<|>2')).toEqual(['To Seattle: SEA2']);
    expect(outOf('server SEA<|>2')).toEqual(['To London: sea2']);
    expect(outOf('server PA<|>R')).toEqual([]);
  });

  test('a server of a group whose connector takes any', () => {
    expect(outOf('server LO<|>N')).toEqual(['To Seattle: "To Seattle"', 'X: LON']);
  });

  test('a virtual server, also by the name of its server alone', () => {
    expect(into('SEA/I<|>n')).toEqual(['To Seattle: SEA/In']);
    expect(outOf('SEA/I<|>n')).toEqual(['Internet: SEA']);
    expect(outOf('SEA/O<|>ut')).toEqual(['To London: SEA/Out']);
    expect(into('SEA/O<|>ut')).toEqual([]);
  });

  test('a routing group', () => {
    expect(into('group Seat<|>tle')).toEqual(['To Seattle: Seattle']);
    expect(outOf('group Seat<|>tle')).toEqual(['To London: "To London"', 'Internet: Internet']);
    expect(into('group Pari<|>s')).toEqual(['Internet: Paris']);
  });

  test('a connector', () => {
    expect(into('"To Lon<|>don"')).toEqual(['Seattle: "To London"', 'SEA/Out: SEA/Out', 'SEA2: sea2']);
    expect(outOf('"To Lon<|>don"')).toEqual(['London: London', 'LON: LON, LON']);
    expect(into('"To Seat<|>tle"')).toEqual(['London: "To Seattle"', 'LON: "To Seattle"']);
    expect(outOf('connector Inter<|>net')).toEqual([
      'Paris: Paris',
      'relay.example: relay.example',
      '[10.0.0.9]: [10.0.0.9]',
    ]);
  });

  test('a host', () => {
    expect(into('host relay.ex<|>ample')).toEqual(['Internet: relay.example', 'X: RELAY.example']);
    expect(outOf('host relay.ex<|>ample')).toEqual([]);
  });
});

test('over several files, a range is in the file of whoever hands mail on', () => {
  const here = fixture(`#- main.topo
include "london.topo"
routing group A { server S { }; routing group connector C to London { bridgehead S; target LO<|>N } }
#- london.topo
routing group London { server LON { } }
`);
  const [item] = prepareCallHierarchy(here.snapshot, here.offset)!;
  expect(item!.uri).toBe('file:///mail/london.topo');
  const [call] = incomingCalls(here.snapshot, item!);
  expect([call!.from.name, call!.from.uri]).toEqual(['C', 'file:///mail/main.topo']);
  expect(textIn(here, call!.from.uri, call!.fromRanges[0]!)).toBe('LON');
  const [onward] = outgoingCalls(here.snapshot, { ...item!, data: 'routing group A', uri: 'file:///mail/london.topo' });
  expect(onward!.fromRanges).toEqual([item!.selectionRange]);
});

test.each(['rou<|>ting group A { }', '# a<|>', 'test T<|> { }', 'routing group A { master NO<|>BODY }', '<|>'])(
  'mail does not pass %s',
  (text) => {
    const { snapshot, offset } = fixture(text);
    expect(prepareCallHierarchy(snapshot, offset)).toBeNull();
  },
);

test('an item that nobody made leads nowhere', () => {
  const { here, item } = itemAt('server SE<|>A {');
  for (const data of [undefined, null, 7, '', 'nonsense', 'server NOBODY', 'dns', {}, 'line A to B']) {
    expect(incomingCalls(here.snapshot, { ...item, data })).toEqual([]);
    expect(outgoingCalls(here.snapshot, { ...item, data })).toEqual([]);
  }
});
