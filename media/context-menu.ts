// What the editor's menu is told about the item that it is opened on: which kind it is, for the menu to know what it can
// offer, and its element, for the commands. `package.json` names both (`webview/context`).

import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { elementOf, type SceneIndex } from '#core/graph/scene-index';

/** The value of `data-vscode-context`; what stands around the item says more. */
export function menuContext(index: SceneIndex, item: SceneNode | SceneEdge): string {
  return JSON.stringify({ bridgeheadKind: kindOf(index, item), element: elementOf(item) });
}

/** A server in a site takes and sends mail by other things than one in a routing group. */
function kindOf(index: SceneIndex, item: SceneNode | SceneEdge): string {
  if ('curve' in item || item.kind !== 'server' || item.parent === null) return item.kind;
  return index.nodes.get(item.parent)?.kind === 'site' ? 'server in a site' : item.kind;
}
