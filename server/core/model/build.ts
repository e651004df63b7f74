// Trees of a root and its includes -> Topology. What an edit did not touch stays the same object, up to the lists and
// maps; see memo.ts.

import type { Declaration } from '#core/syntax/tree';
import { allMade, flatMapAgain, mapAgain, middleOf, type Made } from './changes.ts';
import { distinct, type Distinct } from './distinct.ts';
import { virtualServerKey } from './keys.ts';
import { sameList, sameValue } from './memo.ts';
import { overlaid } from './overlay.ts';
import { edgeConnectorsOf, makeOrganization, makeRoutingGroup, withMembers } from './make.ts';
import { isSending, withSite } from './send-connectors.ts';
import { namelessGroup, partOf, type Part } from './parts.ts';
import type { Project } from './project.ts';
import { withSenders } from './members-of-senders.ts';
import type {
  AdministrativeGroup,
  Connector,
  Dag,
  Database,
  Duplicate,
  FileId,
  Key,
  MailSystem,
  Organization,
  RoutingGroup,
  Scenario,
  SenderGroup,
  Server,
  SiteLink,
  Test,
  Topology,
  VirtualServer,
  VirtualServerKey,
} from './topology.ts';

/** What each version of a topology remembers for the next one. */
interface Lists {
  readonly partsByFile: ReadonlyMap<FileId, Made<Declaration, Part>>;
  readonly parts: readonly Part[];
  /** What the parts have, part after part. */
  readonly all: Part;
  /** Every declared group as it stayed, where that is all there is to the groups. */
  readonly settled: readonly RoutingGroup[] | undefined;
  readonly groups: Distinct<Key, RoutingGroup>;
  readonly servers: Distinct<Key, Server>;
  /** As they are declared, and with the members of the groups of senders that they name. */
  readonly declaredConnectors: Distinct<Key, Connector>;
  readonly connectors: Distinct<Key, Connector>;
  readonly siteLinks: Distinct<Key, SiteLink>;
  readonly dags: Distinct<Key, Dag>;
  readonly databases: Distinct<Key, Database>;
  readonly senderGroups: Distinct<Key, SenderGroup>;
  readonly mailSystems: Distinct<Key, MailSystem>;
  readonly tests: Distinct<Key, Test>;
  readonly scenarios: Distinct<Key, Scenario>;
}
const listsOf = new WeakMap<Topology, Lists>();

/** What holds where no organization is declared; always the same object. */
const undeclaredOrganization = makeOrganization();

/**
 * The topology that the files of a project describe together. Names are folded, defaults filled in, names that are
 * taken set aside; text with errors gives what of it is sound. `previous` is the version before an edit: whatever the
 * edit did not change is the same object in both.
 */
export function buildTopology(project: Project, previous?: Topology): Topology {
  const before = previous === undefined ? undefined : listsOf.get(previous);
  const partsByFile = partsOf(project, before);
  const parts = sameList(before?.parts, allMade(partsByFile));
  if (previous !== undefined && parts === before?.parts) return previous;

  const all = joined(parts, before);
  const { organizations } = all;
  const servers = distinct(all.servers, before?.servers);
  const senderGroups = distinct(all.senderGroups, before?.senderGroups);
  const mailSystems = distinct(all.mailSystems, before?.mailSystems);
  const declaredConnectors = distinct(all.connectors, before?.declaredConnectors);
  const connectors = completeConnectors(
    declaredConnectors,
    { senderGroups, servers, groups: all.routingGroups },
    before,
  );
  const siteLinks = distinct(all.siteLinks, before?.siteLinks);
  const dags = distinct(all.dags, before?.dags);
  const databases = distinct(databasesOf(servers.list, previous), before?.databases);
  const { groups, settled } = routingGroupsOf(all, { servers, connectors }, before);
  const tests = distinct(all.tests, before?.tests);
  const scenarios = distinct(all.scenarios, before?.scenarios);

  const topology: Topology = {
    organization: organizations[0] ?? undeclaredOrganization,
    administrativeGroups: administrativeGroupsOf(all, previous),
    routingGroups: groups.list,
    servers: servers.list,
    connectors: connectors.list,
    siteLinks: siteLinks.list,
    dags: dags.list,
    senderGroups: senderGroups.list,
    mailSystems: mailSystems.list,
    tests: tests.list,
    scenarios: scenarios.list,
    routingGroupByKey: groups.byKey,
    serverByKey: servers.byKey,
    virtualServerByKey: virtualServersOf(servers.list, previous),
    connectorByKey: connectors.byKey,
    siteLinkByKey: siteLinks.byKey,
    dagByKey: dags.byKey,
    databaseByKey: databases.byKey,
    senderGroupByKey: senderGroups.byKey,
    mailSystemByKey: mailSystems.byKey,
    duplicates: sameValue(previous?.duplicates, [
      ...organizations.slice(1).flatMap((later) => repeatedOrganization(later, organizations[0])),
      ...groups.repeated.flatMap((group) => repeated({ ...groups, repeated: [group] }, group.kind)),
      ...repeated(servers, 'server'),
      ...all.duplicates,
      ...repeated(connectors, 'connector'),
      ...repeated(siteLinks, 'site link'),
      ...repeated(dags, 'dag'),
      ...repeated(databases, 'database'),
      ...repeated(senderGroups, 'senders'),
      ...repeated(mailSystems, 'host'),
      ...repeated(tests, 'test'),
      ...repeated(scenarios, 'scenario'),
    ]),
  };
  const named = {
    groups,
    servers,
    declaredConnectors,
    connectors,
    siteLinks,
    dags,
    databases,
    senderGroups,
    mailSystems,
    tests,
    scenarios,
  };
  listsOf.set(topology, { partsByFile, parts, all, settled, ...named });
  return topology;
}

