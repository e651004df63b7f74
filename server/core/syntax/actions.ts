// What each sentence of the grammar means: one line for each kind of statement.

import type { MatchResult, Node as OhmNode } from 'ohm-js';
import {
  all,
  always,
  bare,
  faulty,
  fields,
  name,
  said,
  sound,
  span,
  statement,
  statementSpan,
  value,
  type Read,
} from './reading.ts';
import topo from './topo.ohm-bundle.js';
import type {
  AddressNode,
  AddressSpaceNode,
  BindingNode,
  Comparison,
  ContactNode,
  ElementNode,
  Name,
  Outcome,
  Piece,
  Priority,
  QueueNode,
  ScenarioAction,
  Schedule,
  SendNode,
  SmartHostNode,
  SenderNode,
  Span,
  Spanned,
  Statement,
  VirtualServerNode,
} from './tree.ts';
import { parseIpRange, parseNetwork } from './ip-network.ts';
import { parseScheduleWindow, parseTimeOfWeek } from './schedule-values.ts';
import * as values from './values.ts';
import { unquoted } from './words.ts';

/** `include "other.topo"`, before it becomes part of the tree. */
export interface IncludeStatement {
  readonly kind: 'include';
  readonly piece: Piece;
  readonly span: Span;
  readonly path: Spanned<string>;
}

/** What the head of a declaration says; each kind has a part of it. */
export interface HeadParts {
  readonly name: Name;
  readonly to: Name | undefined;
  readonly bindings: readonly BindingNode[];
  /** The sites that a site link joins. */
  readonly between: readonly Name[];
}

const semantics = topo.createSemantics();

/** How to read a statement that was matched. */
export function statementOf(match: MatchResult): Read<readonly (Statement | IncludeStatement)[]> {
  return semantics(match).statement();
}

/** How to read a head that was matched. */
export function headOf(match: MatchResult): Read<HeadParts> {
  return semantics(match).head();
}

semantics.addOperation<OhmNode[]>('items', {
  List(first, _comma, _newlines, rest) {
    return [first, ...rest.children];
  },
});

function each<T>(list: OhmNode, read: (item: OhmNode) => Read<T>): Read<readonly T[]> {
  return all(list.items().map(read));
}

function optional<T>(iteration: OhmNode, read: (item: OhmNode) => Read<T>): Read<T | undefined> {
  const item = iteration.children[0];
  return item === undefined ? always(undefined) : read(item);
}

/** One of the keywords of the grammar, as it is written there. */
function keyword<Word extends string>(node: OhmNode, words: readonly Word[]): Read<Spanned<Word>> {
  const word = words.find((word) => word === node.sourceString);
  if (word === undefined) throw new Error(`The grammar has no word '${node.sourceString}' here`);
  return said(node, word);
}

const number = (node: OhmNode) => value(node, values.parseNumber);
const size = (node: OhmNode) => value(node, values.parseSize);
const duration = (node: OhmNode) => value(node, values.parseDuration);
const interval = (node: OhmNode) => value(node, values.parseInterval);
const rate = (node: OhmNode) => value(node, values.parseRate);
const domain = (node: OhmNode) => value(node, values.parseDomain);
const acceptedDomain = (node: OhmNode) => value(node, values.parseAcceptedDomain);
const timeOfWeek = (node: OhmNode) => value(node, parseTimeOfWeek);
const host = (node: OhmNode) => flat(value(node, values.parseHost));
const smartHost = (node: OhmNode): Read<SmartHostNode> => node.smartHost();
const address = (node: OhmNode): Read<AddressNode> => flat(value(node, values.parseAddress));
const addressPattern = (node: OhmNode): Read<AddressNode> => flat(value(node, values.parseAddressPattern));
const text = (node: OhmNode) => value<string>(node, (said) => ({ ok: true, value: unquoted(said) }));
const priority = (node: OhmNode): Read<Spanned<Priority>> => keyword(node, ['high', 'normal', 'low']);

