// Exchange of all versions. What cmdlets print of Exchange 2007 and 2010 beside Exchange 2003, with or without the directory
// of the latter, is squeezed into routing groups: each site is one, and what leads between sites are connectors.

import { readDirectory as readSites, type ExportedSite } from '../exchange/directory.ts';
import { exchangeKinds } from '../exchange/kinds.ts';
import { exchange, versionsOf } from '../exchange/map.ts';
import { exchangeObjects, type ExchangeObjects } from '../exchange/objects.ts';
import { isTrue } from '../exchange/values.ts';
import { isOfLaterVersion, readDirectory } from '../exchange-2003/directory.ts';
import { directoryEntries } from '../exchange-2003/entries.ts';
import { exchange2003, isDirectory, writeDirectory, type DirectoryPart } from '../exchange-2003/map.ts';
import { highestCost } from '../exchange-2003/values.ts';
import { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import { organizationOfAll } from '../organization.ts';
import { partsApart, type ImportOptions, type MailSystem, type Part } from '../part.ts';
import type { SourceRecord } from '../record.ts';
import type { Written } from '../statements.ts';
import { checkWays } from './check-ways.ts';
import { GroupBlocks } from './group-blocks.ts';
import { LegacyGroups } from './legacy-groups.ts';
import { legacyServers, hasServersOf2013, tellsOf2003 } from './signs.ts';
import { nodeOf, siteGraph, type SiteGraph, type SiteNode } from './site-graph.ts';
import { connectorsOnce } from './twins.ts';
import {
  commentOnGateways,
  writeRoutingGroupConnectors,
  writeSendConnectors,
  type Surroundings,
} from './write-connectors.ts';
import { hasTransport, LaterServerWriter } from './write-later-server.ts';
import { writeOrganization } from './write-organization.ts';
import { settleLinks, writeWays, type TransportServers } from './write-ways.ts';

/** Exchange of all versions, by what its cmdlets print, and by what ldifde and csvde write of its directory. */
export const anyExchange: MailSystem = { formats: [...exchange.formats, ...exchange2003.formats], map };

function map(records: readonly SourceRecord[], ledger: Ledger, options: ImportOptions): Part | undefined {
  const ofCmdlets = records.filter(({ kind }) => isOfCmdlets(kind));
  const ofDirectory = records.filter(({ kind }) => !isOfCmdlets(kind));
  const tellsOfSites = ofCmdlets.some(({ kind }) => kind !== 'Queue' && kind !== 'RemoteDomain');
  const both = tellsOfSites && isDirectory(ofDirectory);
  // What is only looked at leaves no trace in the report.
  const signs = ofCmdlets.filter(({ kind }) => kind === 'ExchangeServer' || kind === 'RoutingGroupConnector');
  const objects = exchangeObjects(signs, new Ledger());
  if (both && hasServersOf2013(objects)) {
    throw partsApart(
      { source: `Exchange ${versionsOf(objects)}`, file: firstFile(ofCmdlets) },
      { source: 'the directory of Exchange 2003', file: firstFile(ofDirectory) },
      'the two never run in one organization',
    );
  }
  if (both || (tellsOfSites && tellsOf2003(objects))) return besideOf(ofCmdlets, ofDirectory, ledger, options);
  if (options.sites !== undefined) {
    ledger.stand('Sites as direct ways or as links: that plays no part here, as there is no Exchange 2007 or 2010 beside Exchange 2003.'); // prettier-ignore
  }
  return exchange.map(ofCmdlets, ledger, options) ?? exchange2003.map(ofDirectory, ledger, options);
}

const kindsOfCmdlets: ReadonlySet<string> = new Set(exchangeKinds);

function isOfCmdlets(kind: string): boolean {
  return kindsOfCmdlets.has(kind);
}

function firstFile(records: readonly SourceRecord[]): string {
  return records.map(({ file }) => file).toSorted()[0] ?? '';
}

function besideOf(
  ofCmdlets: readonly SourceRecord[],
  ofDirectory: readonly SourceRecord[],
  ledger: Ledger,
  { sites: by = 'direct' }: ImportOptions,
): Part {
  const objects = exchangeObjects(ofCmdlets, ledger);
  const entries = isDirectory(ofDirectory) ? directoryEntries(ofDirectory, ledger) : undefined;
  const connectors = connectorsOnce(objects, entries);
  const names = {
    servers: new UniqueNames('server', ledger),
    groups: new UniqueNames('routing group', ledger),
    connectors: new UniqueNames('connector', ledger),
  };
  const theirs = legacyServers(objects, entries);
  const isTheirs = (server: string) => theirs.has(server.toLowerCase());
  const named = (entries?.of('msExchExchangeServer') ?? []).filter(({ fields }) => isOfLaterVersion(fields)).map(({ fields }) => fields.name); // prettier-ignore
  const sites = readSites(objects, ledger, { isTheirs, named, names });
  const siteOf = new Map(
    sites.sites.flatMap((site) => site.servers.map((server) => [server.name, site.name] as const)),
  );
  const later = (text: string) => {
    const server = sites.server(text);
    const group = siteOf.get(server?.name ?? '');
    if (server === undefined || group === undefined) return undefined;
    return { name: server.name, group, isTold: server.fields !== undefined };
  };
  const directory = entries && readDirectory(entries, connectors.ofDirectory, ledger, { find: later, names });
  if (
    directory?.organization !== undefined &&
    objects.organization !== undefined &&
    !isSame(directory.organization, objects.organization)
  ) {
    throw partsApart(
      { source: `the organization ${objects.organization}`, file: firstFile(ofCmdlets) },
      { source: `the organization ${directory.organization}`, file: firstFile(ofDirectory) },
      'a topology has one organization',
    );
  }
  const blocks = new GroupBlocks();
  const legacy = new LegacyGroups(directory, names, blocks);
  legacy.read(objects, isTheirs);
  const part =
    entries && directory && writeDirectory(entries, directory, connectors.ofDirectory, ledger, names.connectors);
  for (const [site, written] of part?.ofSites ?? []) blocks.add(site, ...written);
  const transport = writeSites(sites.sites, new LaterServerWriter(objects, sites, ledger), blocks, by);
  const nodes = sites.sites.map((site) => nodeOf(site, transport.has(site.name)));
  const graph = siteGraph(nodes, objects, sites, by);
  const around: Surroundings = {
    names: names.connectors,
    blocks,
    server: (text) => later(text) ?? legacy.server(text),
    legacyGroup: (text) => legacy.group(text),
    anyGroup: sites.sites.find(({ servers }) => servers.length > 0)?.name ?? 'Exchange',
  };
  const own = connectors.isOfCmdlets;
  const costs = [
    ...writeWays(graph.ways, transport, names.connectors, blocks),
    ...writeRoutingGroupConnectors(objects.of('RoutingGroupConnector').filter(own), around, ledger),
  ];
  writeSendConnectors(objects.of('SendConnector').filter(own), around);
  commentOnGateways(objects, own, around);
  settleLinks(objects, sites, graph.ways);
  if (by === 'links') notePassedSites(graph, nodes, ledger);
  noteWhatIsMissing(objects, part, ledger);
  for (const sentence of standing) ledger.stand(sentence);
  const highest = costs.reduce((most, cost) => Math.max(most, cost), 0);
  const statements = organizationOfAll(
    [
      { source: 'Exchange 2007 or 2010', statements: [...writeOrganization(objects, ledger), ...highestOf(highest)] },
      { source: 'Exchange 2003', statements: part?.organization.statements ?? [] },
    ],
    ledger,
  );
  const declarations = blocks.with(part?.declarations ?? []);
  const serverIn = (site: string) => transport.get(site)?.names[0];
  checkWays(statements, declarations, { graph, nodes, serverIn }, ledger);
  return {
    model: 'exchange-2003',
    lacksMailboxes: true,
    source: sourceOf(versionsOf(objects), part?.source),
    head: headOf(by),
    organization: { name: objects.organization ?? directory?.organization, statements },
    declarations,
  };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Servers of each site that has some, and what Get-AdSite says of it; who hands mail on there is returned by site. */
function writeSites(
  sites: readonly ExportedSite[],
  writer: LaterServerWriter,
  blocks: GroupBlocks,
  by: 'direct' | 'links',
): ReadonlyMap<string, TransportServers> {
  const transport = new Map<string, TransportServers>();
  for (const { name, fields, servers } of sites) {
    fields?.settle('Name', 'imported');
    // Both are told by which connectors there are, but of links a hub is one site more on the way.
    for (const [property, usual] of [
      ['HubSiteEnabled', 'False'],
      ['InboundMailEnabled', 'True'],
    ] as const) {
      fields?.comment(property, [usual]);
      const isSaid = fields !== undefined && isTrue(fields.text(property) ?? usual) !== isTrue(usual);
      if (isSaid && (by === 'direct' || property === 'InboundMailEnabled')) fields.settle(property, 'imported');
    }
    fields?.ignore(['PartnerId', 'MinorPartnerId', 'ResponsibleForSites']);
    if (servers.length === 0) continue;
    blocks.say(name, ...(fields?.comments ?? []));
    blocks.add(name, ...servers.map((server) => writer.write(server)));
    const handing = servers.filter((server) => hasTransport(server) && !server.isEdge);
    if (handing.length > 0)
      transport.set(name, { names: handing.map((each) => each.name), areAll: handing.length === servers.length }); // prettier-ignore
    else fields?.differs('No server of it has the Hub Transport role, so no mail can reach it.');
  }
  return transport;
}

/** What is allowed unless more is needed. */
const usualHighest = 100;

function highestOf(cost: number): Written[] {
  return cost > usualHighest ? [{ words: `highest cost ${String(Math.min(cost, highestCost))}` }] : [];
}

/** `Exchange 2003, 2007`, by what both sides say. */
function sourceOf(versions: string, ofDirectory = ''): string {
  const all = [versions || '2007 or 2010', ofDirectory.replace(/^Exchange /, '')].flatMap((each) => each.split(', '));
  return `Exchange ${[...new Set(all.filter((each) => each !== ''))].toSorted().join(', ')}`;
}

/** Told once, where mail of some site goes past another one. */
function notePassedSites(graph: SiteGraph, nodes: readonly SiteNode[], ledger: Ledger): void {
  const isPassed = (name: string) => nodes.some((node) => node.name === name && !node.isHub);
  const ends = nodes.filter((node) => node.hasTransport);
  const isSaid = ends.some((from) => ends.some((to) => graph.stops(from, to).slice(1, -1).some(isPassed)));
  if (!isSaid) return;
  const text = 'Mail goes straight to the site of its destination; sites between are used only as hubs, where ways part, and when one fails. Here it stops at each.'; // prettier-ignore
  ledger.note({ class: 'differs', kind: 'AdSiteLink', object: 'all', text });
}

function noteMissing(ledger: Ledger, kind: string, object: string, text: string): void {
  ledger.note({ class: 'missing', kind, object, text });
}

function noteWhatIsMissing(objects: ExchangeObjects, part: DirectoryPart | undefined, ledger: Ledger): void {
  const missing = (kind: string, object: string, text: string) => {
    noteMissing(ledger, kind, object, text);
  };
  if (objects.of('AdSiteLink').length === 0 && objects.of('AdSite').length > 1) {
    missing(
      'AdSiteLink',
      'site links',
      'No IP site link is in the export (Get-AdSiteLink), so no way leads between sites.',
    );
  }
  if (objects.of('TransportService').length === 0) {
    missing('TransportService', 'transport settings', 'No transport settings are in the export (Get-TransportServer); what Exchange 2003 has unwritten holds.'); // prettier-ignore
  }
  if (part === undefined) {
    missing('msExchRoutingGroup', 'Exchange 2003', 'What cmdlets tell of Exchange 2003 are connectors and names of servers; an export of the directory (ldifde) in the same folder tells the rest.'); // prettier-ignore
  }
  for (const kind of ['DatabaseAvailabilityGroup', 'MailboxDatabase', 'Queue', 'RemoteDomain'] as const) {
    for (const each of objects.of(kind)) each.settleRest('ignored');
  }
}

function headOf(by: 'direct' | 'links'): string[] {
  const ways = {
    direct: [
      'a connector leads from each to each other one,',
      'as mail goes there at once, but for hub sites on the least path.',
    ],
    links: ['connectors lead along site links,', 'though mail goes past all sites on its way that are no hubs.'],
  }[by];
  return [
    `Exchange 2007 and 2010 beside Exchange 2003: sites are written as routing groups; ${ways[0] ?? ''}`,
    ways[1] ?? '',
    ...failures,
  ];
}

const failures = [
  'Failures: Exchange 2007 and 2010 queue mail near the failure and do not reroute;',
  'what is told here of failures between sites holds for Exchange 2003 only.',
];

/** What always differs between servers of 2007 and 2010 and routing groups ("Mail routing" in the documentation of Exchange Server). */
const standing = [
  'Whether anonymous senders may relay is a permission in Active Directory that these cmdlets do not show.',
  'Exchange 2007 and 2010 hand mail straight to the site of its destination; only hub sites on the least path are stops.',
  'Of equal paths they take the one with fewer links, then the one with the lowest names; of equal connectors always the same one.',
  failures.join(' '),
  'They have no link state: whether a link or a server is up is no part of the choice, and nothing is sent round a dead connector.',
  'A link that is too small for a message returns it there; a connector that is too small is left aside.',
  'Smart hosts of a connector take turns there; here they are tried in order.',
];
