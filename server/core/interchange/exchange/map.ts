// Exchange 2007 to Subscription Edition to a topology of today's model: sites, links, DAGs, servers, connectors.

import { writtenSize } from '../../routing/message/written-values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { Fields } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { MailSystem, Part } from '../part.ts';
import type { SourceRecord } from '../record.ts';
import type { Written } from '../statements.ts';
import { readDirectory, type Directory, type ExportedSite } from './directory.ts';
import { clixml, formatList, json } from './formats.ts';
import { mailboxesCsv } from './mailboxes-csv.ts';
import { exchangeObjects, type ExchangeObjects } from './objects.ts';
import { isTrue, sizeOf } from './values.ts';
import { writeConnectors } from './write-connectors.ts';
import { writeOrganization } from './write-organization.ts';
import { ServerWriter } from './write-server.ts';

/** Exchange 2007 to Subscription Edition, by what its cmdlets print. */
export const exchange: MailSystem = { formats: [clixml, json, formatList, mailboxesCsv], map };

function map(records: readonly SourceRecord[], ledger: Ledger): Part | undefined {
  if (records.every(({ kind }) => kind === 'Queue' || kind === 'RemoteDomain')) return undefined;
  const objects = exchangeObjects(records, ledger);
  const directory = readDirectory(objects, ledger);
  const servers = new ServerWriter(objects, directory, ledger);
  for (const sentence of standing) ledger.stand(sentence);
  for (const each of objects.of('Queue')) each.settleRest('ignored');
  for (const each of objects.of('RemoteDomain')) each.settleRest('ignored');
  for (const each of objects.of('RoutingGroupConnector')) {
    each.settleRest('dropped');
    each.differs('A routing group connector leads to Exchange 2003, which is not in this topology.');
  }
  const organization = { name: objects.organization, statements: writeOrganization(objects, ledger) };
  const sites = directory.sites.map((site) => ({ site, written: writeSite(site, servers) }));
  const others = [
    ...writeLinks(objects, directory, ledger),
    ...writeDags(objects, directory, ledger),
    ...writeConnectors(objects, directory, ledger),
  ];
  const isRead = ({ fields, servers: inIt }: ExportedSite) =>
    fields !== undefined || inIt.some((server) => server.fields !== undefined);
  return {
    model: 'exchange-2013',
    lacksMailboxes: true,
    source: `Exchange ${versionsOf(objects)}`.trim(),
    organization,
    declarations: [...sites.map(({ written }) => written), ...others],
    own: [...sites.flatMap(({ site, written }) => (isRead(site) ? [written] : [])), ...others],
  };
}

/** What no export of these systems tells. */
const standing = [
  'Whether anonymous senders may relay is a permission in Active Directory that these cmdlets do not show.',
];

/** Versions by the start of what AdminDisplayVersion says. */
const versionNames: readonly (readonly [start: string, name: string])[] = [
  ['Version 6.', '2003'],
  ['Version 8.', '2007'],
  ['Version 14.', '2010'],
  ['Version 15.0 ', '2013'],
  ['Version 15.1 ', '2016'],
  ['Version 15.2 ', '2019 or later'],
];

/** `2013, 2016`; nothing where no version is known. */
export function versionsOf(objects: ExchangeObjects): string {
  const versions = objects.of('ExchangeServer').map((server) => server.text('AdminDisplayVersion') ?? '');
  const known = versionNames.filter(([start]) => versions.some((version) => version.startsWith(start)));
  return known.map(([, name]) => name).join(', ');
}

function writeSite({ name, fields, servers }: ExportedSite, writer: ServerWriter): Written {
  const isHub = isTrue(fields?.text('HubSiteEnabled'));
  const isClosed = fields?.text('InboundMailEnabled') !== undefined && !isTrue(fields.text('InboundMailEnabled'));
  fields?.settle('Name', 'imported');
  fields?.settle('HubSiteEnabled', isHub ? 'imported' : 'default');
  fields?.settle('InboundMailEnabled', isClosed ? 'imported' : 'default');
  fields?.ignore(['PartnerId', 'MinorPartnerId', 'ResponsibleForSites']);
  const block = [
    ...(isHub ? [{ words: 'hub' }] : []),
    ...(isClosed ? [{ words: 'no inbound mail' }] : []),
    ...servers.map((server) => writer.write(server)),
  ];
  return { words: `site ${writtenName(name)}`, block };
}

/** The cost that nobody set (Set-AdSiteLink). */
const unwrittenCost = 100;

function writeLinks(objects: ExchangeObjects, directory: Directory, ledger: Ledger): Written[] {
  const names = new UniqueNames('site link', ledger);
  return objects.of('AdSiteLink').flatMap((link) => {
    const sites = [...new Set(link.values('Sites').flatMap((each) => directory.site(each) ?? []))];
    link.settle('Name', 'imported');
    if (sites.length < 2) {
      link.settle('Sites', 'dropped', 'It joins no two sites, so no mail could take it.');
      link.settleRest('ignored');
      return [];
    }
    link.settle('Sites', 'imported');
    const block = [...writeCosts(link), ...writeLimit(link)];
    const words = `site link ${writtenName(names.give(link.name))} between ${sites.map(writtenName).join(', ')}`;
    return [block.length === 0 ? { words, isLong: false } : { words, block, isLong: false }];
  });
}

function writeCosts(link: Fields): Written[] {
  const numberOf = (property: string) => {
    const text = link.text(property);
    return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
  };
  const exchange = numberOf('ExchangeCost');
  const cost = numberOf('ADCost') ?? (exchange === undefined ? numberOf('Cost') : undefined) ?? unwrittenCost;
  link.settle('ADCost', cost === unwrittenCost ? 'default' : 'imported');
  link.settle('ExchangeCost', exchange === undefined ? 'default' : 'imported');
  // It is the one of the two that counts.
  link.settle('Cost', 'default');
  return [
    ...(cost === unwrittenCost ? [] : [{ words: `cost ${String(cost)}` }]),
    ...(exchange === undefined ? [] : [{ words: `exchange cost ${String(exchange)}` }]),
  ];
}

function writeLimit(link: Fields): Written[] {
  const bytes = sizeOf(link.text('MaxMessageSize') ?? 'Unlimited') ?? Infinity;
  link.settle('MaxMessageSize', bytes === Infinity ? 'default' : 'imported');
  return bytes === Infinity ? [] : [{ words: `limit size ${writtenSize(bytes)}` }];
}

function writeDags(objects: ExchangeObjects, directory: Directory, ledger: Ledger): Written[] {
  const names = new UniqueNames('dag', ledger);
  return objects.of('DatabaseAvailabilityGroup').map((dag) => {
    const members = dag.values('Servers').flatMap((each) => directory.server(each)?.name ?? []);
    dag.settle('Name', 'imported');
    dag.settle('Servers', 'imported');
    dag.settleRest('ignored');
    const block =
      members.length === 0 ? [] : [{ words: `member ${[...new Set(members)].map(writtenName).join(', ')}` }];
    return { words: `dag ${writtenName(names.give(dag.name))}`, block, isLong: false };
  });
}
