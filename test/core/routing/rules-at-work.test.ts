// The seam of routing: what is decided without words is what is explained, and messages of one kind stand for each other.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Send } from '#core/model/topology';
import { messageOf } from '#core/routing/message/defaults';
import type { Step } from '#core/routing/model';
import { compileRouting } from '#core/routing/models';
import { expectAlways } from '../../property.ts';
import { brokenTopology, down, message, soundTopology } from './arbitrary.ts';
import { connectedTopology, journey } from './journeys.ts';
import { send, topologyOf } from './topology-in-code.ts';

const topologies = fc.oneof(soundTopology, brokenTopology, connectedTopology);

test('a station decides without words what it explains, and the same comes of it, whatever is off', () => {
  expectAlways(
    fc.property(topologies, message, fc.array(down, { minLength: 2, maxLength: 4 }), (topology, sent, offs) => {
      const { rules } = compileRouting(topology);
      const asked = messageOf(sent, topology);
      const kind = rules.kindOf(asked);
      for (const state of [[], ...offs].map((off) => rules.stateWhen(off))) {
        for (const station of rules.stations.keys()) {
          const told = rules.explain(station, kind, state, asked);
          const decision = rules.decide(station, kind, state);
          expect(told.decision()).toBe(decision);
          expect(rules.decide(station, kind, state)).toBe(decision);
          expect(plain(told.attempt(state, asked.at))).toEqual(plain(rules.attempt(decision, kind, state, asked.at)));
        }
      }
    }),
    { runs: 200 },
  );
});

/** Without its words, which are other functions each time. */
function plain({ result, ...step }: Step) {
  return { ...step, result: { ...result, words: undefined } };
}

type Pair = readonly [Partial<Send>, Partial<Send>];

/** Sizes on one side each of the only limit that there is, 1000; senders that are on no list. */
const alike: fc.Arbitrary<Pair> = fc.constantFrom<Pair>(
  [{ sizeBytes: 10 }, { sizeBytes: 900 }],
  [{ sizeBytes: 1001 }, { sizeBytes: 5000 }],
  [{ sender: senderOf('eve@one.example') }, { sender: senderOf('bob@two.example') }],
);

/** What some connector tells apart. */
const unlike: fc.Arbitrary<Pair> = fc.constantFrom<Pair>(
  [{ sizeBytes: 10 }, { sizeBytes: 5000 }],
  [{ sizeBytes: 5000 }, { sizeBytes: 10 }],
  [{ sender: senderOf('boss@g1.com') }, { sender: senderOf('eve@one.example') }],
  [{ sender: senderOf('eve@one.example') }, { sender: senderOf('boss@g1.com') }],
);

function senderOf(address: string) {
  return send('internet', address).to;
}

test('messages that no connector tells apart are of one kind', () => {
  expectAlways(
    fc.property(connectedTopology, journey, alike, (topology, { sent }, pair) => {
      const { rules } = compileRouting(topology);
      const [one, other] = pair.map((part) => rules.kindOf(messageOf({ ...sent, ...part }, topology)));
      expect(one).toBe(other);
    }),
  );
});

test('how a message goes does not depend on which other one was sent before', () => {
  expectAlways(
    fc.property(
      connectedTopology,
      journey,
      fc.oneof(alike, unlike),
      down,
      (topology, { sent }, [first, second], off) => {
        const afresh = compileRouting(topologyOf(topology.servers, topology.connectors, topology.organization));
        const alone = afresh.route({ ...sent, ...second }, off);
        const { route } = compileRouting(topology);
        route({ ...sent, ...first }, off);
        expect(route({ ...sent, ...second }, off)).toEqual(alone);
      },
    ),
  );
});
