// What is wrong once costs one fault, and its quick fix writes what was meant.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '#core/syntax/parse';
import type { Declaration, Tree } from '#core/syntax/tree';
import { faultsIn } from './outline.ts';

function mendsIn(tree: Tree) {
  return [...tree.pieces.flatMap(({ faults }) => faults), ...tree.faults.map(({ fault }) => fault)].map(
    ({ mend }) => mend,
  );
}

function names({ declarations }: Pick<Tree, 'declarations'>): readonly (string | undefined)[] {
  const all = (list: readonly Declaration[]): readonly (string | undefined)[] =>
    list.flatMap(({ name, children }) => [name?.value, ...all(children)]);
  return all(declarations);
}

/** The text after the one quick fix; `?` before it when that is a guess. */
function mended(text: string): string | undefined {
  const tree = parse(text);
  const faults = faultsIn(tree);
  expect(faults.map(({ message }) => message)).toHaveLength(1);
  const isGuess = mendsIn(tree)[0]?.isGuess === true;
  const result = faults[0]?.mended;
  return result === undefined ? undefined : `${isGuess ? '?' : ''}${result}`;
}

describe('a name with one quotation mark', () => {
  it.each([
    ['routing group "First Group { }', 'routing group "First Group" { }'],
    ['routing group "First Group {\n}', 'routing group "First Group" {\n}'],
    ['routing group First Group" {\n}', 'routing group "First Group" {\n}'],
    ['routing group G {\nserver "Back to Base {\n} }', 'routing group G {\nserver "Back to Base" {\n} }'],
    [
      'routing group G { server S {\nvirtual server "Internet on 10.0.0.1 {\n} } }',
      'routing group G { server S {\nvirtual server "Internet" on 10.0.0.1 {\n} } }',
    ],
    [
      'routing group G {\nrouting group connector "A to B to B {\n} }',
      '?routing group G {\nrouting group connector "A to B" to B {\n} }',
    ],
    [
      'routing group G {\nrouting group connector A to "Big B {\n} }',
      'routing group G {\nrouting group connector A to "Big B" {\n} }',
    ],
    ['routing group G { master "S one\n}', 'routing group G { master "S one"\n}'],
    ['routing group G { master "S one # here\n}', 'routing group G { master "S one" # here\n}'],
  ])('%j', (text, after) => {
    expect(mended(text)).toBe(after);
  });

  it.each([
    ['bridgehead "S one, S2', 'bridgehead "S one", S2'],
    ['bridgehead "S one; cost 5', 'bridgehead "S one"; cost 5'],
    ['bridgehead S1"', '?bridgehead "S1"'],
    ['bridgehead "S1, "S2"', undefined],
    ['connect "B two cost 5', '?connect "B two" cost 5'],
    ['address space X400:"c=US;a= ;p=C', '?address space X400:"c=US;a= ;p=C"'],
  ])('%j', (statement, after) => {
    const inConnector = (text: string) => `routing group G { smtp connector C {\n${text}\n} }`;
    const wanted = after?.startsWith('?') === true ? `?${inConnector(after.slice(1))}` : after && inConnector(after);
    expect(mended(inConnector(statement))).toBe(wanted);
  });
});

describe('a name in curly quotes', () => {
  it.each([
    ['routing group “Sales; {East}” {\n}', 'routing group "Sales; {East}" {\n}'],
    ['routing group „Ost #1“ {\n}', 'routing group "Ost #1" {\n}'],
    ['routing group ‘East’ {\n}', 'routing group "East" {\n}'],
    ['routing group ‚East‘ {\n}', 'routing group "East" {\n}'],
    ['routing group “a "b"” {\n}', 'routing group "a \\"b\\"" {\n}'],
    ['routing group G { master “S;1” }', 'routing group G { master "S;1" }'],
    ['routing group East’s {\n}', undefined],
  ])('%j', (text, after) => {
    expect(mended(text)).toBe(after);
  });
});

