/** Costs go from 1 to this. */
export const dearest = 100;

/**
 * The cost to step in for others that have these: above all of them, else the dearest that none of them has. Undefined
 * where they have every one.
 */
export function nextFreeCost(used: ReadonlySet<number>): number | undefined {
  const highest = Math.max(0, ...used);
  if (highest < dearest) return highest + 1;
  for (let cost = dearest; cost > 0; cost--) if (!used.has(cost)) return cost;
  return undefined;
}
