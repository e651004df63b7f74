import { describe, expect, test } from 'vitest';
import { choice, endOfBlock, freeAddresses, indented, literal } from '../../client/block-text.ts';

/** Puts `line` at the end of the block that begins after `lead`. */
function put(line: string, lead: string, block: string): string {
  const place = endOfBlock(block, lead, '  ')!;
  const added = place.before + indented(line, place.indent) + place.after;
  return block.slice(0, place.offset) + added + block.slice(place.offset);
}

describe('endOfBlock', () => {
  test('puts a line before the closing brace, one step deeper than the head', () => {
    expect(put('stopped', '  ', 'server A {\n    rate 5/s\n  }')).toBe('server A {\n    rate 5/s\n    stopped\n  }');
  });

  test('opens a block that stands on one line', () => {
    expect(put('cost 1', '', 'x { target A }')).toBe('x { target A \n  cost 1\n}');
  });

  test('fills an empty block', () => {
    expect(put('rate 5/s', '\t', 'server A {}')).toBe('server A {\n\t  rate 5/s\n\t}');
  });

  test('knows CRLF', () => {
    expect(put('b', '', 'x {\r\n  a\r\n}')).toBe('x {\r\n  a\r\n  b\n}');
  });

  test('indents every line of a declaration', () => {
    expect(put('x {\n  y\n}', '', 'g {\n}')).toBe('g {\n  x {\n    y\n  }\n}');
  });

  test('has no place in a declaration without a block', () => {
    expect(endOfBlock('virtual server A on all unassigned', '', '  ')).toBeUndefined();
  });
});

describe('freeAddresses', () => {
  test.each([
    ['address 10.0.0.1, 10.0.0.2\n virtual server A on 10.0.0.1', ['10.0.0.2']],
    ['address 10.0.0.1, 10.0.0.11\n virtual server A on 10.0.0.11:25', ['10.0.0.1']],
    ['address [2001:db8::1] # card\n virtual server A on all unassigned', ['[2001:db8::1]']],
    ['address 10.0.0.1\n virtual server A on 10.0.0.1', []],
    ['mailbox *@contoso.com', []],
  ])('finds in %j what no virtual server has', (block, free) => {
    expect(freeAddresses(`server X {\n ${block}\n}`)).toEqual(free);
  });
});

describe('snippet texts', () => {
  test('escape what a snippet would read as its own', () => {
    expect(choice(1, ['a,b', 'c|d', 'e'])).toBe('${1|a\\,b,c\\|d,e|}');
    expect(literal('$1 {x}')).toBe('\\$1 {x\\}');
  });
});
