// Reading a matched statement: from the places that the grammar found to plain nodes with values. A `Read` is made once
// for a shape (statement.ts) and used for every statement of that shape, so it keeps offsets of the sample that was
// matched and finds the tokens of the statement at hand by them.

import type { Node as OhmNode } from 'ohm-js';
import type { Tokens } from './scan.ts';
import type { Fault, Name, Piece, Span, Spanned, Statement } from './tree.ts';
import { parseName, type Parsed } from './values.ts';

/** The statement at hand. */
export interface Reading {
  readonly piece: Piece;
  readonly tokens: Tokens;
  /** The index of its first token. */
  readonly first: number;
  /** The index behind its last token. */
  readonly end: number;
  readonly places: Places;
  /** What is wrong with it is added here. */
  readonly faults: Fault[];
}

/** Where tokens of the sample begin and end: offset to index, counted from the statement's first token. */
export interface Places {
  readonly startingAt: ReadonlyMap<number, number>;
  readonly endingAt: ReadonlyMap<number, number>;
}

/** What a read gives when it noted a fault instead. */
export const faulty = Symbol('faulty');

export type Read<T> = (reading: Reading) => T | typeof faulty;

/** A stretch of the sample, in whole tokens. */
interface Leaf {
  readonly start: number;
  readonly end: number;
}

function leafOf(node: OhmNode): Leaf {
  return { start: node.source.startIdx, end: node.source.endIdx };
}

function spanOf(reading: Reading, leaf: Leaf): Span {
  const first = reading.places.startingAt.get(leaf.start) ?? 0;
  const last = reading.places.endingAt.get(leaf.end) ?? first;
  return {
    start: reading.tokens.starts[reading.first + first] ?? 0,
    end: reading.tokens.ends[reading.first + last] ?? 0,
  };
}

export function statementSpan(reading: Reading): Span {
  return { start: reading.tokens.starts[reading.first] ?? 0, end: reading.tokens.ends[reading.end - 1] ?? 0 };
}

/** Where a node of the grammar stands. */
export function span(node: OhmNode): (reading: Reading) => Span {
  const leaf = leafOf(node);
  return (reading) => spanOf(reading, leaf);
}

/** A value, read from the text of a node; what it cannot be is a fault of code `malformed-value`. */
export function value<T>(node: OhmNode, parse: (text: string) => Parsed<T>): Read<Spanned<T>> {
  const leaf = leafOf(node);
  return (reading) => {
    const where = spanOf(reading, leaf);
    const parsed = parse(reading.tokens.text.slice(where.start, where.end));
    if (parsed.ok) return { value: parsed.value, span: where };
    return malformed(reading, where, parsed.error, parsed.mend);
  };
}

function malformed(reading: Reading, where: Span, message: string, mend: string | undefined): typeof faulty {
  reading.faults.push({
    code: 'malformed-value',
    span: where,
    message,
    ...(mend === undefined ? {} : { mend: { title: `Write ${mend}`, edits: [{ span: where, text: mend }] } }),
  });
  return faulty;
}

/** The value alone, without its place. */
export function bare<T>(read: Read<Spanned<T>>): Read<T> {
  return (reading) => {
    const spanned = read(reading);
    return spanned === faulty ? faulty : spanned.value;
  };
}

/** Something that the grammar said already: a keyword's meaning. */
export function said<T>(node: OhmNode, meaning: T): Read<Spanned<T>> {
  const leaf = leafOf(node);
  return (reading) => ({ value: meaning, span: spanOf(reading, leaf) });
}

export function always<T>(meaning: T): Read<T> {
  return () => meaning;
}

export function name(node: OhmNode): Read<Name> {
  return value(node, parseName);
}

/** Every item of a list; one faulty item spoils the list, but all of them are read for their faults. */
export function all<T>(reads: readonly Read<T>[]): Read<readonly T[]> {
  return (reading) => {
    const values = sound(reads)(reading);
    return values.length === reads.length ? values : faulty;
  };
}

/** The items of a list that are not faulty. */
export function sound<T>(reads: readonly Read<T>[]): (reading: Reading) => readonly T[] {
  return (reading) => {
    const values: T[] = [];
    for (const read of reads) {
      const item = read(reading);
      if (item !== faulty) values.push(item);
    }
    return values;
  };
}

type Reads<Fields> = { readonly [Field in keyof Fields]: Read<Fields[Field]> };

/** An object, field by field; faulty when a field is. */
export function fields<Fields extends object>(reads: Reads<Fields>): Read<Fields> {
  const entries = Object.entries(reads) as [keyof Fields, Read<Fields[keyof Fields]>][];
  return (reading) => {
    const result: Partial<Fields> = {};
    let spoilt = false;
    for (const [field, read] of entries) {
      const item = read(reading);
      if (item === faulty) spoilt = true;
      else result[field] = item;
    }
    // Every field has been read: `entries` holds all of them.
    return spoilt ? faulty : (result as Fields);
  };
}

type FieldsOf<Kind extends Statement['kind']> = Omit<Extract<Statement, { kind: Kind }>, 'kind' | 'piece' | 'span'>;

/** A statement of a kind, made of its fields. */
export function statement<Kind extends Statement['kind']>(
  kind: Kind,
  reads: Reads<FieldsOf<Kind>>,
): Read<readonly Statement[]> {
  const read = fields(reads);
  return (reading) => {
    const result = read(reading);
    if (result === faulty) return faulty;
    // The compiler cannot see that the fields of `Kind` and `Kind` itself make a member of the union.
    return [{ kind, piece: reading.piece, span: statementSpan(reading), ...result } as unknown as Statement];
  };
}
