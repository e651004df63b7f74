import type { Location } from 'vscode-languageserver';
import { dagId, elementOf } from '#core/model/element';
import { hostsOf, placeOf } from '#core/model/lookup';
import { sitePairsOf } from '#core/model/site-pairs';
import type { Element, Host, Key, Place, Topology } from '#core/model/topology';
import { locationOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Where an element is declared, or a host first named; null when it is nowhere in the text. */
export function locate(snapshot: Snapshot, id: string): Location | null {
  const element = elementOf(id);
  const place = element === undefined ? dagAt(snapshot.topology, id) : writtenAt(snapshot.topology, element);
  return (place && locationOf(snapshot, place)) ?? null;
}

function writtenAt(topology: Topology, element: Element): Place | undefined {
  switch (element.kind) {
    case 'host':
      return placeOf(topology, element) ?? hostsIn(topology).find(({ text }) => isHost(text, element.host))?.place;
    case 'line':
      return linkBetween(topology, element) ?? topology.routingGroupByKey.get(element.from.key)?.place;
    case 'connector':
      return placeOf(topology, element) ?? subscribed(topology, element);
    default:
      return placeOf(topology, element);
  }
}

/** The site link that counts between two sites. */
function linkBetween(topology: Topology, { from, to }: Extract<Element, { kind: 'line' }>): Place | undefined {
  const joins = (a: Key, b: Key) => a === from.key && b === to.key;
  return sitePairsOf(topology).find((pair) => joins(pair.from.key, pair.to.key) || joins(pair.to.key, pair.from.key))
    ?.link.place;
}

/** A connector that nobody wrote came with an Edge server. */
function subscribed(topology: Topology, { connector }: Extract<Element, { kind: 'connector' }>): Place | undefined {
  const bridgeheads = topology.connectorByKey.get(connector.key)?.bridgeheads ?? [];
  const [source] = bridgeheads === 'any' ? [] : bridgeheads;
  return source && topology.serverByKey.get(source.server.key)?.place;
}

function dagAt({ dags }: Topology, id: string): Place | undefined {
  return dags.find(({ name }) => dagId(name) === id)?.place;
}

function isHost(text: string, host: string): boolean {
  return text.toLowerCase() === host.toLowerCase();
}

function hostsIn({ connectors, servers }: Topology): Host[] {
  const ofVirtualServers = servers.flatMap((server) => server.virtualServers.flatMap(({ smartHosts }) => smartHosts));
  return [...connectors.flatMap(hostsOf), ...ofVirtualServers];
}
