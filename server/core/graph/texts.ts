// What stands on a node besides its outline, and where, for every painter alike: texts, its symbol, its flag, its badge.
// Places count from the top left corner of the node.

import { fontSizes } from './places/boxes.ts';
import { roomBeforeTitle } from './notes.ts';
import type { Point, SceneNode, SceneText } from './scene.ts';
import { symbols } from './symbols.ts';

/** The texts of a node, without those of the nodes in it. */
export function textsOf(node: SceneNode): readonly SceneText[] {
  const { left, below, title, detail } = textPlaces(node);
  const first: SceneText = { text: node.label, x: left, y: title, size: titleSize(node), role: 'title' };
  const notes = node.notes ?? [];
  if (node.sublabel === '') return [first, ...notes];
  return [first, { text: node.sublabel, x: below, y: detail, size: fontSizes.detail, role: 'detail' }, ...notes];
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
    case 'foreign system':
      return fontSizes.host;
  }
}

export interface TextPlaces {
  /** Of the title, and of what is below it. */
  readonly left: number;
  readonly below: number;
  /** Base lines. */
  readonly title: number;
  readonly detail: number;
}

/** Where the texts of a node stand: where `boxes.ts` left room for them. */
export function textPlaces(node: SceneNode): TextPlaces {
  const { kind, height, sublabel } = node;
  const [middle, room] = [height / 2, roomBeforeTitle(node)];
  switch (kind) {
    case 'routing group':
    case 'site':
      return { left: 12 + room, below: 12, title: 20, detail: 40 };
    case 'server':
      return { left: 8 + room, below: 8, title: 17, detail: 31 };
    case 'virtual server':
      return { left: 8, below: 8, title: middle + 3.5, detail: height };
    case 'host':
    case 'internet':
    case 'foreign system':
      return { left: 33, below: 33, title: sublabel === '' ? middle + 4 : middle - 2, detail: middle + 12 };
  }
}

/** A symbol with its top left corner. */
export interface PlacedSymbol extends Point {
  /** The data of an SVG path. */
  readonly path: string;
  readonly scale: number;
}

/** The symbol of what is outside, or of a role; inside, the box in the box says what a thing is. */
export function symbolOf({ kind, role, height }: SceneNode): PlacedSymbol | undefined {
  switch (kind) {
    case 'host':
      return { path: symbols.relay, x: 10, y: height / 2 - 8, scale: 1 };
    case 'internet':
      return { path: symbols.globe, x: 10, y: height / 2 - 8, scale: 1 };
    case 'foreign system':
      return { path: symbols.foreign, x: 10, y: height / 2 - 8, scale: 1 };
    case 'site':
      return role === undefined ? undefined : { path: symbols.hub, x: 11, y: 8, scale: 0.95 };
    case 'server':
      return role === undefined ? undefined : { path: symbols.edge, x: 7, y: 5, scale: 0.95 };
    case 'routing group':
    case 'virtual server':
      return undefined;
  }
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
