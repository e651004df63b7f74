// Names in tests and scenarios that mean nothing declared.

import { resolveVirtualServer } from './keys.ts';
import type {
  Element,
  Place,
  QueueReference,
  Reference,
  Scenario,
  ScenarioEvent,
  Test,
  Topology,
  VirtualServerReference,
} from './topology.ts';

/** A name in a test that means nothing declared. */
export interface Undeclared {
  readonly kind: 'server' | 'virtual server' | 'connector' | 'routing group';
  readonly name: string;
  readonly place: Place | undefined;
}

/** The names of a test that mean nothing in its topology: with any of them its verdict would be a guess. */
export function undeclaredIn(topology: Topology, test: Test): readonly Undeclared[] {
  return [
    ...test.down.flatMap((element) => undeclaredElement(topology, element)),
    ...(test.send?.from.kind === 'server' ? undeclaredVirtualServer(topology, test.send.from) : []),
    ...test.expectations.flatMap((expectation) => {
      switch (expectation.kind) {
        case 'via':
          return expectation.connectors.flatMap((reference) => undeclared(topology, 'connector', reference));
        case 'not via':
          return undeclared(topology, 'connector', expectation.connector);
        case 'server':
          return undeclared(topology, 'server', expectation.server);
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
      return event.send.from.kind === 'server' ? undeclaredVirtualServer(topology, event.send.from) : [];
    case 'down':
    case 'up':
      return event.elements.flatMap((element) => undeclaredElement(topology, element));
    case 'freeze':
    case 'unfreeze':
    case 'force':
    case 'delete messages':
      return undeclaredQueueServer(topology, event.queue);
    case 'pick up':
      return undeclared(topology, 'connector', event.connector);
    case 'disable outbound mail':
    case 'enable outbound mail':
      return undeclared(topology, 'server', event.server);
    case 'delete message':
      return [];
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
      return undeclared(topology, 'routing group', element.group);
    case 'line':
      return [element.from, element.to].flatMap((group) => undeclared(topology, 'routing group', group));
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
  kind: 'server' | 'connector' | 'routing group',
  { key, name, place }: Reference,
): readonly Undeclared[] {
  const declared = {
    server: topology.serverByKey,
    connector: topology.connectorByKey,
    'routing group': topology.routingGroupByKey,
  }[kind];
  return declared.has(key) ? [] : [{ kind, name, place }];
}
