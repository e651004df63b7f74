import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sectionsOf } from '#core/interchange/compare/words';
import { compileRouting } from '#core/routing/models';
import { runTest } from '#core/testing/run-test';
import { topologyFromText } from '../../routing/topology-in-text.ts';
import { compared, delivered, head, line, log, received, sent, started } from './logs.ts';

const threeSites = readFileSync('examples/three-sites.topo', 'utf8');
const sites = topologyFromText(threeSites);
const out = { connector: 'Internet' };

test('a way out through the sites that the model says is as predicted', () => {
  const tokyo = log(
    started('TYO-MBX01', 'a', 'bob@fabrikam.com'),
    sent('TYO-MBX01', 'sea-mbx02.corp.example', 'a', 'bob@fabrikam.com'),
  );
  const seattle = log(
    received('SEA-MBX02', 'TYO-MBX01.corp.example', 'a', 'bob@fabrikam.com'),
    sent('SEA-MBX02', 'filter2.example.net', 'a', 'bob@fabrikam.com', out),
  );
  // In either order of the logs, and in pieces of any size.
  for (const logs of [
    [tokyo, seattle],
    [seattle, tokyo],
  ]) {
    for (const pieces of [1, 7, 1000, 100_000]) {
      const report = compared(sites, logs, { pieces });
      expect(report.verdicts).toMatchObject({ 'as predicted': 1, differs: 0 });
      expect(report.traffic).toEqual([
        { element: 'connector Internet', took: 1, explained: 1, causes: [] },
        { element: 'line London to Tokyo', took: 1, explained: 1, causes: [] },
        { element: 'line Seattle to London', took: 1, explained: 1, causes: [] },
      ]);
      expect(report.unused).toEqual(['Outbound to Microsoft 365']);
    }
  }
});

test('a way by another connector differs, and the test that is offered pins what happened', () => {
  const report = compared(sites, [
    log(
      started('TYO-MBX01', 'a', 'bob@fabrikam.com'),
      sent('TYO-MBX01', 'lon-mbx01', 'a', 'bob@fabrikam.com'),
      received('LON-MBX01', 'tyo-mbx01', 'a', 'bob@fabrikam.com'),
      sent('LON-MBX01', 'contoso.protection.example', 'a', 'bob@fabrikam.com', {
        connector: 'Outbound to Microsoft 365',
      }),
      started('TYO-MBX01', 'b', 'zoe@fabrikam.com', { at: '2026-03-02T09:00:00.000Z' }),
      sent('TYO-MBX01', 'lon-mbx01', 'b', 'zoe@fabrikam.com', { at: '2026-03-02T09:00:01.000Z' }),
    ),
  ]);
  expect(report.verdicts).toMatchObject({ differs: 2, 'as predicted': 0 });
  expect(report.causes).toHaveLength(1);
  expect(report.causes[0]).toMatchObject({
    from: 'Tokyo',
    addressSpace: 'SMTP:*',
    predicted: 'to Seattle',
    actual: 'to London',
    count: 2,
    first: '2026-03-02 08:00:00',
    last: '2026-03-02 09:00:00',
    messageId: '<a@contoso.com>',
  });
  const pin = report.causes[0]!.test!;
  expect(pin).toContain('send from TYO-MBX01 to bob@fabrikam.com');
  expect(pin).toContain('expect via "Outbound to Microsoft 365"');
  const failing = topologyFromText(`${threeSites}\n${pin}`);
  const last = failing.tests.at(-1)!;
  expect(runTest(compileRouting(failing), last).passed).toBe(false);
  const mended = topologyFromText(`${threeSites.replace('address space contoso.mail.onmicrosoft.com', 'address space contoso.mail.onmicrosoft.com, fabrikam.com')}\n${pin}`); // prettier-ignore
  expect(runTest(compileRouting(mended), mended.tests.at(-1)!).failures).toEqual([]);
});

