// Which domains the hosts are there for, and on which of them the mailboxes are.

import { addTo } from '#core/model/multimap';
import { parseAcceptedDomain, parseAddressPattern } from '#core/syntax/values';
import { compareText, type Ledger } from '../../ledger.ts';
import { somebodyIn } from '../first-hop.ts';
import { namesIn } from '../host.ts';
import { type GivenHost, type Hosts, isLoopback } from './hosts.ts';

/** What the topology accepts, and who lives where. */
export interface Domains {
  /** By domain. */
  readonly accepted: ReadonlyMap<string, AcceptedDomain>;
  /** By host: `*@d` and `user@d`, in order. */
  readonly mailboxes: ReadonlyMap<GivenHost, readonly string[]>;
}

interface AcceptedDomain {
  readonly isShared: boolean;
  /** Its subdomains are accepted with it, as relay_domains mostly has it. */
  readonly coversBelow: boolean;
  readonly home: GivenHost | undefined;
}

/** The domains of all hosts. */
export function domainsOf(hosts: Hosts, ledger: Ledger): Domains {
  const accepted = new Map<string, AcceptedDomain>();
  const mailboxes = new Map<GivenHost, string[]>();
  const named = byDomain(hosts, (host) => [...localDomainsOf(host), ...relayDomainsOf(host)]);
  for (const [domain, having] of named) {
    const home = homeOf(domain, having, hosts, ledger);
    if (home === undefined) continue;
    accepted.set(domain, { isShared: false, coversBelow: false, home });
    addTo(mailboxes, home, `*@${domain}`);
  }
  // Others go on elsewhere, unless every host that has them returns whom it does not know.
  for (const [domain, having] of named) {
    if (accepted.has(domain)) continue;
    const isOurs = having.every((host) => hosts.hopOf(host, somebodyIn(domain)).kind === 'ends');
    accepted.set(domain, {
      isShared: !isOurs,
      coversBelow: !isOurs && having.some((host) => relaysBelow(host, domain)),
      home: undefined,
    });
  }
  for (const address of addressesIn(hosts)) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const ends = hosts.all.map((host) => hosts.endOf(host, address)).filter((end) => end !== undefined);
    const [end] = ends;
    if (end === undefined) continue;
    if (accepted.get(domain)?.home === end) continue;
    if (!accepted.has(domain)) accepted.set(domain, { isShared: true, coversBelow: false, home: undefined });
    addTo(mailboxes, end, address);
  }
  return { accepted, mailboxes };
}

/** Domains whose mail a host keeps, without its own names. */
function localDomainsOf({ postfix }: GivenHost): string[] {
  return [...namesIn(postfix.mydestination), ...namesIn(postfix.virtualMailboxDomains)];
}

/** Those that the file itself says: unless it does, they are those of mydestination, or none. */
function relayDomainsOf({ postfix }: GivenHost): string[] {
  return postfix.parameters.has('relay_domains') ? namesIn(postfix.relayDomains) : [];
}

function relaysBelow(host: GivenHost, domain: string): boolean {
  const names = relayDomainsOf(host);
  return names.includes(`.${domain}`) || (host.postfix.relayMatchesBelow && names.includes(domain));
}

function byDomain(hosts: Hosts, of: (host: GivenHost) => string[]): [string, GivenHost[]][] {
  const having = new Map<string, GivenHost[]>();
  for (const host of hosts.all) {
    for (const domain of new Set(of(host))) {
      if (!isDomain(domain) || isNameOfHost(hosts, domain)) continue;
      addTo(having, domain, host);
    }
  }
  return [...having].toSorted(([a], [b]) => compareText(a, b));
}

/** Whether a text can be a domain of the organization. */
export function isDomain(domain: string): boolean {
  return domain !== '*' && !domain.startsWith('.') && !isLoopback(domain) && parseAcceptedDomain(domain).ok;
}

/** Whether a domain is the name of one of the hosts, or a name of its own for itself: its mail is the host's. */
export function isNameOfHost(hosts: Hosts, domain: string): boolean {
  return hosts.all.some(({ postfix, addresses }) => postfix.myhostname === domain || addresses.includes(domain));
}

/** The host that the others send the domain's mail to; without any the first, and that is told. */
function homeOf(domain: string, having: readonly GivenHost[], hosts: Hosts, ledger: Ledger): GivenHost | undefined {
  const address = somebodyIn(domain);
  const keeping = having.filter((host) => hosts.hopOf(host, address).kind === 'here');
  const [first, ...others] = keeping;
  if (first === undefined || others.length === 0) return first;
  const asked = hosts.all.filter((host) => !keeping.includes(host)).map((host) => hosts.endOf(host, address));
  const votes = (host: GivenHost) => asked.filter((end) => end === host).length;
  const home = keeping.toSorted((a, b) => votes(b) - votes(a) || compareText(a.name, b.name))[0] ?? first;
  for (const { name, postfix } of keeping) {
    if (name === home.name) continue;
    const text =
      votes(home) > 0
        ? `${name} keeps mail for ${domain} too; its mailboxes are written at ${home.name}, where the others send it.`
        : `${keeping.map((each) => each.name).join(' and ')} keep mail for ${domain} and nothing says which of them the others mean; its mailboxes are written at ${home.name}.`;
    const what = { kind: 'host', object: name, property: 'mydestination', value: domain, file: postfix.record.file };
    ledger.note({ class: votes(home) > 0 ? 'differs' : 'missing', ...what, text });
  }
  return home;
}

/** Keys for one recipient in any table, that can be written. */
function addressesIn(hosts: Hosts): string[] {
  const keys = hosts.all.flatMap(({ postfix }) => postfix.transportMaps.flatMap(({ entries }) => [...(entries?.keys() ?? [])])); // prettier-ignore
  return [...new Set(keys.filter(isAddress))].toSorted(compareText);
}

/** Whether a table's key is one recipient that can be written as a mailbox. */
export function isAddress(key: string): boolean {
  const [, domain] = /^[\w.+-]+@([^@]+)$/.exec(key) ?? [];
  return domain !== undefined && isDomain(domain) && parseAddressPattern(key).ok;
}
