// What is wrong with the nesting of declarations, in the words of the language.

import type { IncludeStatement } from './actions.ts';
import type { ParsedPiece } from './piece.ts';
import { scan } from './scan.ts';
import { syntaxFault } from './syntax-fault.ts';
import type { BlockKind, Fault, Span, Statement } from './tree.ts';

function headSpan(piece: ParsedPiece): Span {
  return piece.declares?.span ?? { start: 0, end: piece.text.trimEnd().length };
}

function titled(kind: BlockKind, piece: ParsedPiece): string {
  const name = piece.declares?.name?.value;
  return name === undefined ? `This ${kind}` : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} '${name}'`;
}

/** A declaration has no `}`. */
export function missingEnd(head: ParsedPiece, pieces: readonly ParsedPiece[]): Fault {
  const message = `${titled(head.block, head)} has no closing '}'. Add it behind its last line.`;
  if (pieces.length > 1) return syntaxFault(headSpan(head), message);
  const tokens = scan(head.text);
  const end = tokens.ends.at(-1) ?? 0;
  const lineEnd = /\r\n|\n|\r/.exec(head.text)?.[0] ?? '\n';
  const indent = /[ \t]*$/.exec(head.text.slice(0, tokens.starts[0]))?.[0] ?? '';
  // A comment may stand behind the last statement.
  const behind = end + (/^[ \t]*#[^\r\n]*/.exec(head.text.slice(end))?.[0].length ?? 0);
  return syntaxFault(headSpan(head), message, {
    title: "Add '}'",
    edits: [{ span: { start: behind, end: behind }, text: `${lineEnd}${indent}}` }],
  });
}

/** A `}` that closes nothing. */
export function superfluousEnd(piece: ParsedPiece): Fault {
  const span = { start: piece.end - 1, end: piece.end };
  return syntaxFault(span, "This '}' closes nothing; every block is closed already. Remove it.", {
    title: "Remove '}'",
    edits: [{ span, text: '' }],
  });
}

/** A `}` behind which the block goes on. */
export function earlyEnd(piece: ParsedPiece, head: ParsedPiece, phrase: string): Fault {
  const span = { start: piece.end - 1, end: piece.end };
  return syntaxFault(span, `This '}' ends ${lower(titled(head.block, head))} early; '${phrase}' below belongs in it.`, {
    title: "Remove '}'",
    edits: [{ span, text: '' }],
  });
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A declaration that stands where none of its kind can. */
export function outside(kind: BlockKind, piece: ParsedPiece, home: string): Fault {
  const message = `${titled(kind, piece)} stands outside; it belongs ${home}. `;
  return syntaxFault(headSpan(piece), `${message}Is a '}' above it too many?`);
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
