import { describe, expect, test } from 'vitest';
import { linkedEditingRanges } from '../../server/features/linked-editing.ts';
import { described, fixture, topo } from './cursor.ts';

/** What changes with the name at the cursor is marked. */
const linked: Record<string, string> = {
  'a server and its uses in its group': topo`
    routing group A {
      master <|EX01|>
      server <|EX<|>01|> { }
      smtp connector C { bridgehead <|EX01|>/V, EX02; address space * }
    }
    test T { send from EX01 to a@b.com }
  `,
  'from a use of it': topo`
    routing group A {
      server <|EX01|> { }
      smtp connector C { bridgehead <|EX0<|>1|>; address space * }
    }
  `,
  'what is quoted alike, without the quotes': topo`
    routing group A {
      server "<|EX 01|>" { }
      smtp connector C { bridgehead "<|EX<|> 01|>", "Ex 01"; address space * }
    }
  `,
  'only what is written alike': topo`
    routing group A {
      server "EX01" { }
      server <|EX02<|>|> { }
      smtp connector C { bridgehead ex02, "EX02", <|EX02|>; address space * }
    }
  `,
  'the uses of one virtual server': topo`
    routing group A {
      server EX01 { virtual server <|Out|> on all unassigned }
      server EX02 { virtual server Out on all unassigned }
      smtp connector C { bridgehead EX01/<|<|>Out|>, EX02/Out; address space * }
    }
  `,
  'in a file with errors': topo`
    routing group A {
      nonsense EX01
      server <|EX0<|>1|> { address }
      smtp connector C { bridgehead <|EX01|>; address
  `,
};

describe('together are edited', () => {
  test.each(Object.entries(linked))('%s', (_, text) => {
    const { snapshot, offset, marked } = fixture(text);
    const found = linkedEditingRanges(snapshot, offset);
    expect(found?.ranges.map((range) => described(snapshot.source.file, range)).sort()).toEqual(marked);
    for (const mark of marked) expect(mark).not.toBe('');
  });
});

describe('nothing else is edited with', () => {
  test.each([
    [
      'a name that nothing else in the block uses',
      'routing group A { server EX<|>01 { } }\ntest T { send from EX01 to a@b.c }',
    ],
    [
      'a use whose declaration is elsewhere',
      'routing group A { server S { } }\ntest T { send from <|>S to a@b.c; expect server S }',
    ],
    ['a name that is declared twice', 'routing group A { server <|>S { }; server S { }; master S }'],
    ['a name that is not declared', 'routing group A { master <|>S; smtp connector C { bridgehead S } }'],
    ['a keyword', 'rou<|>ting group A { server A { }; master A }'],
    ['a comment', 'routing group A { server S { }; master S } # S<|>'],
    [
      'a name of an included file',
      '#- main.topo\ninclude "x.topo"\ntest T { send from <|>S to a@b.c; expect server S }\n#- x.topo\nrouting group A { server S { } }\n',
    ],
  ])('%s', (_, text) => {
    const { snapshot, offset } = fixture(text);
    expect(linkedEditingRanges(snapshot, offset)).toBeNull();
  });
});

test('typing together ends where the name does', () => {
  const patternAt = (text: string): RegExp => {
    const { snapshot, offset } = fixture(`routing group A { server ${text} { }; master ${text.replace('<|>', '')} }`);
    return new RegExp(`^(?:${linkedEditingRanges(snapshot, offset)!.wordPattern!})$`);
  };
  for (const typed of ['', 'EX-01.a_b', 'München']) expect(typed).toMatch(patternAt('S<|>'));
  for (const typed of ['EX 01', 'S"', 'S{', 'S;', 'S/V']) expect(typed).not.toMatch(patternAt('S<|>'));
  for (const typed of ['', 'EX 01 / {', 'a;b']) expect(typed).toMatch(patternAt('"S<|>"'));
  for (const typed of ['S"', 'S\\', 'S\n']) expect(typed).not.toMatch(patternAt('"S<|>"'));
});
