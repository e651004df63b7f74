// Diagnostics on what they concern: a scene whose nodes and edges know the worst of them and what they say.

import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import type { ElementId } from '#core/model/element';
import type { Scene } from './scene.ts';

interface Marks {
  readonly severity: Severity | null;
  readonly problems: readonly string[];
}

const unmarked: Marks = { severity: null, problems: [] };
const order: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/**
 * The scene with marks; nodes and edges whose marks stay the same are the same objects. What is not drawn itself marks
 * the node that stands for it. Hints are not drawn.
 */
export function withProblems(scene: Scene, diagnostics: readonly Diagnostic[]): Scene {
  const marks = marksOf(scene, diagnostics);
  return {
    ...scene,
    nodes: scene.nodes.map((node) => marked(node, marks.get(node.id) ?? unmarked)),
    edges: scene.edges.map((edge) => marked(edge, marks.get(edge.element) ?? unmarked)),
  };
}

function marksOf(scene: Scene, diagnostics: readonly Diagnostic[]): ReadonlyMap<ElementId, Marks> {
  const standIns = new Map(scene.undrawn.map(({ element, node }) => [element, node]));
  const concerning = new Map<ElementId, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.element === undefined || diagnostic.severity === 'hint') continue;
    const element = standIns.get(diagnostic.element) ?? diagnostic.element;
    const others = concerning.get(element);
    if (others === undefined) concerning.set(element, [diagnostic]);
    else others.push(diagnostic);
  }
  return new Map([...concerning].map(([element, found]) => [element, worstFirst(found)]));
}

function worstFirst(diagnostics: readonly Diagnostic[]): Marks {
  const sorted = diagnostics.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return { severity: sorted[0]?.severity ?? null, problems: sorted.map(({ message }) => firstSentence(message)) };
}

/** Up to the first full stop that ends a sentence: one before a blank, so that `10.1.0.10` is not cut. */
function firstSentence(message: string): string {
  return /^.*?[.?!](?=\s|$)/su.exec(message)?.[0] ?? message;
}

function marked<T extends Marks>(item: T, { severity, problems }: Marks): T {
  const same = item.severity === severity && item.problems.join('\n') === problems.join('\n');
  return same ? item : { ...item, severity, problems };
}
