// How values are written in the language, for sentences and for messages that are shown again.

import type { Address, AddressSpace } from '#core/model/topology';
import type { SecondOfWeek } from '#core/syntax/tree';
import { inQuotes } from '#core/syntax/words';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const gigabyte = 1024 * megabyte;
const daySeconds = 24 * 60 * 60;
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `512KB`, `10MB`, `1GB`: the largest unit that needs no fraction, whole kilobytes at least. */
export function writtenSize(bytes: number): string {
  if (bytes >= gigabyte && bytes % gigabyte === 0) return `${bytes / gigabyte}GB`;
  if (bytes >= megabyte && bytes % megabyte === 0) return `${bytes / megabyte}MB`;
  return `${Math.ceil(bytes / kilobyte)}KB`;
}

/** `Mon 18:00`. */
export function writtenTimeOfWeek(at: SecondOfWeek): string {
  const day = days[Math.floor(at / daySeconds) % 7] ?? 'Mon';
  const minutes = Math.floor((at % daySeconds) / 60);
  return `${day} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** `1h30m`, `0.25s`: to the millisecond, as the language takes durations, but for fractions. */
export function writtenDuration(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const parts: string[] = [];
  let left = milliseconds;
  for (const [unit, length] of [
    ['d', daySeconds * 1000],
    ['h', 60 * 60 * 1000],
    ['m', 60 * 1000],
  ] as const) {
    const count = Math.floor(left / length);
    if (count > 0) parts.push(`${count}${unit}`);
    left -= count * length;
  }
  if (left > 0 || parts.length === 0) parts.push(`${left / 1000}s`);
  return parts.join('');
}

/** `anna@contoso.com` or `FAX:"+1 206 555 0100"`. */
export function writtenAddress(address: Address): string {
  if (address.type === 'SMTP') return address.address;
  return `${address.type}:${inQuotes(address.address)}`;
}

/** `SMTP:*.example.net`: an address space as results name it. */
export function addressSpaceName({ type, pattern }: Pick<AddressSpace, 'type' | 'pattern'>): string {
  return `${type}:${pattern}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
