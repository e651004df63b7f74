// What mail does over time, fact by fact: each test names the paragraph of docs/routing.md that it comes from.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileRouting } from '#core/routing/models';
import { playScenario, type ScenarioOptions, type ScenarioResult } from '#core/simulation/scenario-run';
import { entryInWords, resultInWords } from '#core/simulation/words';
import { writtenDuration } from '#core/routing/message/written-values';
import { topologyFromText } from '../routing/topology-in-text.ts';

function played(text: string, options: ScenarioOptions = {}): ScenarioResult {
  const topology = topologyFromText(text);
  const scenario = topology.scenarios[0]!;
  const run = playScenario(compileRouting(topology).rules, scenario, options);
  while (run.advance(1000)) continue;
  return run.result();
}

/** The timeline as it is printed. */
function told(result: ScenarioResult): readonly string[] {
  return result.timeline.map((entry) => `${writtenDuration(entry.at)} ${entryInWords(entry)}`);
}

const office = (statements: string, scenario: string, connector = '') => `
organization Contoso { domain contoso.com }
routing group Hub {
  server EX { mailbox *@contoso.com; virtual server Default on all unassigned { ${statements} } }
  smtp connector Out { bridgehead EX; address space *; deliver through smart host relay.example; ${connector} }
}
scenario S { ${scenario.trim().replaceAll('\n', '\n  ')}
}`;

const queue = 'Out - relay.example (SMTP Connector)';

test('a connector that is disabled is not brought back by up', () => {
  const result = played(
    office('', 'at 0s send 1 from EX to a@b.com\nat 1h up connector Out\nat 2h send 1 from EX to a@b.com', 'disabled'),
  );
  expect(result).toMatchObject({ messages: { sent: 2, delivered: 0, undeliverable: 2, pending: 0 } });
});

describe('a smart host that does not answer', () => {
  test('is tried again after three times a minute, then at the intervals of the virtual server (§1.4) [WN-GLITCH]', () => {
    const result = played(
      office(
        'retry 5m, then 20m',
        'at 0s down host relay.example\nat 0s send 1 from EX to a@b.com\nat 1h10m up host relay.example',
      ),
    );
    expect(told(result)).toEqual([
      '0s host relay.example goes down',
      `0s '${queue}' on EX: Retry, 1 message, next attempt at 1m`,
      "3m link state: 'Out' is down, known everywhere",
      '1h10m host relay.example is up again',
      "1h10m link state: 'Out' is up, known everywhere",
      `1h28m '${queue}' on EX: Ready, 0 messages`,
    ]);
    // Tried at 0, 1, 2, 3, 8, 28, 48, 68 and 88 minutes.
    expect(result).toMatchObject({ end: 88 * 60, messages: { delivered: 1 }, latency: { max: 88 * 60 } });
  });

  test('has the sender told after 12 hours, and the message returned after two days (§1.4) [KB-321757]', () => {
    const result = played(office('', 'at 0s down host relay.example\nat 1h send 2 from EX to a@b.com'));
    expect(told(result).slice(-2)).toEqual(['13h first delay notification by EX', '2d1h first NDR 4.4.7 by EX']);
    expect(result).toMatchObject({
      end: 49 * 60 * 60,
      messages: { sent: 2, delivered: 0, undeliverable: 2, pending: 0 },
      statuses: { '4.4.7': 2 },
      notifications: { ndr: 2, delay: 2 },
    });
  });

  test('sends at once when the connection is forced (§7) [H-CONN]', () => {
    const result = played(
      office(
        '',
        `at 0s down host relay.example\nat 0s send 1 from EX to a@b.com\nat 30m up host relay.example\nat 31m force queue "${queue}"`,
      ),
    );
    expect(result).toMatchObject({ end: 31 * 60, messages: { delivered: 1 } });
  });

  test('is one of two: mail that waits for it stays, mail that comes later takes the other way (§6) [T-ADVROUTE]', () => {
    const text = office('', 'at 0s down host relay.example\nat 0s send 1 from EX to a@b.com\nat 10m send 1 from EX to a@b.com\nrun for 1h')
      .replace('smtp connector Out', 'smtp connector Spare { bridgehead EX; address space * cost 9; deliver through smart host other.example }\n  smtp connector Out'); // prettier-ignore
    const result = played(text, { timeline: 'all' });
    expect(result.messages).toEqual({ sent: 2, delivered: 1, undeliverable: 0, pending: 1 });
    expect(result.queues.find(({ name }) => name === queue)).toMatchObject({
      state: 'Retry',
      messages: 1,
      oldest: 60 * 60,
    });
    expect(told(result)).toContain("10m message 2 left by 'Spare - other.example (SMTP Connector)' on EX");
  });
});

