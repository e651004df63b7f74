// What became of everything that was read. Every value of every record lands in exactly one class, so that the counts add
// up and nothing is lost silently.

import type { SourceRecord } from './record.ts';

/** What became of a value. `ignored` plays no part in routing; `unknown` is not known to us. */
export const fates = [
  'imported',
  'default',
  'comment',
  'differs',
  'dropped',
  'ignored',
  'unknown',
  'missing',
  'duplicate',
  'cut',
] as const;

export type Fate = (typeof fates)[number];

/** One line of the report. */
export interface Entry {
  readonly class: Fate;
  readonly kind: string;
  readonly object: string;
  readonly property?: string;
  readonly value?: string;
  readonly file?: string;
  /** One-based. */
  readonly line?: number;
  /** A sentence for an administrator. */
  readonly text: string;
}

/** One file that was read. */
export interface Source {
  readonly path: string;
  /** `Clixml`, `LDIF`, … */
  readonly kind: string;
  readonly encoding: string;
  readonly records: number;
}

/** What an import tells about what it read; the JSON of a report is this with `format` 1. */
export interface Report {
  readonly sources: readonly Source[];
  /** Values by class; of what names something that is not there, entries. */
  readonly counts: Readonly<Record<Fate, number>>;
  readonly entries: readonly Entry[];
  /** Property names that play no part in routing, with how many values. */
  readonly ignored: Readonly<Record<string, number>>;
  /** By kind of object, then by property name: how many values, and the first three. */
  readonly unknown: Readonly<Record<string, Readonly<Record<string, { count: number; first: readonly string[] }>>>>;
  /** Names that had to be written otherwise. */
  readonly names: readonly { readonly kind: string; readonly original: string; readonly written: string }[];
  /** What always differs between the systems and the topology, once for each system. */
  readonly standing: readonly string[];
}

/** Classes that a report has an entry for, one each. */
const told: ReadonlySet<Fate> = new Set(['comment', 'differs', 'dropped', 'missing', 'cut']);

const secret = /password|pwd|pkcs12|credential|privatekey|secret|sasl/i;

