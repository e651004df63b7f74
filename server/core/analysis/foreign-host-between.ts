import { connectorId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { enabledConnectors } from './facts.ts';
import { ownHosts } from './own-hosts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * An SMTP connector joins two routing groups through a host that is no server of the organization: a relay or a filter
 * between them. It does not speak what Exchange servers say to each other, and Microsoft does not support it (M41)
 * [KB-822941].
 */
export const foreignHostBetween = rule({
  code: 'foreign-host-between',
  severity: 'error',
  over: enabledConnectors,
  reads: { ownHosts },
  concerns: ({ kind, connects }) => kind === 'smtp connector' && connects.length > 0,
  *check(connector, { ownHosts }) {
    if (connector.kind !== 'smtp connector' || connector.delivery.kind !== 'smart host') return;
    const [connected] = connector.connects;
    const host = connector.delivery.hosts.find(({ address, text }) => !ownHosts.has(address ?? text));
    if (connected === undefined || host?.place === undefined) return;
    yield {
      place: host.place,
      message:
        `${quoted(connector.name)} joins two routing groups through ${host.text}, which is no server of the organization. ` +
        'A relay or a filter between routing groups is not supported: link state and system mail get lost there. ' +
        `Name a server of ${plain(connected.group.name)}, or use a routing group connector.`,
      element: connectorId(connector.name),
    };
  },
});
