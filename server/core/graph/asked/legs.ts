// The way of a message in the drawing: legs from node to node, each along the lines that it takes.

import { internetId, dnsId, isKind, serverId, type ElementId, type WaypointId } from '#core/model/element';
import type { Route } from '#core/routing/route';
import type { NodeId } from '../ids.ts';
import type { SceneEdge } from '../scene.ts';
import { withParents, type SceneIndex } from '../scene-index.ts';

export interface Leg {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Undefined within a routing group, where servers speak to each other directly. */
  readonly edge: SceneEdge | undefined;
  /** The site links before it: a message goes past the sites between, along the lines of its path. */
  readonly before: readonly SceneEdge[];
}

export interface Way {
  readonly start: NodeId | undefined;
  readonly legs: readonly Leg[];
  /** Where the message ends, or waits. */
  readonly end: NodeId | undefined;
}

/** All that a leg runs along. */
export function edgesOfLeg({ before, edge }: Leg): readonly SceneEdge[] {
  return edge === undefined ? [] : [...before, edge];
}

/** The way of a message, from its first node to where it ends or waits; nodes that are not drawn are passed over. */
export function wayOf(index: SceneIndex, route: Pick<Route, 'path' | 'outcome' | 'hops'>): Way {
  const nodes = passed(index, route);
  const legs = nodes.slice(1).map((step, i) => legOf(index, nodes[i]?.node ?? step.node, step));
  return { start: nodes[0]?.node, legs, end: nodes.at(-1)?.node };
}

interface Step {
  readonly node: NodeId;
  /** The connector that led there, or the last line on the way. */
  readonly connector: ElementId | undefined;
  readonly lines: readonly ElementId[];
}

/** The nodes of the path; a message that waits does not leave the server that it waits on. */
function passed(index: SceneIndex, route: Pick<Route, 'path' | 'outcome' | 'hops'>): readonly Step[] {
  const steps: Step[] = [];
  let along: readonly ElementId[] = [];
  for (const element of route.path) {
    const node = nodeOn(index, element);
    if (node === undefined) along = element === internetId ? [] : [...along, element];
    else if (node !== steps.at(-1)?.node || along.length > 0) {
      steps.push({ node, connector: along.at(-1), lines: along.slice(0, -1).filter((id) => isKind(id, 'line')) });
      along = [];
    }
  }
  const holder = route.outcome === 'queued' ? serverId(route.hops.at(-1)?.server ?? '') : undefined;
  const last = steps.findLastIndex((step) => step.node === holder);
  return last < 0 ? steps : steps.slice(0, last + 1);
}

function nodeOn(index: SceneIndex, element: WaypointId): NodeId | undefined {
  const id = element === dnsId ? internetId : element;
  return index.nodes.has(id) ? id : undefined;
}

function legOf(index: SceneIndex, from: NodeId, { node: to, connector, lines }: Step): Leg {
  const edges = connector === undefined ? [] : nearestOf(index, from, index.edgesOf.get(connector) ?? []);
  const around = new Set(withParents(index, to).map((node) => node.id));
  const edge =
    edges.find((each) => around.has(each.to)) ?? edges.find((each) => liesIn(index, each.to, to)) ?? edges[0];
  return { from, to, edge, before: lines.flatMap((line) => index.edgesOf.get(line)?.[0] ?? []) };
}

/** Those that leave where the message is; all of them where none does. */
function nearestOf(index: SceneIndex, at: NodeId, edges: readonly SceneEdge[]): readonly SceneEdge[] {
  const here = edges.filter((each) => liesIn(index, at, each.from));
  return here.length > 0 ? here : edges;
}

function liesIn(index: SceneIndex, id: NodeId, outer: NodeId): boolean {
  return withParents(index, id).some((node) => node.id === outer);
}
