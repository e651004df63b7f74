// One version of a file's text, and the next one after an edit: tree and line starts are carried over, not made anew.

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { lineStarts, offsetAt } from '#core/syntax/lines';
import { parse, reparse } from '#core/syntax/parse';
import type { SourceFile } from '../features/snapshot.ts';

export function readFile(file: string, text: string): SourceFile {
  const tree = parse(text);
  return { file, tree, lines: lineStarts(tree.text) };
}

/** The file after LSP's changes, one after the other. */
export function changeFile(source: SourceFile, changes: readonly TextDocumentContentChangeEvent[]): SourceFile {
  return changes.reduce(change, source);
}

function change(source: SourceFile, event: TextDocumentContentChangeEvent): SourceFile {
  if (!('range' in event)) return readFile(source.file, event.text);
  const length = source.tree.text.length;
  const start = Math.min(offsetAt(source.lines, event.range.start), length);
  const end = Math.max(start, Math.min(offsetAt(source.lines, event.range.end), length));
  const tree = reparse(source.tree, { start, end, text: event.text });
  return { file: source.file, tree, lines: editLineStarts(source.lines, tree.text, { start, end, text: event.text }) };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The line starts of `text`, which is what the edit made of a text with the line starts `before`. Lines that the edit
 * does not touch are moved; one line more on either side is read again, as an edit may join or part a CR and its LF.
 */
export function editLineStarts(before: readonly number[], text: string, edit: Edit): readonly number[] {
  const shift = edit.text.length - (edit.end - edit.start);
  const first = Math.max(0, lineOf(before, edit.start) - 1);
  const last = Math.min(before.length, lineOf(before, edit.end) + 2);
  const from = before[first] ?? 0;
  const to = last < before.length ? (before[last] ?? 0) + shift : text.length;
  const between = lineStarts(text.slice(from, to));
  const after = last < before.length ? between.length - 1 : between.length;
  const next = before.slice(0, first);
  for (let i = 0; i < after; i++) next.push(from + (between[i] ?? 0));
  for (let i = last; i < before.length; i++) next.push((before[i] ?? 0) + shift);
  return next;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
