import type { Location } from 'vscode-languageserver';
import { elementOf } from '#core/model/element';
import { hostsOf, placeOf } from '#core/model/lookup';
import type { Element, Host, Place, Topology } from '#core/model/topology';
import { locationOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Where an element is declared, or a host first named; null when it is nowhere in the text. */
export function locate(snapshot: Snapshot, id: string): Location | null {
  const element = elementOf(id);
  const place = element && writtenAt(snapshot.topology, element);
  return (place && locationOf(snapshot, place)) ?? null;
}

function writtenAt(topology: Topology, element: Element): Place | undefined {
  switch (element.kind) {
    case 'host':
      return placeOf(topology, element) ?? hostsIn(topology).find(({ text }) => isHost(text, element.host))?.place;
    case 'line':
      return topology.routingGroupByKey.get(element.from.key)?.place;
    default:
      return placeOf(topology, element);
  }
}

function isHost(text: string, host: string): boolean {
  return text.toLowerCase() === host.toLowerCase();
}

function hostsIn({ connectors, servers }: Topology): Host[] {
  const ofVirtualServers = servers.flatMap((server) => server.virtualServers.flatMap(({ smartHosts }) => smartHosts));
  return [...connectors.flatMap(hostsOf), ...ofVirtualServers];
}
