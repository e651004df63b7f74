// A short round of `npm run fuzz`.

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { expectAlways } from '../property.ts';
import { hold } from './held.ts';
import { hostileShapes } from './hostile.ts';
import { diceOf, mutated, randomEdit } from './mutate.ts';

const examples = ['four-cities', 'tazmania'].map((name) => readFileSync(`examples/${name}.topo`, 'utf8'));

describe('whatever is typed', () => {
  it('into an example, nothing breaks', () => {
    expectAlways(
      fc.property(fc.constantFrom(...examples), fc.integer(), (example, seed) => {
        const dice = diceOf(seed);
        const text = mutated(example, dice);
        hold(text, randomEdit(text, dice));
      }),
      { runs: 40 },
    );
  });

  it.each(Object.entries(hostileShapes))('%s', (_, shape) => {
    const text = shape(60);
    for (const at of [0, text.length >> 1, text.length]) hold(text, { start: at, end: at, text: 'x' });
  });
});
