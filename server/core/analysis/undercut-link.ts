import { writtenSize } from '#core/routing/message/written-values';
import { plain } from '#core/syntax/words';
import { organization, siteLinks } from './facts.ts';
import { rule } from './rule.ts';

/**
 * A site link takes smaller messages than the organization. Paths are chosen without asking for limits, so what is larger
 * is returned where the path leads over this link, also when another path would take it (§13.16) [MS-PLAN, MS-2007SIZE].
 */
export const undercutLink = rule({
  code: 'undercut-link',
  severity: 'warning',
  over: siteLinks,
  reads: { organization },
  concerns: ({ limitSizeBytes }) => limitSizeBytes !== Infinity,
  *check(
    { key, name, place, limitSizeBytes },
    { organization: { limitSendSizeBytes, limitReceiveSizeBytes, faulty } },
  ) {
    const most = Math.max(limitSendSizeBytes, limitReceiveSizeBytes);
    if (faulty || place === undefined || limitSizeBytes >= most) return;
    const organization = most === Infinity ? 'sets no limit' : `takes ${writtenSize(most)}`;
    yield {
      place,
      message:
        `Site link ${plain(name)} takes ${writtenSize(limitSizeBytes)}, and the organization ${organization}: what is larger ` +
        'is returned where the path leads over it, even if another path would take it. ' +
        `${most === Infinity ? "Take 'limit size' out" : `Raise its limit to ${writtenSize(most)}`}, or lower those of the organization.`,
      fixes: [
        {
          title: "Remove 'limit size'",
          edits: [{ without: { statement: 'limit size', of: { kind: 'site link', key } } }],
          preferred: false,
        },
      ],
    };
  },
});
