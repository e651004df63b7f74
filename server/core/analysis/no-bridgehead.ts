import { connectorId } from '#core/model/element';
import { connectors, groupNames, members } from './facts.ts';
import { rule } from './rule.ts';
import { membersOf } from './members-of.ts';
import { quoted } from './wording.ts';
import { plain, writtenName } from '#core/syntax/words';

/**
 * An SMTP or X.400 connector has no bridgehead, so no server sends what it should carry (routing.md §1.7, M08). A
 * routing group connector needs none: without one every server of its group is a bridgehead.
 */
export const noBridgehead = rule({
  code: 'no-bridgehead',
  severity: 'error',
  over: connectors,
  reads: { groupNames, members },
  concerns: ({ bridgeheads }) => bridgeheads.length === 0,
  *check(connector, { groupNames, members }) {
    const { kind, name, key, place, faulty, group } = connector;
    if (kind === 'routing group connector' || faulty || place === undefined) return;
    const [server] = membersOf(members, group);
    const groupName = groupNames.get(group) ?? '';
    yield {
      place,
      message:
        `${quoted(name)} has no bridgehead, so nothing leaves by it. ` +
        `Add a server of ${plain(groupName)} as bridgehead.`,
      fixes:
        server === undefined
          ? []
          : [
              {
                title: `Make ${plain(server.name)} its bridgehead`,
                edits: [{ endOf: { kind: 'connector', key }, lines: [`bridgehead ${writtenName(server.name)}`] }],
              },
            ],
      element: connectorId(name),
    };
  },
});
