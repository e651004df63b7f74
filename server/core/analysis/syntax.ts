import { faults, findingOf } from './faults.ts';
import { rule } from './rule.ts';

/**
 * Text that is not a sentence of the language, or not where it may stand. Only the statement that it is in is left out;
 * a missing `}` concerns its own declaration only. The message says what was expected there; docs/language.md lists
 * every statement.
 */
export const syntax = rule({
  code: 'syntax',
  severity: 'error',
  over: faults,
  reads: {},
  *check(fault) {
    if (fault.code === 'syntax') yield findingOf(fault);
  },
});
