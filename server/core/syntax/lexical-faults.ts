// Characters and quotation marks that are wrong wherever they stand; no rule of the grammar is asked about them.

import type { Head } from './cut.ts';
import { curlyQuote, isCurlyQuoted, isUnusualBlank, straightened, unusualBlank } from './look-alikes.ts';
import { isMark, mostTokensOfLine, tokenText, type Tokens } from './scan.ts';
import { spanOfTokens, syntaxFault } from './syntax-fault.ts';
import type { Fault, Span } from './tree.ts';
import { halfQuoted } from './unclosed.ts';
import { shown } from './values.ts';
import { longestName } from './words.ts';

/** A token has at most so many characters; a statement so many tokens. More would take the grammar seconds. */
const longestToken = 1024;
const mostTokens = 4000;

/** A stray token is a name in curly quotes, one character, of two UTF-16 units at most, or the rest of a long line. */
const longestCharacter = 2;

/** The first token of a statement, or of a head, that none can have. */
export function lexicalFault(tokens: Tokens, first: number, end: number, head?: Head): Fault | undefined {
  if (end - first > mostTokens) {
    const span = spanOfTokens(tokens, first);
    return syntaxFault(span, `This list is too long (${mostTokens} words at most). Write several; lists add up.`);
  }
  for (let i = first; i < end; i++) {
    const span = spanOfTokens(tokens, i);
    if (tokens.kinds[i] === 'stray' && span.end - span.start > longestCharacter && !isCurlyQuoted(tokens, i)) {
      return syntaxFault(span, `This line is too long (${mostTokensOfLine} words at most). Break it into several.`);
    }
    if (span.end - span.start > longestToken) {
      const length = span.end - span.start;
      return syntaxFault(
        span,
        `This has ${length} characters; a name has at most ${longestName}, a text at most ${longestToken}.`,
      );
    }
    if (isMark(tokens, i, '}')) return endInWord(span);
    if (tokens.kinds[i] === 'unclosed') return unclosed(tokens, i, head);
    if (tokens.kinds[i] === 'stray') return stray(tokens, i, { first, end });
  }
  return undefined;
}

function endInWord(span: Span): Fault {
  return syntaxFault(span, "This '}' stands in a word, so it ends no block. Remove it.", {
    title: "Remove '}'",
    edits: [{ span, text: '' }],
  });
}

function unclosed(tokens: Tokens, i: number, head: Head | undefined): Fault {
  const name = halfQuoted(tokens, i, head);
  const lacksOpening = name?.missing === 'opening';
  const message = lacksOpening
    ? `Expected '"' at the start of the name, as at its end.`
    : `Expected '"' at the end of the name; it ends on its line.`;
  if (name === undefined) return syntaxFault(spanOfTokens(tokens, i), message);
  const { start, end, isGuess } = name;
  const at = lacksOpening ? start : end;
  const edits = [{ span: { start: at, end: at }, text: '"' }];
  return syntaxFault(spanOfTokens(tokens, i), message, { title: `Add '"'`, edits, isGuess });
}

function stray(tokens: Tokens, i: number, { first, end }: { readonly first: number; readonly end: number }): Fault {
  const character = tokenText(tokens, i);
  if (curlyQuote.test(character)) return curlyQuoted(tokens, i, end);
  if (unusualBlank.test(character)) return unusualBlanks(tokens, i, end);
  const span = spanOfTokens(tokens, i);
  if (isLost(character)) return syntaxFault(span, lost(character));
  if (character === '\\' && namesServers.has(tokenText(tokens, first)) && partsNames(tokens, i, end)) {
    const text = `${tokenText(tokens, i - 1)}/${tokenText(tokens, i + 1)}`;
    return syntaxFault(span, `A '/' stands between a server and its virtual server, not '\\': ${shown(text)}.`, {
      title: `Write ${shown(text)}`,
      edits: [{ span, text: '/' }],
    });
  }
  if (character === '#') {
    return syntaxFault(span, "A comment begins behind a blank; put one before the '#'.", {
      title: "Put a blank before '#'",
      edits: [{ span: { start: span.start, end: span.start }, text: ' ' }],
    });
  }
  return syntaxFault(span, `${inWords(character)} has no meaning here; quote the name that it is part of.`);
}

/** The first words of statements that name virtual servers. */
const namesServers: ReadonlySet<string> = new Set(['mail', 'bridgehead', 'target', 'send', 'down', 'at']);

/** `SERVER\\VS`, as Exchange writes it. */
function partsNames(tokens: Tokens, i: number, end: number): boolean {
  const isName = (token: number) => tokens.kinds[token] === 'word' || tokens.kinds[token] === 'quoted';
  const isClose = tokens.gaps[i] === 'none' && tokens.gaps[i + 1] === 'none';
  return i + 1 < end && isClose && isName(i - 1) && isName(i + 1);
}

/** All of a statement are mended at once. */
function curlyQuoted(tokens: Tokens, first: number, end: number): Fault {
  const span = spanOfTokens(tokens, first);
  const message = `Names are quoted with straight quotation marks ("), not with '${tokens.text.charAt(span.start)}'.`;
  const edits = [];
  for (let i = first; i < end; i++) {
    const text = tokenText(tokens, i);
    if (tokens.kinds[i] === 'stray' && curlyQuote.test(text)) {
      edits.push({ span: spanOfTokens(tokens, i), text: isCurlyQuoted(tokens, i) ? straightened(text) : '"' });
    }
  }
  return syntaxFault(span, message, { title: 'Use straight quotation marks', edits });
}

/** The unusual blanks of a statement, which nobody sees; the fault stands at the first. */
export function unusualBlanks(tokens: Tokens, first: number, end: number): Fault {
  const edits = [];
  for (let i = first; i < end; i++) {
    if (isUnusualBlank(tokens, i)) edits.push({ span: spanOfTokens(tokens, i), text: ' ' });
  }
  const message = 'This is a no-break space or another unusual blank; expected a plain one.';
  return syntaxFault(spanOfTokens(tokens, first), message, { title: 'Use plain blanks', edits });
}

/** What no text has: NUL, and what decoding puts in the place of bytes that are not UTF-8. */
function isLost(character: string): boolean {
  return character === '\0' || character === '\ufffd';
}

function lost(character: string): string {
  if (character === '\0') return 'A NUL character stands here; is this a text file?';
  return 'U+FFFD stands here, in place of something that was not UTF-8 and is lost. Write it again, and save the file as UTF-8.';
}

/** Characters that no text has, wherever they stand, in comments and in names too; two of a piece at most. */
export function lostCharacters(text: string, known: readonly Fault[]): readonly Fault[] {
  const isKnown = (at: number) => known.some(({ span }) => span.start <= at && at < span.end);
  return [...text.matchAll(/[\0\ufffd]+/g)]
    .filter(({ index }) => !isKnown(index))
    .slice(0, 2)
    .map(({ index, 0: run }) => syntaxFault({ start: index, end: index + run.length }, lost(run.charAt(0))));
}

function inWords(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 32 && code !== 127) return `'${character}'`;
  return `The control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
