// What is done in the preview, read as a scenario, and written as one that gives the same.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '#core/editing/text';
import { hostId, serverId, connectorId } from '#core/model/element';
import { compileRouting, queuesOf } from '#core/routing/models';
import { playScenario, type ScenarioResult } from '#core/simulation/scenario-run';
import { readScript } from '#core/simulation/read-script';
import type { Action, Script } from '#core/simulation/script';
import type { Topology, Scenario } from '#core/model/topology';
import { edit } from '../../../server/features/edit.ts';
import { expectAlways } from '../../property.ts';
import { applyEdits, fixture } from '../../features/cursor.ts';
import { topologyFromText } from '../routing/topology-in-text.ts';

const fourCities = readFileSync('examples/four-cities.topo', 'utf8');
const topology = topologyFromText(fourCities);
const message = { from: 'SEA-MBX01', to: 'anna@be.contoso.com' };

const resting: Script = { scenario: null, start: 'Mon 12:00', down: [], actions: [] };
const outage = 'London loses its bridgehead for an hour';

function scenarioIn(script: Script): Scenario {
  const read = readScript(script, topology);
  if (!read.ok) throw new Error(read.error);
  return read.value.scenario;
}

function played(of: Topology, scenario: Scenario): ScenarioResult {
  const run = playScenario(compileRouting(of).rules, scenario, { timeline: 'all' });
  while (run.advance(10_000)) continue;
  return run.result();
}

/** The text with the scenario that is made of a script; its name is the proposed one. */
function withScenario(script: Script, result: ScenarioResult): string {
  const { delivered, undeliverable, pending: waiting } = result.messages;
  const { snapshot } = fixture(fourCities);
  const answer = edit(snapshot, { kind: 'scenario', script, cameOf: { delivered, undeliverable, waiting } });
  if (!answer.ok) throw new Error(answer.error);
  const { at, parts } = answer.value;
  return applyEdits(fourCities, [{ range: at.range, newText: plainText(parts) }]);
}

/** The lines of the last scenario of a text. */
function lastScenario(text: string): string {
  return text.slice(text.lastIndexOf('scenario "'));
}

describe('a script', () => {
  test('is the scenario that it begins with, and behind that what was done', () => {
    const { events } = scenarioIn({ ...resting, scenario: outage, actions: [{ at: 900, action: { kind: 'send', message } }] }); // prettier-ignore
    expect(events.map(({ atSeconds, event }) => `${atSeconds} ${event.kind}`)).toEqual([
      '0 send',
      '600 down',
      '4200 up',
      '900 send',
    ]);
  });

  test('leaves out what names nothing any more, and says so', () => {
    const actions: readonly Action[] = [
      { kind: 'send', message: { from: 'GONE', to: 'anna@be.contoso.com' } },
      { kind: 'down', elements: [serverId('LON-EX01'), serverId('GONE')] },
      { kind: 'freeze', queue: { queue: 'Q', server: 'GONE' } },
      { kind: 'up', elements: [serverId('LON-EX01')] },
    ];
    const script = { ...resting, down: [serverId('GONE')], actions: actions.map((action) => ({ at: 60, action })) };
    const read = readScript(script, topology);
    expect(read).toMatchObject({
      ok: true,
      value: {
        eventOf: [undefined, undefined, undefined, 0],
        faults: [
          "There is no server 'GONE'.",
          expect.stringMatching(/^1m: .*'GONE'/),
          "1m: There is no server 'GONE'.",
          "1m: There is no server 'GONE'.",
        ],
      },
    });
  });

  test('of a scenario that is gone cannot be played, and what is done behind its end does nothing', () => {
    expect(readScript({ ...resting, scenario: 'Gone' }, topology)).toEqual({
      ok: false,
      error: "There is no scenario 'Gone'.",
    });
    const short = topologyFromText('routing group A { server B { } }\nscenario S { run for 1h; at 0s down server B }');
    const late = { ...resting, scenario: 'S', actions: [{ at: 3600, action: { kind: 'up' as const, elements: [] } }] };
    expect(readScript(late, short)).toMatchObject({
      ok: true,
      value: { eventOf: [undefined], faults: [expect.stringContaining('runs for 1h')] },
    });
  });

  test('reads names that need quotation marks, and addresses of other systems', () => {
    const odd = topologyFromText('routing group "R 1" { server "a b" { virtual server "v \\"w" on all unassigned } }');
    const send = { from: '"a b"/"v \\"w"', to: 'FAX:"+1 206"', sender: 'x@y.example', size: '3MB', system: true, priority: 'low' as const }; // prettier-ignore
    const actions: readonly Action[] = [
      { kind: 'send', message: send },
      { kind: 'force', queue: { queue: 'a "b" - c', server: 'a b' } },
    ];
    const read = readScript({ ...resting, actions: actions.map((action) => ({ at: 0, action })) }, odd);
    expect(read).toMatchObject({ ok: true, value: { faults: [], scenario: { events: [
      { event: { kind: 'send', send: { from: { server: { name: 'a b' }, virtualServer: { name: 'v "w' } }, sizeBytes: 3 * 1024 * 1024, priority: 'low', system: true } } },
      { event: { kind: 'force', queue: { name: 'a "b" - c', server: { name: 'a b' } } } },
    ] } } }); // prettier-ignore
  });
});

