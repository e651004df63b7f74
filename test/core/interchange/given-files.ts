// Files as an import is handed them.

import { importFiles, type Imported } from '#core/interchange/import';
import type { ExportFile } from '#core/interchange/record';

/** A text as a file, in pieces. */
export function givenFile(path: string, text: string, piece = 1000): ExportFile {
  return {
    path,
    encoding: 'UTF-8',
    async *read() {
      await Promise.resolve();
      for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
    },
  };
}

/** Texts by path, in pieces so small that every seam is met. */
export function givenFiles(texts: Readonly<Record<string, string>>, piece = 7): ExportFile[] {
  return Object.entries(texts).map(([path, text]) => givenFile(path, text, text.length > 10_000 ? 65_536 : piece));
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
