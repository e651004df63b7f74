// Connectors that the cmdlets and the directory both tell of. Of the group of later servers the cmdlets say more, of routing
// groups of 2003 the directory does.

import type { ExchangeObjects } from '../exchange/objects.ts';
import { addressSpaceOf, hostsOf, simpleName, sizeOf, writtenSpace } from '../exchange/values.ts';
import type { DirectoryEntries, PlacedEntry } from '../exchange-2003/entries.ts';
import { isGroupOfLaterServers } from '../exchange-2003/directory.ts';
import { connectorsIn } from '../exchange-2003/write-connectors.ts';
import type { Fields } from '../fields.ts';
import { ownName, parentOf, parseDn, type Dn } from '../read/dn.ts';

/** Who writes which connectors, each once. */
export interface Connectors {
  readonly ofDirectory: readonly PlacedEntry[];
  isOfCmdlets(connector: Fields): boolean;
}

const kinds = ['SendConnector', 'RoutingGroupConnector', 'ForeignConnector', 'DeliveryAgentConnector'] as const;

/** Settles one of two that are the same as `duplicate`, and says so where they differ in what decides about routing. */
export function connectorsOnce(objects: ExchangeObjects, entries: DirectoryEntries | undefined): Connectors {
  const all = entries === undefined ? [] : connectorsIn(entries);
  const byKey = new Map(all.flatMap((entry) => keysOfEntry(entry).map((key) => [key, entry] as const)));
  const toldByCmdlets = new Set<PlacedEntry>();
  const toldByDirectory = new Set<Fields>();
  for (const connector of kinds.flatMap((kind) => objects.of(kind))) {
    const twin = keysOfObject(connector).flatMap((key) => byKey.get(key) ?? [])[0];
    if (twin === undefined) continue;
    const isLater = isGroupOfLaterServers(groupNameOf(twin.dn));
    if (isLater) toldByCmdlets.add(twin);
    else toldByDirectory.add(connector);
    settle(isLater ? twin.fields : connector, isLater ? connector : twin.fields);
  }
  return {
    ofDirectory: all.filter((entry) => !toldByCmdlets.has(entry)),
    isOfCmdlets: (connector) => !toldByDirectory.has(connector),
  };
}

function groupNameOf(dn: Dn): string {
  const group = parentOf(dn, 2);
  return group === undefined ? '' : ownName(group);
}

/** By place in the directory; else by name and the name of the group. */
function keysOfEntry({ dn, fields }: PlacedEntry): string[] {
  return [dn.key, nameKey(fields.name, groupNameOf(dn))];
}

function keysOfObject(connector: Fields): string[] {
  const dn = parseDn(connector.text('DistinguishedName') ?? '');
  const group = connector.text('SourceRoutingGroup');
  return [
    ...(dn === undefined ? [] : [dn.key]),
    ...(group === undefined ? [] : [nameKey(connector.name, simpleName(group))]),
  ];
}

function nameKey(name: string, group: string): string {
  return `${name}\n${group}`.toLowerCase();
}

/** What both sides say of a connector, each under its own name, and what it means. */
const same: readonly (readonly [ofCmdlets: string, ofDirectory: string, meaning: (value: string) => string])[] = [
  ['Cost', 'cost', (value) => value],
  ['AddressSpaces', 'routingList', (value) => writtenSpace(addressSpaceOf(value)).toLowerCase()],
  ['SmartHosts', 'msExchSmtpSmartHost', (value) => hostsOf([value]).toSorted().join('\n').toLowerCase()],
];

function settle(other: Fields, counting: Fields): void {
  other.settleRest('duplicate');
  const { file, line } = counting.record;
  const differs = (property: string) => {
    other.settle(property, 'duplicate', `${file}:${String(line)} says otherwise of the same connector, and counts.`);
  };
  for (const [ofCmdlets, ofDirectory, meaning] of same) {
    const [own, theirs] = other.has(ofDirectory) ? [ofDirectory, ofCmdlets] : [ofCmdlets, ofDirectory];
    const meant = (fields: Fields, property: string) => fields.values(property).map(meaning).toSorted().join('\n');
    const isSaid = other.has(own) && counting.has(theirs);
    if (isSaid && meant(other, own) !== meant(counting, theirs)) differs(own);
  }
  const limit = other.has('MaxMessageSize') ? 'MaxMessageSize' : 'delivContLength';
  if (other.has(limit) && limitOf(other) !== limitOf(counting)) differs(limit);
}

/** In KB, as the directory has it; 0 is no limit. */
function limitOf(fields: Fields): number {
  const bytes = sizeOf(fields.text('MaxMessageSize') ?? '');
  if (bytes !== undefined) return bytes === Infinity ? 0 : bytes / 1024;
  return Number(fields.text('delivContLength') ?? 0);
}
