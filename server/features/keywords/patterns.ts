// What is often written together: several statements or declarations at once, offered where they may stand.

export interface Pattern {
  /** What it is offered as. */
  readonly label: string;
  /** The keyword of the declaration that it begins with: it may stand where that may. */
  readonly declares: string;
  readonly text: string;
  /** What completion inserts, with LSP tab stops. */
  readonly snippet: string;
}

export const patterns: readonly Pattern[] = [
  {
    label: 'routing group with a server',
    declares: 'routing group',
    text: 'A routing group with a server and its mailboxes.',
    snippet: [
      'routing group ${1:Seattle} {',
      '\tserver ${2:SEA-EX01} {',
      '\t\taddress ${3:10.1.0.10}',
      '\t\tvirtual server "Default SMTP Virtual Server" on all unassigned',
      '\t\tmailbox *@${4:contoso.com}',
      '\t}',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'routing groups connected both ways',
    declares: 'routing group',
    text: 'Two routing groups, with a connector there and one back.',
    snippet: [
      'routing group ${1:Seattle} {',
      '\tserver ${2:SEA-EX01} { mailbox *@${3:seattle.example} }',
      '\trouting group connector "${1:Seattle} to ${4:London}" to ${4:London} { bridgehead ${2:SEA-EX01}; target ${5:LON-EX01}; cost ${7:10} }',
      '}',
      '',
      'routing group ${4:London} {',
      '\tserver ${5:LON-EX01} { mailbox *@${6:london.example} }',
      '\trouting group connector "${4:London} to ${1:Seattle}" to ${1:Seattle} { bridgehead ${5:LON-EX01}; target ${2:SEA-EX01}; cost ${7:10} }',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'smtp connector to the internet',
    declares: 'smtp connector',
    text: 'An SMTP connector for all outside mail, delivered through DNS.',
    snippet: [
      'smtp connector "${1:Internet Mail}" {',
      '\tbridgehead ${2:SERVER}',
      '\taddress space * cost ${3:1}',
      '\tdeliver through dns',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'smtp connector through a smart host',
    declares: 'smtp connector',
    text: 'An SMTP connector that hands all outside mail to a smart host.',
    snippet: [
      'smtp connector "${1:Internet Mail}" {',
      '\tbridgehead ${2:SERVER}',
      '\taddress space * cost ${3:1}',
      '\tdeliver through smart host ${4:relay.example.com}',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'smtp connector to a partner',
    declares: 'smtp connector',
    text: 'An SMTP connector for the domain of a partner and what is below it.',
    snippet: [
      'smtp connector "${1:Partner Mail}" {',
      '\tbridgehead ${2:SERVER}',
      '\taddress space ${3:fabrikam.com} cost ${4:5}, *.${3:fabrikam.com} cost ${4:5}',
      '\tdeliver through smart host ${5:relay.fabrikam.com}',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'test of a route',
    declares: 'test',
    text: 'Says where a message must go, checked at every edit.',
    snippet: [
      'test "${1:Mail to the Internet leaves by the main connector}" {',
      '\tsend from ${2:SERVER} to ${3:someone@fabrikam.com}',
      '\texpect via ${4:CONNECTOR}',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'test of an outage',
    declares: 'test',
    text: 'Says what must still work when something is down.',
    snippet: [
      'test "${1:Mail still leaves without the main server}" {',
      '\tdown server ${2:SERVER}',
      '\tsend from ${3:OTHER-SERVER} to ${4:someone@fabrikam.com}',
      '\texpect ${5|delivered,queued,undeliverable|}',
      '}$0',
    ].join('\n'),
  },
  {
    label: 'scenario of an outage',
    declares: 'scenario',
    text: 'A script for the simulator: steady mail while a server is down for an hour.',
    snippet: [
      'scenario "${1:A bridgehead is down for an hour}" {',
      '\tat 0s send ${2:600} from ${3:SERVER} to ${4:someone@fabrikam.com} every ${5:10s}',
      '\tat 10m down server ${6:BRIDGEHEAD}',
      '\tat 70m up server ${6:BRIDGEHEAD}',
      '}$0',
    ].join('\n'),
  },
];
