// What is compared of each kind of object: every field of the model once, with the statements that say it. A field that the
// model gets one day has to be entered here before anything compiles.

import type {
  Connector,
  Dag,
  Database,
  Organization,
  Place,
  ReceiveConnector,
  RoutingGroup,
  RoutingGroupConnector,
  SendConnector,
  Server,
  SiteLink,
  SmtpConnector,
  Topology,
  VirtualServer,
  X400Connector,
} from '../../model/topology.ts';
import type { Statement } from '../../syntax/tree.ts';
import { asSet, openTimes, patternText, plain, senders, station, type Meaning } from './meaning.ts';

/** Something that an object says, by one statement or several, or in its head. */
export interface Aspect {
  /** The words that the statement begins with. */
  readonly words: string;
  /** The statements that say it; none where the head does. */
  readonly statements: readonly Statement['kind'][];
  /** Most exports do not tell of it: it is compared with those that do. */
  readonly isSeldomTold: boolean;
  /** As JSON. */
  readonly meaning: string;
  /** What a list holds whose items are compared one by one. */
  readonly items: readonly Item[] | undefined;
}

/** One item of such a list. */
export interface Item {
  /** What makes it the same item in both topologies. */
  readonly key: string;
  /** What is said of it. */
  readonly value: string;
  /** The words that the statement begins with in which it stands. */
  readonly phrase: string;
  readonly place: Place | undefined;
}

/** What the export tells of that most do not. */
export interface Told {
  /** Statements that stand anywhere in its topology. */
  readonly statements: ReadonlySet<Statement['kind']>;
  readonly databases: boolean;
}

interface Row<Owner> {
  readonly words: string;
  readonly statements: readonly Statement['kind'][];
  readonly isSeldomTold: boolean;
  readonly meaning: (owner: Owner, topology: Topology, told: Told) => Meaning;
  readonly items?: (owner: Owner, told: Told) => readonly Item[];
}

/** The fields that every declaration has, or that say where an object stands. */
type Common = 'kind' | 'key' | 'name' | 'place' | 'documentation' | 'faulty' | 'implicit' | 'server' | 'group';
/** The rows of a kind of object, by field; a field that is not compared, or that other objects are for, has none. */
type Table<Owner, Left extends string = never> = {
  readonly [Field in Exclude<keyof Owner, Common | Left>]: readonly Row<Owner>[];
};

type Kinds = readonly Statement['kind'][];

/** Statements that have one meaning together; one of them is called as it begins. */
function says<Owner>(
  kind: Statement['kind'],
  meaning: Row<Owner>['meaning'],
  { words = kind, besides = [] }: { readonly words?: string; readonly besides?: Kinds } = {},
): Row<Owner> {
  return { words, statements: [kind, ...besides], isSeldomTold: false, meaning };
}

/** The same where the meaning is the field's. */
function field<Owner, Field extends keyof Owner>(name: Field, kind: Statement['kind'], words: string = kind) {
  return [says<Owner>(kind, (owner) => plain(owner[name]), { words })];
}

function inHead<Owner>(words: string, meaning: Row<Owner>['meaning']): Row<Owner> {
  return { words, statements: [], isSeldomTold: false, meaning };
}

/** A list whose items are compared one by one. */
function list<Owner>(
  words: string,
  kind: Statement['kind'],
  items: (owner: Owner, told: Told) => readonly Item[],
): Row<Owner> {
  const meaning = (owner: Owner, _: Topology, told: Told) =>
    asSet(items(owner, told).map(({ key, value }) => [key, value]));
  return { words, statements: [kind], isSeldomTold: false, meaning, items };
}

function seldomTold<Owner>(rows: readonly Row<Owner>[]): readonly Row<Owner>[] {
  return rows.map((row) => ({ ...row, isSeldomTold: true }));
}

function item(key: string, place: Place | undefined, { phrase, value = '' }: { phrase: string; value?: string }): Item {
  return { key: key.toLowerCase(), value, phrase, place };
}

const acceptedDomains = {
  authoritative: 'domain',
  shared: 'shared domain',
  'internal relay': 'internal relay domain',
  'external relay': 'external relay domain',
} as const;

