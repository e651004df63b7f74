// The objects of a topology with the defaults of the language filled in (docs/language.md): the one place where a default
// is written. What was read from text is made here, and so is what an import or a test makes without any text.

import { defaultPort } from '#core/syntax/values';
import { hostNameAsKey } from './host.ts';
import { keyOf, virtualServerKey } from './keys.ts';
import { addTo } from './multimap.ts';
import { withSenders } from './members-of-senders.ts';
import type {
  Address,
  AddressSpace,
  AdministrativeGroup,
  Binding,
  ConnectedGroup,
  Connector,
  Key,
  MailSystem,
  Organization,
  Reference,
  RoutingGroup,
  RoutingGroupConnector,
  Scenario,
  Send,
  SenderGroup,
  Server,
  SmtpConnector,
  Test,
  Topology,
  VirtualServer,
  X400Connector,
} from './topology.ts';

/** What is said of an object; undefined, like what is not mentioned, leaves the default. */
export type Given<T> = { readonly [Field in keyof T]?: T[Field] | undefined };

/** The routing model of a topology that names none. */
const defaultModel = 'exchange-2003';
/** The virtual server of a server that declares none. */
const defaultVirtualServerName = 'Default SMTP Virtual Server';
/** The cost of a connector, a connected group or an address space that writes none (routing.md §1.5). */
export const defaultCost = 1;

/** An organization; with nothing given, what holds where none is declared. */
export function makeOrganization(given: Given<Organization> = {}): Organization {
  const defaults: Organization = {
    name: '',
    place: undefined,
    documentation: '',
    faulty: false,
    model: { value: defaultModel, place: undefined },
    domains: [],
    mailExchangers: [],
    mailExchangersFor: [],
    contacts: [],
    whenNoConnectorMatches: 'ndr',
    whenConnectorsTie: 'nearest',
    wildcardIncludesItsDomain: true,
    linkStateDelaySeconds: 0,
    limitSizeBytes: Infinity,
    limitRecipients: Infinity,
  };
  return filled(defaults, given);
}

/** An administrative group. */
export function makeAdministrativeGroup(name: string, given: Given<AdministrativeGroup> = {}): AdministrativeGroup {
  return filled({ kind: 'administrative group', ...declared(name), routingGroups: [] }, given);
}

/** A routing group; `makeTopology` finds its members. */
export function makeRoutingGroup(name: string, given: Given<RoutingGroup> = {}): RoutingGroup {
  const defaults: RoutingGroup = {
    kind: 'routing group',
    ...declared(name),
    administrativeGroup: undefined,
    master: undefined,
    servers: [],
    connectors: [],
  };
  return filled(defaults, given);
}

/** A server of a routing group. One that has no virtual server of its own has the default one. */
export function makeServer(name: string, group: Key, given: Given<Server> = {}): Server {
  const defaults: Server = {
    kind: 'server',
    ...declared(name),
    group,
    addresses: [],
    virtualServers: given.virtualServers ?? [
      makeVirtualServer(defaultVirtualServerName, keyOf(name), { implicit: true }),
    ],
    mailboxes: [],
    checkConnectorRestrictions: false,
    suppressLinkStateChanges: false,
    ratePerSecond: Infinity,
  };
  return filled(defaults, given);
}

const minutes = 60;
const hours = 60 * minutes;

/** A virtual server, on all unassigned addresses unless its bindings are given (routing.md §1.4; retries are ours, §13.17). */
export function makeVirtualServer(name: string, server: Key, given: Given<VirtualServer> = {}): VirtualServer {
  const defaults: VirtualServer = {
    kind: 'virtual server',
    ...declared(name),
    server,
    implicit: false,
    bindings: [makeBinding('all unassigned')],
    fqdn: undefined,
    smartHosts: [],
    attemptDirectDelivery: false,
    outgoingPort: defaultPort,
    hopLimit: 30,
    limitSizeBytes: Infinity,
    limitRecipients: 64_000,
    retrySeconds: { first: [10 * minutes, 10 * minutes, 10 * minutes], then: 15 * minutes },
    delayNotificationSeconds: 12 * hours,
    expireSeconds: 48 * hours,
    connections: 1000,
    connectionsPerDomain: 100,
    messagesPerConnection: 20,
    relay: 'authenticated',
    stopped: false,
    unresolvedRecipientsTo: undefined,
  };
  return filled(defaults, given);
}

