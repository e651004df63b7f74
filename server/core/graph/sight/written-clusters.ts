// Clusters and trunks as they travel with a drawing: the server works them out, for a page has everything else to do when
// it opens. Nodes and edges are written by their numbers.

import type { Places, SceneEdge, SceneNode } from '../scene.ts';
import { clustersWith, type Cluster, type Clusters, type Trunk } from './clusters.ts';
import { isCluster } from './trunk-line.ts';

export interface WrittenClusters {
  readonly clusters: readonly WrittenCluster[];
  readonly trunks: readonly WrittenTrunk[];
}

interface WrittenCluster extends Omit<Cluster, 'groups' | 'outside'> {
  readonly groups: readonly number[];
  readonly outside: readonly number[];
}

/** An end is the number of a cluster; what is none is a node, -1 the first of them. */
interface WrittenTrunk extends Omit<Trunk, 'id' | 'from' | 'to' | 'edges'> {
  readonly from: number;
  readonly to: number;
  readonly edges: readonly number[];
}

export function writeClusters({ clusters, trunks }: Clusters, { nodes, edges }: Places): WrittenClusters {
  const [nodeAt, edgeAt, clusterAt] = [numbersOf(nodes), numbersOf(edges), numbersOf(clusters)];
  const endAt = (end: Trunk['from']): number => (isCluster(end) ? clusterAt(end) : -1 - nodeAt(end));
  return {
    clusters: clusters.map((cluster) => ({
      ...cluster,
      groups: cluster.groups.map(nodeAt),
      outside: cluster.outside.map(nodeAt),
    })),
    trunks: trunks.map(({ from, to, bow, edges: held }) => ({
      from: endAt(from),
      to: endAt(to),
      bow,
      edges: held.map(edgeAt),
    })),
  };
}

function numbersOf<T>(list: readonly T[]): (item: T) => number {
  const numbers = new Map(list.map((item, number) => [item, number]));
  return (item) => numbers.get(item) ?? 0;
}

export function readClusters({ clusters, trunks }: WrittenClusters, places: Places): Clusters {
  const nodes = (numbers: readonly number[]): readonly SceneNode[] => numbers.map((each) => itemAt(places.nodes, each));
  const edges = (numbers: readonly number[]): readonly SceneEdge[] => numbers.map((each) => itemAt(places.edges, each));
  const read = clusters.map((cluster): Cluster => ({
    ...cluster,
    groups: nodes(cluster.groups),
    outside: nodes(cluster.outside),
  }));
  const endAt = (end: number): Trunk['from'] => (end < 0 ? itemAt(places.nodes, -1 - end) : itemAt(read, end));
  return clustersWith(
    read,
    trunks.map(({ from, to, bow, edges: held }) => ({ from: endAt(from), to: endAt(to), bow, edges: edges(held) })),
    places,
  );
}

function itemAt<T>(items: readonly T[], number: number): T {
  const item = items[number];
  if (item === undefined) throw new Error(`A cluster names what is not in its drawing (${number}): a fault of ours.`);
  return item;
}
