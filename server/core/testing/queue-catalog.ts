import { foldCaption, type QueueNames } from '#core/routing/queues';

/** Tells whether a queue of a name can come about. */
export interface QueueCatalog {
  readonly names: readonly string[];
  has(name: string): boolean;
}

/** The queues that a routing model can make, ready to be asked. */
export function queueCatalog({ names, open }: QueueNames): QueueCatalog {
  const folded = new Set(names.map(foldCaption));
  const patterns = open.map(({ start, end }) => ({ start: foldCaption(start), end: foldCaption(end) }));
  return {
    names,
    has(name) {
      const caption = foldCaption(name);
      if (folded.has(caption)) return true;
      return patterns.some(
        ({ start, end }) =>
          caption.length > start.length + end.length && caption.startsWith(start) && caption.endsWith(end),
      );
    },
  };
}
