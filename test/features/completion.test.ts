// What is offered where: the cursor is `<|>`, the expectation are the labels in the order in which an editor shows them.

import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { completion } from '../../server/features/completion.ts';
import { applyEdits, fixture, topo } from './cursor.ts';

const offered = (text: string, snippets = true): readonly CompletionItem[] => {
  const { snapshot, offset } = fixture(text);
  return completion(snapshot, offset, { snippets }).items;
};
const labels = (text: string): string[] => offered(text).map(({ label }) => label);

/** The text after the item is accepted, as an editor without snippets does it. */
function accepted(text: string, label: string): string {
  const { snapshot } = fixture(text);
  const item = offered(text, false).find((one) => one.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  return applyEdits(snapshot.source.tree.text, [item.textEdit]);
}

/** A whole topology with a line to be written in the middle of it. */
const world = (place: Place, line: string): string => {
  const at = (here: Place): string => (here === place ? line : '');
  return topo`
    organization Contoso { domain contoso.com; ORGANIZATION }
    routing group Seattle {
      server SEA-EX01 {
        address 10.1.0.10, 10.1.0.11
        virtual server Default on 10.1.0.10
        VIRTUAL SERVER
        SERVER
      }
      server SEA-MBX01 { mailbox *@contoso.com }
      smtp connector "Internet Mail" {
        bridgehead SEA-EX01
        SMTP CONNECTOR
      }
      routing group connector "To London" to London {
        RG CONNECTOR
      }
      x400 connector X { X400 }
      ROUTING GROUP
    }
    routing group London { server LON-EX01 { } }
    test T {
      send from SEA-EX01 to a@fabrikam.com
      TEST
    }
    scenario S {
      SCENARIO
    }
    FILE
  `.replace(
    /\b(ORGANIZATION|VIRTUAL SERVER|SERVER|SMTP CONNECTOR|RG CONNECTOR|X400|ROUTING GROUP|TEST|SCENARIO|FILE)\b/g,
    (here) => at(here as Place),
  );
};
type Place =
  | 'ORGANIZATION'
  | 'VIRTUAL SERVER'
  | 'SERVER'
  | 'SMTP CONNECTOR'
  | 'RG CONNECTOR'
  | 'X400'
  | 'ROUTING GROUP'
  | 'TEST'
  | 'SCENARIO'
  | 'FILE';

const everyBridgehead = ['SEA-EX01', 'SEA-EX01/Default', 'SEA-MBX01', 'SEA-MBX01/Default SMTP Virtual Server'];

describe('names that resolve there', () => {
  test.each<[Place, string, string[]]>([
    ['SMTP CONNECTOR', 'bridgehead <|>', everyBridgehead],
    ['SMTP CONNECTOR', 'bridgehead SEA<|>', everyBridgehead],
    ['SMTP CONNECTOR', 'bridgehead SEA-EX01/<|>', everyBridgehead],
    ['SMTP CONNECTOR', 'bridgehead SEA-MBX01, SEA-EX01/De<|>', everyBridgehead],
    ['SMTP CONNECTOR', 'connect <|>', ['London']],
    ['RG CONNECTOR', 'target <|>', ['LON-EX01', 'LON-EX01/Default SMTP Virtual Server']],
    ['X400', 'bridgehead <|>', ['SEA-EX01', 'SEA-MBX01']],
    ['ROUTING GROUP', 'master <|>', ['SEA-EX01', 'SEA-MBX01']],
    ['ROUTING GROUP', 'routing group connector C to <|>', ['London']],
    ['TEST', 'expect server <|>', ['SEA-EX01', 'SEA-MBX01', 'LON-EX01']],
    ['TEST', 'expect not via <|>', ['Internet Mail', 'To London', 'X']],
    ['TEST', 'down line London to <|>', ['Seattle', 'London']],
    [
      'TEST',
      'down virtual server <|>',
      ['SEA-EX01/Default', 'SEA-MBX01/Default SMTP Virtual Server', 'LON-EX01/Default SMTP Virtual Server'],
    ],
    ['SCENARIO', 'down server <|>', ['SEA-EX01', 'SEA-MBX01', 'LON-EX01']],
    ['SCENARIO', 'at 10m pick up connector <|>', ['Internet Mail', 'To London', 'X']],
    ['SCENARIO', 'at 10m delete messages in queue "Q" on <|>', ['SEA-EX01', 'SEA-MBX01', 'LON-EX01']],
    ['SCENARIO', 'at 10m disable outbound mail on <|>', ['SEA-EX01', 'SEA-MBX01', 'LON-EX01']],
    ['SERVER', 'address <|>', ['10.1.0.12']],
    ['VIRTUAL SERVER', 'virtual server Outside on <|>', ['all unassigned', '10.1.0.11', '10.1.0.10:26']],
    ['VIRTUAL SERVER', 'virtual server Outside on :26<|>', ['all unassigned', '10.1.0.10:26', '10.1.0.11:26']],
    ['VIRTUAL SERVER', 'virtual server Default on <|>', ['all unassigned', '10.1.0.10', '10.1.0.11']],
    ['SERVER', 'mailbox <|>', ['*@contoso.com']],
    ['ORGANIZATION', 'model <|>', ['exchange-2003', 'exchange-2013']],
    ['ORGANIZATION', 'mail exchanger SEA-EX01, mx.example.net for <|>', ['contoso.com']],
    ['FILE', 'host unix.example { }\nhost h.example { forwards unresolved to <|> }', ['unix.example', 'h.example']],
    ['FILE', 'senders Staff { }\nsenders Others { member a@b.com, senders <|> }', ['Staff', 'Others']],
  ])('in %s: %s', (place, line, expected) => {
    expect(labels(world(place, line))).toEqual(expected);
  });

  test.each<[Place, string, string[]]>([
    ['RG CONNECTOR', 'bridgehead <|>', ['any', 'SEA-EX01']],
    ['TEST', 'expect via <|>', ['none', 'Internet Mail']],
    ['TEST', 'send from <|>', ['internet', 'SEA-EX01', 'LON-EX01/Default SMTP Virtual Server']],
    ['TEST', 'expect queue <|>', []],
    ['SMTP CONNECTOR', 'address space * <|>', ['cost']],
    ['SMTP CONNECTOR', 'deliver through <|>', ['deliver through dns', 'deliver through smart host']],
    ['SMTP CONNECTOR', 'schedule <|>', ['always', 'never', 'every', '"Mon-Fri 08:00-18:00"']],
    ['TEST', 'down <|>', ['server', 'virtual server', 'connector', 'routing group', 'line', 'host', 'dns']],
    [
      'SCENARIO',
      'at 10m <|>',
      [
        'send',
        'down',
        'up',
        'freeze',
        'pick up connector',
        'disable outbound mail on',
        'delete messages in',
        'delete message',
      ],
    ],
    ['SCENARIO', 'at 10m delete messages in <|>', ['queue']],
    ['SCENARIO', 'at 10m delete message 7 <|>', ['with ndr']],
    ['SCENARIO', 'at 10m delete messages in queue "Q" <|>', ['on', 'with ndr']],
    ['TEST', 'send from SEA-EX01 to a@b.com <|>', ['sender', 'size', 'priority', 'system', 'at']],
  ])('in %s among others: %s', (place, line, expected) => {
    expect(labels(world(place, line))).toEqual(expect.arrayContaining(expected));
  });
});

describe('statements and declarations that fit', () => {
  test.each<[Place, string, string[], string[]]>([
    ['FILE', '<|>', ['routing group', 'test', 'scenario'], ['server', 'organization', 'include', 'cost']],
    ['ROUTING GROUP', '<|>', ['server', 'smtp connector', 'master'], ['virtual server', 'domain', 'test']],
    ['SERVER', '<|>', ['mailbox', 'virtual server', 'address'], ['server', 'cost']],
    ['SMTP CONNECTOR', '<|>', ['address space', 'scope', 'bridgehead'], ['target', 'cost', 'remote']],
    ['RG CONNECTOR', '<|>', ['target', 'cost', 'bridgehead'], ['address space', 'scope']],
    ['SMTP CONNECTOR', 'sco<|>', ['scope'], ['target']],
    ['SMTP CONNECTOR', 'address <|>', ['address space'], ['scope', 'address']],
    ['TEST', '<|>', ['expect via', 'expect delivered', 'down'], ['send', 'expect peak']],
    ['SCENARIO', '<|>', ['at', 'seed', 'down', 'expect peak'], ['send', 'expect via']],
    ['ORGANIZATION', '<|>', ['shared domain', 'domain', 'mail exchanger'], ['server']],
  ])('in %s: %s', (place, line, expected, absent) => {
    const found = labels(world(place, line));
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.filter((label) => absent.includes(label))).toEqual([]);
  });

  test('in an empty file', () => {
    expect(labels('<|>')).toEqual(expect.arrayContaining(['organization', 'include', 'routing group']));
  });

  test.each<[string, string, string[], string[]]>([
    ['smtp connector C', 'scope organization', ['scope'], ['bridgehead']],
    ['smtp connector C', 'bridgehead A', [], ['bridgehead']],
    ['x400 connector C', 'bridgehead A', ['bridgehead'], []],
    ['routing group connector C to B', 'bridgehead any', ['bridgehead'], []],
    ['smtp connector C', 'over 5MB schedule never', ['over'], []],
    ['smtp connector C', 'schedule always', ['schedule'], []],
    ['smtp connector C', 'schedule "20:00-06:00"', [], ['schedule']],
    ['smtp connector C', 'priority high', [], ['priority']],
    ['smtp connector C', 'hold for pickup', ['hold for pickup'], []],
    ['smtp connector C', 'deliver through dns', ['deliver through dns', 'deliver through smart host'], []],
    ['smtp connector C', 'deliver through smart host A', ['deliver through dns'], ['deliver through smart host']],
  ])('what stands once is not offered again, a list is: %s { %s }', (head, statement, absent, expected) => {
    const found = labels(`routing group A { ${head} {\n ${statement}\n <|>\n} }`);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.filter((label) => absent.includes(label))).toEqual([]);
  });

  test('an expectation that would contradict another is not offered', () => {
    const found = labels('test T {\n expect queued\n expect via none\n expect not via C\n <|>\n}');
    expect(found.filter((label) => label.startsWith('expect'))).toEqual([
      'expect not via',
      'expect cost',
      'expect server',
      'expect queue',
      'expect within',
    ]);
  });

  test('each says what it means and what holds without it', () => {
    const hop = offered('routing group A { server B { virtual server C on all unassigned { hop<|> } } }').find(
      ({ label }) => label === 'hop limit',
    );
    expect(hop?.documentation).toMatchObject({ value: expect.stringContaining('Unless written: 30.') as string });
  });

  test('a declaration comes with the names of this topology', () => {
    const item = offered(world('ROUTING GROUP', 'smtp<|>')).find(({ label }) => label === 'smtp connector');
    expect(item?.textEdit).toMatchObject({ newText: expect.stringContaining('bridgehead ${2:SEA-EX01}') as string });
  });
});

