import { connectorId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import type { VirtualServerKey } from '#core/model/topology';
import { writtenVirtualServer } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { connectors, servers } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** Virtual servers that do not listen at port 25 on servers where another one does. */
const deaf = derived(
  {
    said: gist(servers, ({ key, virtualServers }) => {
      const at25 = virtualServers.map(
        ({ bindings }) => bindings.length === 0 || bindings.some(({ port }) => port === 25),
      );
      if (!at25.includes(true)) return [];
      return virtualServers.filter((_, index) => at25[index] === false).map((each) => virtualServerKey(key, each.key));
    }),
  },
  ({ said }): ReadonlySet<VirtualServerKey> => new Set(said.flat()),
);

/**
 * The target of a routing group connector is a virtual server that does not listen at port 25, where bridgeheads connect,
 * so it takes nothing (routing.md §1.4, M05) [BPA-PORT]. A server on which nothing listens there is told of by itself.
 */
export const deafTarget = rule({
  code: 'deaf-target',
  severity: 'warning',
  over: connectors,
  reads: { deaf },
  concerns: (connector) => connector.kind === 'routing group connector',
  *check(connector, { deaf }) {
    if (connector.kind !== 'routing group connector') return;
    for (const { server, virtualServer, place } of connector.targets) {
      if (virtualServer === undefined || place === undefined) continue;
      if (!deaf.has(virtualServerKey(server.key, virtualServer.key))) continue;
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