const organization: Table<Organization> = {
  model: [],
  domains: [
    list('accepted domain', 'domain', ({ domains }) =>
      domains.map(({ domain, authority, place }) =>
        item(domain, place, { phrase: acceptedDomains[authority], value: authority }),
      ),
    ),
  ],
  mailExchangers: seldomTold([
    says('mail exchanger', ({ mailExchangers, mailExchangersFor }, topology) => [
      asSet(mailExchangers.map((each) => station(topology, each))),
      asSet(
        mailExchangersFor.flatMap(({ domains, exchangers }) =>
          domains.map(({ value }) => [value, asSet(exchangers.map((each) => station(topology, each)))]),
        ),
      ),
    ]),
  ]),
  mailExchangersFor: [],
  contacts: [],
  remoteMailboxes: seldomTold([
    says('remote mailbox', ({ remoteMailboxes }) =>
      asSet(
        remoteMailboxes.flatMap(({ patterns, domain }) => patterns.map((each) => [patternText(each), domain.value])),
      ),
    ),
  ]),
  whenNoConnectorMatches: seldomTold(field('whenNoConnectorMatches', 'when no connector matches')),
  whenConnectorsTie: seldomTold(field('whenConnectorsTie', 'when connectors tie')),
  wildcardIncludesItsDomain: seldomTold(field('wildcardIncludesItsDomain', 'wildcard includes its domain')),
  linkStateDelaySeconds: seldomTold(field('linkStateDelaySeconds', 'link state delay')),
  limitSizeBytes: field('limitSizeBytes', 'limit size'),
  limitSendSizeBytes: field('limitSendSizeBytes', 'limit send size'),
  limitReceiveSizeBytes: field('limitReceiveSizeBytes', 'limit receive size'),
  limitRecipients: field('limitRecipients', 'limit recipients'),
};

const routingGroup: Table<RoutingGroup, 'administrativeGroup' | 'servers' | 'connectors'> = {
  hub: field('hub', 'hub'),
  noInboundMail: field('noInboundMail', 'no inbound mail'),
  master: seldomTold([says('master', ({ master, servers }) => plain(master?.key ?? servers[0] ?? null))]),
};

const server: Table<Server, 'databases' | 'receiveConnectors'> = {
  addresses: seldomTold([
    list('address', 'address', ({ addresses }) =>
      addresses.map(({ value, place }) => item(value, place, { phrase: 'address' })),
    ),
  ]),
  virtualServers: [],
  mailboxes: seldomTold([
    // Where no database is told of, those in databases are the server's.
    list('mailbox', 'mailbox', ({ mailboxes, databases }, told) => {
      const others = told.databases ? databases.filter(({ implicit }) => !implicit) : [];
      const inOthers = new Set(others.flatMap((each) => each.mailboxes));
      return mailboxItems(mailboxes.filter((each) => !inOthers.has(each)));
    }),
  ]),
  isEdge: [],
  expands: seldomTold([
    list('expands', 'expands', ({ expands }) =>
      expands.map(({ value, place }) => item(`${value.type}:${value.address}`, place, { phrase: 'expands' })),
    ),
  ]),
  checkConnectorRestrictions: seldomTold(field('checkConnectorRestrictions', 'check connector restrictions')),
  suppressLinkStateChanges: seldomTold(field('suppressLinkStateChanges', 'suppress link state changes')),
  ratePerSecond: seldomTold(field('ratePerSecond', 'rate')),
};

function mailboxItems(mailboxes: Server['mailboxes']): readonly Item[] {
  return mailboxes.map((each) => item(patternText(each), each.place, { phrase: 'mailbox' }));
}

/** What a virtual server of 2003 and the Transport service of today have in common. */
const transport: Pick<
  Table<VirtualServer>,
  'retrySeconds' | 'delayNotificationSeconds' | 'expireSeconds' | 'connections' | 'connectionsPerDomain'
> = {
  retrySeconds: field('retrySeconds', 'retry'),
  delayNotificationSeconds: field('delayNotificationSeconds', 'delay notification'),
  expireSeconds: field('expireSeconds', 'expire'),
  connections: field('connections', 'connections'),
  connectionsPerDomain: field('connectionsPerDomain', 'connections per domain'),
};

