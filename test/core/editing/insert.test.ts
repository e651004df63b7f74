import { describe, expect, test } from 'vitest';
import { insert } from '#core/editing/insert';
import type { InsertionName } from '#core/editing/insertions';
import { plainText } from '#core/editing/text';
import type { Place } from '#core/model/topology';
import { absolute } from '#core/syntax/places';
import { open } from '../model/open.ts';

/** What comes of an insertion at `^`, places as `file:text` and an edited file as its text. */
function ask(marked: string | Readonly<Record<string, string>>, what: InsertionName) {
  const files = Object.entries(typeof marked === 'string' ? { 'main.topo': marked } : marked);
  const texts = Object.fromEntries(files.map(([file, text]) => [file, text.replace('^', '')]));
  const opened = open(texts);
  const [file, text] = files.find(([, each]) => each.includes('^')) ?? files[0]!;
  const answer = insert(opened, what, { file, offset: Math.max(text.indexOf('^'), 0), step: '  ' });
  if (!answer.ok) return answer.error;
  const spanOf = ({ file, piece, span }: Place) =>
    absolute(opened.project.files.find((each) => each.file === file)!.tree, piece, span);
  const result = answer.value;
  switch (result.kind) {
    case 'insert': {
      const { file } = result.place;
      const { start, end } = spanOf(result.place);
      return texts[file]!.slice(0, start) + plainText(result.parts) + texts[file]!.slice(end);
    }
    case 'present': {
      const { start, end } = spanOf(result.place);
      return { present: texts[result.place.file]!.slice(start, end) };
    }
    case 'choose':
      return { choose: result.blocks.map(({ name }) => name), into: result.into };
  }
}

/** The choices at each place to fill in. */
function choices(text: string, what: InsertionName): readonly (readonly string[])[] {
  const answer = insert(open(text), what, { file: 'main.topo', offset: 0, step: '  ' });
  if (!answer.ok || answer.value.kind !== 'insert') throw new Error(JSON.stringify(answer));
  return answer.value.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.choices]));
}

const server = (statements: string) => `routing group G {\n  server X {\n    ${statements}\n  }\n}\n`;

describe('a statement that a block may have once', () => {
  test.each([
    ['on one line', 'smtp connector C { bridgehead A; scope organization }', 'scope organization'],
    ['first in its block', 'smtp connector C { scope routing group; bridgehead A }', 'scope routing group'],
    ['on a line of its own', 'smtp connector C {\n  scope  organization # all\n  cost 1\n}', 'scope  organization'],
    ['with a fault in it', 'smtp connector C { scope organisation }', 'scope organisation'],
    [
      'behind a list with a comma too many',
      'smtp connector C {\n  bridgehead A,\n  scope organization\n}',
      'scope organization',
    ],
    ['without a value', 'smtp connector C { scope }', 'scope'],
  ])('is shown where it is there already, %s', (_, connector, present) => {
    expect(ask(`routing group G { ${connector} }`, 'scope')).toEqual({ present });
  });

  test.each(['deliver through dns', 'deliver through smart host a.com,\n  b.com', 'deliver smart host a.com'])(
    'has two forms: %s',
    (present) => {
      expect(ask(`routing group G { smtp connector C { ${present} } }`, 'smart host')).toEqual({ present });
    },
  );

  test.each([
    'smtp connector "scope" { bridgehead scope }',
    'smtp connector C {\n  bridgehead A,\n    scope, B\n  # scope organization\n}',
  ])('is not there where only its word is: %s', (connector) => {
    expect(ask(`routing group G { ${connector} }`, 'scope')).toContain('scope routing group');
  });

  test('is looked for in the block that is meant alone', () => {
    const text =
      'routing group G {\n  smtp connector A { scope organization }\n  smtp connector B { ^cost 1; address space * }\n}\n';
    expect(ask(text, 'scope')).toBe(
      text.replace('^', '').replace('address space * }', 'address space *; scope routing group }'),
    );
  });
});

