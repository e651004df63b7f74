// Where the texts of a node stand, for every painter alike: the preview, the SVG file.

import { fontSizes } from './boxes.ts';
import type { SceneNode } from './scene.ts';

/** One line of text; `x` and `y` are absolute, `y` being the base line. */
export interface SceneText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle';
  readonly role: 'title' | 'detail';
}

/** The texts of a node, without those of the nodes in it. */
export function textsOf(node: SceneNode): readonly SceneText[] {
  switch (node.kind) {
    case 'routing group':
      return lines(node, { x: 12, title: 20, detail: 42, size: fontSizes.group });
    case 'server':
      return lines(node, { x: 8, title: 17, detail: 30, size: fontSizes.server });
    case 'virtual server':
      return lines(node, { x: 8, title: 13.5, detail: 0, size: fontSizes.virtualServer });
    case 'host':
    case 'internet':
      return centred(node);
  }
}

interface Places {
  readonly x: number;
  readonly title: number;
  readonly detail: number;
  readonly size: number;
}

function lines(node: SceneNode, places: Places): readonly SceneText[] {
  const x = node.x + places.x;
  const anchor = 'start';
  const title: SceneText = { text: node.label, x, y: node.y + places.title, size: places.size, anchor, role: 'title' };
  if (node.sublabel === '') return [title];
  const y = node.y + places.detail;
  return [title, { text: node.sublabel, x, y, size: fontSizes.detail, anchor, role: 'detail' }];
}

function centred(node: SceneNode): readonly SceneText[] {
  const x = node.x + node.width / 2;
  const y = node.y + node.height / 2;
  const anchor = 'middle';
  const title = { text: node.label, x, size: fontSizes.host, anchor, role: 'title' } as const;
  if (node.sublabel === '') return [{ ...title, y: y + 4 }];
  return [
    { ...title, y: y - 2 },
    { text: node.sublabel, x, y: y + 12, size: fontSizes.detail, anchor, role: 'detail' },
  ];
}

/** The centre of the mark that says "bridgehead" in the right of a server or virtual server. */
export function bridgeheadMark(node: SceneNode): { readonly x: number; readonly y: number } | undefined {
  if (!node.bridgehead) return undefined;
  return { x: node.x + node.width - 11, y: node.y + (node.kind === 'server' ? 13 : node.height / 2) };
}

/** The centre of the badge that says how bad the problems of a node are: on its upper right corner. */
export function problemBadge(node: SceneNode): { readonly x: number; readonly y: number } {
  return { x: node.x + node.width - 2, y: node.y + 2 };
}
