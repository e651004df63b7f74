// What every keyword means, where it stands and what holds when it is not written. Hover and completion read this table.

import type { DeclarationKind } from '#core/syntax/tree';

/** Where a keyword stands: in the block of a declaration, or outside of all. */
export type Block = DeclarationKind | 'file';

export interface KeywordDoc {
  /** The words with which the statement or declaration begins. */
  readonly keyword: string;
  readonly blocks: readonly Block[];
  /** The statement's kind in the tree, where it is not the keyword. */
  readonly kind?: string;
  /** How it is written, values in capitals. */
  readonly form: string;
  readonly text: string;
  /** What holds unless it is written, in the language's words. */
  readonly default?: string;
  readonly range?: string;
  /** What completion inserts, with LSP tab stops. */
  readonly snippet: string;
}

/** Words inside a statement, after its first words. */
export interface WordDoc {
  readonly word: string;
  readonly text: string;
}

const connectors: readonly Block[] = ['smtp connector', 'routing group connector', 'x400 connector'];
const outward: readonly Block[] = ['smtp connector', 'x400 connector'];

export const declarationDocs: readonly KeywordDoc[] = [
  {
    keyword: 'organization',
    blocks: ['file'],
    form: 'organization NAME { … }',
    text: 'The Exchange organization: its accepted domains and what holds for all of it. At most one in a topology.',
    snippet: 'organization ${1:Contoso} {\n\tdomain ${2:contoso.com}\n\t$0\n}',
  },
  {
    keyword: 'administrative group',
    blocks: ['file'],
    form: 'administrative group NAME { … }',
    text: 'Holds routing groups, as System Manager shows them. Plays no part in routing.',
    snippet: 'administrative group ${1:"First Administrative Group"} {\n\t$0\n}',
  },
  {
    keyword: 'routing group',
    blocks: ['file', 'administrative group'],
    form: 'routing group NAME { … }',
    text: 'Servers that reach each other directly, in one hop. Mail leaves it and arrives in it by connectors.',
    snippet: 'routing group ${1:"First Routing Group"} {\n\t$0\n}',
  },
  {
    keyword: 'server',
    blocks: ['routing group'],
    form: 'server NAME { … }',
    text: 'An Exchange server. It belongs to exactly one routing group.',
    snippet: 'server ${1:NAME} {\n\taddress ${2:192.168.1.10}\n\tmailbox ${3:*@contoso.com}\n\t$0\n}',
  },
  {
    keyword: 'virtual server',
    blocks: ['server'],
    form: 'virtual server NAME on BINDING, …',
    text: 'An SMTP virtual server, defined by the addresses and ports it listens on. No two on one server share an address and port. `all unassigned` listens on every address of the server that no other virtual server claims.',
    default: 'a server that declares none has `Default SMTP Virtual Server` on all unassigned',
    snippet: 'virtual server ${1:"Default SMTP Virtual Server"} on ${2:all unassigned}$0',
  },
  {
    keyword: 'smtp connector',
    blocks: ['routing group'],
    form: 'smtp connector NAME { … }',
    text: 'Carries mail out of the organization (by its address spaces) or to other routing groups (by `connect`). It needs a bridgehead, and an address space or a connected routing group.',
    snippet:
      'smtp connector ${1:"Internet Mail"} {\n\tbridgehead ${2:SERVER}\n\taddress space ${3:*} cost ${4:1}\n\t$0\n}',
  },
  {
    keyword: 'routing group connector',
    blocks: ['routing group'],
    form: 'routing group connector NAME to GROUP { … }',
    text: 'A way from this routing group to another one, in this direction only: the way back is a connector of its own.',
    snippet:
      'routing group connector ${1:"To Other"} to ${2:GROUP} {\n\tbridgehead ${3:any}\n\ttarget ${4:SERVER}\n\tcost ${5:1}\n}$0',
  },
  {
    keyword: 'x400 connector',
    blocks: ['routing group'],
    form: 'x400 connector NAME { … }',
    text: 'Carries mail to one remote X.400 system. One local and one remote host only: a spare needs a connector of its own.',
    snippet:
      'x400 connector ${1:NAME} {\n\tbridgehead ${2:SERVER}\n\tremote ${3:HOST}\n\taddress space X400:"${4:c=US;a= ;p=Contoso}"\n\t$0\n}',
  },
  {
    keyword: 'include',
    blocks: ['file'],
    form: 'include "other.topo"',
    text: 'Makes another file a part of this topology. At the top, before any declaration; relative to this file.',
    snippet: 'include "${1:other.topo}"',
  },
  {
    keyword: 'test',
    blocks: ['file'],
    form: 'test NAME { … }',
    text: 'Sends one message and says what must become of it. Checked at every edit and by `bridgehead test`.',
    snippet:
      'test "${1:What must hold}" {\n\tsend from ${2:SERVER} to ${3:someone@example.com}\n\texpect ${4:delivered}$0\n}',
  },
  {
    keyword: 'scenario',
    blocks: ['file'],
    form: 'scenario NAME { … }',
    text: 'A script for the simulator: mail that is sent and elements that fail, at set times.',
    snippet:
      'scenario "${1:What happens}" {\n\tat ${2:0s} send ${3:100} from ${4:SERVER} to ${5:someone@example.com}\n\t$0\n}',
  },
];

