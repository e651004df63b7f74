import { routingGroupId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { connectors, groupNames, members } from './facts.ts';
import { reachability } from './reachability.ts';
import { returnConnector } from './return-connector.ts';
import { silentVirtualServers } from './silent-virtual-servers.ts';
import { wholeRule } from './rule.ts';
import { listed } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * Mail gets into a routing group but not out of it to the others: no chain of connectors leads back, so replies are
 * returned (routing.md §3, M12, M14). Routing group connectors are one way; the quick fix adds the one that is missing,
 * with bridgehead and target exchanged. Not said where no mail starts that would need a way: a relay that only hands on what it
 * was handed.
 */
export const noWayOut = wholeRule({
  code: 'no-way-out',
  severity: 'error',
  reads: { reachability, groupNames, connectors, members, silentVirtualServers },
  *check({ reachability: { mainland, islands }, groupNames, connectors, members, silentVirtualServers }) {
    const named = (keys: readonly Key[]) => listed(keys.map((key) => plain(groupNames.get(key) ?? '')));
    for (const { groups, misses, loses, reached } of islands) {
      const [first] = groups;
      if (misses || !loses || first === undefined) continue;
      yield {
        place: { declared: { kind: 'routing group', key: first } },
        message:
          `No mail gets from ${named(groups)} to ${named(mainland)}, as no connector leads ${reached ? 'back' : 'there'}. ` +
          (reached ? 'Connectors are one way: add one for the way back.' : 'Add a routing group connector.'),
        related: groups.slice(1, 10).map((key) => ({
          place: { declared: { kind: 'routing group', key } },
          message: `Nor from ${plain(groupNames.get(key) ?? '')}.`,
        })),
        fixes: returnConnector(
          { from: mainland, to: groups },
          { connectors, groupNames, members, silentVirtualServers },
        ),
        element: routingGroupId(groupNames.get(first) ?? ''),
      };
    }
  },
});