/** A value of several fields, with its span among them. */
function flat<T extends object>(read: Read<Spanned<T>>): Read<T & { readonly span: Span }> {
  return (reading) => {
    const spanned = read(reading);
    return spanned === faulty ? faulty : { ...spanned.value, span: spanned.span };
  };
}

function virtualServer(node: OhmNode): Read<VirtualServerNode> {
  return node.virtualServer();
}

semantics.addOperation<Read<VirtualServerNode>>('virtualServer', {
  virtualServer(server, _slash, virtualServer) {
    return fields({ server: name(server), virtualServer: optional(virtualServer, name), span: span(this) });
  },
  virtualServerOfServer(server, _slash, virtualServer) {
    return fields({ server: name(server), virtualServer: name(virtualServer), span: span(this) });
  },
});

semantics.addOperation<Read<BindingNode>>('binding', {
  Binding_unassigned(_all, unassigned) {
    const read: Read<BindingNode> = unassigned.binding();
    const place = span(this);
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : { ...node, span: place(reading) };
    };
  },
  unassigned(_word, _colon, port) {
    return bindingOf(always('all unassigned' as const), port, this);
  },
  ReceiveBinding_available(_all, available) {
    const read: Read<BindingNode> = available.binding();
    const place = span(this);
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : { ...node, span: place(reading) };
    };
  },
  available(_word, _colon, port) {
    return bindingOf(always('all available' as const), port, this);
  },
  binding(address, _colon, port) {
    return bindingOf(bare(value(address, values.parseIpAddress)), port, this);
  },
});

function bindingOf(address: Read<string>, port: OhmNode, whole: OhmNode): Read<BindingNode> {
  const written = optional(port, (node) => bare(value(node, values.parsePort)));
  const place = span(whole);
  return (reading) => {
    const where = address(reading);
    const port = written(reading);
    return where === faulty || port === faulty
      ? faulty
      : { address: where, port: port ?? values.defaultPort, span: place(reading) };
  };
}

semantics.addOperation<Read<AddressSpaceNode>>('addressSpace', {
  AddressSpace(space, _cost, cost) {
    const written = flat(value(space, values.parseAddressSpace));
    const read = fields({ written, cost: optional(cost, number), span: span(this) });
    return (reading) => {
      const node = read(reading);
      if (node === faulty) return faulty;
      const { type, pattern, patternFrom, span } = node.written;
      const patternSpan = { start: span.start + patternFrom, end: span.end };
      return { type, pattern: { value: pattern, span: patternSpan }, cost: node.cost, span: node.span };
    };
  },
});

semantics.addOperation<Read<SenderNode>>('sender', {
  Sender_group(_senders, group) {
    return fields({ kind: always('senders' as const), name: name(group) });
  },
  Sender_pattern(pattern) {
    const read = addressPattern(pattern);
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : { kind: 'pattern', ...node };
    };
  },
});

function senders(list: OhmNode): Read<readonly SenderNode[]> {
  return each(list, (item) => item.sender());
}

semantics.addOperation<Read<ContactNode>>('contact', {
  Contact(contact, _at, target) {
    return fields({
      address: flat(value(contact, values.parseContact)),
      target: flat(value(target, values.parseTarget)),
    });
  },
});

semantics.addOperation<Read<Schedule>>('schedule', {
  Schedule_always: (_always) => always({ kind: 'always' }),
  Schedule_never: (_never) => always({ kind: 'never' }),
  Schedule_every: (_every, hours) =>
    fields({ kind: always('every' as const), hours: bare(value(hours, values.parseScheduleInterval)) }),
  Schedule_windows: (list) =>
    fields({
      kind: always('windows' as const),
      windows: each(list, (window) => bare(value(window, parseScheduleWindow))),
    }),
});

