// Queues bear the names of connectors: `Internet Mail - SMARTHOST (SMTP Connector)`. They are captions, not references, so
// a rename of the connector has to look for them.

import type { FileId, Place } from '#core/model/topology';
import type { Declaration, Piece, QueueNode } from '#core/syntax/tree';
import type { Snapshot } from './snapshot.ts';
import { insideQuotes } from '#core/syntax/words';

/** The places of a connector's name at the start of the captions of its queues. */
export function inQueueNames({ project }: Snapshot, connector: string): Place[] {
  return project.files.flatMap(({ file, tree }) =>
    tree.declarations.flatMap((declaration) =>
      queuesIn(declaration).flatMap((found) => placeIn(file, found, connector)),
    ),
  );
}

interface FoundQueue {
  readonly piece: Piece;
  readonly queue: QueueNode;
}

function queuesIn({ kind, statements }: Declaration): FoundQueue[] {
  if (kind !== 'test' && kind !== 'scenario') return [];
  return statements.flatMap((statement): FoundQueue[] => {
    switch (statement.kind) {
      case 'expect queue':
      case 'expect peak':
        return [{ piece: statement.piece, queue: statement.queue }];
      case 'at':
        return 'queue' in statement.action ? [{ piece: statement.piece, queue: statement.action.queue }] : [];
      default:
        return [];
    }
  });
}

function placeIn(file: FileId, { piece, queue: { name } }: FoundQueue, connector: string): Place[] {
  const start = name.span.start + 1;
  const written = insideQuotes(connector);
  const behind = piece.text.slice(start + written.length, start + written.length + 3);
  const isOf = piece.text.slice(start, start + written.length).toLowerCase() === written.toLowerCase();
  return isOf && /^ [-–] $/.test(behind) ? [{ file, piece, span: { start, end: start + written.length } }] : [];
}
