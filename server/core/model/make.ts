// The objects of a topology with the defaults of the language filled in (docs/language.md): the one place where a default
// is written. What was read from text is made here, and so is what an import or a test makes without any text.

import { dearest } from './free-cost.ts';
import { defaultPort } from '#core/syntax/values';
import { hostNameAsKey } from './host.ts';
import { keyOf, referenceTo, virtualServerKey } from './keys.ts';
import { addTo } from './multimap.ts';
import { withSenders } from './members-of-senders.ts';
import { withSite } from './send-connectors.ts';
import type { DomainAuthority } from '#core/syntax/tree';
import type {
  AcceptedDomain,
  Address,
  AddressSpace,
  AdministrativeGroup,
  Binding,
  ConnectedGroup,
  Connector,
  Dag,
  Database,
  Key,
  MailSystem,
  Organization,
  ReceiveConnector,
  Reference,
  RoutingGroup,
  RoutingGroupConnector,
  Scenario,
  Send,
  SendConnector,
  SenderGroup,
  Server,
  SiteLink,
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

const megabyte = 1024 * 1024;

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
    remoteMailboxes: [],
    whenNoConnectorMatches: 'ndr',
    whenConnectorsTie: 'nearest',
    wildcardIncludesItsDomain: true,
    highestCost: dearest,
    linkStateDelaySeconds: 0,
    limitSizeBytes: Infinity,
    limitSendSizeBytes: 10 * megabyte,
    limitReceiveSizeBytes: 10 * megabyte,
    limitRecipients: Infinity,
  };
  return filled(defaults, given);
}

/** An accepted domain, authoritative unless something else is given. */
export function makeAcceptedDomain(domain: string, authority: DomainAuthority = 'authoritative'): AcceptedDomain {
  return { domain: domain.toLowerCase(), authority, shared: authority !== 'authoritative', place: undefined };
}

/** An administrative group. */
export function makeAdministrativeGroup(name: string, given: Given<AdministrativeGroup> = {}): AdministrativeGroup {
  return filled({ kind: 'administrative group', ...declared(name), routingGroups: [] }, given);
}

/** A routing group, or a site if its kind is given; `makeTopology` finds its members. */
export function makeRoutingGroup(name: string, given: Given<RoutingGroup> = {}): RoutingGroup {
  const defaults: RoutingGroup = {
    kind: 'routing group',
    ...declared(name),
    hub: false,
    noInboundMail: false,
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
    isEdge: false,
    databases: [],
    expands: [],
    receiveConnectors: [],
    checkConnectorRestrictions: false,
    suppressLinkStateChanges: false,
    ratePerSecond: Infinity,
  };
  return filled(defaults, given);
}

/** A database on the server of that key. */
export function makeDatabase(name: string, server: Key, given: Given<Database> = {}): Database {
  return filled({ kind: 'database', ...declared(name), server, implicit: false, mailboxes: [], copies: [] }, given);
}

/** The database of a server for the mailboxes that it says outside of any, as its queue is named (routing-exchange-2013.md §13.10). */
function unnamedDatabase(server: string, mailboxes: Server['mailboxes']): Database {
  return makeDatabase(`Mailbox Database ${server}`, keyOf(server), { implicit: true, mailboxes });
}

/**
 * A Mailbox server or Edge server of a site. It sends by one service: its only virtual server, which has no name and the
 * defaults of the Transport service (routing-exchange-2013.md §9). `mailboxes` are those outside of any database.
 */
export function makeTransportServer(
  name: string,
  site: Key,
  given: Given<Server> = {},
  service: Given<VirtualServer> = {},
): Server {
  const { mailboxes = [], databases = [], isEdge = false } = given;
  const all = mailboxes.length === 0 ? databases : [unnamedDatabase(name, mailboxes), ...databases];
  const virtualServer = makeVirtualServer('', keyOf(name), {
    implicit: true,
    retrySeconds: {
      first: [1, 1, 1, 1, ...(isEdge ? [10, 10, 10, 10, 10, 10] : [5, 5, 5, 5, 5, 5])].map((count) => count * minutes),
      then: (isEdge ? 30 : 10) * minutes,
    },
    delayNotificationSeconds: 4 * hours,
    connectionsPerDomain: 20,
    ...Object.fromEntries(Object.entries(service).filter(([, value]) => value !== undefined)),
  });
  return makeServer(name, site, {
    ...given,
    virtualServers: [virtualServer],
    mailboxes: all.flatMap((database) => database.mailboxes),
    databases: all,
  });
}

/** A Receive connector, for everybody unless ranges are given (routing-exchange-2013.md §1.5). */
export function makeReceiveConnector(name: string, server: Key, given: Given<ReceiveConnector> = {}): ReceiveConnector {
  const defaults: ReceiveConnector = {
    kind: 'receive connector',
    ...declared(name),
    server,
    implicit: false,
    service: 'frontend',
    bindings: [makeBinding('all available')],
    from: [],
    relay: 'authenticated',
    limitSizeBytes: 36 * megabyte,
    limitRecipients: 200,
    hopLimit: 30,
    fqdn: undefined,
    stopped: false,
  };
  return filled(defaults, given);
}

