import { virtualServerId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { writtenVirtualServer } from '#core/syntax/words';
import { servers } from './facts.ts';
import { rule } from './rule.ts';

/**
 * A virtual server sends to another port than 25. Everything that it sends goes there: other servers of the organization
 * and the Internet do not listen at it, so that mail waits (routing.md §1.4, M06) [BPA-OUTPORT]. It is right only on a
 * virtual server of its own that does nothing but send to a smart host that listens there.
 */
export const outgoingPort = rule({
  code: 'outgoing-port',
  severity: 'warning',
  over: servers,
  reads: {},
  *check({ key, name, virtualServers }) {
    for (const virtualServer of virtualServers) {
      const { outgoingPort } = virtualServer;
      if (outgoingPort === 25) continue;
      const of = { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) } as const;
      yield {
        place: { statement: 'port', of },
        message:
          `${writtenVirtualServer(name, virtualServer.name)} sends everything to port ${String(outgoingPort)}. Other servers ` +
          'and the Internet listen at port 25, so mail for them waits. Use it for a smart host that listens there and ' +
          "for nothing else, or remove 'port'.",
        fixes: [{ title: 'Send to port 25', edits: [{ without: { statement: 'port', of } }], preferred: false }],
        element: virtualServerId(name, virtualServer.name),
      };
    }
  },
});
