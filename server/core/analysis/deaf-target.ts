import { connectorId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { writtenVirtualServer } from '#core/syntax/words';
import { enabledConnectors } from './facts.ts';
import { silentVirtualServers } from './silent-virtual-servers.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * The target of a routing group connector is a virtual server that does not listen at port 25, where bridgeheads connect,
 * so it takes nothing (routing.md §1.4, M05) [BPA-PORT]. A server on which nothing listens there is told of by itself.
 */
export const deafTarget = rule({
  code: 'deaf-target',
  severity: 'warning',
  over: enabledConnectors,
  reads: { silentVirtualServers },
  concerns: (connector) => connector.kind === 'routing group connector',
  *check(connector, { silentVirtualServers }) {
    if (connector.kind !== 'routing group connector') return;
    for (const { server, virtualServer, place } of connector.targets) {
      if (virtualServer === undefined || place === undefined) continue;
      if (silentVirtualServers.get(virtualServerKey(server.key, virtualServer.key)) !== 'deaf') continue;
      yield {
        place,
        message:
          `${writtenVirtualServer(server.name, virtualServer.name)} does not listen at port 25, where the bridgeheads of ` +
          `${quoted(connector.name)} connect, so it takes nothing. Name a virtual server that does.`,
        element: connectorId(connector.name),
      };
    }
  },
});