semantics.addOperation<Read<ElementNode>>('element', {
  Element_server(_server, server) {
    return fields({ kind: always('server' as const), server: name(server), span: span(this) });
  },
  Element_virtualServer(_virtual, _server, reference) {
    return fields({ kind: always('virtual server' as const), reference: virtualServer(reference), span: span(this) });
  },
  Element_connector(_connector, connector) {
    return fields({ kind: always('connector' as const), connector: name(connector), span: span(this) });
  },
  Element_routingGroup(_routing, _group, group) {
    return fields({ kind: always('routing group' as const), group: name(group), span: span(this) });
  },
  Element_site(_site, site) {
    return fields({ kind: always('site' as const), group: name(site), span: span(this) });
  },
  Element_database(_database, database) {
    return fields({ kind: always('database' as const), database: name(database), span: span(this) });
  },
  Element_line(_line, from, _to, to) {
    return fields({ kind: always('line' as const), from: name(from), to: name(to), span: span(this) });
  },
  Element_host(_host, host) {
    return fields({ kind: always('host' as const), host: text(host), span: span(this) });
  },
  Element_dns(_dns) {
    return fields({ kind: always('dns' as const), span: span(this) });
  },
});

function elements(list: OhmNode): Read<readonly ElementNode[]> {
  return each(list, (item) => item.element());
}

function queue(node: OhmNode): Read<QueueNode> {
  return node.queue();
}

semantics.addOperation<Read<QueueNode>>('queue', {
  Queue(_queue, queueName, onServer) {
    const server = optional(onServer, (node) => name(node.children[1] ?? node));
    return fields({ name: name(queueName), server, span: span(this) });
  },
});

semantics.addOperation<Read<SendNode['from']>>('from', {
  Source_internet(internet) {
    return fields({ kind: always('internet' as const), span: span(internet) });
  },
  Source_computer(computer, _at, server) {
    const at: Read<{ readonly server: Name; readonly port: number }> = server.serverAndPort();
    const read = fields({ address: value(computer, values.parseIpAddress), at, span: span(this) });
    return (reading) => {
      const node = read(reading);
      if (node === faulty) return faulty;
      const { address, at, span } = node;
      return { kind: 'computer', address, ...at, span };
    };
  },
  Source_server(server) {
    const read = virtualServer(server);
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : { kind: 'server', ...node };
    };
  },
});

semantics.addOperation<Read<{ readonly server: Name; readonly port: number }>>('serverAndPort', {
  serverAndPort(server, _colon, port) {
    const written = optional(port, (node) => bare(value(node, values.parsePort)));
    const read = fields({ server: name(server), written });
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : { server: node.server, port: node.written ?? values.defaultPort };
    };
  },
});

semantics.addOperation<Read<SmartHostNode>>('smartHost', {
  smartHost(named, _colon, port) {
    const read = fields({
      host: host(named),
      port: optional(port, (node) => bare(value(node, values.parsePort))),
      whole: span(this),
    });
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : { ...node.host, port: node.port, whole: node.whole };
    };
  },
});

/** One option of `send`: the keyword it begins with, and what it says. */
interface Option {
  readonly word: string;
  readonly place: Read<Span>;
  readonly read: Read<Partial<SendNode> & { readonly pace?: Pace }>;
}
type Pace = Extract<ScenarioAction, { kind: 'send' }>['pace'];

semantics.addOperation<Option>('option', {
  SendOption_sender(_sender, sender) {
    return { word: 'sender', place: span(this), read: fields({ sender: address(sender) }) };
  },
  SendOption_size(_size, sizeBytes) {
    return { word: 'size', place: span(this), read: fields({ sizeBytes: size(sizeBytes) }) };
  },
  SendOption_priority(_priority, word) {
    return { word: 'priority', place: span(this), read: fields({ priority: priority(word) }) };
  },
  SendOption_system(_system) {
    return { word: 'system', place: span(this), read: always({ system: true }) };
  },
  SendOption_at(_at, at) {
    return { word: 'at', place: span(this), read: fields({ at: timeOfWeek(at) }) };
  },
  Pace_every(_every, seconds) {
    const pace = fields({ kind: always('every' as const), seconds: bare(interval(seconds)) });
    return { word: 'pace', place: span(this), read: fields({ pace }) };
  },
  Pace_rate(_rate, perSecond) {
    const pace = fields({ kind: always('rate' as const), perSecond: bare(rate(perSecond)) });
    return { word: 'pace', place: span(this), read: fields({ pace }) };
  },
});

