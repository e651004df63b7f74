import type { Answer } from '../../answer.ts';

/** A file that somebody gave as what the servers say. */
export interface GivenFile {
  /** As given, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * What the servers say, as the text of a topology: the one place where formats of exports come in. A `.topo` is the text
 * of an import that was kept.
 */
export function exported(files: readonly GivenFile[]): Promise<Answer<string>> {
  const [only] = files;
  if (only === undefined) return Promise.resolve({ ok: false, error: 'No file of the export was given.' });
  if (files.every(({ path }) => path.toLowerCase().endsWith('.topo'))) {
    if (files.length === 1) return Promise.resolve({ ok: true, value: only.text });
    return Promise.resolve({ ok: false, error: `Of topologies one is compared, not ${String(files.length)}.` });
  }
  const other = files.find(({ path }) => !path.toLowerCase().endsWith('.topo'));
  return Promise.resolve({ ok: false, error: `'${other?.path ?? ''}' is no export that can be read.` });
}
