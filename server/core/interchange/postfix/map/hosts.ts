// The hosts that were given, one a folder: their names, and where each sends mail first.

import { groupedBy } from '#core/model/multimap';
import { canonicalIp } from '#core/syntax/values';
import { compareText, type Ledger } from '../../ledger.ts';
import type { ImportOptions } from '../../part.ts';
import type { SourceRecord } from '../../record.ts';
import { hostOf, type PostfixHost } from '../host.ts';
import { type Destination, destinationsIn } from '../next-hop.ts';
import { elementsOf } from '../reading/parameters.ts';
import { folderOf } from '../reading/tables.ts';
import { isKeptHere, isNetwork, type Resolution, resolve } from '../resolver.ts';

/** One host of the topology. */
export interface GivenHost {
  /** What its server and its routing group are called. */
  readonly name: string;
  readonly postfix: PostfixHost;
  readonly folder: string;
  /** Of inet_interfaces, without those of the loopback. */
  readonly addresses: readonly string[];
}

/** The hosts, by name. A second main.cf or master.cf in a folder, as `main.cf.proto`, is told of as a duplicate. */
export function hostsIn(records: readonly SourceRecord[], ledger: Ledger, options: ImportOptions): GivenHost[] {
  const roots = new Set(records.filter(({ kind }) => kind === 'main.cf').map(({ file }) => folderOf(file)));
  const byFolder = groupedBy(records, ({ file }) => hostFolderOf(file, roots));
  const hosts: GivenHost[] = [];
  const taken = new Set<string>();
  for (const [folder, inFolder] of [...byFolder].toSorted(([a], [b]) => compareText(a, b))) {
    const [first, ...more] = inFolder
      .filter(({ kind }) => kind === 'main.cf')
      .toSorted((a, b) => compareText(a.file, b.file));
    if (first === undefined) {
      for (const record of inFolder) {
        ledger.settleRest(
          record,
          'dropped',
          'There is no main.cf in this folder, so nobody knows what host this is of.',
        );
      }
      continue;
    }
    const services = inFolder.filter(({ kind }) => kind === 'service');
    const [masterCf = ''] = services.map(({ file }) => file).toSorted(compareText);
    const left = new Set([...more, ...services.filter(({ file }) => file !== masterCf)]);
    for (const record of left) ledger.settleRest(record, 'duplicate');
    for (const file of new Set([...left].map((record) => record.file))) {
      const text = `This host is read from ${first.file}${masterCf === '' ? '' : ` and ${masterCf}`}; nothing of this file counts.`;
      ledger.note({ class: 'duplicate', kind: 'file', object: file, file, text });
    }
    const fallback =
      options.name ?? folder.split('/').findLast((part) => part !== '' && part !== 'postfix') ?? 'localhost';
    const postfix = hostOf(first, inFolder.filter((record) => !left.has(record)), folder, fallback); // prettier-ignore
    const name = nameOf(postfix.myhostname, taken);
    ledger.renamed('host', postfix.myhostname, name);
    hosts.push({ name, postfix, folder, addresses: addressesOf(postfix) });
  }
  return hosts.toSorted((a, b) => compareText(a.name, b.name));
}

/** The nearest folder around a file that has a main.cf; tables may lie in folders of their own. */
function hostFolderOf(file: string, roots: ReadonlySet<string>): string {
  const own = folderOf(file);
  for (let folder = own; ; folder = folderOf(folder)) {
    if (roots.has(folder)) return folder;
    if (folder === '') return own;
  }
}

/** The first label, the whole name where that is taken, else with a number. */
function nameOf(myhostname: string, taken: Set<string>): string {
  const clean = myhostname.replace(/[^\p{L}\p{N}._-]/gu, '').slice(0, 240) || 'host';
  const candidates = [clean.split('.')[0] || 'host', clean, ...Array.from({ length: 10_000 }, (_, at) => `${clean} ${String(at + 2)}`)]; // prettier-ignore
  const name = candidates.find((each) => !taken.has(each.toLowerCase())) ?? clean;
  taken.add(name.toLowerCase());
  return name;
}