const organizationDocs: readonly KeywordDoc[] = [
  {
    keyword: 'model',
    blocks: ['organization'],
    form: 'model exchange-2003',
    text: 'The rules by which messages are routed.',
    default: 'exchange-2003',
    snippet: 'model ${1:exchange-2003}',
  },
  {
    keyword: 'domain',
    blocks: ['organization'],
    form: 'domain D, …',
    text: 'Accepted domains, authoritative: a recipient there that no mailbox pattern names does not exist and is returned.',
    snippet: 'domain ${1:contoso.com}',
  },
  {
    keyword: 'shared domain',
    blocks: ['organization'],
    form: 'shared domain D, …',
    text: 'Accepted domains, not authoritative: a recipient there that no mailbox pattern names is sought outside.',
    snippet: 'shared domain ${1:contoso.com}',
  },
  {
    keyword: 'mail exchanger',
    blocks: ['organization'],
    form: 'mail exchanger SERVER/VS, …',
    text: 'The virtual servers where mail from the Internet arrives.',
    snippet: 'mail exchanger ${1:SERVER}',
  },
  {
    keyword: 'when no connector matches',
    blocks: ['organization'],
    form: 'when no connector matches ndr | dns',
    text: 'What becomes of mail for which connectors exist but none has a matching address space: returned, or delivered by DNS.',
    default: 'ndr',
    snippet: 'when no connector matches ${1|ndr,dns|}',
  },
  {
    keyword: 'when connectors tie',
    blocks: ['organization'],
    form: 'when connectors tie nearest | spread',
    text: 'Which of several connectors of the same cost is taken: the one with the fewest hops, then by name, or all in turn.',
    default: 'nearest',
    snippet: 'when connectors tie ${1|nearest,spread|}',
  },
  {
    keyword: 'wildcard includes its domain',
    blocks: ['organization'],
    form: 'wildcard includes its domain yes | no',
    text: 'Whether the address space `*.contoso.com` matches `contoso.com` itself.',
    default: 'yes',
    snippet: 'wildcard includes its domain ${1|yes,no|}',
  },
  {
    keyword: 'link state delay',
    blocks: ['organization'],
    form: 'link state delay D',
    text: 'How long it takes until another routing group knows that a connector went down or came up.',
    default: '0s',
    snippet: 'link state delay ${1:5m}',
  },
  {
    keyword: 'limit size',
    blocks: ['organization'],
    form: 'limit size SIZE',
    text: 'The largest message that anybody in the organization may send or receive.',
    default: 'unlimited',
    snippet: 'limit size ${1:10MB}',
  },
  {
    keyword: 'limit recipients',
    blocks: ['organization'],
    form: 'limit recipients N',
    text: 'How many recipients a message may have in the whole organization.',
    default: 'unlimited',
    snippet: 'limit recipients ${1:5000}',
  },
];

