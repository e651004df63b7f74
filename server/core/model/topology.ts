// The resolved topology: what the files of a root say together, defaults filled in. Plain readonly data.
// Objects name each other by key and are looked up in the topology's maps, so an object is a function of the
// declaration it was written as, and stays the same object while that declaration does. A topology can as well come
// from an import instead of our text: then `place` is undefined.

import type {
  AddressNode,
  Comparison,
  DomainAuthority,
  IpNetwork,
  IpRange,
  MessageType,
  Outcome,
  Piece,
  Priority,
  QueueActionKind,
  ScenarioAction,
  Schedule,
  SecondOfWeek,
  Span,
} from '#core/syntax/tree';

/** A file of the topology, as its caller names it (a URI in the editor, a path on the command line). */
export type FileId = string;

/** Where something is written: `span` counts from the start of `piece`. `spanOf(tree, place)` makes it absolute. */
export interface Place {
  readonly file: FileId;
  readonly piece: Piece;
  readonly span: Span;
}

/** A name folded for comparison; made by `keyOf` alone. Names compare without regard to case. */
export type Key = string & { readonly __brand: 'Key' };

/** A virtual server's key in the whole topology: its server's key, a line end, its own; made by `virtualServerKey` alone. */
export type VirtualServerKey = string & { readonly __brand: 'VirtualServerKey' };

/** A name that means something declared elsewhere, perhaps (yet) nothing. */
export interface Reference {
  readonly key: Key;
  /** As written. */
  readonly name: string;
  readonly place: Place | undefined;
}

/** `SERVER` or `SERVER/VS`; without a virtual server it means the server's default (first) one. */
export interface VirtualServerReference {
  readonly server: Reference;
  readonly virtualServer: Reference | undefined;
  readonly place: Place | undefined;
}

/** A value with its place: undefined where it is a default. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place | undefined;
}

interface Declared {
  readonly key: Key;
  /** As declared. */
  readonly name: string;
  /** Where the name is written. */
  readonly place: Place | undefined;
  readonly documentation: string;
  /** Part of its own text could not be understood: nothing should be concluded from what it lacks. */
  readonly faulty: boolean;
}

export interface Organization {
  /** '' when the topology declares none. */
  readonly name: string;
  readonly place: Place | undefined;
  readonly documentation: string;
  readonly faulty: boolean;
  /** The routing model's name, `exchange-2003` unless written. */
  readonly model: Placed<string>;
  readonly domains: readonly AcceptedDomain[];
  /** For all domains that have none of their own. */
  readonly mailExchangers: readonly VirtualServerReference[];
  readonly mailExchangersFor: readonly DomainExchangers[];
  readonly contacts: readonly Contact[];
  readonly remoteMailboxes: readonly RemoteMailbox[];
  readonly whenNoConnectorMatches: 'ndr' | 'dns';
  readonly whenConnectorsTie: 'nearest' | 'spread';
  readonly wildcardIncludesItsDomain: boolean;
  /** Of ways between routing groups; address spaces go to 100. */
  readonly highestCost: number;
  readonly linkStateDelaySeconds: number;
  /** Infinity unless written. */
  readonly limitSizeBytes: number;
  /** What today's Exchange asks instead; 10 MB unless written. */
  readonly limitSendSizeBytes: number;
  readonly limitReceiveSizeBytes: number;
  /** Infinity unless written. */
  readonly limitRecipients: number;
}

export interface AcceptedDomain {
  /** Lower case; `*.contoso.com` is contoso.com with all below it, `*` every domain. */
  readonly domain: string;
  readonly authority: DomainAuthority;
  /** Whether a recipient whom nobody here knows may be elsewhere: it is not authoritative. */
  readonly shared: boolean;
  readonly place: Place | undefined;
}

/** Mailboxes in Microsoft 365, known here by an address in this domain. */
export interface RemoteMailbox {
  readonly patterns: readonly AddressPattern[];
  /** Lower case. */
  readonly domain: Placed<string>;
}

