// Exim as a mail system to import: each folder is a host, and a host becomes a routing group of its own.

import { compareText, type Ledger } from '../ledger.ts';
import type { ImportOptions, MailSystem, Part } from '../part.ts';
import { type SourceRecord, valueOf, valuesOf } from '../record.ts';
import { type Decision, domainOf, type RelayHost, wayText } from '../relay/host.ts';
import { relayPart } from '../relay/part.ts';
import { probesOf } from '../relay/spaces.ts';
import type { Written } from '../statements.ts';
import { debianHost, debianList, isCutApart } from './debian.ts';
import { debianSettings, eximConfiguration, splitConfiguration } from './formats.ts';
import { type EximHost, hostName, hostOf, interfacesOf } from './host.ts';
import { domainsIn, itemsOf } from './patterns.ts';
import { hostFolder } from './reading/files.ts';
import { resolve } from './resolver.ts';
import { settleOptions } from './settle.ts';
import { limits, listeners, portsOf, settleListeners } from './statements.ts';

const kinds: ReadonlySet<string> = new Set(['main', 'update-exim4.conf.conf']);
/** Records that are no part of a configuration file. */
const besides: ReadonlySet<string> = new Set(['update-exim4.conf.conf', 'mailname', 'table']);

/** Exim 4. */
export const exim: MailSystem = {
  formats: [debianSettings, splitConfiguration, eximConfiguration],
  map(records, ledger, options) {
    if (!records.some(({ kind }) => kinds.has(kind))) return undefined;
    return partOf(records, ledger, options);
  },
};

function partOf(records: readonly SourceRecord[], ledger: Ledger, options: ImportOptions): Part {
  ledger.stand(
    'Exim tries a host again by how long that host has failed, for all messages alike; the topology, by message.',
  );
  ledger.stand('Macros that are given to Exim with -D, or built into it, count as not defined.');
  const byFolder = new Map<string, SourceRecord[]>();
  const roots = [...new Set(records.filter(({ kind }) => kinds.has(kind)).map(({ file }) => hostFolder(file)))];
  for (const record of records) {
    const within = roots.filter((root) => root === '' || record.file.startsWith(`${root}/`));
    const folder = within.toSorted((a, b) => b.length - a.length)[0] ?? hostFolder(record.file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), record]);
  }
  const taken = new Set<string>();
  const hosts = [...byFolder]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([folder, all]) => hostsIn(folder, all, taken, ledger, options));
  const part = relayPart(
    hosts.map(({ relay }) => relay),
    'Exim',
    ledger,
  );
  for (const { relay, host } of hosts) tellDoubts(relay, host, ledger);
  return part;
}

interface Mapped {
  readonly relay: RelayHost;
  readonly host: EximHost;
}

/** The hosts of a folder: one, or one for each configuration in it. */
function hostsIn(
  folder: string,
  records: readonly SourceRecord[],
  taken: Set<string>,
  ledger: Ledger,
  options: ImportOptions,
): Mapped[] {
  const settings = records.find(({ kind }) => kind === 'update-exim4.conf.conf');
  const mains = records.filter(({ kind }) => kind === 'main');
  const mailname = records.find(({ kind }) => kind === 'mailname');
  const name = mailname === undefined ? undefined : hostName(valueOf(mailname, 'mailname'));
  if (settings !== undefined) {
    const [main] = mains.toSorted((a, b) => distance(a) - distance(b));
    const left = new Set(mains.length < 2 ? [] : records.filter(({ file, kind }) => !besides.has(kind) && file !== main?.file)); // prettier-ignore
    for (const record of left) ledger.settleRest(record, 'duplicate');
    const counting = records.filter((record) => !left.has(record));
    for (const record of counting) settleOptions(record, ledger);
    return [ofDebian(settings, main, counting, name, folder, taken, ledger, options)];
  }
  for (const record of records) settleOptions(record, ledger);
  return mains.map((main) => {
    // Each record of a configuration comes from a file that its main record names, or from one that it includes.
    const own =
      mains.length === 1 ? records : records.filter(({ file, kind }) => file === main.file || kind === 'table');
    const read = hostOf(main, own);
    const host = { ...read, primaryHostname: read.primaryHostname ?? name };
    const interfaces = interfacesOf(valuesOf(main, 'local_interfaces'));
    const retries = own.filter(({ kind }) => kind === 'retry');
    settleListeners(main, interfaces, ledger);
    const statements = listeners(interfaces, portsOf(valuesOf(main, 'daemon_smtp_ports')), [
      ...fqdn(host),
      ...limits(main, retries, ledger),
    ]);
    const named = freeName(nameOf(host, folder, options), taken, ledger);
    return { host, relay: relayOf(host, named, statements, relayedBy(host), []) };
  });
}

