// A scenario is played again when another mail system is edited: where DNS leads to changes with it.

import { expect, test } from 'vitest';
import { continueScenarios, startScenarios } from '#core/testing/scenario-verdicts';
import { topologyFromText } from '../routing/topology-in-text.ts';

const text = `routing group A { server A1 { } }
host unix.example { accepts lab.example }
scenario S {
  at 0s down host unix.example
  at 1m send from A1 to bob@lab.example
  run for 1h
  expect waiting 1
}
`;

test('an edit of another mail system has scenarios played again', () => {
  const topology = topologyFromText(text);
  const before = continueScenarios(startScenarios(topology), () => false);
  expect(before.results.map(({ passed }) => passed)).toEqual([true]);
  const { mailSystems, mailSystemByKey } = topologyFromText(text.replace('accepts lab', 'accepts other'));
  const edited = { ...topology, mailSystems, mailSystemByKey };
  const after = continueScenarios(startScenarios(edited, before), () => false);
  expect(after.results.map(({ passed }) => passed)).toEqual([false]);
});
