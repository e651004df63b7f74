// The tree of one file: what `parse` returns and everybody else reads.
// Plain readonly data. A tree never holds an absolute position: text is cut into pieces, and every
// span counts from the start of its piece, so an unchanged piece keeps its object when text above it moves.

/** A range of UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and where it is written, relative to the piece. */
export interface Spanned<T> {
  readonly value: T;
  readonly span: Span;
}

/** A name as it was written, without its quotes and with `\"` and `\\` resolved; the span includes the quotes. */
export type Name = Spanned<string>;

/** Replaces `span` by `text`; the span counts from the start of the fault's piece, or of `piece`. */
export interface MendEdit {
  readonly span: Span;
  readonly text: string;
  readonly piece?: Piece;
}

/** Edits that mend a fault. */
export interface Mend {
  readonly title: string;
  readonly edits: readonly MendEdit[];
  /** Something else may have been meant, so it is not made without asking. */
  readonly isGuess?: boolean;
  /**
   * An address: only who knows the server that its mailbox is on can make the edits, which have `SERVER` in its place.
   */
  readonly serverOf?: string;
}

/** What is wrong with a stretch of text. `malformed-value` is a value of the right sort that has no meaning (10.1.0.300). */
export interface Fault {
  readonly code: 'syntax' | 'malformed-value';
  readonly span: Span;
  readonly message: string;
  readonly mend?: Mend;
}

/**
 * A stretch of text that was parsed on its own. The pieces of a file, one after the other, are its text.
 * A piece is the same object in the next tree as long as its text is the same and no edit touched it.
 */
export interface Piece {
  readonly text: string;
  readonly faults: readonly Fault[];
  /** What its statements stand in. */
  readonly block: BlockKind;
}

/** What a statement stands in: a declaration's block, the file itself, or the block of something nobody knows. */
export type BlockKind = DeclarationKind | 'file' | 'unknown';

/** One file's tree. `starts[i]` is the absolute offset of `pieces[i]`. */
export interface Tree {
  /** Put together from the pieces when it is first asked for; `textBetween` and `length` cost less. */
  readonly text: string;
  /** The length of `text`. */
  readonly length: number;
  readonly pieces: readonly Piece[];
  readonly starts: readonly number[];
  readonly includes: readonly Include[];
  /** Top-level declarations in the order of the text. */
  readonly declarations: readonly Declaration[];
  /** Faults of the nesting (a missing or superfluous `}`, a declaration in the wrong place), which no piece knows alone. */
  readonly faults: readonly { readonly piece: Piece; readonly fault: Fault }[];
}

/** `include "other.topo"`. */
export interface Include {
  readonly piece: Piece;
  readonly span: Span;
  readonly path: Spanned<string>;
}

export type DeclarationKind = Declaration['kind'];

/**
 * What every declaration has. `name` is missing when the head is broken. The object is the same in the next tree as
 * long as none of the pieces it is made of changed.
 */
interface DeclarationBase {
  /** The piece that the head is written in; `head` and `name` count from its start. */
  readonly piece: Piece;
  /** From the first keyword to the end of the head, without `{`. */
  readonly head: Span;
  readonly name: Name | undefined;
  /**
   * Where the declaration ends: just behind its `}` (or its head, when it has no block), in whichever piece that is. Where
   * its `}` is missing, behind the last words in it.
   */
  readonly end: { readonly piece: Piece; readonly offset: number; readonly isMissing?: true };
  /** The comment block directly above, without `#` and one blank; '' when there is none. */
  readonly documentation: string;
  readonly children: readonly Declaration[];
  /** Something in its block, not in a declaration inside, is a fault: what the block says is not all that was meant. */
  readonly isSpoilt?: true;
}