test('bifurcation: each recipient has a way of its own', () => {
  const report = compared(sites, [
    log(
      started('SEA-MBX01', 'a', 'bob@fabrikam.com;lisa@contoso.com;taro@contoso.com'),
      sent('SEA-MBX01', 'filter1.example.net', 'a', 'bob@fabrikam.com', out),
      sent('SEA-MBX01', 'LON-MBX01', 'a', 'lisa@contoso.com'),
      delivered('LON-MBX01', 'a', 'lisa@contoso.com'),
      sent('SEA-MBX01', 'LON-MBX01', 'a', 'taro@contoso.com'),
      received('LON-MBX01', 'SEA-MBX01', 'a', 'taro@contoso.com'),
    ),
  ]);
  expect(report).toMatchObject({ messages: 1, ways: 3 });
  expect(report.verdicts).toMatchObject({ 'as predicted': 2, differs: 1 });
  expect(report.causes[0]).toMatchObject({ from: 'Seattle', predicted: 'to Tokyo', actual: 'to London' });
});

test('expansion and redirection: the new recipient is followed from where it came to be', () => {
  const report = compared(sites, [
    log(
      started('SEA-MBX01', 'a', 'team@contoso.com'),
      { event: 'EXPAND', source: 'ROUTING', server: 'SEA-MBX01', id: 'a', to: 'anna@contoso.com;taro@contoso.com', related: 'team@contoso.com' }, // prettier-ignore
      delivered('SEA-MBX01', 'a', 'anna@contoso.com'),
      sent('SEA-MBX01', 'TYO-MBX01', 'a', 'taro@contoso.com'),
      delivered('TYO-MBX01', 'a', 'taro@contoso.com'),
      started('TYO-MBX01', 'b', 'old@contoso.com'),
      { event: 'REDIRECT', source: 'ROUTING', server: 'TYO-MBX01', id: 'b', to: 'old@contoso.com', related: 'bob@fabrikam.com' }, // prettier-ignore
      sent('TYO-MBX01', 'SEA-MBX01', 'b', 'bob@fabrikam.com'),
      sent('SEA-MBX01', 'filter1.example.net', 'b', 'bob@fabrikam.com', out),
    ),
  ]);
  expect(report.verdicts).toEqual({
    'as predicted': 3, 'as predicted, failed': 0, 'as predicted so far': 0, differs: 0, 'not comparable': 0,
  }); // prettier-ignore
});

test('a report is a message of its own; what failed on the right way is no difference', () => {
  const report = compared(sites, [
    log(
      started('TYO-MBX01', 'a', 'bob@fabrikam.com'),
      sent('TYO-MBX01', 'SEA-MBX01', 'a', 'bob@fabrikam.com'),
      { event: 'FAIL', source: 'SMTP', server: 'SEA-MBX01', id: 'a', to: 'bob@fabrikam.com', status: '550 5.1.1; no, nobody' }, // prettier-ignore
      { event: 'DSN', source: 'DSN', server: 'SEA-MBX01', id: 'dsn', to: 'taro@contoso.com', returnPath: '<>' },
      sent('SEA-MBX01', 'TYO-MBX01', 'dsn', 'taro@contoso.com', { returnPath: '<>' }),
      delivered('TYO-MBX01', 'dsn', 'taro@contoso.com', { returnPath: '<>' }),
      started('TYO-MBX01', 'c', 'bob@fabrikam.com'),
      { event: 'DEFER', source: 'SMTP', server: 'TYO-MBX01', id: 'c', to: 'bob@fabrikam.com' },
    ),
  ]);
  expect(report.verdicts).toMatchObject({ 'as predicted': 1, 'as predicted, failed': 2, differs: 0 });
});

test('missing logs: a way without an end is as predicted so far; one with a gap is told by where it comes out', () => {
  const soFar = compared(sites, [
    log(started('TYO-MBX01', 'a', 'bob@fabrikam.com'), sent('TYO-MBX01', 'SEA-MBX01', 'a', 'bob@fabrikam.com')),
  ]);
  expect(soFar.verdicts).toMatchObject({ 'as predicted so far': 1 });
  const gap = compared(sites, [
    log(started('TYO-MBX01', 'a', 'anna@contoso.com'), delivered('SEA-MBX01', 'a', 'anna@contoso.com')),
  ]);
  expect(gap.verdicts).toMatchObject({ 'as predicted': 1 });
  const beginning = compared(sites, [
    log(received('SEA-MBX01', 'TYO-MBX01', 'a', 'bob@fabrikam.com'), sent('SEA-MBX01', 'filter1.example.net', 'a', 'bob@fabrikam.com', out)), // prettier-ignore
  ]);
  expect(beginning.verdicts).toMatchObject({ 'as predicted': 1 });
});

