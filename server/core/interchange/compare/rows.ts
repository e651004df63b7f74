// Pieces of a log's text -> rows of cells. Bytes come once and go: what is kept is the line that is not whole yet. No
// regular expression looks at a row, so that a gigabyte takes seconds.

/** A log that cannot be read: what is wrong with it, and at which line (one-based). */
export class UnreadableLog extends Error {
  readonly line: number;

  constructor(problem: string, line: number) {
    super(problem);
    this.name = 'UnreadableLog';
    this.line = line;
  }
}

/** Where rows go. Lines are one-based. */
export interface RowTaker {
  /** A line that starts with `#`, without it; returns what separates the cells of the rows that follow. */
  header(line: string, number: number): ',' | '\t';
  row(cells: readonly string[], number: number): void;
}

const mostLineCharacters = 1024 * 1024;
const mostCells = 200;

/** Cuts text into rows, by commas with the quotation marks of RFC 4180 or by tabs, as the header says. */
export class RowReader {
  private readonly taker: RowTaker;
  private rest = '';
  private line = 0;
  private separator: ',' | '\t' = ',';
  private readonly splitter = new CellSplitter();
  /** The line that the open row began at; 0 when none is open. */
  private openSince = 0;

  constructor(taker: RowTaker) {
    this.taker = taker;
  }

  push(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece;
    let from = this.line === 0 && text.startsWith('\ufeff') ? 1 : 0;
    for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', from)) {
      this.take(text.slice(from, text.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end));
      from = end + 1;
    }
    this.rest = text.slice(from);
    if (this.rest.length > mostLineCharacters) throw this.tooLong(this.line + 1);
  }

  /** The end of the log; true when its last row is not whole, as in a log that is still being written. */
  end(): boolean {
    if (this.rest !== '') this.take(this.rest);
    this.rest = '';
    return this.openSince > 0;
  }

  private take(line: string): void {
    this.line += 1;
    if (line.length > mostLineCharacters) throw this.tooLong(this.line);
    if (line.includes('\0')) {
      throw new UnreadableLog('it holds a NUL character, so it is no text in UTF-8 or UTF-16', this.line);
    }
    if (this.openSince === 0) {
      if (line === '') return;
      if (line.startsWith('#')) {
        this.separator = this.taker.header(line.slice(1), this.line);
        return;
      }
    }
    const start = this.openSince > 0 ? this.openSince : this.line;
    if (!this.splitter.feed(line, this.separator)) {
      this.openSince = start;
      if (this.splitter.openLength > mostLineCharacters) throw this.tooLong(start);
      return;
    }
    this.openSince = 0;
    const cells = this.splitter.take();
    if (cells.length > mostCells) {
      throw new UnreadableLog(
        `the row has ${cells.length} columns; a tracking log has no more than ${mostCells}`,
        start,
      );
    }
    this.taker.row(cells, start);
  }

  private tooLong(line: number): UnreadableLog {
    return new UnreadableLog('a row is longer than 1 MiB, so this is no tracking log', line);
  }
}

/** Takes the cells of a row apart, line by line: a cell in quotation marks may go over several. */
class CellSplitter {
  private cells: string[] = [];
  private open: string | undefined;

  get openLength(): number {
    return this.open?.length ?? 0;
  }

  take(): readonly string[] {
    const { cells } = this;
    this.cells = [];
    return cells;
  }

  /** Whether the row is whole with this line. */
  feed(line: string, separator: ',' | '\t'): boolean {
    if (this.open === undefined && (separator === '\t' || !line.includes('"'))) {
      this.cells = line.split(separator);
      return true;
    }
    let at = this.open === undefined ? 0 : this.quoted(line, 0, `${this.open}\n`);
    while (at >= 0 && at <= line.length) {
      if (line.charCodeAt(at) === 34) {
        at = this.quoted(line, at + 1, '');
        continue;
      }
      const end = line.indexOf(separator, at);
      this.cells.push(end < 0 ? line.slice(at) : line.slice(at, end));
      at = end < 0 ? line.length + 1 : end + 1;
    }
    return at >= 0;
  }

  /** Reads a quoted cell to its end; gives where the next one starts, or -1 when it goes on in the next line. */
  private quoted(line: string, from: number, before: string): number {
    let text = before;
    for (let at = from; ;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) {
        this.open = text + line.slice(at);
        return -1;
      }
      if (line.charCodeAt(quote + 1) === 34) {
        text += line.slice(at, quote + 1);
        at = quote + 2;
        continue;
      }
      const end = line.indexOf(',', quote + 1);
      this.open = undefined;
      this.cells.push(text + line.slice(at, quote) + line.slice(quote + 1, end < 0 ? undefined : end));
      return end < 0 ? line.length + 1 : end + 1;
    }
  }
}
