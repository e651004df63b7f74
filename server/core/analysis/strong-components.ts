/** Node `i` leads to the nodes in `graph[i]`. */
export type Graph = readonly (readonly number[])[];

/**
 * The sets of nodes that all reach one another (Kosaraju's algorithm, without recursion), in linear time. Every node is
 * in exactly one.
 */
export function strongComponents(graph: Graph): number[][] {
  const backwards = reversed(graph);
  const seen = new Set<number>();
  const components: number[][] = [];
  for (const node of finishingOrder(graph).reverse()) {
    if (seen.has(node)) continue;
    components.push([...reachableFrom(backwards, node, seen)]);
  }
  return components;
}

/** The nodes that can be reached from one, itself included. Nodes in `seen` are left alone, and what is found is added. */
export function reachableFrom(graph: Graph, start: number, seen = new Set<number>()): ReadonlySet<number> {
  const found = new Set([start]);
  seen.add(start);
  for (const node of found) {
    for (const next of graph[node] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      found.add(next);
    }
  }
  return found;
}

function finishingOrder(graph: Graph): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (const start of graph.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ node: start, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = graph[top.node]?.[top.next++];
      if (child === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        stack.push({ node: child, next: 0 });
      }
    }
  }
  return order;
}

function reversed(graph: Graph): Graph {
  const backwards: number[][] = graph.map(() => []);
  for (const [from, targets] of graph.entries()) for (const to of targets) backwards[to]?.push(from);
  return backwards;
}
