// Comma-separated values (RFC 4180), row by row. What the columns mean is the caller's affair.

import { limits, piecesOf } from '../limits.ts';
import { UnreadableFile, type ExportFile } from '../record.ts';

/** The first row of a text, of the beginning of a file; undefined where it does not end there. */
export function firstRow(head: string, separator = ','): readonly string[] | undefined {
  let first: readonly string[] | undefined;
  const parser = new Parser(separator, 'head', (cells) => (first ??= cells));
  try {
    parser.take(head);
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  }
  return first;
}

/**
 * Hands on every row with the line on which it begins; empty lines are no rows. Quotation marks within a bare cell are
 * part of it.
 * @throws UnreadableFile - at a quotation mark that is never closed, a cell of more than 1 MiB, or more than 10,000 columns.
 */
export async function readCsv(
  file: ExportFile,
  found: (cells: readonly string[], line: number) => void,
  separator = ',',
): Promise<void> {
  const parser = new Parser(separator, file.path, found);
  for await (const piece of piecesOf(file)) parser.take(piece);
  parser.end();
}

/** Where a cell is: before its first character, in one, in quotation marks, or behind a mark that may close it. */
type State = 'start' | 'bare' | 'quoted' | 'behind';

class Parser {
  readonly #separator: string;
  readonly #path: string;
  readonly #found: (cells: readonly string[], line: number) => void;
  /** What is plain text in a bare cell, up to what means something. */
  readonly #plain: RegExp;
  #state: State = 'start';
  #cell = '';
  #cells: string[] = [];
  #line = 1;
  /** Where the row began. */
  #rowLine = 1;
  #endedWithCr = false;

  constructor(separator: string, path: string, found: (cells: readonly string[], line: number) => void) {
    this.#separator = separator;
    this.#path = path;
    this.#found = found;
    this.#plain = new RegExp(`[^${separator === '\t' ? '\\t' : separator}\\r\\n]+`, 'y');
  }

  take(piece: string): void {
    for (let at = 0; at < piece.length; at++) {
      const character = piece.charAt(at);
      if (this.#endedWithCr && character === '\n') {
        this.#endedWithCr = false;
        if (this.#state === 'quoted') this.#add('\n');
        continue;
      }
      this.#endedWithCr = character === '\r';
      if (this.#state === 'quoted') at = this.#quoted(piece, at);
      else if (character === '"' && this.#state === 'start') this.#state = 'quoted';
      else if (character === '"' && this.#state === 'behind') this.#quoteInQuotes();
      else if (character === this.#separator) this.#endCell();
      else if (character === '\r' || character === '\n') this.#endRow();
      else at = this.#bare(piece, at);
    }
  }

  end(): void {
    if (this.#state === 'quoted') {
      throw new UnreadableFile('A quotation mark is never closed.', this.#path, this.#rowLine);
    }
    this.#endRow();
  }

  /** Up to the next quotation mark or line end. */
  #quoted(piece: string, at: number): number {
    const character = piece.charAt(at);
    if (character === '"') {
      this.#state = 'behind';
      return at;
    }
    if (character === '\r' || character === '\n') {
      this.#line++;
      this.#add(character);
      return at;
    }
    let end = at + 1;
    while (end < piece.length && !'"\r\n'.includes(piece.charAt(end))) end++;
    this.#add(piece.slice(at, end));
    return end - 1;
  }

  #bare(piece: string, at: number): number {
    this.#plain.lastIndex = at;
    const text = this.#plain.exec(piece)?.[0] ?? piece.charAt(at);
    this.#add(text);
    this.#state = 'bare';
    return at + text.length - 1;
  }

  #quoteInQuotes(): void {
    this.#add('"');
    this.#state = 'quoted';
  }

  #add(text: string): void {
    this.#cell += text;
    if (this.#cell.length > limits.value) {
      throw new UnreadableFile('A value is longer than 1 MB.', this.#path, this.#rowLine);
    }
  }

  #endCell(): void {
    if (this.#cells.length >= limits.list) {
      throw new UnreadableFile('A row has more than 10,000 columns.', this.#path, this.#rowLine);
    }
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(): void {
    const isEmpty = this.#cells.length === 0 && this.#cell === '' && this.#state === 'start';
    if (!isEmpty) {
      this.#endCell();
      this.#found(this.#cells, this.#rowLine);
      this.#cells = [];
    }
    this.#line++;
    this.#rowLine = this.#line;
  }
}
