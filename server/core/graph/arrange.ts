// Where routing groups go when nothing has a place yet. Networks of mail are few shapes put together: a hub with
// spokes, a ring, a small mesh of hubs each with branches, a chain. Each part that hangs together is recognised as one
// of these and arranged as a block; what is none of them goes into a grid, near to what it is linked to.

import { isBlock, placesOf, stack, type Block } from './blocks.ts';
import { aroundHub, area, belowHub, gridBlock, packed, ringBlock, roundTable, snakeBlock } from './formations.ts';
import { busiest, componentsOf, coreOf, degree, isMeshOfHubs, isRing, treeOf, walk, type Links } from './network.ts';
import { gridOrder } from './grid-order.ts';
import type { NodeId, Point } from './scene.ts';

interface Sized {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
}

/** A tree that takes more than so many times the room of its boxes is drawn as a grid. */
const sparsest = 3;
const largestTreeAnyway = 12;

/** Places for boxes that are linked like this: no two overlap, the whole about 16:10. */
export function arrange(boxes: readonly Sized[], links: Links): Map<NodeId, Point> {
  const blocks = boxes.map(({ id, width, height }): Block => ({ id, width, height, parts: [] }));
  const components = componentsOf(links);
  const joined = components.filter((component) => component.length > 1);
  const alone = components.flatMap((component) => (component.length === 1 ? blocksAt(blocks, component) : []));
  const arranged = joined.map((component) => componentBlock(component, links, blocks));
  const islands = alone.length === 0 ? [] : [gridBlock(alone)];
  return placesOf(packed([...arranged.sort((a, b) => area(b) - area(a)), ...islands]));
}

function componentBlock(component: readonly number[], links: Links, blocks: readonly Block[]): Block {
  if (component.every((index) => degree(links, index) <= 2)) return chainOrRing(component, links, blocks);
  const core = coreOf(component, links);
  if (isRing(core, links) || isMeshOfHubs(core, links)) return ringWithBranches(core, links, blocks);
  const tree = treeBlock(busiest(component, links), links, blocks, new Set());
  const room = blocksAt(blocks, component).reduce((sum, block) => sum + area(block), 0);
  const dense = component.length <= largestTreeAnyway || area(tree) < sparsest * room;
  return dense ? tree : gridBlock(blocksAt(blocks, component), (columns) => gridOrder(component, links, columns));
}

function chainOrRing(component: readonly number[], links: Links, blocks: readonly Block[]): Block {
  const order = blocksAt(blocks, walk(component, links));
  return isRing(component, links) ? ringBlock(order) : snakeBlock(order);
}

/** Around the middle the boxes of the core, each with what hangs on it. */
function ringWithBranches(core: readonly number[], links: Links, blocks: readonly Block[]): Block {
  const inside = new Set(core);
  const around = walk(core, links).map((index) => treeBlock(index, links, blocks, inside));
  return isRing(core, links) ? ringBlock(around) : roundTable(around);
}

/** A box with what hangs on it: nearest boxes first, each with its own branches, never into `walls`. */
function treeBlock(root: number, links: Links, blocks: readonly Block[], walls: ReadonlySet<number>): Block {
  const { order, childrenOf } = treeOf(root, links, walls);
  const finished = new Map<number, Block>();
  for (const index of order.toReversed()) {
    const children = (childrenOf.get(index) ?? []).map((child) => finished.get(child)).filter(isBlock);
    const hub = blocks[index];
    if (hub === undefined) continue;
    const around = index === root && walls.size === 0;
    finished.set(index, around ? aroundHub(hub, children) : belowHub(hub, children));
  }
  return finished.get(root) ?? stack([]);
}

function blocksAt(blocks: readonly Block[], indices: readonly number[]): readonly Block[] {
  return indices.map((index) => blocks[index]).filter(isBlock);
}