describe('what happens now is offered as what to expect', () => {
  const tested = (expectation: string): string =>
    topo`
    organization Contoso { domain contoso.com }
    routing group A {
      server EX01 { }
      routing group connector "A to B" to B { target EX02; cost 7 }
    }
    routing group B {
      server EX02 { }
      smtp connector Out { bridgehead EX02; address space * cost 2; deliver through smart host RELAY }
    }
    test T {
      send from EX01 to a@fabrikam.com
      EXPECTATION
    }
  `.replace('EXPECTATION', expectation);

  test.each([
    ['expect via <|>', '"A to B", Out'],
    ['expect cost <|>', '9'],
    ['expect queue <|>', '"Out - RELAY (SMTP Connector)"'],
  ])('%s', (line, label) => {
    expect(labels(tested(line))).toContain(label);
  });
});

describe('costs', () => {
  const costs = (statement: string, others: string): string[] =>
    offered(
      topo`
      routing group A {
        server S { }
        smtp connector Own { bridgehead S; STATEMENT }
        OTHERS
      }
      routing group B { server T { } }
    `
        .replace('STATEMENT', statement)
        .replace('OTHERS', others),
    ).map(({ label, detail }) => `${label}: ${detail}`);
  const two = 'smtp connector One { address space *, a.com cost 9 }; smtp connector Two { address space * cost 5 }';

  test.each([
    [
      'address space * cost <|>',
      two,
      ["6: steps in for 'Two' at cost 5", "1: shares the load with 'One'", "5: shares the load with 'Two'"],
    ],
    [
      'address space b.com, "a.com" cost <|>',
      two,
      ["10: steps in for 'One' at cost 9", "9: shares the load with 'One'"],
    ],
    ['address space FAX:"*" cost <|>', two, ['1: nothing else carries this']],
    ['address space * cost 3<|>', '', ['1: nothing else carries this']],
    [
      'address space * cost <|>',
      `${two}; smtp connector Three { address space * }`,
      ["6: steps in for 'Two' at cost 5", "1: shares the load with 'One' and 1 more", "5: shares the load with 'Two'"],
    ],
    [
      'address space * cost <|>',
      'smtp connector Last { address space * cost 100 }',
      ['99: the next free cost', "100: shares the load with 'Last'"],
    ],
    [
      'connect C, B cost <|>',
      'routing group connector R to B { cost 20 }',
      ["21: steps in for 'R' at cost 20", "20: shares the load with 'R'"],
    ],
    ['connect "B" cost <|>', '', ['1: nothing else carries this']],
  ])('%s beside %s', (statement, others, expected) => {
    expect(costs(statement, others)).toEqual(expected);
  });

  test('of a connector to a routing group', () => {
    const text =
      'routing group A { routing group connector One to B { cost 7 }; routing group connector Two to B {\n cost <|>\n} }';
    expect(labels(text)).toEqual(['8', '7']);
    expect(labels('routing group connector Two to B {\n cost <|>\n}')).toEqual(['1']);
  });
});

