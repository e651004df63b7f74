// Topology -> nodes and edges: what there is to draw, without places. Names that mean nothing are left out; the
// diagnostics tell about them. `graph --format json` prints it as it is.

import {
  connectorId,
  foreignSystemId,
  groupId,
  hostId,
  internetId,
  serverId,
  virtualServerId,
  type ElementId,
} from '#core/model/element';
import { hostNamed } from '#core/model/host';
import { handedFirst, handedTo, isByDns } from '#core/model/handover';
import { resolveVirtualServer } from '#core/model/keys';
import { bridgeheadsOf, hostsOf } from '#core/model/lookup';
import { ownServersOf } from '#core/model/own-hosts';
import { sitePairsOf } from '#core/model/site-pairs';
import type {
  AddressSpace,
  Connector,
  Host,
  Key,
  RoutingGroup,
  SendConnector,
  Server,
  Topology,
  VirtualServerReference,
} from '#core/model/topology';
import { serverAliases, systemAliases, virtualServerAliases } from './aliases.ts';
import { edgeId, type EdgeId, type NodeId } from './ids.ts';
import type { Receiving } from './receiving.ts';
import type { EdgeKind, NodeKind, NodeRole } from './scene.ts';
import { dagNames, dagsOf, groupTraits, linkEdges, serverTraits } from './sites.ts';
import { bindingText } from '#core/model/bindings';
import { isSending } from '#core/model/send-connectors';

export interface GraphNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name: string;
  /** The node that holds it. */
  readonly parent: NodeId | null;
  /** A local or remote bridgehead of some connector, or the server of one. */
  readonly bridgehead: boolean;
  /** Addresses of a server, bindings of a virtual server, what a host is; '' for none. */
  readonly detail: string;
  /** Nobody wrote it: a default virtual server, which is not drawn. */
  readonly implicit: boolean;
  /** What sets a site or a server apart from others. */
  readonly role?: NodeRole;
  /** Of a routing group: the name of the administrative group that holds it. */
  readonly administrativeGroup?: string;
  /** Of a site: its servers take no mail from elsewhere. */
  readonly noInboundMail?: true;
  /** Of a server: its databases that have a name, and the servers with copies of each. */
  readonly databases?: readonly { readonly name: string; readonly copies: readonly string[] }[];
  /** Of a server: the name of the DAG that it is a member of. */
  readonly dag?: string;
  /** Of a server: the Receive connectors that are written; those that setup makes are there besides. */
  readonly receives?: readonly Receiving[];
  /** What it is known by besides, for finding it: host names, domains of its mailboxes. */
  readonly aliases?: readonly string[];
}

export interface GraphEdge {
  readonly id: EdgeId;
  readonly element: ElementId;
  readonly kind: EdgeKind;
  readonly name: string;
  /** The routing group that owns the connector; of a Send connector a site with source servers, of a site link a site. */
  readonly from: NodeId;
  /** A routing group, a host, the Internet or a foreign system; of a site link the other site. */
  readonly to: NodeId;
  readonly cost: number;
  /** The address spaces, or the name of the group that it leads to. */
  readonly carries: readonly string[];
  /** Every server of the group is a bridgehead. */
  readonly any: boolean;
  /** The virtual servers that it leaves from, or the source servers of a Send connector; empty for `any`. */
  readonly bridgeheads: readonly NodeId[];
  /** The virtual servers that it arrives at: remote bridgeheads of a routing group connector. */
  readonly targets: readonly NodeId[];
  readonly disabled?: true;
  /** Its scope is the group or site that it leaves from: others cannot use it. */
  readonly local?: true;
  /** Nobody wrote it: it came with an Edge subscription. */
  readonly implicit?: true;
}

/** A database availability group. */
export interface GraphDag {
  readonly id: ElementId;
  readonly name: string;
  readonly members: readonly NodeId[];
  /** Pairs of sites: a line between the two of each joins all sites with members. */
  readonly ties: readonly (readonly [NodeId, NodeId])[];
}

export interface Graph {
  /** Parents before their children, in the order of the text; the outside last. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Connectors that lead nowhere (yet), with their routing group. */
  readonly loose: readonly { readonly element: ElementId; readonly node: NodeId }[];
  /** There when there are some. */
  readonly dags?: readonly GraphDag[];
}

