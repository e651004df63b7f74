import { connectorId } from '#core/model/element';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * A connector connects one routing group twice. The way with the lower cost is taken, and the other one never is
 * (routing.md §1.5).
 */
export const groupConnectedTwice = rule({
  code: 'group-connected-twice',
  severity: 'warning',
  over: connectors,
  reads: {},
  *check({ name, connects }) {
    for (const [i, { group, cost }] of connects.entries()) {
      const earlier = connects.slice(0, i).filter((other) => other.group.key === group.key);
      const [first] = earlier;
      if (first === undefined || group.place === undefined) continue;
      const costs =
        first.cost === cost
          ? 'twice at the same cost'
          : `at cost ${String(first.cost)} and at cost ${String(cost)}, of which only the lower counts`;
      yield {
        place: group.place,
        message: `${quoted(name)} connects ${plain(group.name)} ${costs}. Keep one of the two.`,
        related:
          first.group.place === undefined
            ? []
            : [{ place: first.group.place, message: `${plain(first.group.name)} is connected here first.` }],
        element: connectorId(name),
      };
    }
  },
});
