import type { Key, Reference, Station, Topology, VirtualServerKey, VirtualServerReference } from './topology.ts';

/** Folds a name for comparison: names compare without regard to case (docs/language.md, Lexical rules). */
export function keyOf(name: string): Key {
  return name.normalize('NFC').toLowerCase() as Key;
}

/** A reference by name that stands nowhere in the text. */
export function referenceTo(name: string): Reference {
  return { key: keyOf(name), name, place: undefined };
}

/** The key of a virtual server in the whole topology. A name may hold a slash, but never a line end. */
export function virtualServerKey(server: Key, virtualServer: Key): VirtualServerKey {
  return `${server}\n${virtualServer}` as VirtualServerKey;
}

/** The server and virtual server that a reference means; undefined where it means nothing. */
export function resolveVirtualServer(topology: Topology, reference: VirtualServerReference): Station | undefined {
  const server = topology.serverByKey.get(reference.server.key);
  if (server === undefined) return undefined;
  const virtualServer =
    reference.virtualServer === undefined
      ? server.virtualServers[0]
      : topology.virtualServerByKey.get(virtualServerKey(server.key, reference.virtualServer.key));
  return virtualServer === undefined ? undefined : { server, virtualServer };
}
