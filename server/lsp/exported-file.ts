// Files of an export as they come from a client.

import type { GivenFile } from '#core/interchange/drift/exported';
import type { ExportedFile } from '#core/protocol/requests';

/** The file with its text. Windows PowerShell writes UTF-16 with a byte-order mark (about_Character_Encoding); else it is UTF-8. */
export function decoded({ path, content }: ExportedFile): GivenFile {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'; // prettier-ignore
  return { path, text: new TextDecoder(encoding).decode(bytes) };
}
