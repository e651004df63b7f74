// What PowerShell writes down: objects with a type and properties. Clixml, JSON and Format-List give the same ones.

import type { Property } from '../record.ts';

/** An object with properties, wherever in a file it stands. */
export interface TypedObject {
  /** The names of its type and of those that it is made of, the most specific first; none where the format has no types. */
  readonly types: readonly string[];
  /** By name in lower case. */
  readonly properties: ReadonlyMap<string, Property>;
  /** One-based. */
  readonly line: number;
  /** Whether it is not part of another one. */
  readonly isOutermost: boolean;
  /** Properties whose name stands again further down, which counts. */
  readonly overwritten?: readonly Property[];
}

/** Whether a text is a type's name, which stands where an object was not written out. */
export function isTypeName(text: string): boolean {
  return /^(?:Deserialized\.)?(?:Microsoft\.Exchange|System)\.[\w.+`[\]]+$/.test(text);
}

/** A value that is a secret is not even remembered. */
export const notShown = '(not shown)';
