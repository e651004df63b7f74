// Random small organizations, sound ones and broken ones, with messages to send through them.

import { makeAcceptedDomain } from '#core/model/make';
import fc from 'fast-check';
import type { Connector, Element, MailSystem, Send, Server, Topology } from '#core/model/topology';
import {
  at,
  exchangersFor,
  connected,
  connectorDown,
  groupConnector,
  host,
  mailSystem,
  named,
  pattern,
  send,
  server,
  serverDown,
  smtpConnector,
  topologyOf,
  virtualServer,
} from './topology-in-code.ts';

const groupCount = 5;
const group = fc.integer({ min: 0, max: groupCount - 1 });
/** Few different costs, so that ties happen. */
const cost = fc.integer({ min: 1, max: 4 });
/** Those of site links of Active Directory among them. */
const linkCost = fc.oneof(cost, cost, fc.constantFrom(99_998, 99_999));
const limit = fc.constantFrom(Infinity, Infinity, Infinity, 1000);
const space = fc.constantFrom('*', '*.com', 'fabrikam.com', '*.fabrikam.com', 'adatum.org');

const disabled = fc.constantFrom(false, false, false, false, false, true);

const link = fc.record({
  from: group,
  to: group,
  cost: linkCost,
  limit,
  any: fc.boolean(),
  accept: fc.boolean(),
  disabled,
});
const exit = fc.record({
  home: group,
  spaces: fc.uniqueArray(fc.record({ pattern: space, cost }), {
    selector: (it) => it.pattern,
    minLength: 1,
    maxLength: 2,
  }),
  scoped: fc.boolean(),
  limit,
  disabled,
  hosts: fc.constantFrom(
    [],
    [],
    ['relay.isp.net'],
    ['[192.0.2.1]', 'spare.isp.net'],
    ['EX0'],
    ['EX1', 'relay.isp.net'],
  ),
  connect: fc.uniqueArray(group, { maxLength: 2 }),
});
const station = fc.record({
  stopped: fc.constantFrom(false, false, false, true),
  checks: fc.boolean(),
  suppresses: fc.constantFrom(false, false, false, true),
});

/** What the virtual servers of a group have; alike on both servers, as a survey tells of groups. */
const relaying = fc.record({
  hosts: fc.constantFrom([], [], ['relay.isp.net'], ['EX1'], ['EX3', 'relay.isp.net'], ['mail.isp.net']),
  direct: fc.boolean(),
});

/** Other mail systems, with circles among them and through us. */
export const otherSystems: readonly (readonly MailSystem[])[] = [
  [mailSystem('unix.example', ['fabrikam.com', 'g0.com'], 'EX0'), mailSystem('aix.example', ['fabrikam.com'])],
  [
    mailSystem('relay.isp.net', ['adatum.org', 'g0.com', 'fabrikam.com'], 'aix.example'),
    mailSystem('aix.example', ['adatum.org', 'g0.com', 'eu.fabrikam.com'], 'relay.isp.net'),
    mailSystem('EX1', ['fabrikam.com'], 'EX0'),
  ],
  [mailSystem('mail.isp.net', ['adatum.org', 'g0.com', 'g1.com'], 'ex1.g1.com')],
];

type Links = readonly {
  from: number;
  to: number;
  cost: number;
  limit: number;
  any: boolean;
  accept: boolean;
  disabled: boolean;
}[];
type Exits = readonly (typeof exit extends fc.Arbitrary<infer T> ? T : never)[];
type Stations = readonly { stopped: boolean; checks: boolean; suppresses: boolean }[];
type Relaying = readonly { hosts: readonly string[]; direct: boolean }[];

/** Five groups of two servers, EX in front and MBX behind, with mailboxes at g0.com to g4.com. */
export const soundTopology: fc.Arbitrary<Topology> = fc
  .record({
    links: fc.array(link, { maxLength: 14 }),
    exits: fc.array(exit, { maxLength: 6 }),
    stations: fc.array(station, { minLength: groupCount * 2, maxLength: groupCount * 2 }),
    relaying: fc.oneof(fc.constant([]), fc.array(relaying, { minLength: groupCount, maxLength: groupCount })),
    tie: fc.constantFrom('nearest' as const, 'spread' as const),
    noMatch: fc.constantFrom('ndr' as const, 'dns' as const),
    outside: fc.constantFrom([], [], ['fabrikam.com', 'g0.com']),
    systems: fc.constantFrom([], [], ...otherSystems),
  })
  .map(({ links, exits, stations, relaying, tie, noMatch, outside, systems }) => {
    const connectors = [...linkConnectors(links), ...exitConnectors(exits)];
    const organization = {
      domains: Array.from({ length: groupCount }, (_, index) =>
        makeAcceptedDomain(`g${index}.com`, index === 0 ? 'shared' : 'authoritative'),
      ),
      mailExchangers: [at('EX0'), at('MBX1')],
      mailExchangersFor: [exchangersFor(outside, 'relay.isp.net')],
      whenConnectorsTie: tie,
      whenNoConnectorMatches: noMatch,
    };
    return topologyOf(servers(stations, relaying), connectors, organization, undefined, systems);
  });

