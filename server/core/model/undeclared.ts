// Names in tests and scenarios that mean nothing declared.

import { resolveVirtualServer } from './keys.ts';
import { groupWord } from './lookup.ts';
import type {
  Element,
  Place,
  QueueReference,
  Reference,
  Scenario,
  ScenarioEvent,
  Send,
  Test,
  Topology,
  VirtualServerReference,
} from './topology.ts';

/** A name in a test that means nothing declared. */
export interface Undeclared {
  readonly kind: 'server' | 'virtual server' | 'connector' | 'routing group' | 'site' | 'database';
  readonly name: string;
  readonly place: Place | undefined;
}

/** The names of a test that mean nothing in its topology: with any of them its verdict would be a guess. */
export function undeclaredIn(topology: Topology, test: Test): readonly Undeclared[] {
  return [
    ...test.down.flatMap((element) => undeclaredElement(topology, element)),
    ...(test.send === undefined ? [] : undeclaredSource(topology, test.send)),
    ...test.expectations.flatMap((expectation) => {
      switch (expectation.kind) {
        case 'via':
          return expectation.connectors.flatMap((reference) => undeclared(topology, 'connector', reference));
        case 'not via':
          return undeclared(topology, 'connector', expectation.connector);
        case 'server':
          return undeclared(topology, 'server', expectation.server);
        case 'sites':
          return expectation.sites.flatMap((site) => undeclared(topology, 'site', site));
        case 'queue':
          return undeclaredQueueServer(topology, expectation.queue);
        default:
          return [];
      }
    }),
  ];
}

/** The same of a scenario. */
export function undeclaredInScenario(
  topology: Topology,
  { down, events, expectations }: Scenario,
): readonly Undeclared[] {
  return [
    ...down.flatMap((element) => undeclaredElement(topology, element)),
    ...events.flatMap(({ event }) => undeclaredInEvent(topology, event)),
    ...expectations.flatMap((each) => (each.kind === 'peak' ? undeclaredQueueServer(topology, each.queue) : [])),
  ];
}

/** The same of something that happens in one. */
export function undeclaredInEvent(topology: Topology, event: ScenarioEvent): readonly Undeclared[] {
  switch (event.kind) {
    case 'send':
      return undeclaredSource(topology, event.send);
    case 'down':
    case 'up':
      return event.elements.flatMap((element) => undeclaredElement(topology, element));
    case 'freeze':
    case 'unfreeze':
    case 'force':
    case 'suspend':
    case 'resume':
    case 'retry':
    case 'resubmit':
    case 'delete messages':
      return undeclaredQueueServer(topology, event.queue);
    case 'redirect':
      return [event.server, event.to].flatMap((server) => undeclared(topology, 'server', server));
    case 'pick up':
      return undeclared(topology, 'connector', event.connector);
    case 'disable outbound mail':
    case 'enable outbound mail':
      return undeclared(topology, 'server', event.server);
    case 'delete message':
      return [];
  }
}

function undeclaredSource(topology: Topology, { from }: Send): readonly Undeclared[] {
  switch (from.kind) {
    case 'internet':
      return [];
    case 'server':
      return undeclaredVirtualServer(topology, from);
    case 'computer':
      return undeclared(topology, 'server', from.server);
  }
}

function undeclaredQueueServer(topology: Topology, { server }: QueueReference): readonly Undeclared[] {
  return server === undefined ? [] : undeclared(topology, 'server', server);
}

function undeclaredElement(topology: Topology, element: Element): readonly Undeclared[] {
  switch (element.kind) {
    case 'server':
      return undeclared(topology, 'server', element.server);
    case 'virtual server':
      return undeclaredVirtualServer(topology, element.reference);
    case 'connector':
      return undeclared(topology, 'connector', element.connector);
    case 'routing group':
    case 'site':
      return undeclared(topology, element.kind, element.group);
    case 'database':
      return undeclared(topology, 'database', element.database);
    case 'line':
      return [element.from, element.to].flatMap((group) => undeclared(topology, groupWord(topology), group));
    case 'host':
    case 'dns':
      return [];
  }
}

function undeclaredVirtualServer(topology: Topology, reference: VirtualServerReference): readonly Undeclared[] {
  const server = undeclared(topology, 'server', reference.server);
  if (server.length > 0 || reference.virtualServer === undefined) return server;
  if (resolveVirtualServer(topology, reference) !== undefined) return [];
  const { name, place } = reference.virtualServer;
  return [{ kind: 'virtual server', name: `${reference.server.name}/${name}`, place }];
}

function undeclared(
  topology: Topology,
  kind: Exclude<Undeclared['kind'], 'virtual server'>,
  { key, name, place }: Reference,
): readonly Undeclared[] {
  const declared = {
    server: topology.serverByKey,
    connector: topology.connectorByKey,
    'routing group': topology.routingGroupByKey,
    site: topology.routingGroupByKey,
    database: topology.databaseByKey,
  }[kind];
  const found = declared.get(key);
  const isOther = found !== undefined && (kind === 'site' || kind === 'routing group') && found.kind !== kind;
  return found === undefined || isOther ? [{ kind, name, place }] : [];
}
