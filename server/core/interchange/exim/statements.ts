// What a host's main options and retry rules become in its server: what it listens on, its limits, and when it tries again.

import { writtenName } from '../../syntax/words.ts';
import type { Ledger } from '../ledger.ts';
import { type SourceRecord, valueOf, valuesOf } from '../record.ts';
import type { Written } from '../statements.ts';
import { hostName, type Interface, isLoopback } from './host.ts';

/** Ports by the names that Exim knows. */
const portNames: Readonly<Record<string, number>> = { smtp: 25, submission: 587, submissions: 465, smtps: 465 };
const serverNames: Readonly<Record<number, string>> = { 25: 'smtp', 465: 'smtps', 587: 'submission' };

/** The ports of `daemon_smtp_ports`; those without a number we know are left out. */
export function portsOf(items: readonly string[]): number[] {
  const ports = items.map((item) => portNames[item.toLowerCase()] ?? Number(item));
  return ports.filter((port) => Number.isInteger(port) && port > 0 && port < 65_536);
}

/** `address` and one `virtual server` for each port, that of 25 first. */
export function listeners(
  interfaces: readonly Interface[],
  ports: readonly number[],
  ofFirst: readonly Written[],
): Written[] {
  const outside = interfaces.filter(({ address }) => address === undefined || !isLoopback(address));
  const listening = outside.length > 0 ? outside : [{ address: undefined, port: undefined }];
  const byPort = new Map<number, Set<string | undefined>>();
  for (const { address, port } of listening) {
    for (const each of port === undefined ? (ports.length > 0 ? ports : [25]) : [port]) {
      byPort.set(each, (byPort.get(each) ?? new Set()).add(address));
    }
  }
  const addresses = [...new Set(listening.flatMap(({ address }) => address ?? []))];
  const inOrder = [...byPort].toSorted(([a], [b]) => Number(b === 25) - Number(a === 25) || a - b);
  return [
    ...(addresses.length > 0 ? [{ words: `address ${addresses.map(written).join(', ')}` }] : []),
    ...inOrder.map(([port, bound], at): Written => {
      const suffix = port === 25 ? '' : `:${String(port)}`;
      const all = bound.has(undefined);
      const bindings = all ? ['all unassigned'] : [...bound].map((address) => written(address ?? ''));
      const name = writtenName(serverNames[port] ?? `smtp-${String(port)}`);
      const words = `virtual server ${name} on ${bindings.map((each) => each + suffix).join(', ')}`;
      return at === 0 ? { words, block: ofFirst } : { words };
    }),
  ];
}

function written(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

const units: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Limits and times of the main options and the retry rule for all hosts, settled. */
export function limits(main: SourceRecord, retries: readonly SourceRecord[], ledger: Ledger): Written[] {
  return [...sizeLimit(main, ledger), ...hopLimit(main, ledger), ...retryStatements(retries, ledger), ...warning(main, ledger)]; // prettier-ignore
}

function sizeLimit(main: SourceRecord, ledger: Ledger): Written[] {
  const value = valueOf(main, 'message_size_limit');
  const [, digits, unit = ''] = /^(\d+)([KMG]?)$/i.exec(value ?? '50M') ?? [];
  if (digits === undefined) {
    ledger.settle(main, 'message_size_limit', 'dropped', 'The limit is worked out when mail arrives.');
    return [];
  }
  const bytes = Number(digits) * (units[unit.toUpperCase()] ?? 1);
  const kilobytes = Math.floor(bytes / 1024);
  const isWhole = bytes % 1024 === 0;
  ledger.settle(main, 'message_size_limit', isWhole ? 'imported' : 'differs', isWhole ? undefined : `The limit is written as ${String(kilobytes)}KB.`); // prettier-ignore
  if (bytes === 0) return [];
  const [size, name] = kilobytes % 1024 === 0 ? [kilobytes / 1024, 'MB'] : [kilobytes, 'KB'];
  return [{ words: `limit size ${String(size)}${name}` }];
}

function hopLimit(main: SourceRecord, ledger: Ledger): Written[] {
  const value = valueOf(main, 'received_headers_max');
  if (value === undefined || !/^\d+$/.test(value)) return [];
  ledger.settle(main, 'received_headers_max', value === '30' ? 'default' : 'imported');
  return value === '30' ? [] : [{ words: `hop limit ${value}` }];
}

function warning(main: SourceRecord, ledger: Ledger): Written[] {
  const first = (valueOf(main, 'delay_warning') ?? '24h').split(':')[0] ?? '';
  const seconds = secondsOf(first.trim());
  if (seconds === undefined || seconds === 0) {
    ledger.settle(main, 'delay_warning', 'dropped', 'Nobody is told of a delay; the language has no words for that.');
    return [];
  }
  const hasMore = (valueOf(main, 'delay_warning') ?? '').includes(':');
  ledger.settle(main, 'delay_warning', hasMore ? 'differs' : 'imported', hasMore ? 'Only the first warning is written.' : undefined); // prettier-ignore
  return [{ words: `delay notification ${duration(seconds)}` }];
}

const inSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `1d12h` in seconds; undefined for what is no time. */
function secondsOf(text: string): number | undefined {
  if (!/^(?:\d+[smhdw])+$/.test(text)) return /^0?$/.test(text) ? 0 : undefined;
  return [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, n, unit = '']) => sum + Number(n) * (inSeconds[unit] ?? 0),
    0,
  );
}