/** Some groups send mail for partners of theirs out themselves; all other mail leaves by one of them. */
export const officeTopology: fc.Arbitrary<Topology> = fc
  .record({
    links: fc.array(link, { minLength: 4, maxLength: 14 }),
    stations: fc.array(station, { minLength: groupCount * 2, maxLength: groupCount * 2 }),
    partners: fc.uniqueArray(
      fc.record({ home: group, partner: fc.constantFrom('adatum.org', 'fabrikam.com', '*.com', '*') }),
      {
        selector: ({ home, partner }) => `${home} ${partner}`,
        minLength: 1,
        maxLength: 8,
      },
    ),
    out: group,
  })
  .map(({ links, stations, partners, out }) => {
    const open = { limit: Infinity, disabled: false, hosts: [] as const, connect: [] };
    const exits = [
      { ...open, home: out, spaces: [{ pattern: '*' as const, cost: 1 }], scoped: false },
      ...partners.map(({ home, partner }) => {
        return { ...open, home, spaces: [{ pattern: partner, cost: 1 }], scoped: true };
      }),
    ];
    const ways = links.map((each) => ({ ...each, limit: Infinity, accept: true }));
    return topologyOf(servers(stations), [...linkConnectors(ways), ...exitConnectors(exits)]);
  });

function servers(stations: Stations, relaying: Relaying = []): readonly Server[] {
  return stations.map(({ stopped, checks, suppresses }, index) => {
    const home = Math.floor(index / 2);
    const name = index % 2 === 0 ? `EX${home}` : `MBX${home}`;
    const { hosts = [], direct = false } = relaying[home] ?? {};
    const relayed = { smartHosts: hosts.map(host), attemptDirectDelivery: direct };
    return server(name, `G${home}`, {
      virtualServers: [virtualServer(name, 'Default', { stopped, hopLimit: 12, ...relayed })],
      mailboxes: index % 2 === 0 ? [pattern(`post@g${home}.com`)] : [pattern(`a*@g${home}.com`)],
      checkConnectorRestrictions: checks,
      suppressLinkStateChanges: suppresses,
    });
  });
}

function linkConnectors(links: Links): readonly Connector[] {
  return links
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, cost, limit, any, accept, disabled }, index) =>
      groupConnector(`link ${index}`, `G${from}`, `G${to}`, cost, {
        bridgeheads: any ? 'any' : [at(`EX${from}`)],
        targets: [at(`EX${to}`), at(`MBX${to}`)],
        limitSizeBytes: limit,
        disabled,
        acceptFrom: accept ? [] : [pattern('boss@g1.com')],
      }),
    );
}

function exitConnectors(exits: Exits): readonly Connector[] {
  return exits.map(({ home, spaces, scoped, limit, hosts, connect, disabled }, index) =>
    smtpConnector(`exit ${index}`, `G${home}`, spaces, {
      bridgeheads: [at(`EX${home}`), at(`MBX${home}`)],
      scope: scoped ? 'routing group' : 'organization',
      limitSizeBytes: limit,
      disabled,
      delivery: hosts.length === 0 ? { kind: 'dns' } : { kind: 'smart host', hosts: hosts.map(host) },
      connects: connect.map((to) => connected(`G${to}`, 2)),
    }),
  );
}

/** The same with references to what is not there, no servers, no groups. */
export const brokenTopology: fc.Arbitrary<Topology> = fc
  .record({
    topology: soundTopology,
    lost: fc.uniqueArray(fc.integer({ min: 0, max: groupCount * 2 - 1 })),
    groups: fc.uniqueArray(group),
  })
  .map(({ topology, lost, groups }) => {
    const left = topology.servers.filter((_, index) => !lost.includes(index));
    const names = groups.map((index) => `G${index}`);
    return topologyOf(left, topology.connectors, topology.organization, names, topology.mailSystems);
  });

/**
 * A survey tells of groups, not of servers, so it asks the first bridgehead of a connector if it checks senders. Here the
 * others do as it does.
 */
export function withServersThatCheckAlike(topology: Topology): Topology {
  const checking = ['g1', 'g3'];
  const servers = topology.servers.map((each) => ({
    ...each,
    checkConnectorRestrictions: checking.includes(each.group),
  }));
  const groups = topology.routingGroups.map(({ name }) => name);
  return topologyOf(servers, topology.connectors, topology.organization, groups, topology.mailSystems);
}

export const message: fc.Arbitrary<Send> = fc
  .record({
    from: fc.constantFrom('EX0', 'MBX0', 'EX1', 'MBX2', 'EX3', 'MBX4', 'internet'),
    to: fc.oneof(
      group.map((index) => `anna@g${index}.com`),
      group.map((index) => `post@g${index}.com`),
      fc.constantFrom('bob@fabrikam.com', 'bob@eu.fabrikam.com', 'bob@adatum.org', 'nobody@g1.com', 'bob@g0.com'),
    ),
    sizeBytes: fc.constantFrom(undefined, 500, 2000),
    sender: fc.constantFrom(undefined, { type: 'SMTP', address: 'boss@g1.com', local: 'boss', domain: 'g1.com' }),
  })
  .map(({ from, to, sizeBytes, sender }) => send(from, to, { sizeBytes, sender }));

export const down: fc.Arbitrary<readonly Element[]> = fc.array(
  fc.oneof(
    group.map((index) => serverDown(`EX${index}`)),
    group.map((index) => serverDown(`MBX${index}`)),
    fc.integer({ min: 0, max: 13 }).map((index) => connectorDown(`link ${index}`)),
    fc.integer({ min: 0, max: 5 }).map((index) => connectorDown(`exit ${index}`)),
    group.map((index): Element => ({ kind: 'routing group', group: named(`G${index}`) })),
    fc.record({ from: group, to: group }).map(({ from, to }): Element => {
      return { kind: 'line', from: named(`G${from}`), to: named(`G${to}`) };
    }),
    fc.constantFrom<Element>(
      { kind: 'dns' },
      { kind: 'host', host: 'relay.isp.net' },
      { kind: 'host', host: 'mail.isp.net' },
      { kind: 'host', host: 'unix.example' },
      { kind: 'host', host: 'aix.example' },
      { kind: 'host', host: 'fabrikam.com' },
    ),
  ),
  { maxLength: 4 },
);
