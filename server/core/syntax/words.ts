// How names are written: what stands as a bare word, how everything else is quoted, and which words are quoted although
// they are bare. Whoever writes a name into a topology or reads a written one asks here, so that it reads back the same.

/** Names have at most 255 characters (UTF-16 units count). */
export const longestName = 255;

/** Beyond ASCII a word has the letters, digits and combining marks of Unicode. */
const wordCharacter = /^[\p{L}\p{N}\p{M}_.-]/u;
const bareWord = /^[\p{L}\p{N}\p{M}_.-]+$/u;
const quotedOrBare = /"(?:[^"\\\r\n]|\\.)*"|[\p{L}\p{N}\p{M}_.-]+/uy;

/** Names that would be read as keywords somewhere: `bridgehead any`, `expect via none`, `send from internet`. */
const keptWords: ReadonlySet<string> = new Set(['any', 'none', 'connector', 'internet']);

/** Whether the character at an offset can be part of a bare word. */
export function isWordCharacter(text: string, at: number): boolean {
  return wordCharacter.test(text.slice(at, at + 2));
}

/** Whether a text is one bare word. */
export function isBareWord(text: string): boolean {
  return bareWord.test(text);
}

/** A name as it is written in a topology, wherever it stands: bare where it can be, else in quotation marks. */
export function writtenName(name: string): string {
  return isBareWord(name) && !keptWords.has(name) ? name : inQuotes(name);
}

/** `SERVER/VS`, each side quoted where it must be; `SERVER` where no virtual server is named. */
export function writtenVirtualServer(server: string, virtualServer: string | undefined): string {
  return virtualServer === undefined ? writtenName(server) : `${writtenName(server)}/${writtenName(virtualServer)}`;
}

/** The sides of `"SERVER/VS"` in one pair of quotation marks; undefined for a text that is no such pair. */
export function quotedTogether(text: string): { readonly server: string; readonly virtualServer: string } | undefined {
  const [, server, virtualServer] = /^"([^"\\/]+)\/([^"\\/]+)"$/.exec(text) ?? [];
  return server === undefined || virtualServer === undefined ? undefined : { server, virtualServer };
}

/** Where a message starts, as people are shown and asked for it: they may write Internet for `internet`. */
export function writtenSender(server: string, virtualServer: string | undefined): string {
  const isInternet = virtualServer === undefined && server.toLowerCase() === 'internet';
  return isInternet ? inQuotes(server) : writtenVirtualServer(server, virtualServer);
}

/** A text in quotation marks. A line end cannot be written in any way: no quoted text goes on at the next line. */
export function inQuotes(text: string): string {
  return `"${insideQuotes(text)}"`;
}

/** A text as it stands between quotation marks. */
export function insideQuotes(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

/** What a quoted text says; a bare word says itself. */
export function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;
}

/** The name that is written at an offset, bare or quoted, and the offset behind it; undefined where none is. */
export function nameAt(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  quotedOrBare.lastIndex = at;
  const [written] = quotedOrBare.exec(text) ?? [];
  return written === undefined ? undefined : { name: unquoted(written), end: at + written.length };
}

/** A name in a sentence: as it is where one word says it, else in single quotes; these also tell its dot from the sentence's. */
export function plain(name: string): string {
  return isBareWord(name) && !name.endsWith('.') ? name : `'${name}'`;
}
