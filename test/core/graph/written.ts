// Topologies as written: from the text of the language or from an example of the project.

import { readFileSync } from 'node:fs';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { parse } from '#core/syntax/parse';

export function written(text: string): Topology {
  const tree = parse(text);
  return buildTopology(
    openProject(
      'test.topo',
      () => tree,
      (_, path) => path,
    ),
  );
}

export function example(name: string): Topology {
  return written(readFileSync(new URL(`../../../examples/${name}.topo`, import.meta.url), 'utf8'));
}
