import type { StrandedMail } from '#core/weaknesses/stranded-mail';
import type { Meaning } from '#core/model/references';
import type { Statement } from '#core/syntax/tree';
import { found } from './fact.ts';
import type { SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';

/**
 * Mail never arrives although nothing fails, and one statement is what keeps it: a virtual server that is stopped, a
 * connector that is disabled, a schedule of never, mail that waits for somebody to pick it up who never does, a connector
 * for its own group or for some messages only, where no other way is left (routing.md M07, M32, M39). Said where taking the statement away lets mail
 * through; the message names the ways. A connector that does not accept some senders may be meant, and is information.
 */
export const strandedMail = rule({
  code: 'stranded-mail',
  severity: 'error',
  over: found(({ stranded }) => stranded),
  reads: {},
  *check({ because, of, statement, advice, severity, element, ways }: StrandedMail) {
    yield {
      place: { statement, of },
      severity,
      message: `${because}, and no other way is left: mail ${ways} never arrives. ${advice}`,
      fixes: fixesOf(statement, of),
      element,
    };
  },
});

const removable: readonly Statement['kind'][] = [
  'stopped',
  'disabled',
  'schedule',
  'hold for pickup',
  'scope',
  'messages',
  'priority',
];

/** A limit or a list of senders says what else is wanted, so nothing is taken out there. */
function fixesOf(statement: Statement['kind'], of: Meaning): readonly SuggestedFix[] {
  if (!removable.includes(statement)) return [];
  return [{ title: `Remove '${statement}'`, edits: [{ without: { statement, of } }], preferred: false }];
}
