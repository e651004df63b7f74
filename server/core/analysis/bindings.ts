// What virtual servers listen on, as rules compare it and as fixes write it.

import { defaultPort } from '#core/model/server';
import type { Binding, Server } from '#core/model/topology';
import { writtenAddress } from './wording.ts';

/** Address and port in full: `10.1.0.10:25`, `all unassigned:25`. */
export function endpoint({ address, port }: Binding): string {
  return `${address === 'all unassigned' ? address : writtenAddress(address)}:${String(port)}`;
}

/** A binding as the language writes it, port 25 left out. */
export function bindingText(address: string, port: number): string {
  return port === defaultPort ? writtenAddress(address) : `${writtenAddress(address)}:${String(port)}`;
}

/** The addresses that virtual servers of a server claim for a port by name. */
export function claimedAddresses({ virtualServers }: Server, port: number): ReadonlySet<string> {
  const claimed = virtualServers.flatMap(({ bindings }) =>
    bindings.filter((binding) => binding.port === port).map(({ address }) => address),
  );
  return new Set(claimed);
}

/** The addresses of a server that no virtual server claims for a port; none when all are claimed or none is declared. */
export function freeAddresses(server: Server, port: number): readonly string[] {
  const claimed = claimedAddresses(server, port);
  return server.addresses.map(({ value }) => value).filter((address) => !claimed.has(address));
}
