import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { call } from './fake-terminal.ts';

const office = `
organization Contoso { domain contoso.com }
routing group Hub {
  server EX { mailbox *@contoso.com }
  smtp connector Out { bridgehead EX; address space *; deliver through smart host relay.example }
}
scenario Calm {
  seed 7
  at 0s send 3 from EX to a@b.com every 1m
}
scenario Outage {
  at 0s down host relay.example
  at 0s send 2 from EX to a@b.com
  run for 1h
}
scenario Expecting {
  at 0s down host relay.example
  at 0s send 2 from EX to a@b.com
  run for 1h
  expect waiting 2
  expect delivered 2
}
`;

interface Document {
  readonly scenario: string;
  readonly seed: number;
  readonly end: number;
  readonly messages: object;
  readonly timeline: readonly { at: number; kind: string }[];
  readonly failures: readonly string[];
}

async function simulated(scenario: string, ...options: readonly string[]) {
  const { status, out, err } = await call(
    ['simulate', 'a.topo', '--scenario', scenario, '--format', 'json', ...options],
    { 'a.topo': office },
  );
  return { status, err, document: JSON.parse(out) as Document };
}

describe('simulate', () => {
  test('gives one document, 0 when all is delivered', async () => {
    const { status, document } = await simulated('calm');
    expect(status).toBe(0);
    expect(document).toMatchObject({
      format: 1,
      scenario: 'Calm',
      seed: 7,
      end: 120,
      messages: { sent: 3, delivered: 3, undeliverable: 0, pending: 0 },
      statuses: {},
      notifications: { ndr: 0, delay: 0 },
      latency: { p50: 0, p95: 0, max: 0 },
      timeline: [],
      failures: [],
    });
  });

  test('gives 1 when something waits at the end, and says where', async () => {
    const { status, document } = await simulated('Outage');
    expect(status).toBe(1);
    expect(document).toMatchObject({
      end: 3600,
      messages: { sent: 2, delivered: 0, undeliverable: 0, pending: 2 },
      latency: null,
      queues: [
        {
          name: 'Out - relay.example (SMTP Connector)',
          server: 'EX',
          state: 'Retry',
          peak: 2,
          oldest: 3600,
          messages: 2,
        },
      ],
    });
  });

  test('gives 1 when an expectation fails, with its line', async () => {
    const { status, document } = await simulated('Expecting');
    expect(status).toBe(1);
    expect(document.failures).toEqual(['line 21: 0 of 2 are delivered.']);
  });

  test('writes as much of a timeline as it is asked for', async () => {
    const none = await simulated('Calm', '--timeline', 'none');
    expect(none.document.timeline).toEqual([]);
    const all = await simulated('Calm', '--timeline', 'all');
    expect(all.document.timeline.filter(({ kind }) => kind === 'delivered').map(({ at }) => at)).toEqual([0, 60, 120]);
  });

  test('ends where it is told to, with the seed that it is given', async () => {
    const { document } = await simulated('Outage', '--until', '10m', '--seed', '3');
    expect(document).toMatchObject({ end: 600, seed: 3 });
  });

  test('tells people what happened', async () => {
    const { out } = await call(['simulate', 'a.topo', '--scenario', 'Outage'], { 'a.topo': office });
    expect(out).toContain("0s  'Out - relay.example (SMTP Connector)' on EX: Retry, 1 message, next attempt at 1m\n");
    expect(out).toContain('Outage: 2 messages in 1h\n  delivered 0, undeliverable 0, waiting 2\n');
  });

  test.each([
    [['simulate', 'a.topo'], "There are several scenarios: 'Calm', 'Outage', 'Expecting'. Say which: --scenario NAME."],
    [
      ['simulate', 'a.topo', '--scenario', 'Nope'],
      "There is no scenario 'Nope'. There are 'Calm', 'Outage', 'Expecting'.",
    ],
    [['simulate', 'a.topo', '--seed', 'x'], "--seed is a whole number, not 'x'."],
    [['simulate', 'a.topo', '--timeline', 'x'], "--timeline is none, changes or all, not 'x'."],
    [['simulate', 'empty.topo'], 'There is no scenario in it.'],
    [
      ['simulate', 'endless.topo'],
      "'Endless' sends until its end and has none. Write 'run for D' in it, or give --until D.",
    ],
  ])('%j is a mistake of the call', async (argv, message) => {
    const files = {
      'a.topo': office,
      'empty.topo': 'organization O { domain a.com }',
      'endless.topo': `${office.split('scenario')[0]!}scenario Endless { at 0s send from EX to a@b.com every 1s }`,
    };
    expect(await call(argv, files)).toMatchObject({ status: 2, out: '', err: `bridgehead: ${message}\n` });
  });

  test.each(['at 0s down server NOPE', 'down server NOPE', 'at 0s delete messages in queue "Q" on NOPE'])(
    'does not run what names nothing: %s',
    async (statement) => {
      const text = `${office.split('scenario')[0]!}scenario S { ${statement} }`;
      const { status, out } = await call(['simulate', 'a.topo', '--format', 'json'], { 'a.topo': text });
      expect(status).toBe(1);
      expect((JSON.parse(out) as Document).failures).toEqual(["There is no server 'NOPE', so 'S' was not run."]);
    },
  );
});

test('the tests of a file are run with its scenarios that expect something', async () => {
  const { status, out } = await call(['test', 'a.topo', '--format', 'json'], { 'a.topo': office });
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    tests: [{ name: 'Expecting', line: 16, passed: false, failures: ['line 21: 0 of 2 are delivered.'] }],
    summary: { passed: 0, failed: 1 },
  });
});

test('check tells of expectations of scenarios that fail', async () => {
  const { status, out } = await call(['check', 'a.topo'], { 'a.topo': office });
  expect(status).toBe(1);
  expect(out).toContain("'Expecting' fails: 0 of 2 are delivered.");
});

test('the examples are simulated as they were', async () => {
  const files = { 'four-cities.topo': readFileSync('examples/four-cities.topo', 'utf8') };
  expect(await call(['simulate', 'four-cities.topo'], files)).toMatchObject({ status: 0, err: '' });
});