function send(source: OhmNode, to: OhmNode, options: OhmNode): Read<{ readonly send: SendNode; readonly pace: Pace }> {
  const parts = fields({ from: source.from() as Read<SendNode['from']>, to: address(to) });
  const read: readonly Option[] = options.children.map((option) => option.option());
  return (reading) => {
    const result = parts(reading);
    const none = { sender: undefined, sizeBytes: undefined, priority: undefined, system: false, at: undefined };
    let said: Omit<SendNode, 'from' | 'to'> & { readonly pace?: Pace } = none;
    let spoilt = false;
    const seen = new Set<string>();
    for (const option of read) {
      const part = option.read(reading);
      const place = option.place(reading);
      if (part === faulty || place === faulty) spoilt = true;
      else if (!seen.has(option.word)) said = { ...said, ...part };
      else {
        const what = option.word === 'pace' ? "'every' or 'rate' stands" : `'${option.word}' stands`;
        reading.faults.push({ code: 'syntax', span: place, message: `${what} once in 'send'. Remove the second.` });
        spoilt = true;
      }
      seen.add(option.word);
    }
    if (spoilt || result === faulty) return faulty;
    const { pace, ...rest } = said;
    return { send: { ...result, ...rest }, pace };
  };
}

function isWritten(iteration: OhmNode): Read<boolean> {
  return always(iteration.children.length > 0);
}

semantics.addOperation<Read<ScenarioAction>>('event', {
  Event_send(_send, count, _from, source, _to, to, options) {
    const parts = fields({ count: optional(count, number), sent: send(source, to, options) });
    return (reading) => {
      const result = parts(reading);
      if (result === faulty) return faulty;
      return { kind: 'send', count: result.count, send: result.sent.send, pace: result.sent.pace };
    };
  },
  Event_down: (_down, list) => fields({ kind: always('down' as const), elements: elements(list) }),
  Event_up: (_up, list) => fields({ kind: always('up' as const), elements: elements(list) }),
  Event_freeze: (_freeze, node) => fields({ kind: always('freeze' as const), queue: queue(node) }),
  Event_unfreeze: (_unfreeze, node) => fields({ kind: always('unfreeze' as const), queue: queue(node) }),
  Event_force: (_force, node) => fields({ kind: always('force' as const), queue: queue(node) }),
  Event_suspend: (_suspend, node) => fields({ kind: always('suspend' as const), queue: queue(node) }),
  Event_resume: (_resume, node) => fields({ kind: always('resume' as const), queue: queue(node) }),
  Event_retry: (_retry, node) => fields({ kind: always('retry' as const), queue: queue(node) }),
  Event_resubmit: (_resubmit, node) => fields({ kind: always('resubmit' as const), queue: queue(node) }),
  Event_redirect: (_redirect, server, _to, to) =>
    fields({ kind: always('redirect' as const), server: name(server), to: name(to) }),
  Event_pickUp: (_pick, _up, _connector, connector) =>
    fields({ kind: always('pick up' as const), connector: name(connector) }),
  Event_disable: (_disable, _outbound, _mail, _on, server) =>
    fields({ kind: always('disable outbound mail' as const), server: name(server) }),
  Event_enable: (_enable, _outbound, _mail, _on, server) =>
    fields({ kind: always('enable outbound mail' as const), server: name(server) }),
  Event_deleteMessages: (_delete, _messages, _in, node, ndr) =>
    fields({ kind: always('delete messages' as const), queue: queue(node), withNdr: isWritten(ndr) }),
  Event_deleteMessage: (_delete, _message, serial, ndr) =>
    fields({ kind: always('delete message' as const), number: number(serial), withNdr: isWritten(ndr) }),
});

const counted: readonly ('delivered' | 'undeliverable' | 'waiting')[] = ['delivered', 'undeliverable', 'waiting'];

function comparison(iteration: OhmNode): Comparison {
  const words = iteration.children[0]?.sourceString;
  if (words === undefined) return 'exactly';
  return words.endsWith('least') ? 'at least' : 'at most';
}

