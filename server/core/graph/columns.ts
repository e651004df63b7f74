// Many alike objects as columns: the name of a property is written once, and a value that many share too. They are read
// column by column: no object is made on the way to the one that is wanted.

/** The values of one property, row for row; or each value once and for each row which one it is, -1 where it has none. */
interface WrittenColumn {
  readonly key: string;
  readonly values: readonly unknown[];
  readonly at?: readonly number[];
}

/** Plain data, for JSON. */
export interface Columns {
  readonly count: number;
  readonly columns: readonly WrittenColumn[];
}

const absent = -1;

/** Of objects that JSON keeps as they are. */
export function columnsOf(rows: readonly object[]): Columns {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) keys.add(key);
  return { count: rows.length, columns: [...keys].map((key) => columnOf(key, rows as readonly Row[])) };
}

type Row = Readonly<Record<string, unknown>>;

function columnOf(key: string, rows: readonly Row[]): WrittenColumn {
  const present = rows.flatMap((row) => (row[key] === undefined ? [] : [row[key]]));
  if (!isShared(present.slice(0, sample))) {
    if (present.length === rows.length) return { key, values: present };
    let next = 0;
    return { key, values: present, at: rows.map((row) => (row[key] === undefined ? absent : next++)) };
  }
  const { values, numberOf } = numbered();
  const at = rows.map((row) => (row[key] === undefined ? absent : numberOf(row[key])));
  return { key, values, at };
}

/** So many of the first values are looked at, and shared values have to be so many times as many as there are others. */
const sample = 100;
const sharing = 2;

function isShared(some: readonly unknown[]): boolean {
  const { values, numberOf } = numbered();
  some.forEach(numberOf);
  return values.length * sharing <= some.length;
}

/** Values, each once, and the number of each. */
function numbered() {
  const values: unknown[] = [];
  const plain = new Map<unknown, number>();
  const objects = new Map<unknown, number>();
  const numberOf = (value: unknown): number => {
    const isObject = typeof value === 'object' && value !== null;
    const [known, name] = isObject ? [objects, JSON.stringify(value)] : [plain, value];
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, values.length);
    return values.push(value) - 1;
  };
  return { values, numberOf };
}

/** The values of a property, by the number of the row. */
export type Column<T> = (row: number) => T;

/** Reads columns that were made of such rows. */
export interface ColumnsOf<Row> {
  readonly count: number;
  readonly has: (key: string) => boolean;
  /** Of a property that every row has. */
  of<Key extends keyof Row & string>(key: Key): Column<Row[Key]>;
  /** Each value as another one, which is made once even where many rows share it. */
  as<Key extends keyof Row & string, T>(key: Key, make: (value: Exclude<Row[Key], undefined>) => T): Column<T>;
  /** Of a property that rows may lack. */
  maybe<Key extends keyof Row & string>(key: Key): Column<Row[Key] | undefined>;
}

export function columnsIn<Row extends object>({ count, columns }: Columns): ColumnsOf<Row> {
  const byKey = new Map(columns.map((written) => [written.key, written]));
  const read = (
    key: string,
    make: (values: readonly unknown[]) => readonly unknown[] = (values) => values,
  ): Column<never> => {
    const { values, at }: Omit<WrittenColumn, 'key'> = byKey.get(key) ?? { values: [] };
    const made = make(values);
    if (at === undefined) return (row) => made[row] as never;
    return (row) => {
      const which = at[row] ?? absent;
      return (which === absent ? undefined : made[which]) as never;
    };
  };
  return {
    count,
    has: (key) => byKey.has(key),
    of: (key) => read(key),
    as: (key, make) => read(key, (values) => values.map((value) => make(value as Parameters<typeof make>[0]))),
    maybe: (key) => read(key),
  };
}
