// Base64 (RFC 4648) to text, in a room that knows neither the browser nor Node.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((character, value) => [character, value]));

/** The bytes; undefined where the text is no base64. Padding may be absent. */
export function bytesOfBase64(text: string): number[] | undefined {
  const characters = text.replace(/={1,2}$/, '');
  if (characters.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of characters) {
    const value = values.get(character);
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}

/** The text of UTF-8 bytes; undefined where they are none. */
export function textOfUtf8(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${hexOf(byte)}`).join(''));
  } catch {
    return undefined;
  }
}

/** `X'00FF'`: bytes that are no text, as csvde writes them. */
export function writtenBytes(bytes: readonly number[]): string {
  return `X'${bytes.map(hexOf).join('').toUpperCase()}'`;
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
