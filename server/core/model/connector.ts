import type {
  ConnectorStatement,
  RoutingGroupConnectorDeclaration,
  SendingConnectorDeclaration,
  SmtpConnectorDeclaration,
  X400ConnectorDeclaration,
} from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import {
  makeAddressSpace,
  makeConnectedGroup,
  makeRoutingGroupConnector,
  makeSendConnector,
  makeSmtpConnector,
  makeX400Connector,
  type Given,
} from './make.ts';
import { perDeclaration } from './memo.ts';
import { senderList } from './senders.ts';
import { all, first, has, placeIn } from './statements.ts';
import type {
  AddressSpace,
  ConnectedGroup,
  Connector,
  FileId,
  Host,
  Key,
  SmtpConnector,
  VirtualServerReference,
} from './topology.ts';
import { at, host, reference, virtualServerReference } from './values.ts';

export type ConnectorDeclaration =
  SmtpConnectorDeclaration | RoutingGroupConnectorDeclaration | X400ConnectorDeclaration | SendingConnectorDeclaration;

/** The connector that a named declaration describes, in the routing group of that key. */
export const connectorOf = perDeclaration(
  (declaration: ConnectorDeclaration, file: FileId, group: Key): Connector | undefined => {
    const { name, statements } = declaration;
    if (name === undefined) return undefined;
    const given = {
      place: placeIn(file, declaration, name.span),
      documentation: declaration.documentation,
      faulty: isFaulty(declaration),
      bridgeheads: bridgeheadsOf(statements, file),
      connects: connectsOf(declaration, file),
      ...restrictionsOf(statements, file),
      ...deliveryOptionsOf(statements),
    };
    switch (declaration.kind) {
      case 'routing group connector':
        return makeRoutingGroupConnector(name.value, group, {
          ...given,
          targets: all(statements, 'target').flatMap(({ targets, piece }) =>
            targets.map((target) => virtualServerReference(target, at(file, piece))),
          ),
        });
      case 'smtp connector':
        return makeSmtpConnector(name.value, group, {
          ...given,
          ...outwardOf(statements, file),
          delivery: deliveryOf(statements, file),
          relayToTheseDomains: has(statements, 'relay to these domains'),
        });
      case 'send connector':
      case 'foreign connector':
      case 'delivery agent connector': {
        const scope = first(statements, 'scope')?.value.value;
        return makeSendConnector(declaration.kind, name.value, {
          ...given,
          bridgeheads: sourcesOf(statements, file),
          addressSpaces: addressSpacesOf(statements, file),
          scope: scope === 'site' ? 'site' : undefined,
          delivery: deliveryOf(statements, file),
          proxyThroughFrontend: has(statements, 'proxy through frontend'),
        });
      }
      case 'x400 connector':
        return makeX400Connector(name.value, group, {
          ...given,
          ...outwardOf(statements, file),
          remoteHost: remoteHostOf(statements, file),
        });
    }
  },
);

function bridgeheadsOf(
  statements: readonly ConnectorStatement[],
  file: FileId,
): 'any' | readonly VirtualServerReference[] | undefined {
  const written = all(statements, 'bridgehead');
  if (written.length === 0) return undefined;
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
      return makeConnectedGroup(reference(statement.group, at(file, statement.piece)), {
        cost: statement.cost?.value,
        costPlace: statement.cost && placeIn(file, statement, statement.cost.span),
        list,
      });
    });
  }
  if (declaration.to === undefined) return [];
  const cost = first(statements, 'cost');
  return [
    makeConnectedGroup(reference(declaration.to, at(file, declaration.piece)), {
      cost: cost?.cost.value,
      costPlace: cost && placeIn(file, cost, cost.cost.span),
    }),
  ];
}

/** Every group of a list is a statement of its own in the tree; the first stands behind the keyword. */
function beginsList({ piece, span }: ConnectorStatement): boolean {
  return /\bconnect[ \t]+$/.test(piece.text.slice(Math.max(0, span.start - 100), span.start));
}

function outwardOf(
  statements: readonly ConnectorStatement[],
  file: FileId,
): Given<Pick<SmtpConnector, 'addressSpaces' | 'scope'>> {
  const scope = first(statements, 'scope')?.value.value;
  return {
    addressSpaces: addressSpacesOf(statements, file),
    scope: scope === 'site' ? undefined : scope,
  };
}

function addressSpacesOf(statements: readonly ConnectorStatement[], file: FileId): readonly AddressSpace[] {
  return all(statements, 'address space').flatMap((statement, list) =>
    statement.spaces.map(({ type, pattern, cost, span }) =>
      makeAddressSpace(pattern.value, {
        type,
        cost: cost?.value,
        place: placeIn(file, statement, span),
        costPlace: cost && placeIn(file, statement, cost.span),
        list,
      }),
    ),
  );
}

/** Source servers, as bridgeheads without a virtual server of their own. */
function sourcesOf(statements: readonly ConnectorStatement[], file: FileId): readonly VirtualServerReference[] {
  return all(statements, 'source').flatMap(({ servers, piece }) =>
    servers.map((server) => ({
      server: reference(server, at(file, piece)),
      virtualServer: undefined,
      place: at(file, piece)(server.span),
    })),
  );
}

/** `deliver through dns` beats smart hosts that are written besides; lists of these add up. */
function deliveryOf(statements: readonly ConnectorStatement[], file: FileId): SmtpConnector['delivery'] | undefined {
  const through = all(statements, 'deliver through smart host');
  if (through.length === 0 || has(statements, 'deliver through dns')) return undefined;
  return {
    kind: 'smart host',
    hosts: through.flatMap(({ hosts, piece }) => hosts.map((node) => host(node, at(file, piece)))),
  };
}

function remoteHostOf(statements: readonly ConnectorStatement[], file: FileId): Host | undefined {
  const remote = first(statements, 'remote host');
  return remote === undefined ? undefined : host(remote.host, at(file, remote.piece));
}

function restrictionsOf(statements: readonly ConnectorStatement[], file: FileId) {
  const priorities = all(statements, 'priority').flatMap((statement) => statement.priorities);
  const types = all(statements, 'messages').flatMap((statement) => statement.types);
  const accepted = senderList(all(statements, 'accept from'), file);
  const rejected = senderList(all(statements, 'reject from'), file);
  return {
    acceptFrom: accepted.patterns,
    rejectFrom: rejected.patterns,
    acceptFromGroups: accepted.groups,
    rejectFromGroups: rejected.groups,
    limitSizeBytes: first(statements, 'limit size')?.bytes.value,
    priorities: priorities.length === 0 ? undefined : priorities.map(({ value }) => value),
    messageTypes: types.length === 0 ? undefined : types.map(({ value }) => value),
  };
}

function deliveryOptionsOf(statements: readonly ConnectorStatement[]) {
  const over = first(statements, 'over');
  return {
    schedule: first(statements, 'schedule')?.schedule,
    oversize: over && { overBytes: over.bytes.value, schedule: over.schedule },
    holdForPickup: has(statements, 'hold for pickup'),
    disabled: has(statements, 'disabled'),
    bandwidthBitsPerSecond: first(statements, 'bandwidth')?.bitsPerSecond.value,
    latencySeconds: first(statements, 'latency')?.seconds.value,
  };
}