/** 0 for what Exim reads; 1 and 2 for what Debian makes that of, in one piece and in many. */
function distance({ file }: SourceRecord): number {
  return /(?:^|\/)conf\.d\//.test(file) ? 2 : Number(/(?:^|\/)exim4\.conf\.template$/.test(file));
}

function ofDebian(
  settings: SourceRecord,
  main: SourceRecord | undefined,
  records: readonly SourceRecord[],
  mailname: string | undefined,
  folder: string,
  taken: Set<string>,
  ledger: Ledger,
  options: ImportOptions,
): Mapped {
  const written = main === undefined ? undefined : hostOf(main, records);
  const host = debianHost(settings, records, mailname ?? written?.primaryHostname);
  const interfaces = interfacesOf(debianList(settings, 'dc_local_interfaces'));
  const retries = records.filter(({ kind }) => kind === 'retry');
  const ofMain = main === undefined ? [] : limits(main, retries, ledger);
  if (main !== undefined) settleListeners(main, interfacesOf(valuesOf(main, 'local_interfaces')), ledger);
  const statements = listeners(interfaces, [], [...fqdn(host), ...ofMain]);
  const relay = relayOf(host, freeName(nameOf(host, folder, options), taken, ledger), statements, relayedBy(host), []);
  settleSettings(settings, ledger);
  if (written !== undefined && main !== undefined && distance(main) === 0) tellDisagreement(host, { ...written, primaryHostname: host.primaryHostname }, main, ledger); // prettier-ignore
  return { host, relay };
}

function settleSettings(record: SourceRecord, ledger: Ledger): void {
  for (const each of ['dc_eximconfig_configtype', 'dc_other_hostnames', 'dc_relay_domains', 'dc_local_interfaces', 'dc_mailname_in_oh', 'dc_smarthost']) ledger.settle(record, each, 'imported'); // prettier-ignore
  const type = valueOf(record, 'dc_eximconfig_configtype');
  const cut = debianList(record, 'dc_smarthost').filter(isCutApart);
  if (cut.length > 0) {
    const text = `Exim takes ${cut.join(', ')} apart at the colons and drops it without a word: write them twice.`;
    ledger.settle(record, 'dc_smarthost', 'differs', text);
  }
  if (type === 'satellite') {
    const text = 'Mail for its own users is readdressed to this domain; the topology returns it.';
    ledger.settle(record, 'dc_readhost', 'dropped', text);
  }
  ledger.settle(record, 'dc_relay_nets', 'dropped', 'Who may send here, and how, is not in the topology.');
  ledger.settleRest(record, 'ignored');
}

/** Where the configuration that Exim runs with says otherwise than Debian's settings. */
function tellDisagreement(host: EximHost, written: EximHost, main: SourceRecord, ledger: Ledger): void {
  for (const address of probesOf({ domains: [...new Set([...mentioned(host), ...mentioned(written)])], users: [] })) {
    const [here, there] = [wayText(resolve(host, address).way), wayText(resolve(written, address).way)];
    if (here === there) continue;
    const text =
      `Mail for ${domainOf(address)} goes to ${here} by update-exim4.conf.conf, and to ${there} by this file; the first is ` +
      'written. Was update-exim4.conf run after the last change?';
    ledger.note({ class: 'differs', kind: 'main', object: main.name, file: main.file, text });
  }
}