test("servers' clocks may differ: nothing is put in order by time over servers", () => {
  const report = compared(sites, [
    log(
      sent('SEA-MBX01', 'filter1.example.net', 'a', 'bob@fabrikam.com', { ...out, at: '2026-03-02T06:59:00.000Z' }),
      received('SEA-MBX01', 'TYO-MBX01', 'a', 'bob@fabrikam.com', { at: '2026-03-02T06:58:00.000Z' }),
      started('TYO-MBX01', 'a', 'bob@fabrikam.com', { at: '2026-03-02T08:00:00.000Z' }),
      sent('TYO-MBX01', 'SEA-MBX01', 'a', 'bob@fabrikam.com', { at: '2026-03-02T08:00:01.000Z' }),
    ),
  ]);
  expect(report).toMatchObject({ ways: 1, verdicts: { 'as predicted': 1 } });
});

test('mailboxes that nobody declared, and servers that the topology lacks, are not compared', () => {
  const report = compared(sites, [
    log(
      started('SEA-MBX01', 'a', 'zoe@contoso.com'),
      delivered('SEA-MBX01', 'a', 'zoe@contoso.com'),
      started('PAR-MBX01', 'b', 'bob@fabrikam.com'),
      sent('PAR-MBX01', 'mx.fabrikam.com', 'b', 'bob@fabrikam.com', { connector: 'Paris out' }),
    ),
  ]);
  expect(report.verdicts).toMatchObject({ 'not comparable': 2 });
  expect(report.notComparable.map(({ name }) => name)).toEqual([
    'it began on a server that the topology lacks',
    'the topology does not say where the recipient has a mailbox',
  ]);
  expect(report.lacking).toEqual({
    servers: [{ name: 'PAR-MBX01', count: 2 }],
    connectors: [{ name: 'Paris out', count: 1 }],
  });
});

test('what is odd in a log is counted and left out', () => {
  const rows = [
    started('SEA-MBX01', 'a', 'bob@fabrikam.com', { subject: 'two\r\nlines, and a "quote"' }),
    sent('SEA-MBX01', 'filter1.example.net', 'a', 'bob@fabrikam.com', out),
  ].map(line);
  const again = head.replaceAll('\r\n', '\n');
  const unknown = line({ event: 'BEAMUP', id: 'a', to: 'bob@fabrikam.com' });
  const ignored = line({ event: 'HAREDIRECT', id: 'a', to: 'bob@fabrikam.com' });
  const text = `\ufeff${head}${rows[0]}${again}${ignored}${unknown}2026-03-02,odd\r\n${rows[1]}2026-03-02T08:00:00.000Z,,SEA`;
  const report = compared(sites, [text]);
  expect(report.verdicts).toMatchObject({ 'as predicted': 1, differs: 0 });
  expect(report.events).toEqual({
    ignored: [{ name: 'HAREDIRECT', count: 1 }],
    unknown: [{ name: 'BEAMUP', count: 1 }],
  });
  expect(report).toMatchObject({ rowsLeftOut: { odd: 1, withoutMessage: 0, late: 0 }, unfinishedLogs: 1 });
  const inQuotes = compared(sites, [`${head}${rows.join('')}2026-03-02T08:00:00.000Z,"never\nclosed`]);
  expect(inQuotes).toMatchObject({ unfinishedLogs: 1, verdicts: { 'as predicted': 1 } });
});

test('subjects are in no report', () => {
  const report = compared(sites, [
    log(started('SEA-MBX01', 'a', 'anna@contoso.com', { subject: 'Layoffs' }), sent('SEA-MBX01', 'TYO-MBX01', 'a', 'anna@contoso.com', { subject: 'Layoffs' })), // prettier-ignore
  ]);
  expect(report.verdicts.differs).toBe(1);
  expect(JSON.stringify([report, sectionsOf(report)])).not.toContain('Layoffs');
});

