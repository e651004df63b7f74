// The flow of mail as a call hierarchy: who hands mail to a server, virtual server, routing group, connector or host, and
// where it goes on from there. Ranges are the names in the text that say so.

import { SymbolKind } from 'vscode-languageserver';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver';
import {
  connectorId,
  elementOf,
  hostId,
  groupId,
  serverId,
  virtualServerId,
  type ElementId,
} from '#core/model/element';
import { resolveVirtualServer } from '#core/model/keys';
import { hostsOf } from '#core/model/lookup';
import type { Connector, Element, Key, Place, Topology, VirtualServerReference } from '#core/model/topology';
import { offsetAt } from '#core/syntax/lines';
import { declarationAt, declarationRange } from '#core/syntax/places';
import { symbolKinds } from './document-symbol.ts';
import { elementAt } from './element-at.ts';
import { locate } from './locate.ts';
import { nameAt, type Target } from './names.ts';
import { locationOf, rangeOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** What is at the other end of a hop, and the places that say so. */
interface Hop {
  readonly to: ElementId;
  readonly places: readonly (Place | undefined)[];
}

/** What mail passes by the name at the offset. */
export function prepareCallHierarchy(snapshot: Snapshot, offset: number): CallHierarchyItem[] | null {
  const name = nameAt(snapshot, offset);
  const id = (name && idOf(snapshot.topology, name.target)) ?? hostAt(snapshot, offset);
  const item = id && itemOf(snapshot, id);
  return item === undefined ? null : [item];
}

/** Who hands mail to it. */
export function incomingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  return joined(hopsInto(snapshot.topology, stationOf(item))).flatMap(({ to, places }) => {
    const from = itemOf(snapshot, to);
    return from === undefined ? [] : [{ from, fromRanges: rangesIn(snapshot, from, places) }];
  });
}

/** Where its mail goes on. */
export function outgoingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  return joined(hopsFrom(snapshot.topology, stationOf(item))).flatMap(({ to: id, places }) => {
    const to = itemOf(snapshot, id);
    return to === undefined ? [] : [{ to, fromRanges: rangesIn(snapshot, item, places) }];
  });
}

// ---- where mail goes ------------------------------------------------------------------------------------------------

function hopsFrom(topology: Topology, from: Element | undefined): readonly Hop[] {
  if (from === undefined) return [];
  if (from.kind === 'connector') {
    const connector = topology.connectorByKey.get(from.connector.key);
    return connector === undefined ? [] : beyond(topology, connector);
  }
  return hopsBy(topology, (connector) => placesBefore(topology, connector, from));
}

function hopsInto(topology: Topology, to: Element | undefined): readonly Hop[] {
  if (to === undefined) return [];
  if (to.kind === 'connector') {
    const connector = topology.connectorByKey.get(to.connector.key);
    return connector === undefined ? [] : before(topology, connector);
  }
  return hopsBy(topology, (connector) => placesBeyond(topology, connector, to));
}

/** The connectors for which there are places. */
function hopsBy(topology: Topology, placesOf: (connector: Connector) => Hop['places']): readonly Hop[] {
  return topology.connectors.flatMap((connector) => {
    const places = placesOf(connector);
    return places.length === 0 ? [] : [{ to: connectorId(connector.name), places }];
  });
}

/** Who hands mail to a connector: its routing group, by the bridgeheads of it. */
function before(topology: Topology, connector: Connector): readonly Hop[] {
  const { bridgeheads, group, place } = connector;
  const owner = topology.routingGroupByKey.get(group);
  const ofGroup = owner === undefined ? [] : [{ to: groupId(owner), places: [place] }];
  if (bridgeheads !== 'any') return [...ofGroup, ...bridgeheads.flatMap((reference) => hopBy(topology, reference))];
  const servers = (owner?.servers ?? []).flatMap((key) => topology.serverByKey.get(key) ?? []);
  return [...ofGroup, ...servers.map(({ name }) => ({ to: serverId(name), places: [place] }))];
}

/** The places that say that something hands mail to a connector. */
function placesBefore(topology: Topology, { bridgeheads, group, place }: Connector, from: Element): Hop['places'] {
  if (from.kind === 'routing group' || from.kind === 'site') return from.group.key === group ? [place] : [];
  if (bridgeheads !== 'any') return bridgeheads.filter((one) => isMeant(topology, one, from)).map((one) => one.place);
  const server = serverKeyOf(from);
  return server !== undefined && topology.serverByKey.get(server)?.group === group ? [place] : [];
}

/** Where a connector hands mail on: to routing groups, by its targets there, and to hosts outside. */
function beyond(topology: Topology, connector: Connector): readonly Hop[] {
  const groups = connector.connects.flatMap(({ group }) => {
    const declared = topology.routingGroupByKey.get(group.key);
    return declared === undefined ? [] : [{ to: groupId(declared), places: [group.place] }];
  });
  const targets = targetsOf(connector).flatMap((reference) => hopBy(topology, reference));
  return [
    ...groups,
    ...targets,
    ...hostsOf(connector).map(({ text, place }) => ({ to: hostId(text), places: [place] })),
  ];
}

/** The places that say that a connector hands mail to something. */
function placesBeyond(topology: Topology, connector: Connector, to: Element): Hop['places'] {
  switch (to.kind) {
    case 'routing group':
    case 'site':
      return connector.connects.filter(({ group }) => group.key === to.group.key).map(({ group }) => group.place);
    case 'host':
      return hostsOf(connector)
        .filter(({ text }) => text.toLowerCase() === to.host.toLowerCase())
        .map(({ place }) => place);
    default:
      return targetsOf(connector)
        .filter((reference) => isMeant(topology, reference, to))
        .map(({ place }) => place);
  }
}

