// Tables and files of names (postmap(1), DATABASE_README): which files they are read from, and what stands in them. The text
// is read that an indexed file was made from; everything that Postfix would have to ask or to match is left to Postfix.

import type { Reading } from '../../part.ts';
import { type ExportFile, type Property, type SourceRecord, UnreadableFile } from '../../record.ts';
import { logicalLines } from './lines.ts';
import { elementsOf } from './parameters.ts';

/** Kinds of tables whose source text says what is in them. */
const textKinds: ReadonlySet<string> = new Set(['hash', 'btree', 'lmdb', 'cdb', 'dbm', 'texthash']);

/** One element of a list of domains, or one table of a `…_maps` parameter. */
export type ListElement = { readonly isExcluded: boolean; readonly text: string } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'file' | 'table'; readonly path: string }
  | { readonly kind: 'inline'; readonly entries: ReadonlyMap<string, string> }
  | { readonly kind: 'static'; readonly value: string }
  /** Asked at run time, or matched by expressions: nobody knows what is in it. */
  | { readonly kind: 'other' }
);

/** The elements of a list that may name files and tables. */
export function listElements(value: string): ListElement[] {
  return elementsOf(value).map((text) => {
    const isExcluded = text.startsWith('!');
    const plain = isExcluded ? text.slice(1) : text;
    if (plain.startsWith('/')) return { isExcluded, text, kind: 'file', path: plain };
    const [, type, path] = /^([a-z]+):(.*)$/s.exec(plain) ?? [];
    if (type === undefined || path === undefined) return { isExcluded, text, kind: 'name', name: plain.toLowerCase() };
    if (textKinds.has(type)) return { isExcluded, text, kind: 'table', path };
    if (type === 'inline') return { isExcluded, text, kind: 'inline', entries: inlineEntries(path) };
    if (type === 'static') return { isExcluded, text, kind: 'static', value: path.replace(/^\{\s*|\s*\}$/g, '') };
    return { isExcluded, text, kind: 'other' };
  });
}

function inlineEntries(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const each of elementsOf(text.trim().replace(/^\{|\}$/g, ''))) {
    const [, key, value] = /^\{?\s*([^=]*?)\s*=\s*([\s\S]*?)\s*\}?$/.exec(each) ?? [];
    if (key !== undefined && value !== undefined) entries.set(key.toLowerCase(), value);
  }
  return entries;
}

/**
 * The given file that a path on a host means: the one in the host's folder whose path ends as the given path does, the
 * longest such end; undefined where it was not given. Never one outside of that folder.
 */
export function fileAt(paths: Iterable<string>, folder: string, path: string): string | undefined {
  const given = new Set(paths);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return undefined;
  for (let from = 0; from < parts.length; from++) {
    const candidate = [...(folder === '' ? [] : [folder]), ...parts.slice(from)].join('/');
    if (given.has(candidate)) return candidate;
  }
  return undefined;
}

/** The folder that a file is in; '' for one without. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

const deepest = 8;

/** Reads the files that lists name, each once; file within file, where a list of names names another. */
export async function readLists(values: Iterable<string>, folder: string, reading: Reading): Promise<void> {
  const read = new Set<string>();
  const visit = async (value: string, chain: readonly string[]): Promise<void> => {
    for (const element of listElements(value)) {
      if (element.kind !== 'table' && element.kind !== 'file') continue;
      const path = fileAt(reading.paths, folder, element.path);
      const file = path === undefined ? undefined : reading.other(path);
      if (path === undefined || file === undefined) continue;
      if (chain.includes(path)) throw new UnreadableFile('This list of names includes itself.', path);
      if (chain.length >= deepest)
        throw new UnreadableFile('Lists of names include each other more than 8 deep.', path);
      const before = read.has(path);
      read.add(path);
      const record = element.kind === 'table' ? await tableIn(file) : await namesIn(file);
      if (!before) {
        reading.record(record);
        reading.ledger.source({ path, kind: `Postfix ${record.kind}`, encoding: file.encoding, records: 1 });
      }
      if (element.kind === 'file') {
        for (const { values: names } of record.properties.values()) {
          for (const name of names) if (name.replace(/^!/, '').startsWith('/')) await visit(name, [...chain, path]);
        }
      }
    }
  };
  for (const value of values) await visit(value, []);
}

/** A table's text: a property for each key in lower case, a value for each line with it. */
export async function tableIn(file: ExportFile): Promise<SourceRecord> {
  const properties = new Map<string, Property & { values: string[] }>();
  for await (const { text, line } of logicalLines(file)) {
    const [, key = '', value = ''] = /^\s*((?:"(?:[^"\\]|\\.)*"|[^\s"])+)\s*([\s\S]*)$/.exec(text) ?? [];
    add(properties, key.replaceAll('"', '').toLowerCase(), value.trim(), line);
  }
  return { kind: 'table', name: file.path, file: file.path, line: 1, properties };
}

/** A file of names: a property for each. */
async function namesIn(file: ExportFile): Promise<SourceRecord> {
  const properties = new Map<string, Property & { values: string[] }>();
  for await (const { text, line } of logicalLines(file)) {
    for (const name of elementsOf(text)) add(properties, name.toLowerCase(), name, line);
  }
  return { kind: 'names', name: file.path, file: file.path, line: 1, properties };
}

function add(
  properties: Map<string, Property & { values: string[] }>,
  name: string,
  value: string,
  line: number,
): void {
  const known = properties.get(name);
  if (known === undefined) properties.set(name, { name, values: [value], line });
  else known.values.push(value);
}
