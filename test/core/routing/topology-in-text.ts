// Topologies as people write them, for fixtures.

import { readFileSync } from 'node:fs';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { parse } from '#core/syntax/parse';

/** The topology of a text without includes; throws when the text has faults, for a fixture is meant to be sound. */
export function topologyFromText(text: string): Topology {
  const tree = parse(text);
  const faults = [...tree.faults.map(({ fault }) => fault), ...tree.pieces.flatMap((piece) => piece.faults)];
  if (faults.length > 0) throw new Error(`The fixture has faults: ${faults.map(({ message }) => message).join(' ')}`);
  return topologyFromAnyText(text);
}

/** The topology of a text, whatever is wrong with it. */
export function topologyFromAnyText(text: string): Topology {
  const tree = parse(text);
  return buildTopology(openProject('root.topo', () => tree, (_, path) => path)); // prettier-ignore
}

export function topologyFromFile(file: URL): Topology {
  return topologyFromText(readFileSync(file, 'utf8'));
}
