// A simulation as it is looked at: moments, queues over time, the history of a message, Find Messages.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMessages, type MessageQuery } from '#core/simulation/finding';
import { frameAt, offAt, recordHistory, recordPlayback, standAt, type Playback } from '#core/simulation/playback';
import { messagesIn, stateOf, waitingIn } from '#core/simulation/queue';
import { playScenario } from '#core/simulation/scenario-run';
import { compileRouting } from '#core/routing/models';
import type { Topology } from '#core/model/topology';
import { expectAlways } from '../../property.ts';
import { topologyFromText } from '../routing/topology-in-text.ts';
import { anyPlay, rulesOf } from './arbitrary.ts';

const office = `
organization Contoso { domain contoso.com }
routing group Office {
  server TAZMANIA { mailbox *@contoso.com }
  smtp connector Internet { bridgehead TAZMANIA; address space *; deliver through smart host SMARTHOST }
}
`;
const queue = 'Internet - SMARTHOST (SMTP Connector)';

function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function recorded(topology: Topology, moments: readonly number[] = []): Playback {
  const follow = new Set([0]);
  return finished(recordPlayback(compileRouting(topology).rules, topology.scenarios[0]!, { follow, moments }));
}

function standOf(playback: Playback, at: number) {
  return standAt(
    playback.queues.find(({ name }) => name === queue)!,
    frameAt(playback.frames, at),
  );
}

describe('a message that waits for two days', () => {
  const playback = recorded(
    topologyFromText(`${office}scenario S { down host SMARTHOST; at 0s send 1 from TAZMANIA to a@fabrikam.com }`),
    [3000, 100.5],
  );

  test('stands in the queue of its smart host, with the next attempt', () => {
    expect(standOf(playback, 0)).toEqual({
      state: 'Retry',
      messages: 1,
      bytes: 10 * 1024,
      oldest: 0,
      next: 60,
      passed: 0,
      exists: true,
    });
    expect(standOf(playback, 100.5)).toMatchObject({ next: 120 });
    expect(standOf(playback, 3000).next).toBeGreaterThan(3000);
    expect(standOf(playback, 172_800)).toMatchObject({ messages: 0, oldest: null, next: null, exists: false });
  });

  test('has frames at the moments that were asked for, and where something changes', () => {
    for (const at of [0, 100.5, 3000, 43_200, 172_800]) expect(playback.frames).toContain(at);
    expect(playback.frames.length).toBeLessThan(800);
    expect(playback.frames).toEqual(playback.frames.toSorted((one, other) => one - other));
    expect(new Set(playback.frames).size).toBe(playback.frames.length);
  });

  test('tells its steps with their times', () => {
    expect(playback.histories).toMatchObject([{ event: 0, number: 1 }]);
    expect(playback.histories[0]!.steps).toEqual([
      { at: 0, text: 'sent' },
      { at: 0, text: 'arrived at TAZMANIA' },
      { at: 0, text: `queued in '${queue}' on TAZMANIA` },
      { at: 43_200, text: `late in '${queue}' on TAZMANIA: its sender is told` },
      { at: 172_800, text: 'returned at TAZMANIA (4.4.7)' },
    ]);
  });

  test('counts what was sent and what became of it', () => {
    const last = playback.frames.length - 1;
    expect([playback.counts.waiting[0], playback.counts.undeliverable[last]]).toEqual([1, 1]);
    expect(offAt(playback, 5)).toEqual(['host SMARTHOST']);
  });
});

test('the most that were somewhere is told though it lies between frames', () => {
  const topology = topologyFromText(
    `${office}scenario S {
    run for 12h
    at 0s send from TAZMANIA to a@fabrikam.com rate 20/s
    at 10h send 40 from TAZMANIA to b@contoso.com
  }`.replace('mailbox', 'rate 60/s; mailbox'),
  );
  const playback = recorded(topology);
  const lookup = playback.queues.find(({ name }) => name === 'Messages awaiting directory lookup')!;
  expect(lookup).toMatchObject({ peak: 41, peakAt: 36_000 });
  expect(playback.peak).toEqual({ messages: 41, at: 36_000 });
  expect(lookup.stands.every(({ messages }) => messages < 41)).toBe(true);
});

test('frames lie close where something happened, and wide where nothing does', () => {
  const topology = topologyFromText(
    `${office}scenario S { down host SMARTHOST; at 0s send 1 from TAZMANIA to a@fabrikam.com }`,
  );
  const { frames } = recorded(topology, [40_000]);
  const gapAt = (at: number) => frames[frameAt(frames, at) + 1]! - frames[frameAt(frames, at)]!;
  expect(gapAt(30)).toBeLessThan(3);
  expect(gapAt(180)).toBeLessThan(15);
  expect(gapAt(40_001)).toBeLessThan(90);
  expect(gapAt(120_000)).toBeGreaterThan(1000);
});

