// The names that declarations use, and what each should mean: a walk over every statement that can hold one.

import type {
  ConnectorStatement,
  Declaration,
  ElementNode,
  HostNode,
  Name,
  Piece,
  QueueNode,
  ScenarioAction,
  ScenarioStatement,
  SendNode,
  TestStatement,
  VirtualServerNode,
} from '#core/syntax/tree';
import { keyOf } from './keys.ts';
import type { Key } from './topology.ts';

/** What a name is used for. */
export type Role =
  | 'master'
  | 'mail exchanger'
  /** A mail exchanger for some domains, without a virtual server: it may be a host outside. */
  | 'exchanger of a domain'
  | 'bridgehead'
  | 'target'
  /** A source server of a Send connector. */
  | 'source'
  /** A server of a DAG, or one with a copy of a database. */
  | 'dag member'
  /** A site that a site link joins. */
  | 'joined site'
  /** The group that a connector leads to. */
  | 'connected group'
  /** In `down`, `up`. */
  | 'element'
  | 'sender'
  /** A host outside, wherever mail is handed to one or it is switched off; most are declared nowhere. */
  | 'host'
  /** A group in a list of senders. */
  | 'listed'
  | 'expectation'
  /** In scenarios: `pick up connector`, `disable outbound mail on`, a queue's server. */
  | 'action';

/** A name in a tree and what it should mean. */
export type Naming = { readonly piece: Piece; readonly name: Name; readonly role: Role } & (
  | { readonly kind: 'routing group' | 'site' | 'server' | 'database' | 'connector' | 'senders' | 'host' }
  /** Either of the two: what `line` names. */
  | { readonly kind: 'group' }
  | { readonly kind: 'virtual server'; readonly server: Key }
);

/** The names that a declaration uses, in its head and its own statements, in the order of the text. */
export function namesIn(declaration: Declaration): readonly Naming[] {
  return [...namesInHead(declaration), ...declaration.statements.flatMap(namesInStatement)];
}

function namesInHead(declaration: Declaration): readonly Naming[] {
  if (declaration.kind === 'site link') {
    const { piece } = declaration;
    return declaration.between.map((name) => ({ piece, name, role: 'joined site', kind: 'site' }));
  }
  if (declaration.kind !== 'routing group connector' || declaration.to === undefined) return [];
  return [{ piece: declaration.piece, name: declaration.to, role: 'connected group', kind: 'routing group' }];
}

function namesInStatement(statement: Declaration['statements'][number]): readonly Naming[] {
  const { piece } = statement;
  switch (statement.kind) {
    case 'master':
      return [{ piece, name: statement.server, role: 'master', kind: 'server' }];
    case 'mail exchanger':
      return statement.exchangers.flatMap((node) => {
        const mayBeOutside = statement.domains !== undefined && node.virtualServer === undefined;
        return virtualServer(node, piece, mayBeOutside ? 'exchanger of a domain' : 'mail exchanger');
      });
    case 'bridgehead':
    case 'target':
    case 'connect':
      return namesInConnector(statement);
    case 'source':
      return statement.servers.map((name) => ({ piece, name, role: 'source', kind: 'server' }));
    case 'dag member':
    case 'copy on':
      return statement.servers.map((name) => ({ piece, name, role: 'dag member', kind: 'server' }));
    case 'smart host':
    case 'deliver through smart host':
      return statement.hosts.map((node) => host(node, piece));
    case 'unresolved recipients to':
    case 'remote host':
    case 'forwards unresolved to':
      return [host(statement.host, piece)];
    case 'accept from':
    case 'reject from':
    case 'member':
      return statement.senders.flatMap((node) =>
        node.kind === 'pattern' ? [] : [{ piece, name: node.name, role: 'listed', kind: 'senders' } as const],
      );
    case 'down':
    case 'send':
    case 'expect via':
    case 'expect not via':
    case 'expect server':
    case 'expect sites':
    case 'expect queue':
      return namesInTest(statement);
    case 'at':
    case 'expect peak':
      return namesInScenario(statement);
    default:
      return [];
  }
}

function host({ text, span }: HostNode, piece: Piece): Naming {
  return { piece, name: { value: text, span }, role: 'host', kind: 'host' };
}

