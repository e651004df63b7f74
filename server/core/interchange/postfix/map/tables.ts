// What became of each line of a host's tables and files of names.

import { type Ledger, shown } from '../../ledger.ts';
import type { SourceRecord } from '../../record.ts';
import { somebodyIn } from '../first-hop.ts';
import type { Pattern } from '../host.ts';
import { isKeptHere, isNetwork } from '../resolver.ts';
import { type Domains, isAddress, isDomain, isNameOfHost } from './domains.ts';
import type { GivenHost, Hosts } from './hosts.ts';
import { settledNextHop } from './parameters.ts';
import { domainKeysOf } from './ways.ts';

/** Settles all tables of a host, and gives the comments that stand above its server. */
export function settleTables(host: GivenHost, hosts: Hosts, domains: Domains, ledger: Ledger): string[] {
  const { postfix } = host;
  const comments: string[] = [];
  for (const { record } of postfix.aliases) {
    if (record !== undefined) settleAll(record, 'Aliases are not imported.', ledger);
  }
  for (const { record } of [...postfix.senderRelayhosts, ...postfix.senderTransports]) {
    if (record !== undefined) settleAll(record, 'Ways that depend on the sender are not imported.', ledger);
  }
  for (const patterns of [postfix.mydestination, postfix.virtualMailboxDomains, postfix.relayDomains]) {
    for (const record of recordsOf(patterns)) settleNames(record, hosts, domains, ledger);
  }
  for (const { record } of postfix.transportMaps) {
    if (record !== undefined) comments.push(...settleTransports(host, record, domains, ledger));
  }
  return comments;
}

function recordsOf(patterns: readonly Pattern[]): SourceRecord[] {
  return patterns.flatMap(({ table }) => table?.record ?? []);
}

function settleAll(record: SourceRecord, text: string, ledger: Ledger): void {
  ledger.settleRest(record, 'dropped', text);
}

/** Names that stand in a file or are keys of a table. */
export function settleNames(record: SourceRecord, hosts: Hosts, { accepted }: Domains, ledger: Ledger): void {
  for (const { name, values } of record.properties.values()) {
    const domain = name.replace(/^!/, '');
    for (let at = 0; at < values.length; at++) {
      if (at > 0) ledger.settle(record, name, 'duplicate', undefined, at);
      else if (accepted.has(domain) || domain.startsWith('/')) ledger.settle(record, name, 'imported', undefined, at);
      else if (isNameOfHost(hosts, domain)) ledger.settle(record, name, 'default', undefined, at);
      else if (!isDomain(domain)) ledger.settle(record, name, 'dropped', 'This is no domain that can be written.', at);
      else ledger.settle(record, name, 'imported', undefined, at);
    }
  }
}

function settleTransports(host: GivenHost, record: SourceRecord, domains: Domains, ledger: Ledger): string[] {
  const comments: string[] = [];
  const keys = domainKeysOf(host);
  const written = new Set([...domains.mailboxes.values()].flat());
  for (const { name: key, values } of record.properties.values()) {
    const value = values[0] ?? '';
    const settle = (...[fate, text]: [Parameters<Ledger['settle']>[2], string?]) => {
      ledger.settle(record, key, fate, text, 0);
    };
    values.slice(1).forEach((later, at) => {
      const text = later === value ? undefined : `An earlier line says ${shown('', value)}, and the first one counts.`;
      ledger.settle(record, key, 'duplicate', text, at + 1);
    });
    const transport = value.split(':', 1)[0] ?? '';
    const nextHop = value.slice(transport.length + 1);
    const domain = key.slice(key.lastIndexOf('@') + 1);
    if (value === ':') settle('default');
    else if (value === '') settle('dropped', 'This line has no value.');
    else if (key.includes('@')) {
      const isWritten = written.has(key) || written.has(`*@${domain}`);
      if (isAddress(key) && isWritten) settle('imported');
      else settle('dropped', 'A way for one recipient can only be written where it ends at a host that was given.');
    } else if (key !== '*' && !keys.has(key)) settle('dropped', 'This key is no domain.');
    else if (isKeptHere(host.postfix, { transport })) settle('imported');
    else if (!isNetwork(host.postfix, transport === '' ? 'smtp' : transport)) {
      settle('comment', 'Mail for it is not handed to a host, and the language has no word for it.');
      comments.push(`${key} ${shown('', value)}`);
    } else if (nextHop === '') settle('imported');
    else {
      const { fate, text } = settledNextHop(nextHop);
      settle(fate, text);
    }
  }
  return comments;
}

/** Somebody in the domain of a table's key, and in its made-up subdomain where the key is about those. */
export function probesOf(key: string): string[] {
  const domain = key.replace(/^\./, '');
  return [somebodyIn(domain), somebodyIn(`bridgehead-probe.${domain}`)];
}
