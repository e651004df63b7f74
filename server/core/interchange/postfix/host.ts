// One host as Postfix sees it: its parameters, what its lists and tables hold, and its services.

import { type SourceRecord } from '../record.ts';
import { Parameters } from './reading/parameters.ts';
import { fileAt, type ListElement, listElements } from './reading/tables.ts';

/** One table; undefined entries mean that nobody here can look into it. */
export interface Table {
  /** As the parameter has it: `hash:/etc/postfix/transport`. */
  readonly text: string;
  /** By key in lower case; the first of equal keys. */
  readonly entries: ReadonlyMap<string, string> | undefined;
  /** What it has for every key. */
  readonly always?: string;
  /** What it was read from; undefined for one that stands in the parameter itself, or was not read. */
  readonly record?: SourceRecord;
  /** Its text would say what is in it, but was not given. */
  readonly isMissing: boolean;
}

/** One element of a list of domains: a name, or a table whose keys are names. */
export interface Pattern {
  readonly isExcluded: boolean;
  readonly name?: string;
  readonly table?: Table;
}

/** A service of master.cf that a transport or a listener is. */
export interface Service {
  readonly record: SourceRecord;
  readonly name: string;
  readonly type: string;
  readonly command: string;
}

/** What a host's configuration says about where mail goes. */
export interface PostfixHost {
  readonly record: SourceRecord;
  readonly parameters: Parameters;
  /** Lower case. */
  readonly myhostname: string;
  readonly transportMaps: readonly Table[];
  readonly senderTransports: readonly Table[];
  readonly senderRelayhosts: readonly Table[];
  readonly aliases: readonly Table[];
  readonly mydestination: readonly Pattern[];
  readonly virtualAliasDomains: readonly Pattern[];
  readonly virtualMailboxDomains: readonly Pattern[];
  readonly relayDomains: readonly Pattern[];
  /** Whether `d` there matches subdomains too (parent_domain_matches_subdomains). */
  readonly relayMatchesBelow: boolean;
  readonly transportMatchesBelow: boolean;
  readonly services: readonly Service[];
}

/**
 * @param record - Of its main.cf.
 * @param others - The other records of its folder: tables, lists of names, services.
 */
export function hostOf(
  record: SourceRecord,
  others: readonly SourceRecord[],
  folder: string,
  name: string,
): PostfixHost {
  const parameters = new Parameters(record, name);
  const byFile = new Map(
    others.filter(({ kind }) => kind === 'table' || kind === 'names').map((each) => [each.file, each]),
  );
  const tables = (parameter: string) =>
    listElements(parameters.get(parameter) ?? '').map((element) => tableOf(element, byFile, folder));
  const patterns = (parameter: string) => patternsOf(parameters.get(parameter) ?? '', byFile, folder, 0);
  const below = elements(parameters.get('parent_domain_matches_subdomains'));
  return {
    record,
    parameters,
    myhostname: (parameters.get('myhostname') ?? name).toLowerCase(),
    transportMaps: tables('transport_maps'),
    senderTransports: tables('sender_dependent_default_transport_maps'),
    senderRelayhosts: tables('sender_dependent_relayhost_maps'),
    aliases: tables('virtual_alias_maps'),
    mydestination: patterns('mydestination'),
    virtualAliasDomains: patterns('virtual_alias_domains'),
    virtualMailboxDomains: patterns('virtual_mailbox_domains'),
    relayDomains: patterns('relay_domains'),
    relayMatchesBelow: below.includes('relay_domains'),
    transportMatchesBelow: below.includes('transport_maps'),
    services: others.filter(({ kind }) => kind === 'service').map(serviceOf),
  };
}

function elements(value: string | undefined): string[] {
  return listElements(value ?? '').flatMap((element) => (element.kind === 'name' ? element.name : []));
}

function serviceOf(record: SourceRecord): Service {
  const value = (name: string) => record.properties.get(name)?.values[0] ?? '';
  return { record, name: value('service'), type: value('type'), command: value('command') };
}

function tableOf(element: ListElement, byFile: ReadonlyMap<string, SourceRecord>, folder: string): Table {
  const { text } = element;
  switch (element.kind) {
    case 'table': {
      const record = byFile.get(fileAt(byFile.keys(), folder, element.path) ?? '');
      if (record === undefined) return { text, entries: undefined, isMissing: true };
      const entries = new Map([...record.properties].map(([key, { values }]) => [key, values[0] ?? '']));
      return { text, entries, record, isMissing: false };
    }
    case 'inline':
      return { text, entries: element.entries, isMissing: false };
    case 'static':
      return { text, entries: new Map(), always: element.value, isMissing: false };
    default:
      return { text, entries: undefined, isMissing: false };
  }
}

function patternsOf(
  value: string,
  byFile: ReadonlyMap<string, SourceRecord>,
  folder: string,
  depth: number,
): Pattern[] {
  return listElements(value).flatMap((element): Pattern[] => {
    const { isExcluded } = element;
    if (element.kind === 'name') return [{ isExcluded, name: element.name }];
    if (element.kind !== 'file') return [{ isExcluded, table: tableOf(element, byFile, folder) }];
    const record = byFile.get(fileAt(byFile.keys(), folder, element.path) ?? '');
    if (record === undefined || depth >= 8) {
      return [{ isExcluded, table: { text: element.text, entries: undefined, isMissing: true } }];
    }
    const inner = [...record.properties.values()].flatMap(({ name }) => patternsOf(name, byFile, folder, depth + 1));
    return inner.map((each) => ({ ...each, isExcluded: each.isExcluded !== isExcluded }));
  });
}

/** The names in a list, those in its tables among them; what it excludes is not there. */
export function namesIn(patterns: readonly Pattern[]): string[] {
  const excluded = new Set(
    patterns.flatMap(({ isExcluded, name }) => (isExcluded && name !== undefined ? [name] : [])),
  );
  const names = patterns.flatMap(({ isExcluded, name, table }) => {
    if (isExcluded) return [];
    return name === undefined ? [...(table?.entries?.keys() ?? [])] : [name];
  });
  return [...new Set(names)].filter((name) => !excluded.has(name));
}
