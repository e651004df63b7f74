// An expectation that is turned round fails, and no other of its test does: what the examples of today's model say is what
// happens, each for itself.

import { expect, test } from 'vitest';
import { referenceTo } from '#core/model/keys';
import type { Expectation } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { runTest } from '#core/testing/run-test';
import { topologyFromFile } from '../routing/topology-in-text.ts';

const root = new URL('../../../', import.meta.url);

/** Something else of the same kind. */
function turned(expectation: Expectation): Expectation {
  switch (expectation.kind) {
    case 'outcome':
      return { ...expectation, outcome: expectation.outcome === 'delivered' ? 'queued' : 'delivered', code: undefined };
    case 'via':
      return { ...expectation, connectors: [...expectation.connectors, referenceTo('Internet')] };
    case 'not via':
      return { ...expectation, kind: 'via', connectors: [] };
    case 'cost':
      return { ...expectation, cost: expectation.cost + 1 };
    case 'server':
      return { ...expectation, server: referenceTo(`${expectation.server.name}-other`) };
    case 'sites':
      return { ...expectation, sites: [...expectation.sites].reverse() };
    case 'received by':
      return { ...expectation, connector: 'Another' };
    case 'queue':
      return { ...expectation, queue: { ...expectation.queue, name: `${expectation.queue.name} of another` } };
    case 'within':
      return { ...expectation, seconds: -1 };
  }
}

const cases = ['examples/three-sites.topo', 'examples/five-hub.topo'].flatMap((file) => {
  const topology = topologyFromFile(new URL(file, root));
  return topology.tests.flatMap((each) =>
    each.expectations.map((expectation, at) => ({
      file,
      topology,
      each,
      at,
      name: `${each.name}: ${expectation.kind}`,
    })),
  );
});

test.each(cases)('$file, $name', ({ topology, each, at }) => {
  const routing = compileRouting(topology);
  expect(runTest(routing, each).failures).toEqual([]);
  const expectations = each.expectations.map((expectation, i) => (i === at ? turned(expectation) : expectation));
  // What a test names has to be declared, so a server of another name is declared too.
  const servers = [...topology.servers, ...expectations.flatMap((it) => (it.kind === 'server' ? [it.server] : []))];
  const known = new Map(servers.map((server) => [server.key, topology.servers[0]!]));
  const { failures } = runTest(
    { ...routing, topology: { ...topology, serverByKey: known } },
    { ...each, expectations },
  );
  expect(failures).toHaveLength(1);
  expect(failures[0]!.place).toEqual(expectations[at]!.place);
});