describe('a blank that is not plain', () => {
  it.each([
    '\u00a0routing group G {\n}',
    'routing\u00a0group G {\n}',
    'routing group\u00a0G {\n}',
    'routing group G\u00a0{\n}',
    'routing group G { }\n\ufeffrouting group H { }',
    'routing group G {\n\u00a0\u00a0server S {\n}\n}',
    'routing group G { server\u2009S { } }',
  ])('%j', (text) => {
    expect(faultsIn(parse(text)).map(({ message }) => message)).toEqual([
      'This is a no-break space or another unusual blank; expected a plain one.',
    ]);
    expect(mended(text)).toBe(text.replaceAll(/[\u00a0\ufeff\u2009]/g, ' '));
    expect(faultsIn(parse(mended(text) ?? ''))).toEqual([]);
  });
});

describe('a name of several words', () => {
  it.each([
    ['routing group First Routing Group {\n}', 'routing group "First Routing Group" {\n}'],
    ['test My first test {\n}', 'test "My first test" {\n}'],
    [
      'routing group A { routing group connector A to B to B { } }',
      'routing group A { routing group connector "A to B" to B { } }',
    ],
    [
      'routing group A { routing group connector C to Big B { } }',
      'routing group A { routing group connector C to "Big B" { } }',
    ],
    [
      'routing group A { server S { virtual server Default SMTP on 10.0.0.1 { } } }',
      'routing group A { server S { virtual server "Default SMTP" on 10.0.0.1 { } } }',
    ],
  ])('%j', (text, after) => {
    expect(mended(text)).toBe(after);
    expect(names(parse(text))).toEqual(names(parse(after)));
  });
});

describe('a semicolon between hosts', () => {
  it.each([
    ['smart host a.example;\n  b.example', 'smart host a.example,\n  b.example'],
    ['smart host a.example;[10.0.0.1]', 'smart host a.example, [10.0.0.1]'],
    ['smart host a.example; b.example, c.example', 'smart host a.example, b.example, c.example'],
  ])('%j', (statement, after) => {
    const inServer = (text: string) => `routing group G { server S { virtual server V on 10.0.0.1 {\n${text}\n} } }`;
    expect(mended(inServer(statement))).toBe(inServer(after));
  });

  it('each of several is told', () => {
    const text = 'routing group G { server S { virtual server V on 10.0.0.1 { smart host a.b; c.d; e.f } } }';
    expect(faultsIn(parse(text)).map(({ message }) => message)).toEqual([
      expect.stringContaining("expected ', c.d'"),
      expect.stringContaining("expected ', e.f'"),
    ]);
  });
});

it('a word behind a statement that takes no list is none', () => {
  const inServer = 'routing group G { server S { virtual server V on 10.0.0.1 { port 25; foo } } }';
  expect(faultsIn(parse(inServer)).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^'foo' does not belong in a virtual server/),
  ]);
});

describe("a '{' that begins no block", () => {
  it.each([
    [
      'routing group G { server S {\n{ mailbox *@a.example }\nrate 5/s\n} }',
      'routing group G { server S {\nmailbox *@a.example\nrate 5/s\n} }',
    ],
    [
      'routing group G { server S {\naddress 10.0.0.1 { mailbox *@a.example; }; rate 5/s\n} }',
      'routing group G { server S {\naddress 10.0.0.1 ; mailbox *@a.example; ; rate 5/s\n} }',
    ],
    [
      'routing group G { server S {\naddress 10.0.0.1 { mailbox *@a.example } rate 5/s\n} }',
      'routing group G { server S {\naddress 10.0.0.1 ; mailbox *@a.example ; rate 5/s\n} }',
    ],
    [
      'routing group G {\n  server S {\n    address 10.0.0.1 {\n  }\n  server T { }\n}',
      'routing group G {\n  server S {\n    address 10.0.0.1\n  }\n  server T { }\n}',
    ],
    [
      'routing group G {\nserver S {\naddress 10.0.0.1 {\n}\nserver T { }\n}',
      'routing group G {\nserver S {\naddress 10.0.0.1\n}\nserver T { }\n}',
    ],
  ])('%j', (text, after) => {
    const plain = (blanks: string) => blanks.replaceAll(/[ \t]*\n\s*/g, '\n').replaceAll(/ {2,}/g, ' ');
    expect(plain(mended(text) ?? '')).toBe(plain(after));
    expect(names(parse(text))).toEqual(names(parse(after)));
    expect(faultsIn(parse(after))).toEqual([]);
  });
});

