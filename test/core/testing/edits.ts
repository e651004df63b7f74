// Random edits of random organizations: whatever of a declaration can be written otherwise is, sometimes.

import { isSending } from '#core/model/send-connectors';
import fc from 'fast-check';
import { keyOf, virtualServerKey } from '#core/model/keys';
import type {
  AddressSpace,
  Connector,
  Element,
  Expectation,
  MailSystem,
  Organization,
  RelayNetwork,
  Server,
  Send,
  Test,
  Topology,
  VirtualServer,
  SendConnector,
} from '#core/model/topology';
import { brokenTopology, down, message, otherSystems, soundTopology } from '../routing/arbitrary.ts';
import {
  at,
  contact,
  exchangersFor,
  groupConnector,
  host,
  mailSystem,
  named,
  pattern,
  server,
  topologyOf,
  virtualServer,
} from '../routing/topology-in-code.ts';
import { makeAddressSpace, makeBinding, makeTest } from '#core/model/make';

/** What an edit is made to: the parts that a topology is put together from anew each time. */
export interface Parts {
  readonly servers: readonly Server[];
  readonly connectors: readonly Connector[];
  readonly organization: Organization;
  readonly groups: readonly string[];
  readonly masters: Readonly<Record<string, string>>;
  readonly mailSystems: readonly MailSystem[];
  readonly tests: readonly Test[];
}

export function built({ servers, connectors, organization, groups, masters, mailSystems, tests }: Parts): Topology {
  const topology = topologyOf(servers, connectors, organization, groups, mailSystems);
  const routingGroups = topology.routingGroups.map((group) => {
    const master = masters[group.key];
    return master === undefined ? group : { ...group, master: named(master) };
  });
  const byKey = new Map(routingGroups.map((each) => [each.key, each]));
  const virtualServers = servers.flatMap((each) =>
    each.virtualServers.map((it): [ReturnType<typeof virtualServerKey>, VirtualServer] => [
      virtualServerKey(each.key, it.key),
      it,
    ]),
  );
  return { ...topology, routingGroups, routingGroupByKey: byKey, virtualServerByKey: new Map(virtualServers), tests };
}

const faxes: readonly Send['to'][] = ['+1 206', '+44 20'].map((address) => ({
  type: 'FAX',
  address,
  local: undefined,
  domain: undefined,
}));

const expectations: readonly (readonly Expectation[])[] = [
  [],
  [{ kind: 'within', seconds: 3, place: undefined }],
  [{ kind: 'cost', cost: 4, place: undefined }],
  [{ kind: 'not via', connector: named('link 1'), place: undefined }],
  [{ kind: 'outcome', outcome: 'delivered', code: undefined, place: undefined }],
];

const switchedOff: fc.Arbitrary<readonly Element[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: down },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('relay.isp.net', 'mail.contoso.com', 'unix.example', 'aix.example')
      .map((name): readonly Element[] => [{ kind: 'host', host: name }]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('EX0', 'EX1/Default', 'EX2/Other', 'MBX3')
      .map((name): readonly Element[] => [{ kind: 'virtual server', reference: at(name) }]),
  },
);

const sent: fc.Arbitrary<Send> = fc.oneof(
  { weight: 6, arbitrary: message },
  { weight: 1, arbitrary: fc.tuple(message, fc.constantFrom(...faxes)).map(([send, to]) => ({ ...send, to })) },
);

const tests: fc.Arbitrary<readonly Test[]> = fc
  .array(fc.tuple(sent, switchedOff, fc.constantFrom(...expectations)), { minLength: 1, maxLength: 8 })
  .map((list) =>
    list.map(([send, down, expectations], index) => makeTest(`test ${index}`, { send, down, expectations })),
  );

/** An organization with tests. */
export const parts: fc.Arbitrary<Parts> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: soundTopology }, { weight: 1, arbitrary: brokenTopology }), tests)
  .map(([{ servers, connectors, organization, routingGroups, mailSystems }, all]) => ({
    servers,
    connectors,
    organization,
    groups: routingGroups.map(({ name }) => name),
    masters: {},
    mailSystems,
    tests: all,
  }));

/** A Send connector is none of that model. */
type ConnectorOf2003 = Exclude<Connector, SendConnector>;

function isOf2003(connector: Connector): connector is ConnectorOf2003 {
  return !isSending(connector);
}

type Other<T> = (it: T, number: number) => T;

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!;
}

function space(text: string, cost: number): AddressSpace {
  const [type = '', pattern = ''] = text.includes(':') ? text.split(':') : ['SMTP', text];
  return makeAddressSpace(pattern, { type, cost });
}

