import { meaningOf } from '#core/model/address-space';
import { connectorId } from '#core/model/element';
import type { Connector } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { enabledConnectors, members } from './facts.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/** How many connectors carry an address space. */
const carriers = derived(
  {
    said: gist(enabledConnectors, (connector: Connector) =>
      connector.kind === 'routing group connector' ? [] : [...new Set(connector.addressSpaces.map(meaningOf))],
    ),
  },
  ({ said }): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const meaning of said.flat()) counts.set(meaning, (counts.get(meaning) ?? 0) + 1);
    return counts;
  },
);

/**
 * A connector has several bridgeheads, and nothing else carries what it carries. Its bridgeheads share the mail; what one
 * of them has taken it keeps, also while it cannot deliver: the others do not take it over (routing.md §4 step 8, M16)
 * [T-ADVROUTE]. For mail to go another way then takes a second connector at a higher cost.
 */
export const sharedBridgeheads = rule({
  code: 'shared-bridgeheads',
  severity: 'info',
  over: enabledConnectors,
  reads: { carriers, members },
  concerns: ({ bridgeheads }) => bridgeheads !== 'any' && bridgeheads.length > 1,
  *check(connector, { carriers, members }) {
    if (connector.kind === 'routing group connector' || connector.bridgeheads === 'any') return;
    const own = connector.bridgeheads.filter(({ server }) => members.get(server.key)?.group === connector.group);
    const servers = [...new Map(own.map(({ server }) => [server.key, plain(server.name)])).values()];
    const alone = connector.addressSpaces.filter((space) => (carriers.get(meaningOf(space)) ?? 0) < 2);
    if (servers.length < 2 || alone.length === 0 || alone.length < connector.addressSpaces.length) return;
    yield {
      place: { statement: 'bridgehead', of: { kind: 'connector', key: connector.key } },
      message:
        `${listed(servers)} share the mail of ${quoted(connector.name)}. What one of them has taken stays there while it ` +
        'cannot deliver: the other does not take it over. If you count on failover, add a second connector at a higher cost.',
      element: connectorId(connector.name),
    };
  },
});
