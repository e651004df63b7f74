import { behind } from '#core/editing/placed-edit';
import { siteId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import type { Connector, Key, SiteLink } from '#core/model/topology';
import { plain, writtenName } from '#core/syntax/words';
import { gist } from './fact.ts';
import { connectors, groupNames, members, siteLinks } from './facts.ts';
import type { Related, SuggestedFix } from './finding.ts';
import { wholeRule } from './rule.ts';
import { siteMap, type SiteMap } from './site-map.ts';
import { derived } from './fact.ts';
import { listed, quoted } from './wording.ts';

/** The sites with servers that reach one another; the largest set first, the one declared first among equals. */
const parts = derived({ siteMap, members }, ({ siteMap, members }): readonly (readonly Key[])[] => {
  if (siteMap.isUnclear) return [];
  const inhabited = new Set([...members.values()].map(({ group }) => group));
  return components(siteMap)
    .map((part) => part.filter((key) => inhabited.has(key)))
    .filter((part) => part.length > 0)
    .sort((one, other) => other.length - one.length);
});

/** By connector, the servers that it leaves by. */
const sources = gist(connectors, (connector: Connector) => ({
  key: connector.key,
  name: connector.name,
  servers:
    isSending(connector) && connector.bridgeheads !== 'any'
      ? connector.bridgeheads.map(({ server }) => server.key)
      : [],
}));

/**
 * No chain of site links leads from the other sites to this one. Mail for its mailboxes, and by connectors whose source
 * servers are all there, waits in the Unreachable queue (§3, §5 step 2) [EV-5007, EV-5008, EV-5016].
 */
export const isolatedSite = wholeRule({
  code: 'isolated-site',
  severity: 'error',
  reads: { parts, groupNames, members, sources, siteLinks },
  *check({ parts: [mainland = [], ...islands], groupNames, members, sources, siteLinks }) {
    const named = (keys: readonly Key[]) => listed(keys.map((key) => plain(groupNames.get(key) ?? '')));
    for (const island of islands) {
      const [first] = island;
      if (first === undefined) continue;
      const only = sources.filter(
        ({ servers }) =>
          servers.length > 0 && servers.every((key) => island.includes(members.get(key)?.group ?? first)),
      );
      yield {
        place: { declared: { kind: 'routing group', key: first } },
        message:
          `No site link joins ${named(island)} with ${named(mainland)}, so mail between them waits in the Unreachable ` +
          `queue. Add ${island.length > 1 ? 'one of them' : named(island)} to a site link with ${named(mainland)}.`,
        related: [
          ...island.slice(1, 10).map((key): Related => ({
            place: { declared: { kind: 'routing group', key } },
            message: `${plain(groupNames.get(key) ?? '')} is cut off as well.`,
          })),
          ...only.slice(0, 10).map(({ key, name }): Related => ({
            place: { declared: { kind: 'connector', key } },
            message: `Nobody elsewhere can use ${quoted(name)}, as its source servers are there.`,
          })),
        ],
        fixes: joined(groupNames.get(first) ?? '', mainland, siteLinks),
        element: siteId(groupNames.get(first) ?? ''),
      };
    }
  },
});

/** Into the links that sites of the mainland are in, at most three. */
function joined(name: string, mainland: readonly Key[], links: readonly SiteLink[]): readonly SuggestedFix[] {
  return links
    .filter(({ sites }) => sites.some(({ key }) => mainland.includes(key)))
    .slice(0, 3)
    .flatMap(({ name: link, sites }) => {
      const last = sites.at(-1)?.place;
      if (last === undefined) return [];
      const title = `Add ${plain(name)} to site link ${plain(link)}`;
      return { title, edits: [behind(last, `, ${writtenName(name)}`)], preferred: false };
    });
}

function components({ sites, neighbours }: SiteMap): readonly (readonly Key[])[] {
  const seen = new Set<Key>();
  return sites.flatMap((start) => {
    if (seen.has(start)) return [];
    const found = new Set([start]);
    for (const site of found) for (const next of neighbours.get(site)?.keys() ?? []) found.add(next);
    for (const site of found) seen.add(site);
    return [sites.filter((site) => found.has(site))];
  });
}
