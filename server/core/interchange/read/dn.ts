// Distinguished names of a directory (RFC 4514): CN=1,CN=SMTP,CN=Protocols,CN=LON-EX1,…

import { textOfUtf8 } from './base64.ts';

/** One part of a distinguished name: `CN` and `LON-EX1`. */
export interface Rdn {
  /** In capitals. */
  readonly type: string;
  readonly value: string;
}

/** A name of an entry, from the entry up to the root of the directory. */
export interface Dn {
  readonly rdns: readonly Rdn[];
  /** The same for all ways to write the name. */
  readonly key: string;
}

/** Parts in one name; no directory is deeper. */
const mostParts = 100;

/** Reads a name, also one behind its binary part (`B:32:…:CN=…`, MS-ADTS 3.1.1.2.2.2); undefined for what is none. */
export function parseDn(text: string): Dn | undefined {
  const plain = /^B:\d{1,9}:[0-9A-Fa-f]*:(.*)$/s.exec(text)?.[1] ?? text;
  const rdns: Rdn[] = [];
  let at = 0;
  while (at < plain.length) {
    if (rdns.length >= mostParts) return undefined;
    const rdn = rdnAt(plain, at);
    if (rdn === undefined) return undefined;
    rdns.push({ type: rdn.type, value: rdn.value });
    at = rdn.end;
  }
  return rdns.length === 0 ? undefined : dnOf(rdns);
}

/** The name of the entry that it stands in; undefined at the root. */
export function parentOf({ rdns }: Dn, levels = 1): Dn | undefined {
  return rdns.length <= levels ? undefined : dnOf(rdns.slice(levels));
}

/** The name of the entry itself: `LON-EX1`. */
export function ownName({ rdns }: Dn): string {
  return rdns[0]?.value ?? '';
}

/** Whether the entry was deleted: its name is followed by a line end and `DEL:` (MS-ADTS 3.1.1.5.5). */
export function isDeleted({ rdns }: Dn): boolean {
  return rdns.some(({ value }) => value.includes('\nDEL:'));
}

/** The name below `CN=Microsoft Exchange,CN=Services`: the organization's. */
export function organizationOf({ rdns }: Dn): string | undefined {
  const services = rdns.findIndex(
    ({ value }, at) => isSame(value, 'Services') && isSame(rdns[at - 1]?.value ?? '', 'Microsoft Exchange'),
  );
  return services < 2 ? undefined : rdns[services - 2]?.value;
}

/** The entry right below the container of that name, as `LON-EX1` is below `Servers`; undefined where there is none. */
export function entryBelow({ rdns }: Dn, container: string): Dn | undefined {
  const at = rdns.findIndex(({ value }) => isSame(value, container));
  return at < 1 ? undefined : dnOf(rdns.slice(at - 1));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function dnOf(rdns: readonly Rdn[]): Dn {
  return { rdns, key: rdns.map(({ type, value }) => `${type}=${value.toLowerCase()}`).join('\u0000') };
}

const typeAt = /\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)\s*=\s*/y;
const quotedAt = /"((?:\\.|[^"\\])*)"\s*/sy;
const bareAt = /(?!")(?:\\.|[^,\\])*/sy;

/** A part with several attributes (`CN=a+OU=b`) counts as one, under the first of them. */
function rdnAt(text: string, from: number): (Rdn & { readonly end: number }) | undefined {
  const type = matchAt(typeAt, text, from);
  if (type === undefined) return undefined;
  const start = from + type[0].length;
  const value = matchAt(quotedAt, text, start) ?? matchAt(bareAt, text, start);
  if (value === undefined) return undefined;
  const end = start + value[0].length;
  if (end < text.length && text.charAt(end) !== ',') return undefined;
  const bare = value[1] ?? value[0].replace(/^\s+|(?<!\\)\s+$/g, '');
  return { type: (type[1] ?? '').toUpperCase(), value: unescaped(bare), end: end + 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** `\,` and its like, and `\C3\A9` for bytes of UTF-8. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/((?:\\[0-9A-Fa-f]{2})+)|\\(.)/gs, (whole, hex: string | undefined, character: string) => {
    if (hex === undefined) return character;
    return textOfUtf8((hex.match(/[0-9A-Fa-f]{2}/g) ?? []).map((each) => parseInt(each, 16))) ?? whole;
  });
}
