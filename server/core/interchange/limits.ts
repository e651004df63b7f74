// How much is read before it is taken for an attack or a mistake. Each limit is named where it is passed.

import { UnreadableFile, type ExportFile } from './record.ts';

const mebi = 1024 * 1024;

export const limits = {
  /** Characters in a file, logs aside. */
  file: 256 * mebi,
  /** Elements, objects or includes within each other. */
  depth: 100,
  /** Characters in one value or line. */
  value: mebi,
  /** Folders within a folder: `conf.d/router` of a host with Exim may lie in a folder of hosts. */
  folders: 3,
  /** Objects in all files. */
  records: 500_000,
  /** Values of one property. */
  list: 10_000,
} as const;

/** The pieces of a file, until it is larger than any export. */
export async function* piecesOf(file: ExportFile): AsyncGenerator<string> {
  let length = 0;
  for await (const piece of file.read()) {
    length += piece.length;
    if (length > limits.file) throw new UnreadableFile('The file is larger than 256 MB.', file.path);
    yield piece;
  }
}

/** The whole text of a file. */
export async function textOf(file: ExportFile): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of piecesOf(file)) pieces.push(piece);
  return pieces.join('');
}

/** How much of a file tells what kind it is. */
const headLength = 4096;

/** The beginning of a file's text, by which its kind is known. */
export async function headOf(file: ExportFile): Promise<string> {
  let head = '';
  for await (const piece of file.read()) {
    head += piece;
    if (head.length >= headLength) break;
  }
  return head.slice(0, headLength);
}