export interface OrganizationDeclaration extends DeclarationBase {
  readonly kind: 'organization';
  readonly statements: readonly OrganizationStatement[];
}
export interface AdministrativeGroupDeclaration extends DeclarationBase {
  readonly kind: 'administrative group';
  readonly statements: readonly never[];
}
export interface RoutingGroupDeclaration extends DeclarationBase {
  readonly kind: 'routing group';
  readonly statements: readonly RoutingGroupStatement[];
}
export interface ServerDeclaration extends DeclarationBase {
  readonly kind: 'server';
  readonly statements: readonly ServerStatement[];
}
export interface VirtualServerDeclaration extends DeclarationBase {
  readonly kind: 'virtual server';
  readonly bindings: readonly BindingNode[];
  readonly statements: readonly VirtualServerStatement[];
}
export interface SmtpConnectorDeclaration extends DeclarationBase {
  readonly kind: 'smtp connector';
  readonly statements: readonly ConnectorStatement[];
}
export interface RoutingGroupConnectorDeclaration extends DeclarationBase {
  readonly kind: 'routing group connector';
  /** The routing group that it leads to. */
  readonly to: Name | undefined;
  readonly statements: readonly ConnectorStatement[];
}
export interface X400ConnectorDeclaration extends DeclarationBase {
  readonly kind: 'x400 connector';
  readonly statements: readonly ConnectorStatement[];
}
/** A site of Active Directory. */
export interface SiteDeclaration extends DeclarationBase {
  readonly kind: 'site';
  readonly statements: readonly SiteStatement[];
}
export interface SiteLinkDeclaration extends DeclarationBase {
  readonly kind: 'site link';
  /** The sites that it joins. */
  readonly between: readonly Name[];
  readonly statements: readonly SiteLinkStatement[];
}
/** A database availability group. */
export interface DagDeclaration extends DeclarationBase {
  readonly kind: 'dag';
  readonly statements: readonly DagStatement[];
}
export interface EdgeServerDeclaration extends DeclarationBase {
  readonly kind: 'edge server';
  readonly statements: readonly ServerStatement[];
}
export interface DatabaseDeclaration extends DeclarationBase {
  readonly kind: 'database';
  readonly statements: readonly DatabaseStatement[];
}
export interface ReceiveConnectorDeclaration extends DeclarationBase {
  readonly kind: 'receive connector';
  readonly bindings: readonly BindingNode[];
  readonly statements: readonly ReceiveConnectorStatement[];
}
/** A connector of the organization by which mail leaves it. */
export interface SendingConnectorDeclaration extends DeclarationBase {
  readonly kind: 'send connector' | 'foreign connector' | 'delivery agent connector';
  readonly statements: readonly ConnectorStatement[];
}
export interface SendersDeclaration extends DeclarationBase {
  readonly kind: 'senders';
  readonly statements: readonly SendersStatement[];
}
/** Another mail system: its name is a host as smart hosts are named, brackets included. */
export interface HostDeclaration extends DeclarationBase {
  readonly kind: 'host';
  readonly statements: readonly HostStatement[];
}
export interface TestDeclaration extends DeclarationBase {
  readonly kind: 'test';
  readonly statements: readonly TestStatement[];
}
export interface ScenarioDeclaration extends DeclarationBase {
  readonly kind: 'scenario';
  readonly statements: readonly ScenarioStatement[];
}

export type Declaration =
  | OrganizationDeclaration
  | AdministrativeGroupDeclaration
  | RoutingGroupDeclaration
  | ServerDeclaration
  | VirtualServerDeclaration
  | SmtpConnectorDeclaration
  | RoutingGroupConnectorDeclaration
  | X400ConnectorDeclaration
  | SiteDeclaration
  | SiteLinkDeclaration
  | DagDeclaration
  | EdgeServerDeclaration
  | DatabaseDeclaration
  | ReceiveConnectorDeclaration
  | SendingConnectorDeclaration
  | SendersDeclaration
  | HostDeclaration
  | TestDeclaration
  | ScenarioDeclaration;

/** What every statement has; its spans count from the start of `piece`. A faulty statement is not in the tree. */
interface StatementBase {
  readonly piece: Piece;
  readonly span: Span;
}
type Node<Kind extends string, Fields = unknown> = StatementBase & { readonly kind: Kind } & Readonly<Fields>;

// ---- values -------------------------------------------------------------------------------------------------------

/** `SERVER` or `SERVER/VS`. */
export interface VirtualServerNode {
  readonly server: Name;
  readonly virtualServer: Name | undefined;
  readonly span: Span;
}

/**
 * `IP`, `IP:PORT`, `all unassigned`, `all unassigned:PORT`; of a Receive connector `all available` instead. The address is
 * in canonical form, without brackets.
 */
export interface BindingNode {
  readonly address: string | 'all unassigned' | 'all available';
  /** 1–65535; 25 unless written. */
  readonly port: number;
  readonly span: Span;
}

/** `10.1.0.0/16`, or one address, which is a network of its own: 10.0.0.5/32. */
export interface IpNetwork {
  /** The first address, canonical, without brackets. */
  readonly address: string;
  /** The bits that all of its addresses share: 0 to 32, or to 128 for IPv6. */
  readonly prefixLength: number;
}

