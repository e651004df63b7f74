import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, type Version } from '#core/analysis/fact';
import { flatMapAgain, mapAgain } from '#core/model/changes';
import { sameElements } from '#core/model/memo';
import { expectAlways } from '../../property.ts';

interface Item {
  readonly key: number;
  readonly size: number;
}
const item: fc.Arbitrary<Item> = fc.record({ key: fc.nat(3), size: fc.nat(2) });
const items = fc.array(item, { minLength: 1, maxLength: 12 });
const edit = fc.tuple(fc.nat(12), fc.nat(3), fc.array(item, { maxLength: 3 }));
const versions = fc.tuple(items, fc.array(edit, { minLength: 1, maxLength: 10 })).map(([first, edits]) => {
  const lists = [first];
  for (const [at, count, by] of edits) lists.push((lists.at(-1) ?? []).toSpliced(at, count, ...by));
  return lists;
});

/** Another list that says the same: one of its elements is another object. */
function rewritten(list: readonly Item[], which: number): readonly Item[] {
  return list.with(which % list.length, { ...list[which % list.length]! });
}

describe('a list that follows from another', () => {
  const sizeOf = ({ size }: Item) => size;
  const keysOf = ({ key, size }: Item) => new Array<number>(size).fill(key);

  test('is after any edits what it is from scratch', () => {
    expectAlways(
      fc.property(versions, (lists) => {
        let last: { list: readonly Item[]; made: readonly number[] } | undefined;
        for (const list of lists) {
          const made = mapAgain(list, last, sizeOf);
          expect(made).toEqual(list.map(sizeOf));
          last = { list, made };
        }
      }),
    );
  });

  test('may hold several values for each element, or none', () => {
    expectAlways(
      fc.property(versions, (lists) => {
        let last: { list: readonly Item[]; made: readonly number[] } | undefined;
        for (const list of lists) {
          const made = flatMapAgain(list, last, keysOf);
          expect(made).toEqual(list.flatMap(keysOf));
          last = { list, made };
        }
      }),
    );
  });

  test('is the same object while nothing in it changes', () => {
    expectAlways(
      fc.property(items, fc.nat(11), (list, which) => {
        const [sizes, keys] = [list.map(sizeOf), list.flatMap(keysOf)];
        for (const next of [list, rewritten(list, which)]) {
          expect(mapAgain(next, { list, made: sizes }, sizeOf)).toBe(sizes);
          expect(flatMapAgain(next, { list, made: keys }, keysOf)).toBe(keys);
        }
      }),
    );
  });
});

describe('the runs of one key in a list', () => {
  /** A list that has other elements in other versions, cut into runs. */
  function cut() {
    const listOf = new Map<Version, readonly Item[]>();
    const fact = runs(
      (version) => listOf.get(version) ?? [],
      (one) => one.key,
    );
    return (list: readonly Item[], before?: Version) => {
      const version = {} as Version;
      listOf.set(version, list);
      return { version, runs: fact(version, before) };
    };
  }

  test('are after any edits what they are from scratch', () => {
    expectAlways(
      fc.property(versions, (lists) => {
        const warm = cut();
        let before: Version | undefined;
        for (const list of lists) {
          const now = warm(list, before);
          expect(now.runs).toEqual(cut()(list).runs);
          before = now.version;
        }
      }),
    );
  });

  test('stay the same objects before and behind what changes', () => {
    const middle = fc.array(item, { maxLength: 3 });
    // No other element has these keys, so that the runs before and behind end there.
    const [start, end] = [
      { key: 8, size: 0 },
      { key: 9, size: 0 },
    ];
    expectAlways(
      fc.property(items, middle, middle, items, (first, from, to, rest) => {
        const warm = cut();
        const before = warm([...first, start, ...from, end, ...rest]);
        const after = warm([...first, start, ...to, end, ...rest], before.version);
        const untouched = [...cut()(first).runs, ...cut()(rest).runs];
        const kept = after.runs.filter((run) => before.runs.includes(run));
        expect(kept.filter(([one]) => one !== start && one !== end && !from.includes(one!))).toEqual(untouched);
      }),
    );
  });
});

test('elements are the same when there are as many and each is', () => {
  const [one, other] = [{}, {}];
  expect(sameElements([one, other], [one, other])).toBe(true);
  expect(sameElements([one, other], [other, one])).toBe(false);
  expect(sameElements([one], [one, other])).toBe(false);
});