/** What a virtual server listens on. */
export function makeBinding(address: Binding['address'], given: Given<Binding> = {}): Binding {
  return filled({ address, port: defaultPort, place: undefined }, given);
}

/** A connector one way to a routing group, from every server of its own unless bridgeheads are given. */
export function makeRoutingGroupConnector(
  name: string,
  group: Key,
  given: Given<RoutingGroupConnector> = {},
): RoutingGroupConnector {
  const kind = 'routing group connector';
  return filled({ kind, ...declared(name), group, bridgeheads: 'any', ...connectorDefaults, targets: [] }, given);
}

/** A connector to the outside, or to other routing groups, by SMTP. */
export function makeSmtpConnector(name: string, group: Key, given: Given<SmtpConnector> = {}): SmtpConnector {
  const defaults: SmtpConnector = {
    kind: 'smtp connector',
    ...declared(name),
    group,
    ...connectorDefaults,
    ...outwardDefaults,
    delivery: { kind: 'dns' },
    relayToTheseDomains: false,
  };
  return filled(defaults, given);
}

/** A connector to an X.400 system. */
export function makeX400Connector(name: string, group: Key, given: Given<X400Connector> = {}): X400Connector {
  const kind = 'x400 connector';
  const own = { ...connectorDefaults, ...outwardDefaults, remoteHost: undefined };
  return filled({ kind, ...declared(name), group, ...own }, given);
}

type InCommon = Extract<keyof SmtpConnector, keyof RoutingGroupConnector>;

const connectorDefaults = {
  connects: [],
  acceptFrom: [],
  rejectFrom: [],
  acceptFromGroups: [],
  rejectFromGroups: [],
  limitSizeBytes: Infinity,
  priorities: ['high', 'normal', 'low'],
  messageTypes: ['system', 'non-system'],
  schedule: { kind: 'always' },
  oversize: undefined,
  holdForPickup: false,
  bandwidthBitsPerSecond: Infinity,
  latencySeconds: 0,
} as const satisfies Pick<
  Connector,
  Exclude<InCommon, 'kind' | 'group' | 'bridgeheads' | keyof ReturnType<typeof declared>>
>;

const outwardDefaults = {
  bridgeheads: [],
  addressSpaces: [],
  scope: 'organization',
} as const satisfies Pick<SmtpConnector, 'bridgeheads' | 'addressSpaces' | 'scope'>;

/** A routing group that a connector leads to. */
export function makeConnectedGroup(group: Reference, given: Given<ConnectedGroup> = {}): ConnectedGroup {
  return filled({ group, cost: defaultCost, costPlace: undefined, list: 0 }, given);
}

/** An address space, of type SMTP unless a type is given. */
export function makeAddressSpace(pattern: string, given: Given<AddressSpace> = {}): AddressSpace {
  return filled({ type: 'SMTP', pattern, cost: defaultCost, place: undefined, costPlace: undefined, list: 0 }, given);
}

/** A group of senders. */
export function makeSenderGroup(name: string, given: Given<SenderGroup> = {}): SenderGroup {
  return filled({ kind: 'senders', ...declared(name), patterns: [], groups: [] }, given);
}

/** Another mail system. */
export function makeMailSystem(name: string, given: Given<MailSystem> = {}): MailSystem {
  const defaults = { ...declared(name), key: hostNameAsKey(name), accepts: [], forwardsUnresolvedTo: undefined };
  return filled({ kind: 'host', ...defaults }, given);
}