/** `10.1.0.5`, `10.1.0.5-10.1.0.9`, `10.1.0.0/16`: the first and the last address, canonical, without brackets. */
export interface IpRange {
  readonly first: string;
  readonly last: string;
}

/** `[TYPE:]PATTERN [cost N]`. `type` is upper case, 'SMTP' unless written. */
export interface AddressSpaceNode {
  readonly type: string;
  readonly pattern: Spanned<string>;
  readonly cost: Spanned<number> | undefined;
  readonly span: Span;
}

/** A smart host as it was written. `address` is the canonical IP when it is one, bracketed or (a mistake, M22) bare. */
export interface HostNode {
  readonly text: string;
  readonly address: string | undefined;
  readonly bracketed: boolean;
  readonly span: Span;
}

/** A smart host with the port that it is connected to at, where that is written. `span` is that of the host alone. */
export interface SmartHostNode extends HostNode {
  readonly port: number | undefined;
  readonly whole: Span;
}

/** `local@domain` (type 'SMTP') or `TYPE:"address"`. `local` is '*' for `*@domain`: somebody whom no pattern names. */
export interface AddressNode {
  readonly type: string;
  /** The whole address without its type. */
  readonly address: string;
  readonly local: string | undefined;
  /** Lower case; undefined for types other than SMTP. */
  readonly domain: string | undefined;
  readonly span: Span;
}

/** `anna@contoso.com`, `a*@contoso.com`, `*@contoso.com`, or `TYPE:"pattern"`. */
export type AddressPatternNode = AddressNode;

/** One of a list of senders: a pattern of addresses, or `senders NAME`, a group of them. */
export type SenderNode =
  ({ readonly kind: 'pattern' } & AddressPatternNode) | { readonly kind: 'senders'; readonly name: Name };

/** `anna@contoso.com at anna@unix.contoso.com`: an address of ours, and where its mail goes. */
export interface ContactNode {
  readonly address: AddressNode;
  readonly target: AddressNode;
}

/** An element that can be switched off. */
export type ElementNode = Readonly<{ span: Span }> &
  (
    | { readonly kind: 'server'; readonly server: Name }
    | { readonly kind: 'virtual server'; readonly reference: VirtualServerNode }
    | { readonly kind: 'connector'; readonly connector: Name }
    | { readonly kind: 'routing group' | 'site'; readonly group: Name }
    | { readonly kind: 'database'; readonly database: Name }
    | { readonly kind: 'line'; readonly from: Name; readonly to: Name }
    | { readonly kind: 'host'; readonly host: Spanned<string> }
    | { readonly kind: 'dns' }
  );

/** `queue "NAME"`, followed by `on SERVER` where several servers have it. */
export interface QueueNode {
  readonly name: Spanned<string>;
  readonly server: Name | undefined;
  readonly span: Span;
}

/** Seconds since Monday 00:00. */
export type SecondOfWeek = number;

/** A window opens for [`from`, `to`) minutes of each of `days` (0 is Monday); `to` above 1440 runs into the next day. */
export interface ScheduleWindow {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}
export type Schedule =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'every'; readonly hours: 1 | 2 | 4 }
  | { readonly kind: 'windows'; readonly windows: readonly ScheduleWindow[] };

export type Priority = 'high' | 'normal' | 'low';
export type MessageType = 'system' | 'non-system';

/** What `send` says, in tests and scenarios. */
export interface SendNode {
  readonly from:
    | { readonly kind: 'internet'; readonly span: Span }
    | ({ readonly kind: 'server' } & VirtualServerNode)
    /** A computer with this address, which connects to a server at this port. */
    | {
        readonly kind: 'computer';
        readonly address: Spanned<string>;
        readonly server: Name;
        readonly port: number;
        readonly span: Span;
      };
  readonly to: AddressNode;
  readonly sender: AddressNode | undefined;
  readonly sizeBytes: Spanned<number> | undefined;
  readonly priority: Spanned<Priority> | undefined;
  readonly system: boolean;
  readonly at: Spanned<SecondOfWeek> | undefined;
}

// ---- statements ---------------------------------------------------------------------------------------------------

/** What becomes of recipients of an accepted domain whom nobody here knows: `shared` in the words of 2003. */
export type DomainAuthority = 'authoritative' | 'shared' | 'internal relay' | 'external relay';

