// One version of a file's text, and the next one after an edit: tree and line starts are carried over, not made anew.

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { lineStarts, offsetAt } from '#core/syntax/lines';
import { parse, reparse } from '#core/syntax/parse';
import { textBetween } from '#core/syntax/places';
import type { SourceFile } from '../features/snapshot.ts';

export function readFile(file: string, text: string): SourceFile {
  const tree = parse(text);
  return { file, tree, lines: Uint32Array.from(lineStarts(tree.text)) };
}

/** The file after LSP's changes, one after the other. */
export function changeFile(source: SourceFile, changes: readonly TextDocumentContentChangeEvent[]): SourceFile {
  return changes.reduce(change, source);
}

/** The same from the text alone, for the case that a fault of ours keeps the tree from being carried over. */
export function rereadFile(source: SourceFile, changes: readonly TextDocumentContentChangeEvent[]): SourceFile {
  let { text } = source.tree;
  for (const event of changes) {
    if (!('range' in event)) {
      text = event.text;
      continue;
    }
    const lines = lineStarts(text);
    const start = offsetAt(lines, event.range.start);
    text = text.slice(0, start) + event.text + text.slice(Math.max(start, offsetAt(lines, event.range.end)));
  }
  return readFile(source.file, text);
}

function change(source: SourceFile, event: TextDocumentContentChangeEvent): SourceFile {
  if (!('range' in event)) return readFile(source.file, event.text);
  const { file, tree, lines } = source;
  const start = Math.min(offsetAt(lines, event.range.start), tree.length);
  const end = Math.max(start, Math.min(offsetAt(lines, event.range.end), tree.length));
  const edit = { start, end, text: event.text };
  const after = reparse(tree, edit);
  // A byte-order mark that is pasted at the start counts as no character.
  const isWhole = after.length === tree.length + edit.text.length - (end - start);
  if (!isWhole) return { file, tree: after, lines: Uint32Array.from(lineStarts(after.text)) };
  return { file, tree: after, lines: editLineStarts(lines, after, edit, textBetween) };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The line starts of a text that an edit made of one with the line starts `before`. Lines that the edit does not touch
 * are moved; one line more on either side is read again, as an edit may join or part a CR and its LF.
 */
export function editLineStarts<Text extends { readonly length: number }>(
  before: ArrayLike<number>,
  text: Text,
  edit: Edit,
  between: (text: Text, start: number, end: number) => string,
): Uint32Array {
  const shift = edit.text.length - (edit.end - edit.start);
  const first = Math.max(0, lineOf(before, edit.start) - 1);
  const last = Math.min(before.length, lineOf(before, edit.end) + 2);
  const from = before[first] ?? 0;
  const isEnd = last === before.length;
  const to = isEnd ? text.length : (before[last] ?? 0) + shift;
  const read = lineStarts(between(text, from, to));
  const count = isEnd ? read.length : read.length - 1;
  const next = new Uint32Array(first + count + before.length - last);
  for (let i = 0; i < first; i++) next[i] = before[i] ?? 0;
  for (let i = 0; i < count; i++) next[first + i] = from + (read[i] ?? 0);
  for (let i = last; i < before.length; i++) next[first + count + i - last] = (before[i] ?? 0) + shift;
  return next;
}

function lineOf(starts: ArrayLike<number>, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
