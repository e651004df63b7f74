// Groups of senders, and the lists of senders in them and in connectors.

import type { ConnectorStatement, SenderNode, SendersDeclaration, SendersStatement } from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { makeSenderGroup } from './make.ts';
import { perDeclaration } from './memo.ts';
import { all, placeIn } from './statements.ts';
import type { AddressPattern, FileId, Reference, SenderGroup } from './topology.ts';
import { addressPattern, at, reference } from './values.ts';

/** A list of senders as it is written. */
export interface SenderList {
  readonly patterns: readonly AddressPattern[];
  readonly groups: readonly Reference[];
}

/** The group of senders that a named declaration describes. */
export const senderGroupOf = perDeclaration(
  (declaration: SendersDeclaration, file: FileId, _owner: undefined): SenderGroup | undefined => {
    const { name, statements, documentation } = declaration;
    if (name === undefined) return undefined;
    return makeSenderGroup(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration),
      ...senderList(all(statements, 'member'), file),
    });
  },
);

type ListStatement = Extract<ConnectorStatement | SendersStatement, { senders: readonly SenderNode[] }>;

/** What lists of senders say together. */
export function senderList(statements: readonly ListStatement[], file: FileId): SenderList {
  const nodes = statements.flatMap(({ senders, piece }) => senders.map((node) => ({ node, at: at(file, piece) })));
  return {
    patterns: nodes.flatMap(({ node, at }) => (node.kind === 'pattern' ? [addressPattern(node, at)] : [])),
    groups: nodes.flatMap(({ node, at }) => (node.kind === 'senders' ? [reference(node.name, at)] : [])),
  };
}
