// How big everything is and what it holds: a routing group holds its servers in a grid, a server its virtual servers
// one below the other. Where the groups go is decided elsewhere.

import { childrenIn, type Graph, type GraphNode } from '../graph.ts';
import type { NodeId } from '../ids.ts';
import { isGroup } from '../kinds.ts';
import { factsOf, groupNotes, lookUpLooks, roomBeforeTitle, serverNotes } from '../notes.ts';
import type { SceneNode } from '../scene.ts';
import { fitted, textWidth } from '../text-width.ts';

/** Font sizes in scene units; `textsOf` says where each text stands. */
export const fontSizes = { group: 13, server: 12, detail: 10, virtualServer: 10, host: 12, caption: 11 } as const;

const groupPadding = 12;
const groupTitle = 30;
/** Between the name of a group and what it says behind it. */
const noteGap = 8;
const serverGap = 10;
const serverTitle = 26;
/** How much each line of details takes. */
const serverLine = 12;
/** Before a line of notes, which may hold a tag: after the name, after details. */
const beforeNotes = { name: 3, detail: 5 };
const serverPadding = 8;
const chipHeight = 20;
const chipGap = 4;
const chipPadding = 8;
/** Room at the right of a title for the mark of a bridgehead or of a problem. */
const markWidth = 18;
const widestText = 176;
const groupAspect = 1.5;

/** A node with everything in it; the places of `nodes` count from its top left corner. */
export interface Box {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
  /** The box itself first. */
  readonly nodes: readonly SceneNode[];
}

/** One box for each node that has no parent. `columnsOf` tells how many columns a group had before, to keep them. */
export function boxesOf(graph: Graph, columnsOf: (group: NodeId) => number | undefined): readonly Box[] {
  const make: Making = { childrenOf: childrenIn(graph), lookOf: lookUpLooks(graph.dags ?? []) };
  const outermost = graph.nodes.filter((node) => node.parent === null);
  return outermost.map((node) => (isGroup(node.kind) ? groupBox(node, make, columnsOf(node.id)) : outsideBox(node)));
}

interface Making {
  readonly childrenOf: (id: NodeId) => readonly GraphNode[];
  readonly lookOf: (dag: string) => number;
}

function outsideBox(node: GraphNode): Box {
  const label = fitted(node.name, fontSizes.host, widestText);
  const width = Math.max(96, Math.ceil(textWidth(label, fontSizes.host)) + 28 + markWidth);
  const height = node.detail === '' ? 40 : 44;
  return box([{ ...placed(node, width, height), label, sublabel: node.detail }]);
}

function groupBox(node: GraphNode, make: Making, columnsBefore: number | undefined): Box {
  const servers = make.childrenOf(node.id);
  const label = fitted(node.name, fontSizes.group, 220);
  const nameWidth = Math.ceil(textWidth(label, fontSizes.group) * 1.06);
  const left = groupPadding + roomBeforeTitle(node);
  const { width: noteWidth, ...notes } = groupNotes(node, left + nameWidth + noteGap, groupTitle - 10);
  const more = noteWidth === 0 ? 0 : noteWidth + noteGap;
  const titleWidth = left + nameWidth + more + groupPadding + markWidth;
  if (servers.length === 0) {
    return box([{ ...placed(node, Math.max(132, titleWidth), 56), label, sublabel: 'no servers', ...notes }]);
  }
  const inner = serverBoxes(servers, make, Math.max(132, titleWidth) - 2 * groupPadding);
  const grid = gridOf(inner, columnsBefore);
  const width = Math.max(132, titleWidth, grid.width + 2 * groupPadding);
  const side = (width - grid.width) / 2;
  const height = groupTitle + grid.height + groupPadding;
  const held = inner.flatMap((server, index) => moved(server.nodes, side + grid.x(index), groupTitle + grid.y(index)));
  return box([{ ...placed(node, width, height), label, sublabel: '', ...notes }, ...held]);
}

/** The servers of a group, all equally wide. */
function serverBoxes(servers: readonly GraphNode[], make: Making, room: number): readonly Box[] {
  const least = servers.length === 1 ? room : 96;
  const width = servers.reduce((widest, server) => Math.max(widest, serverWidth(server, make)), least);
  return servers.map((server) => serverBox(server, make, width));
}

