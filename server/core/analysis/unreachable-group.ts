import { routingGroupId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { connectors, groupNames, members } from './facts.ts';
import type { Related } from './finding.ts';
import { reachability } from './reachability.ts';
import { returnConnector } from './return-connector.ts';
import { silentVirtualServers } from './silent-virtual-servers.ts';
import { wholeRule } from './rule.ts';
import { listed } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * No chain of connectors leads from the other routing groups to this one, so mail for its mailboxes is returned
 * (routing.md §3, M13, M14). Routing group connectors are one way: each direction needs its own. The groups that it is
 * cut off from are named. When no chain leads out of it either, this rule says both. Not said of groups
 * that no mail is meant for: relays without mailboxes, which have their mail from others by a smart host.
 */
export const unreachableGroup = wholeRule({
  code: 'unreachable-group',
  severity: 'error',
  reads: { reachability, groupNames, connectors, members, silentVirtualServers },
  *check({ reachability: { mainland, islands }, groupNames, connectors, members, silentVirtualServers }) {
    const named = (keys: readonly Key[]) => listed(keys.map((key) => plain(groupNames.get(key) ?? '')));
    for (const { groups, misses, loses } of islands) {
      const [first] = groups;
      if (!misses || first === undefined) continue;
      const here = named(groups);
      const there = named(mainland);
      yield {
        place: { declared: { kind: 'routing group', key: first } },
        message: !loses
          ? `No mail gets to ${here} from ${there}, as no connector leads there. ` +
            `Add a routing group connector to ${here}.`
          : `${here} ${groups.length > 1 ? 'are' : 'is'} cut off: no mail gets there from ${there}, or back. ` +
            'Add routing group connectors both ways.',
        related: others(groups, groupNames),
        fixes: !loses
          ? returnConnector({ from: groups, to: mainland }, { connectors, groupNames, members, silentVirtualServers })
          : [],
        element: routingGroupId(groupNames.get(first) ?? ''),
      };
    }
  },
});

function others(groups: readonly Key[], groupNames: ReadonlyMap<Key, string>): readonly Related[] {
  return groups.slice(1, 10).map((key) => ({
    place: { declared: { kind: 'routing group', key } },
    message: `${plain(groupNames.get(key) ?? '')} is cut off as well.`,
  }));
}
