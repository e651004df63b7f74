import { behind } from '#core/editing/placed-edit';
import { type ElementId, serverId, virtualServerId } from '#core/model/element';
import { freeAddresses } from '#core/model/free-addresses';
import type { Binding, ReceiveConnector, Server, VirtualServer } from '#core/model/topology';
import { bindingText } from '#core/model/bindings';
import { servers } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { listed, quoted, writtenAddress } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * A virtual server or a Receive connector listens on an address that its server does not have, so it cannot start
 * (routing.md §1.4, M04; §1.5) [MS-RECV]. Checked where the server declares its addresses.
 */
export const unknownAddress = rule({
  code: 'unknown-address',
  severity: 'error',
  over: servers,
  reads: {},
  *check(server) {
    if (server.faulty || server.addresses.length === 0) return;
    const own = server.addresses.map(({ value }) => value);
    for (const listener of [...server.virtualServers, ...server.receiveConnectors]) {
      for (const binding of listener.bindings) {
        const { address, place } = binding;
        if (place === undefined || isAll(address) || own.includes(address)) continue;
        yield {
          place,
          message:
            `${plain(server.name)} has no address ${address}, so ${quoted(listener.name)} cannot listen there. ` +
            `It has ${listed(own)}.`,
          fixes: fixesFor(server, listener, binding),
          element: elementOf(server, listener),
        };
      }
    }
  },
});

type Listener = VirtualServer | ReceiveConnector;

function isAll(address: Binding['address']): boolean {
  return address === 'all unassigned' || address === 'all available';
}

function elementOf({ name }: Server, listener: Listener): ElementId {
  return listener.kind === 'virtual server' ? virtualServerId(name, listener.name) : serverId(name);
}

function fixesFor(server: Server, { kind }: Listener, { address, port, place }: Binding): readonly SuggestedFix[] {
  // Receive connectors may share an address, so any will do.
  const [free] = kind === 'virtual server' ? freeAddresses(server, port) : server.addresses;
  const last = server.addresses.at(-1)?.place;
  const fixes: SuggestedFix[] = [];
  if (free !== undefined && place !== undefined) {
    fixes.push({
      title: `Listen on ${bindingText({ address: free.value, port })} instead`,
      edits: [{ place, text: bindingText({ address: free.value, port }) }],
    });
  }
  if (last !== undefined) {
    fixes.push({
      title: `Add ${address} to the addresses of ${plain(server.name)}`,
      edits: [behind(last, `, ${writtenAddress(address)}`)],
      preferred: false,
    });
  }
  return fixes;
}
