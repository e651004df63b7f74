import { organization } from './facts.ts';
import { wholeRule } from './rule.ts';

/**
 * A domain is declared with `domain` and with `shared domain`. Mail for somebody unknown in an authoritative domain is
 * returned, in a shared one it goes on outside; it cannot do both (routing.md §2).
 */
export const authoritativeAndShared = wholeRule({
  code: 'authoritative-and-shared',
  severity: 'error',
  reads: { organization },
  *check({ organization: { domains } }) {
    for (const [i, { domain, shared, place }] of domains.entries()) {
      const other = domains.slice(0, i).find((before) => before.domain === domain && before.shared !== shared);
      if (other === undefined || place === undefined) continue;
      yield {
        place,
        message:
          `${domain} is both a domain and a shared domain. ` +
          'Mail for people unknown there is either returned or goes on outside: keep one of the two.',
        related:
          other.place === undefined
            ? []
            : [{ place: other.place, message: other.shared ? 'It is shared here.' : 'It is authoritative here.' }],
      };
    }
  },
});
