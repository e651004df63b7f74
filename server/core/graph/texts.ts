// What stands on a node besides its outline, and where, for every painter alike: texts, its symbol, its flag, its badge.
// Places count from the top left corner of the node.

import { fontSizes } from './boxes.ts';
import type { Point, SceneNode } from './scene.ts';
import { symbols } from './symbols.ts';

/** One line of text; `y` is its base line. */
export interface SceneText extends Point {
  readonly text: string;
  readonly size: number;
  readonly role: 'title' | 'detail';
}

/** The texts of a node, without those of the nodes in it. */
export function textsOf(node: SceneNode): readonly SceneText[] {
  const { left, title, detail } = textPlaces(node);
  const first: SceneText = { text: node.label, x: left, y: title, size: titleSize(node), role: 'title' };
  if (node.sublabel === '') return [first];
  return [first, { text: node.sublabel, x: left, y: detail, size: fontSizes.detail, role: 'detail' }];
}

function titleSize({ kind }: SceneNode): number {
  switch (kind) {
    case 'routing group':
    case 'site':
      return fontSizes.group;
    case 'server':
      return fontSizes.server;
    case 'virtual server':
      return fontSizes.virtualServer;
    case 'host':
    case 'internet':
      return fontSizes.host;
  }
}

export interface TextPlaces {
  readonly left: number;
  /** Base lines. */
  readonly title: number;
  readonly detail: number;
}

/** Where the texts of a node stand: where `boxes.ts` left room for them. */
export function textPlaces({ kind, height, sublabel }: SceneNode): TextPlaces {
  switch (kind) {
    case 'routing group':
    case 'site':
      return { left: 12, title: 20, detail: 40 };
    case 'server':
      return { left: 8, title: 17, detail: 31 };
    case 'virtual server':
      return { left: 8, title: height / 2 + 3.5, detail: height };
    case 'host':
    case 'internet':
      return { left: 33, title: sublabel === '' ? height / 2 + 4 : height / 2 - 2, detail: height / 2 + 12 };
  }
}

/** A symbol with its top left corner. */
export interface PlacedSymbol extends Point {
  /** The data of an SVG path. */
  readonly path: string;
  readonly scale: number;
}

/** The symbol of what is outside; inside, the box in the box says what a thing is. */
export function symbolOf({ kind, height }: SceneNode): PlacedSymbol | undefined {
  if (kind !== 'host' && kind !== 'internet') return undefined;
  return { path: kind === 'host' ? symbols.relay : symbols.globe, x: 10, y: height / 2 - 8, scale: 1 };
}

/** The flag of a bridgehead, in the right of a server or virtual server. */
export function flagOf(node: SceneNode): PlacedSymbol | undefined {
  if (!node.bridgehead) return undefined;
  return { path: symbols.flag, x: node.width - 20, y: textPlaces(node).title - 10.5, scale: 0.8 };
}

/** The centre of the badge that says how bad the problems of a node are: on its upper right corner. */
export function badgePlace({ width }: SceneNode): Point {
  return { x: width - 2, y: 2 };
}
