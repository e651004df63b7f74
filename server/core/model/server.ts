import type { Name, ServerDeclaration, VirtualServerDeclaration } from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { keyOf } from './keys.ts';
import { perDeclaration } from './memo.ts';
import { all, first, has, placeIn, valueOr } from './statements.ts';
import type { Binding, Duplicate, FileId, Key, Place, Server, VirtualServer } from './topology.ts';
import { addressPattern, at, host } from './values.ts';

/** The virtual server of a server that declares none. */
export const defaultVirtualServerName = 'Default SMTP Virtual Server';
/** The port of a binding that writes none, and the port that virtual servers connect to. */
export const defaultPort = 25;

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
    const key = keyOf(name.value);
    const { virtualServers, duplicates } = virtualServersOf(declaration, file, key);
    const server: Server = {
      kind: 'server',
      key,
      name: name.value,
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration) || declaration.children.some((child) => child.name === undefined),
      group,
      addresses: all(statements, 'address').flatMap((statement) =>
        statement.addresses.map(({ value, span }) => ({ value, place: placeIn(file, statement, span) })),
      ),
      virtualServers,
      mailboxes: all(statements, 'mailbox').flatMap(({ patterns, piece }) =>
        patterns.map((pattern) => addressPattern(pattern, at(file, piece))),
      ),
      checkConnectorRestrictions: has(statements, 'check connector restrictions'),
      suppressLinkStateChanges: has(statements, 'suppress link state changes'),
      ratePerSecond: valueOr(first(statements, 'rate')?.perSecond, Infinity),
    };
    return { server, duplicates };
  },
);

function virtualServersOf(
  { children }: ServerDeclaration,
  file: FileId,
  server: Key,
): { readonly virtualServers: readonly VirtualServer[]; readonly duplicates: readonly Duplicate[] } {
  const byKey = new Map<Key, VirtualServer>();
  const duplicates: Duplicate[] = [];
  for (const child of children) {
    if (child.kind !== 'virtual server' || child.name === undefined) continue;
    const key = keyOf(child.name.value);
    const taken = byKey.get(key);
    if (taken === undefined) byKey.set(key, virtualServerOf(child, file, server));
    else duplicates.push(duplicate(child.name, placeIn(file, child, child.name.span), taken));
  }
  return { virtualServers: byKey.size === 0 ? [implicitVirtualServer(server)] : [...byKey.values()], duplicates };
}

function duplicate(name: Name, place: Place, taken: VirtualServer): Duplicate {
  return { kind: 'virtual server', name: name.value, place, first: taken.place };
}

function implicitVirtualServer(server: Key): VirtualServer {
  return {
    ...defaults,
    key: keyOf(defaultVirtualServerName),
    name: defaultVirtualServerName,
    place: undefined,
    documentation: '',
    faulty: false,
    server,
    implicit: true,
    bindings: [{ address: 'all unassigned', port: defaultPort, place: undefined }],
  };
}

const virtualServerOf = perDeclaration(
  (declaration: VirtualServerDeclaration, file: FileId, server: Key): VirtualServer => {
    const { statements } = declaration;
    const name = declaration.name?.value ?? '';
    const retry = first(statements, 'retry');
    const unresolved = first(statements, 'unresolved recipients to');
    return {
      kind: 'virtual server',
      key: keyOf(name),
      name,
      place: placeIn(file, declaration, declaration.name?.span ?? declaration.head),
      documentation: declaration.documentation,
      faulty: isFaulty(declaration),
      server,
      implicit: false,
      bindings: declaration.bindings.map((binding) => bindingOf(binding, declaration, file)),
      fqdn: first(statements, 'fqdn')?.host.value,
      smartHosts: all(statements, 'smart host').flatMap(({ hosts, piece }) =>
        hosts.map((node) => host(node, at(file, piece))),
      ),
      outgoingPort: valueOr(first(statements, 'port')?.port, defaults.outgoingPort),
      hopLimit: valueOr(first(statements, 'hop limit')?.count, defaults.hopLimit),
      limitSizeBytes: valueOr(first(statements, 'limit size')?.bytes, defaults.limitSizeBytes),
      limitRecipients: valueOr(first(statements, 'limit recipients')?.count, defaults.limitRecipients),
      retrySeconds:
        retry === undefined
          ? defaults.retrySeconds
          : { first: retry.seconds.map(({ value }) => value), then: retry.then.value },
      delayNotificationSeconds: valueOr(
        first(statements, 'delay notification')?.seconds,
        defaults.delayNotificationSeconds,
      ),
      expireSeconds: valueOr(first(statements, 'expire')?.seconds, defaults.expireSeconds),
      connections: valueOr(first(statements, 'connections')?.count, defaults.connections),
      connectionsPerDomain: valueOr(first(statements, 'connections per domain')?.count, defaults.connectionsPerDomain),
      messagesPerConnection: valueOr(
        first(statements, 'messages per connection')?.count,
        defaults.messagesPerConnection,
      ),
      relay: valueOr(first(statements, 'relay')?.value, defaults.relay),
      stopped: has(statements, 'stopped'),
      unresolvedRecipientsTo: unresolved === undefined ? undefined : host(unresolved.host, at(file, unresolved.piece)),
    };
  },
);

function bindingOf(
  { address, port, span }: VirtualServerDeclaration['bindings'][number],
  declaration: VirtualServerDeclaration,
  file: FileId,
): Binding {
  return { address, port, place: placeIn(file, declaration, span) };
}

const minutes = 60;
const hours = 60 * minutes;

/** What holds unless written (routing.md §1.4; the retry intervals are ours, §13.17). */
const defaults = {
  kind: 'virtual server',
  fqdn: undefined,
  smartHosts: [],
  outgoingPort: defaultPort,
  hopLimit: 30,
  limitSizeBytes: Infinity,
  limitRecipients: 64_000,
  retrySeconds: { first: [10 * minutes, 10 * minutes, 10 * minutes], then: 15 * minutes },
  delayNotificationSeconds: 12 * hours,
  expireSeconds: 48 * hours,
  connections: 1000,
  connectionsPerDomain: 100,
  messagesPerConnection: 20,
  relay: 'authenticated',
  stopped: false,
  unresolvedRecipientsTo: undefined,
} as const;