function fqdn({ primaryHostname }: EximHost): Written[] {
  return primaryHostname === undefined ? [] : [{ words: `fqdn ${primaryHostname}` }];
}

/** The first label of its name, else what the user says, else the folder. */
function nameOf({ primaryHostname }: EximHost, folder: string, options: ImportOptions): string {
  const ofFolder = folder.slice(folder.lastIndexOf('/') + 1).replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return primaryHostname?.split('.')[0] ?? options.name ?? (ofFolder || 'exim');
}

function freeName(name: string, taken: Set<string>, ledger: Ledger): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name} ${String(number)}`;
  taken.add(free.toLowerCase());
  ledger.renamed('host', name, free);
  return free;
}

/** Domains that the configuration calls those it relays to; the default configuration and Debian's have this list. */
function relayedBy({ domainLists }: EximHost): string[] {
  const items = (domainLists.get('relay_to_domains') ?? []).map((item) => item.toLowerCase());
  return items.filter((item) => /^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/.test(item));
}

/** Every domain that says something about where mail goes. */
function mentioned(host: EximHost): string[] {
  const named = host.routers.flatMap(({ options, rules }) => [
    ...domainsIn(host, itemsOf(options.get('domains') ?? '')),
    ...rules.flatMap(({ pattern, hosts }) => [
      ...(pattern === undefined ? [] : domainsIn(host, [pattern])),
      ...[...hosts.matchAll(/lsearch\s*\{\s*([^{}\s]+)\s*\}/g)].flatMap(([, path]) =>
        domainsIn(host, [`lsearch;${path ?? ''}`]),
      ),
    ]),
  ]);
  return [...new Set(named)].filter((domain) => /^[\w-]+(?:\.[\w-]+)*$/.test(domain));
}

/** Addresses that routers name by local part and domain. */
function usersOf(host: EximHost): string[] {
  const users = host.routers.flatMap(({ options }) => {
    const localParts = itemsOf(options.get('local_parts') ?? '').filter((each) => /^[\w.+-]+$/.test(each));
    const domains = domainsIn(host, itemsOf(options.get('domains') ?? ''));
    return localParts.flatMap((local) => domains.map((domain) => `${local.toLowerCase()}@${domain}`));
  });
  return [...new Set(users)];
}

function relayOf(
  host: EximHost,
  name: string,
  statements: readonly Written[],
  relayed: readonly string[],
  comments: readonly string[],
): RelayHost {
  return {
    name,
    names: host.primaryHostname === undefined ? [] : [host.primaryHostname],
    addresses: host.addresses,
    comments,
    statements,
    domains: mentioned(host),
    users: usersOf(host),
    relayed,
    decide(address): Decision {
      const { way, grounds, remarks } = resolve(host, address);
      return { way, grounds, comments: remarks };
    },
  };
}

/** Routers that come first and may take mail make all that comes after them uncertain, and remarks are no statements. */
function tellDoubts(relay: RelayHost, host: EximHost, ledger: Ledger): void {
  for (const address of probesOf(relay)) {
    const { perhaps, grounds, remarks, way } = resolve(host, address);
    const [first] = perhaps;
    const random = remarks.find((remark) => remark.includes('any order'));
    const text = first === undefined ? random : `The router ${first.name} comes first and may take mail for ${domainOf(address)}; nobody can tell that without the host.`; // prettier-ignore
    if (text === undefined) continue;
    for (const { record, property, index } of grounds) ledger.settle(record, property, 'differs', text, index);
    if (first === undefined || (way.kind !== 'nowhere' && grounds.length > 0)) continue;
    const { record, property } = first.ground;
    ledger.settle(record, property, 'dropped', `This router is not in the topology: it cannot be said where mail for ${domainOf(address)} goes.`); // prettier-ignore
  }
}
