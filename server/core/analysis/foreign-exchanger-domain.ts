import { behind } from '#core/editing/placed-edit';
import { isHostName } from '#core/model/host';
import { acceptedAs } from '#core/model/accepted-domains';
import { acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import type { VirtualServerReference } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { members, organization } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { nearestNames } from './nearest-names.ts';
import { wholeRule } from './rule.ts';

/**
 * A server of ours is the mail exchanger for a domain that the organization does not accept. Mail for it arrives there
 * and is refused as relaying (routing.md §2).
 */
export const foreignExchangerDomain = wholeRule({
  code: 'foreign-exchanger-domain',
  severity: 'warning',
  reads: { organization, members },
  *check({ organization, members }) {
    const { domains: accepted, mailExchangersFor, faulty } = organization;
    if (faulty) return;
    const domainsOfOurs = acceptedDomainsOf(organization);
    const known = accepted.map(({ domain }) => domain);
    const last = accepted.findLast(({ shared }) => !shared)?.place;
    const isOurs = ({ server }: VirtualServerReference) => members.has(server.key) || !isHostName(server.name);
    for (const { domains, exchangers } of mailExchangersFor) {
      const own = exchangers.find(isOurs);
      for (const { value, place } of domains) {
        if (own === undefined || place === undefined || acceptedAs(domainsOfOurs, value) !== undefined) continue;
        const [near] = nearestNames(value, known);
        const fixes: SuggestedFix[] = [];
        if (near !== undefined) fixes.push({ title: `Change to ${near}`, edits: [{ place, text: near }] });
        if (last !== undefined) {
          fixes.push({ title: `Accept ${value}`, edits: [behind(last, `, ${value}`)], preferred: near === undefined });
        }
        yield {
          place,
          message:
            `${value} is not a domain of the organization, so ${plain(own.server.name)} refuses its mail from the Internet. ` +
            'Accept the domain, or take it out.',
          fixes,
        };
      }
    }
  },
});