describe('Make Scenario', () => {
  test('writes what was done, when it starts, what was off, and what came of it', () => {
    const script: Script = {
      ...resting,
      down: [serverId('LON-EX01')],
      actions: [
        { at: 0, action: { kind: 'send', message: { ...message, size: '2MB' } } },
        { at: 700, action: { kind: 'up', elements: [serverId('LON-EX01')] } },
        { at: 701, action: { kind: 'freeze', queue: { queue: 'TYO-EX01 (SMTP)', server: 'SEA-EX01' } } },
      ],
    };
    const text = withScenario(script, played(topology, scenarioIn(script)));
    expect(lastScenario(text)).toMatchInlineSnapshot(`
      "scenario "SEA-MBX01 to anna@be.contoso.com" {
        start "Mon 12:00"
        down server LON-EX01
        at 0s      send from SEA-MBX01 to anna@be.contoso.com size 2MB
        at 11m40s  up server LON-EX01
        at 11m41s  freeze queue "TYO-EX01 (SMTP)" on SEA-EX01
        expect delivered 1
      }
      "
    `);
  });

  test('begins with the statements of the scenario that was run, without what that expects', () => {
    const script: Script = {
      ...resting,
      scenario: outage,
      actions: [{ at: 661, action: { kind: 'up', elements: [serverId('LON-EX01')] } }],
    };
    const text = withScenario(script, played(topology, scenarioIn(script)));
    expect(lastScenario(text)).toMatchInlineSnapshot(`
      "scenario "London loses its bridgehead for an hour and what was done" {
        at 0s     send 600 from SEA-MBX01 to *@be.contoso.com every 10s
        at 10m    down server LON-EX01
        at 70m    up server LON-EX01
        at 11m1s  up server LON-EX01
        expect delivered 600
      }
      "
    `);
  });

  test('refuses what names nothing any more', () => {
    const { snapshot } = fixture(fourCities);
    const actions = [{ at: 0, action: { kind: 'send' as const, message: { from: 'GONE', to: 'a@b.example' } } }];
    const cameOf = { delivered: 0, undeliverable: 0, waiting: 0 };
    for (const script of [
      { ...resting, actions },
      { ...resting, scenario: 'Gone', actions },
      { ...resting, down: [serverId('GONE')], actions: [] },
      { ...resting, actions: [{ at: 0, action: { kind: 'force' as const, queue: { queue: 'Q', server: 'GONE' } } }] },
    ]) {
      const answer = edit(snapshot, { kind: 'scenario', script, cameOf });
      expect(answer).toMatchObject({ ok: false, error: expect.stringMatching(/GONE|Gone/) });
    }
    const faulty = fixture('scenario S { at 0s sned 1 from A to b@c.example }').snapshot;
    const script = { ...resting, scenario: 'S' };
    expect(edit(faulty, { kind: 'scenario', script, cameOf })).toMatchObject({
      ok: false,
      error: expect.stringContaining('faulty'),
    });
  });
});

const { names } = queuesOf(topology);
const queue = fc.record({
  queue: fc.constantFrom(...names),
  server: fc.constantFrom(null, ...topology.servers.map(({ name }) => name)),
});
const elements = fc.uniqueArray(
  fc.constantFrom(
    serverId('LON-EX01'),
    serverId('SEA-EX01'),
    connectorId('Seattle to Tokyo'),
    connectorId('Partner Mail'),
    hostId('relay.fabrikam.com'),
  ),
  { minLength: 1, maxLength: 2 },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    message: fc.record(
      {
        from: fc.constantFrom('SEA-EX01', 'SEA-EX01/Internet', 'LON-EX01', 'internet'),
        to: fc.constantFrom('a@be.contoso.com', 'b@fabrikam.com', 'c@example.org', 'nobody@contoso.com'),
        sender: fc.constantFrom('a@jp.contoso.com', 'x@example.org'),
        size: fc.constantFrom('10KB', '20MB'),
        priority: fc.constantFrom('low' as const, 'high' as const),
        system: fc.boolean(),
        at: fc.constantFrom('Tue 03:00', 'Mon 12:00'),
      },
      { requiredKeys: ['from', 'to'] },
    ),
  }),
  fc.record({ kind: fc.constantFrom('down' as const, 'up' as const), elements }),
  fc.record({ kind: fc.constantFrom('freeze' as const, 'unfreeze' as const, 'force' as const), queue }),
  fc.record({ kind: fc.constant('pick up' as const), connector: fc.constantFrom('Partner Mail', 'Seattle to London') }),
  fc.record({ kind: fc.constant('delete messages' as const), queue, withNdr: fc.boolean() }),
  fc.record({ kind: fc.constant('delete message' as const), number: fc.integer({ min: 1, max: 9 }), withNdr: fc.boolean() }), // prettier-ignore
);
const anyScript: fc.Arbitrary<Script> = fc.record({
  scenario: fc.constantFrom(null, null, outage),
  start: fc.constantFrom('Mon 00:00', 'Fri 17:45'),
  down: fc.oneof(fc.constant([]), elements),
  actions: fc
    .array(fc.record({ at: fc.integer({ min: 0, max: 5000 }), action }), { minLength: 1, maxLength: 8 })
    .map((actions) => actions.sort((one, other) => one.at - other.at)),
});

test('running the scenario that is made of a script gives the same bytes', () => {
  expectAlways(
    fc.property(anyScript, (script) => {
      const scenario = scenarioIn(script);
      const result = played(topology, scenario);
      const made = topologyFromText(withScenario(script, result));
      const again = played(made, made.scenarios.at(-1)!);
      expect(again.failures).toEqual([]);
      expect(JSON.stringify({ ...again, scenario: '' })).toBe(
        JSON.stringify({ ...result, scenario: '', failures: [] }),
      );
    }),
    { runs: 100 },
  );
});