const serverDocs: readonly KeywordDoc[] = [
  {
    keyword: 'master',
    blocks: ['routing group'],
    form: 'master SERVER',
    text: 'The routing group master: it keeps the link state of the routing group and tells its members.',
    default: 'the first server declared',
    snippet: 'master ${1:SERVER}',
  },
  {
    keyword: 'address',
    blocks: ['server'],
    form: 'address IP, …',
    text: 'The addresses of its network cards. Without it the bindings of virtual servers are not checked against them.',
    snippet: 'address ${1:192.168.1.10}',
  },
  {
    keyword: 'mailbox',
    blocks: ['server'],
    form: 'mailbox PATTERN, …',
    text: 'Recipients that live here: `anna@contoso.com`, `a*@contoso.com` or `*@contoso.com`. The most specific pattern in the organization wins; a domain does not include its subdomains.',
    snippet: 'mailbox ${1:*@contoso.com}',
  },
  {
    keyword: 'check connector restrictions',
    blocks: ['server'],
    form: 'check connector restrictions',
    text: 'The registry switch `CheckConnectorRestrictions`. Without it mail that leaves by this server is not asked who may send through a connector.',
    default: 'not set',
    snippet: 'check connector restrictions',
  },
  {
    keyword: 'suppress link state changes',
    blocks: ['server'],
    form: 'suppress link state changes',
    text: 'The registry switch `SuppressStateChanges`: this server tells nobody that its connectors go down.',
    default: 'not set',
    snippet: 'suppress link state changes',
  },
  {
    keyword: 'rate',
    blocks: ['server'],
    form: 'rate N/s',
    text: 'How many messages the server can categorize.',
    default: 'unlimited',
    snippet: 'rate ${1:50}/s',
  },
];

const virtualServerDocs: readonly KeywordDoc[] = [
  {
    keyword: 'fqdn',
    blocks: ['virtual server'],
    form: 'fqdn HOST',
    text: 'The name with which it greets other servers.',
    snippet: 'fqdn ${1:mail.contoso.com}',
  },
  {
    keyword: 'smart host',
    blocks: ['virtual server'],
    form: 'smart host HOST, …',
    text: 'Sends everything that leaves by this virtual server through these hosts. A smart host of the connector goes before it. An IP address stands in brackets.',
    default: 'none',
    snippet: 'smart host ${1:relay.example.com}',
  },
  {
    keyword: 'port',
    blocks: ['virtual server'],
    form: 'port N',
    text: 'The outgoing port. Other servers listen on 25.',
    default: '25',
    range: '1–65535',
    snippet: 'port ${1:25}',
  },
  {
    keyword: 'hop limit',
    blocks: ['virtual server'],
    form: 'hop limit N',
    text: 'How many servers a message may have passed before it is returned as looping.',
    default: '30',
    range: '10–256',
    snippet: 'hop limit ${1:30}',
  },
  {
    keyword: 'limit size',
    blocks: ['virtual server'],
    form: 'limit size SIZE',
    text: 'The largest message that it accepts.',
    default: 'unlimited',
    snippet: 'limit size ${1:10MB}',
  },
  {
    keyword: 'limit recipients',
    blocks: ['virtual server'],
    form: 'limit recipients N',
    text: 'How many recipients a message that it accepts may have.',
    default: '64000',
    snippet: 'limit recipients ${1:64000}',
  },
  {
    keyword: 'retry',
    blocks: ['virtual server'],
    form: 'retry D, D, D, then D',
    text: 'How long it waits before the first, second and third retry, and before each one after.',
    default: '10m, 10m, 10m, then 15m',
    snippet: 'retry ${1:10m, 10m, 10m}, then ${2:15m}',
  },
  {
    keyword: 'delay notification',
    blocks: ['virtual server'],
    form: 'delay notification D',
    text: 'When the sender is told that a message still waits, counted from its submission.',
    default: '12h',
    snippet: 'delay notification ${1:12h}',
  },
  {
    keyword: 'expire',
    blocks: ['virtual server'],
    form: 'expire D',
    text: 'When a message that still waits is returned, counted from its submission.',
    default: '2d',
    snippet: 'expire ${1:2d}',
  },
  {
    keyword: 'connections',
    blocks: ['virtual server'],
    form: 'connections N',
    text: 'How many outgoing connections it opens at the same time.',
    default: '1000',
    snippet: 'connections ${1:1000}',
  },
  {
    keyword: 'connections per domain',
    blocks: ['virtual server'],
    form: 'connections per domain N',
    text: 'How many of them to one domain.',
    default: '100',
    snippet: 'connections per domain ${1:100}',
  },
  {
    keyword: 'messages per connection',
    blocks: ['virtual server'],
    form: 'messages per connection N',
    text: 'How many messages it sends before it opens another connection.',
    default: '20',
    snippet: 'messages per connection ${1:20}',
  },
  {
    keyword: 'relay',
    blocks: ['virtual server'],
    form: 'relay none | authenticated | anyone',
    text: 'Who may send mail through it to domains that are not ours. `anyone` is an open relay.',
    default: 'authenticated',
    snippet: 'relay ${1|none,authenticated,anyone|}',
  },
  {
    keyword: 'stopped',
    blocks: ['virtual server'],
    form: 'stopped',
    text: 'It does not run: nothing listens at its addresses, and nothing leaves by it.',
    snippet: 'stopped',
  },
  {
    keyword: 'unresolved recipients to',
    blocks: ['virtual server'],
    form: 'unresolved recipients to HOST',
    text: 'Forwards mail for unknown recipients of our own domains to this host instead of returning it.',
    default: 'none',
    snippet: 'unresolved recipients to ${1:other.example.com}',
  },
];

