import type { PointInWords } from '#core/failure/failure-run';
import type { Version } from './fact.ts';
import { rule } from './rule.ts';

/**
 * When this one server, virtual server or connector fails, mail of others is stranded, or mail that another server could
 * carry. The message says which mail, and what it takes to remove the single point of failure (routing.md M15, M16).
 * That an office depends on its only server and its only line is not said, and at most the twenty worst are:
 * `Bridgehead: Analyze Failures` and `bridgehead analyze` list all. Organizations of more than 50 routing groups are
 * analyzed only there.
 */
export const strandingFailure = rule({
  code: 'stranding-failure',
  severity: 'info',
  over: ({ failures }: Version) => failures,
  reads: {},
  *check({ element, declared, strands, remedy }: PointInWords) {
    yield {
      place: { declared },
      message: `When ${element} fails, it strands mail ${strands}. ${remedy}`,
    };
  },
});
