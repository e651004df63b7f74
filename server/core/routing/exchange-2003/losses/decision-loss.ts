// What a change does to mail for one destination for which the choice differs from group to group (group-decisions.ts).
// Where one tree says it all: tree-loss.ts.

import { type Cut, type Losing, pushDetour } from './aftermath.ts';
import { decideAgain, decisionAt, isAsBefore, type Redecided } from './decide-again.ts';
import type { Target } from './destinations.ts';
import type { Network } from '../network/network.ts';
import { push } from '../paths/numbers.ts';
import { type Choices, type Labelled, nextGroup, type Settled } from './group-decisions.ts';
import { noLink, type Tree, type Workspace } from '../paths/shortest-tree.ts';
import { type Ground, noteStep } from './surveyed.ts';
import type { Asked } from './tree-loss.ts';

/** Notes in `cut` what the change does; `spaces` hold the repaired trees. */
export function loseDecisions(
  ground: Ground,
  losing: Losing,
  { surveyed: { target, trees, domainUp: wasUp }, domainUp }: Asked,
  decisions: Settled,
  { spaces, redecided }: { readonly spaces: readonly Workspace[]; readonly redecided: Redecided },
  cut: Cut,
): void {
  const { network, condition } = ground;
  const labels = trees.map((tree, level) => labelled(tree, spaces[level]));
  const choices = { target, labels, exits: losing.exits, links: losing.links, domainUp };
  const groups = concernedGroups(network, losing, target, decisions, { trees, spaces, domain: wasUp !== domainUp });
  decideAgain(redecided, network, { decisions, exits: condition.exits, domainUp: wasUp }, choices, groups);
  const { affected, affectedCount, arrives, costs } = redecided;
  for (let at = 0; at < affectedCount; at += 1) {
    const group = affected[at] ?? 0;
    if (losing.alive[group] !== 1) continue;
    if (arrives[group] === 0) push(cut.stranded, group);
    else {
      pushDetour(cut, group, (costs[group] ?? 0) > (decisions.costs[group] ?? 0));
      noteStepsFrom(ground, redecided, decisions, choices, group);
    }
  }
}

function labelled(tree: Tree, space: Workspace | undefined): Labelled {
  return space === undefined || space.markedCount === 0 ? tree : { tree, space };
}

/** Groups that may decide otherwise, or whose decision now leads elsewhere. */
function concernedGroups(
  { linkFrom, carriers }: Network,
  { stuckLinks, change }: Losing,
  { levelOf, scoped }: Target,
  { links, exits }: Settled,
  { trees, spaces, domain }: { trees: readonly Tree[]; spaces: readonly Workspace[]; domain: boolean },
): readonly number[] {
  const groups: number[] = [];
  for (let level = 0; level < trees.length; level += 1) {
    const { marked, markedCount } = spaces[level] ?? { marked: undefined, markedCount: 0 };
    for (let at = 0; at < markedCount; at += 1) {
      const group = marked?.[at] ?? 0;
      if ((levelOf?.[group] ?? 0) === level) groups.push(group);
    }
  }
  for (const link of stuckLinks) {
    const group = linkFrom[link] ?? 0;
    if (links[group] === link) groups.push(group);
  }
  for (const { carrier } of change.exits) {
    const home = carriers[carrier]?.home ?? 0;
    if (exits[home] === carrier) groups.push(home);
  }
  if (domain) {
    for (const { ends } of trees) groups.push(...ends.map(({ group }) => group));
    groups.push(...scoped.keys());
  }
  return groups;
}

/** Notes as used what a group's mail takes, up to the first group from which it goes on as before. */
function noteStepsFrom(ground: Ground, redecided: Redecided, before: Settled, choices: Choices, start: number): void {
  for (let group = start; group >= 0 && !isAsBefore(redecided, before, group);) {
    const decisions = decisionAt(redecided, before, group);
    noteStep(ground, decisions.links[group] ?? noLink, decisions.exits[group] ?? -1);
    group = nextGroup(ground.network, choices, decisions, group);
  }
}
