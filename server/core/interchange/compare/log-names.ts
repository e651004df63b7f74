// Which files are logs, in which order to read them, and how their bytes become text.

/** Logs end in `.log`, in either case. */
export function isLogName(name: string): boolean {
  return name.toLowerCase().endsWith('.log');
}

/**
 * Orders paths or URIs by the digits in the last name, which are dates: so logs of several servers of one time are read one
 * after the other, and few messages have to be kept open.
 */
export function inReadingOrder(one: string, other: string): number {
  return compare(dateIn(one), dateIn(other)) || compare(one, other);
}

function dateIn(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return /\d{8,}/.exec(name)?.[0] ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Of a log's first bytes: UTF-8, unless a byte-order mark says UTF-16. */
export function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