const spaces = [
  '*',
  '*.com',
  'fabrikam.com',
  '*.fabrikam.com',
  'adatum.org',
  'g0.com',
  '*rikam.com',
  'FAX:*',
  'FAX:+1*',
];
const hosts = [
  [],
  ['relay.isp.net'],
  ['EX0'],
  ['[192.0.2.1]', 'EX1'],
  ['mail.contoso.com'],
  ['192.0.2.1'],
  ['EX9'],
  ['ex1.g1.com'],
];

const otherConnectors: readonly Other<ConnectorOf2003>[] = [
  ...[1, 2, 3].map((): Other<ConnectorOf2003> => (it, n) => ({
    ...it,
    connects: it.connects.map((to) => ({ ...to, cost: n % 5 })),
  })),
  (it, n) => ({ ...it, connects: it.connects.map((to) => ({ ...to, group: named(`G${n % 5}`) })) }),
  (it, n) =>
    it.kind === 'routing group connector'
      ? it
      : { ...it, connects: [...it.connects, { group: named(`G${n % 5}`), cost: 2, costPlace: undefined, list: 0 }] },
  ...[1, 2].map(
    (): Other<ConnectorOf2003> => (it, n) =>
      it.kind === 'routing group connector'
        ? it
        : { ...it, addressSpaces: [...it.addressSpaces, space(pick(spaces, n), n % 4)] },
  ),
  (it, n) =>
    it.kind === 'routing group connector'
      ? it
      : { ...it, addressSpaces: it.addressSpaces.map((each) => ({ ...each, cost: n % 4 })) },
  (it) => (it.kind === 'routing group connector' ? it : { ...it, addressSpaces: it.addressSpaces.slice(1) }),
  (it, n) =>
    it.kind === 'routing group connector' ? it : { ...it, scope: pick(['organization', 'routing group'], n) },
  ...[1, 2, 3].map((): Other<ConnectorOf2003> => (it, n) => {
    if (it.kind !== 'smtp connector') return it;
    return { ...it, delivery: n < 10 ? { kind: 'dns' } : { kind: 'smart host', hosts: pick(hosts, n).map(host) } };
  }),
  (it, n) =>
    it.kind === 'smtp connector'
      ? { ...it, kind: 'x400 connector', remoteHost: pick(hosts, n).map(host)[0] }
      : it.kind === 'x400 connector'
        ? { ...it, kind: 'smtp connector', delivery: { kind: 'dns' }, relayToTheseDomains: true }
        : { ...it, targets: [at(`EX${n % 5}`), at(`MBX${n % 4}`)] },
  (it) => (it.kind === 'smtp connector' ? { ...it, relayToTheseDomains: !it.relayToTheseDomains } : it),
  (it, n) => ({
    ...it,
    bridgeheads: pick(['any', [at(`EX${n % 5}`)], [at(`MBX${n % 5}/Other`), at(`EX${n % 5}`)]], n),
  }),
  (it, n) => ({ ...it, limitSizeBytes: pick([Infinity, 1000, 3000], n) }),
  (it, n) => ({ ...it, rejectFrom: pick([[], [pattern('boss@g1.com')], [pattern('*@g1.com')]], n) }),
  (it, n) => ({ ...it, priorities: pick([['high'], ['high', 'normal', 'low']], n) }),
  (it, n) => ({ ...it, schedule: pick([{ kind: 'always' }, { kind: 'never' }, { kind: 'every', hours: 4 }], n) }),
  (it) => ({ ...it, holdForPickup: !it.holdForPickup }),
  (it) => ({ ...it, disabled: !it.disabled }),
  (it, n) => ({ ...it, latencySeconds: n % 4 }),
  (it, n) => ({ ...it, documentation: `said ${n}` }),
  (it, n) => ({ ...it, group: keyOf(`G${n % 5}`) }),
  (it, n) => ({ ...it, name: `way ${n}`, key: keyOf(`way ${n}`) }),
  (it) => ({ ...it, name: it.name.toUpperCase() }),
];

function network(prefixLength: number): RelayNetwork {
  return { address: prefixLength === 0 ? '0.0.0.0' : '192.168.1.0', prefixLength, place: undefined };
}

