import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { expectAlways } from './property.ts';

afterEach(() => vi.unstubAllEnvs());

/** The numbers that a property which never fails is asked about. */
function drawn(): readonly number[] {
  const numbers: number[] = [];
  expectAlways(fc.property(fc.integer(), (number) => void numbers.push(number)));
  return numbers;
}

function failure(): string {
  try {
    expectAlways(
      fc.property(fc.nat(), (number) => {
        expect(number).toBeLessThan(100);
      }),
    );
  } catch (error) {
    return String(error);
  }
  throw new Error('The property holds.');
}

test('a property that does not hold says which dice to take to see it again, and they show the same', () => {
  vi.stubEnv('BRIDGEHEAD_SEED', '');
  vi.stubEnv('BRIDGEHEAD_RUNS', '');
  const first = failure();
  const [, seed = ''] = /: BRIDGEHEAD_SEED=(-?\d+) npx vitest run test\/property\.test\.ts$/m.exec(first) ?? [];
  expect(first).toContain('Counterexample: [100]');
  vi.stubEnv('BRIDGEHEAD_SEED', seed);
  expect(failure()).toBe(first);
});

test('the same dice give the same cases, others give others', () => {
  vi.stubEnv('BRIDGEHEAD_SEED', '-7');
  const cases = drawn();
  expect(drawn()).toEqual(cases);
  vi.stubEnv('BRIDGEHEAD_SEED', '8');
  expect(drawn()).not.toEqual(cases);
});

test('the number of cases can be given, and stands in the command', () => {
  vi.stubEnv('BRIDGEHEAD_RUNS', '5000');
  expect(drawn()).toHaveLength(5000);
  expect(failure()).toContain(' BRIDGEHEAD_RUNS=5000 npx vitest run ');
});

test('what is no number is not taken for none', () => {
  vi.stubEnv('BRIDGEHEAD_SEED', 'seven');
  expect(drawn).toThrow("BRIDGEHEAD_SEED is 'seven', and has to be a whole number.");
});
