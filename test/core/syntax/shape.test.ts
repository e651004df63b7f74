import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchText } from '#core/syntax/grammar';
import { parse } from '#core/syntax/parse';
import { expectAlways } from '../../property.ts';

const words = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/),
  fc.stringMatching(/^[0-9]{1,4}[a-zA-Z]{0,3}$/),
  fc.stringMatching(/^[0-9.]{1,8}$/),
  fc.constantFrom('any', 'none', 'to', 'cost', '10MB', '1h30m', '10.1.0.10', '"a b"', '"10"', 'Zürich', 'é'),
);

const statements = readFileSync('test/fixtures/syntax/language.topo', 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => /^(bridgehead|address space|connect|cost|scope|limit|schedule|over|deliver|accept)/.test(line));

describe('a statement that is read by the shape of another', () => {
  it('is taken exactly when the grammar takes it', () => {
    expectAlways(
      fc.property(fc.constantFrom(...statements), fc.nat(), words, (statement, n, word) => {
        const parts = statement.split(/([ ,/:@]+)/);
        const at = 2 * (n % Math.ceil(parts.length / 2));
        const text = parts.map((part, i) => (i === at ? word : part)).join('');
        const tree = parse(`routing group G { smtp connector C {\n${text}\n} }`);
        const isTaken = tree.pieces.every(({ faults }) => faults.every(({ code }) => code === 'malformed-value'));
        expect(isTaken, text).toBe(matchText(text, 'SmtpConnectorStatement').succeeded());
      }),
      { runs: 2000 },
    );
  });
});
