// Comments that silence diagnostics: `# bridgehead-disable-next-line CODE, CODE: why`. What a piece has of them follows
// from its text alone, so an edit costs what it touches.

import { scan, type Tokens } from './scan.ts';
import type { Piece, Span, Spanned } from './tree.ts';

/** The words that such a comment begins with. */
export const disableNextLine = 'bridgehead-disable-next-line';

/** A comment that is one, or that begins like one; all spans count from the start of its piece. */
export interface DisableComment {
  /** From its `#` to the end of its words. */
  readonly span: Span;
  /** Its first word: `bridgehead-disable-next-line`, or what was written instead. */
  readonly directive: Spanned<string>;
  readonly codes: readonly Spanned<string>[];
  /** What stands behind `:`; '' when nothing does. */
  readonly reason: string;
  /** Whether it has its line for itself. */
  readonly isAlone: boolean;
  /** The first word in the line below, lines of comment left out; undefined where that line is empty or there is none. */
  readonly below: number | undefined;
}

const none: readonly DisableComment[] = [];
const known = new WeakMap<Piece, readonly DisableComment[]>();

/** The comments of a piece, in the order of its text; the same list each time. */
export function disableComments(piece: Piece): readonly DisableComment[] {
  const comments = known.get(piece);
  if (comments !== undefined) return comments;
  const found = piece.text.includes(beginning) ? commentsIn(scan(piece.text)) : none;
  known.set(piece, found);
  return found;
}

/** Whether the words of a comment silence something and say nothing to people. */
export function isDisableComment(comment: string): boolean {
  return comment.replace(/^#\s*/, '').startsWith(beginning);
}

const beginning = 'bridgehead-disable';

/** Comments stand between tokens. */
function commentsIn(tokens: Tokens): readonly DisableComment[] {
  const { text, starts, ends } = tokens;
  const comments: DisableComment[] = [];
  for (let i = 0; i <= starts.length; i++) {
    const from = ends[i - 1] ?? 0;
    const between = text.slice(from, starts[i] ?? text.length);
    if (!between.includes(beginning)) continue;
    for (const match of between.matchAll(/#[^\r\n]*/g)) {
      const start = from + match.index;
      const comment = match[0].trimEnd();
      if (isDisableComment(comment)) comments.push(commentAt(tokens, i, { start, end: start + comment.length }));
    }
  }
  return comments;
}

/** The comment of this span, which stands before token `i`. */
function commentAt({ text, starts, ends }: Tokens, i: number, span: Span): DisableComment {
  const comment = text.slice(span.start, span.end);
  const [, blanks = '', word = '', rest = ''] = /^(#\s*)([^\s:,]+)(.*)$/.exec(comment) ?? [];
  const directive = { start: span.start + blanks.length, end: span.start + blanks.length + word.length };
  const colon = rest.indexOf(':');
  const before = text.slice(ends[i - 1] ?? 0, span.start);
  return {
    span,
    directive: { value: word, span: directive },
    codes: codesIn(colon < 0 ? rest : rest.slice(0, colon), directive.end),
    reason: colon < 0 ? '' : rest.slice(colon + 1).trim(),
    isAlone: (i === 0 ? /(^|[\r\n])[ \t]*$/ : /[\r\n][ \t]*$/).test(before),
    below: startBelow(text.slice(span.start, starts[i]), starts[i]),
  };
}

function codesIn(text: string, offset: number): readonly Spanned<string>[] {
  return [...text.matchAll(/[^\s,]+/g)].map(({ 0: value, index }) => {
    return { value, span: { start: offset + index, end: offset + index + value.length } };
  });
}

/** Where the token behind a comment stands, when every line between the two is a comment too. */
function startBelow(between: string, token: number | undefined): number | undefined {
  const [, ...lines] = between.split(/\r\n|\n|\r/);
  if (token === undefined || lines.length === 0) return undefined;
  const isBlank = lines.pop()?.trim() === '';
  return isBlank && lines.every((line) => line.trim().startsWith('#')) ? token : undefined;
}
