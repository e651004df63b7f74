// What it would take that the failure of one element strands nothing: a sentence that names what to change.

import { meaningOf } from '#core/model/address-space';
import { referenceTo as nameOf, virtualServerKey } from '#core/model/keys';
import { hostNames, hostsOf, masterOf } from '#core/model/lookup';
import { makeTopology } from '#core/model/make';
import { ownServersOf } from '#core/model/own-hosts';
import { isForOutside, isOpenCatchAll } from '#core/model/step-in';
import type {
  AddressSpace,
  Connector,
  Element,
  Key,
  Server,
  Topology,
  VirtualServer,
  VirtualServerReference,
} from '#core/model/topology';
import { endsOf, plainRemedies, type Remedies, type Remedy, type RemedyChange, type Survey } from '../survey.ts';
import { plain, writtenVirtualServer } from '#core/syntax/words';

interface Known {
  readonly topology: Topology;
  readonly survey: Survey;
  /** Connectors that depend on one server alone, by server and by virtual server. */
  readonly roles: ReadonlyMap<string, Roles>;
}

/** Remedies for the elements of a topology; what they need is looked up once. */
export function remediesFor(topology: Topology, survey: Survey): Remedies {
  const known = { topology, survey, roles: rolesIn(topology) };
  return {
    remedyFor: (element, strands) => remedyFor(known, element, strands),
  };
}

function remedyFor(known: Known, element: Element, strands: Int32Array): Remedy {
  switch (element.kind) {
    case 'server':
      return serverRemedy(known, element.server.key, strands);
    case 'virtual server':
      return virtualServerRemedy(known, element.reference, strands);
    case 'connector':
      return connectorRemedy(known, element.connector.key, strands);
    case 'host':
      return hostRemedy(known, element.host);
    case 'routing group':
    case 'site':
    case 'database':
    case 'line':
    case 'dns':
      return plainRemedies.remedyFor(element, strands);
  }
}

/** Connectors that have no other bridgehead, no other target, or no other server that their mail arrives at (§13.11). */
interface Roles {
  readonly bridgehead: readonly Connector[];
  readonly target: readonly Connector[];
  /** Their mail arrives at it as the only smart host in a connected group. */
  readonly smartHost: readonly Connector[];
  /** Their mail arrives at it as the master of a connected group. */
  readonly master: readonly Connector[];
}

type Role = keyof Roles;
const noRoles: Roles = { bridgehead: [], target: [], smartHost: [], master: [] };

function rolesIn(topology: Topology): ReadonlyMap<string, Roles> {
  const roles = new Map<string, Record<Role, Connector[]>>();
  const note = (role: Role, connector: Connector, holders: readonly string[]) => {
    for (const key of holders) {
      let known = roles.get(key);
      if (known === undefined) roles.set(key, (known = { bridgehead: [], target: [], smartHost: [], master: [] }));
      known[role].push(connector);
    }
  };
  const ownHosts = ownServersOf(topology);
  for (const connector of topology.connectors) {
    if (connector.bridgeheads !== 'any') note('bridgehead', connector, soleHolders(topology, connector.bridgeheads));
    if (connector.kind === 'routing group connector') {
      note('target', connector, soleHolders(topology, connector.targets));
      continue;
    }
    for (const { group } of connector.connects) {
      const hosts = hostsOf(connector).flatMap((host) => ownHosts.get(host.address ?? host.text) ?? []);
      const [first, ...others] = new Set(hosts.filter((server) => server.group === group.key));
      if (first === undefined) note('master', connector, masterKey(topology, group.key));
      else if (others.length === 0) note('smartHost', connector, [first.key]);
    }
  }
  return roles;
}

function masterKey(topology: Topology, group: Key): readonly Key[] {
  const connected = topology.routingGroupByKey.get(group);
  const master = connected === undefined ? undefined : masterOf(topology, connected);
  return master === undefined ? [] : [master.key];
}

/** The roles that have a part in what is stranded: a connector that none of its mail took is no reason to mend. */
function rolesBehind({ survey, roles }: Known, key: string, strands: Int32Array): Roles {
  const { bridgehead, target, smartHost, master } = roles.get(key) ?? noRoles;
  const sought = new Set([...bridgehead, ...target, ...smartHost, ...master].map(({ name }) => name));
  const taken = (connector: Connector) => !sought.has(connector.name);
  const stride = Math.max(1, Math.floor(strands.length / mostAsked));
  for (let at = 0; at < strands.length && sought.size > 0; at += stride) {
    const { source, destination } = endsOf(survey, strands[at] ?? 0);
    for (const name of survey.connectors(source, destination)) sought.delete(name);
  }
  return {
    bridgehead: bridgehead.filter(taken),
    target: target.filter(taken),
    smartHost: smartHost.filter(taken),
    master: master.filter(taken),
  };
}

