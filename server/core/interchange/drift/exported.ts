import type { Answer } from '../../answer.ts';
import { importFiles } from '../import.ts';
import { textOf } from '../limits.ts';
import type { ExportFile } from '../record.ts';

/**
 * What the servers say, as the text of a topology: files that mail systems print are imported, and a `.topo` is the text of
 * an import that was kept.
 */
export async function exported(files: readonly ExportFile[]): Promise<Answer<string>> {
  const topologies = files.filter(({ path }) => path.toLowerCase().endsWith('.topo'));
  const [topology] = topologies;
  if (topology === undefined) {
    const imported = await importFiles(files);
    return imported.ok ? { ok: true, value: imported.value.text } : imported;
  }
  if (files.length === 1) return { ok: true, value: await textOf(topology) };
  const error =
    topologies.length > 1
      ? `Of topologies one is compared, not ${String(topologies.length)}.`
      : `'${topology.path}' is a topology: it is compared alone, or the files that the servers print are.`;
  return { ok: false, error };
}
