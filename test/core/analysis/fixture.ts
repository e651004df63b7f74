// Diagnostics fixtures: a topology with each expected diagnostic in a comment below the line that it is about,
//
//     bridgehead LON-EX99
//   #            ^^^^^^^^ error unresolved-name: No server is called 'LON-EX99', …
//
// `# <-` points at column 0. Several files in one fixture are split by `#- london.topo`; the first is the root.

import { buildTopology } from '#core/model/build';
import { openProject, type Project } from '#core/model/project';
import { finishWeaknesses, startWeaknesses } from '#core/weaknesses/weakness-run';
import { check } from '#core/analysis/check';
import type { Diagnostic, Fix } from '#core/analysis/diagnostic';
import { lineStarts, positionAt } from '#core/syntax/lines';
import { parse } from '#core/syntax/parse';
import { absolute } from '#core/syntax/places';
import type { Tree } from '#core/syntax/tree';

/** File names and texts, the root first. */
export type Files = ReadonlyMap<string, string>;

const expectation = /^\s*#\s*(\^+|<-) (error|warning|info|hint) [a-z0-9-]+: .*\n/gm;
const separator = /^#- (.*)\n/gm;

/** The files of a fixture, without the expectations. */
export function filesOf(fixture: string): Files {
  const parts = fixture.replaceAll(expectation, '').split(separator);
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return new Map([['main.topo', first]]);
  const files = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 2) files.set(rest[i] ?? '', rest[i + 1] ?? '');
  return files;
}

/** Checks the files as one topology. */
export function diagnosticsOf(
  files: Files,
  { strandingFailures = false }: { readonly strandingFailures?: boolean } = {},
): {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
} {
  const trees = new Map<string, Tree>();
  for (const [name, text] of files) trees.set(name, parse(text));
  const project = openProject(
    [...files.keys()][0] ?? '',
    (file) => trees.get(file),
    (_, path) => path,
  );
  const topology = buildTopology(project);
  // What could be better is no part of what else is wrong, and said only where a fixture is about it.
  const { points, ...found } = finishWeaknesses(startWeaknesses(topology)).found;
  const weaknesses = { ...found, points: strandingFailures ? points : [] };
  return { project, diagnostics: check(project, topology, undefined, { weaknesses }).diagnostics };
}

/** The fixture with what was found written below the lines that it is about. */
export function annotated(files: Files, options?: Parameters<typeof diagnosticsOf>[1]): string {
  const { project, diagnostics } = diagnosticsOf(files, options);
  const texts = [...files].map(([name, text]) => {
    const tree = project.files.find(({ file }) => file === name)?.tree;
    const here = diagnostics.filter(({ place }) => place.file === name);
    return (files.size === 1 ? '' : `#- ${name}\n`) + (tree === undefined ? text : annotatedText(tree, here));
  });
  return texts.join('');
}

function annotatedText(tree: Tree, diagnostics: readonly Diagnostic[]): string {
  const starts = lineStarts(tree.text);
  const below = new Map<number, ((line: string) => string)[]>();
  for (const diagnostic of diagnostics) {
    const { start, end } = absolute(tree, diagnostic.place.piece, diagnostic.place.span);
    const { line, character } = positionAt(starts, start);
    const expected = (text: string) => expectationLine(text, character, end - start, diagnostic);
    below.set(line, [...(below.get(line) ?? []), expected]);
  }
  return tree.text
    .split(/(?<=\n)/)
    .flatMap((line, number) => [line, ...(below.get(number) ?? []).map((expected) => expected(line))])
    .join('');
}

function expectationLine(
  line: string,
  column: number,
  length: number,
  { severity, code, message }: Diagnostic,
): string {
  const what = `${severity} ${code}: ${message}\n`;
  if (column === 0) return `# <- ${what}`;
  const carets = '^'.repeat(Math.max(1, Math.min(length, line.trimEnd().length - column)));
  const indent = line.length - line.trimStart().length;
  const hash = Math.max(0, Math.min(indent, column - 2));
  return `${' '.repeat(hash)}#${' '.repeat(column - hash - 1)}${carets} ${what}`;
}

/** The files after the preferred fix of every diagnostic of a code; undefined when none has one. */
export function fixed(files: Files, code: string): Files | undefined {
  const { project, diagnostics } = diagnosticsOf(files);
  const fixes = diagnostics
    .filter((diagnostic) => diagnostic.code === code)
    .flatMap((diagnostic) => diagnostic.fixes.find(({ preferred }) => preferred) ?? []);
  if (fixes.length === 0) return undefined;
  return new Map(project.files.map(({ file, tree }) => [file, applied(tree, fixes, file)] as const));
}

/** A text after all edits of the fixes in its file, from its end to its start. */
export function applied(tree: Tree, fixes: readonly Fix[], file: string): string {
  const edits = fixes
    .flatMap((fix) => fix.edits)
    .filter(({ place }) => place.file === file)
    .map(({ place, text }) => ({ ...absolute(tree, place.piece, place.span), text }))
    .sort((one, other) => other.start - one.start);
  return edits.reduce(
    (text, { start, end, text: inserted }) => text.slice(0, start) + inserted + text.slice(end),
    tree.text,
  );
}
