import { connectorId } from '#core/model/element';
import type { Place } from '#core/model/topology';
import { isSending } from '#core/model/send-connectors';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';

/**
 * An SMTP address space has a `*` elsewhere than alone or in front of a dot. Exchange 2003 reads it from the right up to its
 * first `*`, so `x.*.y` means `*.y`, `a*` means everything, and `*contoso.com` takes mycontoso.com too (routing.md M20,
 * M21). Exchange 2013 and later refuses it (§1.4) [MS-SEND].
 */
export const wildcardPlace = rule({
  code: 'wildcard-place',
  severity: 'warning',
  over: connectors,
  reads: {},
  *check(connector) {
    if (connector.kind === 'routing group connector') return;
    for (const { type, pattern, place } of connector.addressSpaces) {
      if (type !== 'SMTP' || place === undefined || /^(\*|(\*\.)?[^*]*)$/.test(pattern)) continue;
      const { message, meant, preferred } = reading(pattern);
      const isRefused = isSending(connector);
      const here = placeOf(pattern, place);
      yield {
        place: here,
        ...(isRefused ? { severity: 'error' } : {}),
        message: isRefused ? refusal(pattern, meant) : message,
        fixes: [{ title: `Change to ${meant}`, edits: [{ place: here, text: meant }], preferred }],
        element: connectorId(connector.name),
      };
    }
  },
});

/** The pattern alone, without its type and cost. */
function placeOf(pattern: string, place: Place): Place {
  const { piece, span } = place;
  const start = piece.text.indexOf(pattern, span.start);
  return { ...place, span: { start, end: start + pattern.length } };
}

function refusal(pattern: string, meant: string): string {
  return `${pattern} is no address space: a * stands alone, or in front of a dot. Write ${meant}, or the domains that it is for.`;
}

/** What a pattern means, and the one that probably was meant. */
function reading(written: string) {
  const suffix = written.slice(written.lastIndexOf('*') + 1);
  if (suffix === '') {
    const message = `${written} means *, every domain: what stands before a * does not count. Write the domains that it is for.`;
    return { message, meant: '*', preferred: /^\*+$/.test(written) };
  }
  if (suffix.startsWith('.')) {
    const message = `${written} means *${suffix}: what stands before a * does not count. Write *${suffix}, or name each domain.`;
    return { message, meant: `*${suffix}`, preferred: true };
  }
  const message = `${written} takes every domain that ends in '${suffix}', whatever stands before. For subdomains write *.${suffix}.`;
  return { message, meant: `*.${suffix}`, preferred: written === `*${suffix}` };
}
