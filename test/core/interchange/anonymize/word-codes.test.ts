// Patterns and the words that have their form, before and after.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternCodes, orderedCodes } from '#core/interchange/anonymize/word-codes';
import { ipCodes } from '#core/interchange/anonymize/ip-codes';
import { literalCharacters, matchesWildcard } from '#core/routing/addresses/wildcard';
import { numberOf } from '#core/syntax/ip-network';
import { expectAlways } from '../../../property.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'p', 'o', 'x'), minLength: 1, maxLength: 4 });
const pattern = fc.oneof(letters.map((text) => `${text}*`), fc.constantFrom('post*', 'p*', 'postmaster')); // prettier-ignore
const anywhere = fc.tuple(letters, letters).map(([one, other]) => `${one}*${other}`);

function expectSame(words: readonly string[], patterns: readonly string[]): void {
  const code = patternCodes([...words, ...patterns], 'user');
  const matching = patterns.filter((each) => each.includes('*'));
  for (const word of words) {
    const own = matching.filter((each) => matchesWildcard(each, word));
    expect(matching.filter((each) => matchesWildcard(code(each), code(word)))).toEqual(own);
    for (const one of own)
      for (const other of own)
        expect(Math.sign(literalCharacters(code(one)) - literalCharacters(code(other)))).toBe(
          Math.sign(literalCharacters(one) - literalCharacters(other)),
        );
  }
  expect(new Set([...words, ...patterns].map(code)).size).toBe(new Set([...words, ...patterns]).size);
}

test('a word has the form of a pattern if its code has that of the code, and the closer pattern stays closer', () => {
  expectAlways(fc.property(fc.array(letters), fc.array(pattern), (words, patterns) => expectSame(words, patterns)));
});

test('so too where a pattern has its * in the middle', () => {
  const some = fc.array(fc.oneof(letters.map((text) => `${text}*`), anywhere)); // prettier-ignore
  expectAlways(fc.property(fc.array(letters), some, (words, patterns) => expectSame(words, patterns)));
});

test('names keep their order, and no code is a name that was there', () => {
  const names = fc.array(fc.oneof(letters, fc.constantFrom('server-1', 'serverx-2', 'Server-3')));
  expectAlways(
    fc.property(names, (words) => {
      const taken = new Set(words.map((each) => each.toLowerCase()));
      const code = orderedCodes(words, () => 'server', taken);
      const keys = [...taken].sort((a, b) => (a < b ? -1 : 1));
      const codes = keys.map(code);
      expect([...codes].sort((a, b) => (a < b ? -1 : 1))).toEqual(codes);
      expect(codes.filter((each) => taken.has(each))).toEqual([]);
    }),
  );
});

test('addresses keep who is in which network, and which are private', () => {
  const address = fc
    .tuple(fc.constantFrom('10.1', '10.2', '172.16', '192.168', '8.8', '9.9'), fc.nat(255), fc.nat(255))
    .map(([net, c, d]) => `${net}.${String(c)}.${String(d)}`);
  const network = fc.tuple(address, fc.integer({ min: 17, max: 30 }));
  const base = (text: string, bits: number) => numberOf(text) >> BigInt(bits);
  expectAlways(
    fc.property(fc.array(address, { minLength: 1 }), fc.array(network), (addresses, networks) => {
      const blocks = [
        ...addresses.map((first) => ({ first, bits: 0 })),
        ...networks.map(([first, prefix]) => ({ first, bits: 32 - prefix })),
      ];
      const code = ipCodes(blocks);
      const codes = addresses.map((each) => code(each, 0));
      expect(codes.filter((each, at) => each === addresses[at])).toEqual([]);
      for (const [first, prefix] of networks) {
        const inside = (all: readonly string[], of: string) =>
          all.map((each) => base(each, 32 - prefix) === base(of, 32 - prefix));
        expect(inside(codes, code(first, 32 - prefix))).toEqual(inside(addresses, first));
      }
      const kind = (text: string) => /^(10\.|192\.168\.|172\.16\.|172\.(1[6-9]|2\d|3[01])\.)/.test(text);
      expect(codes.map(kind)).toEqual(addresses.map(kind));
    }),
  );
});