semantics.addOperation<Read<readonly (Statement | IncludeStatement)[]>>('statement', {
  Include: (_include, path) => {
    const read = text(path);
    return (reading) => {
      const said = read(reading);
      if (said === faulty) return faulty;
      return [{ kind: 'include', piece: reading.piece, span: statementSpan(reading), path: said }];
    };
  },

  Model: (_model, model) => statement('model', { name: name(model) }),
  Domains: (_domain, list) =>
    statement('domain', { authority: always('authoritative'), domains: each(list, acceptedDomain) }),
  SharedDomains: (_shared, _domain, list) =>
    statement('domain', { authority: always('shared'), domains: each(list, acceptedDomain) }),
  RelayDomains: (which, _relay, _domain, list) =>
    statement('domain', {
      authority: always(which.sourceString === 'internal' ? 'internal relay' : 'external relay'),
      domains: each(list, acceptedDomain),
    }),
  RemoteMailboxes: (_remote, _mailbox, list, _at, target) =>
    statement('remote mailbox', { patterns: each(list, addressPattern), domain: domain(target) }),
  LimitSendSize: (_limit, _send, _size, largest) => statement('limit send size', { bytes: largestSize(largest) }),
  LimitReceiveSize: (_limit, _receive, _size, largest) =>
    statement('limit receive size', { bytes: largestSize(largest) }),
  LargestMessage: (_limit, _size, largest) => statement('limit size', { bytes: largestSize(largest) }),
  MailExchangers: (_mail, _exchanger, list) =>
    statement('mail exchanger', { exchangers: each(list, virtualServer), domains: always(undefined) }),
  MailExchangersFor: (_mail, _exchanger, list, _for, domains) =>
    statement('mail exchanger', { exchangers: each(list, virtualServer), domains: each(domains, domain) }),
  Contacts: (_contact, list) => statement('contact', { contacts: each(list, (item) => item.contact()) }),
  WhenNoConnectorMatches: (_when, _no, _connector, _matches, word) =>
    statement('when no connector matches', { value: keyword(word, ['ndr', 'dns']) }),
  WhenConnectorsTie: (_when, _connectors, _tie, word) =>
    statement('when connectors tie', { value: keyword(word, ['nearest', 'spread']) }),
  WildcardIncludesItsDomain: (_wildcard, _includes, _its, _domain, word) =>
    statement('wildcard includes its domain', { value: said(word, word.sourceString === 'yes') }),
  HighestCost: (_highest, _cost, cost) => statement('highest cost', { cost: value(cost, values.parseHighestCost) }),
  LinkStateDelay: (_link, _state, _delay, delay) => statement('link state delay', { seconds: duration(delay) }),
  LimitSize: (_limit, _size, bytes) => statement('limit size', { bytes: size(bytes) }),
  LimitRecipients: (_limit, _recipients, count) => statement('limit recipients', { count: number(count) }),

  Master: (_master, server) => statement('master', { server: name(server) }),

  Addresses: (_address, list) =>
    statement('address', { addresses: each(list, (item) => value(item, values.parseIpAddress)) }),
  Mailboxes: (_mailbox, list) => statement('mailbox', { patterns: each(list, addressPattern) }),
  CheckConnectorRestrictions: (_check, _connector, _restrictions) => statement('check connector restrictions', {}),
  SuppressLinkStateChanges: (_suppress, _link, _state, _changes) => statement('suppress link state changes', {}),
  Expands: (_expands, list) => statement('expands', { addresses: each(list, address) }),
  Attempts: (_retry, list, _comma, _newlines, _then, then) => {
    const read = fields({
      attempts: each(list, (item): Read<readonly Spanned<number>[]> => item.attempts()),
      then: interval(then),
    });
    return (reading) => {
      const node = read(reading);
      return node === faulty
        ? faulty
        : statement('retry', { seconds: always(node.attempts.flat()), then: always(node.then) })(reading);
    };
  },

  Hub: (_hub) => statement('hub', {}),
  NoInboundMail: (_no, _inbound, _mail) => statement('no inbound mail', {}),
  Copies: (_copy, _on, list) => statement('copy on', { servers: each(list, name) }),
  From: (_from, list) => statement('from', { ranges: each(list, (item) => value(item, parseIpRange)) }),
  Service: (_service, word) => statement('service', { value: keyword(word, ['frontend', 'transport']) }),
  LinkCost: (_cost, cost) => statement('cost', { cost: number(cost) }),
  ExchangeCost: (_exchange, _cost, cost) => statement('exchange cost', { cost: number(cost) }),
  DagMembers: (_member, list) => statement('dag member', { servers: each(list, name) }),
  Sources: (_source, list) => statement('source', { servers: each(list, name) }),
  SiteScope: (_scope, word) => statement('scope', { value: keyword(word, ['organization', 'site']) }),
  ProxyThroughFrontend: (_proxy, _through, _frontend) => statement('proxy through frontend', {}),
  Disabled: (_disabled) => statement('disabled', {}),

  Rate: (_rate, perSecond) => statement('rate', { perSecond: rate(perSecond) }),

  Fqdn: (_fqdn, host) => statement('fqdn', { host: domain(host) }),
  SmartHosts: (_smart, _host, list) => statement('smart host', { hosts: each(list, smartHost) }),
  AttemptDirectDelivery: (_attempt, _direct, _delivery) => statement('attempt direct delivery', {}),
  Port: (_port, port) => statement('port', { port: value(port, values.parsePort) }),
  HopLimit: (_hop, _limit, count) => statement('hop limit', { count: number(count) }),
  Retry: (_retry, list, _comma, _newlines, _then, then) =>
    statement('retry', { seconds: each(list, interval), then: interval(then) }),
  DelayNotification: (_delay, _notification, delay) => statement('delay notification', { seconds: duration(delay) }),
  Expire: (_expire, delay) => statement('expire', { seconds: duration(delay) }),
  Connections: (_connections, count) => statement('connections', { count: number(count) }),
  ConnectionsPerDomain: (_connections, _per, _domain, count) =>
    statement('connections per domain', { count: number(count) }),
  MessagesPerConnection: (_messages, _per, _connection, count) =>
    statement('messages per connection', { count: number(count) }),
  Relay: (_relay, word) => statement('relay', { value: keyword(word, ['none', 'authenticated', 'anyone']) }),
  RelayFor: (_relay, list) => statement('relay', { value: each(list, (item) => value(item, parseNetwork)) }),
  Stopped: (_stopped) => statement('stopped', {}),
  UnresolvedRecipients: (_unresolved, _recipients, _to, to) =>
    statement('unresolved recipients to', { host: host(to) }),

  Bridgeheads: (_bridgehead, list) => statement('bridgehead', { bridgeheads: each(list, virtualServer) }),
  BridgeheadAny: (_bridgehead, _any) => statement('bridgehead', { bridgeheads: always('any') }),
  BridgeheadServer: (_bridgehead, server) => statement('bridgehead', { bridgeheads: all([serverAlone(server)]) }),
  Targets: (_target, list) => statement('target', { targets: each(list, virtualServer) }),
  Cost: (_cost, cost) => statement('cost', { cost: number(cost) }),
  AddressSpaces: (_address, _space, list) =>
    statement('address space', { spaces: each(list, (item) => item.addressSpace()) }),
  Connect: (_connect, list) => {
    const read = all<Statement>(list.items().map((item: OhmNode) => item.connected()));
    return read;
  },
  Scope: (_scope, word) =>
    statement('scope', {
      value: said(word, word.sourceString === 'organization' ? 'organization' : 'routing group'),
    }),
  DeliverThroughDns: (_deliver, _through, _dns) => statement('deliver through dns', {}),
  DeliverThroughSmartHost: (_deliver, _through, _smart, _host, list) =>
    statement('deliver through smart host', { hosts: each(list, smartHost) }),
  RelayToTheseDomains: (_relay, _to, _these, _domains) => statement('relay to these domains', {}),
  RemoteHost: (_remote, remote) => statement('remote host', { host: host(remote) }),
  AcceptFrom: (_accept, _from, list) => statement('accept from', { senders: senders(list) }),
  RejectFrom: (_reject, _from, list) => statement('reject from', { senders: senders(list) }),
  Priorities: (_priority, list) => statement('priority', { priorities: each(list, priority) }),
  MessageTypes: (_messages, list) =>
    statement('messages', { types: each(list, (item) => keyword(item, ['system', 'non-system'])) }),
  DeliverySchedule: (_schedule, schedule) => statement('schedule', { schedule: schedule.schedule() }),
  OversizeSchedule: (_over, bytes, _schedule, schedule) =>
    statement('over', { bytes: size(bytes), schedule: schedule.schedule() }),
  HoldForPickup: (_hold, _for, _pickup) => statement('hold for pickup', {}),
  Bandwidth: (_bandwidth, bits) => statement('bandwidth', { bitsPerSecond: value(bits, values.parseBandwidth) }),
  Latency: (_latency, delay) => statement('latency', { seconds: duration(delay) }),

  Members: (_member, list) => statement('member', { senders: senders(list) }),

  Accepts: (_accepts, list) => statement('accepts', { domains: each(list, domain) }),
  ForwardsUnresolved: (_forwards, _unresolved, _to, to) => statement('forwards unresolved to', { host: host(to) }),

  Down: (_down, list) => statement('down', { elements: elements(list) }),
  Send: (_send, _from, source, _to, to, options) => {
    const read = send(source, to, options);
    return statement('send', {
      send: (reading) => {
        const result = read(reading);
        return result === faulty ? faulty : result.send;
      },
    });
  },
  ExpectOutcome: (_expect, outcome) => outcome.statement(),
  Outcome_delivered: (word) => expectOutcome(word, undefined),
  Outcome_queued: (word) => expectOutcome(word, undefined),
  Outcome_undeliverable: (word, code) => expectOutcome(word, code),
  ExpectVia: (_expect, _via, connectors) =>
    statement('expect via', {
      connectors: connectors.ctorName === 'k' ? always([]) : each(connectors, name),
    }),
  ExpectNotVia: (_expect, _not, _via, connector) => statement('expect not via', { connector: name(connector) }),
  ExpectCost: (_expect, _cost, cost) => statement('expect cost', { cost: number(cost) }),
  ExpectServer: (_expect, _server, server) => statement('expect server', { server: name(server) }),
  ExpectSites: (_expect, _sites, list) => statement('expect sites', { sites: each(list, name) }),
  ExpectReceivedBy: (_expect, _received, _by, connector) =>
    statement('expect received by', { connector: name(connector) }),
  ExpectQueue: (_expect, node) => statement('expect queue', { queue: queue(node) }),
  ExpectWithin: (_expect, _within, delay) => statement('expect within', { seconds: duration(delay) }),

  Start: (_start, at) => statement('start', { at: timeOfWeek(at) }),
  Seed: (_seed, seed) => statement('seed', { seed: number(seed) }),
  RunFor: (_run, _for, delay) => statement('run for', { seconds: duration(delay) }),
  At: (_at, delay, event) => statement('at', { seconds: duration(delay), action: event.event() }),
  ExpectCount: (_expect, outcome, compared, count) =>
    statement('expect count', {
      outcome: keyword(outcome, counted),
      comparison: always(comparison(compared)),
      count: number(count),
    }),
  ExpectEmpty: (_expect, _empty, _by, delay) => statement('expect empty by', { seconds: duration(delay) }),
  ExpectPeak: (_expect, _peak, node, _at, _most, count) =>
    statement('expect peak', { queue: queue(node), atMost: number(count) }),
  ExpectEveryMessage: (_expect, _every, _message, _within, delay) =>
    statement('expect every message within', { seconds: duration(delay) }),
});

