// What forbids an export: text that is not understood would be missing in it without a word.

import { check } from '#core/analysis/check';
import type { Diagnostic } from '#core/analysis/diagnostic';
import type { Project } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { startTests } from '#core/testing/test-run';

/** Codes of what leaves something out of the topology, or makes it mean something else. */
const codes: ReadonlySet<string> = new Set([
  'syntax',
  'malformed-value',
  'include-not-found',
  'include-cycle',
  'duplicate-name',
  'unresolved-name',
  'unknown-model',
  'other-model',
]);

/** What of the text is not understood, in its order. */
export function notUnderstood(project: Project, topology: Topology): readonly Diagnostic[] {
  // What tests find is no matter here, so none is run.
  const { diagnostics } = check(project, topology, undefined, { tests: startTests(topology) });
  return diagnostics.filter(({ code, severity }) => severity === 'error' && codes.has(code));
}
