// What is wrong with the nesting of declarations, in the words of the language.

import type { IncludeStatement } from './actions.ts';
import type { ParsedPiece } from './piece.ts';
import { titleOf } from './blocks.ts';
import { scan } from './scan.ts';
import { syntaxFault } from './syntax-fault.ts';
import type { BlockKind, Fault, MendEdit, Span, Statement } from './tree.ts';

function headSpan(piece: ParsedPiece): Span {
  return piece.declares?.span ?? { start: 0, end: piece.text.trimEnd().length };
}

/** What is declared, in a sentence: `server 'A'`. */
export function declared(piece: ParsedPiece): string {
  return lower(titled(piece.block, piece));
}

function titled(kind: BlockKind, piece: ParsedPiece): string {
  const name = piece.declares?.name?.value;
  return name === undefined ? `This ${titleOf(kind)}` : `${capital(titleOf(kind))} '${name}'`;
}

/** A declaration has no `}`; `last` is the last piece that is in it. */
export function missingEnd(head: ParsedPiece, last: ParsedPiece): Fault {
  const message = `${titled(head.block, head)} has no closing '}'. Add it behind its last line.`;
  return syntaxFault(headSpan(head), message, { title: "Add '}'", edits: [endBehind(head, last)] });
}

/** A `}` on a line of its own behind the last words of a piece, and behind the comment on their line. */
function endBehind(head: ParsedPiece, last: ParsedPiece): MendEdit {
  const end = last.foreign ?? scan(last.text).ends.at(-1) ?? 0;
  const at = end + (/^[ \t]*#[^\r\n]*/.exec(last.text.slice(end))?.[0].length ?? 0);
  return { span: { start: at, end: at }, text: `${lineEndOf(head, last)}${indentOf(head)}}`, piece: last };
}

function lineEndOf(...pieces: readonly ParsedPiece[]): string {
  for (const { text } of pieces) {
    const end = /\r\n|\n|\r/.exec(text)?.[0];
    if (end !== undefined) return end;
  }
  return '\n';
}

function indentOf(head: ParsedPiece): string {
  return /[ \t]*$/.exec(head.text.slice(0, headSpan(head).start))?.[0] ?? '';
}

/** A declaration whose `}` is missing before the one that `end` ends with, which stands where that of another is. */
export function missingEndBefore(head: ParsedPiece, end: ParsedPiece): Fault {
  const at = end.end - 1 - (/[ \t]*$/.exec(end.text.slice(0, end.end - 1))?.[0].length ?? 0);
  const message = `${titled(head.block, head)} has no closing '}'. Add it behind its last line.`;
  const edit = { span: { start: at, end: at }, text: `${indentOf(head)}}${lineEndOf(head, end)}`, piece: end };
  return syntaxFault(headSpan(head), message, { title: "Add '}'", edits: [edit] });
}

/** A declaration that stands in the block of one that can hold none of its kind: that one ends before it. */
export function notInside(outer: ParsedPiece, last: ParsedPiece, inner: ParsedPiece, end: ParsedPiece): Fault {
  const kind = capital(titleOf(inner.block));
  const message = `${kind}s stand outside of ${lower(titled(outer.block, outer))}. Its '}' stands before the first of them.`;
  const edits = [endBehind(outer, last), { span: { start: end.end - 1, end: end.end }, text: '', piece: end }];
  return syntaxFault(headSpan(inner), message, { title: "Move '}' up", edits });
}

/** A `}` that closes nothing. */
export function superfluousEnd(piece: ParsedPiece): Fault {
  const span = { start: piece.end - 1, end: piece.end };
  return syntaxFault(span, "This '}' closes nothing; every block is closed already. Remove it.", {
    title: "Remove '}'",
    edits: [{ span, text: '' }],
  });
}

/** A `}` behind which the block goes on; `what` shows that. */
export function earlyEnd(piece: ParsedPiece, head: ParsedPiece, what: string): Fault {
  const span = { start: piece.end - 1, end: piece.end };
  return syntaxFault(span, `This '}' ends ${lower(titled(head.block, head))} early; ${what} below belongs in it.`, {
    title: "Remove '}'",
    edits: [{ span, text: '' }],
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** In the middle of a sentence; SMTP and X.400 stay as they are. */
function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** A declaration that stands where none of its kind can. */
export function outside(kind: BlockKind, piece: ParsedPiece, home: string): Fault {
  const message = `${titled(kind, piece)} stands outside; it belongs ${home}. `;
  return syntaxFault(headSpan(piece), message.trimEnd());
}

/** A statement that stands in its block already. */
export function repeated(statement: Statement, phrase: string): Fault {
  return syntaxFault(statement.span, `'${phrase}' is said already in this block. Keep one of the two.`, {
    title: `Remove this '${phrase}'`,
    edits: [{ span: statement.span, text: '' }],
  });
}

/** An `include` behind a declaration. */
export function lateInclude(include: IncludeStatement): Fault {
  return syntaxFault(include.span, "'include' stands at the top of the file, before any declaration.");
}
