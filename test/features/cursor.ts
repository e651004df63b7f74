// Fixtures with cursors: `<|>` marks an offset, `<|text|>` a range, `#- london.topo` begins the next file.

import type { Position, Range } from 'vscode-languageserver';
import { lineStarts, positionAt } from '#core/syntax/lines';
import type { Snapshot, SourceFile } from '../../server/features/snapshot.ts';
import { readFile } from '../../server/lsp/text-file.ts';
import { isDue } from '#core/testing/test-run';
import { TopologyState } from '../../server/lsp/topology-state.ts';

export interface Fixture {
  readonly snapshot: Snapshot;
  /** The file and offset of the only `<|>`. */
  readonly offset: number;
  readonly position: Position;
  /** The ranges marked by `<|text|>`, as `file:line:character-line:character`, sorted. */
  readonly marked: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

const folder = 'file:///mail/';

/** The topology of the first file; the snapshot is about the file that holds the offset, else about the first. */
export function fixture(text: string): Fixture {
  const files = splitFiles(text).map(({ name, body }) => ({ file: folder + name, ...unmark(body) }));
  const sources = new Map<string, SourceFile>(files.map(({ file, text: body }) => [file, readFile(file, body)]));
  const first = files[0]!;
  const asked = files.find((one) => one.offset !== undefined) ?? first;
  const state = new TopologyState(first.file);
  state.refresh((file) => sources.get(file));
  const offset = asked.offset ?? 0;
  return {
    snapshot: played(state).snapshot(asked.file)!,
    offset,
    position: positionAt(lineStarts(asked.text), offset),
    marked: files
      .flatMap(({ file, text: body, ranges }) => ranges.map((span) => described(file, rangeIn(body, span))))
      .sort(),
    texts: new Map(files.map(({ file, text: body }) => [file, body])),
  };
}

export function described(uri: string, { start, end }: Range): string {
  return `${uri.replace(folder, '')}:${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** A file's text after LSP edits. */
export function applyEdits(
  text: string,
  edits: readonly { readonly range: Range; readonly newText: string }[],
): string {
  const starts = lineStarts(text);
  const offsetOf = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce(
      (done, edit) => done.slice(0, offsetOf(edit.range.start)) + edit.newText + done.slice(offsetOf(edit.range.end)),
      text,
    );
}

/** The text without what every line of it is indented by. */
export function topo(strings: TemplateStringsArray): string {
  const lines = (strings.raw[0] ?? '').replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}

function splitFiles(text: string): { name: string; body: string }[] {
  const parts = text.split(/^#- (.+)\n/m);
  const files = parts[0] === '' ? [] : [{ name: 'main.topo', body: parts[0]! }];
  for (let i = 1; i < parts.length; i += 2) files.push({ name: parts[i]!, body: parts[i + 1]! });
  return files;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function unmark(marked: string): { text: string; offset: number | undefined; ranges: Span[] } {
  let text = '';
  let offset: number | undefined;
  let open: number | undefined;
  const ranges: Span[] = [];
  for (const part of marked.split(/(<\|>|<\||\|>)/)) {
    if (part === '<|>') offset = text.length;
    else if (part === '<|') open = text.length;
    else if (part === '|>') ranges.push({ start: open!, end: text.length });
    else text += part;
  }
  return { text, offset, ranges };
}

function rangeIn(text: string, { start, end }: Span): Range {
  const starts = lineStarts(text);
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}

/** With everything run that its tests and scenarios give. */
function played(state: TopologyState): TopologyState {
  while (isDue(state.tests)) state.continueTests(() => false);
  return state;
}
