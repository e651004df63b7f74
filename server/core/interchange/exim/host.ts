// One host as Exim sees it: its named lists, routers in order, transports, and the files that are looked up.

import type { Ground, NextHop } from '../relay/host.ts';
import { type SourceRecord, valueOf, valuesOf } from '../record.ts';
import { listItems, words } from './reading/lists.ts';

/** A rule of a manualroute router: for which domains, and the hosts as they are written. */
export interface RouteRule {
  /** A domain pattern; undefined for `route_data`, which is for all domains that the router is asked about. */
  readonly pattern: string | undefined;
  readonly hosts: string;
  /** `byname`, `randomize`, a transport, … */
  readonly options: readonly string[];
  readonly ground: Ground;
}

/** A router, by what it is written as or what Debian's configuration makes of a few settings. */
export interface Router {
  readonly name: string;
  readonly driver: string;
  /** All other options by their names, without `no_`; a flag is `true` or `false`. */
  readonly options: ReadonlyMap<string, string>;
  readonly rules: readonly RouteRule[];
  /** What says that there is this router. */
  readonly ground: Ground;
}

/** Where a transport sends mail, and how. */
export interface Transport {
  readonly driver: string;
  readonly options: ReadonlyMap<string, string>;
}

/** Keys in lower case with what they say, and where that stands. */
export type LookedUp = ReadonlyMap<string, { readonly value: string; readonly ground: Ground }>;

/** What a host's configuration says about where mail goes. */
export interface EximHost {
  /** Lower case; undefined when the files do not say it. */
  readonly primaryHostname: string | undefined;
  /** Its own, without brackets and without loopback. */
  readonly addresses: readonly string[];
  /** Items of `domainlist` and `localpartlist`, by name. */
  readonly domainLists: ReadonlyMap<string, readonly string[]>;
  readonly localPartLists: ReadonlyMap<string, readonly string[]>;
  readonly routers: readonly Router[];
  readonly transports: ReadonlyMap<string, Transport>;
  /** By the path that the configuration names; those that nobody handed over are not there. */
  readonly files: ReadonlyMap<string, LookedUp>;
}

/** A host by the records of its files. */
export function hostOf(main: SourceRecord, others: readonly SourceRecord[]): EximHost {
  const routers = others.filter(({ kind }) => kind === 'router').map(routerOf);
  const transports = others.filter(({ kind }) => kind === 'transport');
  return {
    primaryHostname: hostName(valueOf(main, 'primary_hostname')),
    addresses: interfacesOf(valuesOf(main, 'local_interfaces'))
      .map(({ address }) => address)
      .filter((address) => address !== undefined)
      .filter((address) => !isLoopback(address)),
    domainLists: listsOf(main, 'domainlist'),
    localPartLists: listsOf(main, 'localpartlist'),
    routers,
    transports: new Map(transports.map((each) => [each.name, transportOf(each)])),
    files: filesOf(others),
  };
}

/** A name that a host can have, lower case; undefined for any other text. */
export function hostName(text: string | undefined): string | undefined {
  const name = text?.toLowerCase();
  return name !== undefined && /^[a-z0-9](?:[\w-]*[a-z0-9])?(?:\.[a-z0-9](?:[\w-]*[a-z0-9])?)*$/.test(name)
    ? name
    : undefined;
}

/** Files that are looked up, by the path that names them. */
export function filesOf(records: readonly SourceRecord[]): Map<string, LookedUp> {
  const tables = records.filter(({ kind }) => kind === 'table');
  return new Map(
    tables.map((record) => {
      const entries = [...record.properties].map(([key, { name, values }]) => {
        return [key, { value: values[0] ?? '', ground: { record, property: name } }] as const;
      });
      return [record.name, new Map(entries)];
    }),
  );
}

function listsOf({ properties }: SourceRecord, kind: string): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const { name, values } of properties.values()) {
    if (name.startsWith(`${kind} `)) lists.set(name.slice(kind.length + 1), values);
  }
  return lists;
}

