// Files as an import is handed them.

import { importFiles, type Imported } from '#core/interchange/import';
import type { ExportFile } from '#core/interchange/record';

/** Texts by path, in pieces so small that every seam is met. */
export function givenFiles(texts: Readonly<Record<string, string>>, piece = 7): ExportFile[] {
  return Object.entries(texts).map(([path, text]) => ({
    path,
    encoding: 'UTF-8',
    async *read() {
      await Promise.resolve();
      const size = text.length > 10_000 ? 65_536 : piece;
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    },
  }));
}

/** What an import makes of these; fails where it makes nothing. */
export async function imported(texts: Readonly<Record<string, string>>): Promise<Imported> {
  const answer = await importFiles(givenFiles(texts));
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

/** Why there is no topology. */
export async function refusal(texts: Readonly<Record<string, string>>): Promise<string> {
  const answer = await importFiles(givenFiles(texts));
  if (answer.ok) throw new Error('It was imported.');
  return answer.error;
}