describe('what is down at the start', () => {
  test('is known to everybody until it is switched on (§5)', () => {
    const text = office(
      '',
      'down host relay.example\nat 0s send 1 from EX to a@b.com\nat 10m up host relay.example\nat 20m send 1 from EX to a@b.com',
    ).replace('smtp connector Out', 'smtp connector Spare { bridgehead EX; address space * cost 9; deliver through smart host other.example }\n  smtp connector Out'); // prettier-ignore
    const result = played(text, { timeline: 'all' });
    expect(told(result).filter((entry) => /left|down|up/.test(entry))).toEqual([
      "0s message 1 left by 'Spare - other.example (SMTP Connector)' on EX",
      '10m host relay.example is up again',
      "10m link state: 'Out' is up, known everywhere",
      `20m message 2 left by '${queue}' on EX`,
    ]);
  });

  test('stops a server as well, and may stay so', () => {
    const result = played(
      office('', 'down server EX, dns\nat 0s send 2 from EX to a@b.com\nat 1h up server EX').replace(
        'deliver through smart host relay.example',
        'deliver through dns',
      ),
      { until: 2 * 60 * 60 },
    );
    expect(result).toMatchObject({ messages: { delivered: 0, pending: 2 } });
    expect(result.queues.map(({ state, server, messages }) => [state, server, messages])).toContainEqual([
      'Retry',
      'EX',
      2,
    ]);
  });
});

describe('queues', () => {
  test('wait for the schedule of their connector (§13.7)', () => {
    const result = played(office('', 'start "Mon 17:00"\nat 0s send 3 from EX to a@b.com', 'schedule "18:00-19:00"'));
    expect(told(result)).toEqual([
      `0s '${queue}' on EX: Scheduled, 1 message`,
      `1h '${queue}' on EX: Ready, 3 messages`,
    ]);
    expect(result).toMatchObject({ end: 3600, messages: { delivered: 3 } });
  });

  test('wait until they are picked up (§13.7) [H-ADV]', () => {
    const result = played(
      office('', 'at 0s send 3 from EX to a@b.com\nat 2h pick up connector Out', 'hold for pickup'),
    );
    expect(result.queues[0]).toMatchObject({ name: queue, peak: 3 });
    expect(result).toMatchObject({ end: 7200, messages: { delivered: 3 } });
  });

  test('let nothing out while they are frozen, and take what comes (§7) [KB-264273]', () => {
    const result = played(
      office(
        '',
        `at 0s send 5 from EX to a@b.com every 1m\nat 90s freeze queue "${queue}"\nat 10m unfreeze queue "${queue}"`,
        'latency 45s',
      ),
    );
    expect(told(result)).toEqual([
      `1m30s freeze queue "${queue}"`,
      `1m30s '${queue}' on EX: Frozen, 1 message`,
      `10m unfreeze queue "${queue}"`,
      `10m '${queue}' on EX: Ready, 3 messages`,
    ]);
    // The one that was on its way at 90 s arrives at 105 s.
    expect(result).toMatchObject({ messages: { delivered: 5 } });
  });

  test('do nothing about an action on one that is not there, and say so (§13.16)', () => {
    const result = played(
      office('', `at 0s freeze queue "Nothing (SMTP)"\nat 0s freeze queue "Messages waiting to be routed"`),
    );
    expect(told(result)).toEqual([
      '0s freeze queue "Nothing (SMTP)": nothing done. There is no such queue at that time.',
      '0s freeze queue "Messages waiting to be routed": nothing done. There is no such queue at that time.',
    ]);
  });

  test('stay while outbound mail is disabled; local mail is delivered (§7)', () => {
    const result = played(
      office(
        '',
        'at 0s disable outbound mail on EX\nat 1m send 4 from EX to a@b.com\nat 1m send 1 from EX to a@contoso.com\nat 1h enable outbound mail on EX',
      ),
    );
    expect(result.latency).toEqual({ p50: 59 * 60, p95: 59 * 60, max: 59 * 60 });
    expect(result).toMatchObject({ end: 3600, messages: { delivered: 5 } });
  });
});

