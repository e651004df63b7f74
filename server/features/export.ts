import type { Answer } from '#core/answer';
import { exportTargets, exportTopology } from '#core/interchange/export';
import { notUnderstood } from '#core/interchange/understood';
import type { ExportAnswer, ExportOffers, ExportWish } from '#core/protocol/requests';
import { fileName } from './file-name.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the topology can be exported to. */
export function exportOffers({ topology, drift }: Snapshot): ExportOffers {
  return {
    targets: exportTargets.map(({ name, title, writes, of }) => ({ name, title, writes, isOfServer: of === 'server' })),
    servers: topology.servers.map(({ name, group }) => ({
      name,
      group: topology.routingGroupByKey.get(group)?.name ?? '',
    })),
    hasDrift: drift?.() !== undefined,
  };
}

/** The files of an export, or a sentence that says why there are none. `against` says what there is now. */
export function exported(
  snapshot: Snapshot,
  { target, server }: Pick<ExportWish, 'target' | 'server'>,
  against: Pick<Snapshot, 'project' | 'topology'> | null,
): Answer<ExportAnswer> {
  for (const { project, topology } of [snapshot, ...(against === null ? [] : [against])]) {
    const { length } = notUnderstood(project, topology);
    if (length > 0) return { ok: false, error: notSound(fileName(project.root), length) };
  }
  const answer = exportTopology(snapshot.topology, {
    target,
    server: server ?? undefined,
    source: fileName(snapshot.root),
    against: against?.topology,
    prune: false,
  });
  if (!answer.ok) return answer;
  const { files, notes } = answer.value;
  return {
    ok: true,
    value: {
      files: files.map(({ path, text, encoding }) => ({
        path,
        text: encoding === 'utf-8-bom' ? `\ufeff${text}` : text,
      })),
      notes: notes.length,
    },
  };
}

function notSound(file: string, errors: number): string {
  const count = `${String(errors)} error${errors === 1 ? '' : 's'}`;
  return `${file} has ${count} that would leave something out, so nothing is exported. The Problems view lists them.`;
}
