import type {
  ConnectorStatement,
  MessageType,
  Priority,
  RoutingGroupConnectorDeclaration,
  SmtpConnectorDeclaration,
  X400ConnectorDeclaration,
} from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { keyOf } from './keys.ts';
import { perDeclaration } from './memo.ts';
import { all, first, has, placeIn, valueOr } from './statements.ts';
import type {
  AddressPattern,
  AddressSpace,
  ConnectedGroup,
  Connector,
  FileId,
  Host,
  Key,
  SmtpConnector,
  VirtualServerReference,
} from './topology.ts';
import { addressPattern, at, host, reference, virtualServerReference } from './values.ts';

export type ConnectorDeclaration =
  SmtpConnectorDeclaration | RoutingGroupConnectorDeclaration | X400ConnectorDeclaration;

/** The cost of a connector or an address space that writes none (routing.md §1.5). */
export const defaultCost = 1;

const everyPriority: readonly Priority[] = ['high', 'normal', 'low'];
const everyMessageType: readonly MessageType[] = ['system', 'non-system'];

/** The connector that a named declaration describes, in the routing group of that key. */
export const connectorOf = perDeclaration(
  (declaration: ConnectorDeclaration, file: FileId, group: Key): Connector | undefined => {
    const { name, statements } = declaration;
    if (name === undefined) return undefined;
    const common = {
      key: keyOf(name.value),
      name: name.value,
      place: placeIn(file, declaration, name.span),
      documentation: declaration.documentation,
      faulty: isFaulty(declaration),
      group,
      connects: connectsOf(declaration, file),
      ...restrictionsOf(statements, file),
      ...deliveryOptionsOf(statements),
    };
    switch (declaration.kind) {
      case 'routing group connector':
        return {
          kind: 'routing group connector',
          ...common,
          bridgeheads: bridgeheadsOf(statements, file, 'any'),
          targets: all(statements, 'target').flatMap(({ targets, piece }) =>
            targets.map((target) => virtualServerReference(target, at(file, piece))),
          ),
        };
      case 'smtp connector':
        return {
          kind: 'smtp connector',
          ...common,
          ...outwardOf(statements, file),
          delivery: deliveryOf(statements, file),
          relayToTheseDomains: has(statements, 'relay to these domains'),
        };
      case 'x400 connector':
        return {
          kind: 'x400 connector',
          ...common,
          ...outwardOf(statements, file),
          remoteHost: remoteHostOf(statements, file),
        };
    }
  },
);

function bridgeheadsOf<Otherwise extends 'any' | readonly VirtualServerReference[]>(
  statements: readonly ConnectorStatement[],
  file: FileId,
  otherwise: Otherwise,
): 'any' | readonly VirtualServerReference[] {
  const written = all(statements, 'bridgehead');
  if (written.length === 0) return otherwise;
  if (written.some(({ bridgeheads }) => bridgeheads === 'any')) return 'any';
  return written.flatMap(({ bridgeheads, piece }) =>
    bridgeheads === 'any' ? [] : bridgeheads.map((node) => virtualServerReference(node, at(file, piece))),
  );
}

function connectsOf(declaration: ConnectorDeclaration, file: FileId): readonly ConnectedGroup[] {
  const { statements } = declaration;
  if (declaration.kind !== 'routing group connector') {
    let list = -1;
    return all(statements, 'connect').map((statement) => {
      if (beginsList(statement)) list++;
      return {
        group: reference(statement.group, at(file, statement.piece)),
        cost: valueOr(statement.cost, defaultCost),
        costPlace: statement.cost === undefined ? undefined : placeIn(file, statement, statement.cost.span),
        list,
      };
    });
  }
  if (declaration.to === undefined) return [];
  const cost = first(statements, 'cost');
  return [
    {
      group: reference(declaration.to, at(file, declaration.piece)),
      cost: valueOr(cost?.cost, defaultCost),
      costPlace: cost === undefined ? undefined : placeIn(file, cost, cost.cost.span),
      list: 0,
    },
  ];
}

/** Every group of a list is a statement of its own in the tree; the first stands behind the keyword. */
function beginsList({ piece, span }: ConnectorStatement): boolean {
  return /\bconnect[ \t]+$/.test(piece.text.slice(Math.max(0, span.start - 100), span.start));
}

function outwardOf(
  statements: readonly ConnectorStatement[],
  file: FileId,
): Pick<SmtpConnector, 'bridgeheads' | 'addressSpaces' | 'scope'> {
  return {
    bridgeheads: bridgeheadsOf(statements, file, []),
    addressSpaces: all(statements, 'address space').flatMap((statement, list) =>
      statement.spaces.map(({ type, pattern, cost, span }): AddressSpace => ({
        type,
        pattern: pattern.value,
        cost: valueOr(cost, defaultCost),
        place: placeIn(file, statement, span),
        costPlace: cost === undefined ? undefined : placeIn(file, statement, cost.span),
        list,
      })),
    ),
    scope: valueOr(first(statements, 'scope')?.value, 'organization'),
  };
}

function deliveryOf(statements: readonly ConnectorStatement[], file: FileId): SmtpConnector['delivery'] {
  const through = first(statements, 'deliver through smart host');
  if (through === undefined || has(statements, 'deliver through dns')) return { kind: 'dns' };
  return { kind: 'smart host', hosts: through.hosts.map((node) => host(node, at(file, through.piece))) };
}

function remoteHostOf(statements: readonly ConnectorStatement[], file: FileId): Host | undefined {
  const remote = first(statements, 'remote host');
  return remote === undefined ? undefined : host(remote.host, at(file, remote.piece));
}

function restrictionsOf(statements: readonly ConnectorStatement[], file: FileId) {
  const priorities = all(statements, 'priority').flatMap((statement) => statement.priorities);
  const types = all(statements, 'messages').flatMap((statement) => statement.types);
  return {
    acceptFrom: senders(statements, file, 'accept from'),
    rejectFrom: senders(statements, file, 'reject from'),
    limitSizeBytes: valueOr(first(statements, 'limit size')?.bytes, Infinity),
    priorities: priorities.length === 0 ? everyPriority : priorities.map(({ value }) => value),
    messageTypes: types.length === 0 ? everyMessageType : types.map(({ value }) => value),
  };
}

function senders(
  statements: readonly ConnectorStatement[],
  file: FileId,
  kind: 'accept from' | 'reject from',
): readonly AddressPattern[] {
  return all(statements, kind).flatMap(({ patterns, piece }) =>
    patterns.map((pattern) => addressPattern(pattern, at(file, piece))),
  );
}

function deliveryOptionsOf(statements: readonly ConnectorStatement[]) {
  const over = first(statements, 'over');
  return {
    schedule: first(statements, 'schedule')?.schedule ?? ({ kind: 'always' } as const),
    oversize: over === undefined ? undefined : { overBytes: over.bytes.value, schedule: over.schedule },
    holdForPickup: has(statements, 'hold for pickup'),
    bandwidthBitsPerSecond: valueOr(first(statements, 'bandwidth')?.bitsPerSecond, Infinity),
    latencySeconds: valueOr(first(statements, 'latency')?.seconds, 0),
  };
}
