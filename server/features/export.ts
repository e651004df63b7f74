import type { Answer } from '#core/answer';
import { exportTargets, exportTopology } from '#core/interchange/export';
import { notUnderstood } from '#core/interchange/understood';
import type { ExportAnswer, ExportOffers, ExportWish } from '#core/protocol/requests';
import { fileName } from './file-name.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the topology can be exported to. */
export function exportOffers({ topology }: Snapshot): ExportOffers {
  return {
    targets: exportTargets.map(({ name, title, writes, of }) => ({ name, title, writes, isOfServer: of === 'server' })),
    servers: topology.servers.map(({ name, group }) => ({
      name,
      group: topology.routingGroupByKey.get(group)?.name ?? '',
    })),
  };
}

/** The files of an export, or a sentence that says why there are none. */
export function exported(snapshot: Snapshot, { target, server }: ExportWish): Answer<ExportAnswer> {
  const { project, topology, root } = snapshot;
  const { length } = notUnderstood(project, topology);
  if (length > 0) {
    const count = `${String(length)} error${length === 1 ? '' : 's'}`;
    return {
      ok: false,
      error: `The topology has ${count} that would leave something out, so nothing is exported. The Problems view lists them.`,
    };
  }
  const answer = exportTopology(topology, {
    target,
    server: server ?? undefined,
    source: fileName(root),
    against: undefined,
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
