// Configurations of Exim as tests write them.

import { hostOf, type EximHost } from '#core/interchange/exim/host';
import { readConfiguration } from '#core/interchange/exim/reading/configuration';
import { readTable } from '#core/interchange/exim/reading/files';
import { preprocessed } from '#core/interchange/exim/reading/preprocessor';
import { resolve } from '#core/interchange/exim/resolver';
import { Ledger } from '#core/interchange/ledger';
import type { Reading } from '#core/interchange/part';
import { type ExportFile, UnreadableFile, type SourceRecord } from '#core/interchange/record';
import { wayText } from '#core/interchange/relay/host';
import { givenFiles } from '../given-files.ts';

/** A reading of these files, and the first of them. */
export function readingOf(texts: Readonly<Record<string, string>>): { reading: Reading; first: ExportFile } {
  const files = givenFiles(texts);
  const [first] = files;
  if (first === undefined) throw new UnreadableFile('No file', '');
  const other = (path: string) => files.find((file) => file.path === path);
  const reading = { ledger: new Ledger(), record: () => undefined, other, paths: files.map(({ path }) => path) };
  return { reading, first };
}

/** The records of the first file. */
export async function recordsOf(texts: Readonly<Record<string, string>>): Promise<SourceRecord[]> {
  const { reading, first } = readingOf(texts);
  return readConfiguration(preprocessed(first, reading), first.path, reading);
}

/** A host by its routers, with main options before them and files that they look up. */
export async function hostWith(
  routers: string,
  {
    main = '',
    transports = '',
    files = {},
  }: { main?: string; transports?: string; files?: Readonly<Record<string, string>> } = {},
): Promise<EximHost> {
  const text = `${main}\nbegin routers\n${routers}\nbegin transports\nsmtp:\n  driver = smtp\nlocal:\n  driver = appendfile\n${transports}\n`;
  const all = { 'h/exim.conf': text, ...files };
  const { reading, first } = readingOf(all);
  const [mainRecord, ...records] = await recordsOf(all);
  if (mainRecord === undefined) throw new UnreadableFile('No record', first.path);
  for (const path of Object.keys(files)) {
    const found = await readTable(path, first.path, reading);
    const entries = [...(found?.table ?? [])].map(
      ([key, { value, line }]) => [key, { name: key, values: [value], line }] as const,
    );
    records.push({
      kind: 'table',
      name: `/etc/exim/${path.replace(/^h\//, '')}`,
      file: path,
      line: 1,
      properties: new Map(entries),
    });
  }
  return hostOf(mainRecord, records);
}

/** Where mail goes, in words: `here`, `dns`, `nowhere`, or hosts. */
export function wayOf(host: EximHost, address: string): string {
  return wayText(resolve(host, address).way);
}

/** A host by a whole configuration. */
export async function hostFrom(text: string): Promise<EximHost> {
  const [main, ...records] = await recordsOf({ 'h/exim.conf': text });
  if (main === undefined) throw new UnreadableFile('No record', 'h/exim.conf');
  return hostOf(main, records);
}