const otherVirtualServers: readonly Other<VirtualServer>[] = [
  ...[1, 2].map((): Other<VirtualServer> => (it) => ({ ...it, stopped: !it.stopped })),
  (it, n) => ({ ...it, outgoingPort: pick([25, 26], n) }),
  (it, n) => ({
    ...it,
    bindings: pick([[], [25], [26], [26, 25]], n).map((port) => makeBinding('all unassigned', { port })),
  }),
  (it, n) => ({ ...it, bindings: [makeBinding(pick(['192.0.2.1', '10.0.0.1'], n))] }),
  (it, n) => ({ ...it, fqdn: pick(['mail.contoso.com', 'relay.isp.net', undefined], n) }),
  (it, n) => ({ ...it, smartHosts: pick(hosts, n).map(host) }),
  (it) => ({ ...it, attemptDirectDelivery: !it.attemptDirectDelivery }),
  (it, n) => ({ ...it, smartHosts: pick(hosts, n).map(host), attemptDirectDelivery: true }),
  (it, n) => ({ ...it, unresolvedRecipientsTo: pick(hosts, n).map(host)[0] }),
  (it, n) => ({ ...it, hopLimit: pick([2, 12], n) }),
  (it, n) => ({ ...it, limitSizeBytes: pick([Infinity, 1000], n) }),
  (it, n) => ({ ...it, relay: pick(['none', 'anyone', [network(24)], [network(24), network(0)]], n) }),
  (it, n) => ({ ...it, name: pick(['Default', 'Other'], n), key: keyOf(pick(['Default', 'Other'], n)) }),
  (it, n) => ({ ...it, expireSeconds: n }),
];

const otherServers: readonly Other<Server>[] = [
  ...otherVirtualServers.map((other): Other<Server> => (it, n) => ({
    ...it,
    virtualServers: it.virtualServers.map((each, index) => (index === 0 ? other(each, n) : each)),
  })),
  (it) => ({ ...it, virtualServers: [...it.virtualServers.slice(0, 1), virtualServer(it.name, 'Other')] }),
  (it) => ({ ...it, virtualServers: it.virtualServers.toReversed() }),
  (it) => ({ ...it, checkConnectorRestrictions: !it.checkConnectorRestrictions }),
  (it) => ({ ...it, suppressLinkStateChanges: !it.suppressLinkStateChanges }),
  (it, n) => ({
    ...it,
    mailboxes: pick([[], ['*@g0.com'], ['anna@g1.com'], ['*@fabrikam.com'], ['p*@g2.com']], n).map(pattern),
  }),
  (it, n) => ({ ...it, addresses: [{ value: pick(['192.0.2.1', '10.0.0.1'], n), place: undefined }] }),
  (it, n) => ({ ...it, ratePerSecond: pick([Infinity, 1], n) }),
  (it, n) => ({ ...it, group: keyOf(`G${n % 5}`) }),
  (it, n) => ({ ...it, name: `EX${n % 10}`, key: keyOf(`EX${n % 10}`) }),
  (it) => ({ ...it, name: it.name.toLowerCase() }),
];

const contacts = [
  [],
  ['nobody@g1.com at bob@fabrikam.com'],
  ['nobody@g1.com at anna@g0.com', 'bob@g0.com at nobody@g1.com'],
  ['nobody@g1.com at bob@g0.com', 'bob@g0.com at nobody@g1.com', 'anna@g2.com at bob@adatum.org'],
];

const exchangers = [
  [],
  [exchangersFor(['g0.com', 'fabrikam.com'], 'relay.isp.net', 'EX1')],
  [exchangersFor(['g0.com'], 'EX9', 'EX2/Other', 'EX3'), exchangersFor(['adatum.org', 'g0.com'], 'mail.contoso.com')],
  [exchangersFor(['g1.com', 'g2.com'], 'mail.contoso.com', 'MBX1')],
];

const otherOrganizations: readonly Other<Organization>[] = [
  (it, n) => ({ ...it, whenNoConnectorMatches: pick(['ndr', 'dns'], n) }),
  (it, n) => ({ ...it, domains: it.domains.slice(n % 3) }),
  ...[1, 2].map((): Other<Organization> => (it, n) => ({ ...it, mailExchangersFor: pick(exchangers, n) })),
  (it, n) => ({ ...it, mailExchangers: [at(`EX${n % 5}`), at('EX9')] }),
  ...[1, 2].map((): Other<Organization> => (it, n) => ({ ...it, contacts: pick(contacts, n).map(contact) })),
  (it) => ({ ...it, wildcardIncludesItsDomain: !it.wildcardIncludesItsDomain }),
  (it, n) => ({ ...it, limitSizeBytes: pick([Infinity, 1000], n) }),
  (it, n) => ({ ...it, linkStateDelaySeconds: n }),
];

