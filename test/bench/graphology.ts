// One-to-all shortest paths on one graph, in one run: ours with every rule that decides between equals, and graphology's.

import { performance } from 'node:perf_hooks';
import Graph from 'graphology';
import { dijkstra } from 'graphology-shortest-path';
import { distancesTo } from '#core/routing/exchange-2003/paths/distances';
import { compileNetwork } from '#core/routing/exchange-2003/network/network';
import { largeGraph, largeTopology, type PlainGraph } from './route.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'times';
  readonly p50: number;
  readonly p95: number;
}

/** Both on the bench's large organization; the ratio is of the medians. */
export async function benchGraphology(): Promise<readonly Measurement[]> {
  const plain = largeGraph();
  const theirs = theirsOf(plain);
  const network = compileNetwork(largeTopology(plain));
  const passable = new Uint8Array(network.links.length).fill(1);
  const ours = times(300, 100, (round) => void distancesTo(network, round % plain.groupCount, passable));
  const other = times(30, 5, (round) => void dijkstra.singleSource(theirs, String(round), 'cost'));
  const [quick, slow] = [
    measured('shortest paths to one of 1,000 groups', 'ms', ours),
    measured('the same by graphology', 'ms', other),
  ];
  return [quick, slow, measured('shortest paths, times those of graphology', 'times', [quick.p50 / slow.p50])];
}

function theirsOf({ groupCount, edges }: PlainGraph): Graph {
  const graph = new Graph({ type: 'directed' });
  for (let group = 0; group < groupCount; group += 1) graph.addNode(String(group));
  for (const { from, to, cost } of edges) graph.mergeDirectedEdge(String(from), String(to), { cost });
  return graph;
}

function times(rounds: number, warmUp: number, work: (round: number) => void): readonly number[] {
  for (let round = 0; round < warmUp; round += 1) work(round);
  return Array.from({ length: rounds }, (_, round) => {
    const start = performance.now();
    work(round);
    return performance.now() - start;
  });
}

function measured(name: string, unit: Measurement['unit'], samples: readonly number[]): Measurement {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10000) / 10000;
  return { name, unit, p50: at(0.5), p95: at(0.95) };
}
