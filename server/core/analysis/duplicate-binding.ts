import { virtualServerId } from '#core/model/element';
import { freeAddresses } from '#core/model/free-addresses';
import type { Binding, Server, VirtualServer } from '#core/model/topology';
import { bindingText, endpoint } from '#core/model/bindings';
import { servers } from './facts.ts';
import type { Finding } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * Two virtual servers of a server listen on the same address and port, or both on all unassigned addresses of the same
 * port. A virtual server is defined by that pair, so only one of the two starts. An explicit address beside
 * `all unassigned` is fine: the explicit one gets its address, the other what is left (routing.md §1.4, M01, M02).
 */
export const duplicateBinding = rule({
  code: 'duplicate-binding',
  severity: 'error',
  over: servers,
  reads: {},
  *check(server) {
    const taken = new Map<string, { readonly virtualServer: VirtualServer; readonly binding: Binding }>();
    const frees = new Map<number, ReturnType<typeof freeAddresses>>();
    for (const virtualServer of server.virtualServers) {
      for (const binding of virtualServer.bindings) {
        const first = taken.get(endpoint(binding));
        if (first === undefined) taken.set(endpoint(binding), { virtualServer, binding });
        else {
          const free = frees.get(binding.port) ?? freeAddresses(server, binding.port);
          frees.set(binding.port, free);
          yield* clash(server, { virtualServer, binding }, first, free);
        }
      }
    }
  },
});

interface Bound {
  readonly virtualServer: VirtualServer;
  readonly binding: Binding;
}

function* clash(
  server: Server,
  { virtualServer, binding }: Bound,
  first: Bound,
  [free, other]: ReturnType<typeof freeAddresses>,
): Iterable<Finding> {
  if (binding.place === undefined) return;
  // Whoever keeps all unassigned addresses must be left one.
  const isMendable = free !== undefined && (binding.address !== 'all unassigned' || other !== undefined);
  yield {
    place: binding.place,
    message: messageOf(server, { virtualServer, binding }, first),
    related:
      first.binding.place === undefined
        ? []
        : [{ place: first.binding.place, message: `${quoted(first.virtualServer.name)} listens there already.` }],
    fixes: isMendable
      ? [
          {
            title: `Listen on ${bindingText({ ...binding, address: free.value })} instead`,
            edits: [{ place: binding.place, text: bindingText({ ...binding, address: free.value }) }],
          },
        ]
      : [],
    element: virtualServerId(server.name, virtualServer.name),
  };
}

function messageOf(server: Server, { virtualServer, binding }: Bound, first: Bound): string {
  const where =
    binding.address === 'all unassigned'
      ? `port ${String(binding.port)} of all unassigned addresses of ${plain(server.name)}`
      : `${endpoint(binding)} of ${plain(server.name)}`;
  if (first.virtualServer === virtualServer) {
    return `${quoted(virtualServer.name)} listens twice on ${where}. Remove one, or give it another address or port.`;
  }
  return (
    `${quoted(first.virtualServer.name)} and ${quoted(virtualServer.name)} both listen on ${where}, so only one starts. ` +
    'Give one of them another address or port.'
  );
}