const virtualServer: Table<VirtualServer> = {
  bindings: [inHead('on', ({ bindings }) => asSet(bindings))],
  fqdn: field('fqdn', 'fqdn'),
  smartHosts: field('smartHosts', 'smart host'),
  attemptDirectDelivery: field('attemptDirectDelivery', 'attempt direct delivery'),
  outgoingPort: field('outgoingPort', 'port'),
  hopLimit: field('hopLimit', 'hop limit'),
  limitSizeBytes: field('limitSizeBytes', 'limit size'),
  limitRecipients: field('limitRecipients', 'limit recipients'),
  ...transport,
  messagesPerConnection: field('messagesPerConnection', 'messages per connection'),
  relay: [says('relay', ({ relay }) => (typeof relay === 'string' ? plain(relay) : asSet(relay)))],
  stopped: field('stopped', 'stopped'),
  unresolvedRecipientsTo: field('unresolvedRecipientsTo', 'unresolved recipients to'),
};

const receiveConnector: Table<ReceiveConnector> = {
  service: field('service', 'service'),
  bindings: [inHead('on', ({ bindings }) => asSet(bindings))],
  from: [says('from', ({ from }) => asSet(from))],
  relay: [says('relay', ({ relay }) => (typeof relay === 'string' ? plain(relay) : asSet(relay)))],
  limitSizeBytes: field('limitSizeBytes', 'limit size'),
  limitRecipients: field('limitRecipients', 'limit recipients'),
  hopLimit: field('hopLimit', 'hop limit'),
  fqdn: field('fqdn', 'fqdn'),
  stopped: field('stopped', 'stopped'),
};

const database: Table<Database> = {
  mailboxes: seldomTold([list('mailbox', 'mailbox', ({ mailboxes }) => mailboxItems(mailboxes))]),
  // The first of those that run takes over: their order counts.
  copies: field('copies', 'copy on'),
};

const siteLink: Table<SiteLink> = {
  sites: [inHead('between', ({ sites }) => asSet(sites))],
  cost: field('cost', 'cost'),
  exchangeCost: field('exchangeCost', 'exchange cost'),
  limitSizeBytes: field('limitSizeBytes', 'limit size'),
};

const dag: Table<Dag> = { members: [says('dag member', ({ members }) => asSet(members), { words: 'member' })] };

type InAll = Exclude<Extract<keyof SmtpConnector, keyof RoutingGroupConnector>, 'connects' | 'bridgeheads'>;

const inAllConnectors: Table<Pick<Connector, InAll>> = {
  acceptFrom: [says('accept from', (owner, topology) => senders(topology, owner.acceptFrom, owner.acceptFromGroups))],
  rejectFrom: [says('reject from', (owner, topology) => senders(topology, owner.rejectFrom, owner.rejectFromGroups))],
  acceptFromGroups: [],
  rejectFromGroups: [],
  limitSizeBytes: field('limitSizeBytes', 'limit size'),
  priorities: [says('priority', ({ priorities }) => asSet(priorities))],
  messageTypes: [says('messages', ({ messageTypes }) => asSet(messageTypes))],
  schedule: [says('schedule', ({ schedule }) => openTimes(schedule))],
  oversize: [says('over', ({ oversize }) => oversize === undefined ? null : [oversize.overBytes, openTimes(oversize.schedule)])], // prettier-ignore
  holdForPickup: field('holdForPickup', 'hold for pickup'),
  bandwidthBitsPerSecond: seldomTold(field('bandwidthBitsPerSecond', 'bandwidth')),
  latencySeconds: seldomTold(field('latencySeconds', 'latency')),
};

const bridgeheads = says<Connector>('bridgehead', (owner, topology) => stations(owner.bridgeheads, topology));

function stations(references: Connector['bridgeheads'], topology: Topology): Meaning {
  return references === 'any' ? 'any' : asSet(references.map((each) => station(topology, each)));
}

const addressSpaces = list<Pick<SmtpConnector, 'addressSpaces'>>('address space', 'address space', (owner) =>
  owner.addressSpaces.map(({ type, pattern, cost, place }) =>
    item(`${type}:${pattern}`, place, { phrase: 'address space', value: String(cost) }),
  ),
);

