// Hosts that relay by their own configuration, as Postfix and Exim do: each decides for itself, by address, where mail goes next.

import type { SourceRecord } from '../record.ts';
import type { Written } from '../statements.ts';

/** A host that mail is handed to. */
export interface NextHop {
  /** A name or an IP address, lower case, without brackets. */
  readonly host: string;
  /** Undefined for 25. */
  readonly port: number | undefined;
}

/** What a host does with mail for an address. */
export type Way =
  | { readonly kind: 'here' }
  | { readonly kind: 'dns' }
  /** Tried in this order. */
  | { readonly kind: 'hosts'; readonly hosts: readonly NextHop[] }
  /** It is returned, thrown away, or nobody here can tell. */
  | { readonly kind: 'nowhere' };

/** A value of the configuration. */
export interface Ground {
  readonly record: SourceRecord;
  readonly property: string;
  /** Undefined for all values of the property. */
  readonly index?: number;
}

/** Where mail for an address goes, and what says so. */
export interface Decision {
  readonly way: Way;
  /** What to settle as `differs` when the topology says otherwise. */
  readonly grounds: readonly Ground[];
  /** What the way does besides and no statement says; stands above the connector. */
  readonly comments?: readonly string[];
}

/** A host with its own rules. */
export interface RelayHost {
  /** What its routing group and its server are called. */
  readonly name: string;
  /** What other hosts call it, lower case. */
  readonly names: readonly string[];
  /** Without brackets. */
  readonly addresses: readonly string[];
  /** Above its routing group. */
  readonly comments: readonly string[];
  /** The statements of its server, without mailboxes. */
  readonly statements: readonly Written[];
  /** Every domain that its rules name, lower case, `d` for `*.d` too: what they say of all others is the same for all. */
  readonly domains: readonly string[];
  /** Single addresses that its rules name, lower case. */
  readonly users: readonly string[];
  /** Domains, or `*.d`, that it relays for and that need not be its own. */
  readonly relayed: readonly string[];
  /** @param address - `user@domain`, lower case. */
  decide(address: string): Decision;
}

/** Ways are the same when these texts are: `here`, `dns`, `nowhere`, or hosts with their ports. */
export function wayText(way: Way): string {
  return way.kind === 'hosts' ? way.hosts.map(writtenHop).join(', ') : way.kind;
}

/** A next hop as a smart host is written: `relay.example.net`, `[192.0.2.1]:587`. */
export function writtenHop({ host, port }: NextHop): string {
  const isAddress = host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
  return `${isAddress ? `[${host}]` : host}${port === undefined ? '' : `:${String(port)}`}`;
}

/** The domain of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
