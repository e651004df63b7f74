import { writtenHost } from '#core/model/host';
import { connectorId } from '#core/model/element';
import { writtenVirtualServer } from '#core/syntax/words';
import { enabledConnectors } from './facts.ts';
import { ofVirtualServers } from './of-virtual-servers.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** The first smart host of a virtual server. */
const smartHost = ofVirtualServers(({ smartHosts: [first] }) => first && writtenHost(first));

/**
 * A connector and its bridgehead both have a smart host. The connector's counts, and the other one is not asked for this
 * mail (routing.md §1.4, M26) [T-SMTPCONN].
 */
export const overriddenSmartHost = rule({
  code: 'overridden-smart-host',
  severity: 'info',
  over: enabledConnectors,
  reads: { smartHost },
  concerns: (connector) => connector.kind === 'smtp connector' && connector.delivery.kind === 'smart host',
  *check(connector, { smartHost }) {
    if (connector.kind !== 'smtp connector' || connector.delivery.kind !== 'smart host') return;
    const [own] = connector.delivery.hosts;
    if (own?.place === undefined || connector.bridgeheads === 'any') return;
    for (const bridgehead of connector.bridgeheads) {
      const other = smartHost(bridgehead);
      if (other === undefined || other.toLowerCase() === writtenHost(own).toLowerCase()) continue;
      yield {
        place: own.place,
        message:
          `Mail by ${quoted(connector.name)} goes to ${writtenHost(own)}, not to ${other}, the smart host of its bridgehead ` +
          `${writtenVirtualServer(bridgehead.server.name, bridgehead.virtualServer?.name)}: the connector's counts.`,
        element: connectorId(connector.name),
      };
      return;
    }
  },
});
