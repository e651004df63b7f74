/** Costs go from 1 to this, those of ways between routing groups as far as the organization says. */
export const dearest = 100;

/**
 * The cost to step in for others that have these: above all of them, else the dearest that none of them has. Undefined
 * where they have every one up to the most that is allowed.
 */
export function nextFreeCost(used: ReadonlySet<number>, most: number = dearest): number | undefined {
  const highest = Math.max(0, ...used);
  if (highest < most) return highest + 1;
  for (let cost = most; cost > 0; cost--) if (!used.has(cost)) return cost;
  return undefined;
}