describe('a connector there and one back', () => {
  const label = 'routing group connector to London and back';
  const text = topo`
    routing group Seattle {
      server SEA { }
      <|>
    }
    routing group London {
      server "LON 1" { }
    }
    routing group Paris { server PAR { } }
    routing group Empty { }
  `;
  const both = (marked: string, wanted = label): string => {
    const { snapshot } = fixture(marked);
    const item = offered(marked).find((one) => one.label === wanted);
    if (item?.textEdit === undefined || !('range' in item.textEdit)) return 'is not offered';
    return applyEdits(snapshot.source.tree.text, [item.textEdit, ...(item.additionalTextEdits ?? [])]);
  };

  test('are written as one', () => {
    expect(both(text)).toBe(
      text
        .replace(
          '<|>',
          'routing group connector "Seattle to London" to London { bridgehead SEA; target "LON 1"; cost 10 }',
        )
        .replace(
          '"LON 1" { }\n',
          '"LON 1" { }\n  routing group connector "London to Seattle" to Seattle { bridgehead "LON 1"; target SEA; cost 10 }\n',
        ),
    );
    expect(both(text.replace('<|>', 'routing gr<|>'))).toBe(both(text));
    expect(both(text, label.replace('London', 'Paris'))).toContain(
      '{ server PAR { } routing group connector "Paris to',
    );
  });

  test('are not offered where one of them is already, where nobody can take mail, or in another file', () => {
    expect(labels(text).filter((one) => one.endsWith('and back'))).toEqual([label, label.replace('London', 'Paris')]);
    expect(both(text.replace('"LON 1" { }', '"LON 1" { }; smtp connector C { connect Seattle }'))).toBe(
      'is not offered',
    );
    expect(both(text.replace('<|>', 'routing group connector C to London { }\n<|>'))).toBe('is not offered');
    expect(both(text.replace('server SEA { }', ''))).toBe('is not offered');
    expect(both(text.replace('}\nrouting group Paris', 'routing group Paris'))).toBe('is not offered');
    expect(
      labels(
        '#- main.topo\ninclude "x.topo"\nrouting group Seattle { server S { }; <|> }\n#- x.topo\nrouting group London { server L { } }\n',
      ),
    ).not.toContain(label);
  });

  test('have names that are free', () => {
    expect(both(text.replace('server PAR { }', 'server PAR { }; smtp connector "London to Seattle" { }'))).toContain(
      'connector "London to Seattle 2" to Seattle',
    );
  });
});

