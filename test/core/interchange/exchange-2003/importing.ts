// Imports in tests: files from text, results with what must hold of every import.

import { expect } from 'vitest';
import { importFiles } from '#core/interchange/import';
import type { Report } from '#core/interchange/ledger';
import type { ExportFile } from '#core/interchange/record';
import { mailSystems } from '#core/interchange/systems';
import { format } from '#core/syntax/format';
import { faultsOf, parse } from '#core/syntax/parse';

export function file(path: string, text: string, pieceLength = 1000): ExportFile {
  return {
    path,
    encoding: 'UTF-8',
    async *read() {
      for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
    },
  };
}

/** The topology and the report; every value is counted once, the text reads back and is laid out as it should be. */
export async function imported(...files: readonly ExportFile[]): Promise<{ text: string; report: Report }> {
  let sizes = { values: 0, notes: 0 };
  const systems = mailSystems.map((system) => ({
    ...system,
    map(...[records, ledger, options]: Parameters<typeof system.map>) {
      const part = system.map(records, ledger, options);
      const { values, notes } = ledger.size;
      sizes = { values: Math.max(sizes.values, values), notes: Math.max(sizes.notes, notes) };
      return part;
    },
  }));
  const answer = await importFiles(files, {}, { systems });
  if (!answer.ok) throw new Error(answer.error);
  const { text, report } = answer.value;
  expect(Object.values(report.counts).reduce((sum, count) => sum + count, 0)).toBe(sizes.values + sizes.notes);
  expect(faultsOf(parse(text))).toEqual([]);
  expect(format(text).text).toBe(text);
  return { text, report };
}

export async function refusal(...files: readonly ExportFile[]): Promise<string> {
  const answer = await importFiles(files);
  return answer.ok ? `written: ${answer.value.text}` : answer.error;
}

export function withoutHead(text: string): string {
  return text.replace(/^(?:#.*\n)*/, '');
}
