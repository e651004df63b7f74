import { behind } from '#core/editing/placed-edit';
import { virtualServerId } from '#core/model/element';
import { freeAddresses } from '#core/model/free-addresses';
import type { Binding, Server } from '#core/model/topology';
import { bindingText } from '#core/model/bindings';
import { servers } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { listed, quoted, writtenAddress } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * A virtual server listens on an address that its server does not have, so it cannot start (routing.md §1.4, M04).
 * Checked where the server declares its addresses.
 */
export const unknownAddress = rule({
  code: 'unknown-address',
  severity: 'error',
  over: servers,
  reads: {},
  *check(server) {
    if (server.faulty || server.addresses.length === 0) return;
    const own = server.addresses.map(({ value }) => value);
    for (const virtualServer of server.virtualServers) {
      for (const binding of virtualServer.bindings) {
        const { address, place } = binding;
        if (place === undefined || address === 'all unassigned' || own.includes(address)) continue;
        yield {
          place,
          message:
            `${plain(server.name)} has no address ${address}, so ${quoted(virtualServer.name)} cannot listen there. ` +
            `It has ${listed(own)}.`,
          fixes: fixesFor(server, binding),
          element: virtualServerId(server.name, virtualServer.name),
        };
      }
    }
  },
});

function fixesFor(server: Server, { address, port, place }: Binding): readonly SuggestedFix[] {
  const [free] = freeAddresses(server, port);
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