/** A message; what is not given of it `messageOf` fills in, as the default sender is the topology's. */
export function makeSend(from: Send['from'], to: Address, given: Given<Send> = {}): Send {
  const open = { sender: undefined, sizeBytes: undefined, priority: undefined, at: undefined };
  return filled({ from, to, ...open, system: false, place: undefined }, given);
}

/** A test. */
export function makeTest(name: string, given: Given<Test> = {}): Test {
  return filled({ kind: 'test', ...declared(name), down: [], send: undefined, expectations: [] }, given);
}

/** A scenario: it starts on Monday at 00:00, and runs until nothing waits and no event is left. */
export function makeScenario(name: string, given: Given<Scenario> = {}): Scenario {
  const defaults: Scenario = {
    kind: 'scenario',
    ...declared(name),
    start: 0,
    seed: 1,
    runForSeconds: undefined,
    down: [],
    events: [],
    expectations: [],
  };
  return filled(defaults, given);
}

/** What a topology is made of. Servers and connectors name their groups; groups need not name them. */
export interface TopologyParts {
  readonly organization?: Organization;
  readonly administrativeGroups?: readonly AdministrativeGroup[];
  readonly routingGroups?: readonly RoutingGroup[];
  readonly servers?: readonly Server[];
  readonly connectors?: readonly Connector[];
  readonly senderGroups?: readonly SenderGroup[];
  readonly mailSystems?: readonly MailSystem[];
  readonly tests?: readonly Test[];
  readonly scenarios?: readonly Scenario[];
}

/** A topology of these parts, whose names are distinct: of two with one name both are in it, and looking finds the last. */
export function makeTopology(parts: TopologyParts): Topology {
  const { servers = [], senderGroups = [], mailSystems = [] } = parts;
  const senderGroupByKey = byKey(senderGroups);
  const connectors = (parts.connectors ?? []).map((each) => withSenders(each, senderGroupByKey));
  const routingGroups = withMembers(parts.routingGroups ?? [], { servers, connectors });
  const virtualServers = servers.flatMap((server) => server.virtualServers);
  return {
    organization: parts.organization ?? makeOrganization(),
    administrativeGroups: parts.administrativeGroups ?? [],
    routingGroups,
    servers,
    connectors,
    senderGroups,
    mailSystems,
    tests: parts.tests ?? [],
    scenarios: parts.scenarios ?? [],
    routingGroupByKey: byKey(routingGroups),
    serverByKey: byKey(servers),
    virtualServerByKey: new Map(virtualServers.map((each) => [virtualServerKey(each.server, each.key), each])),
    connectorByKey: byKey(connectors),
    senderGroupByKey,
    mailSystemByKey: byKey(mailSystems),
    duplicates: [],
  };
}

/** Routing groups with their members, in the order of these. */
export function withMembers(
  groups: readonly RoutingGroup[],
  members: { readonly servers: readonly Server[]; readonly connectors: readonly Connector[] },
): readonly RoutingGroup[] {
  const servers = keysByGroup(members.servers);
  const connectors = keysByGroup(members.connectors);
  return groups.map((group) => ({
    ...group,
    servers: servers.get(group.key) ?? [],
    connectors: connectors.get(group.key) ?? [],
  }));
}

function keysByGroup(members: readonly (Server | Connector)[]): ReadonlyMap<Key, readonly Key[]> {
  const found = new Map<Key, Key[]>();
  for (const { group, key } of members) addTo(found, group, key);
  return found;
}

function byKey<T extends { readonly key: Key }>(items: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(items.map((item) => [item.key, item]));
}

/** What is common to all declarations, of one that nobody wrote. */
function declared(name: string) {
  return { key: keyOf(name), name, place: undefined, documentation: '', faulty: false };
}

function filled<T extends object>(defaults: T, given: Given<T>): T {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) };
}
