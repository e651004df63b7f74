// Tests that an edit does not concern keep their results, and those are what running every test gives.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { runTest, type TestResult } from '#core/testing/run-test';
import { continueTests, finishTests, startTests } from '#core/testing/test-run';
import { built, edit, edited, parts } from './edits.ts';
import { expectAlways } from '../../property.ts';

/** The footprint is how a result was come by, not part of it. */
function said(results: readonly TestResult[]): unknown {
  return results.map(({ footprint: _, ...rest }) => rest);
}

function cold(topology: Topology): unknown {
  const routing = compileRouting(topology);
  return said(topology.tests.map((each) => runTest(routing, each)));
}

test('after any edits of any organization its tests give what running all of them gives', () => {
  const steps = fc.array(fc.tuple(edit, fc.nat(4)), { minLength: 1, maxLength: 6 });
  let [spared, all] = [0, 0];
  expectAlways(
    fc.property(parts, steps, (start, edits) => {
      let now = start;
      let run = finishTests(startTests(built(now)));
      for (const [change, share] of edits) {
        now = edited(now, change);
        const topology = built(now);
        run = startTests(topology, run);
        all += topology.tests.length;
        spared += topology.tests.length - run.due.length;
        const finished = finishTests(run);
        expect(said(finished.results)).toEqual(cold(topology));
        // The next edit may come when all of them have run, some, or none.
        let left = share;
        if (share > 3) run = finished;
        else if (share > 0) run = continueTests(run, () => --left <= 0);
      }
    }),
    { runs: 300 },
  );
  expect(spared).toBeGreaterThan(all / 4);
});