/** Where mail from the Internet for some domains arrives. */
export interface DomainExchangers {
  /** Lower case. */
  readonly domains: readonly Placed<string>[];
  /** Servers of ours by name or by what they present; another name with a dot is a host outside. */
  readonly exchangers: readonly VirtualServerReference[];
}

/** An address without a mailbox; mail for it goes to the target. */
export interface Contact {
  readonly address: Placed<Address>;
  readonly target: Placed<Address>;
}

export interface AdministrativeGroup extends Declared {
  readonly kind: 'administrative group';
  readonly routingGroups: readonly Key[];
}

/** Servers that stand together: a routing group of 2003, or a site of Active Directory. */
export interface RoutingGroup extends Declared {
  readonly kind: 'routing group' | 'site';
  /** Of a site: mail whose least-cost path leads through it stops there. */
  readonly hub: boolean;
  /** Of a site: none of its servers takes mail from elsewhere. */
  readonly noInboundMail: boolean;
  readonly administrativeGroup: Key | undefined;
  /** As written; undefined means the first server declared. */
  readonly master: Reference | undefined;
  readonly servers: readonly Key[];
  readonly connectors: readonly Key[];
}

export interface Server extends Declared {
  readonly kind: 'server';
  readonly group: Key;
  /** Addresses of its network cards, canonical; empty when not declared: then bindings are not checked against them. */
  readonly addresses: readonly Placed<string>[];
  /** At least one; the first is the default one, made up (`implicit`) when none is declared. */
  readonly virtualServers: readonly VirtualServer[];
  /** Those in its databases among them. */
  readonly mailboxes: readonly AddressPattern[];
  /** Of a server in a site. */
  readonly isEdge: boolean;
  /** Its databases; the mailboxes that are written outside of any are in one that nobody named. */
  readonly databases: readonly Database[];
  /** Distribution groups that it expands. */
  readonly expands: readonly Placed<Address>[];
  /** Those that are declared; setup makes others, which `receiveConnectorsOf` adds. */
  readonly receiveConnectors: readonly ReceiveConnector[];
  readonly checkConnectorRestrictions: boolean;
  readonly suppressLinkStateChanges: boolean;
  /** Messages a second the server can categorize; Infinity unless written. */
  readonly ratePerSecond: number;
}

/** A mailbox database: its active copy is on its server, or on the first that runs of those with a copy. */
export interface Database extends Declared {
  readonly kind: 'database';
  readonly server: Key;
  readonly mailboxes: readonly AddressPattern[];
  readonly copies: readonly Reference[];
  /** Nobody wrote it: it holds what the server says outside of any database. */
  readonly implicit: boolean;
}

/** A Receive connector of a server. */
export interface ReceiveConnector extends Declared {
  readonly kind: 'receive connector';
  readonly server: Key;
  readonly implicit: boolean;
  readonly service: 'frontend' | 'transport';
  readonly bindings: readonly Binding[];
  /** Remote addresses that it takes connections from; none is everybody. */
  readonly from: readonly PlacedRange[];
  readonly relay: VirtualServer['relay'];
  readonly limitSizeBytes: number;
  readonly limitRecipients: number;
  readonly hopLimit: number;
  readonly fqdn: string | undefined;
  readonly stopped: boolean;
}

export interface PlacedRange extends IpRange {
  readonly place: Place | undefined;
}

/** An IP site link: every site of it reaches every other one at its cost. */
export interface SiteLink extends Declared {
  readonly kind: 'site link';
  readonly sites: readonly Reference[];
  readonly cost: Placed<number>;
  /** For mail, in place of `cost`. */
  readonly exchangeCost: Placed<number> | undefined;
  readonly limitSizeBytes: number;
}

/** A database availability group. */
export interface Dag extends Declared {
  readonly kind: 'dag';
  readonly members: readonly Reference[];
}

export interface AddressPattern {
  /** Upper case. */
  readonly type: string;
  /** As written, without the type. */
  readonly pattern: string;
  /** The part before the last `@`; undefined for types other than SMTP. */
  readonly local: string | undefined;
  /** Lower case; undefined for types other than SMTP. */
  readonly domain: string | undefined;
  readonly place: Place | undefined;
}

