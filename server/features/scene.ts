// The drawing with what is wrong: each diagnostic on the element that it concerns, and how many there are.

import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import { withProblems } from '#core/graph/problems';
import type { Scene } from '#core/graph/scene';
import type { SceneAnswer } from '#core/protocol/requests';

export function annotate(scene: Scene, diagnostics: readonly Diagnostic[]): Pick<SceneAnswer, 'scene' | 'summary'> {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  const summary = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  return { scene: withProblems(scene, diagnostics), summary };
}
