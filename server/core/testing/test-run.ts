// The results of all tests of a topology, kept up to date: an edit has those run again that it can change. They can be run
// a few at a time, so that an edit of the network need not wait for a thousand of them.

import { sameList } from '#core/model/memo';
import type { Test, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/route';
import { networkChange, type NetworkChange } from './network-change.ts';
import { runTest, type TestResult } from './run-test.ts';

export interface TestRun {
  readonly topology: Topology;
  /** Of the topology, or of an earlier one in which every message goes the same way; undefined until a test asks. */
  readonly routing: Routing | undefined;
  /** In the order of the text. Of a test that is due to run again: what it gave before. */
  readonly results: readonly TestResult[];
  /** Tests that are still to be run, the most interesting first: new ones, then those that failed before. */
  readonly due: readonly Test[];
}

/** Takes over from the run of an earlier version what the edits since cannot have changed. Runs nothing. */
export function startTests(topology: Topology, previous?: TestRun): TestRun {
  const change = previous === undefined ? 'routing' : networkChange(previous.topology, topology);
  if (previous !== undefined && change === 'none' && previous.topology.tests === topology.tests) {
    return { ...previous, topology };
  }
  const known = new Map(previous?.results.map((result) => [result.test, result]));
  const stale = new Set(previous?.due);
  const due = topology.tests.filter((test) => stale.has(test) || !known.has(test) || canChange(test, change));
  return {
    topology,
    routing: change === 'none' ? previous?.routing : undefined,
    results: resultsOf(topology, known, previous),
    due: due.sort((one, other) => interest(known.get(other)) - interest(known.get(one))),
  };
}

function canChange({ expectations }: Test, change: NetworkChange): boolean {
  switch (change) {
    case 'none':
      return false;
    case 'transit':
      return expectations.some(({ kind }) => kind === 'within');
    case 'routing':
      return true;
  }
}

function interest(before: TestResult | undefined): number {
  if (before === undefined) return 2;
  return before.passed ? 0 : 1;
}

/** Runs tests that are due, at least one, until `isEnough` says so after one of them; the same run when none is due. */
export function continueTests(run: TestRun, isEnough: () => boolean): TestRun {
  if (run.due.length === 0) return run;
  const routing = run.routing ?? compileRouting(run.topology);
  const known = new Map(run.results.map((result) => [result.test, result]));
  let done = 0;
  for (const test of run.due) {
    known.set(test, runTest(routing, test));
    done += 1;
    if (isEnough()) break;
  }
  return { ...run, routing, results: resultsOf(run.topology, known, run), due: run.due.slice(done) };
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
export function workLeft({ topology, routing, due }: TestRun): number {
  if (due.length === 0) return 0;
  const size = topology.servers.length + topology.connectors.length;
  const compiling = routing === undefined ? 2 * size : 0;
  return compiling + due.length * (20 + size / 10);
}
