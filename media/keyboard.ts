// Walking the drawing by keyboard: from one thing to the nearest of its kind, into it and out of it, and along
// connectors. One item at a time is in the tab order.

import type { EdgeId, NodeId } from '#core/graph/ids';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { isUndirected } from '#core/graph/kinds';
import { centre } from '#core/graph/space';
import type { Direction } from './moving.ts';
import type { SceneIndex } from '#core/graph/scene-index';

type ItemId = NodeId | EdgeId;

export interface KeyboardActions {
  readonly focused: () => ItemId | undefined;
  readonly walkTo: (id: ItemId) => void;
  /** Moves the box around an item. */
  readonly move: (id: ItemId, direction: Direction) => void;
  readonly reveal: (id: ItemId) => void;
  readonly toggle: (id: ItemId) => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly escape: () => void;
  readonly help: () => void;
}

export function listenToKeys(element: HTMLElement, index: () => SceneIndex, actions: KeyboardActions): void {
  let node: NodeId | undefined;
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const current = actions.focused();
    if (current !== undefined) node = index().nodes.get(current)?.id ?? node;
    const direction = moves[event.key];
    if (event.altKey && event.shiftKey && direction !== undefined) {
      if (current !== undefined && index().nodes.has(current)) actions.move(current, direction);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const next = destination(index(), current, node, event);
    if (next !== undefined) actions.walkTo(next);
    else if (!act(event, current, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

const moves: Readonly<Record<string, Direction>> = {
  ArrowRight: 'right',
  ArrowLeft: 'left',
  ArrowDown: 'down',
  ArrowUp: 'up',
};

function act({ key }: KeyboardEvent, current: ItemId | undefined, actions: KeyboardActions): boolean {
  switch (key) {
    case 'Enter':
      if (current !== undefined) actions.reveal(current);
      return true;
    case ' ':
      if (current !== undefined) actions.toggle(current);
      return true;
    case '+':
    case '=':
      actions.zoomBy(1.4);
      return true;
    case '-':
      actions.zoomBy(1 / 1.4);
      return true;
    case '0':
      actions.fit();
      return true;
    case 'Escape':
      actions.escape();
      return true;
    case '?':
      actions.help();
      return true;
    default:
      return key.startsWith('Arrow');
  }
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Where a key leads from an item; `node` is the last node that had the focus, whose connectors C follows. */
function destination(
  index: SceneIndex,
  current: ItemId | undefined,
  node: NodeId | undefined,
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey'>,
): ItemId | undefined {
  const { key, altKey, shiftKey } = event;
  if (key === 'Home') return index.places.nodes[0]?.id;
  if (key === 'End') return index.places.nodes.at(-1)?.id;
  if (key.toLowerCase() === 'c') return nextConnector(index, current, node, shiftKey ? -1 : 1);
  const direction = directions[key];
  if (direction === undefined || current === undefined) return undefined;
  const edge = index.edges.get(current);
  if (edge !== undefined) return endOf(index, edge, direction);
  const from = index.nodes.get(current);
  if (from === undefined) return undefined;
  if (altKey) return key === 'ArrowUp' ? (from.parent ?? undefined) : index.children.get(current)?.[0]?.id;
  return nearest(index, from, direction)?.id;
}

/** Forward along a connector, or back; of a line without a direction the end that lies there. */
function endOf(index: SceneIndex, edge: SceneEdge, [dx, dy]: readonly [number, number]): NodeId {
  const [from, to] = [index.nodes.get(edge.from), index.nodes.get(edge.to)];
  if (!isUndirected(edge.kind) || from === undefined || to === undefined) return dx + dy > 0 ? edge.to : edge.from;
  const [start, end] = [centre(from), centre(to)];
  return (end.x - start.x) * dx + (end.y - start.y) * dy > 0 ? edge.to : edge.from;
}

/** The nearest node of the same depth in a direction; what lies straight ahead is nearer than what lies aside. */
function nearest(index: SceneIndex, from: SceneNode, [dx, dy]: readonly [number, number]): SceneNode | undefined {
  const start = centre(from);
  let best: SceneNode | undefined;
  let least = Infinity;
  for (const node of index.places.nodes) {
    if (node === from || depth(node) !== depth(from)) continue;
    const { x, y } = centre(node);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    const distance = ahead + 2.5 * aside;
    if (ahead > 1 && distance < least) [best, least] = [node, distance];
  }
  return best;
}

function depth({ kind }: SceneNode): number {
  switch (kind) {
    case 'routing group':
    case 'site':
    case 'host':
    case 'internet':
    case 'foreign system':
      return 0;
    case 'server':
      return 1;
    case 'virtual server':
      return 2;
  }
}

function nextConnector(
  index: SceneIndex,
  current: ItemId | undefined,
  node: NodeId | undefined,
  step: 1 | -1,
): EdgeId | undefined {
  const edges: readonly SceneEdge[] = node === undefined ? index.places.edges : (index.edgesAt.get(node) ?? []);
  const at = edges.findIndex((edge) => edge.id === current);
  if (at < 0) return edges.at(step === 1 ? 0 : -1)?.id;
  return edges[(at + step + edges.length) % edges.length]?.id;
}
