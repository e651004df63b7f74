import { plain } from '#core/syntax/words';
import { siteLinks } from './facts.ts';
import { rule } from './rule.ts';

const least = 1;
const most = 99_999;

/**
 * The cost of a site link, or its Exchange cost, is outside 1 to 99999, the range that Active Directory has (§1.2)
 * [MS-RBADS]. It still counts as it is written when paths are compared.
 */
export const linkCostOutOfRange = rule({
  code: 'link-cost-out-of-range',
  severity: 'error',
  over: siteLinks,
  reads: {},
  *check({ name, cost, exchangeCost }) {
    for (const each of [cost, exchangeCost]) {
      if (each?.place === undefined || (each.value >= least && each.value <= most)) continue;
      const near = String(Math.min(Math.max(each.value, least), most));
      yield {
        place: each.place,
        message: `Cost ${String(each.value)} is not possible for site link ${plain(name)}: it goes from 1 to 99999. Write ${near}.`,
        fixes: [{ title: `Change to ${near}`, edits: [{ place: each.place, text: near }] }],
      };
    }
  },
});
