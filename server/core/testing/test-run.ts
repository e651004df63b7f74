// The results of all tests of a topology, kept up to date: an edit makes those due again whose results it can change.
// They can be run a few at a time, so that the editor need not wait for a thousand of them.

import { sameList } from '#core/model/memo';
import type { Test, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { networkChange } from '#core/routing/network-change';
import type { Routing } from '#core/routing/routing';
import { transitSeconds } from '#core/routing/transit';
import { runTest, type TestResult } from './run-test.ts';
import { undeclaredIn } from './undeclared.ts';

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
}

/** Keeps the results of an earlier version that no edit since can have changed. Runs nothing. */
export function startTests(topology: Topology, previous?: TestRun): TestRun {
  const routing = previous?.routing;
  const isCurrent = routing !== undefined && networkChange(routing.topology, topology) === 'none';
  if (previous !== undefined && isCurrent && previous.topology.tests === topology.tests) {
    return { ...previous, topology, isCurrent };
  }
  const known = new Map(previous?.results.map((result) => [result.test, result]));
  const stale = new Set(previous?.due);
  const canChange = routing === undefined || isCurrent ? () => false : changesBy(routing, topology);
  const isDue = (test: Test) => {
    const before = known.get(test);
    return before === undefined || stale.has(test) || canChange(before);
  };
  return {
    topology,
    routing,
    isCurrent,
    results: resultsOf(topology, known, previous),
    due: topology.tests.filter(isDue).sort((one, other) => interest(known.get(other)) - interest(known.get(one))),
  };
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

/** Runs tests that are due, at least one, until `isEnough` says so after one of them; the same run when none is due. */
export function continueTests(run: TestRun, isEnough: () => boolean): TestRun {
  if (run.due.length === 0) return run;
  const routing = run.routing !== undefined && run.isCurrent ? run.routing : compileRouting(run.topology);
  const known = new Map(run.results.map((result) => [result.test, result]));
  let done = 0;
  for (const test of run.due) {
    known.set(test, runTest(routing, test));
    done += 1;
    if (isEnough()) break;
  }
  return { ...run, routing, isCurrent: true, results: resultsOf(run.topology, known, run), due: run.due.slice(done) };
}

/** Runs every test that is due. */
export function finishTests(run: TestRun): TestRun {
  return continueTests(run, () => false);
}

function resultsOf({ tests }: Topology, known: ReadonlyMap<Test, TestResult>, previous: TestRun | undefined) {
  return sameList(
    previous?.results,
    tests.flatMap((test) => known.get(test) ?? []),
  );
}

/** Roughly how long the tests that are due take, in microseconds: to decide whether they can be run at once. */
export function workLeft({ topology, isCurrent, due }: TestRun): number {
  if (due.length === 0) return 0;
  const size = topology.servers.length + topology.connectors.length;
  const compiling = isCurrent ? 0 : 2 * size;
  return compiling + due.length * (20 + size / 10);
}
