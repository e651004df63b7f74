import type { NodeId } from '../ids.ts';
import { bridgeheadWord, dagWords, isSendingKind, wordOf } from '../kinds.ts';
import type { SceneEdge, SceneNode } from '../scene.ts';

/** What an item of the drawing is, in parts of a sentence: for tooltips, and for people who cannot see the drawing. */
export function describe(
  item: SceneNode | SceneEdge,
  nodeOf: (id: NodeId) => SceneNode | undefined,
): readonly string[] {
  return 'curve' in item
    ? edgeParts(item, nodeOf(item.from), nodeOf(item.to))
    : nodeParts(item, holdersOf(item, nodeOf));
}

/** The nodes that hold a node, inside out. */
function holdersOf({ parent }: SceneNode, nodeOf: (id: NodeId) => SceneNode | undefined): readonly SceneNode[] {
  const holder = parent === null ? undefined : nodeOf(parent);
  return holder === undefined ? [] : [holder, ...holdersOf(holder, nodeOf)];
}

function nodeParts(node: SceneNode, holders: readonly SceneNode[]): readonly string[] {
  const { name, bridgehead, detail, facts = [] } = node;
  const word = wordOf(node);
  return [
    word === '' ? name : `${word} ${name}`,
    ...(holders.length > 0 ? [`in ${holders.map((each) => each.name).join(', ')}`] : []),
    ...(bridgehead ? [bridgeheadWord(holders[0]?.kind)] : []),
    ...(detail !== '' && detail !== word ? [detail] : []),
    ...facts,
  ];
}

function edgeParts(edge: SceneEdge, from: SceneNode | undefined, to: SceneNode | undefined): readonly string[] {
  const { kind, name, detail, cost, facts = [] } = edge;
  const [near, far] = [from?.name ?? '', to?.name ?? ''];
  if (kind === 'dag') return [dagWords(name), `across ${near} and ${far}`, ...facts];
  if (kind === 'site link') return [`site link ${name}`, `between ${near} and ${far}`, `cost ${cost}`, ...facts];
  const start = isSendingKind(kind) ? [`from ${near}`] : [];
  const leads = detail === '' || far === detail ? `to ${far}` : `to ${far} for ${detail}`;
  return [`${kind} ${name}`, ...start, leads, `cost ${cost}`, ...facts];
}
