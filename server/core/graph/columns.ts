// Many alike objects as columns, and back: the name of a property is written once, and a value that many share too.

/** The values of one property, row for row; or each value once and for each row which one it is, -1 where it has none. */
interface Column {
  readonly key: string;
  readonly values: readonly unknown[];
  readonly at?: readonly number[];
}

/** Plain data, for JSON. */
export interface Columns {
  readonly count: number;
  readonly columns: readonly Column[];
}

const absent = -1;

/** Of objects that JSON keeps as they are. */
export function columnsOf(rows: readonly object[]): Columns {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) keys.add(key);
  return { count: rows.length, columns: [...keys].map((key) => columnOf(key, rows as readonly Row[])) };
}

type Row = Readonly<Record<string, unknown>>;

function columnOf(key: string, rows: readonly Row[]): Column {
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

/** The objects again; those that shared a value share one object. */
export function rowsOf({ count, columns }: Columns): readonly object[] {
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  for (const { key, values, at } of columns) {
    rows.forEach((row, index) => {
      const which = at === undefined ? index : (at[index] ?? absent);
      if (which !== absent) row[key] = values[which];
    });
  }
  return rows;
}
