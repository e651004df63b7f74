import { groupWord, organization } from './facts.ts';
import { rule } from './rule.ts';
import { derived } from './fact.ts';
import type { AcceptedDomain, RoutingGroup } from '#core/model/topology';

const domains = derived({ organization }, ({ organization: { domains } }): readonly AcceptedDomain[] => domains);

/**
 * The accepted domain `*` is every domain there is, those of others as well. As a shared or relay domain it makes every server an
 * open relay, and the Transport service of today crashes with it since the updates of September 2021 [CSS-HC]; as an
 * authoritative one it makes all mail to the outside mail for nobody (§2 step 4).
 */
export const openRelayDomain = rule({
  code: 'open-relay-domain',
  severity: 'error',
  over: domains,
  reads: { groupWord },
  concerns: ({ domain }) => domain === '*',
  *check({ shared, place }, { groupWord }) {
    if (place === undefined) return;
    yield {
      place,
      message: shared
        ? `* is every domain, so strangers can send mail to anywhere through these servers${crash(groupWord)}. ` +
          'Name the domains that others have recipients in.'
        : '* is every domain, so all mail to the outside is returned as if it were for somebody here. Name the domains that ' +
          'are yours.',
    };
  },
});

function crash(groupWord: RoutingGroup['kind']): string {
  return groupWord === 'site' ? ', and the Transport service crashes since the updates of September 2021' : '';
}
