// Servers in a site of Active Directory: Mailbox servers with their databases, Edge servers, and how they take mail.

import type {
  DatabaseDeclaration,
  EdgeServerDeclaration,
  ReceiveConnectorDeclaration,
  ServerDeclaration,
  ServerStatement,
} from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { keyOf } from './keys.ts';
import { makeBinding, makeDatabase, makeReceiveConnector, makeTransportServer } from './make.ts';
import { perDeclaration } from './memo.ts';
import { relayOf } from './server.ts';
import { all, first, has, placeIn } from './statements.ts';
import type { ServerPart } from './server.ts';
import type { Database, Duplicate, FileId, Key, ReceiveConnector } from './topology.ts';
import { address, addressPattern, at, reference } from './values.ts';

/** The server that a named declaration describes, in the site of that key. */
export const transportServerOf = perDeclaration(
  (declaration: ServerDeclaration | EdgeServerDeclaration, file: FileId, group: Key): ServerPart | undefined => {
    const { name, documentation } = declaration;
    const statements: readonly ServerStatement[] = declaration.statements;
    if (name === undefined) return undefined;
    const key = keyOf(name.value);
    const isEdge = declaration.kind === 'edge server';
    const { receiveConnectors, duplicates } = receiveConnectorsIn(declaration, file, { key, isEdge });
    const retry = first(statements, 'retry');
    const server = makeTransportServer(
      name.value,
      group,
      {
        place: placeIn(file, declaration, name.span),
        documentation,
        faulty: isFaulty(declaration) || declaration.children.some((child) => child.name === undefined),
        isEdge,
        addresses: all(statements, 'address').flatMap((statement) =>
          statement.addresses.map(({ value, span }) => ({ value, place: placeIn(file, statement, span) })),
        ),
        mailboxes: all(statements, 'mailbox').flatMap(({ patterns, piece }) =>
          patterns.map((pattern) => addressPattern(pattern, at(file, piece))),
        ),
        databases: declaration.children.flatMap((child) =>
          child.kind === 'database' ? (databaseOf(child, file, key) ?? []) : [],
        ),
        expands: all(statements, 'expands').flatMap((statement) =>
          statement.addresses.map((node) => ({ value: address(node), place: placeIn(file, statement, node.span) })),
        ),
        receiveConnectors,
        ratePerSecond: first(statements, 'rate')?.perSecond.value,
      },
      {
        retrySeconds: retry && { first: retry.seconds.map(({ value }) => value), then: retry.then.value },
        delayNotificationSeconds: first(statements, 'delay notification')?.seconds.value,
        expireSeconds: first(statements, 'expire')?.seconds.value,
        connections: first(statements, 'connections')?.count.value,
        connectionsPerDomain: first(statements, 'connections per domain')?.count.value,
      },
    );
    return { server, duplicates };
  },
);

const databaseOf = perDeclaration(
  (declaration: DatabaseDeclaration, file: FileId, server: Key): Database | undefined => {
    const { name, statements, documentation } = declaration;
    if (name === undefined) return undefined;
    return makeDatabase(name.value, server, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration),
      mailboxes: all(statements, 'mailbox').flatMap(({ patterns, piece }) =>
        patterns.map((pattern) => addressPattern(pattern, at(file, piece))),
      ),
      copies: all(statements, 'copy on').flatMap(({ servers, piece }) =>
        servers.map((name) => reference(name, at(file, piece))),
      ),
    });
  },
);

/** The Receive connectors that are declared; a name that is taken on this server is set aside. */
function receiveConnectorsIn(
  { children }: ServerDeclaration | EdgeServerDeclaration,
  file: FileId,
  { key: server, isEdge }: { readonly key: Key; readonly isEdge: boolean },
): { readonly receiveConnectors: readonly ReceiveConnector[]; readonly duplicates: readonly Duplicate[] } {
  const byKey = new Map<Key, ReceiveConnector>();
  const duplicates: Duplicate[] = [];
  for (const child of children) {
    if (child.kind !== 'receive connector' || child.name === undefined) continue;
    const key = keyOf(child.name.value);
    const taken = byKey.get(key);
    if (taken === undefined)
      byKey.set(key, (isEdge ? edgeReceiveConnectorOf : receiveConnectorOf)(child, file, server));
    else {
      const place = placeIn(file, child, child.name.span);
      duplicates.push({ kind: 'receive connector', name: child.name.value, place, first: taken.place });
    }
  }
  return { receiveConnectors: [...byKey.values()], duplicates };
}

const receiveConnectorOf = perDeclaration((declaration: ReceiveConnectorDeclaration, file: FileId, server: Key) =>
  receiveConnector(declaration, file, { server, service: 'frontend' }),
);

/** An Edge server has no front end. */
const edgeReceiveConnectorOf = perDeclaration((declaration: ReceiveConnectorDeclaration, file: FileId, server: Key) =>
  receiveConnector(declaration, file, { server, service: 'transport' }),
);

function receiveConnector(
  declaration: ReceiveConnectorDeclaration,
  file: FileId,
  { server, service }: Pick<ReceiveConnector, 'server' | 'service'>,
): ReceiveConnector {
  const { statements } = declaration;
  return makeReceiveConnector(declaration.name?.value ?? '', server, {
    place: placeIn(file, declaration, declaration.name?.span ?? declaration.head),
    documentation: declaration.documentation,
    faulty: isFaulty(declaration),
    service: first(statements, 'service')?.value.value ?? service,
    bindings: declaration.bindings.map(({ address, port, span }) =>
      makeBinding(address, { port, place: placeIn(file, declaration, span) }),
    ),
    from: all(statements, 'from').flatMap((statement) =>
      statement.ranges.map(({ value, span }) => ({ ...value, place: placeIn(file, statement, span) })),
    ),
    relay: relayOf(statements, file),
    limitSizeBytes: first(statements, 'limit size')?.bytes.value,
    limitRecipients: first(statements, 'limit recipients')?.count.value,
    hopLimit: first(statements, 'hop limit')?.count.value,
    fqdn: first(statements, 'fqdn')?.host.value,
    stopped: has(statements, 'stopped'),
  });
}
