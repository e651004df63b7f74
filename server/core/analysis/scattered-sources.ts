import { connectorId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { carriers } from './carriers.ts';
import { groupNames } from './facts.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/**
 * The source servers of a connector are in several sites. They do not share its mail: every server uses those of the nearest
 * site, and the others only when none of these answers (§5) [EV-5026, MS-ROUTING].
 */
export const scatteredSources = rule({
  code: 'scattered-sources',
  severity: 'warning',
  over: carriers,
  reads: { groupNames },
  concerns: ({ sites }) => sites.length > 1,
  *check({ key, name, sites }, { groupNames }) {
    const named = (site: Key) => plain(groupNames.get(site) ?? '');
    yield {
      place: { statement: 'source', of: { kind: 'connector', key } },
      message:
        `${quoted(name)} has source servers in ${listed(sites.map(named))}, which do not share its mail: each server uses those ` +
        'of the nearest site, and others only when none of them answers. Make a connector for each site, or name sources of one.',
      element: connectorId(name),
    };
  },
});