const connectorDocs: readonly KeywordDoc[] = [
  {
    keyword: 'bridgehead',
    blocks: ['smtp connector'],
    form: 'bridgehead SERVER/VS, …',
    text: 'The local bridgeheads: SMTP virtual servers of this routing group by which mail leaves. `SERVER` alone means its first virtual server.',
    snippet: 'bridgehead ${1:SERVER}',
  },
  {
    keyword: 'bridgehead',
    blocks: ['x400 connector'],
    form: 'bridgehead SERVER',
    text: 'The server of this routing group by which mail leaves.',
    snippet: 'bridgehead ${1:SERVER}',
  },
  {
    keyword: 'bridgehead',
    blocks: ['routing group connector'],
    form: 'bridgehead any | SERVER/VS, …',
    text: 'The local bridgeheads, by which mail leaves this routing group. `any` lets every server send for itself.',
    default: 'any',
    snippet: 'bridgehead ${1:any}',
  },
  {
    keyword: 'target',
    blocks: ['routing group connector'],
    form: 'target SERVER/VS, …',
    text: 'The remote bridgeheads: servers of the routing group that it leads to. At least one; several keep mail moving when one fails.',
    snippet: 'target ${1:SERVER}',
  },
  {
    keyword: 'cost',
    blocks: ['routing group connector'],
    form: 'cost N',
    text: 'What this way costs. The way with the least sum is taken; a cost never returns a message. 100 is the last resort.',
    default: '1',
    range: '1–100',
    snippet: 'cost ${1:10}',
  },
  {
    keyword: 'address space',
    blocks: outward,
    form: 'address space [TYPE:]PATTERN [cost N], …',
    text: 'The recipients that it carries: `*`, `contoso.com`, `*.contoso.com`. The most specific match in the organization wins, whatever it costs; cost decides among equals.',
    default: 'type SMTP, cost 1',
    range: 'cost 1–100',
    snippet: 'address space ${1:*} cost ${2:1}',
  },
  {
    keyword: 'connect',
    blocks: outward,
    form: 'connect GROUP [cost N], …',
    text: 'Connected routing groups: makes it a way to these routing groups.',
    default: 'cost 1',
    range: 'cost 1–100',
    snippet: 'connect ${1:GROUP} cost ${2:10}',
  },
  {
    keyword: 'scope',
    blocks: outward,
    form: 'scope organization | routing group',
    text: 'Who may use it: every server of the organization, or only those of its own routing group.',
    default: 'organization',
    snippet: 'scope ${1|organization,routing group|}',
  },
  {
    keyword: 'deliver through dns',
    blocks: ['smtp connector'],
    form: 'deliver through dns',
    text: 'Looks each domain up and delivers to its mail exchangers.',
    default: 'this, unless a smart host is named',
    snippet: 'deliver through dns',
  },
  {
    keyword: 'deliver through smart host',
    blocks: ['smtp connector'],
    form: 'deliver through smart host HOST, …',
    text: 'Hands everything to these hosts. A name is looked up; an IP address stands in brackets, after the names.',
    snippet: 'deliver through smart host ${1:relay.example.com}',
  },
  {
    keyword: 'relay to these domains',
    blocks: ['smtp connector'],
    form: 'relay to these domains',
    text: '"Allow messages to be relayed to these domains": anybody may send to its address spaces through its bridgeheads. Dangerous with `*`.',
    default: 'not allowed',
    snippet: 'relay to these domains',
  },
  {
    keyword: 'accept from',
    blocks: connectors,
    form: 'accept from PATTERN, …',
    text: 'Only mail of these senders passes. In force only on servers that `check connector restrictions`.',
    default: 'everybody',
    snippet: 'accept from ${1:*@contoso.com}',
  },
  {
    keyword: 'reject from',
    blocks: connectors,
    form: 'reject from PATTERN, …',
    text: 'Mail of these senders does not pass, whatever `accept from` says. In force only on servers that `check connector restrictions`.',
    default: 'nobody',
    snippet: 'reject from ${1:*@contoso.com}',
  },
  {
    keyword: 'limit size',
    blocks: connectors,
    form: 'limit size SIZE',
    text: 'The largest message that may use it.',
    default: 'unlimited',
    snippet: 'limit size ${1:10MB}',
  },
  {
    keyword: 'priority',
    blocks: connectors,
    form: 'priority high, normal, low',
    text: 'The priorities that may use it.',
    default: 'all',
    snippet: 'priority ${1:high, normal}',
  },
  {
    keyword: 'messages',
    blocks: connectors,
    form: 'messages system, non-system',
    text: 'Whether system messages (such as public folder replication), others or both may use it.',
    default: 'both',
    snippet: 'messages ${1|system,non-system|}',
  },
  {
    keyword: 'schedule',
    blocks: connectors,
    form: 'schedule always | never | every D | "WINDOW", …',
    text: 'When it sends; outside of it mail waits. A window is `"Mon-Fri 08:00-18:00"`, in quarter hours; `every 1h`, `2h` or `4h` opens one quarter hour each time.',
    default: 'always',
    snippet: 'schedule ${1:"Mon-Fri 08:00-18:00"}',
  },
  {
    keyword: 'over',
    blocks: connectors,
    form: 'over SIZE schedule …',
    text: 'A schedule of their own for messages above this size.',
    default: 'none',
    snippet: 'over ${1:2MB} schedule ${2:"20:00-06:00"}',
  },
  {
    keyword: 'hold for pickup',
    blocks: connectors,
    form: 'hold for pickup',
    text: 'Mail waits until the other side asks for it (ETRN or TURN). Goes before any schedule.',
    default: 'not held',
    snippet: 'hold for pickup',
  },
  {
    keyword: 'bandwidth',
    blocks: connectors,
    form: 'bandwidth B',
    text: 'The bandwidth of the line, for the simulator.',
    default: 'unlimited',
    snippet: 'bandwidth ${1:2Mbps}',
  },
  {
    keyword: 'latency',
    blocks: connectors,
    form: 'latency D',
    text: 'The latency of the line, for the simulator.',
    default: 'none',
    snippet: 'latency ${1:100ms}',
  },
  {
    keyword: 'remote',
    kind: 'remote host',
    blocks: ['x400 connector'],
    form: 'remote HOST',
    text: 'The X.400 system at the other end.',
    snippet: 'remote ${1:HOST}',
  },
];