/** Nobody has so many: each is tried in turn, one after the other. */
const mostAttempts = 100;

/** `4 every 1m` is four waits of a minute. */
semantics.addOperation<Read<readonly Spanned<number>[]>>('attempts', {
  EqualAttempts(count, _every, delay) {
    const read = fields({
      count: value(count, (text) => values.parseNumberUpTo(text, mostAttempts)),
      delay: interval(delay),
    });
    return (reading) => {
      const node = read(reading);
      return node === faulty ? faulty : Array.from({ length: node.count.value }, () => node.delay);
    };
  },
});

semantics.addOperation<Read<Spanned<number>>>('largestSize', {
  LargestSize_unlimited: (word) => said(word, Infinity),
  LargestSize_size: (bytes) => size(bytes),
});

function largestSize(node: OhmNode): Read<Spanned<number>> {
  return node.largestSize();
}

function serverAlone(node: OhmNode): Read<VirtualServerNode> {
  return fields({
    server: name(node),
    virtualServer: always(undefined),
    span: span(node),
  });
}

function expectOutcome(word: OhmNode, code: OhmNode | undefined): Read<readonly Statement[]> {
  const outcomes: readonly Outcome[] = ['delivered', 'queued', 'undeliverable'];
  return statement('expect outcome', {
    outcome: keyword(word, outcomes),
    code: code === undefined ? always(undefined) : optional(code, (node) => value(node, values.parseStatusCode)),
  });
}

