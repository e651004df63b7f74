// Imports in tests: files from text, results with what must hold of every import.

import { expect } from 'vitest';
import { importFiles, type Imported } from '#core/interchange/import';
import type { Ledger } from '#core/interchange/ledger';
import type { ImportOptions } from '#core/interchange/part';
import type { ExportFile } from '#core/interchange/record';
import { mailSystems } from '#core/interchange/systems';
import { format } from '#core/syntax/format';
import { faultsOf, parse } from '#core/syntax/parse';

export { givenFile as file } from '../given-files.ts';

/** The topology and the report; every value is counted once, the text reads back and is laid out as it should be. */
export async function imported(...files: readonly ExportFile[]): Promise<Imported> {
  return importedWith(files, {});
}

/** The same with options. */
export async function importedWith(files: readonly ExportFile[], options: ImportOptions): Promise<Imported> {
  const ledgers = new Set<Ledger>();
  const systems = mailSystems.map((system) => ({
    ...system,
    map(...[records, ledger, given]: Parameters<typeof system.map>) {
      ledgers.add(ledger);
      return system.map(records, ledger, given);
    },
  }));
  const answer = await importFiles(files, options, { systems });
  if (!answer.ok) throw new Error(answer.error);
  const { text, report } = answer.value;
  const [ledger] = ledgers;
  const counted = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe((ledger?.size.values ?? 0) + (ledger?.size.notes ?? 0));
  expect(faultsOf(parse(text))).toEqual([]);
  expect(format(text).text).toBe(text);
  return answer.value;
}

export async function refusal(...files: readonly ExportFile[]): Promise<string> {
  const answer = await importFiles(files);
  return answer.ok ? `written: ${answer.value.text}` : answer.error;
}

export function withoutHead(text: string): string {
  return text.replace(/^(?:#.*\n)*/, '');
}
