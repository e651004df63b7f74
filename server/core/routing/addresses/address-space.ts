// Which address spaces an address lies in, and how closely each matches (docs/routing.md, "Address spaces").

import { readDomainPattern } from '#core/model/address-space';
import type { Address, AddressSpace } from '#core/model/topology';
import { readX400, type X400Attributes } from '#core/syntax/x400-address';
import { literalCharacters, matchesWildcard } from './wildcard.ts';
import { isInX400Space, x400LiteralCharacters } from './x400-address.ts';

/** An address space of a connector, by the connector's place in the network. */
export interface SpaceEntry {
  readonly carrier: number;
  readonly space: AddressSpace;
  readonly closeness: Closeness;
}

/** All address spaces of a topology, by type and, for SMTP, by domain. */
export interface SpaceIndex {
  readonly types: ReadonlySet<string>;
  readonly exact: ReadonlyMap<string, readonly SpaceEntry[]>;
  /** By what follows the last `*`, where that is nothing or starts with a dot. */
  readonly suffixes: ReadonlyMap<string, readonly SpaceEntry[]>;
  /** `*contoso.com`, which later versions refuse: any domain that ends so [MS-PS-SEND]. */
  readonly oddSuffixes: readonly { readonly suffix: string; readonly entry: SpaceEntry }[];
  readonly x400: readonly { readonly attributes: X400Attributes; readonly entry: SpaceEntry }[];
  readonly others: ReadonlyMap<string, readonly { readonly pattern: string; readonly entry: SpaceEntry }[]>;
  readonly wildcardIncludesItsDomain: boolean;
}

/** How closely an address space matches what it matches: an exact one before every wildcard (§13.1). */
export interface Closeness {
  readonly exact: boolean;
  /** Characters that are not `*` [BOOK-426]. */
  readonly literalCharacters: number;
}

/** Orders by closeness, the closest first. */
export function compareCloseness(one: Closeness, other: Closeness): number {
  return Number(other.exact) - Number(one.exact) || other.literalCharacters - one.literalCharacters;
}

/** Sorts the address spaces of all connectors for `spacesOf`. */
export function indexSpaces(
  spaces: Iterable<{ readonly carrier: number; readonly space: AddressSpace }>,
  wildcardIncludesItsDomain: boolean,
): SpaceIndex {
  const index = {
    types: new Set<string>(),
    exact: new Map<string, SpaceEntry[]>(),
    suffixes: new Map<string, SpaceEntry[]>(),
    oddSuffixes: [] as { suffix: string; entry: SpaceEntry }[],
    x400: [] as { attributes: X400Attributes; entry: SpaceEntry }[],
    others: new Map<string, { pattern: string; entry: SpaceEntry }[]>(),
    wildcardIncludesItsDomain,
  };
  for (const { carrier, space } of spaces) {
    index.types.add(space.type);
    if (space.type === 'SMTP') addDomainPattern(index, carrier, space);
    else if (space.type === 'X400') addX400(index, carrier, space);
    else addOther(index, carrier, space);
  }
  return index;
}

/** What stands before the last `*` counts neither for matching nor for closeness [KB-244986]. */
function addDomainPattern(
  index: {
    exact: Map<string, SpaceEntry[]>;
    suffixes: Map<string, SpaceEntry[]>;
    oddSuffixes: { suffix: string; entry: SpaceEntry }[];
  },
  carrier: number,
  space: AddressSpace,
): void {
  const pattern = readDomainPattern(space.pattern);
  if (!pattern.startsWith('*')) {
    append(index.exact, pattern, { carrier, space, closeness: { exact: true, literalCharacters: pattern.length } });
    return;
  }
  const suffix = pattern.slice(1);
  const entry = { carrier, space, closeness: { exact: false, literalCharacters: suffix.length } };
  if (suffix === '' || suffix.startsWith('.')) append(index.suffixes, suffix, entry);
  else index.oddSuffixes.push({ suffix, entry });
}

/** One that cannot be read matches nothing. */
function addX400(
  index: { x400: { attributes: X400Attributes; entry: SpaceEntry }[] },
  carrier: number,
  space: AddressSpace,
): void {
  const attributes = readX400(space.pattern);
  if (attributes === undefined) return;
  index.x400.push({
    attributes,
    entry: { carrier, space, closeness: { exact: false, literalCharacters: x400LiteralCharacters(attributes) } },
  });
}

function addOther(
  index: { others: Map<string, { pattern: string; entry: SpaceEntry }[]> },
  carrier: number,
  space: AddressSpace,
): void {
  const pattern = space.pattern.toLowerCase();
  const closeness = { exact: !pattern.includes('*'), literalCharacters: literalCharacters(pattern) };
  const entry = { carrier, space, closeness };
  append(index.others, space.type, { pattern, entry });
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/**
 * The address spaces that an address lies in, for each connector its closest one (the cheaper of two as close), in the
 * order of closeness. Only the domain of an SMTP address counts, without regard to case [KB-229961].
 */
export function spacesOf(index: SpaceIndex, address: Address): readonly SpaceEntry[] {
  const closest = new Map<number, SpaceEntry>();
  for (const entry of entriesOf(index, address)) {
    const known = closest.get(entry.carrier);
    if (known === undefined || isCloser(entry, known)) closest.set(entry.carrier, entry);
  }
  return [...closest.values()].sort((a, b) => compareCloseness(a.closeness, b.closeness) || a.carrier - b.carrier);
}

function isCloser(entry: SpaceEntry, other: SpaceEntry): boolean {
  const order = compareCloseness(entry.closeness, other.closeness);
  return order < 0 || (order === 0 && entry.space.cost < other.space.cost);
}

function entriesOf(index: SpaceIndex, address: Address): readonly SpaceEntry[] {
  if (address.type === 'SMTP') return domainEntries(index, (address.domain ?? '').toLowerCase());
  if (address.type === 'X400') return x400Entries(index, readX400(address.address));
  const text = address.address.toLowerCase();
  const spaces = index.others.get(address.type) ?? [];
  return spaces.filter(({ pattern }) => matchesWildcard(pattern, text)).map(({ entry }) => entry);
}

/** `*.contoso.com` matches its subdomains, and contoso.com itself unless the organization says otherwise (§13.1). */
function domainEntries(index: SpaceIndex, domain: string): readonly SpaceEntry[] {
  const entries: SpaceEntry[] = [...(index.exact.get(domain) ?? [])];
  if (index.wildcardIncludesItsDomain) entries.push(...(index.suffixes.get(`.${domain}`) ?? []));
  for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
    entries.push(...(index.suffixes.get(domain.slice(dot)) ?? []));
  }
  entries.push(...(index.suffixes.get('') ?? []));
  for (const { suffix, entry } of index.oddSuffixes) if (domain.endsWith(suffix)) entries.push(entry);
  return entries;
}

function x400Entries(index: SpaceIndex, address: X400Attributes | undefined): readonly SpaceEntry[] {
  if (address === undefined) return [];
  return index.x400.filter(({ attributes }) => isInX400Space(attributes, address)).map(({ entry }) => entry);
}
