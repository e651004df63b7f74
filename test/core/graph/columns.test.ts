import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, rowsOf } from '#core/graph/columns';
import { expectAlways } from '../../property.ts';

describe('Columns', () => {
  test('are the same objects again, after JSON', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.nat(3)), fc.constant('[1]'), fc.constant([1])); // prettier-ignore
    const row = fc.record({ a: value, b: value, c: fc.nat(3), d: fc.constant('always') }, { requiredKeys: ['c', 'd'] });
    expectAlways(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        expect(rowsOf(JSON.parse(JSON.stringify(columnsOf(rows))) as ReturnType<typeof columnsOf>)).toEqual(rows);
      }),
    );
  });

  test('write what many share once', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({ number: index, kind: 'routing group connector' }));
    const text = JSON.stringify(columnsOf(rows));
    expect(text.split('routing group connector')).toHaveLength(2);
    expect(text.length).toBeLessThan(1500);
  });
});
