import { routingGroupId } from '#core/model/element';
import { groupNames, members, routingGroups } from './facts.ts';
import { membersOf } from './members-of.ts';
import { rule } from './rule.ts';
import { plain, writtenName } from '#core/syntax/words';

/**
 * The routing group master is a server of another group. A master has to be a member: as it is, the group neither tells
 * others of its connectors nor hears of theirs (routing.md §1.2, M36).
 */
export const foreignMaster = rule({
  code: 'foreign-master',
  severity: 'error',
  over: routingGroups,
  reads: { members, groupNames },
  *check({ key, name, master }, { members, groupNames }) {
    const member = master === undefined ? undefined : members.get(master.key);
    const place = master?.place;
    if (place === undefined || member === undefined || member.group === key) return;
    yield {
      place,
      message:
        `${plain(member.name)} is a member of ${plain(groupNames.get(member.group) ?? '')}, so ${plain(name)} has no ` +
        `routing group master. Name a server of ${plain(name)}.`,
      related: [{ place: { declared: { kind: 'server', key: member.key } }, message: 'It is declared here.' }],
      fixes: membersOf(members, key)
        .slice(0, 3)
        .map((own, i) => ({
          title: `Change to ${plain(own.name)}`,
          edits: [{ place, text: writtenName(own.name) }],
          preferred: i === 0,
        })),
      element: routingGroupId(name),
    };
  },
});
