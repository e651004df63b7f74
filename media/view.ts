// All that the drawing shows at one moment. Painting it twice changes nothing.

import type { MarkOf } from '#core/graph/marks';
import type { EdgeId, Mark, NodeId, SceneEdge, SceneNode } from '#core/graph/scene';
import type { ElementId } from '#core/model/element';
import type { Power } from './switches.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Trace } from './trace.ts';

export interface View {
  readonly index: SceneIndex;
  readonly markOf: MarkOf;
  readonly down: ReadonlySet<ElementId>;
  readonly selected: ElementId | null;
  /** The item that the Tab key comes to. */
  readonly focus: NodeId | EdgeId | undefined;
  readonly trace: Trace | undefined;
  /** The topology or the switches are not those that the message of the trace was sent through. */
  readonly outdated: boolean;
  /** How many legs of the trace are behind the message; all, unless it is on its way. */
  readonly reached: number;
  /** How many messages wait on a server. */
  readonly waiting: ReadonlyMap<NodeId, number>;
}

/** The sentences that describe an item: what it is, then its findings; its tooltip, and what a screen reader says. */
export function describe(
  item: SceneNode | SceneEdge,
  mark: Mark | undefined,
  power: Power,
  parents: readonly string[],
): readonly string[] {
  const parts = 'curve' in item ? edgeParts(item) : nodeParts(item, parents);
  if (power === 'off') parts.push('switched off');
  if (power === 'without') parts.push('out of service with what it depends on');
  return [parts.join(', '), ...(mark?.problems ?? [])];
}

/** All that a mark says, for comparing. */
export function saidBy(mark: Mark | undefined): string {
  return mark === undefined ? '' : [mark.severity, ...mark.problems].join('\n');
}

function nodeParts(node: SceneNode, parents: readonly string[]): string[] {
  const kind = node.kind === 'internet' ? '' : node.kind === 'host' ? 'smart host ' : `${node.kind} `;
  const parts = [`${kind}${node.name}`];
  if (parents.length > 0) parts.push(`in ${parents.join(', ')}`);
  if (node.bridgehead) parts.push('bridgehead');
  if (node.detail !== '' && node.detail !== kind.trim()) parts.push(node.detail);
  return parts;
}

function edgeParts(edge: SceneEdge): string[] {
  const to = edge.to.replace(/^routing group |^host /, '');
  const carries = edge.detail === '' || to === edge.detail ? `to ${to}` : `to ${to} for ${edge.detail}`;
  return [`${edge.kind} ${edge.name}`, carries, `cost ${edge.cost}`];
}