function namesInConnector(
  statement: Extract<ConnectorStatement, { kind: 'bridgehead' | 'target' | 'connect' }>,
): readonly Naming[] {
  const { piece } = statement;
  switch (statement.kind) {
    case 'bridgehead':
      if (statement.bridgeheads === 'any') return [];
      return statement.bridgeheads.flatMap((node) => virtualServer(node, piece, 'bridgehead'));
    case 'target':
      return statement.targets.flatMap((node) => virtualServer(node, piece, 'target'));
    case 'connect':
      return [{ piece, name: statement.group, role: 'connected group', kind: 'routing group' }];
  }
}

function namesInTest(statement: TestStatement): readonly Naming[] {
  const { piece } = statement;
  switch (statement.kind) {
    case 'down':
      return statement.elements.flatMap((node) => element(node, piece));
    case 'send':
      return sender(statement.send, piece);
    case 'expect via':
      return statement.connectors.map((name) => ({ piece, name, role: 'expectation', kind: 'connector' }));
    case 'expect not via':
      return [{ piece, name: statement.connector, role: 'expectation', kind: 'connector' }];
    case 'expect server':
      return [{ piece, name: statement.server, role: 'expectation', kind: 'server' }];
    case 'expect sites':
      return statement.sites.map((name) => ({ piece, name, role: 'expectation', kind: 'site' }));
    case 'expect queue':
      return queue(statement.queue, piece, 'expectation');
    default:
      return [];
  }
}

function namesInScenario(statement: Extract<ScenarioStatement, { kind: 'at' | 'expect peak' }>): readonly Naming[] {
  return statement.kind === 'at'
    ? namesInAction(statement.action, statement.piece)
    : queue(statement.queue, statement.piece, 'expectation');
}

function namesInAction(action: ScenarioAction, piece: Piece): readonly Naming[] {
  switch (action.kind) {
    case 'send':
      return sender(action.send, piece);
    case 'down':
    case 'up':
      return action.elements.flatMap((node) => element(node, piece));
    case 'freeze':
    case 'unfreeze':
    case 'force':
    case 'suspend':
    case 'resume':
    case 'retry':
    case 'resubmit':
    case 'delete messages':
      return queue(action.queue, piece, 'action');
    case 'redirect':
      return [action.server, action.to].map((name) => ({ piece, name, role: 'action', kind: 'server' }));
    case 'pick up':
      return [{ piece, name: action.connector, role: 'action', kind: 'connector' }];
    case 'disable outbound mail':
    case 'enable outbound mail':
      return [{ piece, name: action.server, role: 'action', kind: 'server' }];
    case 'delete message':
      return [];
  }
}

function virtualServer({ server, virtualServer }: VirtualServerNode, piece: Piece, role: Role): readonly Naming[] {
  const left: Naming = { piece, name: server, role, kind: 'server' };
  if (virtualServer === undefined) return [left];
  return [left, { piece, name: virtualServer, role, kind: 'virtual server', server: keyOf(server.value) }];
}

function element(node: ElementNode, piece: Piece): readonly Naming[] {
  const role = 'element';
  switch (node.kind) {
    case 'server':
      return [{ piece, name: node.server, role, kind: 'server' }];
    case 'virtual server':
      return virtualServer(node.reference, piece, role);
    case 'connector':
      return [{ piece, name: node.connector, role, kind: 'connector' }];
    case 'routing group':
      return [{ piece, name: node.group, role, kind: 'routing group' }];
    case 'site':
      return [{ piece, name: node.group, role, kind: 'site' }];
    case 'database':
      return [{ piece, name: node.database, role, kind: 'database' }];
    case 'line':
      return [node.from, node.to].map((name) => ({ piece, name, role, kind: 'group' }));
    case 'host':
      return [{ piece, name: node.host, role, kind: 'host' }];
    case 'dns':
      return [];
  }
}

function sender({ from }: SendNode, piece: Piece): readonly Naming[] {
  switch (from.kind) {
    case 'internet':
      return [];
    case 'server':
      return virtualServer(from, piece, 'sender');
    case 'computer':
      return [{ piece, name: from.server, role: 'sender', kind: 'server' }];
  }
}

function queue({ server }: QueueNode, piece: Piece, role: Role): readonly Naming[] {
  return server === undefined ? [] : [{ piece, name: server, role, kind: 'server' }];
}
