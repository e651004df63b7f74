// Where mailboxes live, and whether an address has a pattern's form.

import type { Address, AddressPattern, Server, Topology } from '#core/model/topology';
import { readX400 } from '#core/syntax/x400-address';
import { literalCharacters, matchesWildcard } from './wildcard.ts';
import { isInX400Space } from './x400-address.ts';

/** Whatever has mailboxes: a server, or one of its databases. */
interface Home {
  readonly mailboxes: readonly AddressPattern[];
}

/** The mailboxes of an organization: by domain, plain names apart from those with `*`. */
export interface MailboxIndex<H extends Home = Server> {
  readonly domains: ReadonlyMap<string, DomainMailboxes<H>>;
  readonly others: readonly { readonly pattern: AddressPattern; readonly server: H }[];
}
interface DomainMailboxes<H> {
  readonly plain: Map<string, H>;
  /** `a*` by what stands before the `*`: most patterns are of this kind, and there can be thousands. */
  readonly prefixes: Map<string, H>;
  longestPrefix: number;
  /** With `*` elsewhere; closest first. */
  readonly wildcards: Wildcard<H>[];
}
interface Wildcard<H> {
  readonly pattern: string;
  readonly server: H;
}

/** Sorts the mailboxes of all servers for `mailboxServerOf`; of two servers with one pattern the first declared counts. */
export function indexMailboxes(topology: Pick<Topology, 'servers'>): MailboxIndex {
  return indexHomes(topology.servers);
}

/** The same for whatever has mailboxes. */
export function indexHomes<H extends Home>(homes: readonly H[]): MailboxIndex<H> {
  const domains = new Map<string, DomainMailboxes<H>>();
  const others: { pattern: AddressPattern; server: H }[] = [];
  for (const server of homes) {
    for (const pattern of server.mailboxes) {
      if (pattern.local === undefined || pattern.domain === undefined) others.push({ pattern, server });
      else addMailbox(mailboxesOf(domains, pattern.domain.toLowerCase()), pattern.local.toLowerCase(), server);
    }
  }
  for (const { wildcards } of domains.values()) wildcards.sort((a, b) => closeness(b.pattern) - closeness(a.pattern));
  others.sort((a, b) => closeness(b.pattern.pattern) - closeness(a.pattern.pattern));
  return { domains, others };
}

/** A pattern without `*` is closer than any with one. */
function closeness(pattern: string): number {
  return pattern.includes('*') ? literalCharacters(pattern) : Infinity;
}

function mailboxesOf<H>(domains: Map<string, DomainMailboxes<H>>, domain: string): DomainMailboxes<H> {
  let mailboxes = domains.get(domain);
  if (mailboxes === undefined) {
    mailboxes = { plain: new Map(), prefixes: new Map(), longestPrefix: 0, wildcards: [] };
    domains.set(domain, mailboxes);
  }
  return mailboxes;
}

function addMailbox<H>(mailboxes: DomainMailboxes<H>, local: string, server: H): void {
  const star = local.indexOf('*');
  if (star >= 0 && star < local.length - 1) {
    mailboxes.wildcards.push({ pattern: local, server });
    return;
  }
  const names = star < 0 ? mailboxes.plain : mailboxes.prefixes;
  const name = star < 0 ? local : local.slice(0, star);
  if (!names.has(name)) names.set(name, server);
  if (star >= 0) mailboxes.longestPrefix = Math.max(mailboxes.longestPrefix, star);
}

/**
 * The server that an address's mailbox is on: the most specific pattern of the organization wins, a domain does not
 * include its subdomains (docs/language.md, `mailbox`). `*@D` is somebody whom no longer pattern names.
 */
export function mailboxServerOf<H extends Home>(index: MailboxIndex<H>, address: Address): H | undefined {
  if (address.type !== 'SMTP') return index.others.find(({ pattern }) => hasForm(address, pattern))?.server;
  const mailboxes = index.domains.get((address.domain ?? '').toLowerCase());
  if (mailboxes === undefined) return undefined;
  const local = (address.local ?? '').toLowerCase();
  return mailboxes.plain.get(local) ?? byPattern(mailboxes, local);
}

/** Whether a mailbox is declared for this address alone. */
export function hasMailboxOfItsOwn(
  { domains }: Pick<MailboxIndex<Home>, 'domains'>,
  { local = '', domain = '' }: Address,
): boolean {
  return domains.get(domain.toLowerCase())?.plain.has(local.toLowerCase()) ?? false;
}

function byPattern<H>({ prefixes, longestPrefix, wildcards }: DomainMailboxes<H>, local: string): H | undefined {
  const wildcard = wildcards.find(({ pattern }) => matchesWildcard(pattern, local));
  const least = wildcard === undefined ? 0 : literalCharacters(wildcard.pattern);
  for (let length = Math.min(longestPrefix, local.length); length >= least; length -= 1) {
    const server = prefixes.get(local.slice(0, length));
    if (server !== undefined) return server;
  }
  return wildcard?.server;
}

/** Whether an address has the form of `accept from`, `reject from` or a mailbox of a type other than SMTP. */
export function hasForm(address: Address, pattern: AddressPattern): boolean {
  if (address.type !== pattern.type) return false;
  if (address.type === 'X400') {
    const [space, attributes] = [readX400(pattern.pattern), readX400(address.address)];
    return space !== undefined && attributes !== undefined && isInX400Space(space, attributes);
  }
  return matchesWildcard(pattern.pattern.toLowerCase(), address.address.toLowerCase());
}
