// The resolved topology: what the files of a root say together, defaults filled in. Plain readonly data.
// Objects name each other by key and are looked up in the topology's maps, so an object is a function of the
// declaration it was written as, and stays the same object while that declaration does. A topology can as well come
// from an import instead of our text: then `place` is undefined.

import type {
  AddressNode,
  Comparison,
  IpNetwork,
  MessageType,
  Outcome,
  Piece,
  Priority,
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
  readonly whenNoConnectorMatches: 'ndr' | 'dns';
  readonly whenConnectorsTie: 'nearest' | 'spread';
  readonly wildcardIncludesItsDomain: boolean;
  readonly linkStateDelaySeconds: number;
  /** Infinity unless written. */
  readonly limitSizeBytes: number;
  /** Infinity unless written. */
  readonly limitRecipients: number;
}

export interface AcceptedDomain {
  /** Lower case. */
  readonly domain: string;
  /** Shared domains are accepted but not authoritative. */
  readonly shared: boolean;
  readonly place: Place | undefined;
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

export interface RoutingGroup extends Declared {
  readonly kind: 'routing group';
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
  readonly mailboxes: readonly AddressPattern[];
  readonly checkConnectorRestrictions: boolean;
  readonly suppressLinkStateChanges: boolean;
  /** Messages a second the server can categorize; Infinity unless written. */
  readonly ratePerSecond: number;
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
  readonly address: string | 'all unassigned';
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
  /** As written, brackets included. */
  readonly text: string;
  /** The canonical IP when it is one. */
  readonly address: string | undefined;
  readonly bracketed: boolean;
  readonly place: Place | undefined;
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
  /** The routing group that owns it. */
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
export type Connector = SmtpConnector | RoutingGroupConnector | X400Connector;

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
  | { readonly kind: 'routing group'; readonly group: Reference }
  | { readonly kind: 'line'; readonly from: Reference; readonly to: Reference }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'dns' };

export type Address = Omit<AddressNode, 'span'>;

/** A message as `send` describes it; undefined options take the defaults of `docs/language.md`. */
export interface Send {
  readonly from: { readonly kind: 'internet' } | ({ readonly kind: 'server' } & VirtualServerReference);
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
  | { readonly kind: 'freeze' | 'unfreeze' | 'force'; readonly queue: QueueReference }
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
  readonly senderGroups: readonly SenderGroup[];
  readonly mailSystems: readonly MailSystem[];
  readonly tests: readonly Test[];
  readonly scenarios: readonly Scenario[];
  readonly routingGroupByKey: ReadonlyMap<Key, RoutingGroup>;
  readonly serverByKey: ReadonlyMap<Key, Server>;
  readonly virtualServerByKey: ReadonlyMap<VirtualServerKey, VirtualServer>;
  readonly connectorByKey: ReadonlyMap<Key, Connector>;
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
    | 'senders'
    | 'host'
    | 'test'
    | 'scenario';
  readonly name: string;
  readonly place: Place;
  readonly first: Place | undefined;
}
