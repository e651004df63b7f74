// A topology against an export: what the command line and the editor ask.

import type { Answer } from '../../answer.ts';
import { buildTopology } from '../../model/build.ts';
import { openProject } from '../../model/project.ts';
import { lineStarts, positionAt } from '../../syntax/lines.ts';
import { faultsOf, parse } from '../../syntax/parse.ts';
import { absolute } from '../../syntax/places.ts';
import type { ExportFile } from '../record.ts';
import { exported } from './exported.ts';
import type { Side } from './objects.ts';

/** The side of the servers, from the files of an export; an error says which file is to blame. */
export async function serversOf(files: readonly ExportFile[]): Promise<Answer<Side>> {
  const text = await exported(files);
  return text.ok ? serversSay(text.value, files[0]?.path ?? '') : text;
}

/** The side of the servers, from the text of a topology. Of one with faults nothing could be said. */
export function serversSay(text: string, path: string): Answer<Side> {
  const tree = parse(text);
  const [first] = faultsOf(tree);
  if (first !== undefined) {
    const { start } = absolute(tree, first.piece, first.fault.span);
    const { line } = positionAt(lineStarts(tree.text), start);
    return { ok: false, error: `${path}:${String(line + 1)}: ${first.fault.message}` };
  }
  if (tree.includes.length > 0)
    return { ok: false, error: `${path}: what servers say is in one file, without 'include'.` };
  const project = openProject(path, () => tree, (_, other) => other); // prettier-ignore
  return { ok: true, value: { project, topology: buildTopology(project) } };
}
