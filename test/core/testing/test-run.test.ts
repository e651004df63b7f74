// What is carried from one version of a topology to the next is what running every test there gives.

import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { parse, reparse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';
import { networkChange } from '#core/testing/network-change';
import { runTest } from '#core/testing/run-test';
import { continueTests, finishTests, startTests, workLeft, type TestRun } from '#core/testing/test-run';

function topologyOf(tree: Tree, previous?: Topology): Topology {
  const project = openProject(
    't.topo',
    () => tree,
    (_, path) => path,
  );
  return buildTopology(project, previous);
}

/** The results without the objects that make them, whose places differ. */
function said({ results }: Pick<TestRun, 'results'>): unknown {
  return results.map(({ test: { name }, passed, failures, route }) => ({
    name,
    passed,
    route,
    failures: failures.map(({ cause, message, instead, place }) => ({
      cause,
      message,
      instead,
      at: place?.piece.text.slice(place.span.start, place.span.end),
    })),
  }));
}

function cold(topology: Topology): unknown {
  const routing = compileRouting(topology);
  return said({ results: topology.tests.map((each) => runTest(routing, each)) });
}

const sources = [...globSync('test/fixtures/routing/*.topo'), 'examples/four-cities.topo'].map((path) =>
  readFileSync(path, 'utf8'),
);
const statements = [
  'latency 40s',
  'bandwidth 9600bps',
  'rate 1/s',
  'stopped',
  'hop limit 10',
  'expire after 1h',
  'connections 3',
  'limit size 4KB',
  'cost 7',
  'hold for pickup',
  'schedule never',
  'scope routing group',
  'expect within 2s',
  'expect within 1h',
  'when no connector matches dns',
  '# a comment',
];
const words = [
  ...new Set(sources.flatMap((text) => text.match(/"[^"\n]*"|[\w.*@-]+|[{};,/]|\n/g) ?? [])),
  ...statements,
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  /** Edits at the start of a line leave most of the text sound. */
  line: fc.boolean(),
  remove: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(12)),
  text: fc.oneof(
    fc.constantFrom('', '1', '0', ' ', '\n'),
    fc.constantFrom(...words),
    fc.constantFrom(...statements.map((statement) => `${statement}\n`)),
  ),
  /** How many tests are run before the next edit comes. */
  run: fc.nat(5),
});

test('after any edits, tests give what they would give for the first time', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
      let tree = parse(text);
      let topology = topologyOf(tree);
      let run = finishTests(startTests(topology));
      for (const { at, line, remove, text: inserted, run: count } of edits) {
        const near = Math.floor(at * tree.text.length);
        const start = line ? tree.text.lastIndexOf('\n', near) + 1 : near;
        tree = reparse(tree, { start, end: Math.min(tree.text.length, start + (line ? 0 : remove)), text: inserted });
        topology = topologyOf(tree, topology);
        run = startTests(topology, run);
        let left = count;
        run = continueTests(run, () => --left <= 0);
        expect(run.results.length).toBeGreaterThanOrEqual(topology.tests.length - run.due.length);
        const finished = finishTests(run);
        expect(finished.due).toEqual([]);
        expect(said(finished)).toEqual(cold(topology));
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);

const text = `
organization Contoso { domain contoso.com }
routing group A {
  server A1 {
    mailbox *@contoso.com
    virtual server V { connections 10 }
  }
  smtp connector Out { bridgehead A1; address space *; latency 5s }
}
test Slow { send from A1 to b@fabrikam.com; expect within 10s }
test Fast { send from A1 to b@fabrikam.com; expect delivered }
`;

function replaced(tree: Tree, from: string, to: string): Tree {
  const start = tree.text.indexOf(from);
  return reparse(tree, { start, end: start + from.length, text: to });
}

describe('an edit has those run again that it can change', () => {
  test.each([
    { what: 'a comment in a connector', from: 'latency 5s', to: 'latency 5s # slow', change: 'none', due: [] },
    { what: 'a setting of the simulator', from: 'connections 10', to: 'connections 11', change: 'none', due: [] },
    { what: 'a test', from: 'expect delivered', to: 'expect queued', change: 'none', due: ['Fast'] },
    { what: 'the speed of a link', from: 'latency 5s', to: 'latency 6s', change: 'transit', due: ['Slow'] },
    {
      what: 'a connector',
      from: 'address space *',
      to: 'address space *.com',
      change: 'routing',
      due: ['Slow', 'Fast'],
    },
    { what: 'a name', from: 'connector Out', to: 'connector Way', change: 'routing', due: ['Slow', 'Fast'] },
  ])('$what', ({ from, to, change, due }) => {
    const tree = parse(text);
    const before = topologyOf(tree);
    const after = topologyOf(replaced(tree, from, to), before);
    expect(networkChange(before, after)).toBe(change);
    const ran = finishTests(startTests(before));
    const next = startTests(after, ran);
    expect(next.due.map(({ name }) => name)).toEqual(due);
    for (const result of ran.results) if (next.results.includes(result)) expect(after.tests).toContain(result.test);
  });
});

test('tests that are new and tests that failed are run before the others', () => {
  const failing = text.replace('expect delivered', 'expect queued');
  const tree = parse(`${failing}test Other { send from A1 to c@fabrikam.com }\n`);
  const before = topologyOf(tree);
  const ran = finishTests(startTests(before));
  const edited = replaced(replaced(tree, 'space *;', 'space *.com;'), 'test Other', 'test Newer');
  const after = topologyOf(edited, before);
  expect(startTests(after, ran).due.map(({ name }) => name)).toEqual(['Newer', 'Fast', 'Slow']);
});

test('results are the same objects while nothing is due', () => {
  const topology = topologyOf(parse(text));
  const run = finishTests(startTests(topology));
  expect(startTests(topology, run).results).toBe(run.results);
  expect(finishTests(run)).toBe(run);
  expect(workLeft(run)).toBe(0);
  expect(workLeft(startTests(topology))).toBeGreaterThan(0);
});
