// What became of each parameter of main.cf and each service of master.cf.

import { type Fate, type Ledger, shown } from '../../ledger.ts';
import type { SourceRecord } from '../../record.ts';
import type { Pattern, Table } from '../host.ts';
import { destinationsIn } from '../next-hop.ts';
import { listElements } from '../reading/tables.ts';
import { listParameters } from '../reading/main-cf.ts';
import { secondsOf } from '../reading/parameters.ts';
import { resolve } from '../resolver.ts';
import { outsideDomain, somebodyIn } from '../first-hop.ts';
import { type GivenHost, isLoopback } from './hosts.ts';
import { isListener, sizeOf } from './servers.ts';

interface Settled {
  readonly fate: Fate;
  readonly text?: string;
}

const imported: Settled = { fate: 'imported' };

/** Parameters that stand in the topology as they are. */
const plain =
  /^(?:myhostname|mydomain|inet_interfaces|recipient_delimiter|parent_domain_matches_subdomains|compatibility_level|hopcount_limit|(?:minimal|maximal)_backoff_time|maximal_queue_lifetime|(?:local|virtual|relay|default)_transport)$/;

/** Written above the server: it changes where mail goes, or what becomes of it, and the language has no word for it. */
const commented: readonly (readonly [RegExp, string])[] = [
  [/^content_filter$/, 'Every message passes this filter before it goes on; the way to it is not in the topology.'],
  [/^(?:non_)?smtpd?_milters$/, 'Filters that look at every message are not in the language.'],
  [/^smtp_bind_address6?$/, 'From which address a connection comes is not in the language.'],
  [
    /^smtp_fallback_relay$/,
    'It takes what cannot be delivered; which connector is the costlier one is for you to say.',
  ],
  [/^sender_dependent_/, 'Ways that depend on the sender are not imported.'],
  [/^virtual_alias_(?:maps|domains)$/, 'Aliases are not imported; mail for them goes on to other addresses.'],
  [/^(?:canonical|sender_canonical|recipient_canonical|recipient_bcc|sender_bcc|always_bcc)(?:_maps)?$/, 'Addresses that are rewritten or copied are not in the language.'], // prettier-ignore
];

const notImported: readonly (readonly [RegExp, string])[] = [
  [/^mynetworks(?:_style)?$/, 'Who may relay is not imported.'],
  [/_restrictions$|^smtpd_(?:relay|recipient|sender|client|helo|data)_/, 'Restrictions are not imported.'],
  [/sasl/, 'How hosts sign in is not in the language.'],
  [/tls/, 'TLS is not in the language.'],
  [/^proxy_interfaces$|^fallback_transport|^luser_relay$|^mailbox_transport|^virtual_mailbox_maps$|^smtp_(?:dns|host)_lookup|^mx_/, 'It is not imported.'], // prettier-ignore
];

/** These play no part in where mail goes. */
const unimportant =
  /^(?:(?:smtpd?|lmtp|postscreen|milter|qmgr|bounce|cleanup|local|virtual|alias|mailbox|mail|header|body|mime|nested|postlog|postmulti|anvil|address_verify|unverified|tlsproxy|maillog|debug|error|double_bounce|trace|daemon|command|data|queue|sendmail|mailq|newaliases|manpage|html|sample|readme|setgid|shlib|meta|inet_protocols|biff|myorigin|append|swap|disable_vrfy|strict|broken|config|process|default_(?:process|destination|privs|database|recipient)|notify|in_flow|allow|home|empty|owner|forward|show_user|unknown|ipc|line|message_reject|export|import|multi|smtputf8|soft_bounce|syslog|transport_retry|trigger|undisclosed|verp|delay_logging|delay_warning|berkeley|lmdb|enable|fast|hash|execution|expand|fault|fork|ignore|initial|internal|luser|max_|maximal|minimal|parent|permit|plaintext|prepend|proxy|qmqpd|rbl|receive|recipient|relay|remote|require|reset|resolve|rewrite|send|service|stale|stress|unused|use_|known|masquerade|confirm|access|auto|backwards|bounce|check|connection|deliver|destination|dont|duplicate|dns|detect)(?:_\w+)?)$/;

/** Settles all parameters of a host, and gives the comments that stand above its server. */
export function settleParameters(host: GivenHost, ledger: Ledger): string[] {
  const { record } = host.postfix;
  const comments: string[] = [];
  for (const property of record.properties.values()) {
    const { name, values } = property;
    const last = values.length - 1;
    for (let at = 0; at < last; at++) {
      const isAlike = values[at] === values[last];
      const text = isAlike
        ? undefined
        : `A later line says ${shown(name, values[last] ?? '')}, and the last one counts.`;
      ledger.settle(record, name, 'duplicate', text, at);
    }
    const { fate, text } = settledParameter(host, name);
    ledger.settle(record, name, fate, text, last);
    if (fate === 'comment') comments.push(`${name} = ${shown(name, values[last] ?? '')}`);
  }
  noteMissing(host, ledger);
  return comments;
}

