// Where routing groups go when nothing has a place yet. Networks of mail are few shapes put together: a hub with
// spokes, a ring, a small mesh of hubs each with branches, a chain. Each part that hangs together is recognised as one
// of these and arranged as a block; what is none of them goes into a grid, near to what it is linked to.

import { isBlock, placesOf, stack, type Block } from './blocks.ts';
import {
  aroundHub,
  area,
  belowHub,
  gridBlock,
  packed,
  ringBlock,
  roundTable,
  snakeBlock,
  wedge,
} from './formations.ts';
import {
  branchesOf,
  busiest,
  componentsOf,
  coreOf,
  degree,
  isFullMesh,
  isMeshOfHubs,
  isRing,
  isTree,
  treeOf,
  walk,
  type Links,
} from '../network.ts';
import { gridOrder } from './grid-order.ts';
import { swapped } from './swaps.ts';
import type { NodeId } from '../ids.ts';
import { distance } from '../lines/course.ts';
import type { Point } from '../scene.ts';

interface Sized {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
}

/** What takes more than so many times the room of its boxes is arranged in a denser way. */
const sparsest = 3;
const smallEnough = 12;
/** More hubs than this, each linked to each, stand in a wedge, where fewer lines cross; not so in small drawings. */
const largestTable = 6;
const smallDrawing = 30;
/** A tree with lines across gives way to a grid whose lines are so much shorter. */
const farShorter = 0.75;
/** Of a network of hubs and branches so many are hubs, at most. */
const mostHubs = 0.25;

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

/** The first of the fitting ways that is not too sparse; a grid always is dense. */
function componentBlock(component: readonly number[], links: Links, blocks: readonly Block[]): Block {
  if (component.every((index) => degree(links, index) <= 2)) return chainOrRing(component, links, blocks);
  const members = blocksAt(blocks, component);
  const room = members.reduce((sum, block) => sum + area(block), 0);
  const dense = (block: Block) => component.length <= smallEnough || area(block) <= sparsest * room;
  const core = coreOf(component, links);
  if (core.length === component.length && isMeshOfHubs(core, links))
    return roundTable(blocksAt(blocks, walk(core, links)));
  const ring = ringsOfBranches(component, core, links, blocks).find(dense);
  if (ring !== undefined) return ring;
  const regions = regionsBlock(component, links, blocks);
  if (regions !== undefined && dense(regions)) return regions;
  const tree = treeBlock(busiest(component, links), links, blocks, new Set());
  if (dense(tree) && isTree(component, links)) return tree;
  const grid = gridBlock(members, (columns) => gridOrder(component, links, columns));
  return dense(tree) &&
    lengthIn(tree, component, links, blocks) * farShorter <= lengthIn(grid, component, links, blocks)
    ? tree
    : grid;
}

/** How long straight lines between linked boxes of a component are together, from corner to corner. */
function lengthIn(whole: Block, component: readonly number[], links: Links, blocks: readonly Block[]): number {
  const places = placesOf(whole);
  const placeAt = (index: number): Point | undefined => {
    const id = blocks[index]?.id;
    return id === undefined ? undefined : places.get(id);
  };
  let length = 0;
  for (const index of component) {
    const from = placeAt(index);
    for (const next of links[index] ?? []) {
      const to = placeAt(next);
      if (from !== undefined && to !== undefined) length += distance(from, to);
    }
  }
  return length;
}

function chainOrRing(component: readonly number[], links: Links, blocks: readonly Block[]): Block {
  const order = blocksAt(blocks, walk(component, links));
  return isRing(component, links) ? ringBlock(order) : snakeBlock(order);
}

/** Hubs with their branches around them, the hubs that are linked near each other; undefined where there are no such. */
function regionsBlock(component: readonly number[], links: Links, blocks: readonly Block[]): Block | undefined {
  const branches = branchesOf(component, links);
  const hubs = component.filter((index) => !branches.isBranch(index));
  if (hubs.length < 2 || hubs.length > component.length * mostHubs) return undefined;
  const isHub = new Set(hubs);
  const between: Links = links.map((each, index) => (isHub.has(index) ? each.filter((next) => isHub.has(next)) : []));
  const joined = componentsOf(between).filter(([first]) => first !== undefined && isHub.has(first));
  if (joined.length !== 1) return undefined;
  const regions = hubs.flatMap((hub) => {
    const [middle, around] = [blocks[hub], blocksAt(blocks, branches.of(hub))];
    return middle === undefined ? [] : [aroundHub(middle, around)];
  });
  const grid = gridBlock(regions, (columns) => gridOrder(hubs, between, columns));
  return swapped(grid, hubs.map(branches.of), links, blocks);
}

/** The boxes of the core around the middle, each with what hangs on it; a mesh rather at a round table or in a wedge. */
function ringsOfBranches(
  component: readonly number[],
  core: readonly number[],
  links: Links,
  blocks: readonly Block[],
): readonly Block[] {
  if (!isRing(core, links) && !isMeshOfHubs(core, links)) return [];
  const inside = new Set(core);
  const around = walk(core, links).map((index) => treeBlock(index, links, blocks, inside));
  if (isRing(core, links)) return [ringBlock(around)];
  const isLarge = core.length > largestTable && component.length > smallDrawing;
  return [...(isLarge && isFullMesh(core, links) ? [wedge(around)] : []), roundTable(around), ringBlock(around)];
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
