// What is wrong with a statement or a head, in the words of the language.

import type { Head } from './cut.ts';
import { tokenText, type Tokens } from './scan.ts';
import type { Failure } from './statement.ts';
import type { BlockKind, Fault, Mend, Span } from './tree.ts';

/** A token has at most so many characters; a statement so many tokens. More would take the grammar seconds. */
export const longestToken = 1024;
export const mostTokens = 4000;

function syntaxFault(span: Span, message: string, mend?: Mend): Fault {
  return { code: 'syntax', span, message, ...(mend === undefined ? {} : { mend }) };
}

function spanOf(tokens: Tokens, first: number, last = first): Span {
  return { start: tokens.starts[first] ?? tokens.text.length, end: tokens.ends[last] ?? tokens.text.length };
}

/** What no rule of the grammar is asked about: characters and quotation marks that are wrong wherever they stand. */
export function lexicalFault(tokens: Tokens, first: number, end: number): Fault | undefined {
  if (end - first > mostTokens) {
    return syntaxFault(spanOf(tokens, first), 'This statement is too long. Write it as several; lists add up.');
  }
  for (let i = first; i < end; i++) {
    const span = spanOf(tokens, i);
    if (span.end - span.start > longestToken) {
      return syntaxFault(span, `This is too long; nothing has more than ${longestToken} characters.`);
    }
    if (tokens.kinds[i] === 'unclosed') return syntaxFault(span, 'A quoted name ends on its line; add the closing ".');
    if (tokens.kinds[i] === 'stray') return syntaxFault(span, `'${tokenText(tokens, i)}' has no meaning here.`);
  }
  return undefined;
}

export function missingBrace(tokens: Tokens, brace: number): Fault {
  const end = tokens.ends[brace - 1] ?? 0;
  const span = spanOf(tokens, brace - 1);
  const later = spanOf(tokens, brace);
  const edits = [{ span: { start: end, end }, text: ' {' }];
  const moved = brace < tokens.starts.length && tokenText(tokens, brace) === '{';
  return syntaxFault(
    moved ? later : span,
    moved ? "'{' stands on the line of the name." : "Expected '{' behind the name.",
    {
      title: "Add '{'",
      edits: moved ? [...edits, { span: later, text: '' }] : edits,
    },
  );
}

export function strayBrace(tokens: Tokens, brace: number): Fault {
  const span = spanOf(tokens, brace);
  return syntaxFault(span, "Only a declaration has a block; no '{' stands here.", {
    title: "Remove '{'",
    edits: [{ span, text: '' }],
  });
}

export function trailingComma(tokens: Tokens, comma: number): Fault {
  const span = spanOf(tokens, comma);
  return syntaxFault(span, 'Nothing follows this comma, so the list ends before it. Remove it.', {
    title: 'Remove the comma',
    edits: [{ span, text: '' }],
  });
}

export function headFault(head: Head, tokens: Tokens, failure: Failure | undefined): Fault {
  if (failure === undefined) {
    return syntaxFault(spanOf(tokens, 0), `'${tokenText(tokens, 0)}' is not something that can be declared.`);
  }
  return syntaxFault(spanOf(tokens, failure.token), `Expected ${failure.expected.join(', ')}.`);
}

export function statementFault(block: BlockKind, tokens: Tokens, first: number, end: number, failure: Failure): Fault {
  const at = first + failure.token;
  const span = at < end ? spanOf(tokens, at) : spanOf(tokens, first, end - 1);
  return syntaxFault(span, `Expected ${failure.expected.join(', ')}.`);
}
