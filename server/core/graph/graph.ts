// Topology -> nodes and edges: what there is to draw, without places. Names that mean nothing are left out; the
// diagnostics tell about them. `graph --format json` prints it as it is.

import {
  connectorId,
  groupId,
  hostId,
  internetId,
  lineId,
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
  RoutingGroup,
  Server,
  Topology,
  VirtualServerReference,
} from '#core/model/topology';
import { edgeId, type EdgeId, type NodeId } from './ids.ts';
import type { EdgeKind, NodeKind } from './scene.ts';
import { bindingText } from '#core/model/bindings';

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
}

export interface GraphEdge {
  readonly id: EdgeId;
  readonly element: ElementId;
  readonly kind: EdgeKind;
  readonly name: string;
  /** The routing group that owns the connector. */
  readonly from: NodeId;
  /** A routing group, a host or the Internet. */
  readonly to: NodeId;
  readonly cost: number;
  /** The address spaces, or the name of the group that it leads to. */
  readonly carries: readonly string[];
  /** Every server of the group is a bridgehead. */
  readonly any: boolean;
  /** The virtual servers that it leaves from; empty for `any`. */
  readonly bridgeheads: readonly NodeId[];
  /** The virtual servers that it arrives at: remote bridgeheads of a routing group connector. */
  readonly targets: readonly NodeId[];
}

export interface Graph {
  /** Parents before their children, in the order of the text; the outside last. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Connectors that lead nowhere (yet), with their routing group. */
  readonly loose: readonly { readonly element: ElementId; readonly node: NodeId }[];
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
  edges.push(...linkEdges(topology));
  const bridgeheads = new Set(edges.flatMap((edge) => [...edge.bridgeheads, ...edge.targets]));
  const inside = topology.routingGroups.flatMap((group) => groupNodes(topology, group, bridgeheads));
  return { nodes: [...inside, ...outside.nodes(edges.some((edge) => edge.to === internetId))], edges, loose };
}

/** Whether two versions of a topology are certainly drawn alike: nothing that is drawn changed between them. */
export function drawnAlike(a: Topology, b: Topology): boolean {
  return (
    a.organization === b.organization &&
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

function groupNodes(topology: Topology, group: RoutingGroup, bridgeheads: ReadonlySet<NodeId>): GraphNode[] {
  const id = groupId(group);
  const servers = group.servers.flatMap((key) => topology.serverByKey.get(key) ?? []);
  return [
    { ...node(id, group.kind, group.name, null), detail: group.hub ? 'hub' : '' },
    ...servers.flatMap((server) => serverNodes(server, id, bridgeheads)),
  ];
}

function serverNodes(server: Server, parent: NodeId, bridgeheads: ReadonlySet<NodeId>): GraphNode[] {
  const id = serverId(server.name);
  const virtualServers = server.virtualServers.map((virtual): GraphNode => {
    const virtualId = virtualServerId(server.name, virtual.name);
    return {
      ...node(virtualId, 'virtual server', virtual.name, id),
      bridgehead: bridgeheads.has(virtualId),
      detail: virtual.bindings.map(bindingText).join(', '),
      implicit: virtual.implicit,
    };
  });
  return [
    {
      ...node(id, 'server', server.name, parent),
      bridgehead: virtualServers.some((virtual) => virtual.bridgehead),
      detail: server.addresses.map((address) => address.value).join(', '),
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
  /** `linked` says whether an edge leads to the Internet. */
  readonly nodes: (linked: boolean) => readonly GraphNode[];
}

/** Collects hosts as connectors name them, and the Internet where mail can come from or go to. */
function outsideOf(topology: Topology): Outside {
  const hosts = new Map<string, GraphNode>();
  const ours = ownServersOf(topology);
  const host = (named: Host, detail: string): NodeId | undefined => {
    if (ours.has(named.address ?? named.text)) return undefined;
    const key = named.text.toLowerCase();
    const known = hosts.get(key) ?? { ...node(hostId(named.text), 'host', named.text, null), detail };
    hosts.set(key, known);
    return known.id;
  };
  for (const server of topology.servers) {
    for (const virtual of server.virtualServers) for (const named of virtual.smartHosts) host(named, 'smart host');
  }
  const systems = () => {
    for (const { name } of topology.mailSystems) host(hostNamed(name), 'mail system');
  };
  const internet = [node(internetId, 'internet', 'Internet', null)];
  return {
    host,
    nodes: (linked) => {
      systems();
      return [...(linked || meetsInternet(topology) ? internet : []), ...hosts.values()];
    },
  };
}

/** Whether mail comes from or goes to the Internet without a connector that leads there: by DNS, from any server. */
function meetsInternet({ organization, servers, connectors }: Topology): boolean {
  if (servers.length === 0) return false;
  const { mailExchangers, mailExchangersFor } = organization;
  if (mailExchangers.length + mailExchangersFor.length > 0 || organization.whenNoConnectorMatches === 'dns')
    return true;
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
  return ends.map((end) => ({
    id: edgeId(element, ends.length === 1 ? undefined : end.to),
    element,
    kind: connector.kind,
    name: connector.name,
    from: groupId(group),
    ...end,
    any: connector.bridgeheads === 'any',
    bridgeheads,
    targets,
  }));
}

/** One line for each pair of sites that a link joins, as both directions cost the same. */
function linkEdges(topology: Topology): GraphEdge[] {
  return sitePairsOf(topology).map(({ link, from, to, cost }) => {
    const element = lineId(from.name, to.name);
    return {
      id: edgeId(element, undefined),
      element,
      kind: 'site link',
      name: link.name,
      from: groupId(from),
      to: groupId(to),
      cost,
      carries: [to.name],
      any: true,
      bridgeheads: [],
      targets: [],
    };
  });
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
  if (connector.kind === 'foreign connector' || connector.kind === 'delivery agent connector') return [];
  if (connector.kind === 'x400 connector') {
    const remote = connector.remoteHost && outside.host(connector.remoteHost, 'remote host');
    return remote === undefined ? [] : [remote];
  }
  const connectsOnly = connector.addressSpaces.length === 0 && connector.connects.length > 0;
  if (isByDns(connector) && connectsOnly) return [];
  return handedNodes(topology, connector, outside);
}

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
