// The layout file of a topology, as the editor sees it: what is wrong with it, and what a move or a rename makes of it.

import { DiagnosticSeverity, type Diagnostic as LspDiagnostic, type TextEdit } from 'vscode-languageserver';
import type { Answer } from '#core/answer';
import { buildGraph, type Graph } from '#core/graph/graph';
import type { NodeId } from '#core/graph/ids';
import { nearestFree } from '#core/graph/places/keep';
import { pinsIn, withName, withPlaces, writeLayout, type LayoutFault, type LayoutFile } from '#core/graph/layout-file';
import type { Places, Point, SceneNode } from '#core/graph/scene';
import { foreignSystemId, hostId, routingGroupId, siteId } from '#core/model/element';
import type { Project } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import type { PlacedAnswer } from '#core/protocol/requests';
import { lineStarts, positionAt } from '#core/syntax/lines';
import type { Target } from './names.ts';

/** A layout file of which nothing is kept but what it says. */
export interface LayoutText {
  readonly uri: string;
  readonly text: string | null;
  readonly file: LayoutFile;
  readonly fault: LayoutFault | undefined;
}

export function layoutDiagnostics({ text, fault }: Pick<LayoutText, 'text' | 'fault'>): LspDiagnostic[] {
  if (fault === undefined || text === null) return [];
  const start = positionAt(lineStarts(text), fault.at);
  const range = { start, end: { line: start.line, character: start.character + 1 } };
  const message = `${fault.message} Until this is mended, boxes stand as if nobody had moved them since.`;
  return [{ range, severity: DiagnosticSeverity.Error, source: 'bridgehead', code: 'layout-file', message }];
}

interface Move {
  readonly element: string;
  readonly to: Point;
}

/** What the file says after somebody put something somewhere: there, or at the nearest place that no other was put at. */
export function placed(
  drawn: {
    readonly topology: Topology;
    readonly project: Project;
    readonly places: Places;
    readonly layout: LayoutText;
  },
  { element, to }: Move,
): Answer<PlacedAnswer> {
  const { topology, project, places, layout } = drawn;
  const node = places.nodes.find((each) => each.id === element);
  if (node === undefined) return { ok: false, error: `'${element}' is not drawn any more, so it was not moved.` };
  if (node.parent !== null) return { ok: false, error: `'${node.name}' moves with what it is in.` };
  const graph = buildGraph(topology);
  const place = nearestFree({ ...node, ...to }, putElsewhere(places, graph, layout.file, node));
  const file = withPlaces(layout.file, new Map([[node.id, place]]), isWhole(project) ? graph : undefined);
  return { ok: true, value: { uri: layout.uri, text: writeLayout(file), fault: layout.fault?.message ?? null } };
}

/** Nothing is missing for a fault of the text or a file that is not there: what is not drawn is gone. */
function isWhole({ files, problems }: Project): boolean {
  const isSound = ({ faults, pieces }: Project['files'][number]['tree']) =>
    faults.length === 0 && pieces.every((piece) => piece.faults.length === 0);
  return problems.length === 0 && files.every(({ tree }) => isSound(tree));
}

/** The boxes of the others that people put somewhere. */
function putElsewhere({ nodes }: Places, graph: Graph, file: LayoutFile, node: SceneNode): readonly SceneNode[] {
  const pins = pinsIn(file, graph);
  return nodes.filter((other) => other !== node && pins.has(other.id));
}

/** The edit of a layout file that goes with a rename; undefined when the file says nothing of what is renamed. */
export function renamedPlace(
  { text, file, fault }: LayoutText,
  { target, from, to }: { readonly target: Target; readonly from: string; readonly to: string },
): TextEdit | undefined {
  const id = drawnId(target);
  if (text === null || fault !== undefined || id === undefined) return undefined;
  const renamed = id.reduce((now, make) => withName(now, make(from), make(to)), file);
  return renamed === file ? undefined : editBetween(text, writeLayout(renamed));
}

/** What may be drawn for a name of this kind. */
function drawnId({ kind }: Target): readonly ((name: string) => NodeId)[] | undefined {
  switch (kind) {
    case 'routing group':
      return [routingGroupId, siteId];
    case 'host':
      return [hostId];
    case 'connector':
      return [foreignSystemId];
    default:
      return undefined;
  }
}

/** Replaces no more than the stretch that differs. */
function editBetween(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const lines = lineStarts(before);
  const range = { start: positionAt(lines, start), end: positionAt(lines, before.length - end) };
  return { range, newText: after.slice(start, after.length - end) };
}