function duration(seconds: number): string {
  const [unit, size] = Object.entries({ d: 86_400, h: 3600, m: 60 }).find(([, each]) => seconds % each === 0) ?? [
    's',
    1,
  ];
  return `${String(seconds / size)}${unit}`;
}

/** So many waits are written one by one. */
const mostWaits = 40;

/** `F,2h,15m; G,16h,1h,1.5; F,4d,6h` as waits, and the last end as when a message is returned. */
function retryStatements(records: readonly SourceRecord[], ledger: Ledger): Written[] {
  const rule = records.find((record) => /^\*\s+\*\s/.test(valueOf(record, 'rule') ?? ''));
  for (const record of records) {
    if (record !== rule) ledger.settle(record, 'rule', 'dropped', 'Only the rule for all hosts and errors is written.');
  }
  if (rule === undefined) return [];
  const parts = (valueOf(rule, 'rule') ?? '').replace(/^\*\s+\*\s+/, '').split(/\s*;\s*/);
  const steps = parts.map((part) => /^([FGH])\s*,\s*(\w+)\s*,\s*(\w+)(?:\s*,\s*([\d.]+))?$/.exec(part));
  const waits: number[] = [];
  let passed = 0;
  let last = 0;
  let end = 0;
  for (const step of steps) {
    const [, letter, until = '', first = '', factor] = step ?? [];
    end = secondsOf(until) ?? 0;
    let wait = secondsOf(first) ?? 0;
    while (wait > 0 && passed < end && waits.length < mostWaits) {
      waits.push(wait);
      passed += wait;
      last = wait;
      if (letter !== 'F') wait = Math.round(wait * Number(factor ?? 1));
    }
  }
  if (waits.length === 0 || end === 0) {
    ledger.settle(rule, 'rule', 'dropped', 'This rule is not understood.');
    return [];
  }
  ledger.settle(rule, 'rule', 'imported');
  while (waits.length > 1 && waits.at(-1) === last) waits.pop();
  return [
    { words: `retry ${waits.map(duration).join(', ')}, then ${duration(last)}` },
    { words: `expire ${duration(end)}` },
  ];
}

/** What the interfaces and ports of the main options became. */
export function settleListeners(main: SourceRecord, interfaces: readonly Interface[], ledger: Ledger): void {
  const onlyItself = interfaces.length > 0 && interfaces.every(({ address }) => address !== undefined && isLoopback(address)); // prettier-ignore
  const told = onlyItself ? 'It takes mail from itself only; in the topology others reach it too.' : undefined;
  ledger.settle(main, 'local_interfaces', onlyItself ? 'differs' : 'imported', told);
  ledger.settle(main, 'daemon_smtp_ports', 'imported');
  const name = valueOf(main, 'primary_hostname');
  const isName = hostName(name) !== undefined;
  ledger.settle(
    main,
    'primary_hostname',
    isName ? 'imported' : 'dropped',
    isName ? undefined : 'No host has such a name.',
  );
  valuesOf(main, 'local_interfaces').forEach((item, index) => {
    if (isLoopback(item.replace(/^\[/, '')) && !onlyItself)
      ledger.settle(main, 'local_interfaces', 'ignored', undefined, index);
  });
}