const testDocs: readonly KeywordDoc[] = [
  {
    keyword: 'send',
    blocks: ['test'],
    form: 'send from SERVER | SERVER/VS | internet to RECIPIENT [sender A] [size S] [priority P] [system] [at T]',
    text: 'The message of this test.',
    default: 'size 10KB, priority normal, sender postmaster@ the first accepted domain, at "Mon 12:00"',
    snippet: 'send from ${1:SERVER} to ${2:someone@example.com}',
  },
  {
    keyword: 'down',
    blocks: ['test'],
    form: 'down ELEMENT, …',
    text: 'What is switched off: `server`, `virtual server`, `connector`, `routing group`, `line A to B`, `host` or `dns`.',
    snippet: 'down ${1|server,virtual server,connector,routing group,line,host,dns|} $0',
  },
  {
    keyword: 'expect delivered',
    blocks: ['test'],
    form: 'expect delivered',
    text: 'It arrives without waiting.',
    snippet: 'expect delivered',
  },
  {
    keyword: 'expect queued',
    blocks: ['test'],
    form: 'expect queued',
    text: 'It waits at that moment.',
    snippet: 'expect queued',
  },
  {
    keyword: 'expect undeliverable',
    blocks: ['test'],
    form: 'expect undeliverable [CODE]',
    text: 'It is returned, with this status code if one is written.',
    snippet: 'expect undeliverable${1: 5.4.4}',
  },
  {
    keyword: 'expect via',
    blocks: ['test'],
    form: 'expect via CONNECTOR, … | none',
    text: 'It takes exactly these connectors, in this order.',
    snippet: 'expect via ${1:CONNECTOR}',
  },
  {
    keyword: 'expect not via',
    blocks: ['test'],
    form: 'expect not via CONNECTOR',
    text: 'It does not take this connector.',
    snippet: 'expect not via ${1:CONNECTOR}',
  },
  {
    keyword: 'expect cost',
    blocks: ['test'],
    form: 'expect cost N',
    text: 'Its way costs this much.',
    snippet: 'expect cost ${1:10}',
  },
  {
    keyword: 'expect server',
    blocks: ['test'],
    form: 'expect server SERVER',
    text: 'The server where it ends.',
    snippet: 'expect server ${1:SERVER}',
  },
  {
    keyword: 'expect queue',
    blocks: ['test'],
    form: 'expect queue "NAME" [on SERVER]',
    text: 'A queue that it passes or waits in, as Queue Viewer names it.',
    snippet: 'expect queue "${1:NAME}"',
  },
  {
    keyword: 'expect within',
    blocks: ['test'],
    form: 'expect within D',
    text: 'How long it takes at most, simulated.',
    snippet: 'expect within ${1:5m}',
  },
];

