// The drawing with what is wrong: each diagnostic on the element that it concerns.

import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import type { Scene } from '#core/graph/scene';
import type { SceneAnswer } from '#core/protocol';

export function annotate(scene: Scene, diagnostics: readonly Diagnostic[]): Pick<SceneAnswer, 'scene' | 'summary'> {
  const byElement = problemsByElement(diagnostics);
  const summary = {
    errors: count(diagnostics, 'error'),
    warnings: count(diagnostics, 'warning'),
    infos: count(diagnostics, 'info'),
  };
  if (byElement.size === 0) return { scene, summary };
  const nodes = scene.nodes.map((node) => ({ ...node, ...byElement.get(node.id) }));
  const edges = scene.edges.map((edge) => ({ ...edge, ...byElement.get(edge.element) }));
  return { scene: { ...scene, nodes, edges }, summary };
}

interface Problems {
  readonly severity: Severity;
  readonly problems: readonly string[];
}

function problemsByElement(diagnostics: readonly Diagnostic[]): Map<string, Problems> {
  const byElement = new Map<string, Problems>();
  for (const { element, severity, message } of diagnostics) {
    if (element === undefined || severity === 'hint') continue;
    const before = byElement.get(element);
    const worst = before === undefined || rank[severity] < rank[before.severity] ? severity : before.severity;
    byElement.set(element, { severity: worst, problems: [...(before?.problems ?? []), firstSentence(message)] });
  }
  return byElement;
}

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2, hint: 3 };

/** Every message's first sentence stands alone. */
function firstSentence(message: string): string {
  return /^.*?[.?!](?=\s+\p{Lu}|\s*$)/su.exec(message)?.[0] ?? message;
}

function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
