// Tests that an edit does not concern keep their results, and those are what running every test gives.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf } from '#core/model/keys';
import type { MailSystem, Send, Test, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { runTest, type TestResult } from '#core/testing/run-test';
import { continueTests, finishTests, startTests } from '#core/testing/test-run';
import { connectedTopology, journey, withConnectors } from '../routing/journeys.ts';
import {
  at,
  groupConnector,
  host,
  mailSystem,
  send,
  server,
  smtpConnector,
  topologyOf,
} from '../routing/topology-in-code.ts';
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
  expectAlways(
    fc.property(parts, steps, (start, edits) => {
      let now = start;
      let run = finishTests(startTests(built(now)));
      for (const [change, share] of edits) {
        now = edited(now, change);
        const topology = built(now);
        run = startTests(topology, run);
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
});

const costs = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));

test('mail that arrives has nothing to do with an office that no mail can come to', () => {
  const office = (cost: number, names: readonly string[]) => ({
    servers: names.map((name) => server(name, 'Far')),
    connectors: [groupConnector('Far to G0', 'Far', 'G0', cost, { targets: [at('EX0')] })],
  });
  expectAlways(
    fc.property(connectedTopology, fc.array(journey, { minLength: 1, maxLength: 6 }), costs, (drawn, sent, each) => {
      const withOffice = ({ servers, connectors }: ReturnType<typeof office>): Topology => ({
        ...topologyOf([...drawn.servers, ...servers], [...drawn.connectors, ...connectors], drawn.organization),
        tests,
      });
      const tests = sent.map((one, index) => testOf(`test ${index}`, one.sent));
      let run = finishTests(startTests(withOffice(office(each[0], ['FAR1']))));
      const known = run.results;
      for (const next of [office(each[1], ['FAR1']), office(each[1], ['FAR1', 'FAR2']), office(each[0], ['FAR2'])]) {
        const topology = withOffice(next);
        run = startTests(topology, run);
        expect(run.due).toEqual([]);
        expect(said(run.results)).toEqual(cold(topology));
      }
      expect(run.results).toEqual(known);
    }),
  );
});

test('mail to another mail system has to do with what that hands on', () => {
  expectAlways(
    fc.property(connectedTopology, journey, fc.nat(4), (drawn, { sent: inside }, group) => {
      const exit = smtpConnector('systems', `G${group}`, [{ pattern: 'systems.example', cost: 1 }], {
        bridgeheads: [at(`EX${group}`)],
        delivery: { kind: 'smart host', hosts: [host('one.example')] },
      });
      const tests = [testOf('inside', inside), testOf('outside', send('EX1', 'bob@systems.example'))];
      const one = mailSystem('one.example', ['systems.example'], 'two.example');
      const withTwo = (two: MailSystem): Topology => ({
        ...topologyOf(drawn.servers, [...drawn.connectors, exit], drawn.organization, undefined, [one, two]),
        tests,
      });
      let run = finishTests(startTests(withTwo(mailSystem('two.example', ['systems.example']))));
      const known = run.results;
      const topology = withTwo(mailSystem('two.example', ['systems.example'], 'one.example'));
      run = startTests(topology, run);
      expect(run.due).toHaveLength(1);
      run = finishTests(run);
      expect(said(run.results)).toEqual(cold(topology));
      expect(run.results[0]).toEqual(known[0]);
      expect(said(run.results.slice(1))).not.toEqual(said(known.slice(1)));
    }),
  );
});

test('mail that arrives has to do with a connector of its way', () => {
  expectAlways(
    fc.property(connectedTopology, journey, fc.nat(9), (drawn, { sent }, which) => {
      const topology = { ...drawn, tests: [testOf('test', sent)] };
      const run = finishTests(startTests(topology));
      const { connectors } = run.results[0]!.route!;
      const lost = connectors[which % connectors.length]!;
      const left = drawn.connectors.filter(({ name }) => name !== lost);
      const edited = { ...withConnectors(drawn, left), tests: topology.tests };
      const next = startTests(edited, run);
      expect(next.due).toEqual(topology.tests);
      expect(said(finishTests(next).results)).toEqual(cold(edited));
      expect(said(finishTests(next).results)).not.toEqual(said(run.results));
    }),
    { runs: 200 },
  );
});

function testOf(name: string, send: Send): Test {
  const declared = { key: keyOf(name), name, place: undefined, documentation: '', faulty: false };
  return { kind: 'test', ...declared, send, down: [], expectations: [] };
}
