// Random organizations in which mail gets through, with messages that have some way to go: for properties that would say
// nothing of a message that stays where it is.

import fc from 'fast-check';
import type { Connector, RoutingGroupConnector, Send, Topology } from '#core/model/topology';
import { soundTopology } from './arbitrary.ts';
import { at, groupConnector, host, send, smtpConnector, topologyOf } from './topology-in-code.ts';

const groupCount = 5;
const group = fc.nat(groupCount - 1);
const costs = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: groupCount, maxLength: groupCount });

/**
 * Whatever `soundTopology` draws, and a ring of links that leads round both ways, by either server of each group. Every
 * server runs, and tells of what it knows. No connector hands mail for a group to a server of another one, which returns it.
 */
export const connectedTopology: fc.Arbitrary<Topology> = fc
  .tuple(soundTopology, costs, costs)
  .map(([{ servers, connectors, organization, mailSystems }, onward, back]) => {
    const running = servers.map((server) => ({
      ...server,
      suppressLinkStateChanges: false,
      virtualServers: server.virtualServers.map((each) => ({ ...each, stopped: false })),
    }));
    const ring = onward.flatMap((cost, from) => {
      const to = (from + 1) % groupCount;
      return [ringLink('onward', from, to, cost), ringLink('back', to, from, back[from] ?? 1)];
    });
    return topologyOf(running, [...connectors.map(withoutDetour), ...ring], organization, undefined, mailSystems);
  });

function withoutDetour(connector: Connector): Connector {
  if (connector.kind !== 'smtp connector' || connector.connects.length === 0) return connector;
  return { ...connector, delivery: { kind: 'dns' } };
}

function ringLink(name: string, from: number, to: number, cost: number): RoutingGroupConnector {
  return groupConnector(`${name} ${from}`, `G${from}`, `G${to}`, cost, { targets: [at(`EX${to}`), at(`MBX${to}`)] });
}

export interface Journey {
  readonly from: number;
  readonly to: number;
  readonly sent: Send;
}

/** A message of an ordinary user to a mailbox of another routing group. */
export const journey: fc.Arbitrary<Journey> = fc
  .record({
    from: group,
    server: fc.constantFrom('EX', 'MBX'),
    steps: fc.integer({ min: 1, max: groupCount - 1 }),
    mailbox: fc.constantFrom('anna', 'post'),
  })
  .map(({ from, server, steps, mailbox }) => {
    const to = (from + steps) % groupCount;
    return { from, to, sent: send(`${server}${from}`, `${mailbox}@g${to}.com`) };
  });

/** Whatever it has, and connectors to a partner and to everybody else that every server may use, two of each. */
export function withPartners(topology: Topology, [one = 1, other = 1]: readonly number[]): Topology {
  const exit = (name: string, home: number, pattern: string, cost: number) =>
    smtpConnector(name, `G${home}`, [{ pattern, cost }], { bridgeheads: [at(`EX${home}`)] });
  return withConnectors(topology, [
    ...topology.connectors,
    exit('partner', 0, 'partner.example', one),
    exit('partner too', 1, 'partner.example', other),
    exit('everybody', 2, '*', other),
    exit('everybody too', 3, '*', one),
  ]);
}

/**
 * Every connector costs 10 more, and from each group to the next lead two that cost what is said here: no other way there
 * is as short.
 */
export function withExpress(topology: Topology, [one, other]: readonly [number, number]): Topology {
  const express = Array.from({ length: groupCount }, (_, from) => {
    const to = (from + 1) % groupCount;
    return [ringLink('express', from, to, one), ringLink('second express', from, to, other)];
  });
  const dearer = topology.connectors.map((each) => withCost(each, 10));
  return withConnectors(topology, [...dearer, ...express.flat()]);
}

/**
 * Mail from group 0 to fallback.example goes by DNS, and while that leads nowhere to a server of group 2, which has a smart
 * host for it.
 */
export function withFallback(topology: Topology): Topology {
  const exit = (name: string, home: number, hosts: readonly string[]) =>
    smtpConnector(name, `G${home}`, [{ pattern: 'fallback.example', cost: 1 }], {
      bridgeheads: [at(`EX${home}`)],
      scope: 'routing group',
      delivery: hosts.length === 0 ? { kind: 'dns' } : { kind: 'smart host', hosts: hosts.map(host) },
    });
  const servers = topology.servers.map((server) => {
    if (server.name !== 'EX0') return server;
    const [first, ...others] = server.virtualServers;
    const direct = { smartHosts: [host('EX2')], attemptDirectDelivery: true };
    return first === undefined ? server : { ...server, virtualServers: [{ ...first, ...direct }, ...others] };
  });
  const connectors = [...topology.connectors, exit('direct', 0, []), exit('fallback', 2, ['relay.isp.net'])];
  return topologyOf(servers, connectors, topology.organization, undefined, topology.mailSystems);
}

/** The connector at a cost that is higher by so much, by whichever of its address spaces or groups. */
export function withCost(connector: Connector, more: number): Connector {
  const connects = connector.connects.map((each) => ({ ...each, cost: each.cost + more }));
  if (connector.kind === 'routing group connector') return { ...connector, connects };
  const addressSpaces = connector.addressSpaces.map((each) => ({ ...each, cost: each.cost + more }));
  return { ...connector, connects, addressSpaces };
}

export function withConnectors(topology: Topology, connectors: readonly Connector[]): Topology {
  return topologyOf(topology.servers, connectors, topology.organization, undefined, topology.mailSystems);
}