export interface Binding {
  /** Canonical, without brackets. */
  readonly address: string | 'all unassigned' | 'all available';
  readonly port: number;
  readonly place: Place | undefined;
}

/** A virtual server and the server that it runs on: where a message can be. */
export interface Station {
  readonly server: Server;
  readonly virtualServer: VirtualServer;
}

export interface VirtualServer extends Declared {
  readonly kind: 'virtual server';
  readonly server: Key;
  /** Nobody wrote it: the default virtual server of a server that declares none. */
  readonly implicit: boolean;
  readonly bindings: readonly Binding[];
  readonly fqdn: string | undefined;
  readonly smartHosts: readonly Host[];
  /** DNS is tried before the smart hosts. */
  readonly attemptDirectDelivery: boolean;
  readonly outgoingPort: number;
  readonly hopLimit: number;
  readonly limitSizeBytes: number;
  readonly limitRecipients: number;
  readonly retrySeconds: { readonly first: readonly number[]; readonly then: number };
  readonly delayNotificationSeconds: number;
  readonly expireSeconds: number;
  readonly connections: number;
  readonly connectionsPerDomain: number;
  readonly messagesPerConnection: number;
  /** Networks: computers with these addresses, and nobody else. */
  readonly relay: 'none' | 'authenticated' | 'anyone' | readonly RelayNetwork[];
  readonly stopped: boolean;
  readonly unresolvedRecipientsTo: Host | undefined;
}

export interface RelayNetwork extends IpNetwork {
  readonly place: Place | undefined;
}

export interface Host {
  /** As written, brackets included and without a port. */
  readonly text: string;
  /** The canonical IP when it is one. */
  readonly address: string | undefined;
  readonly bracketed: boolean;
  /** Where it is connected to; undefined for the outgoing port of the virtual server, or of the connector. */
  readonly port: number | undefined;
  readonly place: Place | undefined;
  /** With the port. */
  readonly wholePlace: Place | undefined;
}

export interface AddressSpace {
  /** Upper case, 'SMTP' unless written. */
  readonly type: string;
  /** As written. */
  readonly pattern: string;
  readonly cost: number;
  readonly place: Place | undefined;
  readonly costPlace: Place | undefined;
  /** Which of the connector's `address space` statements it stands in, from 0. */
  readonly list: number;
}

/** A way from the connector's routing group to another one. */
export interface ConnectedGroup {
  readonly group: Reference;
  readonly cost: number;
  readonly costPlace: Place | undefined;
  /** Which of the connector's `connect` statements it stands in, from 0. */
  readonly list: number;
}

interface ConnectorCommon extends Declared {
  /** The routing group that owns it; of a Send connector the site of its first source server, '' without any. */
  readonly group: Key;
  /** Local bridgeheads; `any` is every server of the routing group. */
  readonly bridgeheads: 'any' | readonly VirtualServerReference[];
  /** The groups it leads to: exactly one for a routing group connector, zero or more for the others. */
  readonly connects: readonly ConnectedGroup[];
  /** With the members of the groups in the list, all of them. */
  readonly acceptFrom: readonly AddressPattern[];
  readonly rejectFrom: readonly AddressPattern[];
  /** The groups of senders that the lists name. */
  readonly acceptFromGroups: readonly Reference[];
  readonly rejectFromGroups: readonly Reference[];
  /** Infinity unless written. */
  readonly limitSizeBytes: number;
  readonly priorities: readonly Priority[];
  readonly messageTypes: readonly MessageType[];
  readonly schedule: Schedule;
  readonly oversize: { readonly overBytes: number; readonly schedule: Schedule } | undefined;
  readonly holdForPickup: boolean;
  /** It is declared and carries nothing. */
  readonly disabled: boolean;
  readonly bandwidthBitsPerSecond: number;
  readonly latencySeconds: number;
}

