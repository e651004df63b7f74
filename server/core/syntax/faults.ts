// What is wrong with a statement or a head, in the words of the language. Parsing asks for one fault for what is wrong.

import { blocks, declarationKinds, phraseAt } from './blocks.ts';
import type { Head } from './cut.ts';
import { phraseOf } from './grammar.ts';
import { headHabitOf } from './habits/heads.ts';
import { habitOf } from './habits/habits.ts';
import { leavingOut } from './habits/typed.ts';
import { mistake, semicolonInList, severalWords, unquotedName, wordsOfName } from './mistakes.ts';
import { nearest } from './nearest.ts';
import { isMark, tokenText, type Tokens } from './scan.ts';
import type { Failure } from './statement.ts';
import { spanOfTokens, syntaxFault } from './syntax-fault.ts';
import type { BlockKind, Fault } from './tree.ts';
import { shown } from './values.ts';

/** `{` is missing behind a head, or stands on a line of its own. */
export function missingBrace(tokens: Tokens, brace: number): Fault {
  const end = tokens.ends[brace - 1] ?? 0;
  const add = { span: { start: end, end }, text: ' {' };
  if (isMark(tokens, brace, '{')) {
    const span = spanOfTokens(tokens, brace);
    const edits = [add, { span, text: '' }];
    return syntaxFault(span, "'{' stands on the line of the name.", { title: "Move '{' up", edits });
  }
  const span = spanOfTokens(tokens, brace - 1);
  return syntaxFault(span, `Expected '{' behind '${shown(tokenText(tokens, brace - 1))}'.`, {
    title: "Add '{'",
    edits: [add],
  });
}

/** A `{` that no declaration begins with, and the `}` that ends it. */
export function strayBrace(tokens: Tokens, brace: number, end: number | undefined): Fault {
  const marks = end === undefined ? [brace] : [brace, end];
  const said = end === undefined ? 'Remove it.' : "Remove it and its '}'.";
  return syntaxFault(spanOfTokens(tokens, brace), `Only a declaration has a block, so no '{' stands here. ${said}`, {
    title: end === undefined ? "Remove '{'" : "Remove '{' and '}'",
    edits: marks.map((mark) => ({ span: spanOfTokens(tokens, mark), text: parts(tokens, mark) ? ';' : '' })),
  });
}

/** Whether the mark stands between two statements of one line. */
function parts(tokens: Tokens, mark: number): boolean {
  const onLine = (i: number) => i > 0 && i < tokens.starts.length && tokens.gaps[i] !== 'line';
  const isOneOf = (i: number, marks: readonly string[]) => marks.some((one) => isMark(tokens, i, one));
  return onLine(mark) && onLine(mark + 1) && !isOneOf(mark - 1, ['{', ';']) && !isOneOf(mark + 1, ['}', ';']);
}

/** A comma that nothing follows. */
export function trailingComma(tokens: Tokens, comma: number): Fault {
  const span = spanOfTokens(tokens, comma);
  return syntaxFault(span, 'Nothing follows this comma, so the list ends before it. Remove it.', {
    title: 'Remove the comma',
    edits: [{ span, text: '' }],
  });
}

/** A head that the grammar does not take; without a failure, of a declaration that nobody knows. */
export function headFault(head: Head, tokens: Tokens, failure: Failure | undefined): Fault {
  const end = head.endOfWords;
  const span = spanOfTokens(tokens, 0, head.keywords - 1);
  const written = tokens.text.slice(span.start, span.end);
  const habit = headHabitOf(head, tokens);
  if (habit !== undefined) return habit;
  if (failure === undefined || head.kind === 'unknown') {
    const kinds = listed([...declarationKinds], 'or');
    return syntaxFault(span, `'${shown(written)}' cannot be declared. Expected ${kinds}.`);
  }
  const name = wordsOfName(tokens, head);
  if (name !== undefined) return unquotedName(tokens, name.first, name.last);
  const rule = blocks[head.kind].head ?? '';
  const stop = { rule, tokens, first: 0, end, at: failure.token, expected: failure.expected };
  return mistake(stop) ?? severalWords(stop) ?? expectation(tokens, 0, end, failure);
}

/** A head whose keywords, up to `end`, are nearly those of a kind. */
export function misspeltHead(kind: Head['kind'], tokens: Tokens, end: number): Fault {
  const span = { start: tokens.starts[0] ?? 0, end };
  const written = tokens.text.slice(span.start, end);
  return syntaxFault(span, `'${shown(written)}' cannot be declared; did you mean '${kind}'?`, {
    title: `Change to '${kind}'`,
    edits: [{ span, text: kind }],
  });
}

/** A statement that the grammar does not take in this block. */
export function statementFault(block: BlockKind, tokens: Tokens, first: number, end: number, failure: Failure): Fault {
  const rule = blocks[block].line;
  const stop = { rule, tokens, first, end, at: first + failure.token, expected: failure.expected };
  const known = habitOf(block, tokens, first, end) ?? mistake(stop);
  if (known !== undefined) return known;
  if (block === 'file' && tokenText(tokens, first) === 'host' && end > first + 1) return hostWithoutBlock(tokens, end);
  return (
    (failure.token === 0 ? unknownStatement(block, tokens, first, end) : misspelt(tokens, first, failure)) ??
    severalWords(stop) ??
    expectation(tokens, first, end, failure)
  );
}

