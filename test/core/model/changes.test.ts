import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, type Version } from '#core/analysis/fact';
import { flatMapAgain, mapAgain } from '#core/model/changes';
import { sameElements } from '#core/model/memo';
import { expectAlways } from '../../property.ts';

const element = fc.record({ key: fc.nat(3), size: fc.nat(2) });
const versions = fc
  .tuple(
    fc.array(element, { maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(12), fc.nat(3), fc.array(element, { maxLength: 3 }))),
  )
  .map(([first, edits]) => {
    const lists = [first];
    for (const [at, count, by] of edits) lists.push((lists.at(-1) ?? []).toSpliced(at, count, ...by));
    return lists;
  });

describe('a list that follows from another', () => {
  test('is after any edits what it is from scratch, and the same object while nothing in it changes', () => {
    const sizeOf = ({ size }: { size: number }) => size;
    expectAlways(
      fc.property(versions, (lists) => {
        let last: { list: (typeof lists)[0]; made: readonly number[] } | undefined;
        for (const list of lists) {
          const made = mapAgain(list, last, sizeOf);
          expect(made).toEqual(list.map(sizeOf));
          if (JSON.stringify(made) === JSON.stringify(last?.made)) expect(made).toBe(last?.made);
          last = { list, made };
        }
      }),
    );
  });

  test('may hold several values for each element, or none', () => {
    const keysOf = ({ key, size }: { key: number; size: number }) => new Array<number>(size).fill(key);
    expectAlways(
      fc.property(versions, (lists) => {
        let last: { list: (typeof lists)[0]; made: readonly number[] } | undefined;
        for (const list of lists) {
          const made = flatMapAgain(list, last, keysOf);
          expect(made).toEqual(list.flatMap(keysOf));
          if (last?.list === list) expect(made).toBe(last.made);
          last = { list, made };
        }
      }),
    );
  });

  test('may be its runs of one key, which stay the same objects', () => {
    expectAlways(
      fc.property(versions, (lists) => {
        const byKey = () => {
          const listOf = new Map<Version, (typeof lists)[0]>();
          return {
            listOf,
            fact: runs(
              (version) => listOf.get(version) ?? [],
              (one) => one.key,
            ),
          };
        };
        const warm = byKey();
        let before: Version | undefined;
        for (const list of lists) {
          const cold = byKey();
          const now = {} as Version;
          warm.listOf.set(now, list);
          cold.listOf.set(now, list);
          const known = before === undefined ? [] : warm.fact(before, undefined);
          const found = warm.fact(now, before);
          expect(found).toEqual(cold.fact(now, undefined));
          for (const run of found) {
            const same = known.find((old) => sameElements(old, run));
            if (same !== undefined) expect(run).toBe(same);
          }
          before = now;
        }
      }),
    );
  });
});
