// Bytes of an export to text: whoever made the file did not say how it is encoded.

import { UnreadableFile, type ExportFile } from '#core/interchange/record';

/** Opens the bytes of a file from their start; may be asked more than once. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

/**
 * A file by its bytes. A byte-order mark counts; without one zeros tell UTF-16, and what is no UTF-8 is Windows-1252, as
 * Windows PowerShell's Set-Content writes it.
 */
export async function exportFile(path: string, open: OpenBytes): Promise<ExportFile> {
  const encoding = await encodingOf(open);
  return { path, encoding, read: () => decoded(path, open, encoding) };
}

async function encodingOf(open: OpenBytes): Promise<Encoding> {
  let head = new Uint8Array();
  for await (const bytes of open()) {
    head = joined(head, bytes);
    if (head.length >= headLength) break;
  }
  const known = markedEncoding(head) ?? (looksWide(head) ? 'UTF-16LE' : undefined);
  if (known !== undefined) return known;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of open()) if (!fits(decoder, bytes, true)) return 'Windows-1252';
  return fits(decoder, new Uint8Array(), false) ? 'UTF-8' : 'Windows-1252';
}

/** So many bytes tell whether text is wide. */
const headLength = 4096;

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function fits(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function markedEncoding([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'UTF-8' : undefined;
}

/** Western text in UTF-16 has a zero in every second byte. */
function looksWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, headLength);
  let zeros = 0;
  for (let at = 1; at < head.length; at += 2) if (head[at] === 0) zeros++;
  return head.length >= 8 && zeros > head.length / 4;
}

async function* decoded(path: string, open: OpenBytes, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const told = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      throw new UnreadableFile(`This is no ${encoding}: the file was damaged or cut off.`, path);
    }
  };
  for await (const bytes of open()) {
    const text = told(bytes, true);
    if (text !== '') yield text;
  }
  const rest = told(new Uint8Array(), false);
  if (rest !== '') yield rest;
}