/** What of a topology is drawn. Never throws on a topology with errors: what is unresolved is not there. */
export function buildGraph(topology: Topology): Graph {
  const outside = outsideOf(topology);
  const edges: GraphEdge[] = [];
  const loose: { element: ElementId; node: NodeId }[] = [];
  for (const connector of topology.connectors) {
    const group = topology.routingGroupByKey.get(connector.group);
    if (group === undefined) continue;
    const found = edgesOf(topology, connector, group, outside);
    if (found.length === 0) loose.push({ element: connectorId(connector.name), node: groupId(group) });
    edges.push(...found);
  }
  const pairs = sitePairsOf(topology);
  edges.push(...linkEdges(pairs));
  const bridgeheads = new Set(edges.flatMap((edge) => [...edge.bridgeheads, ...edge.targets]));
  const dagOf = dagNames(topology);
  const holders = new Map(topology.administrativeGroups.map(({ key, name }) => [key, name]));
  const inside = topology.routingGroups.flatMap((group) =>
    groupNodes(topology, group, { bridgeheads, dagOf, holders, isInSite: group.kind === 'site' }),
  );
  const nodes = [...inside, ...outside.nodes(edges.some((edge) => edge.to === internetId))];
  const dags = dagsOf(topology, pairs);
  return { nodes, edges, loose, ...(dags.length > 0 ? { dags } : {}) };
}

/** Whether two versions of a topology are certainly drawn alike: nothing that is drawn changed between them. */
export function drawnAlike(a: Topology, b: Topology): boolean {
  return (
    a.organization === b.organization &&
    a.administrativeGroups === b.administrativeGroups &&
    a.routingGroups === b.routingGroups &&
    a.servers === b.servers &&
    a.connectors === b.connectors &&
    a.siteLinks === b.siteLinks &&
    a.dags === b.dags &&
    a.mailSystems === b.mailSystems
  );
}

/** The nodes in each node that are drawn, in order. */
export function childrenIn(graph: Graph): (parent: NodeId) => readonly GraphNode[] {
  const children = new Map<NodeId, GraphNode[]>();
  for (const node of graph.nodes) {
    if (node.parent === null || node.implicit) continue;
    const siblings = children.get(node.parent);
    if (siblings === undefined) children.set(node.parent, [node]);
    else siblings.push(node);
  }
  return (parent) => children.get(parent) ?? [];
}

interface Around {
  readonly bridgeheads: ReadonlySet<NodeId>;
  readonly dagOf: ReadonlyMap<Key, string>;
  /** The names of the administrative groups. */
  readonly holders: ReadonlyMap<Key, string>;
  /** A server in a site is one station: nobody writes virtual servers there. */
  readonly isInSite: boolean;
}

function groupNodes(topology: Topology, group: RoutingGroup, around: Around): GraphNode[] {
  const id = groupId(group);
  const servers = group.servers.flatMap((key) => topology.serverByKey.get(key) ?? []);
  const holder = group.administrativeGroup === undefined ? undefined : around.holders.get(group.administrativeGroup);
  return [
    { ...node(id, group.kind, group.name, null), ...groupTraits(group, holder) },
    ...servers.flatMap((server) => serverNodes(server, id, around)),
  ];
}

function serverNodes(server: Server, parent: NodeId, { bridgeheads, dagOf, isInSite }: Around): GraphNode[] {
  const id = serverId(server.name);
  const virtualServers = (isInSite ? [] : server.virtualServers).map((virtual): GraphNode => {
    const virtualId = virtualServerId(server.name, virtual.name);
    return {
      ...node(virtualId, 'virtual server', virtual.name, id),
      bridgehead: bridgeheads.has(virtualId),
      detail: virtual.bindings.map(bindingText).join(', '),
      implicit: virtual.implicit,
      ...virtualServerAliases(virtual),
    };
  });
  return [
    {
      ...node(id, 'server', server.name, parent),
      bridgehead: bridgeheads.has(id) || virtualServers.some((virtual) => virtual.bridgehead),
      detail: server.addresses.map((address) => address.value).join(', '),
      ...serverTraits(server, dagOf.get(server.key)),
      ...serverAliases(
        server,
        isInSite ? server.virtualServers : server.virtualServers.filter((each) => each.implicit),
      ),
    },
    ...virtualServers,
  ];
}

function node(id: NodeId, kind: NodeKind, name: string, parent: NodeId | null): GraphNode {
  return { id, kind, name, parent, bridgehead: false, detail: '', implicit: false };
}

