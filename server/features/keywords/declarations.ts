// The heads of declarations.

import type { KeywordDoc } from '#core/syntax/statements/row';

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
    keyword: 'senders',
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
