// A cost of its own in an SMTP or X.400 connector, where costs stand behind the address spaces.

import { endOfWords } from '../cut.ts';
import { isMark, tokenText, type Tokens } from '../scan.ts';
import { spanOfTokens, syntaxFault } from '../syntax-fault.ts';
import type { Fault, Span } from '../tree.ts';
import { blanksAt, leavingOut, lineStartBefore, type Typed } from './typed.ts';

/** `cost 5` in an SMTP connector: goes behind each address space, or each connected group, that has none. */
export function spaceCost({ block, tokens, first, end, text, start }: Typed): Fault | undefined {
  const cost = /^costs?[ \t]*[:=]?[ \t]*(\d+)$/.exec(text)?.[1];
  if ((block !== 'smtp connector' && block !== 'x400 connector') || cost === undefined) return undefined;
  const span = { start, end: start + text.length };
  const places = placesOfCosts(tokens);
  const message = `Costs stand behind each address space here: 'address space * cost ${cost}'.`;
  if (places.length > mostPlaces) return syntaxFault(span, message);
  if (places.length === 0) return syntaxFault(span, message, leavingOut(tokens, first, end));
  const edits = places.map((at) => ({ span: { start: at, end: at }, text: ` cost ${cost}` }));
  return syntaxFault(span, message, {
    title: `Write 'cost ${cost}' there`,
    edits: [...edits, { span: wholeLine(tokens, first, end), text: '' }].toSorted(
      (one, other) => one.span.start - other.span.start,
    ),
  });
}

/** More than anybody mends at once. */
const mostPlaces = 100;

const known = new WeakMap<Tokens, readonly number[]>();

function placesOfCosts(tokens: Tokens): readonly number[] {
  const before = known.get(tokens);
  if (before !== undefined) return before;
  const places = missingCosts(tokens);
  known.set(tokens, places);
  return places;
}

/** Where costs are missing: of address spaces, else of connected groups. */
function missingCosts(tokens: Tokens): readonly number[] {
  const spaces: number[] = [];
  const groups: number[] = [];
  for (let i = 0; i < tokens.starts.length;) {
    const end = endOfWords(tokens, i);
    if (tokenText(tokens, i) === 'address' && tokenText(tokens, i + 1) === 'space') {
      spaces.push(...withoutCost(tokens, i + 2, end));
    } else if (tokenText(tokens, i) === 'connect') groups.push(...withoutCost(tokens, i + 1, end));
    i = Math.max(end, i + 1);
  }
  return spaces.length > 0 ? spaces : groups;
}

/** The ends of the items of a list that have no cost. */
function withoutCost(tokens: Tokens, first: number, end: number): readonly number[] {
  const places: number[] = [];
  let from = first;
  for (let i = first; i <= end; i++) {
    if (i < end && !isMark(tokens, i, ',')) continue;
    const hasCost = i - from > 2 && tokenText(tokens, i - 2) === 'cost';
    if (i > from && !hasCost) places.push(tokens.ends[i - 1] ?? 0);
    from = i + 1;
  }
  return places;
}

/** A statement with the line that it has to itself, or with the `;` that parts it from the next one. */
function wholeLine(tokens: Tokens, first: number, end: number): Span {
  const { text } = tokens;
  const span = spanOfTokens(tokens, first, end - 1);
  const start = lineStartBefore(text, span.start);
  const behind = span.end + blanksAt(text, span.end);
  const lineEnd = /\r\n|\n|\r/y;
  lineEnd.lastIndex = behind;
  const [ended] = lineEnd.exec(text) ?? [];
  if (start !== undefined && start > 0 && ended !== undefined) return { start, end: behind + ended.length };
  const next = isMark(tokens, end, ';') ? (tokens.ends[end] ?? span.end) : span.end;
  return { start: span.start, end: next + blanksAt(text, next) };
}