describe('messages that an administrator deletes', () => {
  const down = 'down host relay.example\nat 0s send 3 from EX to a@b.com';

  test('are undeliverable, and nobody is told; with them goes what the queue knew of failures (§7) [TG-QV]', () => {
    const result = played(office('', `${down}\nat 90s delete messages in queue "${queue}"`));
    expect(told(result).slice(-3)).toEqual([
      `1m30s delete messages in queue "${queue}"`,
      `1m30s '${queue}' on EX: 3 messages deleted`,
      `1m30s '${queue}' on EX: Ready, 0 messages`,
    ]);
    expect(result).toMatchObject({
      end: 90,
      messages: { sent: 3, delivered: 0, undeliverable: 3, pending: 0 },
      statuses: {},
      notifications: { ndr: 0, delay: 0 },
    });
  });

  test('are tried at once when more come, as the queue begins anew', () => {
    const result = played(
      office(
        '',
        `${down}\nat 30m delete messages in queue "${queue}"\nat 31m up host relay.example\nat 31m send 1 from EX to a@b.com`,
      ),
    );
    expect(result).toMatchObject({ end: 31 * 60, messages: { delivered: 1, undeliverable: 3 }, latency: { max: 0 } });
  });

  test('go back to their senders with an NDR, where that is asked for (§6) [SR-NDR]', () => {
    const result = played(office('', `${down}\nat 90s delete messages in queue "${queue}" with ndr`));
    expect(told(result)).toContain('1m30s first NDR 4.3.2 by EX');
    expect(result).toMatchObject({
      end: 90,
      messages: { undeliverable: 3, pending: 0 },
      statuses: { '4.3.2': 3 },
      notifications: { ndr: 3, delay: 0 },
    });
  });

  test('are not those that are being transferred, unless the queue was frozen before (§7) [TG-QV]', () => {
    const scenario = (first: string) =>
      `at 0s send 5 from EX to a@b.com every 1s\n${first}at 10s delete messages in queue "${queue}"\nrun for 1h`;
    const live = played(office('connections 1', scenario(''), 'latency 10m'));
    expect(live.messages).toMatchObject({ delivered: 1, undeliverable: 4 });
    const one = played(
      office('connections 1', 'at 0s send 1 from EX to a@b.com\nat 1m delete message 1', 'latency 10m'),
    );
    expect(told(one)).toEqual([
      '1m delete message 1: nothing done. It is being transferred at that time; freeze the queue before.',
    ]);
    expect(one.messages).toMatchObject({ delivered: 1, undeliverable: 0 });
    const all = played(office('messages per connection 1', scenario(''), 'latency 10m'));
    expect(all.messages).toMatchObject({ delivered: 5, undeliverable: 0 });
    expect(told(all)).toEqual([
      `10s delete messages in queue "${queue}": nothing done. What is in it is being transferred at that time; freeze the queue before.`,
    ]);
    const frozen = played(office('', scenario(`at 2s freeze queue "${queue}"\n`), 'latency 1s'));
    expect(frozen.messages).toMatchObject({ delivered: 2, undeliverable: 3 });
    expect(frozen.queues).toMatchObject([{ name: queue, state: 'Frozen', messages: 0 }]);
  });

  test('are those that a schedule keeps, too', () => {
    const result = played(
      office(
        '',
        'start "Mon 17:00"\nat 0s send 3 from EX to a@b.com\nat 1m delete message 2',
        'schedule "18:00-19:00"',
      ),
    );
    expect(result.messages).toEqual({ sent: 3, delivered: 2, undeliverable: 1, pending: 0 });
    expect(told(result)).toContain(`1m '${queue}' on EX: 1 message deleted`);
  });

  test('are those in system queues, too', () => {
    const lookup = played(
      office(
        '',
        'at 0s send 100 from EX to a@contoso.com\nat 5s delete messages in queue "Messages awaiting directory lookup"',
      ).replace('mailbox *@contoso.com;', 'mailbox *@contoso.com; rate 10/s;'),
    );
    expect(lookup.messages).toEqual({ sent: 100, delivered: 49, undeliverable: 51, pending: 0 });
    const unsubmitted = played(
      office('', 'down server EX\nat 0s send 2 from EX to a@contoso.com\nat 1m delete message 2\nat 2m up server EX'),
    );
    expect(unsubmitted.messages).toEqual({ sent: 2, delivered: 1, undeliverable: 1, pending: 0 });
  });

  test('are named by their numbers, and what has arrived has none any more', () => {
    const result = played(
      office(
        '',
        `${down}\nat 1m send 1 from EX to a@contoso.com\nat 2m delete message 4\nat 2m delete message 2 with ndr\nrun for 1h`,
      ),
      { timeline: 'all' },
    );
    expect(told(result)).toContain('2m delete message 4: nothing done. No such message is under way at that time.');
    expect(told(result)).toContain('2m message 2 returned at EX (4.3.2)');
    expect(result.messages).toEqual({ sent: 4, delivered: 1, undeliverable: 1, pending: 2 });
  });

  test.each([
    ['', '2m ndr 2 deleted in'],
    [' with ndr', '2m ndr 2 returned at'],
  ])('may be notifications%s: nobody is told of these, and they are not undeliverable (§13.15)', (withNdr, entry) => {
    const result = played(
      office(
        '',
        `down host relay.example\nat 0s send 1 from EX to a@b.com sender x@b.com\nat 1m delete message 1 with ndr\nat 2m delete message 2${withNdr}`,
      ),
      { timeline: 'all' },
    );
    expect(told(result).filter((each) => each.startsWith(entry))).toHaveLength(1);
    expect(result).toMatchObject({
      end: 120,
      messages: { sent: 1, undeliverable: 1 },
      statuses: { '4.3.2': 1 },
      notifications: { ndr: 1 },
    });
  });

  test('are ours: what waits outside stays there', () => {
    const result = played(
      office(
        '',
        'down server EX\nat 0s send 1 from internet to a@contoso.com\nat 1m delete message 1\nrun for 1h',
      ).replace('{ domain contoso.com }', '{ domain contoso.com; mail exchanger EX }'),
    );
    expect(told(result)).toContain('1m delete message 1: nothing done. It waits at a system outside at that time.');
    expect(result.messages.pending).toBe(1);
  });

  test('are none where there are none, and the timeline says so (§13.16)', () => {
    const result = played(
      office(
        '',
        'at 0s delete messages in queue "Nothing (SMTP)"\nat 0s delete message 7\nat 1s send 1 from EX to a@contoso.com\nat 2s delete messages in queue "contoso.com (Local delivery)" with ndr',
      ),
    );
    expect(told(result)).toEqual([
      '0s delete messages in queue "Nothing (SMTP)": nothing done. There is no such queue at that time.',
      '0s delete message 7: nothing done. No such message is under way at that time.',
      '2s delete messages in queue "contoso.com (Local delivery)" with ndr: nothing done. Nothing waits in it at that time.',
    ]);
  });
});

