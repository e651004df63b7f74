// However an export is encoded, it is the same text.

import { expect, test } from 'vitest';
import { exportFile } from '../../server/lsp/export-file.ts';

const text = 'Name : Přerov €\r\n';

async function read(bytes: Uint8Array, pieceLength = 5): Promise<{ encoding: string; text: string }> {
  const file = await exportFile('a.txt', async function* () {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
    await Promise.resolve();
  });
  let all = '';
  for await (const piece of file.read()) all += piece;
  return { encoding: file.encoding, text: all };
}

const utf16le = (marked: string) => Buffer.from(marked, 'utf16le');
const utf16be = (marked: string) => Buffer.from(marked, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8', Buffer.from(`\ufeff${text}`)],
  ['UTF-16LE', utf16le(`\ufeff${text}`)],
  ['UTF-16BE', utf16be(`\ufeff${text}`)],
  ['UTF-16LE', utf16le(text)],
])('%s', async (encoding, bytes) => {
  for (const pieceLength of [1, 3, 8, 1000]) {
    expect(await read(bytes, pieceLength)).toEqual({ encoding, text });
  }
});

test('what is no UTF-8 is Windows-1252, wherever that shows', async () => {
  const bytes = Buffer.concat([Buffer.alloc(5000, 97), Buffer.from([0x80, 0xe9])]);
  expect(await read(bytes)).toEqual({ encoding: 'Windows-1252', text: `${'a'.repeat(5000)}€é` });
});

test('UTF-16 that is cut off in a character is refused', async () => {
  const bytes = utf16le(`\ufeff${text}`);
  await expect(read(bytes.subarray(0, bytes.length - 1))).rejects.toThrow('was damaged or cut off');
});

test('an empty file is empty text', async () => {
  expect(await read(new Uint8Array())).toEqual({ encoding: 'UTF-8', text: '' });
});
