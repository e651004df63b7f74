// Where what moves along a connector is seen: along its own line; along the trunk, when its ends lie in clusters that are
// not open; nowhere, when both lie in the same one.

import type { Clusters } from '#core/graph/sight/clusters';
import { curvePath } from '#core/graph/lines/outlines';
import { once } from '#core/graph/once';
import type { SceneEdge } from '#core/graph/scene';
import type { Seen } from '#core/graph/sight/sight';
import { trunkPath } from './paint-trunks.ts';

/** A line to move along. Edges that are seen as one share it. */
export interface Way {
  readonly id: string;
  /** The data of an SVG path. */
  readonly path: string;
}

export type WayOf = (edge: SceneEdge) => Way | undefined;
export type Ways = (seen: Seen) => WayOf;

export function waysIn({ trunks }: Clusters): Ways {
  const trunkOf = once(() => new Map(trunks.flatMap((trunk) => trunk.edges.map((edge) => [edge, trunk] as const))));
  return (seen) => {
    const edges = new Set(seen.edges);
    const shown = new Set(seen.trunks);
    return (edge) => {
      if (edges.has(edge)) return { id: edge.id, path: curvePath(edge) };
      const trunk = trunkOf().get(edge);
      return trunk !== undefined && shown.has(trunk) ? { id: trunk.id, path: trunkPath(trunk) } : undefined;
    };
  };
}
