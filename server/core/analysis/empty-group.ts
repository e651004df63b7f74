import { routingGroupId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { given } from './fact.ts';
import { rule } from './rule.ts';

const groups = given(({ routingGroups, administrativeGroups }) => [...routingGroups, ...administrativeGroups]);

/**
 * A routing group has no servers, so it has no master, and nothing can lead into it or out of it; or an administrative
 * group holds no routing group (routing.md §1.2, M36) [BPA-RGM, BPA-NOSRV].
 */
export const emptyGroup = rule({
  code: 'empty-group',
  severity: 'warning',
  over: groups,
  reads: {},
  *check(group) {
    if (group.faulty || group.place === undefined) return;
    const name = plain(group.name);
    if (group.kind === 'routing group' && group.servers.length === 0) {
      yield {
        place: group.place,
        message: `${name} has no server, so it has no master and no mail passes it. Give it a server, or remove it.`,
        element: routingGroupId(group.name),
      };
    }
    if (group.kind === 'administrative group' && group.routingGroups.length === 0) {
      yield {
        place: group.place,
        message: `${name} holds no routing group: nothing of it is in this topology. Put its groups into it, or remove it.`,
      };
    }
  },
});
