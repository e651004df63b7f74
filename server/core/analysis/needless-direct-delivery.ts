import { virtualServerId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { writtenVirtualServer } from '#core/syntax/words';
import { servers } from './facts.ts';
import { rule } from './rule.ts';

/**
 * A virtual server attempts direct delivery and has no smart host. What it sends goes by DNS anyway, and waits where DNS
 * finds no way (routing.md §13.22).
 */
export const needlessDirectDelivery = rule({
  code: 'needless-direct-delivery',
  severity: 'info',
  over: servers,
  reads: {},
  *check({ key, name, virtualServers }) {
    for (const virtualServer of virtualServers) {
      const { attemptDirectDelivery, smartHosts, faulty } = virtualServer;
      if (!attemptDirectDelivery || smartHosts.length > 0 || faulty) continue;
      const of = { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) } as const;
      yield {
        place: { statement: 'attempt direct delivery', of },
        message:
          `${writtenVirtualServer(name, virtualServer.name)} has no smart host, so it sends by DNS anyway, and mail that gets ` +
          "nowhere so waits. Name a 'smart host' that takes that mail, or remove 'attempt direct delivery'.",
        fixes: [
          {
            title: "Remove 'attempt direct delivery'",
            edits: [{ without: { statement: 'attempt direct delivery', of } }],
            preferred: false,
          },
        ],
        element: virtualServerId(name, virtualServer.name),
      };
    }
  },
});
