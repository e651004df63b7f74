// What is kept of scenarios that expect something as a topology is edited, and what is played again.

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

test('a scenario keeps its verdict until it has been played again', () => {
  const text = (cost: number) =>
    `organization C { domain c.com }
routing group A { server S { mailbox *@c.com }
  smtp connector Out { bridgehead S; address space * cost ${cost} } }
scenario One { at 0s send 1 from S to a@b.com; expect delivered 2 }
`.replace('a@b.com; expect', 'a@b.com\n  expect');
  const before = topologyFromText(text(1));
  const played = continueScenarios(startScenarios(before), () => false);
  expect(played.results.map(({ passed }) => passed)).toEqual([false]);
  const edited = { ...topologyFromText(text(2)), scenarios: before.scenarios };
  const started = startScenarios(edited, played);
  expect(started.results).toBe(played.results);
  expect(started.due).toEqual(before.scenarios);
  // Nor is it played the less for an edit of something else meanwhile.
  expect(startScenarios({ ...edited, tests: [] }, started).due).toEqual(before.scenarios);
  const again = continueScenarios(started, () => false);
  expect([again.due, again.results.map(({ passed }) => passed)]).toEqual([[], [false]]);
  expect(startScenarios({ ...edited, tests: [] }, again).due).toEqual([]);
});
