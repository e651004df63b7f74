// How the model keeps identities: what is made from a declaration is made once, and a list whose elements are the
// same is the same list. Everything downstream can then ask `===` whether something changed.

import type { Declaration, Piece } from '#core/syntax/tree';
import type { FileId } from './topology.ts';

/**
 * Remembers what `make` made of each declaration, in a file and under an owner (compared with `===`). Trees are
 * immutable, so a declaration that is the same object means the same.
 */
export function perDeclaration<D extends Declaration, Owner, T>(
  make: (declaration: D, file: FileId, owner: Owner) => T,
): (declaration: D, file: FileId, owner: Owner) => T {
  const made = new WeakMap<D, { readonly file: FileId; readonly owner: Owner; readonly value: T }>();
  return (declaration, file, owner) => {
    const known = made.get(declaration);
    if (known !== undefined && known.file === file && known.owner === owner) return known.value;
    const value = make(declaration, file, owner);
    made.set(declaration, { file, owner, value });
    return value;
  };
}

/** The previous list when it holds the same elements. */
export function sameList<T>(previous: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  return previous !== undefined && sameElements(previous, next) ? previous : next;
}

export function sameElements<T>(one: readonly T[], other: readonly T[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** The previous value when it says the same: plain data compared by structure, pieces and maps by identity. */
export function sameValue<T>(previous: T | undefined, next: T): T {
  return previous !== undefined && equal(previous, next) ? previous : next;
}

/**
 * Whether two values of plain data say the same, sets by what they hold; pieces (and maps) count as the same only when they
 * are one object.
 */
export function equal(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (Array.isArray(one)) return Array.isArray(other) && equalLists(one, other);
  if (isPiece(one) || one instanceof Map) return false;
  if (one instanceof Set) return other instanceof Set && equalSets(one, other);
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => equal(one[name], other[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function equalLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, i) => equal(value, other[i]));
}

function equalSets(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value));
}

function isPiece(value: object): value is Piece {
  return 'text' in value && 'faults' in value;
}