const scenarioDocs: readonly KeywordDoc[] = [
  {
    keyword: 'start',
    blocks: ['scenario'],
    form: 'start "Mon 08:00"',
    text: 'The time at 0s.',
    default: 'Mon 00:00',
    snippet: 'start "${1:Mon 08:00}"',
  },
  {
    keyword: 'seed',
    blocks: ['scenario'],
    form: 'seed N',
    text: 'Where the dice start: the same seed gives the same events.',
    default: '1',
    snippet: 'seed ${1:1}',
  },
  {
    keyword: 'run for',
    blocks: ['scenario'],
    form: 'run for D',
    text: 'How long the simulation runs.',
    default: 'until nothing waits and no event is left',
    snippet: 'run for ${1:1d}',
  },
  {
    keyword: 'at',
    blocks: ['scenario'],
    form: 'at D send | down | up | freeze | unfreeze | force | pick up | disable | enable …',
    text: 'Something that happens at this time, counted from the start.',
    snippet: 'at ${1:10m} $0',
  },
  {
    keyword: 'expect delivered',
    blocks: ['scenario'],
    form: 'expect delivered [at least | at most] N',
    text: 'How many messages arrive in all.',
    snippet: 'expect delivered ${1:at least} ${2:100}',
  },
  {
    keyword: 'expect undeliverable',
    blocks: ['scenario'],
    form: 'expect undeliverable [at least | at most] N',
    text: 'How many messages are returned in all.',
    snippet: 'expect undeliverable ${1:at most} ${2:0}',
  },
  {
    keyword: 'expect waiting',
    blocks: ['scenario'],
    form: 'expect waiting [at least | at most] N',
    text: 'How many messages wait at the end.',
    snippet: 'expect waiting ${1:at most} ${2:0}',
  },
  {
    keyword: 'expect empty by',
    blocks: ['scenario'],
    form: 'expect empty by D',
    text: 'When no message waits any more.',
    snippet: 'expect empty by ${1:4h}',
  },
  {
    keyword: 'expect peak',
    blocks: ['scenario'],
    form: 'expect peak queue "NAME" at most N',
    text: 'How many messages stand in a queue at the worst moment.',
    snippet: 'expect peak queue "${1:NAME}" at most ${2:100}',
  },
  {
    keyword: 'expect every message within',
    blocks: ['scenario'],
    form: 'expect every message within D',
    text: 'How long every message takes at most.',
    snippet: 'expect every message within ${1:1h}',
  },
];

