// The results of all tests of a topology, kept up to date: an edit makes those due again whose results it can change.
// They can be run a few at a time, so that the editor need not wait for a thousand of them.

import { sameList } from '#core/model/memo';
import type { Test, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { networkChange } from '#core/routing/network-change';
import type { Routing } from '#core/routing/routing';
import { transitSeconds } from '#core/routing/transit';
import { runTest, type TestResult } from './run-test.ts';
import { continueScenarios, type ScenarioVerdict, type ScenarioVerdicts, startScenarios } from './scenario-verdicts.ts';
import { undeclaredIn } from '#core/model/undeclared';

export interface TestRun {
  readonly topology: Topology;
  /**
   * Of the topology, or of an earlier one: results of tests that are not due hold there as well. Undefined until a test
   * asks.
   */
  readonly routing: Routing | undefined;
  /** Every message goes in the topology as that routing says. */
  readonly isCurrent: boolean;
  /** In the order of the text. Of a test that is due to run again: what it gave before. */
  readonly results: readonly TestResult[];
  /** Tests that are still to be run, the most interesting first: new ones, then those that failed before. */
  readonly due: readonly Test[];
  readonly scenarios: ScenarioVerdicts;
  /** What has failed or passed: tests, then scenarios. */
  readonly verdicts: readonly (TestResult | ScenarioVerdict)[];
}

/** Whether something is still to be run. */
export function isDue({ due, scenarios }: TestRun): boolean {
  return due.length > 0 || scenarios.due.length > 0;
}

/** Keeps the results of an earlier version that no edit since can have changed. Runs nothing. */
export function startTests(topology: Topology, previous?: TestRun): TestRun {
  const routing = previous?.routing;
  const isCurrent = routing !== undefined && networkChange(routing.topology, topology) === 'none';
  const scenarios = startScenarios(topology, previous?.scenarios);
  if (previous !== undefined && isCurrent && previous.topology.tests === topology.tests) {
    return withVerdicts({ ...previous, topology, isCurrent, scenarios }, previous);
  }
  const known = new Map(previous?.results.map((result) => [result.test, result]));
  const stale = new Set(previous?.due);
  const canChange = routing === undefined || isCurrent ? () => false : changesBy(routing, topology);
  const isTestDue = (test: Test) => {
    const before = known.get(test);
    return before === undefined || stale.has(test) || canChange(before);
  };
  const due = topology.tests
    .filter(isTestDue)
    .sort((one, other) => interest(known.get(other)) - interest(known.get(one)));
  const results = resultsOf(topology, known, previous);
  return withVerdicts({ topology, routing, isCurrent, results, due, scenarios }, previous);
}

function withVerdicts(run: Omit<TestRun, 'verdicts'>, previous: TestRun | undefined): TestRun {
  return { ...run, verdicts: sameList(previous?.verdicts, [...run.results, ...run.scenarios.results]) };
}

/** Tells of a result that a routing gave whether the test may give another one in this topology. */
function changesBy(routing: Routing, now: Topology): (before: TestResult) => boolean {
  const difference = routing.differenceTo(now);
  return ({ test, route, footprint }) => {
    if (route === undefined || footprint === undefined) return true;
    if (undeclaredIn(now, test).length > 0 || difference.concerns(footprint)) return true;
    const { send, expectations } = test;
    if (send === undefined || !expectations.some(({ kind }) => kind === 'within')) return false;
    return transitSeconds(routing.topology, route, send) !== transitSeconds(now, route, send);
  };
}

function interest(before: TestResult | undefined): number {
  if (before === undefined) return 2;
  return before.passed ? 0 : 1;
}

/** Runs what is due until `isEnough` says so: at least one test, or a part of a scenario. The same run when nothing is. */
export function continueTests(run: TestRun, isEnough: () => boolean): TestRun {
  if (run.due.length > 0) {
    const next = runTests(run, isEnough);
    return next.due.length > 0 || isEnough() ? next : continueTests(next, isEnough);
  }
  if (run.scenarios.due.length === 0) return run;
  return withVerdicts({ ...run, scenarios: continueScenarios(run.scenarios, isEnough) }, run);
}

function runTests(run: TestRun, isEnough: () => boolean): TestRun {
  const routing = run.routing !== undefined && run.isCurrent ? run.routing : compileRouting(run.topology);
  const known = new Map(run.results.map((result) => [result.test, result]));
  let done = 0;
  for (const test of run.due) {
    known.set(test, runTest(routing, test));
    done += 1;
    if (isEnough()) break;
  }
  const results = resultsOf(run.topology, known, run);
  return withVerdicts({ ...run, routing, isCurrent: true, results, due: run.due.slice(done) }, run);
}

/** Runs everything that is due. */
export function finishTests(run: TestRun): TestRun {
  return continueTests(run, () => false);
}

/** Runs every test that is due; scenarios are left. */
export function finishOnlyTests(run: TestRun): TestRun {
  return run.due.length === 0 ? run : runTests(run, () => false);
}

function resultsOf({ tests }: Topology, known: ReadonlyMap<Test, TestResult>, previous: TestRun | undefined) {
  return sameList(
    previous?.results,
    tests.flatMap((test) => known.get(test) ?? []),
  );
}

/**
 * Roughly how long the tests that are due take, in microseconds: to decide whether they can be run at once. Nobody knows how
 * long a scenario takes.
 */
export function workLeft({ topology, isCurrent, due }: TestRun): number {
  if (due.length === 0) return 0;
  const size = topology.servers.length + topology.connectors.length;
  const compiling = isCurrent ? 0 : 2 * size;
  return compiling + due.length * (20 + size / 10);
}