function addressesOf({ parameters }: PostfixHost): string[] {
  const listed = elementsOf(parameters.get('inet_interfaces') ?? '')
    .map((text) => canonicalIp(text.replace(/^\[|\]$/g, '')))
    .filter((address) => address !== undefined);
  return [...new Set(listed)].filter((address) => !isLoopback(address));
}

/** Whether only the host itself reaches an address or a name. */
export function isLoopback(host: string): boolean {
  return /^(?:127\.|::1$|localhost(?:$|\.)|loopback-only$)/.test(host.replace(/^\[|\]$/g, ''));
}

/** What happens first to mail for an address. */
export type Hop =
  | { readonly kind: 'here' }
  | {
      readonly kind: 'own';
      readonly to: GivenHost;
      readonly transport: string;
      readonly destinations: readonly Destination[];
    }
  | { readonly kind: 'outside'; readonly transport: string; readonly destinations: readonly Destination[] }
  /** To whom DNS says. */
  | { readonly kind: 'dns'; readonly transport: string }
  /** Returned, thrown away, or handed to a program. */
  | { readonly kind: 'ends'; readonly transport: string; readonly text: string };

type Found = Pick<Resolution, 'transport' | 'nextHop'> & Partial<Pick<Resolution, 'class'>>;

/** All hosts, by every name that a next hop may have for them. */
export class Hosts {
  readonly all: readonly GivenHost[];
  readonly #byName = new Map<string, GivenHost>();

  constructor(all: readonly GivenHost[]) {
    this.all = all;
    for (const host of all) {
      for (const name of [host.postfix.myhostname, host.name.toLowerCase(), ...host.addresses]) {
        if (!this.#byName.has(name)) this.#byName.set(name, host);
      }
    }
  }

  named(host: string): GivenHost | undefined {
    return this.#byName.get(canonicalIp(host) ?? host);
  }

  /** What a host does with mail for an address from nobody in particular. */
  hopOf(host: GivenHost, address: string): Hop {
    return this.hopBy(host, resolve(host.postfix, address), address);
  }

  /** The same, where somebody else found out transport and next hop. */
  hopBy(host: GivenHost, found: Found, address: string): Hop {
    const { transport, nextHop } = found;
    if (isKeptHere(host.postfix, found)) return { kind: 'here' };
    const destinations = isNetwork(host.postfix, transport) ? destinationsIn(nextHop) : undefined;
    const first = destinations?.[0];
    if (destinations === undefined || first === undefined) return { kind: 'ends', transport, text: nextHop };
    const to = this.named(first.host);
    if (to === host) return { kind: 'ends', transport, text: `${nextHop}, which is this host itself` };
    if (to !== undefined) return { kind: 'own', to, transport, destinations };
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const isByDns =
      destinations.length === 1 && first.host === domain && !first.isBracketed && first.port === undefined;
    return isByDns ? { kind: 'dns', transport } : { kind: 'outside', transport, destinations };
  }

  /** The host where mail that starts at another one ends; undefined where it leaves the set or goes round. */
  endOf(from: GivenHost, address: string): GivenHost | undefined {
    const passed = new Set<GivenHost>();
    for (let at: GivenHost | undefined = from; at !== undefined && !passed.has(at);) {
      passed.add(at);
      const hop = this.hopOf(at, address);
      if (hop.kind === 'here') return at;
      at = hop.kind === 'own' ? hop.to : undefined;
    }
    return undefined;
  }
}

/** Hops with the same text lead the same way. */
export function hopKey(hop: Hop): string {
  if (hop.kind === 'here') return 'here';
  if (hop.kind === 'ends') return `ends ${hop.transport}:${hop.text}`;
  // `smtp` and `relay` are one client (master(5)); a service that somebody made is another.
  const client = hop.transport === 'relay' ? 'smtp' : hop.transport;
  return `${client}:${hop.kind === 'dns' ? '' : hop.destinations.map(written).join(', ')}`;
}

/** A destination as a smart host is written. */
export function written({ host, isAddress, port }: Destination): string {
  const text = isAddress ? `[${host}]` : host;
  return port === undefined ? text : `${text}:${String(port)}`;
}