function settledParameter(host: GivenHost, name: string): Settled {
  const { parameters } = host.postfix;
  const value = parameters.get(name);
  const isEmpty = value === '';
  if (value === undefined) {
    const isWay = plain.test(name) || (listParameters as readonly string[]).includes(name) || name === 'relayhost';
    return isWay ? { fate: 'dropped', text: 'Its value depends on a condition, which is not decided here.' } : settledByName(name, false); // prettier-ignore
  }
  switch (name) {
    case 'relayhost':
      return isEmpty ? { fate: 'default' } : settledNextHop(value);
    case 'message_size_limit': {
      if (sizeOf(value) === undefined) return isEmpty || value === '0' ? { fate: 'default' } : { fate: 'dropped', text: 'This is no size.' }; // prettier-ignore
      const text = `The language has whole KB: written as ${String((sizeOf(value) ?? 0) / 1024)}KB.`;
      return sizeOf(value) === Number(value) ? imported : { fate: 'differs', text };
    }
    case 'delay_warning_time':
      return (secondsOf(value, 'h') ?? 0) > 0 ? imported : { fate: 'default' };
    case 'mydestination':
    case 'relay_domains':
    case 'virtual_mailbox_domains':
    case 'transport_maps':
      return isEmpty ? { fate: 'default' } : settledList(value);
  }
  return plain.test(name) ? imported : settledByName(name, isEmpty);
}

function settledByName(name: string, isEmpty: boolean): Settled {
  const comment = commented.find(([pattern]) => pattern.test(name));
  if (comment !== undefined) return isEmpty ? { fate: 'default' } : { fate: 'comment', text: comment[1] };
  const dropped = notImported.find(([pattern]) => pattern.test(name));
  if (dropped !== undefined) return isEmpty ? { fate: 'default' } : { fate: 'dropped', text: dropped[1] };
  return { fate: unimportant.test(name) ? 'ignored' : 'unknown' };
}

/** A list that names what nobody can look into is not there as a whole. */
function settledList(value: string): Settled {
  const others = listElements(value).filter(({ kind }) => kind === 'other');
  if (others.length === 0) return imported;
  const text = `${others.map((each) => shown('', each.text)).join(', ')} is asked by Postfix as mail comes; what it says is not in the topology.`;
  return { fate: others.length === listElements(value).length ? 'dropped' : 'differs', text };
}

/** A next hop that becomes a smart host. */
export function settledNextHop(nextHop: string): Settled {
  const destinations = destinationsIn(nextHop);
  if (destinations === undefined) return { fate: 'dropped', text: 'This is no next hop that can be written.' };
  const byMx = destinations.filter(({ isBracketed, isAddress }) => !isBracketed && !isAddress);
  if (byMx.length > 0) {
    const text = `Postfix looks for mail exchangers of ${byMx.map(({ host }) => host).join(' and ')} first; written as the host itself.`;
    return { fate: 'differs', text };
  }
  const bare = destinations.find(({ isBracketed, isAddress }) => isAddress && !isBracketed);
  if (bare === undefined) return imported;
  return { fate: 'differs', text: `Postfix takes ${bare.host} for a name, as it has no brackets; written with them.` };
}

function noteMissing({ name, postfix }: GivenHost, ledger: Ledger): void {
  const lists = [
    ['transport_maps', postfix.transportMaps],
    ['virtual_alias_maps', postfix.aliases],
    ['sender_dependent_relayhost_maps', postfix.senderRelayhosts],
    ['sender_dependent_default_transport_maps', postfix.senderTransports],
    ['mydestination', tablesOf(postfix.mydestination)],
    ['relay_domains', tablesOf(postfix.relayDomains)],
    ['virtual_mailbox_domains', tablesOf(postfix.virtualMailboxDomains)],
    ['virtual_alias_domains', tablesOf(postfix.virtualAliasDomains)],
  ] as const;
  const told = new Set<string>();
  for (const [property, tables] of lists) {
    for (const { text, isMissing } of tables) {
      if (!isMissing || told.has(text)) continue;
      told.add(text);
      const note = `${text.replace(/^\w+:/, '')} is not among the files; hand it over too, as text. What it says is not in the topology.`;
      ledger.note({ class: 'missing', kind: 'table', object: name, property, value: text, file: postfix.record.file, text: note }); // prettier-ignore
    }
  }
}

function tablesOf(patterns: readonly Pattern[]): Table[] {
  return patterns.flatMap(({ table }) => table ?? []);
}

/** Settles the services of a host. */
export function settleServices(host: GivenHost, ledger: Ledger): void {
  const usual = resolve(host.postfix, somebodyIn(outsideDomain)).transport;
  for (const service of host.postfix.services) {
    const { record, name, command } = service;
    const isSender = command === 'smtp' && (name === usual || isAsked(host, name));
    if (isListener(service) || isSender) {
      for (const property of ['service', 'type', 'command']) ledger.settle(record, property, 'imported');
      settleOptions(record, ledger);
    } else if (service.type === 'inet' && isLoopback(name)) {
      ledger.settle(record, 'service', 'dropped', 'Only the host itself reaches it.');
    }
    ledger.settleRest(record, 'ignored');
  }
}

function settleOptions(record: SourceRecord, ledger: Ledger): void {
  for (const { name } of record.properties.values()) {
    if (!name.startsWith('-o ')) continue;
    const { fate, text } = settledByName(name.slice(3), false);
    const own = 'This service has a value of its own, which is not imported.';
    ledger.settle(record, name, fate === 'ignored' || fate === 'unknown' ? 'ignored' : 'dropped', text ?? own);
  }
}

function isAsked({ postfix }: GivenHost, transport: string): boolean {
  return postfix.transportMaps.some(({ entries }) =>
    [...(entries?.values() ?? [])].some((value) => value.startsWith(`${transport}:`)),
  );
}
