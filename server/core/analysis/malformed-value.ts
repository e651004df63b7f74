import { faults, findingOf } from './faults.ts';
import { rule } from './rule.ts';

/**
 * A value is of the right sort but means nothing: an IP address with a part above 255, a domain with two dots in a row,
 * a size without its unit. The statement is left out until it is mended.
 */
export const malformedValue = rule({
  code: 'malformed-value',
  severity: 'error',
  over: faults,
  reads: {},
  *check(fault) {
    if (fault.code === 'malformed-value') yield findingOf(fault);
  },
});
