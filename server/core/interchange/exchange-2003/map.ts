// Exchange 2000 and 2003 to a topology, from their entries in the configuration partition of Active Directory.

import { writtenName } from '../../syntax/words.ts';
import type { Ledger } from '../ledger.ts';
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
  if (records.every(({ kind }) => kind === 'recipient' || kind === 'container')) return undefined;
  for (const sentence of standing) ledger.stand(sentence);
  const missing = 'No mailbox is in the export, so no server has recipients; write `mailbox *@…` where they are.';
  ledger.note({ class: 'missing', kind: 'mailbox', object: 'mailboxes', text: missing });
  const entries = directoryEntries(records, ledger);
  const connectors = connectorsIn(entries);
  const directory = readDirectory(entries, connectors, ledger);
  const recipients = new Recipients(entries, ledger);
  const groups = writeGroups(directory, connectors, recipients, ledger);
  const organization = { name: directory.organization, statements: writeOrganization(entries, ledger) };
  for (const kind of ['recipient', 'container'] as const) {
    for (const { fields } of entries.of(kind)) fields.settleRest('ignored');
  }
  return {
    model: 'exchange-2003',
    source: `Exchange ${versionsOf(entries)}`,
    organization,
    declarations: [...inAdministrativeGroups(directory, groups), ...recipients.written()],
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

function writeGroups(
  directory: Directory,
  connectors: readonly PlacedEntry[],
  recipients: Recipients,
  ledger: Ledger,
): ReadonlyMap<RoutingGroup, Written> {
  const writer = new ConnectorWriter(directory, recipients, ledger);
  const byGroup = new Map<RoutingGroup, Written[]>();
  for (const connector of connectors) {
    const group = directory.owner(connector);
    const ofGroup = byGroup.get(group) ?? [];
    byGroup.set(group, ofGroup);
    ofGroup.push(writer.write(connector, group));
  }
  return new Map(directory.groups.map((group) => [group, writeGroup(group, directory, byGroup.get(group) ?? [])]));
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
