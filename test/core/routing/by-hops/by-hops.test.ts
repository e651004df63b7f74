// A second routing model goes through everything that asks for routes, unchanged: that is what the seam is for.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProject } from '#core/model/project';
import { buildTopology } from '#core/model/build';
import { check } from '#core/analysis/check';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { analyzeFailures } from '#core/failure/analyze-failures';
import type { RoutingModel } from '#core/routing/model';
import { compileRouting, routingModels } from '#core/routing/models';
import { parse } from '#core/syntax/parse';
import { finishTests, startTests } from '#core/testing/test-run';
import { hover } from '../../../../server/features/hover.ts';
import { routeMessage } from '../../../../server/features/route.ts';
import { call } from '../../../cli/fake-terminal.ts';
import { fixture } from '../../../features/cursor.ts';
import { send } from '../topology-in-code.ts';
import { byHops } from './model.ts';

const models: RoutingModel[] = Object.assign(routingModels);
beforeAll(() => void models.push(byHops));
afterAll(() => void models.splice(models.indexOf(byHops), 1));

/** The cheap way from A to C leads over B: a model that counts connectors takes the dear one. */
const text = (model: string) => `organization Contoso { domain contoso.com; mail exchanger A1; model ${model} }
routing group A {
  server A1 { mailbox a@contoso.com }
  routing group connector "A to B" to B { bridgehead A1; target B1; cost 1 }
  routing group connector "A to C" to C { bridgehead A1; target C1; cost 90 }
}
routing group B {
  server B1 { }
  routing group connector "B to C" to C { bridgehead B1; target C1; cost 1 }
  routing group connector "B to A" to A { bridgehead B1; target A1; cost 1 }
}
routing group C {
  server C1 { mailbox c@contoso.com }
  routing group connector "C to A" to A { bridgehead C1; target A1; cost 1 }
  smtp connector Out { bridgehead C1; address space * cost 5; deliver through smart host relay.example }
  smtp connector Also { bridgehead C1; address space * cost 5; deliver through smart host other.example }
}
test "C is one connector away" {
  send from A1 to c@contoso.com
  expect via "A to C"
  expect cost 1
}
test "Out by C" {
  send from A1 to bob@fabrikam.com
  down host relay.example
  expect queued
}
`;

function built(model: string) {
  const tree = parse(text(model));
  const project = openProject(
    'main.topo',
    (file) => (file === 'main.topo' ? tree : undefined),
    (_, path) => path,
  );
  return { project, topology: buildTopology(project) };
}

function codes(model: string): readonly string[] {
  const { project, topology } = built(model);
  return check(project, topology).diagnostics.map(({ code }) => code);
}

test('routes are those of the model that the organization names', () => {
  const via = (model: string) =>
    compileRouting(built(model).topology).route(send('A1', 'c@contoso.com'), []).connectors;
  expect(via('exchange-2003')).toEqual(['A to B', 'B to C']);
  expect(via('by-hops')).toEqual(['A to C']);
});

test('diagnostics that mean nothing under a model are not reported, and come back with another one', () => {
  expect(codes('exchange-2003')).toContain('tied-address-space');
  expect(codes('by-hops')).not.toContain('tied-address-space');
  expect(codes('by-hops')).not.toContain('unknown-model');
  const [one, other] = [built('by-hops'), built('exchange-2003')];
  const before = check(one.project, one.topology);
  const after = check(other.project, buildTopology(other.project, one.topology), before);
  expect(after.diagnostics.map(({ code }) => code)).toEqual(codes('exchange-2003'));
});

test('topology tests pass, and run again after an edit of the network, as nothing is known of what it can change', () => {
  const run = finishTests(startTests(built('by-hops').topology));
  expect(run.results.map(({ passed, failures }) => [passed, failures])).toEqual([
    [true, []],
    [true, []],
  ]);
  const edited = { ...run.topology, connectors: run.topology.connectors.slice(1) };
  expect(startTests(edited, run).due).toHaveLength(2);
});

test('a hover asks about few ways only, as each is asked about by itself', () => {
  const says = (more: number): string => {
    const others = Array.from({ length: more }, (_, i) => `routing group G${i} { server S${i} { } }`).join('\n');
    const { snapshot, offset } = fixture(`${text('by-hops').replace('server A1 {', 'server A<|>1 {')}\n${others}`);
    return JSON.stringify(hover(snapshot, offset)?.contents);
  };
  expect(says(0)).toContain('If it fails');
  expect(says(40)).toContain('In routing group **A**');
  expect(says(40)).not.toContain('If it fails');
});

test('failures are analyzed by asking, with a remedy for each', () => {
  const work = analyzeFailures(compileRouting(built('by-hops').topology));
  let step = work.next();
  while (step.done !== true) step = work.next();
  const { singlePoints, unused, survey } = step.value;
  expect(survey.cost(0, 2)).toBe(1);
  expect(survey.groups(0, 2)).toEqual(['A', 'C']);
  expect(survey.cost(0, 1)).toBe(1);
  const [host] = singlePoints.filter(({ element }) => element === 'host relay.example');
  expect(host?.strands).toHaveLength(3);
  expect(host?.remedy.sentence).toBe('Add a way that does not depend on it.');
  expect(unused).toContain('Also');
});

test('the command line checks, routes, tests and analyzes', async () => {
  const files = { 'hops.topo': text('by-hops') };
  expect(await call(['check', 'hops.topo'], files)).toMatchObject({ status: 0 });
  const route = await call(['route', 'hops.topo', '--from', 'A1', '--to', 'bob@fabrikam.com'], files);
  expect(route).toMatchObject({
    status: 0,
    out: expect.stringContaining("It leaves by 'A to C' and 'Out' for relay.example."),
  });
  expect(await call(['test', 'hops.topo'], files)).toMatchObject({ status: 0 });
  const analyzed = await call(['analyze', 'hops.topo', '--down', 'server B1'], files);
  expect(analyzed).toMatchObject({ status: 0, out: expect.stringContaining('server C1') });
});

test('the preview gets a drawing, and routes to play', () => {
  const { topology } = built('by-hops');
  expect(layout(buildGraph(topology)).nodes.map(({ name }) => name)).toContain('A1');
  const answer = routeMessage(compileRouting(topology), { from: 'internet', to: 'c@contoso.com' }, [], 1);
  expect(answer).toMatchObject({
    ok: true,
    value: { route: { path: ['server A1', 'connector "A to C"', 'server C1'], outcome: 'delivered' } },
  });
});
