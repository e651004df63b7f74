// What a change does to mail for one destination where one tree says it all. Only the part that it cuts off is looked
// at.

import { type Cut, type Losing, pushDetour } from './aftermath.ts';
import { exit, passability } from '../state/condition.ts';
import { behind } from '../paths/forest.ts';
import { push } from '../paths/numbers.ts';
import { noLink, type Tree, type Workspace } from '../paths/shortest-tree.ts';
import { type Ground, leavesWell, noteStep, type Surveyed } from './surveyed.ts';

/** A destination while a change has happened. */
export interface Asked {
  readonly surveyed: Surveyed;
  /** Whether its domain is found now. */
  readonly domainUp: boolean;
}

/**
 * Notes in `cut` what the change does; `space` holds the repaired tree. Returns whether mail still arrives from every
 * group that has a path.
 */
export function loseTree(
  ground: Ground,
  losing: Losing,
  { surveyed, domainUp }: Asked,
  space: Workspace,
  cut: Cut,
): boolean {
  const { target, arrives: before } = surveyed;
  const [tree] = surveyed.trees;
  if (tree === undefined) return true;
  const stuck = stuckBehind(ground, losing, surveyed, tree, domainUp);
  if (space.markedCount === 0 && stuck === undefined) return true;
  const arriving = arriveAgain(ground, losing, surveyed, space, { stuck, domainUp });
  const isSound = arriving === space.settledCount && (stuck === undefined || stuck.size === 0);
  if (target.group >= 0 && ground.condition.receives[target.group] !== 1) return isSound;
  const { alive } = losing;
  const { marks, mark, marked, markedCount, arrives, keys } = space;
  const scale = ground.network.groups.length + 1;
  for (let index = 0; index < markedCount; index += 1) {
    const group = marked[index] ?? 0;
    if (alive[group] !== 1 || before[group] !== 1) continue;
    if (arrives[group] === 0) push(cut.stranded, group);
    else pushDetour(cut, group, isDearer(scale, tree.keys[group], keys[group]));
  }
  for (const group of stuck ?? []) {
    if (marks[group] !== mark && alive[group] === 1 && before[group] === 1) push(cut.stranded, group);
  }
  return isSound;
}

/** Whether the second of two keys costs more. A key is `cost * scale + connectors crossed`. */
function isDearer(scale: number, before = 0, after = 0): boolean {
  return Math.floor(after / scale) > Math.floor(before / scale);
}

/** The groups whose mail still takes a link or an end that no longer carries it; undefined when there can be none. */
function stuckBehind(
  { network, condition }: Ground,
  losing: Losing,
  { target, domainUp: wasUp }: Surveyed,
  tree: Tree,
  domainUp: boolean,
): ReadonlySet<number> | undefined {
  if (losing.stuckLinks.length === 0 && losing.change.exits.length === 0 && wasUp === domainUp) return undefined;
  const stuck = new Set<number>();
  const addBehind = (group: number) => {
    for (const other of behind(tree.forest, group)) stuck.add(other);
  };
  for (const link of losing.stuckLinks) {
    const group = network.linkFrom[link] ?? 0;
    if (tree.links[group] === link) addBehind(group);
  }
  if (target.group >= 0) return stuck;
  for (const { group, carrier } of tree.ends) {
    if (tree.exits[group] !== carrier) continue;
    const state = losing.exits[carrier];
    const well = leavesWell(state, domainUp);
    if (well === 0 && state !== exit.down && leavesWell(condition.exits[carrier], wasUp) === 1) addBehind(group);
  }
  return stuck;
}

/**
 * Finds out from which of the groups with new labels mail arrives, and returns from how many. Nearest first, so that it
 * is known already whether mail of the next group arrives.
 */
function arriveAgain(
  ground: Ground,
  losing: Losing,
  { target, arrives: before }: Surveyed,
  space: Workspace,
  { stuck, domainUp }: { stuck: ReadonlySet<number> | undefined; domainUp: boolean },
): number {
  const { marks, mark, links, exits, settled, settledCount, arrives } = space;
  const { linkTo } = ground.network;
  let arriving = 0;
  for (let index = 0; index < settledCount; index += 1) {
    const group = settled[index] ?? 0;
    const link = links[group] ?? noLink;
    const carrier = exits[group] ?? -1;
    arrives[group] = 0;
    if (link >= 0) {
      const next = linkTo[link] ?? 0;
      if (losing.links[link] !== passability.open) continue;
      if (marks[next] === mark ? arrives[next] !== 1 : before[next] !== 1 || stuck?.has(next) === true) continue;
    } else if (target.group < 0 && leavesWell(losing.exits[carrier], domainUp) === 0) continue;
    arrives[group] = 1;
    arriving += 1;
  }
  return arriving;
}

/** Notes what mail of the groups with new labels takes where it arrives; not that of groups that send out as before. */
export function noteRepaired(ground: Ground, space: Workspace, sparedByAll?: ReadonlySet<number>): void {
  const { links, exits, settled, settledCount, arrives } = space;
  for (let index = 0; index < settledCount; index += 1) {
    const group = settled[index] ?? 0;
    if (arrives[group] !== 1 || sparedByAll?.has(group) === true) continue;
    noteStep(ground, links[group] ?? noLink, exits[group] ?? -1);
  }
}