/** A value as reports show it: no secrets, one line, not endless. */
export function shown(property: string, value: string): string {
  if (secret.test(property)) return '(not shown)';
  const line = value.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

const lost: ReadonlySet<Fate> = new Set(['differs', 'dropped', 'missing', 'cut']);

/** How many entries tell of something that is not in the topology as it was. */
export function lostIn({ entries }: Report): number {
  return entries.filter((entry) => lost.has(entry.class)).length;
}

interface Settled {
  readonly fate: Fate;
  readonly text: string | undefined;
}

/** Keeps account of what was read. */
export class Ledger {
  readonly #sources: Source[] = [];
  readonly #records = new Map<SourceRecord, Map<string, (Settled | undefined)[]>>();
  readonly #notes: Entry[] = [];
  readonly #names: { kind: string; original: string; written: string }[] = [];
  readonly #standing = new Set<string>();
  readonly #others = new Map<string, { readonly count: number; readonly file: string; readonly line: number }>();

  source(source: Source): void {
    this.#sources.push(source);
  }

  /** Opens the account of a record; whoever reads one does this once. */
  open(record: SourceRecord): void {
    if (this.#records.has(record)) return;
    const values = new Map<string, (Settled | undefined)[]>();
    for (const [key, property] of record.properties) {
      values.set(key, new Array<Settled | undefined>(Math.max(1, property.values.length)));
    }
    this.#records.set(record, values);
  }

  /**
   * Says what became of all values of a property, or of the one at `index`. A property without values counts as one.
   * What was said last holds; what is not there is nothing to be said of.
   * @param text - Why, where the class has an entry (`comment`, `differs`, `dropped`, `missing`, `cut`).
   */
  settle(record: SourceRecord, property: string, fate: Fate, text?: string, index?: number): void {
    this.open(record);
    const values = this.#records.get(record)?.get(property.toLowerCase());
    if (values === undefined) return;
    if (index === undefined) values.fill({ fate, text });
    else if (index < values.length) values[index] = { fate, text };
  }

  /** The same for all properties of a record of which nothing was said yet. */
  settleRest(record: SourceRecord, fate: Fate, text?: string): void {
    this.open(record);
    for (const values of this.#records.get(record)?.values() ?? []) {
      for (let at = 0; at < values.length; at++) values[at] ??= { fate, text };
    }
  }

  /** An entry that is about no value: something that is named and not there, a file that was read otherwise. */
  note(entry: Entry): void {
    this.#notes.push(entry);
  }

  /** An object of no known kind: counted by what it is, with the first place where one stood. */
  other(type: string, file: string, line: number): void {
    const known = this.#others.get(type);
    this.#others.set(type, known === undefined ? { count: 1, file, line } : { ...known, count: known.count + 1 });
  }

  /** Something was written under another name than it has. */
  renamed(kind: string, original: string, written: string): void {
    if (original !== written) this.#names.push({ kind, original, written });
  }

  /** What always differs, once. */
  stand(sentence: string): void {
    this.#standing.add(sentence);
  }

  /** All that was read, added up. Values that nobody said anything of are `ignored` by their name or `unknown`. */
  report(): Report {
    const counts = Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<Fate, number>;
    const entries: Entry[] = [];
    const ignored = new Map<string, number>();
    const unknown = new Map<string, Map<string, { count: number; first: string[] }>>();
    for (const [record, properties] of this.#records) {
      for (const [key, settled] of properties) {
        const property = record.properties.get(key);
        if (property === undefined) continue;
        for (let index = 0; index < settled.length; index++) {
          const value = property.values[index] ?? '';
          const fate = settled[index]?.fate ?? (isAlwaysIgnored(property.name) ? 'ignored' : 'unknown');
          counts[fate]++;
          if (fate === 'ignored') ignored.set(property.name, (ignored.get(property.name) ?? 0) + 1);
          if (fate === 'unknown') remember(unknown, record.kind, property.name, shown(property.name, value));
          const text = settled[index]?.text;
          if (!told.has(fate) && !(fate === 'duplicate' && text !== undefined)) continue;
          entries.push({
            class: fate,
            kind: record.kind,
            object: shown('', record.name),
            property: property.name,
            value: shown(property.name, value),
            file: record.file,
            line: property.line,
            text: text ?? '',
          });
        }
      }
    }
    for (const entry of this.#notes) counts[entry.class]++;
    for (const [type, { count }] of this.#others) {
      counts.unknown += count;
      unknown.set(type, new Map([['(the whole object)', { count, first: [] }]]));
    }
    return {
      sources: this.#sources.toSorted((a, b) => compareText(a.path, b.path)),
      counts,
      entries: [...entries, ...this.#notes].toSorted(compareEntries),
      ignored: Object.fromEntries([...ignored].toSorted(([a], [b]) => compareText(a, b))),
      unknown: Object.fromEntries(
        [...unknown]
          .toSorted(([a], [b]) => compareText(a, b))
          .map(([kind, of]) => [kind, Object.fromEntries([...of].toSorted(([a], [b]) => compareText(a, b)))]),
      ),
      names: this.#names.toSorted((a, b) => compareText(a.kind, b.kind) || compareText(a.original, b.original)),
      standing: [...this.#standing],
    };
  }

  /**
   * How many values there are in all records; with the notes, the sum of the counts. An object that was told before, so that
   * all of it is `duplicate`, is none of the `objects`.
   */
  get size(): { readonly values: number; readonly notes: number; readonly objects: number } {
    let values = 0;
    let objects = 0;
    for (const properties of this.#records.values()) {
      let isNew = properties.size === 0;
      for (const settled of properties.values()) {
        values += settled.length;
        isNew ||= settled.some((each) => each?.fate !== 'duplicate');
      }
      if (isNew) objects++;
    }
    for (const { count } of this.#others.values()) values += count;
    return { values, notes: this.#notes.length, objects };
  }
}

const alwaysIgnored = new Set(
  [
    ['RunspaceId', 'PSComputerName', 'PSShowComputerName', 'PSSourceJobInstanceId', 'Guid', 'ImmutableId', 'Identity'],
    ['ObjectCategory', 'ObjectClass', 'OrganizationId', 'OrganizationalUnitRoot', 'ObjectState', 'IsValid', 'Id'],
    ['OriginatingServer', 'ExchangeVersion', 'AdminDisplayName', 'ExchangeObjectId', 'SerializationData'],
    ['objectGUID', 'instanceType', 'showInAdvancedViewOnly', 'systemFlags', 'dSCorePropagationData'],
    ['nTSecurityDescriptor', 'legacyExchangeDN', 'ObjectVersion', 'DistinguishedName'],
  ].flatMap((names) => names.map((name) => name.toLowerCase())),
);

function isAlwaysIgnored(property: string): boolean {
  const name = property.toLowerCase();
  return (
    alwaysIgnored.has(name) ||
    name.startsWith('whenchanged') ||
    name.startsWith('whencreated') ||
    name.startsWith('usn')
  );
}

function remember(
  unknown: Map<string, Map<string, { count: number; first: string[] }>>,
  kind: string,
  property: string,
  value: string,
): void {
  const ofKind = unknown.get(kind) ?? new Map<string, { count: number; first: string[] }>();
  unknown.set(kind, ofKind);
  const known = ofKind.get(property) ?? { count: 0, first: [] };
  ofKind.set(property, known);
  known.count++;
  if (known.first.length < 3) known.first.push(value);
}

function compareEntries(a: Entry, b: Entry): number {
  return (
    fates.indexOf(a.class) - fates.indexOf(b.class) ||
    compareText(a.kind, b.kind) ||
    compareText(a.object, b.object) ||
    compareText(a.property ?? '', b.property ?? '') ||
    compareText(a.value ?? '', b.value ?? '') ||
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}

/** By code point, capitals and small letters alike first; a total order, so that no order of files shows. */
export function compareText(a: string, b: string): number {
  const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowA !== lowB) return lowA < lowB ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}
