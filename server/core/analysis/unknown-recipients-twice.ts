import { virtualServerId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { derived } from './fact.ts';
import { organization, servers } from './facts.ts';
import { rule } from './rule.ts';

const sharedDomains = derived({ organization }, ({ organization: { domains } }): readonly string[] =>
  domains.filter(({ shared }) => shared).map(({ domain }) => domain),
);

/**
 * Recipients that nobody here knows go two ways: `unresolved recipients to` of a virtual server, and connectors for a
 * shared domain. The host is asked first, and mail can go round between the two systems (routing.md §2, M30) [BPA-LOOP].
 */
export const unknownRecipientsTwice = rule({
  code: 'unknown-recipients-twice',
  severity: 'warning',
  over: servers,
  reads: { sharedDomains },
  *check({ key, name, virtualServers }, { sharedDomains }) {
    const [domain] = sharedDomains;
    if (domain === undefined) return;
    for (const virtualServer of virtualServers) {
      const { unresolvedRecipientsTo: host } = virtualServer;
      if (host === undefined) continue;
      const of = { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) } as const;
      yield {
        place: { statement: 'unresolved recipients to', of },
        message:
          `Recipients of ${domain} that nobody here knows go to ${host.text} by this, and by the shared domain to where ` +
          'connectors lead: mail can go round between the two. Keep one of them.',
        fixes: [
          {
            title: "Remove 'unresolved recipients to'",
            edits: [{ without: { statement: 'unresolved recipients to', of } }],
            preferred: false,
          },
        ],
        element: virtualServerId(name, virtualServer.name),
      };
    }
  },
});
