// Names as people type them, looked up in a topology: which declaration is meant, or which was probably meant.

import { distance } from 'fastest-levenshtein';
import { keyOf, referenceTo, virtualServerKey } from '#core/model/keys';
import type { Key, Topology, VirtualServerReference } from '#core/model/topology';
import type { Answer } from '#core/answer';
import { unquoted } from '#core/syntax/words';

/** A name, a side of `SERVER/VS` say: everything between quotation marks, or everything up to the `/`. */
const serverAndVirtualServer = /^\s*("(?:[^"\\]|\\.)*"|[^/"]*?)\s*(?:\/\s*(.*?))?\s*$/s;

/** The virtual server that `SERVER` or `SERVER/VS` means, each side quoted or not; a sentence when it is not declared. */
export function readVirtualServer(text: string, topology: Topology): Answer<VirtualServerReference> {
  const [, server = '', virtualServer] = serverAndVirtualServer.exec(text) ?? [];
  const names = {
    server: unquoted(server),
    virtualServer: virtualServer === undefined ? undefined : unquoted(virtualServer),
  };
  return findVirtualServer(names, topology);
}

/** The virtual server of these names; without one of its own it is the default one. */
export function findVirtualServer(
  names: { readonly server: string; readonly virtualServer: string | undefined },
  topology: Topology,
): Answer<VirtualServerReference> {
  const server = topology.serverByKey.get(keyOf(names.server));
  if (server === undefined) {
    return notDeclared('server', names.server, topology.servers.map(({ name }) => name)); // prettier-ignore
  }
  const reference = referenceTo(server.name);
  const name = names.virtualServer;
  if (name === undefined) return { ok: true, value: { server: reference, virtualServer: undefined, place: undefined } };
  const virtualServer = topology.virtualServerByKey.get(virtualServerKey(server.key, keyOf(name)));
  if (virtualServer === undefined) {
    const declared = server.virtualServers.map((each) => each.name);
    return notDeclared(`virtual server of ${server.name}`, name, declared);
  }
  const found = referenceTo(virtualServer.name);
  return { ok: true, value: { server: reference, virtualServer: found, place: undefined } };
}

/** The declaration of that name in one of the topology's maps. */
export function findDeclared<T extends { readonly name: string }>(
  kind: string,
  name: string,
  declared: ReadonlyMap<Key, T>,
): Answer<T> {
  const found = declared.get(keyOf(name));
  if (found !== undefined) return { ok: true, value: found };
  return notDeclared(kind, name, [...declared.values()].map((each) => each.name)); // prettier-ignore
}

/** `No server is called 'SEA-EX10'. Did you mean SEA-EX01?` */
function notDeclared(
  kind: string,
  name: string,
  names: readonly string[],
): { readonly ok: false; readonly error: string } {
  const near = nearest(name, names);
  const hint = near === undefined ? few(names) : ` Did you mean ${near}?`;
  return { ok: false, error: `No ${kind} is called '${name}'.${hint}` };
}

/** All the names that there are, when they are few enough to help. */
function few(names: readonly string[]): string {
  return names.length > 0 && names.length <= 5 ? ` Declared: ${names.join(', ')}.` : '';
}

function nearest(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(wanted.length / 3)) + 1;
  for (const candidate of names) {
    const far = distance(wanted, candidate.toLowerCase());
    if (far >= bestDistance) continue;
    best = candidate;
    bestDistance = far;
  }
  return best;
}
