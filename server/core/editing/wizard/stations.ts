import { bindingText } from '#core/model/bindings';
import { serversOf, stationsOf } from '#core/model/lookup';
import type { RoutingGroup, Server, Topology, VirtualServer } from '#core/model/topology';
import { writtenName, writtenVirtualServer } from '#core/syntax/words';
import type { Choice } from './step.ts';

/** The virtual servers of a routing group; each means how it is written. A server that has one only is written alone. */
export function stationChoices(topology: Topology, group: RoutingGroup): readonly Choice<string>[] {
  return serversOf(topology, group)
    .flatMap(stationsOf)
    .map(({ server, virtualServer }) => {
      const isOnly = server.virtualServers.length === 1;
      const listens = `on ${virtualServer.bindings.map(bindingText).join(', ')}`;
      const value = writtenStation(server, virtualServer);
      return {
        value,
        kind: isOnly ? 'server' : 'virtual server',
        label: isOnly ? server.name : `${server.name}/${virtualServer.name}`,
        description: isOnly ? `${virtualServer.name} ${listens}` : listens,
        meaning: value,
      };
    });
}

/** How a virtual server is named as a bridgehead or target. */
export function writtenStation(server: Server, virtualServer: VirtualServer): string {
  return server.virtualServers.length === 1
    ? writtenName(server.name)
    : writtenVirtualServer(server.name, virtualServer.name);
}
