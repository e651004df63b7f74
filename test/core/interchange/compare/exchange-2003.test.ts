// Logs of Exchange 2000 and 2003: separated by tabs, a row for each recipient, and no connector in them.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { topologyFromText } from '../../routing/topology-in-text.ts';
import { compared } from './logs.ts';

const cities = topologyFromText(readFileSync('examples/four-cities.topo', 'utf8'));

const names = [
  'Date', 'Time', 'client-ip', 'Client-hostname', 'Partner-Name', 'Server-hostname', 'server-IP', 'Recipient-Address',
  'Event-ID', 'MSGID', 'Priority', 'Recipient-Report-Status', 'total-bytes', 'Number-Recipients', 'Origination-Time',
  'Encryption', 'service-Version', 'Linked-MSGID', 'Message-Subject', 'Sender-Address',
]; // prettier-ignore

interface Row {
  readonly at?: string;
  readonly partner?: string;
  readonly client?: string;
}

function row(
  server: string,
  event: number,
  to: string,
  { at = '8:0:0 GMT', partner = '-', client = '-' }: Row = {},
): string {
  const cells = ['2006-5-3', at, '-', client, partner, server, '-', to, event, '<t1@contoso.com>', 0, 0, 2048, 1, '-', 0, '-', '-', 'Top secret', 'ann@contoso.com']; // prettier-ignore
  return `${cells.join('\t')}\r\n`;
}

function log(...rows: readonly string[]): string {
  return `# Message Tracking Log File\r\n# Exchange System Attendant Version 6.5.7638.1\r\n# ${names.join('\t')}\t\r\n${rows.join('')}`;
}

const to = 'x@be.contoso.com';
const fromStore = (server: string) => [1027, 1019, 1025, 1024, 1033].map((event) => row(server, event, to));

test('a way over bridgeheads is as predicted, and its connectors are those that lead there', () => {
  const seattle = log(
    ...fromStore('SEA-MBX01'),
    row('SEA-MBX01', 1034, to),
    row('SEA-MBX01', 1020, to, { partner: 'sea-ex01.contoso.com' }),
    row('SEA-MBX01', 1031, to, { partner: 'sea-ex01.contoso.com' }),
  );
  const bridgehead = log(
    row('SEA-EX01', 1019, to, { client: 'SEA-MBX01' }),
    row('SEA-EX01', 1031, to, { partner: 'LON-EX01.contoso.com' }),
  );
  const london = log(row('LON-EX01', 1019, to), row('LON-EX01', 1031, to, { partner: 'bru-ex01' }));
  const brussels = log(row('BRU-EX01', 1019, to), row('BRU-EX01', 1023, to), row('BRU-EX01', 1028, to));
  const report = compared(cities, [brussels, london, seattle, bridgehead]);
  expect(report).toMatchObject({ ways: 1, verdicts: { 'as predicted': 1 }, first: '2006-05-03 08:00:00' });
  expect(report.traffic).toEqual([
    { element: 'connector "Seattle to London"', took: 1, explained: 1, causes: [] },
    { element: 'connector "London to Brussels"', took: 1, explained: 1, causes: [] },
  ]);
  expect(report.events.unknown).toEqual([]);
});

test('another way differs at its first hop, and what it took is known where one connector alone leads there', () => {
  const report = compared(cities, [
    log(
      ...fromStore('SEA-EX01'),
      row('SEA-EX01', 1020, to, { partner: 'LON-EX01' }),
      row('SEA-EX01', 1020, to, { partner: 'TYO-EX01' }),
      row('SEA-EX01', 1031, to, { partner: 'TYO-EX01' }),
    ),
  ]);
  expect(report.verdicts).toMatchObject({ differs: 1 });
  expect(report.causes[0]).toMatchObject({
    from: 'Seattle',
    predicted: 'Seattle to London',
    actual: 'Seattle to Tokyo',
    test: expect.stringContaining('expect via "Seattle to Tokyo"'),
  });
  expect(report.hypotheses[0]).toMatchObject({ explains: 1, causes: [0] });
});

test('a connection that was begun and never ended is no more than a try', () => {
  const report = compared(cities, [log(...fromStore('SEA-EX01'), row('SEA-EX01', 1020, to, { partner: 'LON-EX01' }))]);
  expect(report.verdicts).toMatchObject({ 'as predicted so far': 1 });
});

test('names of columns count, not their order', () => {
  const turned = log(...fromStore('SEA-EX01'), row('SEA-EX01', 1031, to, { partner: 'TYO-EX01' }))
    .split('\r\n')
    .map((each) =>
      each.includes('\t') ? each.replace(/^# /, '').split('\t').slice(0, 20).reverse().join('\t') : each,
    );
  const text = turned.map((each, at) => (at === 2 ? `# ${each}` : each)).join('\n');
  expect(compared(cities, [text]).verdicts).toMatchObject({ differs: 1 });
});