describe('what a server can do', () => {
  test('is so many messages a second', () => {
    const result = played(
      office(
        '',
        'at 0s send 100 from EX to a@contoso.com\nexpect peak queue "Messages awaiting directory lookup" at most 50',
      ).replace('mailbox *@contoso.com;', 'mailbox *@contoso.com; rate 10/s;'),
    );
    expect(result).toMatchObject({ end: 10, latency: { p50: 5, max: 10 } });
    expect(result.failures.map(({ message }) => message)).toEqual(['At 0s there are 100.']);
  });

  test('shares the bandwidth of a connector among all connections', () => {
    // 10 KB at 80 kbit/s take 1.024 s.
    const result = played(
      office('messages per connection 1', 'at 0s send 3 from EX to a@b.com', 'bandwidth 80kbps; latency 1s'),
    );
    expect(result.latency).toMatchObject({ p50: 3.048, max: 4.072 });
  });

  test('is so many connections, each for so many messages (§1.4) [KB-321757]', () => {
    const send = 'at 0s send 40 from EX to a@b.com';
    const one = played(office('messages per connection 20', send, 'latency 1s'));
    // Two connections for forty, later one for the last twenty.
    expect(one.end).toBe(30);
    const limited = played(office('connections per domain 1; messages per connection 20', send, 'latency 1s'));
    expect(limited.end).toBe(40);
    const all = played(office('connections 10; messages per connection 1', send, 'latency 1s'));
    expect(all.end).toBe(4);
  });
});

