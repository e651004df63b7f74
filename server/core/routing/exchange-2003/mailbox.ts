// Where mailboxes live, and whether an address has a pattern's form.

import type { Address, AddressPattern, Server, Topology } from '#core/model/topology';
import { literalCharacters, matchesWildcard } from './wildcard.ts';

/** The mailboxes of an organization: by domain, plain names apart from those with `*`. */
export interface MailboxIndex {
  readonly domains: ReadonlyMap<string, DomainMailboxes>;
  readonly others: readonly { readonly pattern: AddressPattern; readonly server: Server }[];
}
interface DomainMailboxes {
  readonly plain: Map<string, Server>;
  /** Closest first. */
  readonly wildcards: { readonly pattern: string; readonly server: Server }[];
}

/** Sorts the mailboxes of all servers for `mailboxServerOf`; of two servers with one pattern the first declared counts. */
export function indexMailboxes(topology: Topology): MailboxIndex {
  const domains = new Map<string, DomainMailboxes>();
  const others: { pattern: AddressPattern; server: Server }[] = [];
  for (const server of topology.servers) {
    for (const pattern of server.mailboxes) {
      if (pattern.local === undefined || pattern.domain === undefined) others.push({ pattern, server });
      else addMailbox(domains, pattern.domain.toLowerCase(), pattern.local.toLowerCase(), server);
    }
  }
  for (const { wildcards } of domains.values()) {
    wildcards.sort((a, b) => literalCharacters(b.pattern) - literalCharacters(a.pattern));
  }
  return { domains, others };
}

function addMailbox(domains: Map<string, DomainMailboxes>, domain: string, local: string, server: Server): void {
  let mailboxes = domains.get(domain);
  if (mailboxes === undefined) domains.set(domain, (mailboxes = { plain: new Map(), wildcards: [] }));
  if (local.includes('*')) mailboxes.wildcards.push({ pattern: local, server });
  else if (!mailboxes.plain.has(local)) mailboxes.plain.set(local, server);
}

/**
 * The server that an address's mailbox is on: the most specific pattern of the organization wins, a domain does not
 * include its subdomains (docs/language.md, `mailbox`). `*@D` is somebody whom no longer pattern names.
 */
export function mailboxServerOf(index: MailboxIndex, address: Address): Server | undefined {
  if (address.type !== 'SMTP') return index.others.find(({ pattern }) => hasForm(address, pattern))?.server;
  const mailboxes = index.domains.get((address.domain ?? '').toLowerCase());
  const local = (address.local ?? '').toLowerCase();
  return (
    mailboxes?.plain.get(local) ?? mailboxes?.wildcards.find(({ pattern }) => matchesWildcard(pattern, local))?.server
  );
}

/** Whether an address has the form of `accept from`, `reject from` or a mailbox of a type other than SMTP. */
export function hasForm(address: Address, pattern: AddressPattern): boolean {
  if (address.type !== pattern.type) return false;
  return matchesWildcard(pattern.pattern.toLowerCase(), address.address.toLowerCase());
}