interface Outside {
  /** The node of a host, which is drawn from now on; undefined when it is one of our own servers. */
  readonly host: (host: Host, detail: string) => NodeId | undefined;
  /** The node of the system behind a connector, which is drawn from now on. */
  readonly foreign: (connector: string, detail: string) => NodeId;
  /** `linked` says whether an edge leads to the Internet. */
  readonly nodes: (linked: boolean) => readonly GraphNode[];
}

/** Collects hosts as connectors name them, and the Internet where mail can come from or go to. */
function outsideOf(topology: Topology): Outside {
  const hosts = new Map<string, GraphNode>();
  const ports = new Map<string, Set<number>>();
  const foreign = new Map<NodeId, GraphNode>();
  const ours = ownServersOf(topology);
  const host = (named: Host, detail: string): NodeId | undefined => {
    if (ours.has(named.address ?? named.text)) return undefined;
    const key = named.text.toLowerCase();
    const known = hosts.get(key) ?? { ...node(hostId(named.text), 'host', named.text, null), detail };
    hosts.set(key, known);
    if (named.port !== undefined) ports.set(key, (ports.get(key) ?? new Set<number>()).add(named.port));
    return known.id;
  };
  const drawn = () => [...hosts].map(([key, each]) => withPorts(each, [...(ports.get(key) ?? [])]));
  for (const server of topology.servers) {
    for (const virtual of server.virtualServers) for (const named of virtual.smartHosts) host(named, 'smart host');
  }
  const systems = () => {
    for (const system of topology.mailSystems) {
      const named = hostNamed(system.name);
      host(named, 'mail system');
      const known = hosts.get(named.text.toLowerCase());
      if (known !== undefined) hosts.set(named.text.toLowerCase(), { ...known, ...systemAliases(system) });
    }
  };
  const internet = [node(internetId, 'internet', 'Internet', null)];
  return {
    host,
    foreign: (connector, detail) => {
      const id = foreignSystemId(connector);
      foreign.set(id, { ...node(id, 'foreign system', connector, null), detail });
      return id;
    },
    nodes: (linked) => {
      systems();
      return [...(linked || meetsInternet(topology) ? internet : []), ...drawn(), ...foreign.values()];
    },
  };
}

/** A host and what it is, with the ports that it is connected to at where these are written. */
function withPorts(host: GraphNode, ports: readonly number[]): GraphNode {
  if (ports.length === 0) return host;
  const at = `${ports.length === 1 ? 'port' : 'ports'} ${[...ports].sort((one, other) => one - other).join(', ')}`;
  return { ...host, detail: `${host.detail ?? ''}, ${at}` };
}

/** Whether mail comes from or goes to the Internet without a connector that leads there: by DNS, from any server. */
function meetsInternet({ organization, servers, connectors }: Topology): boolean {
  if (servers.length === 0) return false;
  const { mailExchangers, mailExchangersFor } = organization;
  if (mailExchangers.length + mailExchangersFor.length > 0 || organization.whenNoConnectorMatches === 'dns')
    return true;
  if (organization.whenNoConnectorMatches === 'queue') return false;
  if (organization.domains.some((domain) => domain.shared)) return true;
  return !connectors.some((each) => each.kind !== 'routing group connector' && each.addressSpaces.some(isSmtp));
}

function isSmtp(space: AddressSpace): boolean {
  return space.type === 'SMTP';
}

interface End {
  readonly to: NodeId;
  readonly cost: number;
  readonly carries: readonly string[];
}

function edgesOf(topology: Topology, connector: Connector, group: RoutingGroup, outside: Outside): GraphEdge[] {
  const element = connectorId(connector.name);
  const ends = [...groupEnds(topology, connector), ...outsideEnds(topology, connector, outside)];
  const bridgeheads = connector.bridgeheads === 'any' ? [] : virtualServerIds(topology, connector.bridgeheads);
  const targets = connector.kind === 'routing group connector' ? virtualServerIds(topology, connector.targets) : [];
  const starts = isSending(connector) ? sourceSites(topology, connector) : [{ from: groupId(group), bridgeheads }];
  return starts.flatMap(({ from, bridgeheads }) =>
    ends.map((end) => ({
      id: edgeId(element, ends.length === 1 ? undefined : end.to, starts.length === 1 ? undefined : from),
      element,
      kind: connector.kind,
      name: connector.name,
      from,
      ...end,
      any: connector.bridgeheads === 'any',
      bridgeheads,
      targets,
      ...(connector.disabled ? { disabled: true as const } : {}),
      ...(isLocal(connector) ? { local: true as const } : {}),
      ...(isSending(connector) && connector.implicit ? { implicit: true as const } : {}),
    })),
  );
}

