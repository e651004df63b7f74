// Words that people know from Exchange's dialogs, from PowerShell and from other mail systems, and those of the language
// for them. A row counts only where the grammar does not take what is written.

import type { BlockKind } from '../tree.ts';

/** Words of others at the beginning of a statement. */
export interface WordsOfOthers {
  readonly blocks: readonly BlockKind[];
  /** What is typed, in a small pattern language: `(a|b)`, `?` behind what may be missing, blanks for any blanks. */
  readonly typed: string;
  /** What is written for these words, or with `whole` for the whole statement. */
  readonly written: string;
  readonly isWhole?: boolean;
  /** What else there is to say, one sentence. */
  readonly why?: string;
}

/** Statements that the language leaves out; the fix leaves them out too. */
export interface LeftOut {
  /** Where; everywhere unless given. */
  readonly blocks?: readonly BlockKind[];
  readonly typed: string;
  /** One or two sentences. */
  readonly says: string;
}

const organization: readonly BlockKind[] = ['organization'];
const routingGroup: readonly BlockKind[] = ['routing group'];
const server: readonly BlockKind[] = ['server'];
const virtualServer: readonly BlockKind[] = ['virtual server'];
const smtp: readonly BlockKind[] = ['smtp connector'];
const outward: readonly BlockKind[] = ['smtp connector', 'x400 connector'];
const inward: readonly BlockKind[] = ['routing group connector'];
const x400: readonly BlockKind[] = ['x400 connector'];
const connectors: readonly BlockKind[] = ['smtp connector', 'routing group connector', 'x400 connector'];
const sized: readonly BlockKind[] = ['organization', 'virtual server', ...connectors];
const test: readonly BlockKind[] = ['test'];
const expecting: readonly BlockKind[] = ['test', 'scenario'];

const smartHosts = '(smart hosts?|smarthosts?|smart-hosts?|relay hosts?|relayhosts?|relay-hosts?)';