/** The cost of an IP site link in Active Directory that writes none (routing-exchange-2013.md §1.2). */
export const defaultLinkCost = 100;

/** An IP site link. */
export function makeSiteLink(name: string, given: Given<SiteLink> = {}): SiteLink {
  const defaults: SiteLink = {
    kind: 'site link',
    ...declared(name),
    sites: [],
    cost: { value: defaultLinkCost, place: undefined },
    exchangeCost: undefined,
    limitSizeBytes: Infinity,
  };
  return filled(defaults, given);
}

/** A DAG. */
export function makeDag(name: string, given: Given<Dag> = {}): Dag {
  return filled({ kind: 'dag', ...declared(name), members: [] }, given);
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

/** A Send connector, foreign connector or delivery agent connector; `makeTopology` finds its site. */
export function makeSendConnector(
  kind: SendConnector['kind'],
  name: string,
  given: Given<SendConnector> = {},
): SendConnector {
  const defaults: SendConnector = {
    kind,
    ...declared(name),
    group: keyOf(''),
    ...connectorDefaults,
    bridgeheads: [],
    addressSpaces: [],
    scope: 'organization',
    limitSizeBytes: kind === 'send connector' ? 35 * megabyte : Infinity,
    delivery: { kind: 'dns' },
    proxyThroughFrontend: false,
    implicit: false,
  };
  return filled(defaults, given);
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
  disabled: false,
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

/** `EdgeSync - X to Internet`, as a subscription of Edge servers to site X makes it (routing-exchange-2013.md §6) [MS-EDGESUB]. */
export function edgeConnectorsOf(
  groups: readonly RoutingGroup[],
  servers: readonly Server[],
  taken: ReadonlyMap<Key, Connector>,
): readonly SendConnector[] {
  const edges = servers.filter(({ isEdge }) => isEdge);
  if (edges.length === 0) return [];
  return groups.flatMap((site) => {
    const sources = edges.filter(({ group }) => group === site.key);
    const name = `EdgeSync - ${site.name} to Internet`;
    if (sources.length === 0 || taken.has(keyOf(name))) return [];
    return makeSendConnector('send connector', name, {
      group: site.key,
      implicit: true,
      bridgeheads: sources.map((server) => ({
        server: referenceTo(server.name),
        virtualServer: undefined,
        place: undefined,
      })),
      addressSpaces: [makeAddressSpace('*', { cost: edgeCost })],
    });
  });
}

const edgeCost = 100;

/** What a topology is made of. Servers and connectors name their groups; groups need not name them. */
export interface TopologyParts {
  readonly organization?: Organization;
  readonly administrativeGroups?: readonly AdministrativeGroup[];
  readonly routingGroups?: readonly RoutingGroup[];
  readonly servers?: readonly Server[];
  readonly connectors?: readonly Connector[];
  readonly siteLinks?: readonly SiteLink[];
  readonly dags?: readonly Dag[];
  readonly senderGroups?: readonly SenderGroup[];
  readonly mailSystems?: readonly MailSystem[];
  readonly tests?: readonly Test[];
  readonly scenarios?: readonly Scenario[];
}

/** A topology of these parts, whose names are distinct: of two with one name both are in it, and looking finds the last. */
export function makeTopology(parts: TopologyParts): Topology {
  const { servers = [], senderGroups = [], mailSystems = [], siteLinks = [], dags = [] } = parts;
  const senderGroupByKey = byKey(senderGroups);
  const serverByKey = byKey(servers);
  const written = (parts.connectors ?? []).map((each) => withSite(withSenders(each, senderGroupByKey), serverByKey));
  const connectors = [...written, ...edgeConnectorsOf(parts.routingGroups ?? [], servers, byKey(written))];
  const routingGroups = withMembers(parts.routingGroups ?? [], { servers, connectors });
  const virtualServers = servers.flatMap((server) => server.virtualServers);
  return {
    organization: parts.organization ?? makeOrganization(),
    administrativeGroups: parts.administrativeGroups ?? [],
    routingGroups,
    servers,
    connectors,
    siteLinks,
    dags,
    senderGroups,
    mailSystems,
    tests: parts.tests ?? [],
    scenarios: parts.scenarios ?? [],
    routingGroupByKey: byKey(routingGroups),
    serverByKey,
    virtualServerByKey: new Map(virtualServers.map((each) => [virtualServerKey(each.server, each.key), each])),
    connectorByKey: byKey(connectors),
    siteLinkByKey: byKey(siteLinks),
    dagByKey: byKey(dags),
    databaseByKey: byKey(servers.flatMap(({ databases }) => databases)),
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
