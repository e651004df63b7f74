import { connectorId } from '#core/model/element';
import { writtenSize } from '#core/routing/message/written-values';
import { writtenVirtualServer } from '#core/syntax/words';
import { enabledConnectors } from './facts.ts';
import { ofVirtualServers } from './of-virtual-servers.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** The size limit of a virtual server that has one. */
const limitOf = ofVirtualServers(({ limitSizeBytes }) => (limitSizeBytes === Infinity ? undefined : limitSizeBytes));

/**
 * A routing group connector takes larger messages than a target of it does. What lies between is taken, travels, and is
 * returned at the far side (routing.md §1.5, M34) [KB-160534]. Limits are the same all along a way, or one of the
 * organization.
 */
export const undercutLimit = rule({
  code: 'undercut-limit',
  severity: 'warning',
  over: enabledConnectors,
  reads: { limitOf },
  concerns: (connector) => connector.kind === 'routing group connector' && connector.limitSizeBytes !== Infinity,
  *check(connector, { limitOf }) {
    if (connector.kind !== 'routing group connector') return;
    for (const target of connector.targets) {
      const limit = limitOf(target) ?? Infinity;
      if (limit >= connector.limitSizeBytes) continue;
      yield {
        place: { statement: 'limit size', of: { kind: 'connector', key: connector.key } },
        message:
          `${quoted(connector.name)} takes ${writtenSize(connector.limitSizeBytes)}, its target ` +
          `${writtenVirtualServer(target.server.name, target.virtualServer?.name)} only ${writtenSize(limit)}: what lies between ` +
          'travels and is returned at the far side. Give both the same limit.',
        element: connectorId(connector.name),
      };
      return;
    }
  },
});
