// Matches one statement with the grammar. Ohm takes about 100 µs for a line, so each shape of statement is matched only
// once: statements that differ only in their names, numbers and strings have the same shape, and what was learnt from
// the first is used to read the others. The memory of shapes is bounded, and no result depends on it.

import type { MatchResult } from 'ohm-js';
import { headOf, statementOf, type HeadParts, type IncludeStatement } from './actions.ts';
import type { Block } from './blocks.ts';
import { expectedAfter, keywords, matchText, rightmostFailure } from './grammar.ts';
import type { Places, Read } from './reading.ts';
import type { Tokens } from './scan.ts';
import type { Statement } from './tree.ts';

/** What the grammar says to a statement: how to read it, or where it stops making sense and what it expected there. */
export type Match<T> =
  | { readonly ok: true; readonly read: Read<T>; readonly places: Places }
  | { readonly ok: false; readonly failure: Failure };

/** Token `token` (counted from the statement's first; behind the last one when the statement is too short) is wrong. */
export interface Failure {
  readonly token: number;
  /** Keywords in quotation marks, values by the grammar's descriptions. */
  readonly expected: readonly string[];
}

/** Matches tokens `first` to `end` as a statement of a block. */
export function matchStatement(
  block: Block,
  tokens: Tokens,
  first: number,
  end: number,
): Match<readonly (Statement | IncludeStatement)[]> {
  return remembered(statements, { match: block.statement, expect: block.line }, tokens, first, end, statementOf);
}

/** Matches tokens `first` to `end` as the head of a declaration. */
export function matchHead(rule: string, tokens: Tokens, first: number, end: number): Match<HeadParts> {
  return remembered(heads, { match: rule, expect: rule }, tokens, first, end, headOf);
}

const statements = new Map<string, Match<readonly (Statement | IncludeStatement)[]>>();
const heads = new Map<string, Match<HeadParts>>();
const mostShapes = 4000;

/** The rule to match with, and the one that says what else could stand there. */
interface Rule {
  readonly match: string;
  readonly expect: string;
}

function remembered<T>(
  memory: Map<string, Match<T>>,
  rule: Rule,
  tokens: Tokens,
  first: number,
  end: number,
  readOf: (match: MatchResult) => Read<T>,
): Match<T> {
  const shape = rule.match + shapeOf(tokens, first, end);
  const known = memory.get(shape);
  if (known !== undefined) return known;
  if (memory.size >= mostShapes) memory.clear();
  const match = matched(rule, tokens, first, end, readOf);
  memory.set(shape, match);
  return match;
}

function matched<T>(
  rule: Rule,
  tokens: Tokens,
  first: number,
  end: number,
  readOf: (match: MatchResult) => Read<T>,
): Match<T> {
  const from = tokens.starts[first] ?? 0;
  const sample = tokens.text.slice(from, tokens.ends[end - 1]);
  const result = matchText(sample, rule.match);
  if (!result.succeeded()) {
    const line = matchText(sample, rule.expect);
    const rightmost = from + rightmostFailure(line.succeeded() ? result : line);
    return { ok: false, failure: failureAt(rule.expect, tokens, first, end, rightmost) };
  }
  return { ok: true, read: readOf(result), places: placesOf(tokens, first, end) };
}

/**
 * The shape of a statement: its keywords and marks as they are, other words and strings by their sort, and the gaps.
 */
function shapeOf(tokens: Tokens, first: number, end: number): string {
  let shape = '';
  for (let i = first; i < end; i++) {
    const gap = tokens.gaps[i];
    if (i > first && gap !== 'none') shape += gap === 'blank' ? ' ' : '\n';
    const start = tokens.starts[i] ?? 0;
    if (tokens.kinds[i] === 'quoted') shape += '"';
    else if (tokens.kinds[i] === 'mark') shape += tokens.text.charAt(start);
    else shape += sortOfWord(tokens.text.slice(start, tokens.ends[i]));
  }
  return shape;
}

/**
 * A keyword is itself; the grammar sees of other words only whether they begin with a digit, and of those their digits.
 */
function sortOfWord(word: string): string {
  if (keywords.has(word)) return word;
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57 ? word.replace(/\d+/g, '0') : '\u0001';
}

function placesOf(tokens: Tokens, first: number, end: number): Places {
  const from = tokens.starts[first] ?? 0;
  const startingAt = new Map<number, number>();
  const endingAt = new Map<number, number>();
  for (let i = first; i < end; i++) {
    startingAt.set((tokens.starts[i] ?? 0) - from, i - first);
    endingAt.set((tokens.ends[i] ?? 0) - from, i - first);
  }
  return { startingAt, endingAt };
}

/**
 * A failure counts from the beginning of its token: what could have stood there is what the text before it asks for.
 */
function failureAt(rule: string, tokens: Tokens, first: number, end: number, offset: number): Failure {
  let token = first;
  while (token < end && (tokens.ends[token] ?? 0) <= offset) token++;
  const before = tokens.text.slice(tokens.starts[first], token < end ? tokens.starts[token] : tokens.ends[end - 1]);
  return { token: token - first, expected: expectedAfter(rule, before) };
}