const connectedGroups = list<Pick<SmtpConnector, 'connects'>>('connect', 'connect', ({ connects }) =>
  connects.map(({ group, cost, costPlace }) => {
    const end = costPlace?.span.end ?? group.place?.span.end ?? 0;
    const place = group.place && { ...group.place, span: { start: group.place.span.start, end } };
    return item(group.key, place, { phrase: 'connect', value: String(cost) });
  }),
);

const delivery: Table<Pick<SmtpConnector, 'delivery'>> = {
  delivery: [
    says('deliver through dns', ({ delivery }) => plain(delivery), {
      words: 'deliver through',
      besides: ['deliver through smart host'],
    }),
  ],
};

const smtpConnector: Table<SmtpConnector> = {
  ...inAllConnectors,
  ...delivery,
  bridgeheads: [bridgeheads],
  connects: [connectedGroups],
  addressSpaces: [addressSpaces],
  scope: field('scope', 'scope'),
  relayToTheseDomains: field('relayToTheseDomains', 'relay to these domains'),
};

const x400Connector: Table<X400Connector> = {
  ...inAllConnectors,
  bridgeheads: [bridgeheads],
  connects: [connectedGroups],
  addressSpaces: [addressSpaces],
  scope: field('scope', 'scope'),
  remoteHost: field('remoteHost', 'remote host', 'remote'),
};

const routingGroupConnector: Table<RoutingGroupConnector> = {
  ...inAllConnectors,
  bridgeheads: [bridgeheads],
  connects: [
    inHead('to', ({ connects }) => plain(connects[0]?.group ?? null)),
    says('cost', ({ connects }) => connects[0]?.cost ?? null),
  ],
  targets: [says('target', ({ targets }, topology) => stations(targets, topology))],
};

const sendConnector: Table<SendConnector> = {
  ...inAllConnectors,
  ...delivery,
  bridgeheads: [says('source', ({ bridgeheads: sources }, topology) => stations(sources, topology))],
  connects: [],
  addressSpaces: [addressSpaces],
  scope: field('scope', 'scope'),
  proxyThroughFrontend: field('proxyThroughFrontend', 'proxy through frontend'),
  disabled: field('disabled', 'disabled'),
};

/** What is compared of an object. */
export type Subject =
  | { readonly kind: 'organization'; readonly of: Organization }
  | RoutingGroup
  | Server
  | VirtualServer
  | ReceiveConnector
  | Database
  | Connector
  | SiteLink
  | Dag;

/** The aspects of an object of a topology. */
export function aspectsOf(subject: Subject, topology: Topology, told: Told): readonly Aspect[] {
  const aspects = <Owner>(table: Rows<Owner>, owner: Owner) => made(table, owner, { topology, told });
  switch (subject.kind) {
    case 'organization':
      return aspects(organization, subject.of);
    case 'routing group':
    case 'site':
      return aspects(routingGroup, subject);
    case 'server':
      return [...aspects(server, subject), ...serviceOf(subject).flatMap((service) => aspects(transport, service))];
    case 'virtual server':
      return aspects(virtualServer, subject);
    case 'receive connector':
      return aspects(receiveConnector, subject);
    case 'database':
      return aspects(database, subject);
    case 'site link':
      return aspects(siteLink, subject);
    case 'dag':
      return aspects(dag, subject);
    case 'smtp connector':
      return aspects(smtpConnector, subject);
    case 'x400 connector':
      return aspects(x400Connector, subject);
    case 'routing group connector':
      return aspects(routingGroupConnector, subject);
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return aspects(sendConnector, subject);
  }
}

/** A server in a site says itself what its Transport service does. */
function serviceOf({ virtualServers }: Server): readonly VirtualServer[] {
  return virtualServers.filter(({ name }) => name === '');
}

type Rows<Owner> = Readonly<Record<string, readonly Row<Owner>[]>>;

function made<Owner>(
  table: Rows<Owner>,
  owner: Owner,
  { topology, told }: { readonly topology: Topology; readonly told: Told },
): readonly Aspect[] {
  return Object.values(table)
    .flat()
    .map(({ words, statements, isSeldomTold, meaning, items }) => ({
      words,
      statements,
      isSeldomTold,
      meaning: JSON.stringify(meaning(owner, topology, told)),
      items: items?.(owner, told),
    }));
}
