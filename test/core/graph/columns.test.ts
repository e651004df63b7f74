import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsIn, columnsOf, type Columns } from '#core/graph/columns';
import { expectAlways } from '../../property.ts';

describe('Columns', () => {
  test('have the same values again, after JSON', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.nat(3)), fc.constant('[1]'), fc.constant([1])); // prettier-ignore
    const row = fc.record({ a: value, b: value, c: fc.nat(3), d: fc.constant('always') }, { requiredKeys: ['c', 'd'] });
    expectAlways(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        const columns = columnsIn<(typeof rows)[number]>(JSON.parse(JSON.stringify(columnsOf(rows))) as Columns);
        const [a, b] = [columns.maybe('a'), columns.maybe('b')];
        const [c, d] = [columns.of('c'), columns.of('d')];
        expect(columns.count).toBe(rows.length);
        expect(rows.map((_, index) => ({ a: a(index), b: b(index), c: c(index), d: d(index) }))).toEqual(rows);
        expect(rows.map((_, index) => columns.as('c', String)(index))).toEqual(rows.map((each) => String(each.c)));
      }),
    );
  });

  test('make another value of one that many share once', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({ targets: [index % 2] }));
    const made: unknown[] = [];
    const column = columnsIn<(typeof rows)[number]>(columnsOf(rows)).as('targets', (value) => made.push(value));
    expect(rows.map((_, index) => column(index))).toEqual(rows.map((_, index) => 1 + (index % 2)));
    expect(made).toEqual([[0], [1]]);
  });

  test('write what many share once', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({ number: index, kind: 'routing group connector' }));
    const text = JSON.stringify(columnsOf(rows));
    expect(text.split('routing group connector')).toHaveLength(2);
    expect(text.length).toBeLessThan(1500);
  });
});
