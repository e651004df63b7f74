import { connectorId } from '#core/model/element';
import { connectors, groupNames, members } from './facts.ts';
import { membersOf } from './members-of.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain, writtenName } from '#core/syntax/words';

/**
 * A routing group connector names no target, the remote bridgehead that takes its mail. At least one is needed
 * (routing.md §1.6, M10).
 *
 * An X.400 connector leads to one remote host instead and needs that (§1.8).
 */
export const noTarget = rule({
  code: 'no-target',
  severity: 'error',
  over: connectors,
  reads: { members, groupNames },
  concerns: (connector) =>
    (connector.kind === 'routing group connector' && connector.targets.length === 0) ||
    (connector.kind === 'x400 connector' && connector.remoteHost === undefined),
  *check(connector, { members, groupNames }) {
    const { name, key, place, faulty } = connector;
    if (connector.kind === 'x400 connector' && !faulty && place !== undefined && connector.remoteHost === undefined) {
      const message = `${quoted(name)} has no remote host, so nobody takes its mail. Add 'remote' and the host it leads to.`;
      yield { place, message, element: connectorId(name) };
      return;
    }
    if (connector.kind !== 'routing group connector' || faulty || place === undefined) return;
    const to = connector.connects[0]?.group;
    if (connector.targets.length > 0 || to === undefined) return;
    const groupName = plain(groupNames.get(to.key) ?? to.name);
    const [server] = membersOf(members, to.key);
    yield {
      place,
      message: `${quoted(name)} has no target, so nobody takes its mail. Add a server of ${groupName} as target.`,
      fixes:
        server === undefined
          ? []
          : [
              {
                title: `Make ${plain(server.name)} its target`,
                edits: [{ endOf: { kind: 'connector', key }, lines: [`target ${writtenName(server.name)}`] }],
              },
            ],
      element: connectorId(name),
    };
  },
});