test('hostile logs end with the line that is wrong', () => {
  const wrong = (text: string, pieces?: number) => () =>
    compared(sites, [text], pieces === undefined ? {} : { pieces });
  expect(wrong(`${head}a\0b\n`)).toThrow(expect.objectContaining({ line: 6, message: expect.stringContaining('NUL') }));
  expect(wrong(`${head}${'x,'.repeat(300_000)}\n`)).toThrow(expect.objectContaining({ line: 6, message: expect.stringContaining('300001 columns') })); // prettier-ignore
  expect(wrong(`${head}${',,'.repeat(500_000)}\n`)).toThrow(expect.objectContaining({ line: 6 }));
  expect(wrong(`${head}${'x'.repeat(1024 * 1024 + 1)}`, 50_000)).toThrow(expect.objectContaining({ line: 6, message: expect.stringContaining('1 MiB') })); // prettier-ignore
  expect(wrong(`${head}"${'x\n'.repeat(600_000)}`, 100_000)).toThrow(expect.objectContaining({ line: 6, message: expect.stringContaining('1 MiB') })); // prettier-ignore
  expect(wrong('a,b,c\n')).toThrow(expect.objectContaining({ line: 1, message: expect.stringContaining('no message tracking log') })); // prettier-ignore
  expect(wrong('')).toThrow(expect.objectContaining({ line: 1 }));
  expect(wrong(`${head}#Fields: date-time,event-id\n`)).toThrow(expect.objectContaining({ line: 6, message: expect.stringContaining("lack 'message-id'") })); // prettier-ignore
});

test('messages are kept open only so far; of those that must go early it is told', () => {
  const rows = Array.from({ length: 50 }, (_, n) => started('SEA-MBX01', `m${n}`, 'bob@fabrikam.com'));
  const ends = rows.map(({ id }) => sent('SEA-MBX01', 'filter1.example.net', id, 'bob@fabrikam.com', out));
  const all = compared(sites, [log(...rows, ...ends)], { bounds: { chains: 50, events: 100 } });
  expect(all).toMatchObject({ judgedEarly: 0, verdicts: { 'as predicted': 50 } });
  const few = compared(sites, [log(...rows, ...ends)], { bounds: { chains: 10, events: 100 } });
  expect(few).toMatchObject({ judgedEarly: 40, messages: 50, rowsLeftOut: { late: 40 } });
  expect(few.verdicts).toMatchObject({ 'as predicted': 10, 'as predicted so far': 40 });
});

test('what may have been down is tried, and said only where nothing used it meanwhile', () => {
  const text = threeSites.replace('deliver through smart host contoso', 'address space * cost 5\n  deliver through smart host contoso'); // prettier-ignore
  const topology = topologyFromText(text);
  const by = (id: string, minute: string, connector: string, host: string) => [
    started('SEA-MBX01', id, 'bob@fabrikam.com', { at: `2026-03-02T08:${minute}:00.000Z` }),
    sent('SEA-MBX01', host, id, 'bob@fabrikam.com', { connector, at: `2026-03-02T08:${minute}:01.000Z` }),
  ];
  const round = (id: string, minute: string) => [
    started('SEA-MBX01', id, 'bob@fabrikam.com', { at: `2026-03-02T08:${minute}:00.000Z` }),
    sent('SEA-MBX01', 'LON-MBX01', id, 'bob@fabrikam.com', { at: `2026-03-02T08:${minute}:01.000Z` }),
    sent('LON-MBX01', 'contoso.protection.example', id, 'bob@fabrikam.com', { connector: 'Outbound to Microsoft 365', at: `2026-03-02T08:${minute}:02.000Z` }), // prettier-ignore
  ];
  const quiet = [...by('a', '00', 'Internet', 'filter1.example.net'), ...round('b', '20'), ...round('c', '40')];
  const report = compared(topology, [log(...quiet)]);
  expect(report.verdicts).toMatchObject({ 'as predicted': 1, differs: 2 });
  expect(report.causes).toEqual([expect.objectContaining({ predicted: 'Internet', actual: 'to London', count: 2 })]);
  expect(report.hypotheses).toEqual([
    { down: 'connector Internet', first: '2026-03-02 08:20:00', last: '2026-03-02 08:40:00', explains: 2, causes: [0] },
  ]);
  const busy = compared(topology, [log(...quiet, ...by('d', '30', 'Internet', 'filter1.example.net'))]);
  expect(busy.verdicts).toMatchObject({ differs: 2 });
  expect(busy.hypotheses).toEqual([]);
});