function targetsOf(connector: Connector): readonly VirtualServerReference[] {
  return connector.kind === 'routing group connector' ? connector.targets : [];
}

/** To the virtual server that is named, or to the server where none is. */
function hopBy(topology: Topology, reference: VirtualServerReference): readonly Hop[] {
  const found = resolveVirtualServer(topology, reference);
  if (found === undefined) return [];
  const { server, virtualServer } = found;
  const isAlone = reference.virtualServer === undefined;
  return [
    {
      to: isAlone ? serverId(server.name) : virtualServerId(server.name, virtualServer.name),
      places: [reference.place],
    },
  ];
}

/** Whether a reference means a server, or the virtual server, be it by its server's name alone. */
function isMeant(topology: Topology, reference: VirtualServerReference, element: Element): boolean {
  if (element.kind === 'server') return reference.server.key === element.server.key;
  if (element.kind !== 'virtual server') return false;
  const meant = resolveVirtualServer(topology, element.reference)?.virtualServer;
  return meant !== undefined && resolveVirtualServer(topology, reference)?.virtualServer === meant;
}

function serverKeyOf(element: Element): Key | undefined {
  if (element.kind === 'server') return element.server.key;
  return element.kind === 'virtual server' ? element.reference.server.key : undefined;
}

/** Nobody follows more. */
const mostHops = 500;

/** What several places say of the same, once. */
function joined(hops: readonly Hop[]): readonly Hop[] {
  const found = new Map<ElementId, (Place | undefined)[]>();
  for (const { to, places } of hops) {
    const known = found.get(to);
    if (known === undefined) found.set(to, [...places]);
    else known.push(...places);
  }
  return [...found].slice(0, mostHops).map(([to, places]) => ({ to, places }));
}

// ---- items ----------------------------------------------------------------------------------------------------------

function idOf(topology: Topology, target: Target): ElementId | undefined {
  switch (target.kind) {
    case 'server':
      return named(topology.serverByKey.get(target.key), serverId);
    case 'connector':
      return named(topology.connectorByKey.get(target.key), connectorId);
    case 'routing group': {
      const group = topology.routingGroupByKey.get(target.key);
      return group && groupId(group);
    }
    case 'virtual server': {
      const found = topology.virtualServerByKey.get(target.key);
      const server = found && topology.serverByKey.get(found.server);
      return server && virtualServerId(server.name, found.name);
    }
    default:
      return undefined;
  }
}

function named(found: { readonly name: string } | undefined, id: (name: string) => ElementId): ElementId | undefined {
  return found && id(found.name);
}

function hostAt(snapshot: Snapshot, offset: number): ElementId | undefined {
  const id = elementAt(snapshot, offset);
  return id !== null && elementOf(id)?.kind === 'host' ? id : undefined;
}

/** What an item that a client sends back is about. */
function stationOf({ data }: CallHierarchyItem): Element | undefined {
  return typeof data === 'string' ? elementOf(data) : undefined;
}

function itemOf(snapshot: Snapshot, id: ElementId): CallHierarchyItem | undefined {
  const element = elementOf(id);
  const location = locate(snapshot, id);
  const described = element && describe(snapshot.topology, element);
  if (location === null || described === undefined) return undefined;
  const { uri, range: selectionRange } = location;
  return { ...described, uri, range: blockAround(snapshot, uri, selectionRange), selectionRange, data: id };
}

function describe(
  { serverByKey, connectorByKey, routingGroupByKey }: Topology,
  element: Element,
): Pick<CallHierarchyItem, 'name' | 'kind' | 'detail'> | undefined {
  const of = (what: string, group: Key | undefined): string => {
    const name = group === undefined ? undefined : routingGroupByKey.get(group)?.name;
    return name === undefined ? what : `${what} of ${name}`;
  };
  switch (element.kind) {
    case 'server': {
      const { key, name } = element.server;
      return { name, kind: symbolKinds.server, detail: of('server', serverByKey.get(key)?.group) };
    }
    case 'virtual server': {
      const { server, virtualServer } = element.reference;
      const name = `${server.name}/${virtualServer?.name ?? ''}`;
      const detail = of('virtual server', serverByKey.get(server.key)?.group);
      return { name, kind: symbolKinds['virtual server'], detail };
    }
    case 'connector': {
      const connector = connectorByKey.get(element.connector.key);
      const kind = connector?.kind ?? 'smtp connector';
      return { name: element.connector.name, kind: symbolKinds[kind], detail: of(kind, connector?.group) };
    }
    case 'routing group':
    case 'site':
      return { name: element.group.name, kind: symbolKinds[element.kind], detail: element.kind };
    case 'host':
      return { name: element.host, kind: SymbolKind.Constant, detail: 'host' };
    default:
      return undefined;
  }
}

/** The declaration that a range is in. */
function blockAround({ sourceOf }: Snapshot, uri: string, range: Range): Range {
  const source = sourceOf(uri);
  const offset = source && offsetAt(source.lines, range.start);
  const declaration = source && offset !== undefined ? declarationAt(source.tree, offset) : undefined;
  if (source === undefined || declaration === undefined) return range;
  return rangeOf(source, declarationRange(source.tree, declaration));
}

/** The places that lie in the item's file, as a client looks for all of them there; else the item's name. */
function rangesIn(snapshot: Snapshot, { uri, selectionRange }: CallHierarchyItem, places: Hop['places']): Range[] {
  const found = places.flatMap((place) => (place === undefined ? [] : (locationOf(snapshot, place) ?? [])));
  const here = found.filter((location) => location.uri === uri).map(({ range }) => range);
  return here.length === 0 ? [selectionRange] : here;
}
