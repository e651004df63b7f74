// How messages and lists of choices write names, everywhere the same.

/** A name in single quotes: connectors, virtual servers, and whatever is not known. */
export function quoted(name: string): string {
  return `'${name}'`;
}

/** `A`, `A and B`, `A, B and C`; of many the first three and how many more. */
export function listed(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const shown = items.length > 4 ? [...items.slice(0, 3), `${String(items.length - 3)} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** An address as the language writes it: IPv6 in brackets. */
export function writtenAddress(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** A sentence with the full stop at its end, one also where its last name ends in one. */
export function ended(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
