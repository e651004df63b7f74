import { connectorId } from '#core/model/element';
import type { Connector, Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { connectors, enabledConnectors, groupNames, members } from './facts.ts';
import { reachability } from './reachability.ts';
import { returnConnector } from './return-connector.ts';
import { silentVirtualServers } from './silent-virtual-servers.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** Where connectors lead, and the groups with one of which that is not clear (yet). */
const directions = derived(
  {
    said: gist(enabledConnectors, ({ group, connects, faulty }: Connector) => {
      return { from: group, to: connects.map((connected) => connected.group.key), faulty };
    }),
    groupNames,
  },
  ({ said, groupNames }): Directions => ({
    known: new Set(said.flatMap(({ from, to }) => to.map((key) => direction(from, key)))),
    unclear: new Set(
      said.flatMap(({ from, to, faulty }) => (faulty || to.some((key) => !groupNames.has(key)) ? from : [])),
    ),
  }),
);

interface Directions {
  readonly known: ReadonlySet<string>;
  readonly unclear: ReadonlySet<Key>;
}

function direction(from: Key, to: Key): string {
  return `${from}\n${to}`;
}

function leads({ known, unclear }: Directions, from: Key, to: Key): boolean {
  return unclear.has(from) || known.has(direction(from, to));
}

/**
 * A connector leads to another routing group, and none leads back: replies go round by other groups, or not at all when
 * these fail (routing.md §1.6, M12) [F-RGC, KB-267992]. Where no way leads back, that is an error of its own.
 */
export const oneWayConnector = rule({
  code: 'one-way-connector',
  severity: 'warning',
  over: enabledConnectors,
  reads: { directions, reachability, groupNames, connectors, members, silentVirtualServers },
  concerns: ({ kind, faulty, group, connects }, { directions }) =>
    kind === 'routing group connector' &&
    !faulty &&
    connects.some((connected) => !leads(directions, connected.group.key, group)),
  *check(connector, { directions, reachability: { islands }, ...known }) {
    for (const { group } of connector.connects) {
      if (leads(directions, group.key, connector.group) || !known.groupNames.has(group.key)) continue;
      if (group.key === connector.group) continue;
      const isCutOff = islands.some(({ groups }) => groups.includes(group.key) !== groups.includes(connector.group));
      if (isCutOff || connector.place === undefined) continue;
      const [here, there] = [plain(known.groupNames.get(connector.group) ?? ''), plain(group.name)];
      yield {
        place: connector.place,
        message:
          `${quoted(connector.name)} leads from ${here} to ${there}, and no connector leads back: mail from ${there} goes ` +
          'round by other groups. Add one for the way back.',
        fixes: returnConnector({ from: [connector.group], to: [group.key] }, known).slice(0, 1),
        element: connectorId(connector.name),
      };
      return;
    }
  },
});