describe('where there is a choice, messages take turns', () => {
  const twice = (organization: string, scenario: string) => `
organization C { domain c.com; ${organization} }
routing group A { server A1 { } server A2 { } server A3 { }
  smtp connector X { bridgehead A2, A3; address space *; deliver through smart host x.example; latency 1s }
  smtp connector Y { bridgehead A1; address space y.com; deliver through smart host y1.example; latency 1s }
  smtp connector Z { bridgehead A1; address space y.com; deliver through smart host y2.example; latency 1s } }
scenario S { at 0s send 10 from A1 to a@b.com; at 0s send 10 from A1 to a@y.com; ${scenario} }`
    .replaceAll(/; (?=at|seed)/g, '\n  '); // prettier-ignore
  const sent = (text: string) =>
    Object.fromEntries(
      played(text).queues.map(({ name, server, peak }) => [`${server ?? ''} ${name.split(' - ')[0] ?? ''}`, peak]),
    );

  test('among the bridgeheads of a connector (§4 step 8) [T-ADVROUTE]', () => {
    expect(sent(twice('', ''))).toMatchObject({ 'A2 X': 5, 'A3 X': 5 });
  });

  test('among connectors that tie, where the organization says so (§13.12)', () => {
    expect(sent(twice('', ''))).toMatchObject({ 'A1 Y': 10 });
    expect(sent(twice('when connectors tie spread', ''))).toMatchObject({ 'A1 Y': 5, 'A1 Z': 5 });
  });

  test('and the seed says whose turn is first', () => {
    const one = (seed: number) =>
      played(twice('', '').replace('send 10', 'send 1').replace('send 10', 'send 1'), { seed });
    const first = (seed: number) => one(seed).queues.find(({ name }) => name.startsWith('X - '))?.server;
    expect([first(1), first(2), first(3)]).toEqual(['A2', 'A3', 'A2']);
  });
});

test('the bottleneck is where messages waited longest, with what they waited for', () => {
  const cause = (statements: string, scenario: string, connector = '') =>
    played(office(statements, scenario, connector)).bottleneck?.cause;
  const send = 'at 0s send 100 from EX to a@b.com';
  expect(cause('', `at 0s down host relay.example\n${send}\nrun for 1h`)).toBe('retry');
  expect(cause('', `start "Mon 17:00"\n${send}`, 'schedule "18:00-19:00"')).toBe('schedule');
  expect(cause('', send, 'bandwidth 80kbps')).toBe('bandwidth');
  expect(cause('connections 1', send, 'latency 1s')).toBe('connections');
  expect(cause('', send)).toBeUndefined();
});

