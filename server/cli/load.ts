// Files of the command line -> topologies. A file that another given file includes is checked as its part.

import { dirname, isAbsolute, normalize, relative } from 'node:path';
import { buildTopology } from '#core/model/build';
import { openProject, type Project } from '#core/model/project';
import type { FileId, Place, Topology } from '#core/model/topology';
import type { Range } from '#core/protocol/requests';
import { lineStarts, positionAt } from '#core/syntax/lines';
import { parse } from '#core/syntax/parse';
import { absolute } from '#core/syntax/places';
import type { Tree } from '#core/syntax/tree';
import { rootsOf } from '../lsp/roots.ts';
import { CallError, type Terminal } from './terminal.ts';

/** A root file with what it includes. */
export interface Loaded {
  readonly root: FileId;
  readonly project: Project;
  readonly topology: Topology;
  readonly files: readonly FileId[];
  /** As given, or relative to the root for an included file, with `/` (docs/language.md, Command line). */
  reportedPath(file: FileId): string;
  /** Zero-based, in UTF-16 units. */
  range(place: Place): Range;
  /** The text of a line without its end, cut at `most` characters. */
  line(file: FileId, line: number, most: number): string;
}

/** The topologies of the given files; throws a `CallError` when one cannot be read. */
export function load(files: readonly string[], terminal: Terminal): Loaded[] {
  const fileAt = fileNames(terminal);
  const given = new Map<FileId, string>();
  for (const path of files) {
    const file = fileAt(slashed(path));
    if (!given.has(file)) given.set(file, path.replaceAll('\\', '/'));
  }
  const reader = treeReader(terminal);
  for (const file of given.keys()) reader.required(file);
  const resolve = (from: FileId, path: string) => fileAt(included(from, path));
  const includesOf = (file: FileId) =>
    (reader.optional(file)?.includes ?? []).map(({ path }) => resolve(file, path.value));
  return rootsOf([...given.keys()], includesOf).map((root) =>
    loaded(openProject(root, reader.optional, resolve), given.get(root) ?? root),
  );
}

export function loadOne(files: readonly string[], terminal: Terminal): Loaded {
  const [only] = load(files.slice(0, 1), terminal);
  if (only === undefined) throw new CallError('A FILE is missing.');
  return only;
}

/** A file has many paths, absolute, relative or over a symbolic link; it is known by the first that leads to it. */
function fileNames(terminal: Terminal): (path: string) => FileId {
  const known = new Map<string, FileId>();
  return (path) => {
    const identity = terminal.identify(path);
    const file = known.get(identity) ?? path;
    known.set(identity, file);
    return file;
  };
}

function treeReader(terminal: Terminal) {
  const trees = new Map<FileId, Tree | undefined>();
  const required = (file: FileId): Tree => {
    const known = trees.get(file);
    if (known !== undefined) return known;
    const tree = parse(terminal.read(file));
    trees.set(file, tree);
    return tree;
  };
  const optional = (file: FileId): Tree | undefined => {
    if (trees.has(file)) return trees.get(file);
    try {
      return required(file);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      trees.set(file, undefined);
      return undefined;
    }
  };
  return { required, optional };
}

function included(from: FileId, path: string): string {
  return slashed(isAbsolute(path) ? path : `${from === '-' ? '.' : dirname(from)}/${path}`);
}

/** `-` alone is standard input; a file of that name is `./-`. */
function slashed(path: string): string {
  const normal = normalize(path).replaceAll('\\', '/');
  return normal === '-' && path !== '-' ? './-' : normal;
}

function loaded(project: Project, asGiven: string): Loaded {
  const sources = new Map(project.files.map(({ file, tree }) => [file, { tree, starts: lineStarts(tree.text) }]));
  const sourceOf = (file: FileId) => {
    const source = sources.get(file);
    if (source === undefined) throw new Error(`${file} is no file of ${project.root}`);
    return source;
  };
  return {
    root: project.root,
    project,
    topology: buildTopology(project),
    files: [...sources.keys()],
    reportedPath: (file) => {
      if (file === project.root) return asGiven;
      return project.root === '-' ? file : slashed(relative(dirname(project.root), file));
    },
    range: (place) => {
      const { tree, starts } = sourceOf(place.file);
      const { start, end } = absolute(tree, place.piece, place.span);
      return { start: positionAt(starts, start), end: positionAt(starts, end) };
    },
    line: (file, line, most) => {
      const { tree, starts } = sourceOf(file);
      const start = starts[line] ?? 0;
      const end = Math.min(starts[line + 1] ?? tree.text.length, start + most);
      return tree.text.slice(start, end).replace(/[\r\n]+$/, '');
    },
  };
}
