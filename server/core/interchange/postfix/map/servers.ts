// A host as a server: where it listens, and the limits and times of its queue (postconf(5), master(5)).

import { writtenDuration, writtenSize } from '#core/routing/message/written-values';
import { canonicalIp, parseHostName } from '#core/syntax/values';
import { writtenName } from '#core/syntax/words';
import { compareText } from '../../ledger.ts';
import type { Written } from '../../statements.ts';
import type { Service } from '../host.ts';
import { portOf } from '../next-hop.ts';
import { secondsOf } from '../reading/parameters.ts';
import { type GivenHost, isLoopback } from './hosts.ts';

/** The `server` of a host. */
export function serverOf(host: GivenHost, mailboxes: readonly string[], comments: readonly string[]): Written {
  const { addresses, name } = host;
  const listeners = listenersOf(host);
  return {
    comments,
    words: `server ${writtenName(name)}`,
    block: [
      ...(addresses.length === 0 ? [] : [{ words: `address ${addresses.map(bracketed).join(', ')}` }]),
      ...listeners.map((listener, at) => virtualServer(host, listener, at === 0)),
      ...(mailboxes.length === 0 ? [] : [{ words: `mailbox ${mailboxes.join(', ')}` }]),
    ],
    isLong: true,
  };
}

interface Listener {
  readonly name: string;
  /** Undefined for all addresses. */
  readonly address: string | undefined;
  readonly port: number;
}

/** Where other hosts can hand in mail: port 25 first. Without a master.cf it is there, as Postfix comes with it. */
function listenersOf({ postfix, addresses }: GivenHost): Listener[] {
  const services = postfix.services.filter(isListener);
  const listeners = services.flatMap((service): Listener[] => {
    const place = placeOf(service);
    if (place === undefined) return [];
    const name = place.port === 25 ? 'smtpd' : service.name.replace(/^.*:(?=[^:]+$)/, '');
    return (place.address === undefined && addresses.length > 0 ? addresses : [place.address]).map((address) => ({
      name,
      address,
      port: place.port,
    }));
  });
  if (services.length === 0) {
    listeners.push(...(addresses.length > 0 ? addresses : [undefined]).map((address) => ({ name: 'smtpd', address, port: 25 }))); // prettier-ignore
  }
  return listeners.toSorted(
    (a, b) => Number(b.port === 25) - Number(a.port === 25) || a.port - b.port || compareText(a.name, b.name),
  );
}

/** Whether a service takes mail by SMTP from other hosts. */
export function isListener(service: Service): boolean {
  const isServer = service.command === 'smtpd' || service.command === 'postscreen';
  return service.type === 'inet' && isServer && placeOf(service) !== undefined;
}

/** The address and port of an `inet` service, `127.0.0.1:10026` or `smtp`; undefined where nobody else reaches it. */
function placeOf({ name }: Service): { readonly address: string | undefined; readonly port: number } | undefined {
  const [, host, service = ''] = /^(?:(.*):)?([^:]+)$/.exec(name) ?? [];
  const port = portOf(service);
  if (port === undefined || port > 65_535) return undefined;
  if (host === undefined || host === '') return { address: undefined, port };
  if (isLoopback(host)) return undefined;
  return { address: canonicalIp(host.replace(/^\[|\]$/g, '')), port };
}

function virtualServer(host: GivenHost, listener: Listener, isFirst: boolean): Written {
  const { parameters, myhostname } = host.postfix;
  const same = listenersOf(host).filter(({ name }) => name === listener.name);
  const at = same.findIndex(({ address, port }) => address === listener.address && port === listener.port);
  const name = at <= 0 ? listener.name : `${listener.name} ${String(at + 1)}`;
  const place = listener.address === undefined ? 'all unassigned' : bracketed(listener.address);
  const binding = listener.port === 25 ? place : `${place}:${String(listener.port)}`;
  const size = sizeOf(parameters.get('message_size_limit'));
  return {
    words: `virtual server ${writtenName(name)} on ${binding}`,
    block: [
      ...(isLoopback(myhostname) || !parseHostName(myhostname).ok ? [] : [{ words: `fqdn ${myhostname}` }]),
      ...statement('hop limit', hopsOf(parameters.get('hopcount_limit'))),
      ...(size === undefined ? [] : [{ words: `limit size ${writtenSize(size)}` }]),
      ...(isFirst ? timesOf(host) : []),
    ],
  };
}

function statement(words: string, value: number | undefined): Written[] {
  return value === undefined ? [] : [{ words: `${words} ${String(value)}` }];
}

/** `message_size_limit` in whole KB, the greatest that it allows; undefined for none. */
export function sizeOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  const kilobytes = Math.floor(Number(text) / 1024);
  return kilobytes === 0 ? undefined : kilobytes * 1024;
}

function hopsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
}

/** Retries, notification and expiry, which the first virtual server has as the one that sends. */
function timesOf({ postfix: { parameters } }: GivenHost): Written[] {
  const shortest = secondsOf(parameters.get('minimal_backoff_time') ?? '', 's');
  const longest = secondsOf(parameters.get('maximal_backoff_time') ?? '', 's');
  const delay = secondsOf(parameters.get('delay_warning_time') ?? '', 'h') ?? 0;
  const expire = secondsOf(parameters.get('maximal_queue_lifetime') ?? '', 'd') ?? 0;
  return [
    ...(shortest === undefined || longest === undefined || shortest === 0 ? [] : [retry(shortest, longest)]),
    ...(delay === 0 ? [] : [{ words: `delay notification ${writtenDuration(delay)}` }]),
    ...(expire === 0 ? [] : [{ words: `expire ${writtenDuration(expire)}` }]),
  ];
}

/** Each wait is twice the one before, until the longest (qmgr(8)). */
function retry(shortest: number, longest: number): Written {
  const waits: number[] = [];
  for (let wait = shortest; wait < longest && waits.length < 20; wait *= 2) waits.push(wait);
  const words = [...waits.map(writtenDuration), `then ${writtenDuration(Math.max(longest, shortest))}`];
  return { words: `retry ${words.join(', ')}` };
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
