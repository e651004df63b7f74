// The quick survey of today's model gives what asking message by message gives, and so do its losses.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceTo } from '#core/model/keys';
import type { Element, Topology } from '#core/model/topology';
import { modelOf } from '#core/routing/models';
import { surveyByAsking } from '#core/routing/survey-by-asking';
import type { Loss, Survey } from '#core/routing/survey';
import { expectAlways } from '../../../property.ts';
import { topologyFromText } from '../topology-in-text.ts';
import { offToday, topologyOfToday } from './arbitrary.ts';

function both(topology: Topology, down: readonly Element[]): readonly [Survey, Survey] {
  const model = modelOf(topology);
  return [model.compile(topology).faster!.survey!(down), surveyByAsking(model, topology, down)];
}

function ways(survey: Survey) {
  return survey.sources.flatMap((_, source) =>
    survey.destinations.map((_, destination) => ({
      cost: survey.cost(source, destination),
      connectors: survey.connectors(source, destination),
      groups: survey.groups(source, destination),
    })),
  );
}

function lost({ stranded, dearer, rerouted, detours }: Loss) {
  return { stranded: [...stranded], dearer: [...dearer], rerouted: [...rerouted], detours };
}

test('the ways are those that asking gives, with anything off', () => {
  expectAlways(
    fc.property(topologyOfToday, offToday, (topology, off) => {
      const [quick, naive] = both(topology, off);
      expect(quick.sources).toEqual(naive.sources);
      expect(quick.destinations).toEqual(naive.destinations);
      expect(quick.hosts).toEqual(naive.hosts);
      expect(ways(quick)).toEqual(ways(naive));
    }),
  );
});

test('so are the losses when more fails, and what is never used', () => {
  expectAlways(
    fc.property(
      topologyOfToday,
      offToday,
      fc.array(offToday, { minLength: 1, maxLength: 4 }),
      (topology, off, sets) => {
        const [quick, naive] = both(topology, off);
        for (const set of sets) expect(lost(quick.without(set))).toEqual(lost(naive.without(set)));
        expect([...quick.unusedConnectors()]).toEqual([...naive.unusedConnectors()]);
      },
    ),
  );
});

test('what did not arrive before may arrive when what kept it fails too', () => {
  const topology = topologyFromText(`organization Contoso { model exchange-2013; domain contoso.com }
site A { server A1 { } }
site B { hub; server B1 { } }
site C { server C1 { } }
site link AB between A, B
site link BC between B, C
send connector One { source A1; address space * }
send connector Scoped { source B1; address space *; scope site; deliver through smart host dead.example }
send connector Two { source C1; address space * cost 50 }
`);
  const [quick, naive] = both(topology, [{ kind: 'host', host: 'dead.example' }]);
  const failing = ['One', 'Scoped'].map((name): Element => ({ kind: 'connector', connector: referenceTo(name) }));
  expect(lost(quick.without(failing))).toEqual(lost(naive.without(failing)));
  expect(lost(quick.without(failing))).toMatchObject({ stranded: [], dearer: [expect.any(Number)] });
});