function isLocal(connector: Connector): boolean {
  return connector.kind !== 'routing group connector' && connector.scope !== 'organization';
}

interface Start {
  readonly from: NodeId;
  readonly bridgeheads: readonly NodeId[];
}

/** The sites that a connector has source servers in, each with those. */
function sourceSites(topology: Topology, connector: SendConnector): readonly Start[] {
  const sites = new Map<NodeId, Set<NodeId>>();
  for (const { server } of bridgeheadsOf(topology, connector)) {
    const site = topology.routingGroupByKey.get(server.group);
    if (site === undefined) continue;
    const sources = sites.get(groupId(site)) ?? new Set();
    sites.set(groupId(site), sources.add(serverId(server.name)));
  }
  return [...sites].map(([from, sources]) => ({ from, bridgeheads: [...sources] }));
}

function virtualServerIds(topology: Topology, references: readonly VirtualServerReference[]): NodeId[] {
  const ids = references.flatMap((reference) => {
    const found = resolveVirtualServer(topology, reference);
    return found === undefined ? [] : virtualServerId(found.server.name, found.virtualServer.name);
  });
  return [...new Set(ids)];
}

/** One end for each routing group that it connects; of a group named twice the first. */
function groupEnds(topology: Topology, connector: Connector): End[] {
  const ends = new Map<NodeId, End>();
  for (const connected of connector.connects) {
    const group = topology.routingGroupByKey.get(connected.group.key);
    if (group === undefined) continue;
    const to = groupId(group);
    if (!ends.has(to)) ends.set(to, { to, cost: connected.cost, carries: [group.name] });
  }
  return [...ends.values()];
}

function outsideEnds(topology: Topology, connector: Connector, outside: Outside): End[] {
  if (connector.kind === 'routing group connector') return [];
  const costs = connector.addressSpaces.length > 0 ? connector.addressSpaces : connector.connects;
  const cost = costs.reduce((least, each) => Math.min(least, each.cost), Infinity);
  const carries = connector.addressSpaces.map(addressSpaceText);
  const nodes = [...new Set(outsideNodes(topology, connector, outside))];
  return nodes.map((to) => ({ to, cost: cost === Infinity ? 1 : cost, carries }));
}

function outsideNodes(
  topology: Topology,
  connector: Exclude<Connector, { kind: 'routing group connector' }>,
  outside: Outside,
): NodeId[] {
  if (connector.kind === 'foreign connector' || connector.kind === 'delivery agent connector')
    return [outside.foreign(connector.name, foreignWords[connector.kind])];
  if (connector.kind === 'x400 connector') {
    const remote = connector.remoteHost && outside.host(connector.remoteHost, 'remote host');
    return remote === undefined ? [] : [remote];
  }
  const connectsOnly = connector.addressSpaces.length === 0 && connector.connects.length > 0;
  if (isByDns(connector) && connectsOnly) return [];
  return handedNodes(topology, connector, outside);
}

const foreignWords = {
  'foreign connector': 'foreign system',
  'delivery agent connector': 'delivery agent',
} as const;

/** By DNS to the Internet, where a bridgehead does not hand the mail to hosts. */
function handedNodes(topology: Topology, connector: Connector, outside: Outside): NodeId[] {
  if (!isByDns(connector)) return hostNodes(hostsOf(connector), outside);
  const bridgeheads = bridgeheadsOf(topology, connector);
  const direct = bridgeheads.length === 0 || bridgeheads.some((each) => handedFirst(connector, each).length === 0);
  const relayed = bridgeheads.flatMap((each) => hostNodes(handedTo(connector, each), outside));
  return direct ? [internetId, ...relayed] : relayed;
}

function hostNodes(hosts: readonly Host[], outside: Outside): NodeId[] {
  return hosts.flatMap((host) => outside.host(host, 'smart host') ?? []);
}

function addressSpaceText(space: AddressSpace): string {
  return space.type === 'SMTP' ? space.pattern : `${space.type}:${space.pattern}`;
}