export const wordsOfOthers: readonly WordsOfOthers[] = [
  // ---- organization
  {
    blocks: organization,
    typed: 'relay domains?|relay_domains|shared (domains|address spaces?)',
    written: 'shared domain',
    why: 'Other systems have mailboxes in it too.',
  },
  { blocks: organization, typed: 'internal relay domains', written: 'internal relay domain' },
  { blocks: organization, typed: 'external relay domains', written: 'external relay domain' },
  { blocks: organization, typed: 'non-authoritative domains?', written: 'shared domain' },
  {
    blocks: organization,
    typed:
      '(accepted|authoritative|local|primary|internal|default|hosted|mail|smtp|e-mail|email)( accepted)? domains?|domains|mydestination|mydomain|recipient (policy|policies)',
    written: 'domain',
  },
  {
    blocks: organization,
    typed: 'mx( records?)?( [0-9]+)?|mail exchangers|mail exchange|inbound servers?',
    written: 'mail exchanger',
    why: 'It names the virtual server where mail from the Internet arrives.',
  },
  // ---- routing group
  {
    blocks: routingGroup,
    typed: 'master server|routing group master( server)?|routing master|group master|link state master',
    written: 'master',
  },
  // ---- server
  {
    blocks: server,
    typed: 'ip (address|addresses)|ips?|ipv[46]( address)?|addresses|ip-address|network address|nic',
    written: 'address',
  },
  { blocks: server, typed: 'mailboxes|mail boxes|users?|recipients?|mailbox for', written: 'mailbox' },
  // ---- virtual server
  {
    blocks: virtualServer,
    typed: `${smartHosts}|(deliver|relay|forward|route|send)( all)?( mail)? (through|via|to)( ${smartHosts})?`,
    written: 'smart host',
  },
  {
    blocks: virtualServer,
    typed: 'fully( |-)qualified domain name|host name|hostname|myhostname|server name|domain name',
    written: 'fqdn',
  },
  { blocks: virtualServer, typed: '(max|maximum) hop count|hop count|(max|maximum) hops|hops', written: 'hop limit' },
  { blocks: virtualServer, typed: '(outgoing|outbound|remote|smtp|tcp) port|port number', written: 'port' },
  {
    blocks: virtualServer,
    typed: 'expiration( timeout)?|expires( after)?|expire after|expiry|message expiration',
    written: 'expire',
  },
  {
    blocks: virtualServer,
    typed:
      '(outbound |local )?delay notification (after|timeout)|outbound delay notification|notification delay|notify after',
    written: 'delay notification',
  },
  {
    blocks: virtualServer,
    typed: '(limit |max |maximum )?(outbound |outgoing )?connections per domain( to)?',
    written: 'connections per domain',
  },
  {
    blocks: virtualServer,
    typed: '(limit number of |limit |max |maximum )?messages per (connection|session)( to)?',
    written: 'messages per connection',
  },
  {
    blocks: virtualServer,
    typed:
      '(limit number of |limit |max |maximum )(outbound |outgoing )?connections( to)?|(outbound|outgoing) connections|connection limit',
    written: 'connections',
  },
  {
    blocks: virtualServer,
    typed:
      '(allow )?relay( only)?( to| from| for)?( the list below| computers?)?(?= \\[?[0-9])|relay list( of)?|mynetworks',
    written: 'relay',
  },
  {
    blocks: virtualServer,
    typed: 'relay (authenticated (users|computers|only|senders)|only authenticated( users)?|auth|authentication)',
    written: 'relay authenticated',
    isWhole: true,
  },
  {
    blocks: virtualServer,
    typed: 'relay (all|any|everyone|everybody|anybody|open|yes)|open relay|allow relay|allow all relay',
    written: 'relay anyone',
    isWhole: true,
    why: 'That is an open relay.',
  },
  {
    blocks: virtualServer,
    typed: 'relay (nobody|no one|off|no|never)|no relay|deny relay',
    written: 'relay none',
    isWhole: true,
  },
  {
    blocks: virtualServer,
    typed: '(forward|send) (all mail with )?unresolved recipients to( host)?|unresolved recipients( to host)?',
    written: 'unresolved recipients to',
  },
  {
    blocks: virtualServer,
    typed:
      '(attempt|try)( for)? direct delivery before( sending)?( mail)?( to)?( the)? smart host|(attempt|try|use|enable) direct delivery( first)?|direct delivery( first)?',
    written: 'attempt direct delivery',
    isWhole: true,
  },
  { blocks: virtualServer, typed: 'stop|disabled|paused|off', written: 'stopped', isWhole: true },
  // ---- SMTP connector
  {
    blocks: smtp,
    typed: '(deliver|relay|route|send) (through|via|by|with|using) (mx|mx records?|dns lookup)|use dns( .*)?|dns|mx',
    written: 'deliver through dns',
    isWhole: true,
  },
  {
    blocks: smtp,
    typed: `(deliver|relay|forward|route|send)( all)?( mail)?( through this connector)? (through|via|to|by)( the following)? ${smartHosts}|${smartHosts}|next hop|(forward|route|send)( all)?( mail)? (through|via|to)|relay (through|via)|deliver (to|via)`,
    written: 'deliver through smart host',
  },
  {
    blocks: smtp,
    typed:
      'allow (messages to be )?(relay|relayed|relaying)( to these domains)?|relay( to)?( these| this)?( domains?)?',
    written: 'relay to these domains',
    isWhole: true,
  },
  { blocks: outward, typed: 'address spaces|addressspaces?|address-spaces?', written: 'address space' },
  {
    blocks: outward,
    typed: 'connects? (to|with)|connected (to|routing groups?|groups?)|connect routing groups?',
    written: 'connect',
  },
  {
    blocks: outward,
    typed: '(connector )?scope (entire|whole|the( entire)?) organization|entire organization',
    written: 'scope organization',
    isWhole: true,
  },
  {
    blocks: outward,
    typed: '(connector )?scope (routinggroup|routing-group|group|local( routing group)?)|routing group( scope)?',
    written: 'scope routing group',
    isWhole: true,
  },
  { blocks: outward, typed: 'connector scope', written: 'scope' },
  // ---- routing group connector
  {
    blocks: inward,
    typed:
      '(remote|target|destination)( routing group)? (bridgeheads?|servers?)( servers?)?|target bridgehead servers?|targets|remote|remote bridgehead servers?',
    written: 'target',
    why: 'The remote bridgeheads are its targets.',
  },
  {
    blocks: inward,
    typed: 'any local server( .*)?|bridgeheads? (all|every|any)( servers?)?',
    written: 'bridgehead any',
    isWhole: true,
  },
  // ---- all connectors
  {
    blocks: connectors,
    typed: 'disable|off|stopped|down|enabled (no|false|off|\\$false)|not enabled|inactive',
    written: 'disabled',
    isWhole: true,
    why: "Where it is off in a test alone, the test says 'down connector NAME'.",
  },
  {
    blocks: connectors,
    typed: '(local |source )?bridgeheads?( servers?)?|source( transport)? servers?|local servers?',
    written: 'bridgehead',
  },
  {
    blocks: connectors,
    typed: '(accept|allow)( only)?( messages| mail)? from|accept( only)?( senders)?|allow( only)?( senders)?',
    written: 'accept from',
  },
  {
    blocks: connectors,
    typed: '(reject|refuse|deny|block)( messages| mail)? from|(reject|refuse|deny|block)( senders)?',
    written: 'reject from',
  },
  { blocks: connectors, typed: 'allowed priorities|priorities|message priorit(y|ies)', written: 'priority' },
  { blocks: connectors, typed: 'allowed types|message types?', written: 'messages' },
  {
    blocks: connectors,
    typed: 'etrn|turn|(queue mail for )?remote triggered delivery',
    written: 'hold for pickup',
    isWhole: true,
    why: 'Its mail waits until the other side asks for it.',
  },
  {
    blocks: x400,
    typed: 'remote (host|host name|hostname|server|mta|system)( name)?',
    written: 'remote',
  },
  // ---- sizes
  {
    blocks: sized,
    typed:
      '(message |mail )?size( limit)?|(max|maximum|limit|limit to|maximal)( message| mail)? size|(max|maximum|limit)-size|message limit|limit message size( to)?',
    written: 'limit size',
  },
  {
    blocks: ['organization', 'virtual server'],
    typed:
      '(limit |max |maximum )?(number of )?recipients( per message)?( limit| to)?|recipient limit|(max|maximum) recipients',
    written: 'limit recipients',
  },
  // ---- tests
  {
    blocks: expecting,
    typed:
      'expect (ndr|ndrs|bounced?|bounces|returned?|rejected?|fail|fails|failed|failure|non-?delivery( report)?|not delivered|undelivered|nondelivery)( with| code| status)?',
    written: 'expect undeliverable',
  },
  { blocks: test, typed: 'expect delivered (at|on|to)( server)?', written: 'expect delivered; expect server' },
  {
    blocks: test,
    typed: 'expect ((arrives?|arrived|ends) )?(at|on|to)( server)?|expect mailbox server',
    written: 'expect server',
  },
  {
    blocks: test,
    typed: 'expect (arrives?|arrived|delivery|delivers?|success|sent|received|ok)',
    written: 'expect delivered',
    isWhole: true,
  },
  {
    blocks: test,
    typed: 'expect (waiting|waits?|delayed|held|deferred|pending|stuck)',
    written: 'expect queued',
    isWhole: true,
  },
  {
    blocks: test,
    typed: 'expect (not|no|never) (through|by|over|using|via)( connectors?)?|expect (not|no) connectors?',
    written: 'expect not via',
  },
  {
    blocks: test,
    typed: 'expect (through|by|over|using|route|path|via)( connectors?)?|expect connectors?',
    written: 'expect via',
  },
  { blocks: test, typed: 'expect (total )?costs?', written: 'expect cost' },
  { blocks: test, typed: 'expect (time|duration|latency|in|under|less than)', written: 'expect within' },
  { blocks: expecting, typed: 'switch off|turn off|stop|off|without|shut down|shutdown', written: 'down' },
  // In a scenario it is outbound mail that is disabled, `at` some time.
  { blocks: test, typed: 'disable', written: 'down' },
  { blocks: test, typed: 'send( mail| message)? as|mail from|from|send( mail| message) from', written: 'send from' },
  // ---- file
  { blocks: ['file'], typed: 'import|use|include file', written: 'include' },
];

