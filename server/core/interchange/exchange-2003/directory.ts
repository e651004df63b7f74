// Who stands where: administrative groups, routing groups and servers of an export, with those that are only named. Where
// an entry stands is told by its name in the directory, which group a server is in by msExchHomeRoutingGroup.

import type { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import { entryBelow, isDeleted, organizationOf, ownName, parentOf, parseDn, type Dn } from '../read/dn.ts';
import type { DirectoryEntries, PlacedEntry } from './entries.ts';

export interface RoutingGroup {
  /** As it is written. */
  readonly name: string;
  /** As it is written; undefined where it is in none. */
  readonly administrativeGroup: string | undefined;
  /** Undefined where the group is only named. */
  readonly fields: Fields | undefined;
  readonly servers: readonly Server[];
  /** A site of later servers, which others write. */
  readonly isSite: boolean;
}

/** Servers of Exchange 2007 or later, where their cmdlets tell of them: each stands in the group of its site. */
export interface LaterServers {
  /** How the server of a name is written, in which group, and whether cmdlets tell of it. */
  find(name: string): { readonly name: string; readonly group: string; readonly isTold: boolean } | undefined;
  readonly names: { readonly servers: UniqueNames; readonly groups: UniqueNames };
}

export interface Server {
  /** As it is written. */
  readonly name: string;
  readonly group: RoutingGroup;
  readonly fields: Fields;
  /** Exchange 2007 or later, of which the directory does not tell what a virtual server says. */
  readonly isLater: boolean;
  /** The default one first. */
  readonly virtualServers: readonly VirtualServer[];
}

export interface VirtualServer {
  /** As it is written. */
  readonly name: string;
  readonly fields: Fields;
}

export interface Directory {
  readonly organization: string | undefined;
  /** By name; those without routing groups included. */
  readonly administrativeGroups: readonly string[];
  /** By name. */
  readonly groups: readonly RoutingGroup[];
  /** The server of a name, or the one that an entry of that name is part of. */
  server(dn: string): Server | undefined;
  /** The virtual server of a name; `whole` where it is the default one of a server whose virtual servers were not exported. */
  virtualServer(dn: string): { readonly server: Server; readonly virtualServer: VirtualServer | 'whole' } | undefined;
  /** The group whose connector an entry is; of later servers each site that one of its bridgeheads is in. */
  owners(connector: PlacedEntry): readonly RoutingGroup[];
}

/** The routing group that holds all servers of Exchange 2007 and later (New-RoutingGroupConnector). */
export const groupOfLaterServers = 'Exchange Routing Group (DWBGZMFD01QNBJR)';

/** Whether that is the name, whatever else stands around it. */
export function isGroupOfLaterServers(name: string): boolean {
  return name.toLowerCase() === groupOfLaterServers.toLowerCase();
}

/** Where servers go whose routing group nobody tells. */
const unknownGroup = 'Unknown routing group';

/** Reads groups and servers. Whoever is named and not exported is there too, and is told as missing. */
export function readDirectory(
  entries: DirectoryEntries,
  connectors: readonly PlacedEntry[],
  ledger: Ledger,
  later?: LaterServers,
): Directory {
  const groups = new Groups(entries, ledger, later);
  for (const connector of connectors) groups.owner(connector);
  const names = later?.names.servers ?? new UniqueNames('server', ledger);
  const byKey = new Map<string, Server>();
  const virtualServers = byServer(entries.of('protocolCfgSMTPServer'));
  for (const entry of entries.of('msExchExchangeServer')) {
    const group = groups.home(entry);
    const known = group.isSite ? later?.find(entry.fields.name) : undefined;
    if (known !== undefined) settleLaterServer(entry.fields, known.isTold);
    const name = known?.name ?? names.give(entry.fields.name);
    const server = serverOf(entry, group, name, virtualServers.get(entry.dn.key) ?? [], ledger);
    group.servers.push(server);
    byKey.set(entry.dn.key, server);
  }
  const server = (text: string) => {
    const dn = parseDn(text);
    return byKey.get((dn === undefined ? undefined : entryBelow(dn, 'Servers'))?.key ?? '');
  };
  return {
    organization: organizationIn(entries),
    administrativeGroups: groups.administrativeGroups(),
    groups: groups.all(),
    server,
    virtualServer(text) {
      const found = server(text);
      if (found === undefined) return undefined;
      const entry = entries.named(text);
      const virtualServer = found.virtualServers.find(({ fields }) => fields === entry?.fields);
      if (virtualServer !== undefined) return { server: found, virtualServer };
      const dn = parseDn(text);
      const isWhole = dn !== undefined && (entry?.fields === found.fields || ownName(dn) === '1');
      return isWhole && found.virtualServers.length === 0 ? { server: found, virtualServer: 'whole' } : undefined;
    },
    owners(connector) {
      const own = groups.owner(connector);
      if (own !== undefined) return [own];
      const bridgeheads = connector.fields.values('msExchSourceBridgeheadServersDN');
      const sites = new Set(bridgeheads.flatMap((each) => server(each)?.group ?? []).filter(({ isSite }) => isSite));
      const all = groups.all();
      // Where nobody tells whose it is, the first site has it, as a comment.
      return sites.size > 0 ? all.filter((group) => sites.has(group)) : all.filter(({ isSite }) => isSite).slice(0, 1);
    },
  };
}

/** By the organization's entry; else by where other entries stand. */
function organizationIn(entries: DirectoryEntries): string | undefined {
  const own = entries.of('msExchOrganizationContainer')[0];
  if (own !== undefined) return own.fields.name;
  const kinds = [
    'msExchRoutingGroup',
    'msExchExchangeServer',
    'msExchRoutingGroupConnector',
    'msExchRoutingSMTPConnector',
  ] as const;
  return kinds
    .flatMap((kind) => entries.of(kind).flatMap(({ dn }) => organizationOf(dn) ?? []))
    .toSorted(compareText)[0];
}

function byServer(virtualServers: readonly PlacedEntry[]): ReadonlyMap<string, readonly PlacedEntry[]> {
  const found = new Map<string, PlacedEntry[]>();
  for (const entry of virtualServers) {
    const key = entryBelow(entry.dn, 'Servers')?.key;
    if (key === undefined) {
      entry.fields.missing('The export does not tell whose it is.');
      continue;
    }
    const ofServer = found.get(key) ?? [];
    found.set(key, ofServer);
    ofServer.push(entry);
  }
  return found;
}

function serverOf(
  { fields }: PlacedEntry,
  group: RoutingGroup,
  name: string,
  virtualServers: readonly PlacedEntry[],
  ledger: Ledger,
): Server {
  const ownNames = new UniqueNames('virtual server', ledger);
  const isLater = isOfLaterVersion(fields);
  if (isLater) for (const each of virtualServers) each.fields.settleRest('ignored');
  // The lowest number is the default one: what setup makes is 1.
  const inOrder = isLater
    ? []
    : virtualServers.toSorted((a, b) => numberOf(a) - numberOf(b) || compareText(a.dn.key, b.dn.key));
  return {
    name,
    group,
    fields,
    isLater,
    virtualServers: inOrder.map((each) => ({
      name: ownNames.give(each.fields.text('adminDisplayName') ?? each.fields.name),
      fields: each.fields,
    })),
  };
}

/** Whether a server is one of Exchange 2007 or later; one that says nothing is not. */
export function isOfLaterVersion(fields: Fields): boolean {
  return Number(/Version (\d+)\./.exec(fields.text('serialNumber') ?? '')?.[1] ?? 6) > 6;
}

function numberOf({ fields }: PlacedEntry): number {
  return /^\d{1,9}$/.test(fields.name) ? Number(fields.name) : Infinity;
}

interface OpenGroup extends RoutingGroup {
  readonly servers: Server[];
}

/** Routing groups as they come up. */
class Groups {
  readonly #groups = new Map<string, OpenGroup>();
  readonly #byMember = new Map<string, OpenGroup>();
  readonly #administrativeGroups = new Map<string, string>();
  readonly #names: UniqueNames;
  readonly #administrativeNames: UniqueNames;

  readonly #later: LaterServers | undefined;

  constructor(entries: DirectoryEntries, ledger: Ledger, later?: LaterServers) {
    this.#later = later;
    this.#names = later?.names.groups ?? new UniqueNames('routing group', ledger);
    this.#administrativeNames = new UniqueNames('administrative group', ledger);
    for (const { dn, fields } of entries.of('msExchAdminGroup')) {
      this.#administrativeGroup(dn);
      fields.settle('cn', 'imported');
      fields.ignore(ofNames);
    }
    for (const { dn, fields } of entries.of('msExchRoutingGroup')) {
      if (later !== undefined && isGroupOfLaterServers(ownName(dn))) {
        settleGroupOfLaterServers(fields);
        continue;
      }
      const group = this.#add(dn, fields);
      for (const property of backLinks) {
        for (const member of fields.values(property)) this.#byMember.set(parseDn(member)?.key ?? '', group);
        fields.settle(property, 'ignored');
      }
    }
  }

  /** The group that a server is in. */
  home({ dn, fields }: PlacedEntry): OpenGroup {
    const site = isOfLaterVersion(fields) ? this.#later?.find(fields.name)?.group : undefined;
    if (site !== undefined) {
      return this.#groups.get(`site ${site}`) ?? this.#open(`site ${site}`, site);
    }
    const text = fields.text('msExchHomeRoutingGroup');
    const home = text === undefined ? undefined : parseDn(text);
    if (home !== undefined && !isDeleted(home)) {
      fields.settle('msExchHomeRoutingGroup', 'imported');
      return this.#named(home, fields);
    }
    if (text !== undefined) fields.settle('msExchHomeRoutingGroup', 'dropped', 'The group that it names was deleted.');
    const found = this.#byMember.get(dn.key);
    if (found !== undefined) return found;
    fields.missing('The export does not tell which routing group it is in (msExchHomeRoutingGroup).');
    return this.#groups.get('') ?? this.#open('', this.#names.give(unknownGroup));
  }

  /** A connector stands in `Connections` of its group; undefined where that is the one of later servers, which is none here. */
  owner({ dn, fields }: PlacedEntry): OpenGroup | undefined {
    const group = parentOf(dn, 2);
    if (group !== undefined && this.#later !== undefined && isGroupOfLaterServers(ownName(group))) return undefined;
    if (group !== undefined && entryBelow(dn, 'Routing Groups')?.key === group.key) return this.#named(group, fields);
    const unknown = this.#groups.get('');
    if (unknown !== undefined) return unknown;
    fields.missing('The export does not tell which routing group it is in.');
    return this.#open('', this.#names.give(unknownGroup));
  }

  administrativeGroups(): readonly string[] {
    return [...this.#administrativeGroups.values()].toSorted(compareText);
  }

  all(): readonly RoutingGroup[] {
    return [...this.#groups.values()].toSorted((a, b) => compareText(a.name, b.name));
  }

  #named(dn: Dn, by: Fields): OpenGroup {
    const known = this.#groups.get(dn.key);
    if (known !== undefined) return known;
    by.missing(`It is in the routing group ${ownName(dn)}, which is not in the export.`);
    return this.#add(dn, undefined);
  }

  #add(dn: Dn, fields: Fields | undefined): OpenGroup {
    const parent = entryBelow(dn, 'Administrative Groups');
    const administrativeGroup = parent === undefined ? undefined : this.#administrativeGroup(parent);
    const name = this.#names.give(ownName(dn), administrativeGroup);
    if (name !== ownName(dn)) fields?.say(`Its name is ${ownName(dn)}.`);
    return this.#open(dn.key, name, { administrativeGroup, fields });
  }

  #open(
    key: string,
    name: string,
    more: Partial<Pick<RoutingGroup, 'administrativeGroup' | 'fields'>> = {},
  ): OpenGroup {
    const { administrativeGroup, fields } = more;
    const group: OpenGroup = { name, administrativeGroup, fields, servers: [], isSite: key.startsWith('site ') };
    this.#groups.set(key, group);
    return group;
  }

  #administrativeGroup(dn: Dn): string {
    const name = this.#administrativeGroups.get(dn.key) ?? this.#administrativeNames.give(ownName(dn));
    this.#administrativeGroups.set(dn.key, name);
    return name;
  }
}

function settleLaterServer(fields: Fields, isTold: boolean): void {
  if (!isTold) fields.missing('Its site is not known: Get-ExchangeServer does not tell of it.');
  fields.settleRest(isTold ? 'duplicate' : 'ignored');
}

function settleGroupOfLaterServers(fields: Fields): void {
  const text = 'For Exchange 2003 all later servers are in this one routing group; here each is in that of its site.';
  fields.settle('cn', 'differs', text);
  fields.settle('msExchRoutingMasterDN', 'dropped', 'Sites have no master: later servers keep no link state.');
  fields.ignore([...ofNames, ...backLinks, 'msExchRoutingGroupMembersDN']);
}

/** What every entry has, and says nothing that its place does not. */
export const ofNames = ['name', 'displayName', 'canonicalName', 'control'];

/** Lists of a group's servers, which say what each server says of itself (ms980984). */
const backLinks = ['msExchHomeRoutingGroupDNBL', 'msExchRoutingGroupMembersBL'];
