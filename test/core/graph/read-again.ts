// Places that were written and read again, as plain data: lines of what was sent are read when they are looked at.

import type { Places, ScenePair } from '#core/graph/scene';

export function asPlain(read: Places): Places {
  const edges = read.edges.map(({ curve, arrow, pair, ...edge }) => ({
    ...edge,
    curve,
    arrow,
    ...(pair && { pair: plainPair(pair) }),
  }));
  return { ...read, edges };
}

function plainPair({ curve, arrows, ...pair }: ScenePair): ScenePair {
  return { ...pair, curve, arrows };
}