function serverWidth(server: GraphNode, { childrenOf, lookOf }: Making): number {
  const virtualServers = childrenOf(server.id);
  const name = textWidth(fitted(server.name, fontSizes.server, widestText), fontSizes.server);
  const title = roomBeforeTitle(server) + name + markWidth + 4;
  const notes = serverNotes(server, lookOf, serverPadding, 0).width;
  const detail = textWidth(fitted(server.detail, fontSizes.detail, widestText), fontSizes.detail);
  const chips = virtualServers.map(
    (virtual) =>
      textWidth(fitted(virtual.name, fontSizes.virtualServer, widestText), fontSizes.virtualServer) +
      2 * chipPadding +
      (virtual.bridgehead ? markWidth - 4 : 0),
  );
  return Math.ceil(Math.max(title, detail, notes, ...chips)) + 2 * serverPadding;
}

function serverBox(server: GraphNode, { childrenOf, lookOf }: Making, width: number): Box {
  const below = server.detail === '' ? serverTitle : serverTitle + serverLine;
  const before = server.detail === '' ? beforeNotes.name : beforeNotes.detail;
  const { width: noteWidth, ...notes } = serverNotes(server, lookOf, serverPadding, below + before + 4);
  const top = noteWidth === 0 ? below : below + before + serverLine;
  const chips = childrenOf(server.id).map((virtual, index): SceneNode => {
    const chip = placed(virtual, width - 2 * serverPadding, chipHeight);
    const label = fitted(virtual.name, fontSizes.virtualServer, widestText);
    return { ...chip, x: serverPadding, y: top + index * (chipHeight + chipGap), label };
  });
  const height = chips.length === 0 ? top + 2 : top + chips.length * (chipHeight + chipGap) - chipGap + serverPadding;
  const label = fitted(server.name, fontSizes.server, widestText);
  const sublabel = fitted(server.detail, fontSizes.detail, width - 2 * serverPadding);
  return box([{ ...placed(server, width, height), label, sublabel, ...notes }, ...chips]);
}

interface Grid {
  readonly width: number;
  readonly height: number;
  readonly x: (index: number) => number;
  readonly y: (index: number) => number;
}

/** Equally wide boxes row by row, each row as high as its highest. */
function gridOf(boxes: readonly Box[], columnsBefore: number | undefined): Grid {
  const width = boxes[0]?.width ?? 0;
  const columns = columnsFor(boxes, width, columnsBefore);
  const tops: number[] = [];
  let bottom = -serverGap;
  for (let start = 0; start < boxes.length; start += columns) {
    tops.push(bottom + serverGap);
    bottom += serverGap + Math.max(...boxes.slice(start, start + columns).map((each) => each.height));
  }
  return {
    width: columns * (width + serverGap) - serverGap,
    height: bottom,
    x: (index) => (index % columns) * (width + serverGap),
    y: (index) => tops[Math.floor(index / columns)] ?? 0,
  };
}

/** Columns that make a pleasant rectangle; those of before while they still do, so that servers stay where they are. */
function columnsFor(boxes: readonly Box[], width: number, before: number | undefined): number {
  const height = boxes.reduce((sum, each) => sum + each.height + serverGap, 0);
  const ideal = Math.sqrt((height * groupAspect) / (width + serverGap));
  const columns = Math.min(boxes.length, Math.max(1, Math.round(ideal)));
  if (before === undefined || before > boxes.length) return columns;
  return before >= ideal / 1.8 && before <= ideal * 1.8 ? before : columns;
}

function box(nodes: readonly [SceneNode, ...SceneNode[]]): Box {
  const [outer] = nodes;
  return { id: outer.id, width: outer.width, height: outer.height, nodes };
}

/** Nodes moved by a distance. */
export function moved(nodes: readonly SceneNode[], x: number, y: number): SceneNode[] {
  return nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y }));
}

function placed(node: GraphNode, width: number, height: number): SceneNode {
  const { id, kind, name, parent, bridgehead, detail, role, receives, aliases } = node;
  const place = { x: 0, y: 0, width, height };
  return {
    id,
    kind,
    name,
    parent,
    ...place,
    bridgehead,
    detail,
    label: name,
    sublabel: '',
    ...(role === undefined ? {} : { role }),
    ...(receives === undefined ? {} : { receives }),
    ...(aliases === undefined ? {} : { aliases }),
    ...factsOf(node),
  };
}
