// What is the matter in a cluster that is not open: the worst of its findings, what waits, what is off, what is selected,
// and whether the message that is shown came by.

import type { Cluster, ClusterId, Clusters, Trunk } from '#core/graph/sight/clusters';
import type { NodeId } from '#core/graph/ids';
import type { Mark, SceneEdge } from '#core/graph/scene';
import { arrived } from './paint-edges.ts';
import { itemsOf, type SceneIndex } from '#core/graph/scene-index';
import { edgesOfLeg } from './trace.ts';
import type { View } from './view.ts';

export interface ClusterState {
  readonly severity: Mark['severity'] | undefined;
  readonly selected: boolean;
  readonly travelled: boolean;
  /** Something in it is drawn though it is not open, below it. */
  readonly holding: boolean;
  readonly waiting: number;
  readonly off: number;
  /** What there is to say of it, in parts of a sentence. */
  readonly sentences: readonly string[];
}

export interface ClusterStates {
  of(cluster: Cluster): ClusterState;
  ofTrunk(trunk: Trunk): '' | 'travelled' | 'blocked' | 'selected' | 'of-selected';
}

export function clusterStates(clusters: Clusters, findings: Findings, view: View): ClusterStates {
  const { index, waiting, trace, reached, down, selected, focus } = view;
  const holding = (ids: Iterable<NodeId>): ReadonlySet<ClusterId> =>
    new Set([...ids].flatMap((id) => clusters.clusterOf.get(id)?.id ?? []));
  const steps = trace?.legs.slice(0, reached) ?? [];
  const passed = holding([...(trace?.start === undefined ? [] : [trace.start]), ...steps.map(({ to }) => to)]);
  const chosenNodes = new Set(selected === null ? [] : nodesOf(index, selected));
  const chosen = holding(chosenNodes);
  const [held] = holding(focus === undefined ? [] : nodesOf(index, focus));
  const waits = summed(
    clusters,
    [...waiting].map(([id, { count }]) => [id, count] as const),
  );
  const offs = summed(
    clusters,
    [...down].flatMap((element) => nodesOf(index, element).map((id) => [id, 1] as const)),
  );
  const travelled = new Set(steps.flatMap((leg) => edgesOfLeg(leg).map(({ id }) => id)));
  const blocked = new Set(arrived(view) ? trace?.blocked.map(({ id }) => id) : []);
  return {
    of: ({ id }) => {
      const found = findings.get(id);
      const [count, off] = [waits.get(id) ?? 0, offs.get(id) ?? 0];
      return {
        severity: found?.severity,
        selected: chosen.has(id),
        travelled: passed.has(id),
        holding: held === id || chosen.has(id) || off > 0 || passed.has(id),
        waiting: count,
        off,
        sentences: [
          ...(found === undefined ? [] : [`${found.count} ${found.count === 1 ? 'problem' : 'problems'}`]),
          ...(count > 0 ? [`${count} waiting`] : []),
          ...(off > 0 ? [`${off} switched off`] : []),
        ],
      };
    },
    ofTrunk: ({ edges }) => {
      if (edges.some(({ id }) => blocked.has(id))) return 'blocked';
      if (edges.some(({ id }) => travelled.has(id))) return 'travelled';
      if (selected === null) return '';
      if (edges.some(({ element }) => element === selected)) return 'selected';
      const isOf = ({ from, to }: SceneEdge) => chosenNodes.has(from) || chosenNodes.has(to);
      return chosenNodes.size > 0 && edges.some(isOf) ? 'of-selected' : '';
    },
  };
}

/** Of each cluster the worst finding, and how many there are. */
export type Findings = ReadonlyMap<ClusterId, { readonly severity: Mark['severity']; readonly count: number }>;

const gravity: Readonly<Record<Mark['severity'], number>> = { error: 3, warning: 2, info: 1, hint: 0 };

/** A finding of a connector is one of the cluster that it leaves. */
export function findingsIn({ clusterOf }: Clusters, { places }: SceneIndex, markOf: View['markOf']): Findings {
  const findings = new Map<ClusterId, { severity: Mark['severity']; count: number }>();
  if (clusterOf.size === 0) return findings;
  const seen = new Set<Mark>();
  const note = (id: NodeId, mark: Mark | undefined): void => {
    const cluster = clusterOf.get(id)?.id;
    if (mark === undefined || cluster === undefined || seen.has(mark)) return;
    seen.add(mark);
    const before = findings.get(cluster) ?? { severity: mark.severity, count: 0 };
    const severity = gravity[mark.severity] > gravity[before.severity] ? mark.severity : before.severity;
    findings.set(cluster, { severity, count: before.count + mark.problems.length });
  };
  for (const node of places.nodes) note(node.id, markOf(node));
  for (const edge of places.edges) note(edge.from, markOf(edge));
  return findings;
}

function nodesOf(index: SceneIndex, element: string): readonly NodeId[] {
  return itemsOf(index, element).flatMap((item) => ('curve' in item ? [] : [item.id]));
}

function summed(clusters: Clusters, counts: readonly (readonly [NodeId, number])[]): ReadonlyMap<ClusterId, number> {
  const sums = new Map<ClusterId, number>();
  for (const [node, count] of counts) {
    const id = clusters.clusterOf.get(node)?.id;
    if (id !== undefined) sums.set(id, (sums.get(id) ?? 0) + count);
  }
  return sums;
}
