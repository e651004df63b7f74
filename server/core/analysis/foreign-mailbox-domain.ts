import { behind } from '#core/editing/placed-edit';
import { serverId } from '#core/model/element';
import type { AcceptedDomain, AddressPattern } from '#core/model/topology';
import { acceptedAs, plainDomains } from '#core/model/accepted-domains';
import { type AcceptedDomains, acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import { organization, servers } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { nearestNames } from './nearest-names.ts';
import { rule } from './rule.ts';
import { plain } from '#core/syntax/words';

/**
 * A server holds mailboxes of a domain that the organization does not accept. Mail from inside still finds them, but
 * mail from the Internet is refused as relaying. Checked where the organization declares its domains.
 */
export const foreignMailboxDomain = rule({
  code: 'foreign-mailbox-domain',
  severity: 'warning',
  over: servers,
  reads: { organization },
  *check(server, { organization }) {
    const { domains, faulty } = organization;
    if (faulty || domains.length === 0) return;
    const accepted = acceptedDomainsOf(organization);
    for (const mailbox of server.mailboxes) {
      const { domain, place } = mailbox;
      if (domain === undefined || place === undefined) continue;
      if (acceptedAs(accepted, domain) !== undefined) continue;
      yield {
        place,
        message:
          `${domain} is not a domain of the organization, so mail from outside for ${mailbox.pattern} is refused. ` +
          `Accept the domain, or move the mailboxes of ${plain(server.name)} to one that is accepted.`,
        fixes: fixesFor(mailbox, domain, { domains, accepted }),
        element: serverId(server.name),
      };
    }
  },
});

function fixesFor(
  { pattern, place }: AddressPattern,
  domain: string,
  { domains, accepted }: { readonly domains: readonly AcceptedDomain[]; readonly accepted: AcceptedDomains },
): readonly SuggestedFix[] {
  const fixes: SuggestedFix[] = [];
  const [near] = nearestNames(domain, plainDomains(domains, accepted));
  if (near !== undefined && place !== undefined) {
    const text = pattern.slice(0, pattern.lastIndexOf('@') + 1) + near;
    fixes.push({ title: `Change to ${text}`, edits: [{ place, text }] });
  }
  const last = domains.findLast(({ shared }) => !shared)?.place;
  if (last !== undefined) {
    fixes.push({
      title: `Accept ${domain}`,
      edits: [behind(last, `, ${domain}`)],
      preferred: near === undefined,
    });
  }
  return fixes;
}
