import { connectorId } from '#core/model/element';
import type { Connector } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { connectorsByGroup, organization } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * Two connectors of a routing group lead to the same other group at the same cost, so no rule says which of them a message
 * takes (routing.md §3, M17) [H-COST]. Where one is a spare for the other it costs more; `when connectors tie spread` says
 * that both are to share the mail.
 */
export const parallelConnectors = rule({
  code: 'parallel-connectors',
  severity: 'warning',
  over: connectorsByGroup,
  reads: { organization },
  *check(connectors, { organization: { whenConnectorsTie } }) {
    if (connectors.length < 2 || whenConnectorsTie === 'spread') return;
    const first = new Map<string, Connector>();
    for (const connector of connectors) {
      for (const { group, cost } of connector.connects) {
        const key = `${group.key}\n${String(cost)}\n${openness(connector)}`;
        const other = first.get(key);
        if (other === undefined) first.set(key, connector);
        if (other === undefined || other === connector || connector.place === undefined) continue;
        yield {
          place: connector.place,
          message:
            `${quoted(other.name)} leads to ${plain(group.name)} at the same cost ${String(cost)}, so either may take the mail. ` +
            "Make one of them dearer, or say 'when connectors tie spread' to share the load.",
          related:
            other.place === undefined
              ? []
              : [{ place: other.place, message: `${quoted(other.name)} leads there, too.` }],
          element: connectorId(connector.name),
        };
      }
    }
  },
});

/** Connectors for different messages do not compete. */
function openness({ priorities, messageTypes, limitSizeBytes, acceptFrom, rejectFrom }: Connector): string {
  const senders = [...acceptFrom, ...rejectFrom].map(({ pattern }) => pattern.toLowerCase());
  return [[...priorities].sort().join(), [...messageTypes].sort().join(), String(limitSizeBytes), ...senders].join(
    '\n',
  );
}
