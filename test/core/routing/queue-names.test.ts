// Every queue that a message meets is one of those that the routing model says it can make.

import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRouting, queuesOf } from '#core/routing/models';
import { queueCatalog } from '#core/testing/queue-catalog';
import { brokenTopology, down, message, soundTopology } from './arbitrary.ts';
import { topologyFromFile, topologyFromText } from './topology-in-text.ts';
import { expectAlways } from '../../property.ts';

test('in random organizations', () => {
  expectAlways(
    fc.property(fc.oneof(soundTopology, brokenTopology), message, down, (topology, sent, off) => {
      const catalog = queueCatalog(queuesOf(topology));
      const { hops, queue } = compileRouting(topology).route(sent, off);
      const ours = topology.organization.domains.some(({ domain }) => domain === sent.to.domain);
      // Whoever sends to us from outside has queues for others that are none of ours.
      const queues = hops.length > 0 || !ours || queue === null ? hops.map((hop) => hop.queue) : [queue];
      expect(queues.filter((each) => !catalog.has(each))).toEqual([]);
    }),
    { runs: 1000 },
  );
});

const folder = new URL('../../fixtures/routing/', import.meta.url);

test.each(readdirSync(folder).filter((name) => name.endsWith('.topo')))('in %s', (name) => {
  const topology = topologyFromFile(new URL(name, folder));
  const catalog = queueCatalog(queuesOf(topology));
  const routing = compileRouting(topology);
  const sent = topology.tests.flatMap(({ send, down }) => (send === undefined ? [] : [routing.route(send, down)]));
  const queues = sent.flatMap(({ hops }) => hops.map(({ queue }) => queue));
  expect(queues.filter((queue) => !catalog.has(queue))).toEqual([]);
});

test('names are compared as queue viewers show them, and nothing else is a queue', () => {
  const catalog = queueCatalog(
    queuesOf(
      topologyFromText(`
routing group A {
  server A1 { mailbox *@contoso.com }
  smtp connector Out { bridgehead A1; address space *; deliver through smart host relay.isp.net }
  smtp connector Direct { bridgehead A1; address space fabrikam.com }
}
organization Contoso { domain contoso.com }
`),
    ),
  );
  expect(catalog.has('out – RELAY.isp.net (SMTP connector)')).toBe(true);
  expect(catalog.has('Direct - fabrikam.com (SMTP Connector)')).toBe(true);
  expect(catalog.has('contoso.com (Local delivery)')).toBe(true);
  expect(catalog.has('Direct -  (SMTP Connector)')).toBe(false);
  expect(catalog.has('Out - relay.isp.com (SMTP Connector)')).toBe(false);
  expect(catalog.has('fabrikam.com (SMTP)')).toBe(false);
  expect(catalog.has('fabrikam.com (Local delivery)')).toBe(false);
});

test('whoever sends to us from outside has a queue for each of our domains, where a mail exchanger is declared', () => {
  const catalogOf = (exchanger: string) =>
    queueCatalog(
      queuesOf(
        topologyFromText(`
organization C {
  domain c.com
  ${exchanger}
  when no connector matches ndr
}
routing group A {
  server A1 {}
  smtp connector Out { bridgehead A1; address space * }
}
`),
      ),
    );
  expect(catalogOf('mail exchanger A1').has('c.com (SMTP)')).toBe(true);
  expect(catalogOf('').has('c.com (SMTP)')).toBe(false);
});
