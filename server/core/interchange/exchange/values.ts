// Values as Exchange's cmdlets write them, in every culture and shape.

import { parseIpRange, writtenRange } from '../../syntax/ip-network.ts';
import { canonicalIp } from '../../syntax/values.ts';
import { inQuotes, isBareWord } from '../../syntax/words.ts';

/**
 * The name of an entry of the directory, however it is written: `CN=London,CN=Sites,…` (RFC 4514),
 * `contoso.example/Configuration/Sites/London`, `EX1\Default EX1`, or the name alone.
 */
export function simpleName(text: string): string {
  const dn = /^CN=((?:\\.|[^,\\])*)(?:,|$)/i.exec(text);
  if (dn !== null) return unescapedDn(dn[1] ?? '');
  if (/^[\w.-]+\.[\w-]+\/.+/.test(text)) return text.slice(text.lastIndexOf('/') + 1);
  return text.includes('\\') ? text.slice(text.lastIndexOf('\\') + 1) : text;
}

function unescapedDn(text: string): string {
  const bytes = (hex: string) => {
    try {
      return decodeURIComponent(hex.replace(/\\([0-9A-Fa-f]{2})/g, '%$1'));
    } catch {
      return hex;
    }
  };
  return text.replace(/(?:\\[0-9A-Fa-f]{2})+/g, bytes).replace(/\\(.)/g, '$1');
}

/** The RDN below `CN=Microsoft Exchange` of a DN: the organization's name. */
export function organizationIn(dn: string): string | undefined {
  const found = /CN=((?:\\.|[^,\\])*),CN=Microsoft Exchange,CN=Services,/i.exec(dn);
  return found?.[1] === undefined ? undefined : unescapedDn(found[1]);
}

/** A size in bytes; Infinity when there is no limit. `35 MB (36,700,160 bytes)`, with whatever divides thousands. */
export function sizeOf(text: string): number | undefined {
  if (/^unlimited$/i.test(text.trim())) return Infinity;
  const inParentheses = /\(([\d.,\s\u00a0\u202f'’]+)\D+\)/.exec(text)?.[1]?.replace(/\D/g, '');
  if (inParentheses !== undefined && inParentheses !== '') return Number(inParentheses);
  const [, number, unit] = /^\s*(\d+)\s*([KMG]?B?)\s*$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * 1024 ** ['', 'k', 'm', 'g'].indexOf((unit ?? '').slice(0, 1).toLowerCase().replace('b', ''));
}

/** A time span in seconds: `2.00:00:00`, `00:10:00`, `00:00:00.5000000`. */
export function timeSpanOf(text: string): number | undefined {
  const [, days, hours, minutes, seconds] = /^(?:(\d+)\.)?(\d+):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text.trim()) ?? [];
  if (hours === undefined) return undefined;
  return ((Number(days ?? 0) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(?:true|1)$/i.test(text.trim());
}

/** `10.1.0.12:25`, `[::]:25`, `0.0.0.0:25`; the address undefined where it is any of its family. */
export interface ReadBinding {
  readonly address: string | undefined;
  readonly family: 4 | 6;
  readonly port: number;
}

export function bindingOf(text: string): ReadBinding | undefined {
  const [, six, four, port] = /^(?:\[([0-9a-f:.%]+)\]|([\d.]+)):(\d{1,5})$/i.exec(text.trim()) ?? [];
  const address = canonicalIp(six ?? four ?? '');
  if (address === undefined || port === undefined) return undefined;
  const isAny = address === '0.0.0.0' || address === '::';
  return { address: isAny ? undefined : address, family: six === undefined ? 4 : 6, port: Number(port) };
}

/** Whether a range is everybody of its family. */
export function isEverybody(text: string): boolean {
  const range = rangeOf(text);
  return range === '0.0.0.0/0' || range === '[::]/0';
}

/** A range of addresses as the language writes it: `10.1.5.0/24`, `10.1.6.7`, `10.0.0.1-10.0.0.9`. */
export function rangeOf(text: string): string | undefined {
  const trimmed = text.trim();
  const written = trimmed.includes(':')
    ? trimmed.replace(/^([0-9a-f:.]+)\/(\d+)$/i, '[$1]/$2').replace(/^([0-9a-f:.]+)-([0-9a-f:.]+)$/i, '[$1]-[$2]')
    : trimmed;
  const range = parseIpRange(/^[0-9a-f:.]+$/i.test(written) && written.includes(':') ? `[${written}]` : written);
  if (range.ok) return writtenRange(range.value);
  // A network that is written by one of its addresses is that network.
  return range.mend !== undefined && parseIpRange(range.mend).ok ? range.mend : undefined;
}

/** `[Local:]TYPE:SPACE;COST`: what mail a connector carries. */
export interface ReadSpace {
  readonly isScoped: boolean;
  readonly type: string;
  readonly space: string;
  readonly cost: number;
}

/** Reads an address space; type and cost may be absent: SMTP, 1 (New-SendConnector). */
export function addressSpaceOf(text: string): ReadSpace {
  const isScoped = /^local:/i.test(text);
  const rest = isScoped ? text.slice('local:'.length) : text;
  const [, type, behind] = /^([A-Za-z0-9_-]+):(.*)$/s.exec(rest) ?? [];
  const [, space, cost] = /^(.*);\s*(\d+)\s*$/s.exec(behind ?? rest) ?? [];
  const name = (type ?? 'SMTP').toUpperCase();
  return { isScoped, type: name, space: (space ?? behind ?? rest).trim(), cost: cost === undefined ? 1 : Number(cost) };
}

/** An address space as the language writes it, with its cost. */
export function writtenSpace({ type, space, cost }: ReadSpace): string {
  const pattern = type === 'SMTP' ? space.toLowerCase() : `${type}:${isPlain(space) ? space : inQuotes(space)}`;
  return `${pattern} cost ${String(cost)}`;
}

function isPlain(space: string): boolean {
  return space === '*' || isBareWord(space);
}

/** Smart hosts of a list or of one string; an address without brackets gets them where it is of version 6. */
export function hostsOf(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(/[,;]/))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** A smart host as the language writes it, with its port unless that is 25. */
export function writtenHost(host: string, port: number): string {
  const inside = /^\[(.*)\]$/.exec(host)?.[1] ?? host;
  const address = canonicalIp(inside);
  const name = address === undefined ? host.toLowerCase() : `[${address}]`;
  return port === 25 ? name : `${name}:${String(port)}`;
}
