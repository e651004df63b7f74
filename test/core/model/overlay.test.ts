import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaid } from '#core/model/overlay';
import { expectAlways } from '../../property.ts';

test('a map with changes laid over it is the map with the changes made', () => {
  const changes = fc.array(fc.tuple(fc.nat(99), fc.integer()), { minLength: 1, maxLength: 30 });
  expectAlways(
    fc.property(fc.array(changes, { minLength: 1, maxLength: 12 }), (edits) => {
      const plain = new Map(Array.from({ length: 100 }, (_, key) => [key, -1]));
      let layered: ReadonlyMap<number, number> = new Map(plain);
      for (const edit of edits) {
        layered = overlaid(layered, edit);
        for (const [key, value] of edit) plain.set(key, value);
      }
      const visited: [number, number][] = [];
      layered.forEach((value, key) => visited.push([key, value]));
      expect([...layered]).toEqual([...plain]);
      expect(visited).toEqual([...plain]);
      expect([...layered.values()]).toEqual([...plain.values()]);
      expect([...layered.keys()].map((key) => layered.get(key))).toEqual([...plain.values()]);
      expect(layered.size).toBe(plain.size);
    }),
  );
});
