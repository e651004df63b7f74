// Exchange 2000 and 2003 to a topology, from their entries in the configuration partition of Active Directory.

import { writtenName } from '../../syntax/words.ts';
import type { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { MailSystem, Part } from '../part.ts';
import type { SourceRecord } from '../record.ts';
import type { Written } from '../statements.ts';
import { ofNames, readDirectory, type Directory, type RoutingGroup } from './directory.ts';
import { directoryEntries, type DirectoryEntries, type PlacedEntry } from './entries.ts';
import { csvde, ldif } from './formats.ts';
import { Recipients } from './recipients.ts';
import { connectorsIn, ConnectorWriter } from './write-connectors.ts';
import { writeOrganization } from './write-organization.ts';
import { writeServer } from './write-server.ts';

/** Exchange 2000 and 2003, by what ldifde and csvde write. */
export const exchange2003: MailSystem = { formats: [ldif, csvde], map };

function map(records: readonly SourceRecord[], ledger: Ledger): Part | undefined {
  if (!isDirectory(records)) return undefined;
  const entries = directoryEntries(records, ledger);
  const connectors = connectorsIn(entries);
  const directory = readDirectory(entries, connectors, ledger);
  return writeDirectory(entries, directory, connectors, ledger);
}

/** Whether the records are entries of a directory that say something of routing. */
export function isDirectory(records: readonly SourceRecord[]): boolean {
  return records.some(({ kind }) => kind !== 'recipient' && kind !== 'container');
}

/** A part of which it is also known what stands in which site. */
export interface DirectoryPart extends Part {
  /** Connectors of sites that only the directory tells of, by the name of the site's group. */
  readonly ofSites: ReadonlyMap<string, readonly Written[]>;
}

/** What a directory says in a topology, but for servers and connectors of later versions that others write. */
export function writeDirectory(
  entries: DirectoryEntries,
  directory: Directory,
  connectors: readonly PlacedEntry[],
  ledger: Ledger,
  names = new UniqueNames('connector', ledger),
): DirectoryPart {
  for (const sentence of standing) ledger.stand(sentence);
  const recipients = new Recipients(entries, ledger);
  const byGroup = writeConnectors(directory, connectors, new ConnectorWriter(directory, recipients, names));
  const ofGroup = (group: RoutingGroup) => byGroup.get(group) ?? [];
  const own = directory.groups.filter(({ isSite }) => !isSite);
  const groups = new Map(own.map((group) => [group, writeGroup(group, directory, ofGroup(group))]));
  const sites = directory.groups.filter(({ isSite }) => isSite);
  const organization = { name: directory.organization, statements: writeOrganization(entries, ledger) };
  for (const kind of ['recipient', 'container'] as const) {
    for (const { fields } of entries.of(kind)) fields.settleRest('ignored');
  }
  return {
    model: 'exchange-2003',
    lacksMailboxes: true,
    source: `Exchange ${versionsOf(entries)}`,
    organization,
    declarations: [...inAdministrativeGroups(directory, groups), ...recipients.written()],
    ofSites: new Map(sites.map((site) => [site.name, ofGroup(site)])),
  };
}

/** What no export of the directory tells. */
const standing = [
  'Queues, link state, registry switches, addresses of network cards and whether services run are not in the directory.',
];

function versionsOf(entries: DirectoryEntries): string {
  const versions = entries.of('msExchExchangeServer').map(({ fields }) => fields.text('serialNumber') ?? '');
  const known = [
    ...(versions.some((version) => version.startsWith('Version 6.0')) ? ['2000'] : []),
    ...(versions.some((version) => version.startsWith('Version 6.5')) ? ['2003'] : []),
  ];
  return known.join(', ') || '2000 or 2003';
}

function writeConnectors(
  directory: Directory,
  connectors: readonly PlacedEntry[],
  writer: ConnectorWriter,
): ReadonlyMap<RoutingGroup, readonly Written[]> {
  const byGroup = new Map<RoutingGroup, Written[]>();
  for (const connector of connectors) {
    for (const group of directory.owners(connector)) {
      const ofGroup = byGroup.get(group) ?? [];
      byGroup.set(group, ofGroup);
      ofGroup.push(...writer.write(connector, group));
    }
  }
  return byGroup;
}

function writeGroup(group: RoutingGroup, directory: Directory, connectors: readonly Written[]): Written {
  const { name, fields, servers } = group;
  const master = fields === undefined ? [] : writeMaster(fields, directory);
  fields?.settle('cn', 'imported');
  fields?.ignore([...ofNames, 'msExchRoutingGroupMembersDN']);
  fields?.comment('adminDescription');
  const inOrder = servers.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return {
    comments: fields?.comments ?? ['Only named in the export: nothing else is known of it.'],
    words: `routing group ${writtenName(name)}`,
    block: [...master, ...inOrder.map(writeServer), ...connectors],
    isLong: true,
  };
}

function writeMaster(fields: RoutingGroup['fields'] & object, directory: Directory): Written[] {
  const property = 'msExchRoutingMasterDN';
  const dn = fields.text(property);
  if (dn === undefined) return [];
  const master = directory.server(dn);
  if (master === undefined) {
    fields.settle(property, 'dropped', 'This server is not in the export, or was deleted.');
    fields.missing(`Its master is not in the export: ${dn}`);
    return [];
  }
  fields.settle(property, 'imported');
  return [{ words: `master ${writtenName(master.name)}` }];
}

/** Groups in their administrative groups; those that are in none behind them. */
function inAdministrativeGroups(directory: Directory, groups: ReadonlyMap<RoutingGroup, Written>): Written[] {
  const inGroup = (name: string | undefined) =>
    directory.groups
      .filter(({ administrativeGroup }) => administrativeGroup === name)
      .flatMap((each) => groups.get(each) ?? []);
  return [
    ...directory.administrativeGroups.map((name) => ({
      words: `administrative group ${writtenName(name)}`,
      block: inGroup(name),
      isLong: true,
    })),
    ...inGroup(undefined),
  ];
}
