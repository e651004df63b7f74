import { behind } from '#core/editing/placed-edit';
import { acceptedAs, plainDomains } from '#core/model/accepted-domains';
import { acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import type { SuggestedFix } from './finding.ts';
import { organization } from './facts.ts';
import { nearestNames } from './nearest-names.ts';
import { wholeRule } from './rule.ts';

/**
 * The address of a contact or a remote mailbox is in a domain that the organization does not accept. Its mail from the
 * Internet is refused as relaying, and where others have that domain, theirs is taken away from them.
 */
export const foreignContactDomain = wholeRule({
  code: 'foreign-contact-domain',
  severity: 'error',
  reads: { organization },
  *check({ organization }) {
    const { contacts, remoteMailboxes, domains, faulty } = organization;
    if (faulty) return;
    const accepted = acceptedDomainsOf(organization);
    const remote = remoteMailboxes.flatMap(({ patterns }) => patterns.filter((each) => each.domain !== undefined));
    const addresses = [
      ...contacts.map(({ address: { value, place } }) => ({ ...value, place, what: 'contact' })),
      ...remote.map(({ pattern, local, domain, place }) => ({
        address: pattern,
        local,
        domain,
        place,
        what: 'mailbox',
      })),
    ];
    for (const { address, domain = '', local = '', place, what } of addresses) {
      if (place === undefined || acceptedAs(accepted, domain) !== undefined) continue;
      const fixes: SuggestedFix[] = [];
      const [near] = nearestNames(domain, plainDomains(domains, accepted));
      if (near !== undefined) {
        const text = `${local}@${near}`;
        fixes.push({ title: `Change to ${text}`, edits: [{ place, text }] });
      }
      const last = domains.findLast(({ shared }) => !shared)?.place;
      if (last !== undefined) {
        fixes.push({ title: `Accept ${domain}`, edits: [behind(last, `, ${domain}`)], preferred: near === undefined });
      }
      yield {
        place,
        message:
          `${domain} is not a domain of the organization, so mail from outside for ${address} is refused. ` +
          `Give the ${what} an address in an accepted domain, or accept this one.`,
        fixes,
      };
    }
  },
});
