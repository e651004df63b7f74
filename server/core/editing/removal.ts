import type { Span, Tree } from '#core/syntax/tree';
import type { Replacement } from './addition.ts';
import { startOfLine } from './style.ts';

/**
 * Takes a statement out of a file: with its line where it has one for itself, else with the `;` that parts it from the
 * next one or the one before.
 */
export function removal({ text }: Tree, { start, end }: Span): Replacement {
  return { span: around(text, start, end), parts: [] };
}

function around(text: string, start: number, end: number): Span {
  const [behind = ''] = /^[ \t]*;?[ \t]*/.exec(text.slice(end)) ?? [];
  const lineStart = startOfLine(text, start);
  const rest = /^(\r\n|\n|\r|$)/.exec(text.slice(end + behind.length));
  const isFirst = text.slice(lineStart, start).trim() === '';
  if (isFirst && rest !== null) return { start: lineStart, end: end + behind.length + rest[0].length };
  if (behind.includes(';')) return { start, end: end + behind.length };
  const before = /;?[ \t]*$/.exec(text.slice(lineStart, start))?.[0] ?? '';
  if (before.startsWith(';')) return { start: start - before.length, end };
  return { start, end: end + behind.length };
}
