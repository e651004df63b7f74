// The entries of a directory, each once, however many files it stands in.

import { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import { isDeleted, parseDn, type Dn } from '../read/dn.ts';
import { valueOf, valuesOf, type SourceRecord } from '../record.ts';
import type { EntryKind } from './kinds.ts';

/** An entry, with where it stands in the directory. */
export interface PlacedEntry {
  readonly fields: Fields;
  readonly dn: Dn;
}

/** What an export of the directory holds. */
export interface DirectoryEntries {
  /** By name and place, each once. */
  of(kind: EntryKind): readonly PlacedEntry[];
  /** The entry of a name, as another entry writes it. */
  named(dn: string): PlacedEntry | undefined;
}

/** Joins what several files say of one entry: the fullest record counts, the others are duplicates. */
export function directoryEntries(records: readonly SourceRecord[], ledger: Ledger): DirectoryEntries {
  const groups = new Map<string, { readonly dn: Dn; readonly records: SourceRecord[] }>();
  for (const record of records) {
    const dn = parseDn(valueOf(record, 'distinguishedName') ?? '');
    if (dn === undefined) continue;
    const group = groups.get(dn.key) ?? { dn, records: [] };
    groups.set(dn.key, group);
    group.records.push(record);
  }
  const byKind = new Map<string, PlacedEntry[]>();
  const byKey = new Map<string, PlacedEntry>();
  for (const { dn, records: ofOne } of groups.values()) {
    const [best, ...others] = ofOne.toSorted(byFullness);
    if (best === undefined) continue;
    for (const other of others) settleDuplicate(other, best, ledger);
    const entry = { fields: new Fields(best, ledger), dn };
    if (isDeleted(dn)) {
      ledger.settleRest(best, 'ignored');
      continue;
    }
    const ofKind = byKind.get(best.kind) ?? [];
    byKind.set(best.kind, ofKind);
    ofKind.push(entry);
    byKey.set(dn.key, entry);
  }
  for (const ofKind of byKind.values()) ofKind.sort(byNameAndPlace);
  return {
    of: (kind) => byKind.get(kind) ?? [],
    named: (text) => byKey.get(parseDn(text)?.key ?? ''),
  };
}

function byFullness(a: SourceRecord, b: SourceRecord): number {
  const cuts = ({ properties }: SourceRecord) => [...properties.values()].filter(({ isCut }) => isCut === true).length;
  const byText = compareText(textOf(a), textOf(b));
  return b.properties.size - a.properties.size || cuts(a) - cuts(b) || byText || compareText(a.file, b.file);
}

function byNameAndPlace(a: PlacedEntry, b: PlacedEntry): number {
  return compareText(a.fields.name, b.fields.name) || compareText(a.dn.key, b.dn.key);
}

/** All that a record says, whatever the order in which it says it. */
function textOf({ properties }: SourceRecord): string {
  return [...properties.values()]
    .map(({ name, values }) => `${name}=${values.toSorted().join('|')}`)
    .toSorted()
    .join('\n');
}

function settleDuplicate(other: SourceRecord, best: SourceRecord, ledger: Ledger): void {
  ledger.settleRest(other, 'duplicate');
  for (const { name, values } of other.properties.values()) {
    const counting = valuesOf(best, name);
    if (comparable(values) === comparable(counting)) continue;
    const text = `${best.file}:${String(best.line)} says otherwise of the same entry, and counts.`;
    if (counting.length > 0 && name.toLowerCase() !== 'distinguishedname')
      ledger.settle(other, name, 'duplicate', text);
  }
}

/** Values of a directory have no order (RFC 4511 4.1.7). */
function comparable(values: readonly string[]): string {
  return values
    .map((value) => value.toLowerCase())
    .toSorted()
    .join('\n');
}
