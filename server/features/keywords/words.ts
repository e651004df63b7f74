// Words inside statements.

/** What there is to say of words inside a statement, after its first words. */
export interface WordDoc {
  readonly word: string;
  readonly text: string;
}

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
  { word: 'senders', text: 'A group of senders: everybody who is a member of it.' },
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
  { word: 'delete messages in', text: 'What waits in the queue is deleted; what is being transferred is not.' },
  {
    word: 'delete message',
    text: 'One message is deleted where it waits: by its number, counted from 1, which `--timeline all` shows.',
  },
  { word: 'with ndr', text: 'The sender of what is deleted gets an NDR (4.3.2). Nobody is told unless written.' },
  { word: 'every', text: 'Again each time that this much time has passed.' },
  { word: 'always', text: 'At any time.' },
  { word: 'never', text: 'At no time: mail waits until it expires.' },
];
