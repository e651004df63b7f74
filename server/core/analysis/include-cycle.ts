import { includeProblems } from './facts.ts';
import { wholeRule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * A file includes itself, by way of others or directly. Each file counts once, so the `include` that closes the circle
 * brings nothing; without it the topology is the same.
 */
export const includeCycle = wholeRule({
  code: 'include-cycle',
  severity: 'error',
  reads: { includeProblems },
  *check({ includeProblems }) {
    for (const problem of includeProblems) {
      if (problem.kind !== 'cycle') continue;
      const how =
        problem.chain.length === 1 ? 'This file includes itself' : `${quoted(problem.path)} includes this file`;
      yield {
        place: problem.place,
        message: `${how}, so this include brings nothing. Remove it.`,
      };
    }
  },
});