describe('the block that is meant', () => {
  const two = 'routing group A {\n  server A1 { }\n}\nrouting group "B B" {\n  server B1 { }\n}\n';

  test('is the one around the cursor, even in its head', () => {
    expect(ask(two.replace('"B B"', '"B^ B"'), 'smtp connector')).toContain('bridgehead B1');
    expect(ask(two.replace('A1 { }', 'A1 { ^ }'), 'smtp connector')).toContain('bridgehead A1');
  });

  test('is asked for where there are several', () => {
    expect(ask(`^\n${two}`, 'smtp connector')).toEqual({ choose: ['A', 'B B'], into: 'routing group' });
  });

  test('is known when it is asked for again at its place', () => {
    const opened = open('routing group A { }routing group B { }\n');
    const first = insert(opened, 'smtp connector', { file: 'main.topo', offset: 500, step: '  ' });
    const blocks = first.ok && first.value.kind === 'choose' ? first.value.blocks : [];
    const again = blocks.map(({ place }) => {
      const { start } = absolute(opened.project.files[0]!.tree, place.piece, place.span);
      return insert(opened, 'smtp connector', { file: place.file, offset: start, step: '  ' });
    });
    expect(again).toMatchObject([
      { value: { kind: 'insert', place: { span: { start: 17 } } } },
      { value: { kind: 'insert', place: { span: { start: 17 } } } },
    ]);
  });

  test('may stand in an included file where the own one has none', () => {
    const files = { 'main.topo': '^include "g.topo"\n', 'g.topo': 'routing group G {\n  server X { }\n}\n' };
    expect(ask(files, 'virtual server')).toBe(
      'routing group G {\n  server X { virtual server SMTP-X on all unassigned }\n}\n',
    );
  });

  test('stands in the own file where that has one, whatever is included', () => {
    const files = {
      'main.topo': '^include "g.topo"\nrouting group M { server Y { } }\n',
      'g.topo': 'routing group G { server X { } }\n',
    };
    expect(ask(files, 'virtual server')).toContain('virtual server SMTP-Y');
  });

  test.each([
    ['virtual server', 'Declare a server'],
    ['smtp connector', 'Declare a routing group'],
    ['scope', 'Insert an SMTP connector'],
    ['smart host', 'Insert one first'],
  ] as const)('is said to be missing for a %s', (what, advice) => {
    expect(ask('organization O { }\n', what)).toContain(advice);
  });

  test('needs braces', () => {
    expect(ask('routing group G {\n  server X\n}\n', 'virtual server')).toBe(
      "'X' has no block that is closed, so nothing can be added to it. Write '{' behind its name and '}' at its end first.",
    );
  });
});

describe('a virtual server', () => {
  test.each([
    ['address 10.0.0.1, 10.0.0.2\n    virtual server A on 10.0.0.1', ['10.0.0.2', 'all unassigned']],
    ['address 10.0.0.1, 10.0.0.11; virtual server A on 10.0.0.11:25', ['10.0.0.1', 'all unassigned']],
    ['address 10.0.0.1\n    address 10.0.0.2', ['10.0.0.2', '10.0.0.1', 'all unassigned']],
    [
      'address [2001:DB8::1], [2001:db8::2] # cards\n    virtual server A on [2001:db8:0::2]',
      ['[2001:DB8::1]', 'all unassigned'],
    ],
    ['address 10.0.0.1\n    virtual server A on 10.0.0.1', ['all unassigned']],
    ['address 10.0.0.1\n    virtual server A on 10.0.0.1:26', ['10.0.0.1', 'all unassigned']],
    ['mailbox *@contoso.com', ['all unassigned']],
  ])('listens in %j on what no other one has', (statements, free) => {
    expect(choices(server(statements), 'virtual server')).toEqual([['SMTP-X'], free]);
  });

  test('has a name of its own in its server', () => {
    expect(choices(server('virtual server smtp-x on all unassigned'), 'virtual server')[0]).toEqual(['SMTP-X-2']);
    expect(choices('routing group G { server "My X" { } }', 'virtual server')[0]).toEqual(['Internet']);
  });
});

describe('an SMTP connector', () => {
  test('takes the latest virtual server of the group, quoted where it must be', () => {
    const text = server('virtual server "Default SMTP" on all unassigned\n    virtual server Internet on 10.0.0.1');
    expect(choices(text, 'smtp connector')).toEqual([
      ['Internet Mail SMTP Connector (X)'],
      ['X/Internet', 'X/"Default SMTP"', 'X'],
      ['*'],
      ['1'],
    ]);
  });

  test('has a name of its own, and a bridgehead to fill in where the group has no server', () => {
    const text = 'routing group G { }\nrouting group H { smtp connector "internet mail smtp connector" { } }\n';
    expect(ask(text.replace('{ }', '{^ }'), 'smtp connector')).toContain(
      'routing group G { smtp connector "Internet Mail SMTP Connector 2" { bridgehead SERVER; address space * cost 1 } }',
    );
  });
});
