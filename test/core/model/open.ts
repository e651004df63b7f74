// Topologies for the tests of the model: one text, or several by file name, the first being the root.

import { buildTopology } from '#core/model/build';
import { openProject, type Project } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { parse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';

export function open(files: string | Readonly<Record<string, string>>): { project: Project; topology: Topology } {
  const texts = typeof files === 'string' ? { 'main.topo': files } : files;
  const trees = new Map<string, Tree>(Object.entries(texts).map(([name, text]) => [name, parse(text)]));
  const [root = ''] = Object.keys(texts);
  const project = openProject(
    root,
    (file) => trees.get(file),
    (from, path) => from.slice(0, from.lastIndexOf('/') + 1) + path,
  );
  return { project, topology: buildTopology(project) };
}