test('a loop ends at the hop limit, with an NDR (§6) [IIS-HOP]', () => {
  const result = played(`
organization C { domain c.com }
routing group A { server A1 { virtual server V on all unassigned { hop limit 10 } }
  smtp connector X { bridgehead A1; address space *; deliver through smart host B1 } }
routing group B { server B1 { mailbox *@c.com }
  smtp connector Y { bridgehead B1; address space *; scope routing group; deliver through smart host A1 }
  routing group connector Back to A { bridgehead B1; target A1 } }
scenario S { at 0s send 1 from A1 to x@y.com }`);
  expect(result).toMatchObject({ messages: { undeliverable: 1 }, statuses: { '4.4.6': 1 } });
});

describe('link state', () => {
  const three = (more: string, scenario: string) => `
organization C { domain c.com; ${more} }
routing group A { server A1 { }
  routing group connector AB to B { bridgehead A1; target B1; cost 1 }
  routing group connector AC to C { bridgehead A1; target C1; cost 50 } }
routing group B { server B1 { } server B2 { }
  routing group connector BC to C { bridgehead B1; target C1; cost 1 } }
routing group C { server C1 { mailbox *@c.com } }
scenario S { ${scenario} }`;

  test('is told to other groups after its delay; until then mail goes where it waits (§5) [BOOK-446]', () => {
    const scenario =
      'at 0s down connector BC\nat 1m send 1 from A1 to x@c.com\nat 11m send 1 from A1 to x@c.com\nat 30m up connector BC';
    const result = played(three('link state delay 10m', scenario.replaceAll('\n', '\n  ')), { timeline: 'all' });
    const steps = told(result);
    expect(steps).toContain("0s link state: 'BC' is down, known in its routing group");
    expect(steps).toContain("10m link state: 'BC' is down, known everywhere");
    // The first has gone to B, where nothing leads on but what is down; the second is sent round.
    expect(steps).toContain("1m message 1 queued in 'Messages with an unreachable destination' on B1");
    expect(steps).toContain("11m message 2 left by 'AC - C (Routing Group Connector)' on A1");
    expect(result).toMatchObject({ messages: { delivered: 2 }, end: 1800 });
  });

  test('is not told where a server suppresses it: mail waits for what costs least (§5) [T-SUPP]', () => {
    const playedWith = (switches: string) =>
      played(
        three('', 'at 0s down server C1\n  at 30m send 1 from A1 to x@c.com\n  run for 1h')
          .replace('target C1; cost 50', 'target C2; cost 50')
          .replace('server C1 { mailbox *@c.com }', 'server C1 { } server C2 { mailbox *@c.com }')
          .replace('server B1 { }', `server B1 { ${switches} }`),
      ).messages;
    expect(playedWith('')).toMatchObject({ delivered: 1, pending: 0 });
    expect(playedWith('suppress link state changes')).toMatchObject({ delivered: 0, pending: 1 });
  });

  test('finds what no mail meets at the next exchange, and what is up again by probes (§5) [SX-LS, H-LINKSTATE]', () => {
    const result = played(three('', 'at 1m down server C1\n  at 1h5s up server C1\n  run for 2h'));
    expect(told(result)).toEqual([
      '1m server C1 goes down',
      "13m link state: 'AC' is down, known everywhere",
      "13m link state: 'BC' is down, known everywhere",
      '1h5s server C1 is up again',
      "1h1m link state: 'AC' is up, known everywhere",
      "1h1m link state: 'BC' is up, known everywhere",
    ]);
  });
});

test('mail for a server that is off waits at the next one, and mail on it stays there (§6)', () => {
  const result = played(
    office('', 'at 0s down server EX\nat 1m send 2 from EX to a@b.com\nat 1h up server EX', 'latency 1s'),
  );
  expect(result.queues[0]).toMatchObject({ name: 'Messages pending submission', server: 'EX', peak: 2, messages: 0 });
  expect(result).toMatchObject({ end: 3602, messages: { delivered: 2 } });
});