/** Of more ways every second, third … is asked for its connectors: a role in none of these strands next to nothing. */
const mostAsked = 100;

/** The one server that all references mean, and the one virtual server. */
function soleHolders(topology: Topology, references: readonly VirtualServerReference[]): readonly string[] {
  const servers = new Set(references.map(({ server }) => server.key));
  const stations = new Set(references.map((reference) => stationKey(topology, reference)));
  return [...(servers.size === 1 ? servers : []), ...(stations.size === 1 ? stations : [])];
}

function stationKey(topology: Topology, { server, virtualServer }: VirtualServerReference): string {
  const key = virtualServer?.key ?? topology.serverByKey.get(server.key)?.virtualServers[0]?.key;
  return key === undefined ? '' : virtualServerKey(server.key, key);
}

/**
 * The roles that a spare can take: an X.400 connector has one local server, and where senders are checked a spare
 * that does not check them would let everybody pass [KB-277872].
 */
function rolesFor({ bridgehead, ...roles }: Roles, spare: Server): Roles {
  const takes = ({ kind, acceptFrom, rejectFrom }: Connector) =>
    kind !== 'x400 connector' && (spare.checkConnectorRestrictions || acceptFrom.length + rejectFrom.length === 0);
  return { ...roles, bridgehead: bridgehead.filter(takes) };
}

/** `as bridgehead of 'A' and as target of 'B'`; empty when it is neither alone. */
function asRoles({ bridgehead, target }: Roles): string {
  const parts = [
    ...(bridgehead.length > 0 ? [`as bridgehead of ${namesOf(bridgehead)}`] : []),
    ...(target.length > 0 ? [`as target of ${namesOf(target)}`] : []),
  ];
  return parts.join(' and ');
}

/** Of connectors that arrive at one server only: routing group connectors can have several targets, X.400 ones cannot. */
function otherArrival({ smartHost, master }: Roles): readonly string[] {
  const bySmtp = smartHost.filter(({ kind }) => kind === 'smtp connector');
  const alone = [...smartHost.filter(({ kind }) => kind !== 'smtp connector'), ...master];
  return [
    ...(bySmtp.length > 0 ? [`Name a second server of its group as smart host of ${namesOf(bySmtp)}.`] : []),
    ...(alone.length > 0
      ? [
          `Mail by ${namesOf(alone)} arrives at it alone: use a routing group connector, which can have several targets.`,
        ]
      : []),
  ];
}

function namesOf(connectors: readonly Connector[]): string {
  return listed(connectors.map(({ name }) => `'${name}'`));
}