test('a time window takes the messages that began in it', () => {
  const rows = ['08', '09', '10'].flatMap((hour) => [
    started('SEA-MBX01', hour, 'bob@fabrikam.com', { at: `2026-03-02T${hour}:00:00.000Z` }),
    sent('SEA-MBX01', 'filter1.example.net', hour, 'bob@fabrikam.com', { ...out, at: `2026-03-02T${hour}:59:59.000Z` }),
  ]);
  const nine = Date.UTC(2026, 2, 2, 9);
  expect(compared(sites, [log(...rows)], { since: nine })).toMatchObject({ messages: 2, first: '2026-03-02 09:00:00' });
  expect(compared(sites, [log(...rows)], { until: nine })).toMatchObject({ messages: 1 });
  expect(compared(sites, [log(...rows)], { since: nine, until: nine + 1 })).toMatchObject({ messages: 1 });
});

test('a message to thousands of recipients is compared', () => {
  const all = Array.from({ length: 5000 }, (_, n) => `p${n}@fabrikam.com`);
  const rows = [started('SEA-MBX01', 'a', all.join(';'))];
  for (let at = 0; at < all.length; at += 20) {
    rows.push(sent('SEA-MBX01', 'filter1.example.net', 'a', all.slice(at, at + 20).join(';'), out));
  }
  expect(compared(sites, [log(...rows)])).toMatchObject({
    messages: 1,
    ways: 5000,
    verdicts: { 'as predicted': 5000 },
  });
});

test('rows without an end to their number are no reason to keep them all', () => {
  const rows = Array.from({ length: 300 }, (_, n) => received('SEA-MBX01', 'TYO-MBX01', 'a', `p${n}@fabrikam.com`));
  const report = compared(sites, [log(...rows)], { bounds: { chains: 10, events: 100 } });
  expect(report).toMatchObject({ messages: 1, ways: 50, rowsLeftOut: { late: 250 } });
});

const cities = readFileSync('examples/four-cities.topo', 'utf8');

test('sizes and senders are asked about where the topology makes a difference of them, and stand in the test then', () => {
  const text = cities
    .replace('limit size 10MB', 'limit size 10MB\n    reject from ben@contoso.com')
    .replace('    address 10.2.0.10\n', '    address 10.2.0.10\n    check connector restrictions\n');
  const topology = topologyFromText(text);
  const partner = (id: string, more: Partial<Parameters<typeof started>[3]> = {}) => [
    started('LON-EX01', id, 'x@fabrikam.com', more),
    sent('LON-EX01', 'relay.fabrikam.com', id, 'x@fabrikam.com', { ...more, connector: 'Partner Mail' }),
  ];
  const large = { bytes: 11 * 1024 * 1024 };
  const ben = { sender: 'ben@contoso.com' };
  const fine = compared(topology, [log(...partner('a'), ...partner('b', { bytes: 9 * 1024 * 1024 }))]);
  expect(fine.verdicts).toMatchObject({ 'as predicted': 2 });
  const tooLarge = compared(topology, [log(...partner('c', large))]);
  expect(tooLarge.verdicts).toMatchObject({ differs: 1 });
  expect(tooLarge.causes[0]?.test).toMatch(
    /send from LON-EX01 to x@fabrikam\.com size \d+KB\n {2}expect via "Partner Mail"/,
  );
  const rejected = compared(topology, [log(...partner('d', ben))]);
  expect(rejected.causes[0]?.test).toContain('send from LON-EX01 to x@fabrikam.com sender ben@contoso.com\n');
  expect(rejected.verdicts).toMatchObject({ differs: 1 });
});

test('mail that waits for a schedule is asked about at the time when that opens', () => {
  const text = cities
    .replace('    cost 30\n', '    cost 30\n    schedule "Mon-Fri 18:00-20:00"\n')
    .replace('cost 10\n', 'cost 90\n');
  const topology = topologyFromText(text);
  const to = 'x@jp.contoso.com';
  const at = '2026-03-02T12:00:00.000Z';
  const report = compared(topology, [
    log(
      started('SEA-EX01', 'a', to, { at }),
      sent('SEA-EX01', 'TYO-EX01', 'a', to, { at: '2026-03-02T18:00:10.000Z' }),
      delivered('TYO-EX01', 'a', to, { at: '2026-03-02T18:00:11.000Z' }),
    ),
  ]);
  expect(report.verdicts).toMatchObject({ 'as predicted': 1 });
});