/** A mail system is one by its block: without it `host NAME` is no head. */
function hostWithoutBlock(tokens: Tokens, end: number): Fault {
  if (isMark(tokens, end, '{')) return missingBrace(tokens, end);
  const span = spanOfTokens(tokens, end - 1);
  return syntaxFault(span, `Expected '{' behind '${shown(tokenText(tokens, end - 1))}'.`, {
    title: "Add '{ }'",
    edits: [{ span: { start: span.end, end: span.end }, text: ' { }' }],
  });
}

/** A statement whose first words no statement of the block begins with. */
function unknownStatement(block: BlockKind, tokens: Tokens, first: number, end: number): Fault | undefined {
  if (tokens.kinds[first] !== 'word') {
    return semicolonInList(blocks[block], tokens, first, end) ?? notAStatement(block, tokens, first);
  }
  const phrases = Object.values(blocks).map((other) => phraseAt(other, tokens, first) ?? '');
  const [phrase = ''] = phrases.toSorted((one, other) => other.length - one.length);
  if (phrase !== '') {
    const span = spanOfTokens(tokens, first, first + phrase.split(' ').length - 1);
    const elsewhere = Object.values(blocks).filter((_, i) => phrases[i] === phrase);
    const homes = listed([...new Set(elsewhere.map(({ called }) => called))], 'or');
    const message = `'${phrase}' belongs ${homes}, not ${blocks[block].called}.`;
    return syntaxFault(span, message, { ...leavingOut(tokens, first, end), isGuess: true });
  }
  return (
    nearPhrase(block, tokens, first, end) ??
    semicolonInList(blocks[block], tokens, first, end) ??
    notAStatement(block, tokens, first)
  );
}

/** As many words as a phrase of the block has come near to it. */
function nearPhrase(block: BlockKind, tokens: Tokens, first: number, end: number): Fault | undefined {
  for (const count of [4, 3, 2, 1]) {
    if (first + count > end) continue;
    const span = spanOfTokens(tokens, first, first + count - 1);
    const written = tokens.text.slice(span.start, span.end);
    const phrases = blocks[block].phrases.filter((phrase) => phrase.split(' ').length === count);
    const near = nearest(written, phrases);
    if (near === undefined) continue;
    return syntaxFault(span, `'${shown(written)}' is not a statement; did you mean '${near}'?`, {
      title: `Change to '${near}'`,
      edits: [{ span, text: near }],
    });
  }
  return undefined;
}

function notAStatement(block: BlockKind, tokens: Tokens, first: number): Fault {
  const { called, phrases, holds } = blocks[block];
  const what = listed([...phrases, ...holds].map(quote), 'or') || "'}'";
  return syntaxFault(
    spanOfTokens(tokens, first),
    `'${shown(tokenText(tokens, first))}' does not belong ${called}. Expected ${what}.`,
  );
}

/** A keyword with a slip of the pen in it. */
function misspelt(tokens: Tokens, first: number, failure: Failure): Fault | undefined {
  const at = first + failure.token;
  if (tokens.kinds[at] !== 'word') return undefined;
  const words = failure.expected.filter((item) => /^"[a-z]/.test(item)).map((item) => item.slice(1, -1));
  const written = tokenText(tokens, at);
  const near = nearest(written, words);
  if (near === undefined || near === written) return undefined;
  const span = spanOfTokens(tokens, at);
  return syntaxFault(span, `Expected '${near}', not '${shown(written)}'.`, {
    title: `Change to '${near}'`,
    edits: [{ span, text: near }],
  });
}

/** What was expected where the statement stops making sense. */
function expectation(tokens: Tokens, first: number, end: number, failure: Failure): Fault {
  const at = first + failure.token;
  const items = failure.expected.filter((item) => item !== 'end of input').map(inWords);
  const expected = listed(items, 'or');
  const isLong = expected.length > 60;
  if (at >= end) {
    const last = shown(tokenText(tokens, end - 1));
    const long = `Something is missing behind '${last}'. Expected ${expected}.`;
    return syntaxFault(spanOfTokens(tokens, end - 1), isLong ? long : `Expected ${expected} behind '${last}'.`);
  }
  const span = spanOfTokens(tokens, at);
  const found = shown(tokenText(tokens, at));
  if (!failure.expected.includes('end of input')) {
    const long = `'${found}' does not fit here. Expected ${expected}.`;
    return syntaxFault(span, isLong ? long : `Expected ${expected}, not '${found}'.`);
  }
  const more = expected === '' ? '' : ` Only ${expected} can follow.`;
  return syntaxFault(span, `The statement ends before '${found}'.${more}`);
}

/** An item of Ohm's list of expectations as people say it. */
function inWords(item: string): string {
  if (item === '","') return 'a comma';
  return item.startsWith('"') ? quote(phraseOf(item.slice(1, -1))) : item;
}

function quote(word: string): string {
  return `'${word}'`;
}

function listed(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}
