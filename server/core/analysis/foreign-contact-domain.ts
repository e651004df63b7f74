import { behind } from '#core/editing/placed-edit';
import { acceptedAs, acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import type { SuggestedFix } from './finding.ts';
import { organization } from './facts.ts';
import { nearestNames } from './nearest-names.ts';
import { wholeRule } from './rule.ts';

/**
 * The address of a contact is in a domain that the organization does not accept. Its mail from the Internet is refused as
 * relaying, and where others have that domain, theirs is taken away from them.
 */
export const foreignContactDomain = wholeRule({
  code: 'foreign-contact-domain',
  severity: 'error',
  reads: { organization },
  *check({ organization: { contacts, domains, faulty } }) {
    if (faulty) return;
    const accepted = acceptedDomainsOf({ domains });
    for (const { address } of contacts) {
      const { value, place } = address;
      const { domain = '', local = '' } = value;
      if (place === undefined || acceptedAs(accepted, domain) !== undefined) continue;
      const fixes: SuggestedFix[] = [];
      const [near] = nearestNames(
        domain,
        domains.map((accepted) => accepted.domain),
      );
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
          `${domain} is not a domain of the organization, so mail from outside for ${value.address} is refused. ` +
          'Give the contact an address in an accepted domain, or accept this one.',
        fixes,
      };
    }
  },
});
