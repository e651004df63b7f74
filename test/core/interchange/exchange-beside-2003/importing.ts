// Imports of Exchange 2010 beside Exchange 2003 in tests, and what must hold of each.

import { expect } from 'vitest';
import { check } from '#core/analysis/check';
import type { Imported } from '#core/interchange/import';
import type { ImportOptions } from '#core/interchange/part';
import type { ExportFile } from '#core/interchange/record';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { parse } from '#core/syntax/parse';
import { file, importedWith } from '../exchange-2003/importing.ts';
import { asLdif, type DirectoryEntry } from '../exchange-2003/ldif-of.ts';
import { asClixml, type ExportedObject } from '../exchange-export.ts';

export const clixml = (objects: readonly ExportedObject[], path = 'cmdlets.xml') => file(path, asClixml(objects));

/** Entries of a directory as those of the organization whose cmdlets the tests have. */
export function ldif(entries: readonly DirectoryEntry[], path = 'directory.ldf'): ExportFile {
  const text = JSON.stringify(entries).replaceAll('Tailspin', 'Contoso').replaceAll('tailspin', 'contoso');
  return file(path, asLdif(JSON.parse(text) as DirectoryEntry[]));
}

/**
 * The result; values add up, the text reads back, is laid out, and `check` finds no error in it.
 * @param errors - Codes of errors that are true: something of the organization is cut off in the export.
 */
export async function imported(
  files: readonly ExportFile[],
  options: ImportOptions = {},
  errors: readonly string[] = [],
): Promise<Imported> {
  const result = await importedWith(files, options);
  const project = projectOf(result.text);
  const found = check(project, buildTopology(project)).diagnostics.filter(({ severity }) => severity === 'error');
  expect([...new Set(found.map(({ code }) => code))].toSorted()).toEqual(errors);
  return result;
}

export function topologyOf(text: string): Topology {
  return buildTopology(projectOf(text));
}

function projectOf(text: string) {
  const tree = parse(text);
  return openProject(
    'a.topo',
    () => tree,
    (_, path) => path,
  );
}

/** The lines of a group, or of any other declaration that stands outermost. */
export function declaration(text: string, words: string): string {
  const from = text.indexOf(`\n${words} {`) + 1;
  return from === 0 ? '' : text.slice(from, text.indexOf('\n}', from) + 2);
}
