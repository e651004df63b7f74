// What the editor's menu is told about the item that it is opened on: which kind it is, for the menu to know what it can
// offer, and its element, for the commands. `package.json` names both (`webview/context`).

import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { elementOf } from './scene-index.ts';

/** The value of `data-vscode-context`; what stands around the item says more. */
export function menuContext(item: SceneNode | SceneEdge): string {
  return JSON.stringify({ bridgeheadKind: item.kind, element: elementOf(item) });
}