function partsOf(project: Project, before: Lists | undefined): Lists['partsByFile'] {
  const byFile = new Map<FileId, Made<Declaration, Part>>();
  for (const { file, tree } of project.files) {
    const list = tree.declarations;
    const made = mapAgain(list, before?.partsByFile.get(file), (declaration) => partOf(declaration, file, undefined));
    byFile.set(file, { list, made });
  }
  return byFile;
}

function joined(parts: readonly Part[], before: Lists | undefined): Part {
  const join = <T>(of: (part: Part) => readonly T[]): readonly T[] =>
    flatMapAgain(parts, before && { list: before.parts, made: of(before.all) }, of);
  return {
    organizations: join((part) => part.organizations),
    administrativeGroups: join((part) => part.administrativeGroups),
    routingGroups: join((part) => part.routingGroups),
    servers: join((part) => part.servers),
    connectors: join((part) => part.connectors),
    siteLinks: join((part) => part.siteLinks),
    dags: join((part) => part.dags),
    senderGroups: join((part) => part.senderGroups),
    mailSystems: join((part) => part.mailSystems),
    tests: join((part) => part.tests),
    scenarios: join((part) => part.scenarios),
    strays: join((part) => part.strays),
    duplicates: join((part) => part.duplicates),
  };
}

function administrativeGroupsOf(
  { administrativeGroups }: Part,
  previous: Topology | undefined,
): readonly AdministrativeGroup[] {
  const byKey = new Map<Key, AdministrativeGroup>();
  for (const group of administrativeGroups) {
    const known = byKey.get(group.key);
    const routingGroups = [...(known?.routingGroups ?? []), ...group.routingGroups];
    byKey.set(group.key, known === undefined ? group : { ...known, routingGroups });
  }
  return sameValue(previous?.administrativeGroups, [...byKey.values()]);
}

/** With senders, sites, and those of Edge subscriptions. One that says the same as before stays the same object. */
function completeConnectors(
  declared: Distinct<Key, Connector>,
  {
    senderGroups,
    servers,
    groups,
  }: Pick<Lists, 'senderGroups' | 'servers'> & { readonly groups: readonly RoutingGroup[] },
  before: Lists | undefined,
): Distinct<Key, Connector> {
  let isAny = false;
  const kept = (connector: Connector) => {
    isAny = true;
    return sameValue(before?.connectors.byKey.get(connector.key), connector);
  };
  const list = declared.list.map((connector) => {
    const complete = withSite(withSenders(connector, senderGroups.byKey), servers.byKey);
    return complete === connector ? connector : kept(complete);
  });
  list.push(...edgeConnectorsOf(groups, servers.list, declared.byKey).map(kept));
  return isAny ? { ...distinct(list, before?.connectors), repeated: declared.repeated } : declared;
}

type Members = Pick<Lists, 'servers' | 'connectors'>;