export interface SmtpConnector extends ConnectorCommon {
  readonly kind: 'smtp connector';
  readonly addressSpaces: readonly AddressSpace[];
  readonly scope: 'organization' | 'routing group';
  readonly delivery: { readonly kind: 'dns' } | { readonly kind: 'smart host'; readonly hosts: readonly Host[] };
  readonly relayToTheseDomains: boolean;
}
export interface RoutingGroupConnector extends ConnectorCommon {
  readonly kind: 'routing group connector';
  /** Remote bridgeheads. */
  readonly targets: readonly VirtualServerReference[];
}
export interface X400Connector extends ConnectorCommon {
  readonly kind: 'x400 connector';
  readonly addressSpaces: readonly AddressSpace[];
  readonly scope: 'organization' | 'routing group';
  readonly remoteHost: Host | undefined;
}
/** A Send connector, foreign connector or delivery agent connector: its bridgeheads are its source servers. */
export interface SendConnector extends ConnectorCommon {
  readonly kind: 'send connector' | 'foreign connector' | 'delivery agent connector';
  readonly addressSpaces: readonly AddressSpace[];
  readonly scope: 'organization' | 'site';
  readonly delivery: SmtpConnector['delivery'];
  readonly proxyThroughFrontend: boolean;
  /** Nobody wrote it: it came with an Edge subscription. */
  readonly implicit: boolean;
}
export type Connector = SmtpConnector | RoutingGroupConnector | X400Connector | SendConnector;

/** Another mail system, declared as host: its name is that host as written, its key as `hostKey` folds it. */
export interface MailSystem extends Declared {
  readonly kind: 'host';
  /** Domains that it has recipients in, lower case. */
  readonly accepts: readonly Placed<string>[];
  /** Where recipients of these go that it does not know. */
  readonly forwardsUnresolvedTo: Host | undefined;
}

/** `senders NAME`: senders that lists of connectors name together. */
export interface SenderGroup extends Declared {
  readonly kind: 'senders';
  /** Its own, without those of the groups in it. */
  readonly patterns: readonly AddressPattern[];
  readonly groups: readonly Reference[];
}

/** An element that can be switched off. */
export type Element =
  | { readonly kind: 'server'; readonly server: Reference }
  | { readonly kind: 'virtual server'; readonly reference: VirtualServerReference }
  | { readonly kind: 'connector'; readonly connector: Reference }
  | { readonly kind: 'routing group' | 'site'; readonly group: Reference }
  | { readonly kind: 'database'; readonly database: Reference }
  | { readonly kind: 'line'; readonly from: Reference; readonly to: Reference }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'dns' };

export type Address = Omit<AddressNode, 'span'>;

/** A message as `send` describes it; undefined options take the defaults of `docs/language.md`. */
export interface Send {
  readonly from:
    | { readonly kind: 'internet' }
    | ({ readonly kind: 'server' } & VirtualServerReference)
    /** A computer with this address, canonical, which connects to a server at this port. */
    | { readonly kind: 'computer'; readonly address: string; readonly server: Reference; readonly port: number };
  readonly to: Address;
  readonly sender: Address | undefined;
  readonly sizeBytes: number | undefined;
  readonly priority: Priority | undefined;
  readonly system: boolean;
  readonly at: SecondOfWeek | undefined;
  readonly place: Place | undefined;
}

export interface QueueReference {
  readonly name: string;
  readonly server: Reference | undefined;
  /** Where the name is written. */
  readonly place: Place | undefined;
}

export type Expectation = { readonly place: Place | undefined } & (
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly code: string | undefined }
  | { readonly kind: 'via'; readonly connectors: readonly Reference[] }
  | { readonly kind: 'not via'; readonly connector: Reference }
  | { readonly kind: 'cost'; readonly cost: number }
  | { readonly kind: 'server'; readonly server: Reference }
  | { readonly kind: 'sites'; readonly sites: readonly Reference[] }
  | { readonly kind: 'received by'; readonly connector: string }
  | { readonly kind: 'queue'; readonly queue: QueueReference }
  | { readonly kind: 'within'; readonly seconds: number }
);

export interface Test extends Declared {
  readonly kind: 'test';
  readonly down: readonly Element[];
  readonly send: Send | undefined;
  readonly expectations: readonly Expectation[];
}

