import { virtualServerId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { writtenVirtualServer } from '#core/syntax/words';
import { servers } from './facts.ts';
import { rule } from './rule.ts';

/**
 * A virtual server has a smart host. It takes all mail for other domains that leaves by the virtual server without a
 * connector that names one; field reports say that mail between servers goes there too, Exchange's help says that it does
 * not (routing.md §13.18, M25) [BPA-VSSH, H-VSSMART]. A connector says for which domains its smart host is.
 */
export const virtualServerSmartHost = rule({
  code: 'virtual-server-smart-host',
  severity: 'warning',
  over: servers,
  reads: {},
  *check({ key, name, virtualServers }) {
    for (const virtualServer of virtualServers) {
      const [host] = virtualServer.smartHosts;
      if (host === undefined) continue;
      yield {
        place: {
          statement: 'smart host',
          of: { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) },
        },
        message:
          `${host.text} takes ${virtualServer.attemptDirectDelivery ? '' : 'all '}mail for other domains that leaves by ` +
          `${writtenVirtualServer(name, virtualServer.name)}${virtualServer.attemptDirectDelivery ? ' and gets nowhere by DNS' : ''}. ` +
          "Exchange's help says no other mail; two field reports saw mail between servers go there too. " +
          'Name it in a connector instead, which says for which domains it is.',
        element: virtualServerId(name, virtualServer.name),
      };
    }
  },
});
