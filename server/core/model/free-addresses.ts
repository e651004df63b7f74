import type { Server } from './topology.ts';

/** The addresses that virtual servers of a server claim for a port by name. */
export function claimedAddresses({ virtualServers }: Server, port: number): ReadonlySet<string> {
  const claimed = virtualServers.flatMap(({ bindings }) =>
    bindings.filter((binding) => binding.port === port).map(({ address }) => address),
  );
  return new Set(claimed);
}

/** The addresses of a server that no virtual server claims for a port; none when all are claimed or none is declared. */
export function freeAddresses(server: Server, port: number): Server['addresses'] {
  const claimed = claimedAddresses(server, port);
  return server.addresses.filter(({ value }) => !claimed.has(value));
}
