// The heads of declarations.

import type { KeywordDoc } from '#core/syntax/statements/row';

const model = 'exchange-2013';

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
    model: 'exchange-2003',
    blocks: ['file'],
    form: 'administrative group NAME { … }',
    text: 'Holds routing groups, as System Manager shows them. Plays no part in routing.',
    snippet: 'administrative group ${1:"First Administrative Group"} {\n\t$0\n}',
  },
  {
    keyword: 'routing group',
    model: 'exchange-2003',
    blocks: ['file', 'administrative group'],
    form: 'routing group NAME { … }',
    text: 'Servers that reach each other directly, in one hop. Mail leaves it and arrives in it by connectors.',
    snippet: 'routing group ${1:"First Routing Group"} {\n\t$0\n}',
  },
  {
    keyword: 'site',
    model,
    blocks: ['file'],
    form: 'site NAME { … }',
    text: 'A site of Active Directory. Its servers reach every other server directly; which sites lie between decides about hub sites, costs, and where mail waits.',
    snippet: 'site ${1:Seattle} {\n\tserver ${2:NAME} {\n\t\tmailbox ${3:*@contoso.com}\n\t}\n\t$0\n}',
  },
  {
    keyword: 'site link',
    model,
    blocks: ['file'],
    form: 'site link NAME between A, B, … { … }',
    text: 'An IP site link: every site of it reaches every other one at its cost, in both directions. The block may be left out.',
    snippet: 'site link ${1:NAME} between ${2:SITE}, ${3:SITE} {\n\tcost ${4:100}\n}$0',
  },
  {
    keyword: 'dag',
    model,
    blocks: ['file'],
    form: 'dag NAME { … }',
    text: 'A database availability group: Mailbox servers, in whichever sites, any of which takes mail for its databases.',
    snippet: 'dag ${1:DAG1} {\n\tmember ${2:SERVER}\n\t$0\n}',
  },
  {
    keyword: 'server',
    blocks: ['routing group', 'site'],
    form: 'server NAME { … }',
    text: 'An Exchange server. It belongs to exactly one routing group or site.',
    snippet: 'server ${1:NAME} {\n\taddress ${2:192.168.1.10}\n\tmailbox ${3:*@contoso.com}\n\t$0\n}',
  },
  {
    keyword: 'virtual server',
    model: 'exchange-2003',
    blocks: ['server'],
    form: 'virtual server NAME on BINDING, …',
    text: 'An SMTP virtual server, defined by the addresses and ports it listens on. No two on one server share an address and port. `all unassigned` listens on every address of the server that no other virtual server claims.',
    default: 'a server that declares none has `Default SMTP Virtual Server` on all unassigned',
    snippet: 'virtual server ${1:"Default SMTP Virtual Server"} on ${2:all unassigned}$0',
  },
  {
    keyword: 'smtp connector',
    model: 'exchange-2003',
    blocks: ['routing group'],
    form: 'smtp connector NAME { … }',
    text: 'Carries mail out of the organization (by its address spaces) or to other routing groups (by `connect`). It needs a bridgehead, and an address space or a connected routing group.',
    snippet:
      'smtp connector ${1:"Internet Mail"} {\n\tbridgehead ${2:SERVER}\n\taddress space ${3:*} cost ${4:1}\n\t$0\n}',
  },
  {
    keyword: 'routing group connector',
    model: 'exchange-2003',
    blocks: ['routing group'],
    form: 'routing group connector NAME to GROUP { … }',
    text: 'A way from this routing group to another one, in this direction only: the way back is a connector of its own.',
    snippet:
      'routing group connector ${1:"To Other"} to ${2:GROUP} {\n\tbridgehead ${3:any}\n\ttarget ${4:SERVER}\n\tcost ${5:1}\n}$0',
  },
  {
    keyword: 'x400 connector',
    model: 'exchange-2003',
    blocks: ['routing group'],
    form: 'x400 connector NAME { … }',
    text: 'Carries mail to one remote X.400 system. One local and one remote host only: a spare needs a connector of its own.',
    snippet:
      'x400 connector ${1:NAME} {\n\tbridgehead ${2:SERVER}\n\tremote ${3:HOST}\n\taddress space X400:"${4:c=US;a= ;p=Contoso}"\n\t$0\n}',
  },
  {
    keyword: 'edge server',
    model,
    blocks: ['site'],
    form: 'edge server NAME { … }',
    text: 'An Edge Transport server, subscribed to this site: the way to and from the Internet for it. It brings the connector `EdgeSync - SITE to Internet`.',
    snippet: 'edge server ${1:NAME} {\n\t$0\n}',
  },
  {
    keyword: 'database',
    model,
    blocks: ['server'],
    form: 'database NAME { … }',
    text: 'A mailbox database. Its active copy is on this server, or on the first that runs of those with a copy. Mailboxes outside of any are in one without a name.',
    snippet: 'database ${1:DB01} {\n\tmailbox ${2:*@contoso.com}\n\tcopy on ${3:SERVER}\n\t$0\n}',
  },
  {
    keyword: 'receive connector',
    model,
    blocks: ['server', 'edge server'],
    form: 'receive connector NAME on BINDING, … { … }',
    text: 'Takes mail at these addresses and ports, from these remote addresses. Those that setup makes are there unwritten. BINDING is `IP`, `IP:PORT`, `all available` or `all available:PORT`.',
    snippet:
      'receive connector ${1:Relay} on ${2:all available} {\n\tfrom ${3:192.168.5.0/24}\n\trelay ${4|anyone,none,authenticated|}\n\t$0\n}',
  },
  {
    keyword: 'send connector',
    model,
    blocks: ['file'],
    form: 'send connector NAME { … }',
    text: 'Carries mail out of the organization, from its source servers. Without one, and without an Edge server, no mail leaves.',
    snippet: 'send connector ${1:Internet} {\n\tsource ${2:SERVER}\n\taddress space ${3:*}\n\t$0\n}',
  },
  {
    keyword: 'foreign connector',
    model,
    blocks: ['file'],
    form: 'foreign connector NAME { … }',
    text: 'Writes messages into a drop directory, from where a foreign system takes them.',
    snippet: 'foreign connector ${1:Fax} {\n\tsource ${2:SERVER}\n\taddress space FAX:"*"\n\t$0\n}',
  },
  {
    keyword: 'delivery agent connector',
    model,
    blocks: ['file'],
    form: 'delivery agent connector NAME { … }',
    text: 'Hands messages to the agent of a protocol.',
    snippet:
      'delivery agent connector ${1:"Text Messaging"} {\n\tsource ${2:SERVER}\n\taddress space MOBILE:"*"\n\t$0\n}',
  },
  {
    keyword: 'senders',
    model: 'exchange-2003',
    blocks: ['file'],
    form: 'senders NAME { … }',
    text: 'A group of senders, for the lists of connectors: `accept from senders NAME`.',
    snippet: 'senders ${1:NAME} {\n\tmember ${2:anna@contoso.com}\n\t$0\n}',
  },
  {
    keyword: 'host',
    blocks: ['file'],
    form: 'host NAME { … }',
    text: 'Another mail system, by the name that smart hosts have it: what domains it has recipients in, and where it hands those that it does not know.',
    snippet: 'host ${1:unix.contoso.com} {\n\taccepts ${2:unix.contoso.com}\n\t$0\n}',
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
