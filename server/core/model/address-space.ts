// What address spaces mean, as far as it can be said without a routing model: which of them match the same.

import { readX400 } from '#core/syntax/x400-address';
import type { AddressSpace } from './topology.ts';

/** What is read of a domain pattern: from the right up to its first `*`, so `x.*.y` means `*.y` and `h.*` means `*` [KB-244986]. */
export function readDomainPattern(pattern: string): string {
  return pattern.slice(Math.max(0, pattern.lastIndexOf('*'))).toLowerCase();
}

/** A text that two address spaces share when they match the same addresses, however they are written (§1.10). */
export function meaningOf({ type, pattern }: Pick<AddressSpace, 'type' | 'pattern'>): string {
  if (type === 'SMTP') return `SMTP:${readDomainPattern(pattern)}`;
  if (type !== 'X400') return `${type}:${pattern.toLowerCase()}`;
  const attributes = [...(readX400(pattern) ?? [['', pattern]])].map(([name, value]) => `${name}=${value}`);
  return `X400:${attributes.sort().join(';')}`;
}

/** Whether an address space is the one for everything of its type [T-ADDRSP]. */
export function matchesEverything(space: Pick<AddressSpace, 'type' | 'pattern'>): boolean {
  return [`${space.type}:*`, 'X400:'].includes(meaningOf(space));
}
