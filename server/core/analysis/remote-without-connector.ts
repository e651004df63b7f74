import { carriers, holds, isCarrierUnclear } from './carriers.ts';
import { organization } from './facts.ts';
import { wholeRule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * Mailboxes in Microsoft 365 are known here by an address in a domain that no connector is for but one for `*`: their mail
 * leaves like any other, and arrives there as if strangers had sent it (§2 step 2) [MS-HYBROUTE].
 */
export const remoteWithoutConnector = wholeRule({
  code: 'remote-without-connector',
  severity: 'warning',
  reads: { organization, carriers, isCarrierUnclear },
  *check({ organization: { remoteMailboxes }, carriers, isCarrierUnclear }) {
    if (remoteMailboxes.length === 0 || isCarrierUnclear) return;
    const told = new Set<string>();
    for (const { domain } of remoteMailboxes) {
      const { value, place } = domain;
      const matching = carriers.filter(({ spaces }) => spaces.some((space) => space.type === 'SMTP' && holds(space.domain, value))); // prettier-ignore
      const isOwn = matching.some(({ spaces }) => spaces.some((each) => !each.isForAll && holds(each.domain, value)));
      const [first] = matching;
      if (place === undefined || first === undefined || isOwn || told.has(value)) continue;
      told.add(value);
      yield {
        place,
        message:
          `No connector is for ${value}, so mail for these mailboxes leaves by ${quoted(first.name)} like any other and arrives ` +
          'as if strangers had sent it. Add a Send connector for it that delivers to Microsoft 365.',
      };
    }
  },
});
