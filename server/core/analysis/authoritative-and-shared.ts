import type { DomainAuthority } from '#core/syntax/tree';
import { organization } from './facts.ts';
import { wholeRule } from './rule.ts';

/**
 * A domain is declared with `domain` and with `shared domain`, or a relay domain. Mail for somebody unknown in an
 * authoritative domain is returned, in a shared one it goes on outside; it cannot do both (routing.md §2).
 */
export const authoritativeAndShared = wholeRule({
  code: 'authoritative-and-shared',
  severity: 'error',
  reads: { organization },
  *check({ organization: { domains } }) {
    for (const [i, { domain, authority, place }] of domains.entries()) {
      const other = domains.slice(0, i).find((before) => before.domain === domain && before.authority !== authority);
      if (other === undefined || place === undefined) continue;
      yield {
        place,
        message:
          `${domain} is both ${asDeclared(other.authority, authority)}. ` +
          `${consequence(other.authority, authority)}: keep one of the two.`,
        related:
          other.place === undefined ? [] : [{ place: other.place, message: `It is ${inWords(other.authority)} here.` }],
      };
    }
  },
});

/** `a domain and a shared domain`, whichever stands first. */
function asDeclared(one: DomainAuthority, other: DomainAuthority): string {
  const both = order.filter((authority) => authority === one || authority === other);
  return both
    .map((authority) => (authority === 'authoritative' ? 'a domain' : `${article(authority)} domain`))
    .join(' and ');
}

const order: readonly DomainAuthority[] = ['authoritative', 'shared', 'internal relay', 'external relay'];

function article(authority: DomainAuthority): string {
  return `${/^[aeiou]/.test(authority) ? 'an' : 'a'} ${authority}`;
}

function consequence(one: DomainAuthority, other: DomainAuthority): string {
  return one === 'authoritative' || other === 'authoritative'
    ? 'Mail for people unknown there is either returned or goes on outside'
    : 'An Edge server either sends its mail inside or out';
}

function inWords(authority: DomainAuthority): string {
  return authority === 'internal relay' || authority === 'external relay' ? `${article(authority)} domain` : authority;
}