test('what waits for ever at a server that does not come back ends the recording', () => {
  const topology = topologyFromText(
    `${office}scenario S { at 0s down host SMARTHOST; at 1s send 1 from TAZMANIA to a@fabrikam.com; at 1h down server TAZMANIA }`,
  );
  const playback = recorded(topology);
  // At twelve hours nobody is told, as the server does not run.
  expect(playback.end).toBe(43_201);
  expect(playback.counts.waiting.at(-1)).toBe(1);
});

test('the history of any message can be asked for, of none there is none', () => {
  const topology = topologyFromText(`${office}scenario S { at 5s send 3 from TAZMANIA to a@fabrikam.com every 1m }`);
  const { rules } = compileRouting(topology);
  const scenario = topology.scenarios[0]!;
  expect(finished(recordHistory(rules, scenario, 3))).toEqual({
    number: 3,
    steps: [
      { at: 125, text: 'sent' },
      { at: 125, text: 'arrived at TAZMANIA' },
      { at: 125, text: `left by '${queue}' on TAZMANIA` },
      { at: 125, text: 'delivered at TAZMANIA' },
    ],
  });
  expect(finished(recordHistory(rules, scenario, 4))).toBeUndefined();
});

const everything: MessageQuery = { sender: '', recipient: '', state: null, queue: null, limit: 100 };

describe('Find Messages', () => {
  const topology = topologyFromText(`${office}scenario S {
    down host SMARTHOST
    at 0s send 2 from TAZMANIA to anna@fabrikam.com sender boss@contoso.com
    at 1s send 1 from TAZMANIA to bert@litware.com
    at 2s freeze queue "${queue}"
    at 3s send 1 from TAZMANIA to cara@litware.com size 1MB
  }`);
  const found = (at: number, query: Partial<MessageQuery>) => {
    const run = playScenario(compileRouting(topology).rules, topology.scenarios[0]!);
    while (run.advanceTo(at, 100) === 'more') continue;
    const { messages, matching } = findMessages(run.simulation.world, { ...everything, ...query });
    return [...messages.map(({ number, recipient, state }) => `${number} ${recipient} ${state}`), matching];
  };

  test('finds by sender, recipient, state, queue and number', () => {
    expect(found(1, {})).toEqual(['1 anna@fabrikam.com Retry', '2 anna@fabrikam.com Retry', '3 bert@litware.com Retry', 3]); // prettier-ignore
    expect(found(1, { sender: ' BOSS@' })).toEqual(['1 anna@fabrikam.com Retry', '2 anna@fabrikam.com Retry', 2]);
    expect(found(5, { recipient: 'litware' })).toEqual(['3 bert@litware.com Frozen', '4 cara@litware.com Frozen', 2]);
    expect(found(5, { state: 'Retry' })).toEqual([0]);
    expect(found(5, { limit: 1 })).toEqual(['1 anna@fabrikam.com Frozen', 4]);
    expect(found(5, { queue: { queue: queue.toUpperCase(), server: 'TAZMANIA' } })).toHaveLength(5);
    expect(found(5, { queue: { queue, server: 'OTHER' } })).toEqual([0]);
  });

  test('says of each what it is, how large and since when', () => {
    const run = playScenario(compileRouting(topology).rules, topology.scenarios[0]!);
    while (run.advanceTo(50_000, 100) === 'more') continue;
    const { messages } = findMessages(run.simulation.world, everything);
    expect(messages.at(3)).toEqual({
      number: 4,
      is: 'message',
      sender: 'postmaster@contoso.com',
      recipient: 'cara@litware.com',
      bytes: 1024 * 1024,
      state: 'Frozen',
      queue,
      server: 'TAZMANIA',
      submitted: 3,
    });
  });
});

test('every frame shows what a simulation that stops there has, whatever is done', () => {
  expectAlways(
    fc.property(anyPlay, fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 4 }), (play, moments) => {
      const rules = rulesOf(play);
      const playback = finished(recordPlayback(rules, play.scenario, { moments }));
      const run = playScenario(rules, play.scenario);
      for (const [frame, at] of playback.frames.entries()) {
        while (run.advanceTo(at, 10_000) === 'more') continue;
        const { world } = run.simulation;
        const rows = world.rows.filter(({ peak }) => peak > 0);
        for (const row of rows) {
          const over = playback.queues.find(({ name, server }) => name === row.name && (server === null) === (row.station < 0) && (server === null || server === world.rules.stations[row.station]?.server.name))!; // prettier-ignore
          if (rows.filter((other) => other.name === row.name && other.server === row.server).length > 1) continue;
          const inside = [...waitingIn(world.messages, row), ...messagesIn(world.messages, row.flying)];
          const oldest = Math.min(...inside.map((each) => world.messages.submitted[each]!));
          expect(standAt(over, frame)).toMatchObject({
            state: stateOf(row),
            messages: row.count,
            bytes: row.bytes,
            passed: row.passed,
            oldest: inside.length === 0 ? null : oldest / 1e6,
          });
        }
        const found = findMessages(world, { ...everything, limit: 1_000_000 });
        expect(found.matching).toBe(world.messages.count);
      }
      expect(playback.counts.waiting.at(-1)).toBe(run.result().messages.pending);
    }),
    { runs: 60 },
  );
});
