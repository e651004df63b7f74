import { includeProblems } from './facts.ts';
import { wholeRule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * An `include` names a file that does not exist, so everything that it declares is missing from the topology. The path
 * is relative to the file that the `include` stands in.
 */
export const includeNotFound = wholeRule({
  code: 'include-not-found',
  severity: 'error',
  reads: { includeProblems },
  *check({ includeProblems }) {
    for (const problem of includeProblems) {
      if (problem.kind !== 'missing') continue;
      yield {
        place: problem.place,
        message: `There is no file ${quoted(problem.path)}, so what it declares is missing. Paths are relative to this file.`,
      };
    }
  },
});
