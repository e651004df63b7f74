// All that the drawing shows at one moment. Painting it twice changes nothing.

import { describe } from '#core/graph/asked/describe';
import type { MarkOf } from '#core/graph/marks';
import type { EdgeId, NodeId } from '#core/graph/ids';
import type { Mark, SceneEdge, SceneNode } from '#core/graph/scene';
import { isKind, type ElementId } from '#core/model/element';
import type { ShownState } from '#core/simulation/playback';
import type { Power } from './switches.ts';
import type { SceneIndex } from '#core/graph/scene-index';
import type { Trace } from './trace.ts';

export interface View {
  readonly index: SceneIndex;
  readonly markOf: MarkOf;
  readonly down: ReadonlySet<ElementId>;
  readonly selected: ElementId | null;
  /** The ids of what the filter leaves out; the same object for as long as it is the same. */
  readonly filtered: ReadonlySet<string>;
  /** What is left out is not drawn; else it steps back. */
  readonly hidesFiltered: boolean;
  /** The item that the Tab key comes to. */
  readonly focus: NodeId | EdgeId | undefined;
  /** The way of the message that is shown. */
  readonly trace: Trace | undefined;
  /** The topology or the switches are not those that the message of the trace was sent through. */
  readonly outdated: boolean;
  /** How many legs of the trace are behind the message; all, unless it is on its way. */
  readonly reached: number;
  /** What waits on a server. */
  readonly waiting: ReadonlyMap<NodeId, Waiting>;
  /** How many messages move along a connector. */
  readonly flows: ReadonlyMap<ElementId, Flow>;
  /** What logs tell that edges carried; empty when that is put away. */
  readonly traffic: ReadonlyMap<string, EdgeTraffic>;
  /** A box follows a person's hand. */
  readonly isLifted: boolean;
  /** Time goes on. */
  readonly isMoving: boolean;
}

export interface Waiting {
  readonly count: number;
  /** Of the most that ever wait there. */
  readonly share: number;
  /** Of its queues the one that says most. */
  readonly state: ShownState;
}

/** Messages that took an edge, and how many of them the model has take it. */
export interface EdgeTraffic {
  readonly took: number;
  readonly explained: number;
}

/** How many messages. */
export type Flow = number;

/** The sentences that describe an item: what it is, then its findings; its tooltip, and what a screen reader says. */
export function sentencesOf(view: View, item: SceneNode | SceneEdge, power: Power): readonly string[] {
  const { index, markOf, down } = view;
  const parts = describe(item, (id) => index.nodes.get(id));
  const said = [...parts, ...stateOf(power), ...offWithin(index, item, down), ...carriedBy(view, item)];
  return [said.join(', '), ...(markOf(item)?.problems ?? [])];
}

/** What logs tell that an edge carried. */
function carriedBy({ traffic }: View, item: SceneNode | SceneEdge): readonly string[] {
  const carried = 'curve' in item ? traffic.get(item.element) : undefined;
  if (carried === undefined) return [];
  const { took, explained } = carried;
  const otherwise = took === explained ? '' : `, ${took - explained} of them otherwise than the topology says`;
  return [`in the logs ${took} ${took === 1 ? 'message' : 'messages'}${otherwise}`];
}

/** Databases that are switched off on a server: they have no place of their own. */
export function offWithin(
  { standIns }: SceneIndex,
  item: SceneNode | SceneEdge,
  down: ReadonlySet<ElementId>,
): readonly string[] {
  const databases = [...down].filter((id) => isKind(id, 'database') && standIns.get(id) === item.id);
  return databases.map((id) => `${id} switched off`);
}

function stateOf(power: Power): readonly string[] {
  switch (power) {
    case 'on':
      return [];
    case 'off':
      return ['switched off'];
    case 'without':
      return ['out of service with what it depends on'];
  }
}

/** All that a mark says, for comparing. */
export function saidBy(mark: Mark | undefined): string {
  return mark === undefined ? '' : [mark.severity, ...mark.problems].join('\n');
}
