import { plain } from '#core/syntax/words';
import { siteLinks } from './facts.ts';
import { rule } from './rule.ts';

/**
 * A site link names fewer than two different sites, so it joins nothing: an IP site link is for two sites or more (§1.2)
 * [MS-RBADS].
 */
export const shortSiteLink = rule({
  code: 'short-site-link',
  severity: 'error',
  over: siteLinks,
  reads: {},
  *check({ name, sites, place, faulty }) {
    const [only] = sites;
    if (faulty || place === undefined || only === undefined || new Set(sites.map(({ key }) => key)).size > 1) return;
    yield {
      place,
      message:
        `Site link ${plain(name)} names no other site than ${plain(only.name)}, so it joins nothing. ` +
        'Name the sites that it joins, or remove it.',
    };
  },
});