test('queues are offered within their quotation marks', () => {
  const text =
    'routing group A { server S { }; smtp connector Out { bridgehead S; address space * } }\ntest T {\n send from S to a@b.c\n expect queue "Ou<|>"\n}';
  expect(accepted(text, '"Out - b.c (SMTP Connector)"')).toContain('expect queue "Out - b.c (SMTP Connector)"\n');
});

describe('what is often written together', () => {
  const together = (place: Place, line: string) =>
    labels(world(place, line)).filter((label) => / (?:of an? |to |through |with a |connected )/.test(label));

  test('is offered where it may stand, and nowhere else', () => {
    expect(together('FILE', '<|>')).toEqual([
      'routing group with a server',
      'routing groups connected both ways',
      'test of a route',
      'test of an outage',
      'scenario of an outage',
    ]);
    expect(together('ROUTING GROUP', 'smtp con<|>')).toEqual([
      'smtp connector to the internet',
      'smtp connector through a smart host',
      'smtp connector to a partner',
    ]);
    for (const place of ['SERVER', 'TEST', 'SCENARIO'] as const) expect(together(place, '<|>')).toEqual([]);
    expect(together('FILE', 'test <|>')).toEqual([]);
  });

  test('comes with names of this topology', () => {
    expect(accepted(world('FILE', 'te<|>'), 'test of a route')).toContain(
      'send from SEA-EX01 to someone@fabrikam.com\n\texpect via "Internet Mail"\n}',
    );
  });
});