export type OrganizationStatement =
  | Node<'model', { name: Name }>
  | Node<'domain', { authority: DomainAuthority; domains: readonly Spanned<string>[] }>
  /** Without domains: for all that no other one names. A name with a dot may be a host outside where there are some. */
  | Node<
      'mail exchanger',
      { exchangers: readonly VirtualServerNode[]; domains: readonly Spanned<string>[] | undefined }
    >
  | Node<'contact', { contacts: readonly ContactNode[] }>
  | Node<'when no connector matches', { value: Spanned<'ndr' | 'dns'> }>
  | Node<'when connectors tie', { value: Spanned<'nearest' | 'spread'> }>
  | Node<'wildcard includes its domain', { value: Spanned<boolean> }>
  | Node<'highest cost', { cost: Spanned<number> }>
  | Node<'link state delay', { seconds: Spanned<number> }>
  | Node<'remote mailbox', { patterns: readonly AddressPatternNode[]; domain: Spanned<string> }>
  | Node<'limit send size', { bytes: Spanned<number> }>
  | Node<'limit receive size', { bytes: Spanned<number> }>
  | LimitSizeStatement
  | LimitRecipientsStatement;

/** Infinity for `unlimited`. */
export type LimitSizeStatement = Node<'limit size', { bytes: Spanned<number> }>;
export type LimitRecipientsStatement = Node<'limit recipients', { count: Spanned<number> }>;

export type RoutingGroupStatement = Node<'master', { server: Name }>;

export type ServerStatement =
  | Node<'address', { addresses: readonly Spanned<string>[] }>
  | Node<'mailbox', { patterns: readonly AddressPatternNode[] }>
  | Node<'check connector restrictions'>
  | Node<'suppress link state changes'>
  | Node<'rate', { perSecond: Spanned<number> }>
  | Node<'expands', { addresses: readonly AddressNode[] }>
  | TransportStatement;

/** Of a server that sends by itself: a virtual server of 2003, the Transport service of today. */
export type TransportStatement =
  | Node<'retry', { seconds: readonly Spanned<number>[]; then: Spanned<number> }>
  | Node<'delay notification', { seconds: Spanned<number> }>
  | Node<'expire', { seconds: Spanned<number> }>
  | Node<'connections', { count: Spanned<number> }>
  | Node<'connections per domain', { count: Spanned<number> }>;

export type SiteStatement = Node<'hub'> | Node<'no inbound mail'>;

export type SiteLinkStatement =
  Node<'cost', { cost: Spanned<number> }> | Node<'exchange cost', { cost: Spanned<number> }> | LimitSizeStatement;

export type DagStatement = Node<'dag member', { servers: readonly Name[] }>;

export type DatabaseStatement =
  Node<'mailbox', { patterns: readonly AddressPatternNode[] }> | Node<'copy on', { servers: readonly Name[] }>;

export type ReceiveConnectorStatement =
  | Node<'from', { ranges: readonly Spanned<IpRange>[] }>
  | Node<'service', { value: Spanned<'frontend' | 'transport'> }>
  | RelayStatement
  | LimitSizeStatement
  | LimitRecipientsStatement
  | Node<'hop limit', { count: Spanned<number> }>
  | Node<'fqdn', { host: Spanned<string> }>
  | Node<'stopped'>;

export type RelayStatement = Node<
  'relay',
  { value: Spanned<'none' | 'authenticated' | 'anyone'> | readonly Spanned<IpNetwork>[] }
>;

export type VirtualServerStatement =
  | Node<'fqdn', { host: Spanned<string> }>
  | Node<'smart host', { hosts: readonly SmartHostNode[] }>
  | Node<'attempt direct delivery'>
  | Node<'port', { port: Spanned<number> }>
  | Node<'hop limit', { count: Spanned<number> }>
  | LimitSizeStatement
  | LimitRecipientsStatement
  | TransportStatement
  | Node<'messages per connection', { count: Spanned<number> }>
  | RelayStatement
  | Node<'stopped'>
  | Node<'unresolved recipients to', { host: HostNode }>;

