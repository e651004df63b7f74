import { keyOf } from '#core/model/keys';
import type { FileCoverage } from '#core/protocol/requests';
import { coverageOf } from '#core/testing/coverage';
import { rangeOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** What the tests of a topology have touched, all of them or those of these names. */
export function coverage({ project, topology, tests, sourceOf }: Snapshot, names?: readonly string[]): FileCoverage[] {
  const wanted = names && new Set(names.map(keyOf));
  const results = tests().results.filter(({ test }) => wanted?.has(test.key) ?? true);
  return coverageOf(project, topology, results).flatMap(({ file, declarations, lines }) => {
    const source = sourceOf(file);
    if (source === undefined) return [];
    const placed = declarations.map(({ span, ...covered }) => ({ ...covered, range: rangeOf(source, span) }));
    return [{ uri: file, declarations: placed, lines }];
  });
}
