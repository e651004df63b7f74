// How long comparing tracking logs takes: logs of 100 MB made in memory, told as for 1 GB, and the memory that stays.

import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { startComparison } from '#core/interchange/compare/compare';
import { topologyFromText } from '../core/routing/topology-in-text.ts';
import {
  betweenServers,
  delivered,
  head,
  line,
  received,
  type Row,
  sent,
  started,
} from '../core/interchange/compare/logs.ts';

const megabyte = 1024 * 1024;
const logMegabytes = 100;

const servers = ['SEA-MBX01', 'TYO-MBX01'];

interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  readonly p50: number;
  readonly p95: number;
}

export function benchCompare(): readonly Measurement[] {
  // The logs of an hour, server by server, as a folder of logs is read; and all logs of one server before those of the next.
  const byHour = measured(2000);
  const byServer = measured(Infinity);
  const row = (name: string, unit: 'ms' | 'MB', value: number) => ({ name, unit, p50: value, p95: value });
  return [
    row('comparing 1 GB of logs, hour by hour', 'ms', byHour.milliseconds),
    row('heap for that, of 100 MB', 'MB', byHour.heapMegabytes),
    row('comparing 1 GB of logs, server by server', 'ms', byServer.milliseconds),
    row('heap for that, of 100 MB', 'MB', byServer.heapMegabytes),
  ];
}

/** Messages of so many are in the logs of an hour. */
function measured(messagesInHour: number) {
  const comparison = startComparison(topologyFromText(readFileSync('examples/three-sites.topo', 'utf8')));
  const messages = Math.floor((logMegabytes * megabyte) / bytesOf(300) / 300) * 300;
  let [read, took, heap] = [0, 0, 0];
  for (let from = 0; from < messages; from += messagesInHour) {
    const to = Math.min(messages, from + messagesInHour);
    for (const server of servers) {
      const log = comparison.log();
      const decoder = new TextDecoder();
      for (const bytes of piecesOf(server, from, to)) {
        const before = performance.now();
        log.push(decoder.decode(bytes, { stream: true }));
        took += performance.now() - before;
        read += bytes.length;
        heap = Math.max(heap, process.memoryUsage().heapUsed);
      }
      log.end();
    }
  }
  const before = performance.now();
  const report = comparison.report();
  took += performance.now() - before;
  if (report.verdicts['as predicted'] !== messages) throw new Error(JSON.stringify(report.verdicts));
  return { milliseconds: Math.round((took * 1024 * megabyte) / read), heapMegabytes: Math.round(heap / megabyte) };
}

/** The log of a server about these messages, in pieces of about 1 MB. */
function* piecesOf(server: string, from: number, to: number): Iterable<Uint8Array> {
  let text = head;
  for (let number = from; number < to; number += 1) {
    for (const [at, row] of rowsOf(number)) if (at === server) text += line(row);
    if (text.length < megabyte && number < to - 1) continue;
    yield Buffer.from(text);
    text = '';
  }
}

/** On average of so many messages. */
function bytesOf(count: number): number {
  const texts = Array.from({ length: count }, (_, number) => rowsOf(number).map(([, row]) => line(row)).join('')); // prettier-ignore
  return texts.join('').length / count;
}

const subject = 'x'.repeat(150);

function rowsOf(number: number): readonly (readonly [server: string, row: Row])[] {
  const id = `${String(number).padStart(10, '0')}-5b0c-4f6e-9a0e-08d4a138ac67`;
  const outside = `person${number % 5000}@partner${number % 700}.example`;
  const inside = `t${number % 3000}@contoso.com`;
  const to = number % 3 === 0 ? inside : outside;
  const more = { subject, at: '2026-03-02T08:00:00.000Z', bytes: 2048 + (number % 100_000) };
  const from = 'SEA-MBX01';
  const noise = { event: 'AGENTINFO', source: 'AGENT', id, to, ...more };
  const begin = [
    [from, started(from, id, to, more)],
    [from, noise],
  ] as const;
  if (to === outside) {
    return [
      ...begin,
      [from, sent(from, 'filter1.example.net', id, to, { ...more, connector: 'Internet' })],
      [from, noise],
    ];
  }
  return [
    ...begin,
    [from, sent(from, 'TYO-MBX01.contoso.com', id, to, { ...more, connector: betweenServers })],
    ['TYO-MBX01', received('TYO-MBX01', 'SEA-MBX01.contoso.com', id, to, more)],
    ['TYO-MBX01', delivered('TYO-MBX01', id, to, more)],
  ];
}