test('expectations that do not hold say what is', () => {
  const result = played(
    office(
      '',
      `at 0s down host relay.example
       at 0s send 5 from EX to a@b.com
       at 0s send 3 from EX to a@contoso.com
       at 2h up host relay.example
       expect delivered 7
       expect delivered at least 8
       expect undeliverable at most 0
       expect waiting 1
       expect empty by 1h
       expect peak queue "${queue}" at most 4
       expect every message within 30m`,
    ),
  );
  expect(result.failures.map(({ message }) => message)).toEqual([
    '8 of 8 are delivered.',
    '0 of 8 are waiting.',
    '5 of 8 are still under way then.',
    'At 0s there are 5.',
    'The slowest takes 2h3m.',
  ]);
});

test('four-cities: mail goes by Tokyo while London has no bridgehead, and by London again', () => {
  const result = played(readFileSync('examples/four-cities.topo', 'utf8'));
  expect(told(result)).toEqual([
    '10m server LON-EX01 goes down',
    // The first message finds it; three glitch retries of a minute each (§1.4) [WN-GLITCH].
    "10m 'Seattle to London - London (Routing Group Connector)' on SEA-EX01: Retry, 1 message, next attempt at 11m",
    // Then the connector is marked down, and all groups know at once (§5, `link state delay` 0).
    "13m link state: 'Seattle to London' is down, known everywhere",
    // What waits on the way to a group is decided about anew (§6) [T-LINK].
    "13m 'Seattle to London - London (Routing Group Connector)' on SEA-EX01: 18 messages rerouted",
    // What no mail meets the next exchange of link state finds (§5) [SX-LS]; London has nobody left to tell of its own.
    "23m link state: 'London to Seattle' is down, known everywhere",
    "23m link state: 'London to Brussels' is down, known everywhere",
    "23m link state: 'Brussels to London' is down, known everywhere",
    "23m link state: 'Partner Mail' is down, known everywhere",
    '1h10m server LON-EX01 is up again',
    // London tells of its own at once, the others' probes come every minute [H-LINKSTATE].
    "1h10m link state: 'London to Seattle' is up, known everywhere",
    "1h10m link state: 'London to Brussels' is up, known everywhere",
    "1h10m link state: 'Partner Mail' is up, known everywhere",
    "1h10m link state: 'Seattle to London' is up, known everywhere",
    "1h10m link state: 'Brussels to London' is up, known everywhere",
  ]);
  expect(resultInWords(result)).toEqual([
    'London loses its bridgehead for an hour: 600 messages in 1h39m50s',
    '  delivered 600, undeliverable 0, waiting 0',
    '  latency: half within 0s, 95 % within 0s, all within 3m',
    // One after the other every ten seconds, the first for three minutes: 18 messages, 1m35s each on average.
    "  bottleneck: 'Seattle to London - London (Routing Group Connector)' on SEA-EX01, as the far side does not answer; messages waited there for 28m30s in all",
    "  'Seattle to London - London (Routing Group Connector)' on SEA-EX01: at most 18 at 12m50s",
  ]);
});

test('mail that waits to be categorized at a later server is not moved by news of link state: the rate holds', () => {
  const result = played(`
routing group A {
  server EXA { }
  routing group connector AB to B { bridgehead EXA; target EXB }
}
routing group B {
  server EXB { rate 1/m }
  routing group connector BC to C { bridgehead EXB; target EXC; cost 1 }
  routing group connector BD to D { bridgehead EXB; target EXD; cost 1 }
}
routing group C { server EXC { mailbox *@c.example } }
routing group D { server EXD { } }
organization O { domain c.example }
scenario S {
  at 0s   send 6 from EXA to *@c.example
  at 30s  down connector BD
  run for 5m30s
}`);
  expect(result.messages).toMatchObject({ sent: 6, delivered: 5 });
});
