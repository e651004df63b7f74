import { serverId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import type { Binding, ReceiveConnector } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { servers } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * A Receive connector listens where one of the other service does: of the Transport service at port 25, where the front end
 * is, or of the front end at 2525. The services take the port from each other: mail is refused with 4.3.2, the front end
 * stops (events 1018, 1019), and updates fail (§1.5) [MS-NDR, SUP-FE, EXMASTER, PR365-CU].
 */
export const frontEndPort = rule({
  code: 'front-end-port',
  severity: 'error',
  over: servers,
  reads: {},
  concerns: ({ isEdge, receiveConnectors }) => !isEdge && receiveConnectors.length > 0,
  *check(server) {
    const all = receiveConnectorsOf(server).filter(({ stopped }) => !stopped);
    for (const connector of server.receiveConnectors) {
      const others = all.filter(({ service }) => service !== connector.service);
      // Of two that are written the one of the Transport service is told of.
      const rivals = connector.service === 'transport' ? others : others.filter(({ implicit }) => implicit);
      const clash = connector.stopped ? undefined : clashOf(connector, rivals);
      if (clash?.binding.place === undefined) continue;
      const isTransport = connector.service === 'transport';
      const services = isTransport ? ['Transport service', 'front end'] : ['front end', 'Transport service'];
      yield {
        place: clash.binding.place,
        message:
          `${quoted(connector.name)} of the ${services[0] ?? ''} listens at port ${String(clash.binding.port)}, where ` +
          `${quoted(clash.other.name)} of the ${services[1] ?? ''} does: they take the port from each other, and mail to ` +
          `${plain(server.name)} is refused. ` +
          `${isTransport ? "Make it 'service frontend'" : "Make it 'service transport'"}, or give it another port.`,
        fixes: isTransport ? asFrontEnd(connector) : [],
        element: serverId(server.name),
      };
    }
  },
});

function clashOf(
  { bindings }: ReceiveConnector,
  others: readonly ReceiveConnector[],
): { readonly binding: Binding; readonly other: ReceiveConnector } | undefined {
  for (const binding of bindings) {
    const other = others.find((each) => each.bindings.some((theirs) => meet(binding, theirs)));
    if (other !== undefined) return { binding, other };
  }
  return undefined;
}

function meet(one: Binding, other: Binding): boolean {
  const isAll = one.address === 'all available' || other.address === 'all available';
  return one.port === other.port && (isAll || one.address === other.address);
}

/** Without `service` it is the front end's. */
function asFrontEnd({ server, key }: ReceiveConnector): readonly SuggestedFix[] {
  const of = { kind: 'receive connector', key: virtualServerKey(server, key) } as const;
  return [{ title: "Remove 'service transport'", edits: [{ without: { statement: 'service', of } }] }];
}
