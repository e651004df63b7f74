import type {
  Name,
  ReceiveConnectorStatement,
  ServerDeclaration,
  VirtualServerDeclaration,
  VirtualServerStatement,
} from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { keyOf } from './keys.ts';
import { makeBinding, makeServer, makeVirtualServer } from './make.ts';
import { perDeclaration } from './memo.ts';
import { all, first, has, placeIn } from './statements.ts';
import type { Binding, Duplicate, FileId, Key, Place, RelayNetwork, Server, VirtualServer } from './topology.ts';
import { addressPattern, at, host } from './values.ts';

/** A server that a declaration describes, and its virtual servers whose names were taken. */
export interface ServerPart {
  readonly server: Server;
  readonly duplicates: readonly Duplicate[];
}

/** The server that a named declaration describes, in the routing group of that key. */
export const serverOf = perDeclaration(
  (declaration: ServerDeclaration, file: FileId, group: Key): ServerPart | undefined => {
    const { name, statements, documentation } = declaration;
    if (name === undefined) return undefined;
    const { virtualServers, duplicates } = virtualServersOf(declaration, file, keyOf(name.value));
    const server = makeServer(name.value, group, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration) || declaration.children.some((child) => child.name === undefined),
      addresses: all(statements, 'address').flatMap((statement) =>
        statement.addresses.map(({ value, span }) => ({ value, place: placeIn(file, statement, span) })),
      ),
      virtualServers,
      mailboxes: all(statements, 'mailbox').flatMap(({ patterns, piece }) =>
        patterns.map((pattern) => addressPattern(pattern, at(file, piece))),
      ),
      checkConnectorRestrictions: has(statements, 'check connector restrictions'),
      suppressLinkStateChanges: has(statements, 'suppress link state changes'),
      ratePerSecond: first(statements, 'rate')?.perSecond.value,
    });
    return { server, duplicates };
  },
);

/** The virtual servers that are declared, undefined for none. */
function virtualServersOf(
  { children }: ServerDeclaration,
  file: FileId,
  server: Key,
): { readonly virtualServers: readonly VirtualServer[] | undefined; readonly duplicates: readonly Duplicate[] } {
  const byKey = new Map<Key, VirtualServer>();
  const duplicates: Duplicate[] = [];
  for (const child of children) {
    if (child.kind !== 'virtual server' || child.name === undefined) continue;
    const key = keyOf(child.name.value);
    const taken = byKey.get(key);
    if (taken === undefined) byKey.set(key, virtualServerOf(child, file, server));
    else duplicates.push(duplicate(child.name, placeIn(file, child, child.name.span), taken));
  }
  return { virtualServers: byKey.size === 0 ? undefined : [...byKey.values()], duplicates };
}

function duplicate(name: Name, place: Place, taken: VirtualServer): Duplicate {
  return { kind: 'virtual server', name: name.value, place, first: taken.place };
}

const virtualServerOf = perDeclaration(
  (declaration: VirtualServerDeclaration, file: FileId, server: Key): VirtualServer => {
    const { statements } = declaration;
    const retry = first(statements, 'retry');
    const unresolved = first(statements, 'unresolved recipients to');
    return makeVirtualServer(declaration.name?.value ?? '', server, {
      place: placeIn(file, declaration, declaration.name?.span ?? declaration.head),
      documentation: declaration.documentation,
      faulty: isFaulty(declaration),
      bindings: declaration.bindings.map((binding) => bindingOf(binding, declaration, file)),
      fqdn: first(statements, 'fqdn')?.host.value,
      smartHosts: all(statements, 'smart host').flatMap(({ hosts, piece }) =>
        hosts.map((node) => host(node, at(file, piece))),
      ),
      attemptDirectDelivery: has(statements, 'attempt direct delivery'),
      outgoingPort: first(statements, 'port')?.port.value,
      hopLimit: first(statements, 'hop limit')?.count.value,
      limitSizeBytes: first(statements, 'limit size')?.bytes.value,
      limitRecipients: first(statements, 'limit recipients')?.count.value,
      retrySeconds: retry && { first: retry.seconds.map(({ value }) => value), then: retry.then.value },
      delayNotificationSeconds: first(statements, 'delay notification')?.seconds.value,
      expireSeconds: first(statements, 'expire')?.seconds.value,
      connections: first(statements, 'connections')?.count.value,
      connectionsPerDomain: first(statements, 'connections per domain')?.count.value,
      messagesPerConnection: first(statements, 'messages per connection')?.count.value,
      relay: relayOf(statements, file),
      stopped: has(statements, 'stopped'),
      unresolvedRecipientsTo: unresolved && host(unresolved.host, at(file, unresolved.piece)),
    });
  },
);

/** A word where one is written; lists add up. */
export function relayOf(
  statements: readonly (VirtualServerStatement | ReceiveConnectorStatement)[],
  file: FileId,
): VirtualServer['relay'] | undefined {
  const said = all(statements, 'relay');
  if (said.length === 0) return undefined;
  const networks: RelayNetwork[] = [];
  for (const { piece, value } of said) {
    if ('span' in value) return value.value;
    networks.push(...value.map(({ value, span }) => ({ ...value, place: placeIn(file, { piece }, span) })));
  }
  return networks;
}

function bindingOf(
  { address, port, span }: VirtualServerDeclaration['bindings'][number],
  declaration: VirtualServerDeclaration,
  file: FileId,
): Binding {
  return makeBinding(address, { port, place: placeIn(file, declaration, span) });
}