const notNeeded = 'is not in the language, as routing does not need it';

export const leftOut: readonly LeftOut[] = [
  {
    typed: '(require |use |enable |force |opportunistic )?(starttls|tls|ssl)( .*)?|certificates?( .*)?',
    says: `TLS ${notNeeded}.`,
  },
  {
    typed:
      '(smtp |outbound |require |use )?(authentication|auth)( .*)?|(basic|integrated windows|windows) authentication( .*)?|(outbound security|credentials|username|user name|password|anonymous access|anonymous)( .*)?',
    says: `Authentication ${notNeeded}.`,
  },
  { typed: 'masquerade( domains?)?( .*)?', says: `A masquerade domain ${notNeeded}.` },
  { typed: '(send |issue |use )?(helo|ehlo)( .*)?', says: `HELO ${notNeeded}.` },
  { typed: '(limit |max |maximum )?session( size)?( limit)?( .*)?', says: `The session size ${notNeeded}.` },
  { typed: '(bad mail|badmail)( directory)?( .*)?', says: `Where bad mail goes ${notNeeded}.` },
  {
    typed: '(limit |max |maximum )?(inbound|incoming) connections?( .*)?|connection (control|filter|filtering)( .*)?',
    says: `A limit to inbound connections ${notNeeded}.`,
  },
  {
    typed: '(allow |do not allow |disallow |no )?public folder referrals?( .*)?',
    says: `Public folder referrals are not in the language, as routing of mail does not need them.`,
  },
  {
    typed:
      '(sender|recipient) (filter|filtering|filters)( .*)?|(perform |enable )?reverse dns( .*)?|(enable )?logging( .*)?|message tracking( .*)?|postmaster( .*)?|send copy of .*',
    says: `This ${notNeeded}.`,
  },
  {
    blocks: ['smtp connector', 'server'],
    typed:
      '(allow )?relay( only)?( to| from| for)?( the list below| computers?)? \\[?[0-9]+[.:][0-9.:/]*.*|(relay list|mynetworks)( .*)?',
    says: "Whose mail is relayed stands in a virtual server: 'relay 192.168.1.0/24, 10.0.0.5'.",
  },
  {
    blocks: ['organization', 'routing group', 'server'],
    typed: `(${smartHosts}|deliver through|relay (through|via)|forward to)( .*)?`,
    says: "A smart host belongs to an SMTP connector, 'deliver through smart host HOST', or to a virtual server, 'smart host HOST'.",
  },
  {
    blocks: ['routing group connector'],
    typed: `(${smartHosts}|deliver through|relay (through|via)|forward to)( .*)?`,
    says: 'A routing group connector delivers to its targets, so it has no smart host.',
  },
  {
    blocks: ['routing group connector'],
    typed: 'connects?( to| with| this routing group with)?( .*)?|to .*|connected (routing )?groups?( .*)?',
    says: "Where a routing group connector leads stands in its head: 'routing group connector NAME to GROUP {'.",
  },
  {
    blocks: ['routing group'],
    typed: 'members?( servers?)?( .*)?|servers .*',
    says: "The members of a routing group are the servers that are declared in its block: 'server NAME {'.",
  },
  {
    blocks: [
      'organization',
      'routing group',
      'server',
      'virtual server',
      'smtp connector',
      'routing group connector',
      'x400 connector',
    ],
    typed: 'name( .*)?|description( .*)?|notes?( .*)?|administrative note( .*)?',
    says: "A name stands behind the first words of a declaration, as in 'server EX01 {'; what else is to say stands behind '#'.",
  },
  {
    blocks: ['smtp connector'],
    typed: '(remote|target)( bridgeheads?)?( servers?)?( .*)?|targets( .*)?',
    says: 'An SMTP connector has no remote bridgehead: it delivers by DNS, through a smart host, or to the routing groups that it connects.',
  },
  {
    blocks: ['virtual server'],
    typed: 'enabled|started|running|start|on',
    says: "A virtual server runs unless 'stopped' is written, so nothing is to say here.",
  },
  {
    blocks: ['virtual server'],
    typed: '(ip addresses|ip address|ips?|address|addresses|listen( on)?|bind|binding|bindings)( .*)?',
    says: "What a virtual server listens on stands behind 'on' in its head, as in 'virtual server Internet on 10.1.0.10:25 {'.",
  },
  {
    blocks: ['server'],
    typed: 'disabled|off|down|stopped',
    says: "A server is never off in a topology. A test says that it is: 'down server NAME'. One virtual server alone can be 'stopped'.",
  },
  { blocks: ['server'], typed: 'enabled|running|started|on', says: 'A server always runs, so nothing is to say here.' },
  {
    blocks: ['smtp connector', 'routing group connector', 'x400 connector'],
    typed: 'enabled|on|started|running',
    says: 'A connector that is declared is in use, so nothing is to say here.',
  },
  {
    blocks: ['smtp connector', 'routing group connector', 'x400 connector'],
    typed: '((outgoing|outbound|remote|smtp|tcp) )?port( number)? [0-9]+',
    says: "A connector has no port of its own: a smart host can have one, as in 'relay.example.net:587'; other mail leaves by the outgoing port of the bridgehead's virtual server, 25 unless 'port' says otherwise there.",
  },
  {
    blocks: ['server'],
    typed: '((outgoing|outbound|remote|smtp|tcp) )?port( number)? 25',
    says: 'Port 25 is used unless something else is written, so nothing is to say here.',
  },
  {
    blocks: ['smtp connector', 'routing group connector', 'x400 connector', 'server'],
    typed: '(fqdn|host name|hostname|myhostname|fully( |-)qualified domain name)( .*)?',
    says: "The name with which a server greets others stands in its virtual server: 'fqdn mail.contoso.com'.",
  },
];
