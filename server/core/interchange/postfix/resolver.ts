// Where Postfix sends mail for an address: the class of its domain, then transport and next hop (transport(5), postconf(5),
// ADDRESS_CLASS_README; trivial-rewrite(8) is who does it there).

import type { Pattern, PostfixHost, Table } from './host.ts';

/** What Postfix does with mail for an address. */
export interface Resolution {
  readonly class: 'local' | 'virtual alias' | 'virtual mailbox' | 'relay' | 'default';
  /** A service of master.cf, or `local`, `error`, … */
  readonly transport: string;
  /** As it is written where it was found; the recipient's domain where nothing else was. */
  readonly nextHop: string;
  /** Tables that were asked and cannot be looked into: what they hold may say otherwise. */
  readonly unseen: readonly Table[];
}

/** @param address - `user@domain`; where mail from `sender` for it goes. */
export function resolve(host: PostfixHost, address: string, sender?: string): Resolution {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  const kind = classOf(host, domain);
  const unseen = host.transportMaps.filter(({ entries }) => entries === undefined);
  const usual = withoutTable(host, kind, domain, sender);
  const found = inTransportMaps(host, address.toLowerCase(), domain);
  if (found === undefined) return { class: kind, ...usual, unseen };
  const colon = found.indexOf(':');
  const transport = colon < 0 ? found : found.slice(0, colon);
  const nextHop = colon < 0 ? '' : found.slice(colon + 1);
  if (transport === '' && nextHop === '') return { class: kind, ...usual, unseen };
  // A transport without a next hop goes to the recipient's domain, past any relayhost.
  if (nextHop === '') return { class: kind, transport, nextHop: domain, unseen };
  return { class: kind, transport: transport === '' ? usual.transport : transport, nextHop, unseen };
}

function classOf(host: PostfixHost, domain: string): Resolution['class'] {
  if (matches(host.mydestination, domain, false)) return 'local';
  if (matches(host.virtualAliasDomains, domain, false)) return 'virtual alias';
  if (matches(host.virtualMailboxDomains, domain, false)) return 'virtual mailbox';
  return matches(host.relayDomains, domain, host.relayMatchesBelow) ? 'relay' : 'default';
}

/** The first pattern that matches decides; one with `!` says no. */
function matches(patterns: readonly Pattern[], domain: string, below: boolean): boolean {
  const found = patterns.find(({ name, table }) => {
    if (name === undefined) return hasIn(table, domain, below);
    return name === domain || (below && domain.endsWith(`.${name}`));
  });
  return found !== undefined && !found.isExcluded;
}

function hasIn(table: Table | undefined, domain: string, below: boolean): boolean {
  if (table?.entries === undefined) return false;
  if (table.always !== undefined || table.entries.has(domain)) return true;
  return below && parentsOf(domain).some((parent) => table.entries?.has(parent) === true);
}

/** The nearest first. */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'));
}

/** Each key is looked for in every table before the next key. */
function inTransportMaps(host: PostfixHost, address: string, domain: string): string | undefined {
  for (const key of transportKeys(host, address, domain)) {
    const found = lookUp(host.transportMaps, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function transportKeys(host: PostfixHost, address: string, domain: string): string[] {
  const parents = parentsOf(domain).map((parent) => (host.transportMatchesBelow ? parent : `.${parent}`));
  return [...userKeys(host, address, domain), domain, ...parents, '*'];
}

/** The address, and without its extension where there is a delimiter. */
function userKeys(host: PostfixHost, address: string, domain: string): string[] {
  const delimiters = host.parameters.get('recipient_delimiter') ?? '';
  const user = address.slice(0, address.length - domain.length - 1);
  const cut = [...user].findIndex((character, at) => at > 0 && delimiters.includes(character));
  return delimiters === '' || cut < 0 ? [address] : [address, `${user.slice(0, cut)}@${domain}`];
}

function lookUp(tables: readonly Table[], key: string): string | undefined {
  for (const { entries, always } of tables) {
    const found = entries?.get(key) ?? always;
    if (found !== undefined) return found;
  }
  return undefined;
}

type Way = Pick<Resolution, 'transport' | 'nextHop'>;

/** What the class says where no table does. */
function withoutTable(host: PostfixHost, kind: Resolution['class'], domain: string, sender: string | undefined): Way {
  const { parameters } = host;
  const of = (parameter: string) => parameters.get(parameter) ?? '';
  switch (kind) {
    case 'local':
      return ofParameter(of('local_transport'), domain);
    case 'virtual alias':
      return { transport: 'error', nextHop: '5.1.1 User unknown in virtual alias table' };
    case 'virtual mailbox':
      return ofParameter(of('virtual_transport'), domain);
    case 'relay':
      return ofParameter(of('relay_transport'), relayOf(host, domain, sender));
    case 'default': {
      const bySender = ofSender(host.senderTransports, sender);
      return ofParameter(bySender ?? of('default_transport'), relayOf(host, domain, sender));
    }
  }
}

function ofParameter(value: string, nextHop: string): Way {
  const colon = value.indexOf(':');
  if (colon < 0) return { transport: value, nextHop };
  return { transport: value.slice(0, colon), nextHop: value.slice(colon + 1) || nextHop };
}

function relayOf(host: PostfixHost, domain: string, sender: string | undefined): string {
  const relayhost = ofSender(host.senderRelayhosts, sender) ?? host.parameters.get('relayhost') ?? '';
  return relayhost === '' ? domain : relayhost;
}

/** By the whole sender, then by `@domain`, which does not mean its subdomains. */
function ofSender(tables: readonly Table[], sender: string | undefined): string | undefined {
  if (sender === undefined) return undefined;
  const address = sender.toLowerCase();
  const found = lookUp(tables, address) ?? lookUp(tables, address.slice(address.lastIndexOf('@')));
  return found === undefined || found === 'DUNNO' || found === '' ? undefined : found;
}

/** Whether a transport hands mail to another host by SMTP: `smtp`, `relay`, or a service whose command is smtp. */
export function isNetwork(host: PostfixHost, transport: string): boolean {
  const service = host.services.find(({ name, type }) => name === transport && type === 'unix');
  return service === undefined ? transport === 'smtp' || transport === 'relay' : service.command === 'smtp';
}

/**
 * Whether a transport keeps mail on the host itself: `local`, `virtual`, or LMTP, by which mail is put into mailboxes. A
 * program (pipe(8)) does where it stands for one of these.
 */
export function isKeptHere(host: PostfixHost, { transport, class: kind }: Kept): boolean {
  const service = host.services.find(({ name, type }) => name === transport && type === 'unix');
  const command = service?.command ?? transport;
  const isProgram = command === 'pipe' && (kind === 'local' || kind === 'virtual mailbox');
  return isProgram || command === 'local' || command === 'virtual' || command === 'lmtp';
}

type Kept = Pick<Resolution, 'transport'> & Partial<Pick<Resolution, 'class'>>;
