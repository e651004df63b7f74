import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addition, additionToFile } from '#core/editing/addition';
import { endOfBlock } from '#core/editing/named-block';
import { plainText, tabStop, type Line } from '#core/editing/text';
import { keyOf } from '#core/model/keys';
import { absolute, declarationsAround } from '#core/syntax/places';
import { parse } from '#core/syntax/parse';
import type { Declaration, DeclarationKind } from '#core/syntax/tree';
import { open } from '../model/open.ts';

/** The text after lines were added to the innermost block around `^`; undefined when they cannot be. */
function add(marked: string, lines: readonly Line[], step = '    '): string | undefined {
  const offset = marked.indexOf('^');
  const text = marked.replace('^', '');
  const tree = parse(text);
  const added = addition(tree, declarationsAround(tree, offset).at(-1)!, { lines, step });
  return added && text.slice(0, added.span.start) + plainText(added.parts) + text.slice(added.span.end);
}

const connector = ['', 'smtp connector X {', '\tbridgehead A', '\taddress space *', '}'];

describe('at the end of a block, a statement stands', () => {
  test.each([
    [
      'above its brace',
      'routing group G {\n  server A {\n    rate 5/s^\n  }\n}\n',
      'routing group G {\n  server A {\n    rate 5/s\n    stopped\n  }\n}\n',
    ],
    [
      'behind the others of a block on one line',
      'routing group G {\n  smtp connector X { bridgehead A;^ address space * }\n}\n',
      'routing group G {\n  smtp connector X { bridgehead A; address space *; stopped }\n}\n',
    ],
    [
      'alone in an empty block',
      'routing group G {\n  server ^A {}\n}\n',
      'routing group G {\n  server A { stopped }\n}\n',
    ],
    ['alone in an empty block with blanks', 'organization O^ {   }', 'organization O { stopped }'],
    ['behind a semicolon', 'organization O^ { domain a.com; }', 'organization O { domain a.com; stopped }'],
    ['behind a block', 'routing group ^G { server "A}" { } }', 'routing group G { server "A}" { } stopped }'],
    ['behind what ends like a block', 'organization O^ { model "x}" }', 'organization O { model "x}"; stopped }'],
    [
      'with the line ends of the file',
      'organization O^ {\r\n  domain a.com\r\n}\r\n',
      'organization O {\r\n  domain a.com\r\n  stopped\r\n}\r\n',
    ],
    [
      'with carriage returns',
      'organization O^ {\r  domain a.com\r}\r',
      'organization O {\r  domain a.com\r  stopped\r}\r',
    ],
    [
      'as deep as the others, by tabs',
      'routing group G {\n\tserver A {\n\t\trate 5/s^\n\t}\n}\n',
      'routing group G {\n\tserver A {\n\t\trate 5/s\n\t\tstopped\n\t}\n}\n',
    ],
    [
      'as deep as the others, wherever the brace is',
      'routing group G^ {\n\tserver A { }\n\t}\n',
      'routing group G {\n\tserver A { }\n\tstopped\n\t}\n',
    ],
    [
      'as deep as the last of the others',
      'organization O^ {\n      domain a.com\n   model exchange-2003\n}\n',
      'organization O {\n      domain a.com\n   model exchange-2003\n   stopped\n}\n',
    ],
    [
      'one step of the file deeper than the head of an empty block',
      'organization O {\n   domain a.com\n}\nrouting group G^ {\n}\n',
      'organization O {\n   domain a.com\n}\nrouting group G {\n   stopped\n}\n',
    ],
    [
      'one step of the editor deeper where the file shows none',
      'organization O^ {\n}\n',
      'organization O {\n    stopped\n}\n',
    ],
    [
      'below a comment',
      'organization O^ {\n  domain a.com # ours\n  # and no other\n}\n',
      'organization O {\n  domain a.com # ours\n  # and no other\n  stopped\n}\n',
    ],
    [
      'as deep as a comment where nothing else shows how deep',
      'organization O^ {\n   # nothing yet: }\n}\n',
      'organization O {\n   # nothing yet: }\n   stopped\n}\n',
    ],
    [
      'as deep as a statement with a fault in it',
      'organization O^ {\n\tdomian a.com\n}\n',
      'organization O {\n\tdomian a.com\n\tstopped\n}\n',
    ],
    [
      'between the last statement and a brace behind it',
      'organization O^ {\n  domain a.com\n  model exchange-2003 }\n',
      'organization O {\n  domain a.com\n  model exchange-2003\n  stopped }\n',
    ],
    [
      'behind a list that goes over several lines',
      'organization O^ {\n  domain a.com,\n         b.com\n}\n',
      'organization O {\n  domain a.com,\n         b.com\n  stopped\n}\n',
    ],
    [
      'in braces of its own where a virtual server has none, and in front of the comment',
      'routing group G {\n  server A {\n    virtual server ^V on 10.0.0.1 # card\n  }\n}\n',
      'routing group G {\n  server A {\n    virtual server V on 10.0.0.1 { stopped } # card\n  }\n}\n',
    ],
  ])('%s', (_, before, after) => {
    expect(add(before, ['stopped'])).toBe(after);
  });
});

