import type { FileId } from '#core/model/topology';

/**
 * The open documents that are the root of a topology: those that no other open document includes, directly or by way of
 * others. Of documents that include each other in a circle, the one opened first. Likewise of files that the command
 * line is given.
 *
 * @param open the open documents, in the order in which they were opened
 * @param includesOf the files that a file includes
 */
export function rootsOf(open: readonly FileId[], includesOf: (file: FileId) => readonly FileId[]): FileId[] {
  const reach = new Map(open.map((file) => [file, reachedFrom(file, includesOf)]));
  const isReached = (file: FileId): boolean => open.some((other) => other !== file && reach.get(other)?.has(file));
  const roots = open.filter((file) => !isReached(file));
  const covered = new Set(roots.flatMap((root) => [root, ...(reach.get(root) ?? [])]));
  for (const file of open) {
    if (covered.has(file)) continue;
    roots.push(file);
    for (const member of [file, ...(reach.get(file) ?? [])]) covered.add(member);
  }
  return roots;
}

function reachedFrom(start: FileId, includesOf: (file: FileId) => readonly FileId[]): Set<FileId> {
  const reached = new Set<FileId>();
  const waiting = [...includesOf(start)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    waiting.push(...includesOf(file));
  }
  return reached;
}
