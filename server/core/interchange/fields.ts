// One record as a mapper reads it: each property is asked for, and what became of it is said.

import type { Fate, Ledger } from './ledger.ts';
import { valueOf, valuesOf, type SourceRecord } from './record.ts';

/** What a property is when it says nothing: such values are `default`. */
const empty = /^(?:|\$null|null)$/i;

export class Fields {
  readonly record: SourceRecord;
  readonly #ledger: Ledger;
  readonly #comments: string[] = [];

  constructor(record: SourceRecord, ledger: Ledger) {
    this.record = record;
    this.#ledger = ledger;
    ledger.open(record);
  }

  get name(): string {
    return this.record.name;
  }

  /** What goes above the statement, in the order in which it was said. */
  get comments(): readonly string[] {
    return this.#comments;
  }

  has(property: string): boolean {
    return this.record.properties.has(property.toLowerCase());
  }

  /** The first value that is not empty; nothing is said of it. */
  text(property: string): string | undefined {
    return valueOf(this.record, property);
  }

  /** All values but empty ones; nothing is said of them. */
  values(property: string): readonly string[] {
    return valuesOf(this.record, property).filter((value) => value !== '');
  }

  is(property: string): boolean {
    return /^true$/i.test(this.text(property) ?? '');
  }

  /** What became of all of a property's values. A cut one is `cut`, whatever else came of what is left of it. */
  settle(property: string, fate: Fate, text?: string): void {
    const isCut = this.record.properties.get(property.toLowerCase())?.isCut === true;
    if (isCut) this.#ledger.settle(this.record, property, 'cut', text ?? wasCut);
    else this.#ledger.settle(this.record, property, fate, text);
  }

  /** What became of one value, which must be one of them. */
  settleValue(property: string, value: string, fate: Fate, text?: string): void {
    const index = valuesOf(this.record, property).indexOf(value);
    if (index >= 0) this.#ledger.settle(this.record, property, fate, text, index);
  }

  /** Of all these properties: they play no part. */
  ignore(properties: readonly string[]): void {
    for (const property of properties) this.settle(property, 'ignored');
  }

  /** A property that the language has no word for: above the statement, unless it says what it does unwritten. */
  comment(property: string, defaults: readonly string[] = []): void {
    if (!this.has(property)) return;
    const values = this.values(property);
    const isDefault = values.every((value) => empty.test(value) || defaults.some((each) => same(each, value)));
    if (isDefault) {
      this.settle(property, 'default');
      return;
    }
    this.say(`${this.record.properties.get(property.toLowerCase())?.name ?? property}: ${values.join(', ')}`);
    this.settle(property, 'comment', 'The language has no word for it; it stands above the statement.');
  }

  /** What became of all values of which nothing was said yet. */
  settleRest(fate: Fate, text?: string): void {
    this.#ledger.settleRest(this.record, fate, text);
  }

  /** A line above the statement, once. */
  say(line: string): void {
    if (!this.#comments.includes(line)) this.#comments.push(line);
  }

  /** Something that this object names and that is not in what was handed over. */
  missing(text: string): void {
    const { kind, name, file, line } = this.record;
    this.#ledger.note({ class: 'missing', kind, object: name, file, line, text });
  }

  /** What of it is in the topology nowhere, or as a comment alone. */
  dropped(text: string): void {
    const { kind, name, file, line } = this.record;
    this.#ledger.note({ class: 'dropped', kind, object: name, file, line, text });
  }

  /** Something that the real system does otherwise. */
  differs(text: string): void {
    const { kind, name, file, line } = this.record;
    this.#ledger.note({ class: 'differs', kind, object: name, file, line, text });
  }
}

const wasCut = 'The export holds only a part of it; Export-Clixml writes all.';

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
