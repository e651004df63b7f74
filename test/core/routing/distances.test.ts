// Distances that are mended are those that are searched for.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileNetwork } from '#core/routing/exchange-2003/network/network';
import { distancesTo, distancesWithout } from '#core/routing/exchange-2003/paths/distances';
import { expectAlways } from '../../property.ts';
import { connectedTopology } from './journeys.ts';
import { soundTopology } from './arbitrary.ts';

test('distances without some links are those of the network that has only the others', () => {
  const topology = fc.oneof(soundTopology, connectedTopology);
  expectAlways(
    fc.property(topology, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.boolean()), (drawn, first, then) => {
      const network = compileNetwork(drawn);
      const before = Uint8Array.from(network.links, () => Number(first.next().value));
      const after = before.map((passable) => passable & Number(then.next().value));
      for (let end = 0; end < network.groups.length; end += 1) {
        const known = distancesTo(network, end, before);
        const copy = { keys: known.keys.slice(), links: known.links.slice() };
        const mended = distancesWithout(network, known, after);
        expect(mended).toEqual(distancesTo(network, end, after));
        expect(known).toMatchObject(copy);
        if (known.links.every((link) => link < 0 || after[link] === 1)) expect(mended).toBe(known);
      }
    }),
    { runs: 300 },
  );
});