function optionsOf({ properties }: SourceRecord): Map<string, string> {
  return new Map([...properties].map(([name, { values }]) => [name, values[0] ?? '']));
}

function transportOf(record: SourceRecord): Transport {
  return { driver: valueOf(record, 'driver') ?? '', options: optionsOf(record) };
}

function routerOf(record: SourceRecord): Router {
  const listed = valuesOf(record, 'route_list').map((rule, index): RouteRule => {
    const [pattern = '', hosts = '', ...options] = words(rule);
    return { pattern, hosts, options, ground: { record, property: 'route_list', index } };
  });
  const data = valueOf(record, 'route_data');
  const ground = { record, property: 'driver' };
  return {
    name: record.name,
    driver: valueOf(record, 'driver') ?? '',
    options: optionsOf(record),
    rules: data === undefined ? listed : [...listed, dataRule(data, { record, property: 'route_data' })],
    ground,
  };
}

const lookup = /^\$\{lookup\s*\{\s*\$domain\s*\}\s*(?:partial\d*-)?lsearch\s*\{[^{}]+\}\s*\}$/;

/** `route_data`: hosts and options, or the one lookup of the domain that is understood. */
export function dataRule(data: string, ground: Ground): RouteRule {
  if (lookup.test(data.trim())) return { pattern: undefined, hosts: data.trim(), options: [], ground };
  const [hosts = '', ...options] = words(data);
  return { pattern: undefined, hosts, options, ground };
}

/** What a host listens on; no address for all of them. */
export interface Interface {
  readonly address: string | undefined;
  readonly port: number | undefined;
}

/** `local_interfaces`: addresses, each also with a port: `192.0.2.1.2525` or `[192.0.2.1]:2525`. */
export function interfacesOf(items: readonly string[]): Interface[] {
  return items.flatMap((item): Interface[] => {
    const [, bracketed, v4, v6, port] =
      /^(?:\[([\da-f.:]+)\](?::(?=\d))?|(\d+\.\d+\.\d+\.\d+)(?:\.(?=\d))?|([\da-f:]*:[\da-f:.]*))(\d+)?$/i.exec(item) ??
      [];
    const address = (bracketed ?? v4 ?? v6)?.toLowerCase();
    if (address === undefined) return [];
    const isAll = address === '0.0.0.0' || /^[0:]+$/.test(address);
    return [{ address: isAll ? undefined : address, port: port === undefined ? undefined : Number(port) }];
  });
}

/** Whether only the host itself reaches an address. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** What a list of hosts says; undefined for one that cannot be read without expanding it. */
export interface HostList {
  readonly hosts: readonly NextHop[];
  /** Items that only their MX records are asked of. */
  readonly byMx: readonly string[];
}

/** @param text - `a : b::587 : c/MX`; `+` between groups is left out (The Exim specification, "The manualroute router"). */
export function hostList(text: string, defaultPort: number | undefined): HostList | undefined {
  if (text.includes('$')) return undefined;
  const byMx: string[] = [];
  const hosts: NextHop[] = [];
  for (const item of listItems(text)) {
    if (item === '+' || item === '') continue;
    const plain = item.replace(/\/mx$/i, '');
    if (plain !== item) byMx.push(plain);
    const hop = hopIn(plain, defaultPort);
    if (hop === undefined) return undefined;
    hosts.push(hop);
  }
  return { hosts, byMx };
}

function hopIn(item: string, defaultPort: number | undefined): NextHop | undefined {
  const [, bracketed, v6, name, given] =
    /^(?:\[([\da-f.:]+)\]|([\da-f]*(?::[\da-f.]*){2,})|([\w.-]+))(?::(\d{1,5}))?$/i.exec(item) ?? [];
  const host = (bracketed ?? v6 ?? name)?.toLowerCase();
  const port = given === undefined ? defaultPort : Number(given);
  if (host === undefined || (port !== undefined && (port < 1 || port > 65_535))) return undefined;
  return { host, port: port === 25 ? undefined : port };
}
