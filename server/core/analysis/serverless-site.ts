import { siteId } from '#core/model/element';
import type { Key, SiteLink } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { routingGroups, siteLinks } from './facts.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { rule } from './rule.ts';
import { isPassed, siteMap } from './site-map.ts';

/** By site, a link that joins it with two others at once, if there is one. */
const meshOf = derived(
  {
    said: gist(siteLinks, ({ name, sites }: SiteLink) => ({ name, sites: [...new Set(sites.map(({ key }) => key))] })),
  },
  ({ said }): ReadonlyMap<Key, string> => {
    const found = new Map<Key, string>();
    for (const { name, sites } of said) {
      for (const site of sites) if (sites.length > 2 && !found.has(site)) found.set(site, name);
    }
    return found;
  },
);

/**
 * A site has no Mailbox server, and paths lead through it: when the servers behind it do not answer, mail cannot wait there
 * but farther from its goal. A site link of more than two sites with such a site among them has been seen to break waiting
 * close to the goal altogether (§4.5) [KB-976886].
 */
export const serverlessSite = rule({
  code: 'serverless-site',
  severity: 'warning',
  over: routingGroups,
  reads: { siteMap, mailboxServers, meshOf },
  concerns: ({ kind, key, hub, faulty }, { mailboxServers }) =>
    kind === 'site' && !hub && !faulty && !mailboxServers.has(key),
  *check({ key, name, place }, { siteMap, meshOf }) {
    if (place === undefined || siteMap.isUnclear) return;
    const mesh = meshOf.get(key);
    const isOnTheWay = isPassed(siteMap, key);
    if (mesh === undefined && !isOnTheWay) return;
    const site = plain(name);
    yield {
      place,
      message: isOnTheWay
        ? `${site} has no Mailbox server, and paths lead through it: when the servers behind it do not answer, mail waits ` +
          'farther away. Give it a server, or join the sites around it by site links of their own.'
        : `${site} has no Mailbox server and is in site link ${plain(mesh ?? '')} with two others or more, whose mail may not ` +
          'wait as close to its goal as it could. Take it out of that link.',
      element: siteId(name),
    };
  },
});
