import { connectorId } from '#core/model/element';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * A connector leads to the routing group that owns it. Servers of one group hand each other mail without any connector,
 * so it carries nothing (routing.md §1.2).
 */
export const ownGroupConnector = rule({
  code: 'own-group-connector',
  severity: 'error',
  over: connectors,
  reads: {},
  *check({ name, group, connects }) {
    for (const connected of connects) {
      if (connected.group.key !== group || connected.group.place === undefined) continue;
      yield {
        place: connected.group.place,
        message:
          `${quoted(name)} leads from ${plain(connected.group.name)} back to itself, so it carries nothing. ` +
          'Name another routing group.',
        element: connectorId(name),
      };
    }
  },
});
