// Which items of the drawing a person wants to see: the others step back or are hidden, and nothing moves.

import { connectorId, type ElementId } from '#core/model/element';
import type { Route, Verdict } from '#core/routing/route';
import { isOutside } from '../kinds.ts';
import type { MarkOf } from '../marks.ts';
import type { EdgeKind, Places, SceneEdge, SceneNode } from '../scene.ts';

export interface Filter {
  /** Connectors of these kinds are left out. */
  readonly without: readonly EdgeKind[];
  /** Connectors that everybody can use, or those alone that are for the group or site that they leave from. */
  readonly scope: 'any' | 'organization' | 'local';
  /** What is disabled or switched off is left out. */
  readonly running: boolean;
  /** All is left out that no diagnostic concerns. */
  readonly problems: boolean;
  /** Connectors are left out that the message whose route is shown could not use. */
  readonly usable: boolean;
  /** What is left out is not drawn; else it steps back. */
  readonly hides: boolean;
}

/** Leaves nothing out. */
export const everything: Filter = {
  without: [],
  scope: 'any',
  running: false,
  problems: false,
  usable: false,
  hides: false,
};

/** Whether it can leave anything out. */
export function leavesOut({ without, scope, running, problems, usable }: Filter): boolean {
  return without.length > 0 || scope !== 'any' || running || problems || usable;
}

/** What the drawing shows at present, as far as a filter asks. */
export interface Present {
  readonly markOf: MarkOf;
  readonly isOff: (item: SceneNode | SceneEdge) => boolean;
  /** The way of the message that is shown. */
  readonly route: Route | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/** The ids of what a filter leaves out. */
export function leftOut({ nodes, edges }: Places, filter: Filter, present: Present): ReadonlySet<string> {
  if (!leavesOut(filter)) return nothing;
  const usable = filter.usable && present.route !== undefined ? usableBy(present.route) : undefined;
  const out = new Set<string>(edges.filter((edge) => isEdgeOut(edge, filter, present, usable)).map(({ id }) => id));
  const kept = edges.filter(({ id }) => !out.has(id));
  const met = new Set<string>(kept.flatMap(({ from, to, bridgeheads, targets }) => [from, to, ...bridgeheads, ...targets])); // prettier-ignore
  const joined = new Set<string>(edges.flatMap(({ from, to }) => [from, to]));
  const concerned = filter.problems || usable !== undefined ? concernedNodes(nodes, filter, present, met) : undefined;
  for (const node of nodes) {
    const isOff = filter.running && present.isOff(node);
    const isAlone = isOutside(node.kind) && joined.has(node.id) && !met.has(node.id);
    if (isOff || isAlone || concerned?.has(node.id) === false) out.add(node.id);
  }
  return out;
}

function isEdgeOut(
  edge: SceneEdge,
  { without, scope, running, problems }: Filter,
  { markOf, isOff }: Present,
  usable: ReadonlySet<string> | undefined,
): boolean {
  if (without.includes(edge.kind)) return true;
  if (scope !== 'any' && (scope === 'local') !== (edge.local === true)) return true;
  if (running && (edge.disabled === true || isOff(edge))) return true;
  if (problems && markOf(edge) === undefined) return true;
  return usable?.has(edge.element) === false;
}

/** Those that something is said of, that the route passes or that kept connectors meet, with all that hold them. */
function concernedNodes(
  nodes: readonly SceneNode[],
  filter: Filter,
  { markOf, route }: Present,
  met: ReadonlySet<string>,
): ReadonlySet<string> {
  const byId = new Map<string, SceneNode>(nodes.map((node) => [node.id, node]));
  const passed = new Set<string>(filter.usable && route !== undefined ? route.path : []);
  const concerned = new Set<string>();
  for (const node of nodes) {
    if (!met.has(node.id) && !passed.has(node.id) && (!filter.problems || markOf(node) === undefined)) continue;
    for (
      let at: SceneNode | undefined = node;
      at !== undefined;
      at = at.parent === null ? undefined : byId.get(at.parent)
    )
      // prettier-ignore
      concerned.add(at.id);
  }
  return concerned;
}

/** A connector with such a verdict could have been taken, were there no better one. */
const possible: readonly Verdict[] = ['chosen', 'tie', 'less specific', 'costlier', 'farther', 'later by name'];

/** The connectors and lines that a message took, and those that it could have taken instead. */
function usableBy({ considered, connectors, path }: Route): ReadonlySet<string> {
  const others = considered.filter(({ verdict }) => possible.includes(verdict)).map(({ connector }) => connector);
  return new Set<ElementId | string>([...path, ...[...connectors, ...others].map(connectorId)]);
}

/** A filter that was kept, read piece by piece: what does not fit is as in `everything`. */
export function readFilter(saved: unknown): Filter {
  if (typeof saved !== 'object' || saved === null) return everything;
  const { without, scope, running, problems, usable, hides }: Partial<Record<keyof Filter, unknown>> = saved;
  return {
    without: Array.isArray(without) ? edgeKinds.filter((kind) => without.includes(kind)) : [],
    scope: scope === 'organization' || scope === 'local' ? scope : 'any',
    running: running === true,
    problems: problems === true,
    usable: usable === true,
    hides: hides === true,
  };
}

/** All kinds of connectors and lines, in the order in which they are listed. */
export const edgeKinds: readonly EdgeKind[] = [
  'routing group connector',
  'smtp connector',
  'x400 connector',
  'send connector',
  'foreign connector',
  'delivery agent connector',
  'site link',
  'dag',
];
