// Every queue that a message meets is one of those that the routing model says it can make.

import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Send, Topology } from '#core/model/topology';
import { compileRouting, queuesOf } from '#core/routing/models';
import type { Route } from '#core/routing/route';
import { queueCatalog } from '#core/testing/queue-catalog';
import { brokenTopology, down, message, soundTopology } from './arbitrary.ts';
import { connectedTopology, journey, withPartners } from './journeys.ts';
import { send } from './topology-in-code.ts';
import { topologyFromFile, topologyFromText } from './topology-in-text.ts';
import { expectAlways } from '../../property.ts';

/** Queues that a message meets and that are none of those that can be there. */
function unheardOf(topology: Topology, { hops, queue }: Route, sent: Send): readonly string[] {
  const catalog = queueCatalog(queuesOf(topology));
  const ours = topology.organization.domains.some(({ domain }) => domain === sent.to.domain);
  // Whoever sends to us from outside has queues for others that are none of ours.
  const queues = hops.length > 0 || !ours || queue === null ? hops.map((hop) => hop.queue) : [queue];
  return queues.filter((each) => !catalog.has(each));
}

test('in random organizations', () => {
  expectAlways(
    fc.property(fc.oneof(soundTopology, brokenTopology), message, down, (topology, sent, off) => {
      expect(unheardOf(topology, compileRouting(topology).route(sent, off), sent)).toEqual([]);
    }),
    { runs: 1000 },
  );
});

test('on the way from one routing group to another, and out', () => {
  expectAlways(
    fc.property(connectedTopology, journey, down, (drawn, { from, sent }, off) => {
      const topology = withPartners(drawn, []);
      const routing = compileRouting(topology);
      for (const each of [sent, send(`EX${from}`, 'bob@partner.example'), send(`MBX${from}`, 'bob@nowhere.example')]) {
        const whole = routing.route(each, []);
        expect(whole.hops).not.toEqual([]);
        expect(unheardOf(topology, whole, each)).toEqual([]);
        expect(unheardOf(topology, routing.route(each, off), each)).toEqual([]);
      }
    }),
    { runs: 300 },
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