/** `connect A cost 1, B cost 2` says as much as two statements. */
semantics.addOperation<Read<Statement>>('connected', {
  ConnectedGroup(group, _cost, cost) {
    const place = span(this);
    const read = fields({ group: name(group), cost: optional(cost, number) });
    return (reading) => {
      const parts = read(reading);
      return parts === faulty ? faulty : { kind: 'connect', piece: reading.piece, span: place(reading), ...parts };
    };
  },
});

semantics.addOperation<Read<HeadParts>>('head', {
  OrganizationHead: (_organization, newName) => head(newName),
  AdministrativeGroupHead: (_administrative, _group, newName) => head(newName),
  RoutingGroupHead: (_routing, _group, newName) => head(newName),
  ServerHead: (_server, newName) => head(newName),
  VirtualServerHead: (_virtual, _server, newName, _on, list) =>
    fields<HeadParts>({
      ...headParts(newName),
      bindings: sound(list.items().map((item: OhmNode) => item.binding())),
    }),
  SmtpConnectorHead: (_smtp, _connector, newName) => head(newName),
  RoutingGroupConnectorHead: (_routing, _group, _connector, newName, _to, group) =>
    fields<HeadParts>({ ...headParts(newName), to: name(group) }),
  X400ConnectorHead: (_x400, _connector, newName) => head(newName),
  SiteHead: (_site, newName) => head(newName),
  SiteLinkHead: (_site, _link, newName, _between, list) =>
    fields<HeadParts>({ ...headParts(newName), between: each(list, name) }),
  DagHead: (_dag, newName) => head(newName),
  EdgeServerHead: (_edge, _server, newName) => head(newName),
  DatabaseHead: (_database, newName) => head(newName),
  ReceiveConnectorHead: (_receive, _connector, newName, _on, list) =>
    fields<HeadParts>({
      ...headParts(newName),
      bindings: sound(list.items().map((item: OhmNode) => item.binding())),
    }),
  SendConnectorHead: (_send, _connector, newName) => head(newName),
  ForeignConnectorHead: (_foreign, _connector, newName) => head(newName),
  DeliveryAgentConnectorHead: (_delivery, _agent, _connector, newName) => head(newName),
  SendersHead: (_senders, newName) => head(newName),
  HostHead: (_host, newHost) =>
    fields<HeadParts>({ ...headParts(newHost), name: value(newHost, values.parseHostName) }),
  TestHead: (_test, newName) => head(newName),
  ScenarioHead: (_scenario, newName) => head(newName),
});

function head(newName: OhmNode): Read<HeadParts> {
  return fields<HeadParts>(headParts(newName));
}

function headParts(newName: OhmNode) {
  const none = { to: always(undefined), bindings: always([]), between: always([]) };
  return { name: name(newName), ...none };
}
