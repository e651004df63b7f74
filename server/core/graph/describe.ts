import type { NodeId } from './ids.ts';
import type { SceneEdge, SceneNode } from './scene.ts';

/** What an item of the drawing is, in parts of a sentence: for tooltips, and for people who cannot see the drawing. */
export function describe(
  item: SceneNode | SceneEdge,
  nodeOf: (id: NodeId) => SceneNode | undefined,
): readonly string[] {
  return 'curve' in item ? edgeParts(item, nodeOf(item.to)) : nodeParts(item, holdersOf(item, nodeOf));
}

/** The names of the nodes that hold a node, inside out. */
function holdersOf({ parent }: SceneNode, nodeOf: (id: NodeId) => SceneNode | undefined): readonly string[] {
  const holder = parent === null ? undefined : nodeOf(parent);
  return holder === undefined ? [] : [holder.name, ...holdersOf(holder, nodeOf)];
}

function nodeParts({ kind, name, bridgehead, detail }: SceneNode, holders: readonly string[]): readonly string[] {
  const word = kind === 'internet' ? '' : kind === 'host' ? detail || 'smart host' : kind;
  return [
    word === '' ? name : `${word} ${name}`,
    ...(holders.length > 0 ? [`in ${holders.join(', ')}`] : []),
    ...(bridgehead ? ['bridgehead'] : []),
    ...(detail !== '' && detail !== word ? [detail] : []),
  ];
}

function edgeParts({ kind, name, detail, cost }: SceneEdge, to: SceneNode | undefined): readonly string[] {
  const far = to?.name ?? '';
  const leads = detail === '' || far === detail ? `to ${far}` : `to ${far} for ${detail}`;
  return [`${kind} ${name}`, leads, `cost ${cost}`];
}