/** Which of these a connector may have depends on its kind; the parser keeps the others out as faults. */
export type ConnectorStatement =
  | Node<'bridgehead', { bridgeheads: 'any' | readonly VirtualServerNode[] }>
  | Node<'target', { targets: readonly VirtualServerNode[] }>
  | Node<'cost', { cost: Spanned<number> }>
  | Node<'address space', { spaces: readonly AddressSpaceNode[] }>
  | Node<'connect', { group: Name; cost: Spanned<number> | undefined }>
  | Node<'scope', { value: Spanned<'organization' | 'routing group' | 'site'> }>
  | Node<'source', { servers: readonly Name[] }>
  | Node<'disabled'>
  | Node<'proxy through frontend'>
  | Node<'deliver through dns'>
  | Node<'deliver through smart host', { hosts: readonly SmartHostNode[] }>
  | Node<'relay to these domains'>
  | Node<'accept from', { senders: readonly SenderNode[] }>
  | Node<'reject from', { senders: readonly SenderNode[] }>
  | LimitSizeStatement
  | Node<'priority', { priorities: readonly Spanned<Priority>[] }>
  | Node<'messages', { types: readonly Spanned<MessageType>[] }>
  | Node<'schedule', { schedule: Schedule }>
  | Node<'over', { bytes: Spanned<number>; schedule: Schedule }>
  | Node<'hold for pickup'>
  | Node<'bandwidth', { bitsPerSecond: Spanned<number> }>
  | Node<'latency', { seconds: Spanned<number> }>
  | Node<'remote host', { host: HostNode }>;

export type SendersStatement = Node<'member', { senders: readonly SenderNode[] }>;

export type HostStatement =
  Node<'accepts', { domains: readonly Spanned<string>[] }> | Node<'forwards unresolved to', { host: HostNode }>;

export type Outcome = 'delivered' | 'queued' | 'undeliverable';

export type DownStatement = Node<'down', { elements: readonly ElementNode[] }>;

export type TestStatement =
  | DownStatement
  | Node<'send', { send: SendNode }>
  | Node<'expect outcome', { outcome: Spanned<Outcome>; code: Spanned<string> | undefined }>
  /** An empty list is `expect via none`. */
  | Node<'expect via', { connectors: readonly Name[] }>
  | Node<'expect not via', { connector: Name }>
  | Node<'expect cost', { cost: Spanned<number> }>
  | Node<'expect server', { server: Name }>
  | Node<'expect sites', { sites: readonly Name[] }>
  | Node<'expect received by', { connector: Name }>
  | Node<'expect queue', { queue: QueueNode }>
  | Node<'expect within', { seconds: Spanned<number> }>;

export type Comparison = 'exactly' | 'at least' | 'at most';

/** What is done to a queue: in the words of 2003, and of today. */
export type QueueActionKind = 'freeze' | 'unfreeze' | 'force' | 'suspend' | 'resume' | 'retry' | 'resubmit';

export type ScenarioAction =
  | {
      readonly kind: 'send';
      readonly count: Spanned<number> | undefined;
      readonly send: SendNode;
      readonly pace:
        | undefined
        | { readonly kind: 'every'; readonly seconds: number }
        | { readonly kind: 'rate'; readonly perSecond: number };
    }
  | { readonly kind: 'down' | 'up'; readonly elements: readonly ElementNode[] }
  | { readonly kind: QueueActionKind; readonly queue: QueueNode }
  | { readonly kind: 'redirect'; readonly server: Name; readonly to: Name }
  | { readonly kind: 'pick up'; readonly connector: Name }
  | { readonly kind: 'disable outbound mail' | 'enable outbound mail'; readonly server: Name }
  | { readonly kind: 'delete messages'; readonly queue: QueueNode; readonly withNdr: boolean }
  | { readonly kind: 'delete message'; readonly number: Spanned<number>; readonly withNdr: boolean };

export type ScenarioStatement =
  | Node<'start', { at: Spanned<SecondOfWeek> }>
  | Node<'seed', { seed: Spanned<number> }>
  | Node<'run for', { seconds: Spanned<number> }>
  | DownStatement
  | Node<'at', { seconds: Spanned<number>; action: ScenarioAction }>
  | Node<
      'expect count',
      { outcome: Spanned<'delivered' | 'undeliverable' | 'waiting'>; comparison: Comparison; count: Spanned<number> }
    >
  | Node<'expect empty by', { seconds: Spanned<number> }>
  | Node<'expect peak', { queue: QueueNode; atMost: Spanned<number> }>
  | Node<'expect every message within', { seconds: Spanned<number> }>;

export type Statement =
  | OrganizationStatement
  | RoutingGroupStatement
  | SiteStatement
  | SiteLinkStatement
  | DagStatement
  | DatabaseStatement
  | ReceiveConnectorStatement
  | ServerStatement
  | VirtualServerStatement
  | ConnectorStatement
  | SendersStatement
  | HostStatement
  | TestStatement
  | ScenarioStatement;
