// Diagnostics on what they concern: the worst of them and what they say.

import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import type { NodeId } from './ids.ts';
import type { Mark, Marks, Places, SceneEdge, SceneNode } from './scene.ts';

const order: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/**
 * One mark for each element of the drawing that diagnostics concern. What is not drawn itself marks the node that stands
 * for it. Hints are not drawn.
 */
export function marksOn({ undrawn }: Places, diagnostics: readonly Diagnostic[]): Marks {
  const standIns = new Map<NodeId, NodeId>(undrawn.map(({ element, node }) => [element, node]));
  const concerning = new Map<NodeId, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.element === undefined || diagnostic.severity === 'hint') continue;
    const element = standIns.get(diagnostic.element) ?? diagnostic.element;
    const others = concerning.get(element);
    if (others === undefined) concerning.set(element, [diagnostic]);
    else others.push(diagnostic);
  }
  return [...concerning].map(([element, found]) => worstFirst(element, found));
}

/** Finds the mark of what is drawn. */
export type MarkOf = (item: SceneNode | SceneEdge) => Mark | undefined;

export function lookUpMarks(marks: Marks): MarkOf {
  const byElement = new Map<NodeId, Mark>(marks.map((mark) => [mark.element, mark]));
  return (item) => byElement.get('curve' in item ? item.element : item.id);
}

function worstFirst(element: NodeId, diagnostics: readonly Diagnostic[]): Mark {
  const sorted = diagnostics.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const severity = sorted[0]?.severity ?? 'info';
  return { element, severity, problems: sorted.map(({ message }) => firstSentence(message)) };
}

/** Up to the first full stop that ends a sentence: one before a blank, so that `10.1.0.10` is not cut. */
function firstSentence(message: string): string {
  return /^.*?[.?!](?=\s|$)/su.exec(message)?.[0] ?? message;
}
