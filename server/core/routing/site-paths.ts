// The path between two sites: the least cost, then the fewest links, then by names (routing-exchange-2013.md §3). Numbers and
// no mail. Routing of today asks for it, and so does an import that writes sites as routing groups.

/** Two sites that are joined, by number. */
export interface Joint {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  /** The largest message that may pass, in bytes. */
  readonly limit: number;
}

/** The best paths from one site to all others. */
export interface Paths {
  /** Infinity where no chain of links leads. */
  readonly cost: Float64Array;
  readonly links: Int32Array;
  /** The sites of the path in order, both ends included; empty where there is none. */
  to(site: number): readonly number[];
  /** The smallest limit on the path. */
  limitTo(site: number): number;
}

/** Finds paths among sites; `rank` orders their names. Those from one site are worked out when they are first asked for. */
export function sitePaths(count: number, joints: readonly Joint[], rank: Int32Array): (from: number) => Paths {
  const around: Joint[][] = Array.from({ length: count }, () => []);
  for (const { from, to, cost, limit } of joints) {
    around[from]?.push({ from, to, cost, limit });
    around[to]?.push({ from: to, to: from, cost, limit });
  }
  const known: Paths[] = [];
  return (from) => (known[from] ??= pathsFrom(from, around, rank));
}

/**
 * Of paths that are equal in cost and links the one whose site next to the end has the lower name, then the site before
 * that, and so on back (§3) [MS-ROUTING, TC-ALG]: so each site is reached from its lowest-named predecessor of those that
 * keep cost and links least, and the paths make a tree.
 */
function pathsFrom(start: number, around: readonly (readonly Joint[])[], rank: Int32Array): Paths {
  const count = around.length;
  const cost = new Float64Array(count).fill(Infinity);
  const links = new Int32Array(count).fill(count);
  const before = new Int32Array(count).fill(-1);
  const limit = new Float64Array(count).fill(Infinity);
  const isDone = new Uint8Array(count);
  cost[start] = 0;
  links[start] = 0;
  // Sites are some hundreds at most, so the nearest is looked for among all of them.
  for (;;) {
    const site = nearestOpen(cost, links, isDone);
    if (site < 0) break;
    isDone[site] = 1;
    for (const joint of around[site] ?? []) {
      const { to } = joint;
      const byHere = (cost[site] ?? 0) + joint.cost;
      const linksByHere = (links[site] ?? 0) + 1;
      const order = byHere - (cost[to] ?? 0) || linksByHere - (links[to] ?? 0);
      const isLower = order === 0 && (rank[site] ?? 0) < (rank[before[to] ?? -1] ?? -1);
      if (!(order < 0 || isLower)) continue;
      cost[to] = byHere;
      links[to] = linksByHere;
      before[to] = site;
      limit[to] = Math.min(limit[site] ?? Infinity, joint.limit);
    }
  }
  return {
    cost,
    links,
    to(site) {
      if (cost[site] === Infinity) return [];
      const path = [site];
      for (let at = before[site] ?? -1; at >= 0; at = before[at] ?? -1) path.push(at);
      return path.reverse();
    },
    limitTo: (site) => limit[site] ?? Infinity,
  };
}

function nearestOpen(cost: Float64Array, links: Int32Array, isDone: Uint8Array): number {
  let nearest = -1;
  for (let site = 0; site < cost.length; site++) {
    if (isDone[site] === 1 || cost[site] === Infinity) continue;
    const order =
      nearest < 0 ? -1 : (cost[site] ?? 0) - (cost[nearest] ?? 0) || (links[site] ?? 0) - (links[nearest] ?? 0);
    if (order < 0) nearest = site;
  }
  return nearest;
}
