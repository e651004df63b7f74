// Queues bear the names of connectors: `Internet Mail - SMARTHOST (SMTP Connector)`. They are captions, not references, so
// a rename of the connector has to look for them.

import type { FileId, Place } from '#core/model/topology';
import type { Declaration, Piece, QueueNode } from '#core/syntax/tree';
import type { Snapshot } from './snapshot.ts';
import { insideQuotes } from '#core/syntax/words';

/** The places of a connector's name at the start of the captions of its queues. */
export function inQueueNames(snapshot: Snapshot, connector: string): Place[] {
  return placesIn(snapshot, (file, found) => placeIn(file, found, connector));
}

/** The places of a host in the captions of queues that lead to it: behind a connector's name, or alone. */
export function hostInQueueNames(snapshot: Snapshot, host: string): Place[] {
  return placesIn(snapshot, (file, { piece, queue: { name } }) => {
    const caption = piece.text.slice(name.span.start + 1, name.span.end - 1);
    const found = /^(?:.* [-–] )?(\S+) \(SMTP(?: Connector)?\)$/i.exec(caption);
    const written = found?.[1];
    if (written?.toLowerCase() !== host.toLowerCase()) return [];
    const start = name.span.start + 1 + caption.lastIndexOf(`${written} (`);
    return [{ file, piece, span: { start, end: start + written.length } }];
  });
}

function placesIn({ project }: Snapshot, places: (file: FileId, found: FoundQueue) => Place[]): Place[] {
  return project.files.flatMap(({ file, tree }) =>
    tree.declarations.flatMap((declaration) => queuesIn(declaration).flatMap((found) => places(file, found))),
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