describe('at the end of a block, a declaration stands', () => {
  test('on lines of its own, each as deep as it belongs, an empty line apart', () => {
    expect(add('routing group G {\n\tserver A {\n\t}\n^}\n', connector)).toBe(
      'routing group G {\n\tserver A {\n\t}\n\n\tsmtp connector X {\n\t\tbridgehead A\n\t\taddress space *\n\t}\n}\n',
    );
  });

  test('without an empty line where it is the first, or one is there', () => {
    const added = 'smtp connector X {\n      bridgehead A\n      address space *\n   }\n}\n';
    expect(add('routing group ^G {\n}\n', connector, '   ')).toBe(`routing group G {\n   ${added}`);
    expect(add('routing group ^G {\n   server A { }\n\n}\n', connector)).toBe(
      `routing group G {\n   server A { }\n\n   ${added}`,
    );
  });

  test('on the line of a block that has one only', () => {
    expect(add('routing group G^ { server A { } }', connector)).toBe(
      'routing group G { server A { } smtp connector X { bridgehead A; address space * } }',
    );
  });

  test('whatever nested blocks stand in a group in an administrative group', () => {
    const before = 'administrative group A {\n  routing group G^ {\n    server S {\n    }\n  }\n}\n';
    expect(add(before, ['smtp connector X {', '\tcost 1', '}'])).toBe(
      before.replace('^', '').replace('    }\n', '    }\n    smtp connector X {\n      cost 1\n    }\n'),
    );
  });
});

test('places to fill in keep their place in a line', () => {
  const lines: Line[] = [['a "', tabStop('X'), '" {'], ['\tb ', tabStop('1')], '}'];
  expect(add('organization O^ { domain a.com }', lines)).toBe('organization O { domain a.com; a "X" { b 1 } }');
  expect(add('organization O^ {\n  domain a.com\n}', lines)).toBe(
    'organization O {\n  domain a.com\n  a "X" {\n    b 1\n  }\n}',
  );
});

const statements: Partial<Record<DeclarationKind, string>> = {
  server: 'suppress link state changes',
  'virtual server': 'stopped',
  'smtp connector': 'hold for pickup',
  'routing group connector': 'hold for pickup',
};

test.each(['\n', '\r\n', '\r'])('whatever block of an example it goes into, it is read there (line ends %j)', (eol) => {
  const text = readFileSync('examples/four-cities.topo', 'utf8').replaceAll('\n', eol);
  const tree = parse(text);
  for (const declaration of allIn(tree.declarations)) {
    const line = statements[declaration.kind];
    if (line === undefined) continue;
    const { span, parts } = addition(tree, declaration, { lines: [line], step: '\t' })!;
    const after = parse(text.slice(0, span.start) + plainText(parts) + text.slice(span.end));
    expect([...after.faults, ...after.pieces.flatMap(({ faults }) => faults)]).toEqual([]);
    const same = allIn(after.declarations)[allIn(tree.declarations).indexOf(declaration)]!;
    expect(same.statements.map(({ kind }) => kind)).toContain(line);
    expect(same.statements).toHaveLength(declaration.statements.length + 1);
  }
});

function allIn(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.flatMap((declaration) => [declaration, ...allIn(declaration.children)]);
}

test.each([
  ['that is not closed', 'routing group ^G {\n  server A { }\n'],
  ['whose brace another one took', 'routing group ^G {\n  server A {\n}\n'],
  ['that is missing', 'routing group G {\n  server ^A\n}\n'],
  ['that is missing before another one', 'routing group G {\n  server ^A\n  server B { }\n}\n'],
])('nothing is added to a block %s', (_, text) => {
  expect(add(text, ['stopped'])).toBeUndefined();
});

test.each([
  ['', 'test T {\n    send\n}\n'],
  ['routing group G {\n\tserver A { }\n}\n', 'routing group G {\n\tserver A { }\n}\n\ntest T {\n\tsend\n}\n'],
  ['routing group G { }', 'routing group G { }\n\ntest T {\n    send\n}\n'],
  ['routing group G { }\r\n', 'routing group G { }\r\n\r\ntest T {\r\n    send\r\n}\r\n'],
])('at the end of the file %j stands, an empty line apart, what is added', (text, after) => {
  const { span, parts } = additionToFile(parse(text), { lines: ['test T {', '\tsend', '}'], step: '    ' });
  expect(text.slice(0, span.start) + plainText(parts) + text.slice(span.end)).toBe(after);
});

test('a block is found by its name, in any file, and the edit moves with its piece', () => {
  const { project } = open({ 'main.topo': 'include "g.topo"\n', 'g.topo': '# head\nrouting group G {\n}\n' });
  const { place, text } = endOfBlock(project, { kind: 'routing group', key: keyOf('g') }, ['master A'])!;
  expect(text).toBe('  master A\n');
  expect(place.file).toBe('g.topo');
  expect(absolute(project.files[1]!.tree, place.piece, place.span)).toEqual({ start: 25, end: 25 });
  expect(endOfBlock(project, { kind: 'connector', key: keyOf('G') }, ['cost 1'])).toBeUndefined();
});
