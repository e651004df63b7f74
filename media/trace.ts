// A route as the drawing shows it: legs from node to node, and the queues on the servers that it passed.

import type { NodeId } from '#core/graph/ids';
import { edgesOfLeg, wayOf, type Leg } from '#core/graph/asked/legs';
import type { SceneEdge } from '#core/graph/scene';
import { connectorId, serverId } from '#core/model/element';
import type { RoutedMessage } from '#core/protocol/preview';
import type { Outcome } from '#core/syntax/tree';
import type { SceneIndex } from '#core/graph/scene-index';

export { edgesOfLeg, type Leg };

export interface Trace {
  readonly sent: RoutedMessage;
  readonly outcome: Outcome;
  readonly start: NodeId | undefined;
  readonly legs: readonly Leg[];
  /** Where the message ends, or waits. */
  readonly end: NodeId | undefined;
  /** The connector in whose queue it waits. */
  readonly blocked: readonly SceneEdge[];
  /** What the next best way takes besides. */
  readonly nextBest: readonly SceneEdge[];
}

export function traceOf(index: SceneIndex, sent: RoutedMessage): Trace {
  const { outcome, hops } = sent.route;
  const way = wayOf(index, sent.route);
  const own = new Set(way.legs.flatMap(edgesOfLeg));
  const other = sent.nextBest === null ? [] : wayOf(index, sent.nextBest.route).legs.flatMap(edgesOfLeg);
  const waits = outcome === 'queued' ? hops.at(-1) : undefined;
  const held = waits?.connector ?? null;
  return {
    sent,
    outcome,
    ...way,
    nextBest: other.filter((edge) => !own.has(edge)),
    blocked: held === null ? [] : (index.edgesOf.get(connectorId(held)) ?? []),
  };
}

/** The queues of a trace by the node of their server, in the order of the route. */
export function queuesPassed(sent: RoutedMessage): ReadonlyMap<NodeId, readonly string[]> {
  const queues = new Map<NodeId, string[]>();
  for (const hop of sent.route.hops) {
    const node = serverId(hop.server);
    const names = queues.get(node) ?? [];
    if (!names.includes(hop.queue) && hop.queue !== '') names.push(hop.queue);
    queues.set(node, names);
  }
  return queues;
}
