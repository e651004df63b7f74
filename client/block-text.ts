// Where a line goes at the end of a block. Text in, text out; knows nothing of the editor.

export interface Placement {
  /** Offset in the block's text. */
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  /** Indentation of what is put there. */
  readonly indent: string;
}

/**
 * Where to put lines at the end of a block: in front of its closing brace.
 *
 * @param text the declaration from its head to its `}`
 * @param lead the blanks in front of the head
 * @returns undefined when the declaration has no block
 */
export function endOfBlock(text: string, lead: string, tab: string): Placement | undefined {
  if (!text.endsWith('}')) return undefined;
  const brace = text.length - 1;
  const indent = lead + tab;
  const lineStart = Math.max(text.lastIndexOf('\n', brace - 1), text.lastIndexOf('\r', brace - 1)) + 1;
  const isAlone = lineStart > 0 && text.slice(lineStart, brace).trim() === '';
  return isAlone
    ? { offset: lineStart, before: '', after: '\n', indent }
    : { offset: brace, before: '\n', after: `\n${lead}`, indent };
}

/** Lines with the same indentation in front of each. */
export function indented(lines: string, indent: string): string {
  return lines.replace(/^(?=.)/gm, indent);
}

/** Addresses that a server has and that none of its virtual servers is bound to. */
export function freeAddresses(server: string): string[] {
  const statement = /^\s*address\s+(.*)$/m.exec(server);
  const addresses = (statement?.[1] ?? '').split(/[,;}#]/).map((address) => address.trim());
  const rest = server.replace(statement?.[0] ?? '', '');
  return addresses.filter((address) => /^[\d.]+$|^\[.*\]$/.test(address) && !mentions(rest, address));
}

function mentions(text: string, address: string): boolean {
  return text.split(/[\s,;{}]+/).some((word) => word === address || word.startsWith(`${address}:`));
}

/** A snippet's list to choose from, at the given tab stop. */
export function choice(tabStop: number, options: readonly string[]): string {
  return `\${${tabStop}|${options.map((option) => option.replace(/[\\,|}$]/g, '\\$&')).join(',')}|}`;
}

/** Text as a snippet takes it. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
