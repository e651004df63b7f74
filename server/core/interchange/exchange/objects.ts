// The objects of an organization, each once, however many files it stands in.

import { addTo, groupedBy } from '#core/model/multimap';
import { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import { valueOf, type Property, type SourceRecord } from '../record.ts';
import type { ExchangeKind } from './kinds.ts';
import { isTrue, organizationIn, simpleName } from './values.ts';

/** What an export of Exchange 2007 or later holds. */
export interface ExchangeObjects {
  /** By name, each once. */
  of(kind: ExchangeKind): readonly Fields[];
  /** The organization's name, as the directory has it. */
  readonly organization: string | undefined;
}

/** Joins what several files say of one object: the fullest record counts, the others are duplicates. */
export function exchangeObjects(records: readonly SourceRecord[], ledger: Ledger): ExchangeObjects {
  const byKind = new Map<string, Fields[]>();
  for (const group of groupedBy(records, identityOf).values()) {
    const [best, ...others] = group.toSorted(byFullness);
    if (best === undefined) continue;
    for (const other of others) settleDuplicate(other, best, ledger);
    addTo(byKind, best.kind, new Fields(best, ledger));
  }
  for (const ofKind of byKind.values()) {
    ofKind.sort((a, b) => compareText(a.name, b.name) || compareText(placeOf(a), placeOf(b)));
  }
  const dns = records.flatMap((record) => organizationIn(valueOf(record, 'DistinguishedName') ?? '') ?? []);
  return { of: (kind) => byKind.get(kind) ?? [], organization: dns.toSorted(compareText)[0] };
}

/** By GUID; else by where it stands in the directory; else by kind and name. */
function identityOf(record: SourceRecord): string {
  const guid = valueOf(record, 'Guid');
  if (guid !== undefined && /[1-9a-f]/i.test(guid)) return `${record.kind} ${guid.toLowerCase()}`;
  const own = valueOf(record, 'DistinguishedName') ?? valueOf(record, 'Identity') ?? record.name;
  const server = valueOf(record, 'Server');
  return `${record.kind} ${own.toLowerCase()} ${server === undefined ? '' : simpleName(server).toLowerCase()}`;
}

function byFullness(a: SourceRecord, b: SourceRecord): number {
  const cuts = ({ properties }: SourceRecord) => [...properties.values()].filter(({ isCut }) => isCut === true).length;
  return cuts(a) - cuts(b) || b.properties.size - a.properties.size || compareText(a.file, b.file) || a.line - b.line;
}

/** What decides about routing, of all kinds. */
const deciding = [
  ['AddressSpaces', 'SmartHosts', 'SourceTransportServers', 'Enabled', 'IsScopedConnector', 'DNSRoutingEnabled'],
  ['Bindings', 'RemoteIPRanges', 'DomainType', 'Cost', 'ExchangeCost', 'Sites', 'Site', 'HubSiteEnabled', 'Servers'],
].flat();

function settleDuplicate(other: SourceRecord, best: SourceRecord, ledger: Ledger): void {
  const differing = deciding.filter((name) => {
    const one = other.properties.get(name.toLowerCase());
    const two = best.properties.get(name.toLowerCase());
    return (
      one !== undefined &&
      two !== undefined &&
      one.isCut !== true &&
      !isNumber(one) &&
      comparable(one) !== comparable(two)
    );
  });
  ledger.settleRest(other, 'duplicate');
  for (const name of differing) {
    const text = `${best.file}:${String(best.line)} says otherwise of the same object, and counts.`;
    ledger.settle(other, name, 'duplicate', text);
  }
}

/** JSON writes enumerations as numbers, so a number may well be what a word says. */
function isNumber({ values }: Property): boolean {
  return values.length === 1 && /^\d+$/.test(values[0] ?? '');
}

function comparable({ values }: Property): string {
  const names = values.map((value) => (isTrue(value) ? 'true' : simpleName(value).toLowerCase()));
  return names.toSorted().join('\n');
}

function placeOf(fields: Fields): string {
  return `${fields.text('Server') ?? ''} ${fields.text('DistinguishedName') ?? ''} ${fields.record.file}`;
}