/** `A`, `A and B`, `A, B and 3 more`. */
function listed(items: readonly string[]): string {
  const shown = items.length > 4 ? [...items.slice(0, 3), `${items.length - 3} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

function serverRemedy(known: Known, key: Key, strands: Int32Array): Remedy {
  const { topology, survey } = known;
  const server = topology.serverByKey.get(key);
  if (server === undefined) return byHardware('Add a second server.');
  const group = topology.routingGroupByKey.get(server.group)?.name ?? '';
  const spare = spareFor(topology, server);
  const all = rolesBehind(known, key, strands);
  const roles = spare === undefined ? all : rolesFor(all, spare);
  const said = asRoles(roles);
  const arrivals = otherArrival(roles);
  const hasMailboxes = strandsMailboxes(survey, strands, group, server);
  const rest = hasMailboxes ? onlyCluster : '';
  if (spare !== undefined && said !== '') {
    const sentence = `List ${plain(spare.name)} too ${said}.`;
    const change = listToo(topology, roles, referenceTo(spare.name));
    return { by: 'routing', sentence, rest: [...arrivals, ...(rest === '' ? [] : [rest])].join(' '), change };
  }
  if (hasMailboxes && isOnlyItsOwn(known, server, strands)) return byCluster;
  if (spare === undefined) {
    const second = `Add a second server to ${plain(group)}${said === '' ? '' : `, and list it ${said}`}.`;
    return { ...byHardware([second, ...arrivals].join(' ')), rest };
  }
  if (arrivals.length > 0) return { ...byRouting(arrivals.join(' ')), rest };
  return hasMailboxes ? byCluster : byRouting('Add a way that does not depend on it.');
}

const onlyCluster = 'Its mailboxes are on no other server: only a cluster keeps them in reach.';

const byCluster: Remedy = { by: 'cluster', sentence: onlyCluster, rest: '', change: undefined };

function byRouting(sentence: string): Remedy {
  return { by: 'routing', sentence, rest: '', change: undefined };
}

function byHardware(sentence: string): Remedy {
  return { by: 'hardware', sentence, rest: '', change: undefined };
}

/** Whether all that a server strands is mail of its own group or for its own mailboxes: nobody else depends on it. */
function isOnlyItsOwn({ topology, survey }: Known, server: Server, strands: Int32Array): boolean {
  const members = topology.servers.filter(({ group }) => group === server.group);
  const home = survey.sources.indexOf(topology.routingGroupByKey.get(server.group)?.name ?? '');
  return strands.every((way) => {
    const { source, destination } = endsOf(survey, way);
    return destination === home || (source === home && members.length === 1);
  });
}

/** Another server, or virtual server, as a bridgehead and a target of these connectors besides. */
function listToo(topology: Topology, roles: Roles, spare: VirtualServerReference): RemedyChange {
  const { server, virtualServer } = spare;
  const written = virtualServer === undefined ? plain(server.name) : writtenVirtualServer(server.name, virtualServer.name); // prettier-ignore
  const additions = (['bridgehead', 'target'] as const).flatMap((role) =>
    roles[role].map(({ key }) => ({ connector: key, line: `${role} ${written}` })),
  );
  return { additions, followed: () => withSpare(topology, roles, spare) };
}

function withSpare(topology: Topology, { bridgehead, target }: Roles, spare: VirtualServerReference): Topology {
  const connectors = topology.connectors.map((connector): Connector => {
    const takesBridgehead = bridgehead.includes(connector) && connector.bridgeheads !== 'any';
    const bridgeheads = takesBridgehead ? [...connector.bridgeheads, spare] : connector.bridgeheads;
    if (connector.kind !== 'routing group connector') return { ...connector, bridgeheads };
    return { ...connector, bridgeheads, targets: target.includes(connector) ? [...connector.targets, spare] : connector.targets }; // prettier-ignore
  });
  return makeTopology({ ...topology, connectors });
}

/** Whether others can connect to it: they do at port 25 [BPA-PORT]. */
function isListening({ stopped, bindings }: VirtualServer): boolean {
  return !stopped && (bindings.length === 0 || bindings.some(({ port }) => port === 25));
}

function strandsMailboxes(survey: Survey, strands: Int32Array, group: string, { mailboxes }: Server): boolean {
  const home = survey.sources.indexOf(group);
  return mailboxes.length > 0 && strands.some((way) => endsOf(survey, way).destination === home);
}

function virtualServerRemedy(known: Known, reference: VirtualServerReference, strands: Int32Array): Remedy {
  const { topology } = known;
  const { server, virtualServer } = reference;
  const owner = topology.serverByKey.get(server.key);
  const all = rolesBehind(known, stationKey(topology, reference), strands);
  const taker = owner === undefined ? undefined : (spareFor(topology, owner) ?? owner);
  const roles = taker === undefined ? all : rolesFor(all, taker);
  const said = asRoles(roles);
  if (said === '') {
    return byHardware(`Give ${plain(server.name)} a second virtual server on port 25, or its group a second server.`);
  }
  const other = owner === undefined ? undefined : spareFor(topology, owner);
  const second = owner?.virtualServers.find((it) => it.key !== virtualServer?.key && isListening(it));
  if (other !== undefined) {
    const change = listToo(topology, roles, referenceTo(other.name));
    return { by: 'routing', sentence: `List ${plain(other.name)} too ${said}.`, rest: '', change };
  }
  if (owner !== undefined && second !== undefined) {
    const change = listToo(topology, roles, referenceTo(owner.name, second.name));
    return { by: 'routing', sentence: `List ${pathOf(owner, second)} too ${said}.`, rest: '', change };
  }
  return byHardware(`Add a second virtual server, best on a second server, and list it ${said}.`);
}

function referenceTo(server: string, virtualServer?: string): VirtualServerReference {
  const named = virtualServer === undefined ? undefined : nameOf(virtualServer);
  return { server: nameOf(server), virtualServer: named, place: undefined };
}

/** Another server of the group that could take its part. */
function spareFor({ servers }: Topology, server: Server | undefined): Server | undefined {
  return servers.find(
    (it) => it.group === server?.group && it.key !== server.key && it.virtualServers.some(isListening),
  );
}

function pathOf({ name }: Server, virtualServer: VirtualServer): string {
  return writtenVirtualServer(name, virtualServer.name);
}

function connectorRemedy({ topology, survey }: Known, key: Key, strands: Int32Array): Remedy {
  const connector = topology.connectorByKey.get(key);
  if (connector === undefined) return byRouting('Add a second connector.');
  const outside = strandedSpaces(survey, strands, connector);
  const other = otherServer(topology, connector);
  if (connector.kind === 'routing group connector' || outside.length === 0) {
    return other === undefined
      ? byHardware(groupRemedy(topology, connector))
      : byRouting(groupRemedy(topology, connector));
  }
  const spare = stepInFor(topology, connector, outside);
  const patterns = listed(outside.map(({ type, pattern }) => (type === 'SMTP' ? pattern : `${type}:${pattern}`)));
  if (spare !== undefined) {
    return byRouting(
      `'${spare.name}' does not step in for a closer address space. If it can deliver to ${patterns} too, ` +
        `give it ${outside.length > 1 ? 'them' : 'that'} as well, at a cost so high that it is used only then.`,
    );
  }
  const second = `a second connector for ${patterns}`;
  return other === undefined
    ? byHardware(`Add a second server, and ${second} on it, at a higher cost.`)
    : byRouting(`Add ${second} on ${plain(other.name)}, at a higher cost, if it reaches the other side too.`);
}

/** A server that is no bridgehead of a connector and could be one of a second: of its own group, else of another. */
function otherServer(topology: Topology, { group, bridgeheads }: Connector): Server | undefined {
  const taken = bridgeheads === 'any' ? [] : bridgeheads.map(({ server }) => server.key);
  const others = topology.servers.filter(
    (server) =>
      !taken.includes(server.key) &&
      !(bridgeheads === 'any' && server.group === group) &&
      server.virtualServers.some(isListening),
  );
  return others.find((server) => server.group === group) ?? others[0];
}

function groupRemedy({ routingGroupByKey }: Topology, { group, connects }: Connector): string {
  const from = routingGroupByKey.get(group)?.name ?? '';
  const to = listed(connects.map((connected) => plain(connected.group.name)));
  return `Add a second connector from ${plain(from)} to ${to} with other bridgeheads, or a way through another routing group.`;
}

/** The connector's own address spaces that are stranded without it. */
function strandedSpaces(survey: Survey, strands: Int32Array, connector: Connector): readonly AddressSpace[] {
  if (connector.kind === 'routing group connector') return [];
  const own = new Map(connector.addressSpaces.map((space) => [meaningOf(space), space]));
  const stranded = new Set<AddressSpace>();
  for (const at of new Set(strands.map((way) => endsOf(survey, way).destination))) {
    const destination = survey.destinations[at];
    if (destination?.kind !== 'address space') continue;
    const space = own.get(meaningOf(destination));
    if (space !== undefined) stranded.add(space);
  }
  return connector.addressSpaces.filter((space) => stranded.has(space));
}

/** A connector with a less close address space, which does not step in by itself [STRONG], if all these may be outside. */
function stepInFor(topology: Topology, connector: Connector, spaces: readonly AddressSpace[]): Connector | undefined {
  if (!spaces.every((space) => isForOutside(space, topology.organization.domains))) return undefined;
  return topology.connectors.find((other) => other.key !== connector.key && isOpenCatchAll(other));
}

function hostRemedy({ topology }: Known, host: string): Remedy {
  const users = topology.connectors.filter((connector) => hostNames(connector).includes(host.toLowerCase()));
  const x400 = users.find(({ kind }) => kind === 'x400 connector');
  if (x400 !== undefined) {
    return byHardware(
      `'${x400.name}' can have one remote host only: add a second X.400 connector beside it, at a higher cost.`,
    );
  }
  if (users.length > 0) return byHardware(`Name a second smart host in ${namesOf(users)}.`);
  return byHardware('Name a second smart host, in a connector rather than in a virtual server.');
}