export const statementDocs: readonly KeywordDoc[] = [
  ...organizationDocs,
  ...serverDocs,
  ...virtualServerDocs,
  ...connectorDocs,
  ...testDocs,
  ...scenarioDocs,
];

/** Words that have a meaning of their own wherever they stand. */
export const wordDocs: readonly WordDoc[] = [
  { word: 'all unassigned', text: 'Every address of the server that no other virtual server claims on this port.' },
  { word: 'any', text: 'Every server of the routing group sends for itself.' },
  { word: 'none', text: 'None at all.' },
  { word: 'cost', text: 'What this way costs, 1–100. 1 unless written.' },
  { word: 'internet', text: 'From outside: the message arrives at a mail exchanger of the organization.' },
  { word: 'sender', text: 'Who sends. postmaster@ the first accepted domain unless written.' },
  { word: 'size', text: 'How large the message is. 10KB unless written.' },
  { word: 'system', text: 'A system message, such as public folder replication.' },
  { word: 'dns', text: 'Looking up outside domains.' },
  { word: 'line', text: 'Every connector between two routing groups, in both directions.' },
  { word: 'host', text: 'A smart host as written, a remote host or an outside domain.' },
  { word: 'connector', text: 'A connector of any kind.' },
  { word: 'server', text: 'A server, with all its virtual servers.' },
  { word: 'virtual server', text: 'One virtual server, written SERVER/VS.' },
  { word: 'routing group', text: 'A routing group: all its servers.' },
  { word: 'pick up connector', text: 'The other side asks for the mail that a connector holds (ETRN).' },
  { word: 'disable outbound mail on', text: 'The server sends nothing until outbound mail is enabled again.' },
  { word: 'enable outbound mail on', text: 'The server sends again.' },
  { word: 'send', text: 'Messages are sent: how many, from where, to whom, at which pace.' },
  { word: 'down', text: 'Elements fail.' },
  { word: 'up', text: 'Elements work again.' },
  { word: 'freeze', text: 'Nothing leaves the queue until it is unfrozen.' },
  { word: 'unfreeze', text: 'Messages leave the queue again.' },
  { word: 'force', text: 'The queue tries at once, whatever its retry time.' },
  { word: 'every', text: 'Again each time that this much time has passed.' },
  { word: 'always', text: 'At any time.' },
  { word: 'never', text: 'At no time: mail waits until it expires.' },
];

/** The statement or declaration of a block that begins with these words; the longest such beginning. */
export function keywordDoc(block: Block, words: string): KeywordDoc | undefined {
  let best: KeywordDoc | undefined;
  for (const doc of [...declarationDocs, ...statementDocs]) {
    if (!doc.blocks.includes(block) || !`${words} `.startsWith(`${doc.keyword} `)) continue;
    if (best === undefined || doc.keyword.length > best.keyword.length) best = doc;
  }
  return best;
}

/** A keyword's documentation as Markdown. */
export function keywordMarkdown(doc: KeywordDoc): string {
  const facts = [
    ...(doc.default === undefined ? [] : [`Unless written: ${doc.default}.`]),
    ...(doc.range === undefined ? [] : [`Range: ${doc.range}.`]),
  ];
  return [`\`\`\`topo\n${doc.form}\n\`\`\``, doc.text, ...(facts.length === 0 ? [] : [facts.join(' ')])].join('\n\n');
}
