// Topologies built in code, for properties and benches that make thousands of them. Fixtures are text.

import { keyOf, virtualServerKey } from '#core/model/keys';
import type {
  AddressPattern,
  Connector,
  Element,
  Host,
  Organization,
  Reference,
  RoutingGroup,
  RoutingGroupConnector,
  Send,
  Server,
  SmtpConnector,
  Topology,
  VirtualServer,
  VirtualServerReference,
} from '#core/model/topology';

type Draft<T> = { -readonly [P in keyof T]?: T[P] };

export function named(name: string): Reference {
  return { key: keyOf(name), name, place: undefined };
}

/** `SERVER` or `SERVER/VS`. */
export function at(text: string): VirtualServerReference {
  const [server = '', virtualServer] = text.split('/');
  return {
    server: named(server),
    virtualServer: virtualServer === undefined ? undefined : named(virtualServer),
    place: undefined,
  };
}

function declared(name: string) {
  return { key: keyOf(name), name, place: undefined, documentation: '', faulty: false };
}

export function pattern(text: string): AddressPattern {
  const [local, domain] = text.split('@');
  return { type: 'SMTP', pattern: text, local, domain, place: undefined };
}

export function host(text: string): Host {
  const bracketed = text.startsWith('[');
  const bare = text.replace(/[[\]]/g, '');
  const address = /^[\d.]+$/.test(bare) ? bare : undefined;
  return { text, address, bracketed, place: undefined };
}

export function organization(draft: Draft<Organization> = {}): Organization {
  return {
    name: 'Contoso',
    place: undefined,
    documentation: '',
    faulty: false,
    model: { value: 'exchange-2003', place: undefined },
    domains: [{ domain: 'contoso.com', shared: false, place: undefined }],
    mailExchangers: [],
    whenNoConnectorMatches: 'ndr',
    whenConnectorsTie: 'nearest',
    wildcardIncludesItsDomain: true,
    linkStateDelaySeconds: 0,
    limitSizeBytes: Infinity,
    limitRecipients: Infinity,
    ...draft,
  };
}

export function virtualServer(server: string, name: string, draft: Draft<VirtualServer> = {}): VirtualServer {
  return {
    kind: 'virtual server',
    ...declared(name),
    server: keyOf(server),
    implicit: false,
    bindings: [{ address: 'all unassigned', port: 25, place: undefined }],
    fqdn: undefined,
    smartHosts: [],
    outgoingPort: 25,
    hopLimit: 30,
    limitSizeBytes: Infinity,
    limitRecipients: 64000,
    retrySeconds: { first: [600, 600, 600], then: 900 },
    delayNotificationSeconds: 43200,
    expireSeconds: 172800,
    connections: 1000,
    connectionsPerDomain: 100,
    messagesPerConnection: 20,
    relay: 'authenticated',
    stopped: false,
    unresolvedRecipientsTo: undefined,
    ...draft,
  };
}

export function server(name: string, group: string, draft: Draft<Server> = {}): Server {
  return {
    kind: 'server',
    ...declared(name),
    group: keyOf(group),
    addresses: [],
    virtualServers: [virtualServer(name, 'Default SMTP Virtual Server', { implicit: true })],
    mailboxes: [],
    checkConnectorRestrictions: false,
    suppressLinkStateChanges: false,
    ratePerSecond: Infinity,
    ...draft,
  };
}

function connectorBase(name: string, group: string) {
  return {
    ...declared(name),
    group: keyOf(group),
    acceptFrom: [],
    rejectFrom: [],
    limitSizeBytes: Infinity,
    priorities: ['high', 'normal', 'low'],
    messageTypes: ['system', 'non-system'],
    schedule: { kind: 'always' },
    oversize: undefined,
    holdForPickup: false,
    bandwidthBitsPerSecond: Infinity,
    latencySeconds: 0,
  } as const;
}

export function groupConnector(
  name: string,
  group: string,
  to: string,
  cost: number,
  draft: Draft<RoutingGroupConnector> & Pick<RoutingGroupConnector, 'targets'>,
): RoutingGroupConnector {
  return {
    kind: 'routing group connector',
    ...connectorBase(name, group),
    bridgeheads: 'any',
    connects: [{ group: named(to), cost, costPlace: undefined, list: 0 }],
    ...draft,
  };
}

export function smtpConnector(
  name: string,
  group: string,
  spaces: readonly { readonly pattern: string; readonly cost: number }[],
  draft: Draft<SmtpConnector> & Pick<SmtpConnector, 'bridgeheads'>,
): SmtpConnector {
  return {
    kind: 'smtp connector',
    ...connectorBase(name, group),
    connects: [],
    addressSpaces: spaces.map((space) => ({ type: 'SMTP', ...space, place: undefined, costPlace: undefined, list: 0 })),
    scope: 'organization',
    delivery: { kind: 'dns' },
    relayToTheseDomains: false,
    ...draft,
  };
}

/** A topology of these parts; groups are those that servers and connectors name, in the order they first appear. */
export function topologyOf(
  servers: readonly Server[],
  connectors: readonly Connector[],
  draft: Draft<Organization> = {},
  groupNames: readonly string[] = [...new Set(servers.map((it) => it.group as string))],
): Topology {
  const groups = groupNames.map((name): RoutingGroup => {
    const key = keyOf(name);
    return {
      kind: 'routing group',
      ...declared(name),
      administrativeGroup: undefined,
      master: undefined,
      servers: servers.filter((it) => it.group === key).map((it) => it.key),
      connectors: connectors.filter((it) => it.group === key).map((it) => it.key),
    };
  });
  const virtualServers = servers.flatMap((it) => it.virtualServers);
  return {
    organization: organization(draft),
    administrativeGroups: [],
    routingGroups: groups,
    servers,
    connectors,
    tests: [],
    scenarios: [],
    routingGroupByKey: new Map(groups.map((it) => [it.key, it])),
    serverByKey: new Map(servers.map((it) => [it.key, it])),
    virtualServerByKey: new Map(virtualServers.map((it) => [virtualServerKey(it.server, it.key), it])),
    connectorByKey: new Map(connectors.map((it) => [it.key, it])),
    duplicates: [],
  };
}

export function send(from: string, to: string, draft: Draft<Send> = {}): Send {
  const [local, domain] = to.split('@');
  return {
    from: from === 'internet' ? { kind: 'internet' } : { kind: 'server', ...at(from) },
    to: { type: 'SMTP', address: to, local, domain },
    sender: undefined,
    sizeBytes: undefined,
    priority: undefined,
    system: false,
    at: undefined,
    place: undefined,
    ...draft,
  };
}

export function serverDown(name: string): Element {
  return { kind: 'server', server: named(name) };
}
export function connectorDown(name: string): Element {
  return { kind: 'connector', connector: named(name) };
}