const otherMailSystems: readonly Other<readonly MailSystem[]>[] = [
  (_, n) => pick([[], ...otherSystems], n),
  (it) => it.toReversed(),
  (it) => it.slice(1),
  (it, n) => it.map((each) => ({ ...each, forwardsUnresolvedTo: pick(hosts, n).map(host)[0] })),
  (it, n) => it.map((each) => mailSystem(each.name, pick([['fabrikam.com'], ['g0.com', 'g1.com'], []], n), 'EX2')),
  (it, n) => it.map((each) => ({ ...each, documentation: `said ${n}` })),
];

function withOther<T>(
  list: readonly T[],
  which: number,
  others: readonly Other<T>[],
  how: number,
  n: number,
): readonly T[] {
  if (list.length === 0) return list;
  const index = which % list.length;
  return list.map((each, place) => (place === index ? pick(others, how)(each, n) : each));
}

/** Names are taken once: a later declaration of one is in no list of a topology. */
function distinct<T extends { readonly key: string }>(list: readonly T[]): readonly T[] {
  return list.filter((each, index) => list.findIndex(({ key }) => key === each.key) === index);
}

function without<T>(list: readonly T[], which: number): readonly T[] {
  return list.filter((_, index) => index !== which % list.length);
}

function inserted<T>(list: readonly T[], which: number, it: T): readonly T[] {
  return list.toSpliced(which % (list.length + 1), 0, it);
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const it = list[from % list.length];
  return it === undefined ? list : inserted(without(list, from), to, it);
}

export const edit = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('connector' as const) },
    { weight: 8, arbitrary: fc.constant('server' as const) },
    { weight: 1, arbitrary: fc.constant('organization' as const) },
    { weight: 2, arbitrary: fc.constant('mail system' as const) },
    { weight: 2, arbitrary: fc.constant('remove' as const) },
    { weight: 4, arbitrary: fc.constant('add' as const) },
    { weight: 1, arbitrary: fc.constant('move' as const) },
    { weight: 2, arbitrary: fc.constant('group' as const) },
    { weight: 1, arbitrary: fc.constant('test' as const) },
  ),
  which: fc.nat(19),
  how: fc.nat(39),
  n: fc.nat(59),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

export function edited(it: Parts, { kind, which, how, n }: Edit): Parts {
  const { servers, connectors, organization } = it;
  switch (kind) {
    case 'connector':
      return { ...it, connectors: distinct(withOther(connectors.filter(isOf2003), which, otherConnectors, how, n)) };
    case 'server':
      return { ...it, servers: distinct(withOther(servers, which, otherServers, how, n)) };
    case 'organization':
      return { ...it, organization: pick(otherOrganizations, how)(organization, n) };
    case 'mail system':
      return { ...it, mailSystems: pick(otherMailSystems, how)(it.mailSystems, n) };
    case 'remove':
      return how % 2 === 0
        ? { ...it, servers: without(servers, which) }
        : { ...it, connectors: without(connectors, which) };
    case 'add': {
      const name = n < 20 ? `EX${n % 10}` : `${pick(['EX', 'MBX'], n)}${which % 5}`;
      const more = server(name, `G${which % 5}`, { mailboxes: n % 2 === 0 ? [pattern('*@g3.com')] : [] });
      const [from, to] = [n % 5, which % 5];
      const link = groupConnector(`more ${n}`, `G${from}`, `G${to}`, n % 4, {
        targets: [at(`EX${to}`), at(`MBX${to}`)],
      });
      return how % 2 === 0
        ? { ...it, servers: distinct(inserted(servers, how, more)) }
        : { ...it, connectors: distinct(inserted(connectors, how, link)) };
    }
    case 'move':
      return how % 2 === 0
        ? { ...it, servers: moved(servers, which, n) }
        : { ...it, connectors: moved(connectors, which, n) };
    case 'group':
      return editedGroups(it, { which, how, n });
    case 'test':
      return { ...it, tests: it.tests.map((each, index) => (index === which ? { ...each } : each)) };
  }
}

function editedGroups(it: Parts, { which, how, n }: Omit<Edit, 'kind'>): Parts {
  const { groups } = it;
  const name = groups[which % Math.max(1, groups.length)] ?? 'G0';
  switch (how % 5) {
    case 0:
      return { ...it, groups: groups.filter((each) => each !== name) };
    case 1:
      return { ...it, groups: [...new Set(inserted(groups, n, `G${which % 7}`))] };
    case 2:
      return { ...it, groups: moved(groups, which, n) };
    case 3:
      return { ...it, groups: groups.map((each) => (each === name ? name.toLowerCase() : each)) };
    default:
      return { ...it, masters: { ...it.masters, [keyOf(name)]: `MBX${n % 5}` } };
  }
}
