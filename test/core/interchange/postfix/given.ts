// Files as a user hands them over, from texts by path; and hosts as Postfix has them.

import { exportTopology } from '#core/interchange/export';
import { Ledger } from '#core/interchange/ledger';
import { Hosts, hostsIn } from '#core/interchange/postfix/map/hosts';
import { mainCf } from '#core/interchange/postfix/reading/main-cf';
import { masterCf } from '#core/interchange/postfix/reading/master-cf';
import type { ExportFile, SourceRecord } from '#core/interchange/record';
import type { Topology } from '#core/model/topology';
import { givenFiles } from '../given-files.ts';

export type Texts = Readonly<Record<string, string>>;

export function filesOf(texts: Texts, pieces = 4096): ExportFile[] {
  return givenFiles(texts, pieces);
}

/** The hosts whose files these are. */
export async function hostsFrom(texts: Texts): Promise<Hosts> {
  const ledger = new Ledger();
  const records: SourceRecord[] = [];
  const files = filesOf(texts);
  for (const file of files) {
    const format = [mainCf, masterCf].find(({ recognises }) => recognises(texts[file.path] ?? '', file.path));
    await format?.read(file, {
      ledger,
      paths: files.map(({ path }) => path),
      record: (record) => {
        records.push(record);
      },
      other: (path) => files.find((each) => each.path === path),
    });
  }
  return new Hosts(hostsIn(records, ledger, {}));
}

/** The export of every server, each in a folder. */
export function exportAll(topology: Topology): Texts {
  const texts: Record<string, string> = {};
  for (const { name } of topology.servers) {
    const answer = exportTopology(topology, { target: 'postfix', server: name, source: 'farm.topo', against: undefined, prune: false }); // prettier-ignore
    if (!answer.ok) throw new Error(answer.error);
    for (const { path, text } of answer.value.files) texts[`${name}/${path}`] = text;
  }
  return texts;
}
