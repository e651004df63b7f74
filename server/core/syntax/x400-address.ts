// X.400 addresses, patterns and address spaces as text: `c=US;a= ;p=Contoso`.

/** Attributes by their short names, values folded; an attribute that may be anything is left out. */
export type X400Attributes = ReadonlyMap<string, string>;

const shortNames: Readonly<Record<string, string>> = {
  admd: 'a',
  prmd: 'p',
  country: 'c',
  org: 'o',
  ou: 'ou1',
};

/**
 * Reads `c=US;a= ;p=Contoso`, `/c=US/a= /p=Contoso`, or `*` for any address; undefined for what is no attributes. Values
 * compare without regard to case, to blanks around them and to how many blanks stand between two words [E55-AS]; one
 * blank and `*` mean any.
 */
export function readX400(text: string): X400Attributes | undefined {
  const attributes = new Map<string, string>();
  if (text.trim() === '*') return attributes;
  const parts = text.split(text.includes(';') ? ';' : '/').filter((part) => part.trim() !== '');
  for (const part of parts) {
    const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(part) ?? [];
    if (name === undefined || value === undefined) return undefined;
    const key = name.toLowerCase();
    const folded = value.trim().replace(/\s+/g, ' ').toLowerCase();
    if (folded !== '' && folded !== '*') attributes.set(shortNames[key] ?? key, folded);
  }
  return parts.length === 0 ? undefined : attributes;
}
