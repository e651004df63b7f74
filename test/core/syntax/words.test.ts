import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesIn } from '#core/model/names';
import { keywords } from '#core/syntax/grammar';
import { parse } from '#core/syntax/parse';
import type { Declaration } from '#core/syntax/tree';
import { isBareWord, longestName, nameAt, unquoted, writtenName, writtenSender } from '#core/syntax/words';
import { expectAlways } from '../../property.ts';

/** Whatever a name can be: it has no line end, none of the characters that no file has, and is not `SERVER/VS` as one. */
const name = fc.oneof(
  fc.constantFrom(...keywords, 'Any', 'INTERNET', 'say "hi"', 'C:\\', '\\"', '\\\\"', 'Zu\u0308rich', 'a\tb', '\u0001'),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: longestName })
    .map((text) => text.slice(0, longestName))
    .filter((text) => !/[\r\n\0\ufffd]/.test(text)),
);

/** The same name at every place where the language takes one. */
function everywhere(written: string): string {
  return `organization ${written} {
  model ${written}
  mail exchanger ${written}, ${written}/${written}
}
administrative group ${written} {
  routing group ${written} {
    master ${written}
    server ${written} { virtual server ${written} on all unassigned }
    routing group connector ${written} to ${written} { bridgehead ${written}, ${written}; target ${written}/${written}, ${written} }
    routing group connector ${written} to ${written} { bridgehead ${written} }
    smtp connector ${written} { bridgehead ${written}/${written}; connect ${written} cost 1, ${written} }
    x400 connector ${written} { bridgehead ${written}; connect ${written} }
  }
}
test ${written} {
  down server ${written}, virtual server ${written}/${written}, connector ${written}, routing group ${written}
  down line ${written} to ${written}, host ${written}
  send from ${written} to a@example.com system
  expect via ${written}, ${written}
  expect not via ${written}
  expect server ${written}
  expect queue ${written} on ${written}
}
test ${written} { send from ${written}/${written} to a@example.com; expect via ${written} }
scenario ${written} {
  at 1s send 5 from ${written} to a@example.com
  at 1s pick up connector ${written}
  at 1s disable outbound mail on ${written}
  at 1s freeze queue ${written} on ${written}
  at 1s delete messages in queue ${written} on ${written} with ndr
}
`;
}

function namesRead(declarations: readonly Declaration[]): readonly string[] {
  return declarations.flatMap((declaration) => [
    declaration.name?.value ?? '',
    ...namesIn(declaration).map((use) => use.name.value),
    ...namesRead(declaration.children),
  ]);
}

const places = namesRead(parse(everywhere('NAME')).declarations).length;

/** A server that stands alone is never `"SERVER/VS"`: that is a slip which has a mend. */
const isSlip = (text: string): boolean => /^[^"\\/]+\/[^"\\/]+$/.test(text);

test('a written name reads back as the same name wherever one can stand', () => {
  expectAlways(
    fc.property(
      name.filter((text) => !isSlip(text)),
      (text) => {
        const tree = parse(everywhere(writtenName(text)));
        expect([...tree.faults, ...tree.pieces.flatMap(({ faults }) => faults)]).toEqual([]);
        const read = namesRead(tree.declarations);
        expect(read).toHaveLength(places);
        expect(new Set(read)).toEqual(new Set([text]));
      },
    ),
  );
});

test('of the keywords those alone are quoted that would be read as such somewhere', () => {
  const misread = [...keywords].filter((keyword) => {
    const tree = parse(everywhere(keyword));
    const isSound = tree.faults.length === 0 && tree.pieces.every(({ faults }) => faults.length === 0);
    const read = namesRead(tree.declarations);
    return !isSound || read.length !== places || read.some((text) => text !== keyword);
  });
  expect(misread.sort()).toEqual([...keywords].filter((keyword) => writtenName(keyword) !== keyword).sort());
});

test('what stands at an offset is the name that was written there, and nothing behind it', () => {
  expectAlways(
    fc.property(name, name, (one, other) => {
      const written = writtenName(one);
      expect(unquoted(written)).toBe(one);
      expect(nameAt(`${written}/${writtenName(other)}`, 0)).toEqual({ name: one, end: written.length });
      expect(nameAt(`server ${written} to`, 7)).toEqual({ name: one, end: 7 + written.length });
    }),
  );
});

test.each([
  ['LON-EX01', 'LON-EX01'],
  ['Zu\u0308rich', 'Zu\u0308rich'],
  ['São_Paulo.2', 'São_Paulo.2'],
  ['Internet Mail', '"Internet Mail"'],
  ['Internet', 'Internet'],
  ['any', '"any"'],
  ['server', 'server'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['a\tb', '"a\tb"'],
  ['', '""'],
])('%j is written %s', (text, written) => {
  expect(writtenName(text)).toBe(written);
});

test('a bare word is one token of the language, and nothing else is', () => {
  expectAlways(
    fc.property(name, (text) => {
      const tree = parse(`test ${text} {\n}\n`);
      const isRead = tree.declarations.length === 1 && tree.declarations[0]?.name?.value === text;
      const isSound = tree.faults.length === 0 && tree.pieces.every(({ faults }) => faults.length === 0);
      expect(isRead && isSound).toBe(isBareWord(text));
    }),
  );
});

test('a server called Internet is told from the internet, which people may write so too', () => {
  expect(writtenSender('Internet', undefined)).toBe('"Internet"');
  expect(writtenSender('Internet', 'SMTP 2')).toBe('Internet/"SMTP 2"');
  expect(writtenSender('LON-EX01', 'Internet')).toBe('LON-EX01/Internet');
});