describe('nothing is offered', () => {
  test.each([
    '# a comm<|>ent',
    'routing group A { # bridgehead <|>',
    'routing group A { server <|>',
    'routing group A { server "<|>',
    'test "Lon<|>don"',
  ])('in %s', (text) => {
    expect(labels(text)).toEqual([]);
  });
});

describe('what is accepted replaces what was typed', () => {
  test.each<[Place, string, string, string]>([
    ['SMTP CONNECTOR', 'bridgehead SEA<|>', 'SEA-EX01/Default', 'bridgehead SEA-EX01/Default'],
    ['SMTP CONNECTOR', 'bridgehead <|>SEA', 'SEA-MBX01', 'bridgehead SEA-MBX01'],
    [
      'SMTP CONNECTOR',
      'bridgehead SEA-MBX01/"De<|>"',
      'SEA-MBX01/Default SMTP Virtual Server',
      'bridgehead SEA-MBX01/"Default SMTP Virtual Server"',
    ],
    ['TEST', 'expect via "<|>"', 'Internet Mail', 'expect via "Internet Mail"'],
    ['TEST', 'expect via "Inter<|>', 'Internet Mail', 'expect via "Internet Mail"'],
    ['TEST', 'expect via Inter<|>', 'Internet Mail', 'expect via "Internet Mail"'],
    ['SMTP CONNECTOR', 'address sp<|>', 'address space', 'address space * cost 1'],
    ['SMTP CONNECTOR', 'scope <|>', 'routing group', 'scope routing group'],
    ['VIRTUAL SERVER', 'virtual server Out on al<|>', 'all unassigned', 'virtual server Out on all unassigned'],
  ])('in %s: %s', (place, line, label, after) => {
    expect(accepted(world(place, line), label)).toContain(after);
  });
});

describe('only what makes sense there', () => {
  test.each([
    'test T { expect queue <|> }',
    'scenario S { at 5m freeze queue <|> }',
    'scenario S { at 5m delete messages in queue <|> }',
  ])('queues that no message passes as things are: %s', (block) => {
    const text = `
        routing group A { server S { }; routing group connector C to B { bridgehead S; target T } }
        routing group B { server T { } }
        ${block}`;
    expect(labels(text)).toContain('"C - B (Routing Group Connector)"');
  });

  test('no SMTP patterns behind another type, and none in an X.400 connector', () => {
    expect(labels(world('SMTP CONNECTOR', 'address space <|>'))).toContain('*.contoso.com');
    expect(labels(world('SMTP CONNECTOR', 'address space SMTP:<|>'))).toContain('*.contoso.com');
    expect(labels(world('SMTP CONNECTOR', 'address space X400:<|>'))).not.toContain('*.contoso.com');
    expect(labels(world('X400', 'address space <|>'))).toEqual(['X400:"c=US;a= ;p=Contoso"']);
  });

  test('each option of send once', () => {
    expect(
      labels(world('SCENARIO', 'at 5m send from SEA-EX01 to a@b.c size 10KB rate 5/s at "Mon 09:00" <|>')),
    ).toEqual(['sender', 'priority', 'system']);
  });
});
