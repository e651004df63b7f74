// Going from problem to problem.

import { describe } from '#core/graph/asked/describe';
import { itemsWithProblems } from '#core/graph/asked/tree';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { elementOf } from '#core/graph/scene-index';
import type { Moment } from './moment.ts';

/** What diagnostics concern, and what they say of it. */
export interface Problem {
  readonly item: SceneNode | SceneEdge;
  readonly said: string;
}

/** The one behind what is selected, or before it, in the order of the drawing; undefined where there is none at all. */
export function problemFrom({ drawn, kept }: Moment, step: 1 | -1): Problem | undefined {
  const all = itemsWithProblems(drawn.index.places, drawn.markOf);
  const at = all.findIndex((item) => elementOf(item) === kept.selected);
  const next = at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % Math.max(1, all.length);
  const item = all[next];
  if (item === undefined) return undefined;
  const parts = describe(item, (id) => drawn.index.nodes.get(id)).join(', ');
  const { severity, problems } = drawn.markOf(item) ?? { severity: 'info', problems: [] };
  return { item, said: `Problem ${next + 1} of ${all.length}, ${severity}: ${parts}. ${problems.join(' ')}` };
}