export type ScenarioEvent =
  | {
      readonly kind: 'send';
      readonly count: number | undefined;
      readonly send: Send;
      readonly pace: Extract<ScenarioAction, { kind: 'send' }>['pace'];
    }
  | { readonly kind: 'down' | 'up'; readonly elements: readonly Element[] }
  | { readonly kind: QueueActionKind; readonly queue: QueueReference }
  /** Active messages of its delivery queues go to the other server, and it takes no new mail. */
  | { readonly kind: 'redirect'; readonly server: Reference; readonly to: Reference }
  | { readonly kind: 'pick up'; readonly connector: Reference }
  | { readonly kind: 'disable outbound mail' | 'enable outbound mail'; readonly server: Reference }
  | { readonly kind: 'delete messages'; readonly queue: QueueReference; readonly withNdr: boolean }
  /** Messages are numbered from 1, in the order in which they come to be. */
  | { readonly kind: 'delete message'; readonly number: number; readonly withNdr: boolean };

export type ScenarioExpectation = { readonly place: Place | undefined } & (
  | {
      readonly kind: 'count';
      readonly outcome: 'delivered' | 'undeliverable' | 'waiting';
      readonly comparison: Comparison;
      readonly count: number;
    }
  | { readonly kind: 'empty by'; readonly seconds: number }
  | { readonly kind: 'peak'; readonly queue: QueueReference; readonly atMost: number }
  | { readonly kind: 'every message within'; readonly seconds: number }
);

export interface Scenario extends Declared {
  readonly kind: 'scenario';
  readonly start: SecondOfWeek;
  readonly seed: number;
  /** Undefined: until nothing waits and no event is left. */
  readonly runForSeconds: number | undefined;
  /** What is off at the start, as everybody knows. */
  readonly down: readonly Element[];
  readonly events: readonly { readonly atSeconds: number; readonly event: ScenarioEvent }[];
  readonly expectations: readonly ScenarioExpectation[];
}

/**
 * One topology. The maps hold the first declaration of each name; `duplicates` the later ones. Arrays keep the order of
 * the text (root first, includes where they stand) and, like every object in them, are the same object as in the
 * previous topology while nothing in them changed.
 */
export interface Topology {
  readonly organization: Organization;
  readonly administrativeGroups: readonly AdministrativeGroup[];
  readonly routingGroups: readonly RoutingGroup[];
  readonly servers: readonly Server[];
  readonly connectors: readonly Connector[];
  readonly siteLinks: readonly SiteLink[];
  readonly dags: readonly Dag[];
  readonly senderGroups: readonly SenderGroup[];
  readonly mailSystems: readonly MailSystem[];
  readonly tests: readonly Test[];
  readonly scenarios: readonly Scenario[];
  readonly routingGroupByKey: ReadonlyMap<Key, RoutingGroup>;
  readonly serverByKey: ReadonlyMap<Key, Server>;
  readonly virtualServerByKey: ReadonlyMap<VirtualServerKey, VirtualServer>;
  readonly connectorByKey: ReadonlyMap<Key, Connector>;
  readonly siteLinkByKey: ReadonlyMap<Key, SiteLink>;
  readonly dagByKey: ReadonlyMap<Key, Dag>;
  readonly databaseByKey: ReadonlyMap<Key, Database>;
  readonly senderGroupByKey: ReadonlyMap<Key, SenderGroup>;
  readonly mailSystemByKey: ReadonlyMap<Key, MailSystem>;
  /** Later declarations of a name that is taken; they are in none of the arrays above. */
  readonly duplicates: readonly Duplicate[];
}

export interface Duplicate {
  readonly kind:
    | 'organization'
    | 'administrative group'
    | 'routing group'
    | 'server'
    | 'virtual server'
    | 'connector'
    | 'site'
    | 'site link'
    | 'dag'
    | 'database'
    | 'receive connector'
    | 'senders'
    | 'host'
    | 'test'
    | 'scenario';
  readonly name: string;
  readonly place: Place;
  readonly first: Place | undefined;
}
