// Files that a configuration names by their path on the host, among those that were handed over.

import type { Reading } from '../../part.ts';
import { logicalLines } from './lines.ts';

/** The folder of a path; '' for none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * The given file that a path on the host means: below the folder of the file that names it, the one whose path ends in the
 * most of it.
 */
export function fileAt(paths: readonly string[], path: string, from: string): string | undefined {
  const root = hostFolder(from);
  const below = paths.filter((each) => root === '' || each.startsWith(`${root}/`));
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) return undefined;
  for (let at = 0; at < parts.length; at++) {
    const end = parts.slice(at).join('/');
    const found = below.find((each) => each === end || each.endsWith(`/${end}`));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The folder with all files of one host: its configuration's, or the one that `conf.d` is in. */
export function hostFolder(path: string): string {
  const split = /^(?:(.*)\/)?conf\.d\/[^/]+\/[^/]+$/.exec(path);
  return split === null ? folderOf(path) : (split[1] ?? '');
}

/** A file for lsearch: `key: value`, or `key value`; keys in lower case, the first of equal ones. */
export type Table = ReadonlyMap<string, { readonly value: string; readonly line: number }>;

/** Reads a file that is looked up with lsearch (The Exim specification, "File and database lookups"). */
export async function readTable(
  path: string,
  from: string,
  reading: Reading,
): Promise<{ readonly path: string; readonly table: Table } | undefined> {
  const given = fileAt(reading.paths, path, from);
  const file = given === undefined ? undefined : reading.other(given);
  if (file === undefined) return undefined;
  const table = new Map<string, { value: string; line: number }>();
  let last: { value: string; line: number } | undefined;
  for await (const { text, line } of logicalLines(file)) {
    if (/^\s/.test(text) && last !== undefined) {
      last.value += ` ${text.trim()}`;
      continue;
    }
    const [, quoted, bare, value = ''] = /^(?:"((?:[^"\\]|\\.)*)"|([^\s:]+))\s*:?\s*(.*)$/.exec(text) ?? [];
    const key = (quoted ?? bare)?.toLowerCase();
    if (key === undefined) continue;
    last = { value: value.trim(), line };
    if (!table.has(key)) table.set(key, last);
  }
  return { path: file.path, table };
}
