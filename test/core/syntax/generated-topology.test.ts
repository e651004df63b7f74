import { expect, it } from 'vitest';
import { format } from '#core/syntax/format';
import { generateTopology } from '../../bench/generate.ts';

it.each([60, 300, 2000])(
  'a generated topology of %i lines is as long as asked, without faults and in canonical layout',
  (lines) => {
    const text = generateTopology({ lines });
    expect(format(text)).toEqual({ text, faults: [] });
    const count = text.split('\n').length;
    expect(Math.abs(count - lines)).toBeLessThan(Math.max(45, lines / 20));
  },
);
