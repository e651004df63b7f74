// LDAP Data Interchange Format (RFC 2849), as ldifde writes it. Nothing that a file points at is fetched, and a file that
// says what is to be changed is not taken for what is there.

import { limits } from '../limits.ts';
import { UnreadableFile, type ExportFile, type Property } from '../record.ts';
import { bytesOfBase64, textOfUtf8, writtenBytes } from './base64.ts';
import { readLines } from './lines.ts';

/** An entry of a directory, or a row that is one. */
export interface Entry {
  readonly dn: string;
  /** One-based. */
  readonly line: number;
  /** By name in lower case, without options. */
  readonly properties: ReadonlyMap<string, Property>;
}

/** What of a file is not read, and why. */
export interface Refused {
  /** The entry's name, where it is known. */
  readonly dn: string;
  readonly line: number;
  readonly property?: string;
  readonly value?: string;
  readonly why: string;
}

/** Whether a text begins as LDIF does: with a version, comments, and the name of an entry. */
export function isLdif(head: string): boolean {
  const [first] = head.split(/\r\n|\n|\r/).filter((line) => !/^(?:#.*| .*|version:\s*\d+\s*|\s*)$/i.test(line));
  return first !== undefined && /^dn::?\s*\S/i.test(first);
}

/**
 * Hands on every entry, and whatever is not read.
 * @throws UnreadableFile - at a line that is none of LDIF.
 */
export async function readLdif(
  file: ExportFile,
  found: (entry: Entry) => void,
  refused: (what: Refused) => void,
): Promise<void> {
  let entry: OpenEntry | undefined;
  let logical: { text: string; readonly line: number; isTooLong: boolean } | undefined;
  const endEntry = () => {
    if (entry !== undefined && !entry.isChange) found(entry);
    entry = undefined;
  };
  const endLine = () => {
    if (logical !== undefined && !logical.text.startsWith('#')) {
      entry = takeLine(logical, entry, file, refused) ?? entry;
    }
    logical = undefined;
  };
  await readLines(file, (text, line) => {
    if (text.startsWith(' ') && logical !== undefined) {
      // A value is not kept beyond its limit; that it was longer is.
      if (logical.text.length + text.length > limits.value) logical.isTooLong = true;
      else logical.text += text.slice(1);
      return;
    }
    endLine();
    if (text.trim() === '') endEntry();
    else logical = { text, line, isTooLong: false };
  });
  endLine();
  endEntry();
}

interface OpenEntry extends Entry {
  readonly properties: Map<string, OpenProperty>;
  isChange: boolean;
}

interface OpenProperty extends Property {
  readonly values: string[];
  isCut?: boolean;
}

/** `name: text`, `name:: base64`, `name:< URL`; name with options. */
const attributeLine = /^([A-Za-z0-9][A-Za-z0-9.-]*)((?:;[A-Za-z0-9*=-]+)*):([:<]?) *(.*)$/s;

function takeLine(
  logical: { readonly text: string; readonly line: number; readonly isTooLong: boolean },
  entry: OpenEntry | undefined,
  file: ExportFile,
  refused: (what: Refused) => void,
): OpenEntry | undefined {
  const { text, line, isTooLong } = logical;
  if (entry?.isChange === true) return undefined;
  const [whole, name = '', options = '', how = '', written = ''] = attributeLine.exec(text) ?? [];
  if (whole === undefined) {
    throw new UnreadableFile('This is no line of LDIF; an attribute is written as `name: value`.', file.path, line);
  }
  const key = name.toLowerCase();
  if (entry === undefined && key === 'version') return undefined;
  const value = how === '<' ? undefined : isTooLong ? '' : how === ':' ? decoded(key, written) : written;
  if (entry === undefined) {
    if (key !== 'dn') throw new UnreadableFile('An entry begins with its name, as in `dn: CN=…`.', file.path, line);
    return { dn: value ?? '', line, properties: new Map(), isChange: false };
  }
  if (key === 'changetype') {
    if (written.trim().toLowerCase() === 'add') return undefined;
    entry.isChange = true;
    refused({ dn: entry.dn, line: entry.line, why: `It says what to change (${written.trim()}), not what is there.` });
  } else if (value === undefined) {
    const why = how === '<' ? 'It is in another place, which is never read.' : 'This is no base64.';
    refused({ dn: entry.dn, line, property: name, value: written, why });
  } else add(entry.properties, name, value, line, isTooLong || isRange(options));
  return undefined;
}

/** Attributes whose bytes may look like text. */
const binary = new Set(['activationschedule', 'msexchroutingoversizedschedule', 'objectguid', 'objectsid']);

function decoded(key: string, written: string): string | undefined {
  const bytes = bytesOfBase64(written.trim());
  if (bytes === undefined) return undefined;
  const text = binary.has(key) ? undefined : textOfUtf8(bytes);
  return text === undefined || bytes.some(isControl) ? writtenBytes(bytes) : text;
}

/** What no text has: controls but for tabs and line ends. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}

/** `;range=0-1499`: values 0 to 1499 of more. The last piece ends in `*` (MS-ADTS 3.1.1.3.1.3.3). */
function isRange(options: string): boolean {
  return /;range=(?!0-\*)/i.test(options);
}

/** Adds a value to a property; beyond the longest list it is cut. */
function add(properties: Map<string, OpenProperty>, name: string, value: string, line: number, isCut: boolean): void {
  const key = name.toLowerCase();
  const known = properties.get(key) ?? { name, values: [], line };
  properties.set(key, known);
  const isFull = known.values.length >= limits.list;
  if (!isFull) known.values.push(value);
  if (isCut || isFull) known.isCut = true;
}
