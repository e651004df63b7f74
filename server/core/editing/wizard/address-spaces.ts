import { acceptedAs, byAcceptedDomain } from '#core/model/accepted-domains';
import { meaningOf, readDomainPattern } from '#core/model/address-space';
import type { AddressSpace, Topology } from '#core/model/topology';
import { parseAddressSpace } from '#core/syntax/values';
import { inQuotes } from '#core/syntax/words';
import { bad, good, type Reading } from './step.ts';

/** An address space, and how it is written. */
export interface TypedSpace extends Pick<AddressSpace, 'type' | 'pattern'> {
  readonly text: string;
}

/** One address space or several, parted by commas, each with its type unless that is SMTP. */
export function readSpaces({ organization }: Topology, text: string): Reading<readonly TypedSpace[]> {
  const spaces = new Map<string, TypedSpace>();
  const accepted = byAcceptedDomain(organization, (each) => each);
  for (const part of parts(text)) {
    const parsed = parseAddressSpace(part);
    if (!parsed.ok) return bad(parsed.error);
    const { type, pattern } = parsed.value;
    if (pattern === '') return bad(`'${part}' says no address; write ${type}:* for all of them.`);
    const space = { type, pattern, text: writtenSpace(type, pattern) };
    const isMisread = type === 'SMTP' && !/^(\*|(\*\.)?[^*]*)$/.test(pattern);
    if (isMisread)
      return bad(`${pattern} would be read as ${readDomainPattern(pattern)}: a * stands alone or before a dot.`);
    const own = acceptedAs(accepted, pattern.toLowerCase().replace(/^\*\./, ''));
    const isOwn = own?.shared === false && (own.domain.startsWith('*') || !pattern.startsWith('*'));
    if (type === 'SMTP' && pattern !== '*' && isOwn)
      return bad(`${own.domain} is a domain of our own, so its mail never leaves. Declare it as shared domain first.`);
    if (spaces.has(meaningOf(space))) return bad(`${space.text} stands there twice.`);
    spaces.set(meaningOf(space), space);
  }
  return spaces.size === 0 ? bad('Type an address space: * for everybody outside.') : good([...spaces.values()]);
}

/** A comma in quotation marks parts nothing. */
function parts(text: string): readonly string[] {
  const found = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];
  return found.map((part) => part.trim()).filter((part) => part !== '');
}

function writtenSpace(type: string, pattern: string): string {
  if (type === 'SMTP') return pattern;
  return `${type}:${/^[\w.*+-]+$/.test(pattern) ? pattern : inQuotes(pattern)}`;
}
