// How many of 1,000 tests an edit of a large organization has run again, and what that takes against running them all.

import { performance } from 'node:perf_hooks';
import type {
  Connector,
  Element,
  RoutingGroupConnector,
  Server,
  SmtpConnector,
  Test,
  Topology,
  VirtualServer,
} from '#core/model/topology';
import { finishTests, startTests, type TestRun } from '#core/testing/test-run';
import { connectorDown, host, pattern, send, server, serverDown } from '../core/routing/topology-in-code.ts';
import { largeTopology } from './route.ts';
import { makeAddressSpace, makeTest } from '#core/model/make';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'times' | 'tests';
  readonly best: number;
  readonly p50: number;
  readonly p95: number;
}

const samples = 12;

/** Measures typical edits, each from the same topology, all of whose tests have run. */
export async function benchTests(): Promise<readonly Measurement[]> {
  const topology = withTests(largeTopology(), 1000);
  const before = finishTests(startTests(topology));
  const whole = Array.from(
    { length: 3 },
    () => timed(() => finishTests(startTests({ ...topology, connectors: [...topology.connectors] }))).took,
  );
  const again = edits.map((edit) => ({ name: edit.name, runs: runsAfter(before, edit) }));
  const runs = again.flatMap((each) => each.runs);
  const all = measured('run 1,000 tests, 1,000 groups', 'ms', whole);
  return [
    all,
    ...again.map(({ name, runs }) => measured(`of 1,000 tests run again after ${name}`, 'tests', runs.map(({ due }) => due))),
    measured('found out after any of these edits', 'ms', runs.map(({ foundOut }) => foundOut)),
    measured('run again after any of these edits, times running all', 'times', runs.map(({ took }) => took / all.p50)),
  ]; // prettier-ignore
}

function runsAfter(before: TestRun, { edited }: Edit) {
  return Array.from({ length: samples }, (_, n) => {
    const topology = edited(before.topology, n);
    const { result: run, took: foundOut } = timed(() => startTests(topology, before));
    const { took } = timed(() => finishTests(run));
    return { due: run.due.length, foundOut, took: foundOut + took };
  });
}

function timed<T>(work: () => T): { readonly result: T; readonly took: number } {
  const start = performance.now();
  const result = work();
  return { result, took: performance.now() - start };
}

interface Edit {
  readonly name: string;
  readonly edited: (topology: Topology, which: number) => Topology;
}

const edits: readonly Edit[] = [
  { name: 'another cost of a link', edited: (it, n) => linkEdited(it, n, withCost) },
  {
    name: 'a size limit of a link',
    edited: (it, n) => linkEdited(it, n, (link) => ({ ...link, limitSizeBytes: 5e6 })),
  },
  {
    name: 'a schedule of a link',
    edited: (it, n) => linkEdited(it, n, (link) => ({ ...link, schedule: { kind: 'never' } })),
  },
  {
    name: 'a link less',
    edited: (it, n) =>
      connectorsEdited(
        it,
        it.connectors.filter((_, index) => index !== n * 401),
      ),
  },
  { name: 'an address space more', edited: (it, n) => exitEdited(it, n, withSpace) },
  { name: 'another smart host', edited: (it, n) => exitEdited(it, n, withSmartHost) },
  { name: 'a bridgehead stopped', edited: (it, n) => virtualServersEdited(it, `EX${n * 7}`, { stopped: true }) },
  { name: 'a hop limit of a bridgehead', edited: (it, n) => virtualServersEdited(it, `EX${n * 7}`, { hopLimit: 20 }) },
  { name: 'a mailbox more', edited: (it, n) => serverEdited(it, `MBX${n * 7}`, withMailbox) },
  { name: 'a server more', edited: (it, n) => serverAdded(it, n * 7) },
];

/** Half of them go to a mailbox, a third out to anybody, the others to partners; one in ten with something off. */
function withTests(topology: Topology, count: number): Topology {
  const groups = topology.routingGroups.length;
  const tests = Array.from({ length: count }, (_, index): Test => {
    const name = `test ${index}`;
    const [from, to] = [(index * 379) % groups, (index * 613 + 7) % groups];
    const recipient =
      index % 2 === 0 ? `anna@g${to}.contoso.com` : index % 3 === 0 ? 'bob@eu.partner1.com' : 'bob@fabrikam.com';
    const off: Element = index % 20 === 0 ? serverDown(`EX${to}`) : connectorDown(`link ${index}`);
    return makeTest(name, {
      send: send(`MBX${from}`, recipient),
      down: index % 10 === 0 ? [off] : [],
      expectations: index % 10 === 1 ? [{ kind: 'within', seconds: 60, place: undefined }] : [],
    });
  });
  return { ...topology, tests };
}

function connectorsEdited(topology: Topology, connectors: readonly Connector[]): Topology {
  return { ...topology, connectors, connectorByKey: new Map(connectors.map((each) => [each.key, each])) };
}

function linkEdited(topology: Topology, n: number, edit: (link: RoutingGroupConnector) => Connector): Topology {
  const at = (n * 401) % (topology.connectors.length - 30);
  return connectorsEdited(
    topology,
    topology.connectors.map((each, index) =>
      index === at && each.kind === 'routing group connector' ? edit(each) : each,
    ),
  );
}

function exitEdited(topology: Topology, n: number, edit: (exit: SmtpConnector) => Connector): Topology {
  const at = topology.connectors.length - 30 + ((n * 7) % 30);
  return connectorsEdited(
    topology,
    topology.connectors.map((each, index) => (index === at && each.kind === 'smtp connector' ? edit(each) : each)),
  );
}

function withCost(link: RoutingGroupConnector): Connector {
  return { ...link, connects: link.connects.map((to) => ({ ...to, cost: 101 - to.cost })) };
}

function withSpace(exit: SmtpConnector): Connector {
  const space = makeAddressSpace('*.adatum.com', { cost: 5, list: 1 });
  return { ...exit, addressSpaces: [...exit.addressSpaces, space] };
}

function withSmartHost(exit: SmtpConnector): Connector {
  return { ...exit, delivery: { kind: 'smart host', hosts: [host('relay.isp.net')] } };
}

function withMailbox(it: Server): Server {
  return { ...it, mailboxes: [...it.mailboxes, pattern('boss@contoso.com')] };
}

function virtualServersEdited(topology: Topology, name: string, draft: Partial<VirtualServer>): Topology {
  return serverEdited(topology, name, (it) => ({
    ...it,
    virtualServers: it.virtualServers.map((each) => ({ ...each, ...draft })),
  }));
}

function serverEdited(topology: Topology, name: string, edit: (it: Server) => Server): Topology {
  return serversEdited(
    topology,
    topology.servers.map((each) => (each.name === name ? edit(each) : each)),
  );
}

function serversEdited(topology: Topology, servers: readonly Server[]): Topology {
  return { ...topology, servers, serverByKey: new Map(servers.map((each) => [each.key, each])) };
}

function serverAdded(topology: Topology, group: number): Topology {
  const more = server(`NEW${group}`, `group ${group}`);
  const routingGroups = topology.routingGroups.map((each) =>
    each.key === more.group ? { ...each, servers: [...each.servers, more.key] } : each,
  );
  const routingGroupByKey = new Map(routingGroups.map((each) => [each.key, each]));
  return { ...serversEdited(topology, [...topology.servers, more]), routingGroups, routingGroupByKey };
}

function measured(name: string, unit: Measurement['unit'], values: readonly number[]): Measurement {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000) / 1000;
  return { name, unit, best: at(0), p50: at(0.5), p95: at(0.95) };
}