describe("a '}' in a word", () => {
  it.each([
    'routing group G { server S {\naddress 10.1}.0.10\nmailbox *@a.example\n} }',
    'routing group G { server S {\nmail}box *@a.example\naddress 10.1.0.10\n} }',
    'organization O {\ndomain con}toso.com\nlimit size 5MB\n}',
    'test T {\nsend from A to b@c.ex}ample; expect delivered\n}',
  ])('%j', (text) => {
    expect(mended(text)).toBe(text.replace(/(?<=\w)\}(?=[\w.])/, ''));
  });

  it('ends a block where a statement or a declaration begins behind it', () => {
    expect(faultsIn(parse('routing group G { server S { stopped }master S }'))).toHaveLength(1);
    expect(faultsIn(parse('routing group G { server S { address 10.0.0.1}server T { address 10.0.0.2}}'))).toEqual([]);
  });
});

describe('a block that nobody knows', () => {
  it.each([
    ['group Seattle {\n server S { }\n}', 'routing group Seattle {\n server S { }\n}'],
    ['routing A {\n server S { }\n}', 'routing group A {\n server S { }\n}'],
    [
      'routing group G {\nmail server S3 { address 10.0.0.1 }\n}',
      'routing group G {\nserver S3 { address 10.0.0.1 }\n}',
    ],
    [
      'routing group G {\nconnector C { address space * }\n}',
      'routing group G {\nsmtp connector C { address space * }\n}',
    ],
    [
      'routing group G {\nconnector C to H { cost 5 }\n}',
      'routing group G {\nrouting group connector C to H { cost 5 }\n}',
    ],
    ['routing group G {\npool P {\n size 5\n server S { }\n server T { }\n}\nmaster S\n}', undefined],
  ])('%j', (text, after) => {
    expect(mended(text)).toBe(after);
    if (after !== undefined) expect(names(parse(text))).toEqual(names(parse(after)));
    else expect(names(parse(text))).toContain('S');
  });
});

describe('a brace', () => {
  const examples = ['four-cities', 'tazmania'].map((name) => readFileSync(`examples/${name}.topo`, 'utf8'));

  it.each(examples)('that is gone from an example is one fault, and its fix puts it back', (text) => {
    for (const { index } of text.matchAll(/[{}]/g)) {
      const without = text.slice(0, index) + text.slice(index + 1);
      const after = mended(without) ?? '';
      expect(faultsIn(parse(after)), without.slice(index - 40, index + 40)).toEqual([]);
      expect(names(parse(after))).toEqual(names(parse(text)));
    }
  });

  it.each(examples)('too many at the end of a line is one fault, and its fix takes it away', (text) => {
    const firstLine = text.search(/^[a-z]/m);
    for (const { index } of text.matchAll(/(?<=[;}])$/gm)) {
      if (index < firstLine) continue;
      const after = mended(`${text.slice(0, index)} }${text.slice(index)}`) ?? '';
      expect(faultsIn(parse(after))).toEqual([]);
    }
  });

  it('of an organization that holds routing groups moves up', () => {
    expect(mended('organization O {\n  domain a.b\n  routing group A {\n  }\n}\n')).toBe(
      'organization O {\n  domain a.b\n}\n  routing group A {\n  }\n\n',
    );
  });

  it('that a virtual server lacks stands in its column', () => {
    const server = 'routing group A {\n  server S {\n    virtual server V on 10.0.0.1 {\n      stopped\n';
    expect(mended(`${server}  }\n  server T { }\n}\n`)).toBe(`${server}    }\n  }\n  server T { }\n}\n`);
  });
});
