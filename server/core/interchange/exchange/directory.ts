// Who stands where: sites, servers and DAGs of an export, with those that are only named.

import type { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { ExchangeObjects } from './objects.ts';
import { isTrue, simpleName } from './values.ts';

/** A site, with what the export says of it. */
export interface ExportedSite {
  readonly name: string;
  /** Undefined where the site is only named. */
  readonly fields: Fields | undefined;
  readonly servers: readonly ExportedServer[];
}

export interface ExportedServer {
  /** As it is written. */
  readonly name: string;
  readonly isEdge: boolean;
  /** The major version: 6 is 2003, 8 and 14 are 2007 and 2010, 15 is 2013 and later; undefined where it is not known. */
  readonly version: number | undefined;
  /** Lower case; undefined where it is not known. */
  readonly fqdn: string | undefined;
  /** Undefined where the server is only named. */
  readonly fields: Fields | undefined;
}

export interface Directory {
  /** By name; sites without servers included. */
  readonly sites: readonly ExportedSite[];
  /** The server of a name, a DN, an FQDN. */
  server(name: string): ExportedServer | undefined;
  /** The written name of a site. */
  site(name: string): string | undefined;
}

/** Where servers go whose site nobody tells. */
const unknownSite = 'Unknown site';

/** What else is known of who stands where, when servers of Exchange 2003 are there as well. */
export interface Neighbours {
  /** Whether a server is one of theirs, by its name without a domain: it is in no site. */
  isTheirs(server: string): boolean;
  /** Servers that they know of in sites. */
  readonly named: readonly string[];
  readonly names: { readonly servers: UniqueNames; readonly groups: UniqueNames };
}

/** Reads servers and sites. Whoever is named by a connector and not exported is there too, and is told as missing. */
export function readDirectory(objects: ExchangeObjects, ledger: Ledger, neighbours?: Neighbours): Directory {
  const sites = new Sites(objects, neighbours?.names.groups ?? new UniqueNames('site', ledger));
  const names = neighbours?.names.servers ?? new UniqueNames('server', ledger);
  const byName = new Map<string, ExportedServer>();
  const isElsewhere = (name: string) => neighbours?.isTheirs(name) === true;
  for (const fields of objects.of('ExchangeServer')) {
    if (isElsewhere(fields.name)) continue;
    const server = serverOf(fields, names);
    for (const each of [fields.name, fields.text('Fqdn') ?? fields.name]) byName.set(each.toLowerCase(), server);
    sites.put(server, siteOf(fields, server, objects), fields);
  }
  const others = (neighbours?.named ?? []).map((name) => ({ name, by: undefined }));
  for (const { name, by } of [...namedServers(objects, neighbours !== undefined), ...others]) {
    const key = simpleName(name).toLowerCase();
    if (byName.has(key) || byName.has(name.toLowerCase()) || isElsewhere(simpleName(name))) continue;
    const clean = names.give(simpleName(name));
    const server = { name: clean, isEdge: false, version: undefined, fqdn: undefined, fields: undefined };
    byName.set(key, server);
    by?.missing(`It names the server ${clean}, which is not in the export (Get-ExchangeServer).`);
    sites.put(server, undefined, undefined);
  }
  const find = (name: string) => byName.get(name.toLowerCase()) ?? byName.get(simpleName(name).toLowerCase());
  return { sites: sites.all(), server: find, site: (name) => sites.find(name) };
}

function serverOf(fields: Fields, names: UniqueNames): ExportedServer {
  const version = /Version (\d+)\./.exec(fields.text('AdminDisplayVersion') ?? '')?.[1];
  const isEdge = isTrue(fields.text('IsEdgeServer')) || roles(fields).includes('edge');
  const fqdn = fields.text('Fqdn')?.toLowerCase();
  const name = names.give(fields.name);
  fields.settle('Name', 'imported');
  fields.settle('AdminDisplayVersion', version === undefined ? 'unknown' : 'imported');
  fields.settle('ServerRole', 'imported');
  fields.settle('IsEdgeServer', 'imported');
  fields.settle('Fqdn', 'imported');
  fields.ignore(ofServer);
  return { name, isEdge, version: version === undefined ? undefined : Number(version), fqdn, fields };
}

/** The names of a server's roles in small letters; JSON has them as the sum of 2, 4, 16, 32 and 64. */
export function roles(fields: Fields): readonly string[] {
  const text = fields.text('ServerRole') ?? '';
  if (!/^\d+$/.test(text)) return text.toLowerCase().split(/,\s*/);
  return [
    [2, 'mailbox'],
    [4, 'clientaccess'],
    [16, 'unifiedmessaging'],
    [32, 'hubtransport'],
    [64, 'edge'],
  ].flatMap(([bit, name]) => (typeof bit === 'number' && Number(text) & bit ? String(name) : []));
}

/** An Edge server has no site of its own: it is where its subscription is, which the name of its connector tells. */
function siteOf(fields: Fields, server: ExportedServer, objects: ExchangeObjects): string | undefined {
  const own = fields.text('Site');
  fields.settle('Site', own === undefined ? 'default' : 'imported');
  if (own !== undefined || !server.isEdge) return own;
  for (const connector of objects.of('SendConnector')) {
    const site = /^EdgeSync - (.+) to Internet$/i.exec(connector.name)?.[1];
    const isSource = connector.values('SourceTransportServers').some((each) => same(simpleName(each), fields.name));
    if (site !== undefined && isSource) return site;
  }
  return undefined;
}

/** What else a server has that plays no part, or says again what its role and version say. */
const ofServer = [
  ['Domain', 'NetworkAddress', 'IsHubTransportServer', 'IsClientAccessServer', 'IsExchange2007OrLater', 'IsE14OrLater'],
  ['IsMailboxServer', 'IsE15OrLater', 'IsFrontendTransportServer', 'IsUnifiedMessagingServer', 'IsProvisionedServer'],
  ['DataPath', 'Edition', 'ProductID', 'ExchangeLegacyDN', 'ExchangeLegacyServerRole', 'CustomerFeedbackEnabled'],
  ['ErrorReportingEnabled', 'InternetWebProxy', 'InternetWebProxyBypassList', 'IsConsumerOrganization'],
  ['IsExchangeTrialEdition', 'IsExpiredExchangeTrialEdition', 'MailboxProvisioningAttributes', 'MonitoringGroup'],
  ['MitigationsApplied', 'MitigationsBlocked', 'MitigationsEnabled', 'OrganizationalUnit', 'RemainingTrialPeriod'],
  [
    'StaticConfigDomainController',
    'StaticDomainControllers',
    'StaticExcludedDomainControllers',
    'StaticGlobalCatalogs',
  ],
  ['CurrentConfigDomainController', 'CurrentDomainControllers', 'CurrentGlobalCatalogs', 'DataCollectionEnabled'],
].flat();

interface Named {
  readonly name: string;
  readonly by: Fields;
}

const serverLists: readonly (readonly [Parameters<ExchangeObjects['of']>[0], readonly string[]])[] = [
  ['SendConnector', ['SourceTransportServers']],
  ['ForeignConnector', ['SourceTransportServers']],
  ['DeliveryAgentConnector', ['SourceTransportServers']],
  ['ReceiveConnector', ['Server']],
  ['DatabaseAvailabilityGroup', ['Servers']],
  ['MailboxDatabase', ['Server']],
  ['TransportService', ['Name']],
];

/** Routing group connectors lead to Exchange 2003 alone. */
const serverListsBeside2003: typeof serverLists = [
  ...serverLists,
  ['RoutingGroupConnector', ['SourceTransportServers', 'TargetTransportServers']],
];

function namedServers(objects: ExchangeObjects, isBeside2003: boolean): Named[] {
  return (isBeside2003 ? serverListsBeside2003 : serverLists).flatMap(([kind, properties]) =>
    objects.of(kind).flatMap((by) => properties.flatMap((each) => by.values(each).map((name) => ({ name, by })))),
  );
}

/** Sites as they come up, with their servers. */
class Sites {
  readonly #names: UniqueNames;
  readonly #sites = new Map<string, { name: string; fields: Fields | undefined; servers: ExportedServer[] }>();
  readonly #fallback: string;

  constructor(objects: ExchangeObjects, names: UniqueNames) {
    this.#names = names;
    const exported = objects.of('AdSite');
    for (const fields of exported) this.#add(fields.name, fields);
    for (const link of objects.of('AdSiteLink')) for (const site of link.values('Sites')) this.#named(site, link);
    const hasSites =
      exported.length > 0 || objects.of('ExchangeServer').some((each) => each.text('Site') !== undefined);
    // Where no site is known at all, everybody is in one, and there is nothing to be missing.
    this.#fallback = hasSites ? unknownSite : 'Exchange';
  }

  put(server: ExportedServer, site: string | undefined, by: Fields | undefined): void {
    const found = site === undefined ? undefined : this.#named(site, by);
    if (found === undefined && by !== undefined && this.#fallback === unknownSite) {
      by.missing(`The export does not tell in which site ${server.name} is.`);
    }
    (found ?? this.#named(this.#fallback, undefined)).servers.push(server);
  }

  find(name: string): string | undefined {
    return this.#sites.get(simpleName(name).toLowerCase())?.name;
  }

  all(): readonly ExportedSite[] {
    const inOrder = [...this.#sites.values()].toSorted((a, b) => compareText(a.name, b.name));
    return inOrder.map((site) => ({ ...site, servers: site.servers.toSorted((a, b) => compareText(a.name, b.name)) }));
  }

  #named(name: string, by: Fields | undefined) {
    const simple = simpleName(name);
    const known = this.#sites.get(simple.toLowerCase());
    if (known !== undefined) return known;
    by?.missing(
      `It names the site ${simple}, which is not in the export (Get-AdSite), so whether it is a hub is not known.`,
    );
    return this.#add(simple, undefined);
  }

  #add(name: string, fields: Fields | undefined) {
    const site = { name: this.#names.give(name), fields, servers: [] as ExportedServer[] };
    this.#sites.set(name.toLowerCase(), site);
    return site;
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