function routingGroupsOf(
  { routingGroups: declared, strays }: Part,
  members: Members,
  before: Lists | undefined,
): Pick<Lists, 'groups' | 'settled'> {
  const plain =
    members.servers.repeated.length === 0 &&
    members.connectors.repeated.length === 0 &&
    strays.length === 0 &&
    !members.connectors.list.some(isSending);
  if (plain) {
    const last = before?.settled && { list: before.all.routingGroups, made: before.settled };
    // A group is declared anew whenever something in it is; it stays the same object while its own text and members do.
    const settled = mapAgain(declared, last, (group) => sameValue(before?.groups.byKey.get(group.key), group));
    const groups = distinct(settled, before?.groups);
    if (groups.repeated.length === 0) return { groups, settled };
  }
  const groups = distinct(declared);
  const complete = withMembersThatCount(groups.list, members).map((group) =>
    sameValue(before?.groups.byKey.get(group.key), group),
  );
  return { groups: { ...distinct(complete), repeated: groups.repeated }, settled: undefined };
}

/**
 * Groups with the members that count: one that is declared twice holds what both declarations do, as its members are
 * not to blame; names that are taken are left out; members of a group without a name get one to be in.
 */
function withMembersThatCount(
  groups: readonly RoutingGroup[],
  { servers, connectors }: Members,
): readonly RoutingGroup[] {
  const members = { servers: servers.list, connectors: connectors.list };
  const isStray = ({ group }: Server | Connector) => group === namelessGroup;
  const stray = servers.list.some(isStray) || connectors.list.some((each) => isStray(each) && !isSending(each));
  return withMembers([...groups, ...(stray ? [groupWithoutName] : [])], members);
}

const groupWithoutName = makeRoutingGroup('', { faulty: true });

/** The databases of all servers. */
function databasesOf(servers: readonly Server[], previous: Topology | undefined): readonly Database[] {
  const last = previous && { list: previous.servers, made: databasesBefore.get(previous.servers) ?? [] };
  const made = flatMapAgain(
    servers,
    last && databasesBefore.has(last.list) ? last : undefined,
    (each) => each.databases,
  );
  databasesBefore.set(servers, made);
  return made;
}

const databasesBefore = new WeakMap<readonly Server[], readonly Database[]>();

/** The virtual servers of all servers; only those of servers that changed are entered anew. */
function virtualServersOf(
  servers: readonly Server[],
  previous: Topology | undefined,
): ReadonlyMap<VirtualServerKey, VirtualServer> {
  if (previous === undefined) return enter(servers, new Map());
  if (servers === previous.servers) return previous.virtualServerByKey;
  if (servers.length !== previous.servers.length) return enter(servers, new Map());
  const { start, toEnd } = middleOf(previous.servers, servers);
  const changed = servers.slice(start, toEnd);
  const sameNames = changed.every((server, i) => sameVirtualServerNames(server, previous.servers[start + i]));
  return sameNames ? overlaid(previous.virtualServerByKey, enter(changed, new Map())) : enter(servers, new Map());
}

function sameVirtualServerNames(one: Server, other: Server | undefined): boolean {
  if (one === other) return true;
  return (
    one.key === other?.key &&
    one.virtualServers.length === other.virtualServers.length &&
    one.virtualServers.every(({ key }, i) => key === other.virtualServers[i]?.key)
  );
}

function enter(
  servers: readonly Server[],
  byKey: Map<VirtualServerKey, VirtualServer>,
): ReadonlyMap<VirtualServerKey, VirtualServer> {
  for (const { key, virtualServers } of servers) {
    for (const virtualServer of virtualServers) byKey.set(virtualServerKey(key, virtualServer.key), virtualServer);
  }
  return byKey;
}

function repeated(
  {
    repeated,
    byKey,
  }: Distinct<
    Key,
    RoutingGroup | Server | Connector | SiteLink | Dag | Database | SenderGroup | MailSystem | Test | Scenario
  >,
  kind: Duplicate['kind'],
): readonly Duplicate[] {
  return repeated.flatMap(({ key, name, place }) =>
    place === undefined ? [] : [{ kind, name, place, first: byKey.get(key)?.place }],
  );
}

function repeatedOrganization({ name, place }: Organization, first: Organization | undefined): readonly Duplicate[] {
  return place === undefined ? [] : [{ kind: 'organization', name, place, first: first?.place }];
}
