import { organization } from './facts.ts';
import { rule } from './rule.ts';
import { derived } from './fact.ts';
import type { AcceptedDomain } from '#core/model/topology';

const domains = derived({ organization }, ({ organization: { domains } }): readonly AcceptedDomain[] => domains);

/**
 * The accepted domain `*` is every domain there is. As a relay domain it makes every server an open relay, and the Transport
 * service crashes with it since the updates of September 2021 [CSS-HC]; as an authoritative one it makes all mail to the
 * outside mail for nobody (§2 step 4).
 */
export const openRelayDomain = rule({
  code: 'open-relay-domain',
  severity: 'error',
  over: domains,
  reads: {},
  concerns: ({ domain }) => domain === '*',
  *check({ shared, place }) {
    if (place === undefined) return;
    yield {
      place,
      message: shared
        ? '* is every domain, so strangers can send mail to anywhere through these servers, and the Transport service crashes ' +
          'since the updates of September 2021. Name the domains that others have recipients in.'
        : '* is every domain, so all mail to the outside is returned as if it were for somebody here. Name the domains that ' +
          'are yours.',
    };
  },
});
