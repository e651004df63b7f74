import { describe, expect, it } from 'vitest';
import { expectedAt } from '#core/syntax/expected';
import { lineStarts, offsetAt, positionAt } from '#core/syntax/lines';
import { parse } from '#core/syntax/parse';
import { declarationAt, textBetween } from '#core/syntax/places';

/** What is expected at `<|>`. */
function expectedIn(marked: string) {
  const offset = marked.indexOf('<|>');
  const expected = expectedAt(parse(marked.replace('<|>', '')), offset);
  return expected === undefined ? undefined : [expected.block, expected.keywords, expected.values];
}

const inGroup = ['master', 'server', 'smtp connector', 'routing group connector', 'x400 connector'];
const outcomes = [
  'delivered',
  'queued',
  'undeliverable',
  'via',
  'not via',
  'cost',
  'server',
  'sites',
  'received by',
  'queue',
  'within',
];
const elements = ['virtual server', 'server', 'connector', 'routing group', 'site', 'database', 'line', 'host', 'dns'];

describe('expectedAt', () => {
  it.each([
    [
      '<|>',
      [
        'file',
        [
          ...['include', 'organization', 'administrative group', 'routing group', 'site', 'site link', 'dag'],
          ...['send connector', 'foreign connector', 'delivery agent connector', 'senders', 'host', 'test', 'scenario'],
        ],
        [],
      ],
    ],
    ['routing group A {\n  <|>\n}', ['routing group', inGroup, []]],
    ['routing group A {\n  <|>', ['routing group', inGroup, []]],
    ['routing group A {\n  master S\n  <|>\n  server S { }\n}', ['routing group', inGroup, []]],
    ['routing group A {\n  server S { }\n  mas<|>\n}', ['routing group', inGroup, []]],
    ['routing group A { smtp connector C { bridgehead A/<|> } }', ['smtp connector', [], ['a server']]],
    ['routing group A { smtp connector C { bridgehead "A B"/"In<|>', ['smtp connector', [], ['a server']]],
    [
      'routing group A { routing group connector C to B { bridgehead <|>',
      ['routing group connector', ['any'], ['a server']],
    ],
    ['routing group A { routing group connector C to <|> }', ['routing group', [], ['a routing group']]],
    ['test T {\n expect <|>\n}', ['test', outcomes, []]],
    ['test T {\n down server A, # one\n  <|>\n}', ['test', elements, []]],
    ['test T {\n down server <|>\n}', ['test', [], ['a server']]],
    ['routing group A { server S { virtual server V on all <|>', ['server', ['unassigned'], []]],
    [
      'routing group A { smtp connector C { cost 1; scope <|> } }',
      ['smtp connector', ['organization', 'routing group'], []],
    ],
    ['routing group A { smtp connector C { address <|> } }', ['smtp connector', ['space'], []]],
    ['routing group A { smtp connector C { address space * <|> } }', ['smtp connector', ['cost'], []]],
    ['test T { # <|>', undefined],
    ['routing group A {\n  policy P {\n    <|>\n  }\n}', ['unknown', [], []]],
    ['routing group A {\n  <|>policy P { }\n}', ['routing group', inGroup, []]],
    ['routing group A {\n  policy P { }\n  <|>\n}', ['routing group', inGroup, []]],
    ['routing group A {\n  # about\n  <|>', ['routing group', inGroup, []]],
    ['routing group A {\n  server S {\n  # <- no end\n  rate <|>', ['server', [], ['a rate such as 50/s']]],
  ])('%s', (marked, expected) => {
    const found = expectedIn(marked);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toEqual(expected);
  });
});

describe('around the place', () => {
  const at = (marked: string) => {
    const text = marked.replace('<|>', '');
    const expected = expectedAt(parse(text), marked.indexOf('<|>'));
    if (expected === undefined) return undefined;
    const { around, head, word, before } = expected;
    return {
      around: around.map(({ name }) => name?.value),
      head: head?.name?.value,
      before,
      word: text.slice(word.start, word.end),
    };
  };

  it.each([
    ['routing group A { server S { <|> } }', { around: ['A', 'S'], before: '', word: '' }],
    [
      'routing group A { server S { virtual server V on 10.<|>1.0.10 } }',
      { around: ['A', 'S'], head: 'V', before: 'virtual server V on ', word: '10.1.0.10' },
    ],
    [
      'routing group A { server S { virtual server V on all unassigned { <|>stopped } } }',
      { around: ['A', 'S', 'V'], before: '', word: 'stopped' },
    ],
    ['routing group A { master "S<|>\n}', { around: ['A'], before: 'master ', word: '"S' }],
    [
      'test T { down server A,\n server B/<|>C, dns }',
      { around: ['T'], before: 'down server A,\n server ', word: 'B/C' },
    ],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toEqual({ head: undefined, ...expected });
  });
});

describe('places', () => {
  const text = 'organization O {\n}\nrouting group A {\n  server S {\n  }\n}\n';
  const tree = parse(text);

  it('finds the innermost declaration', () => {
    expect(declarationAt(tree, 3)?.name?.value).toBe('O');
    expect(declarationAt(tree, text.indexOf('server') + 8)?.name?.value).toBe('S');
    expect(declarationAt(tree, text.length)).toBeUndefined();
  });

  it('gives a stretch of the text', () => {
    for (let start = 0; start < text.length; start += 3) {
      for (let end = start; end <= text.length; end += 5)
        expect(textBetween(tree, start, end)).toBe(text.slice(start, end));
    }
  });

  it('turns offsets into positions and back', () => {
    const mixed = 'a\r\nb\rc\n\n😀d';
    const starts = lineStarts(mixed);
    expect(starts).toEqual([0, 3, 5, 7, 8]);
    for (let offset = 0; offset <= mixed.length; offset++)
      expect(offsetAt(starts, positionAt(starts, offset))).toBe(offset);
    expect(positionAt(starts, 10)).toEqual({ line: 4, character: 2 });
    expect(offsetAt(starts, { line: 99, character: 0 })).toBe(8);
  });
});
