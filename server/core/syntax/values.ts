// The values of the language, each read from its text: what it means, or in an administrator's words why it means
// nothing. The grammar knows where a value stands; this file alone knows which are right.

import ipaddr from 'ipaddr.js';
import type { AddressNode, AddressSpaceNode, HostNode } from './tree.ts';
import { longestName, unquoted } from './words.ts';
import { readX400 } from './x400-address.ts';

/** A value, or why there is none; `mend` is the text that would be right, where that is plain. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string; readonly mend?: string };

export function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function bad(error: string, mend?: string): Parsed<never> {
  return mend === undefined ? { ok: false, error } : { ok: false, error, mend };
}

/** A name, bare or quoted: its text without the quotes. */
export function parseName(text: string): Parsed<string> {
  const name = unquoted(text);
  if (name === '') return bad('A name has at least one character.');
  if (name.length > longestName) {
    return bad(`A name has at most ${longestName} characters, this one has ${name.length}.`);
  }
  return good(name);
}

/** A whole number. */
export function parseNumber(text: string): Parsed<number> {
  if (!/^\d+$/.test(text)) return bad(`'${shown(text)}' is not a whole number.`);
  const value = Number(text);
  return Number.isSafeInteger(value) ? good(value) : bad(`'${shown(text)}' is too large; write a smaller number.`);
}

/** The same, when it is no more than that. */
export function parseNumberUpTo(text: string, most: number): Parsed<number> {
  const number = parseNumber(text);
  return number.ok && number.value > most ? bad(`'${shown(text)}' is too large; ${most} is the most.`) : number;
}

/** The port of SMTP: of a binding that writes none, and where others connect to. */
export const defaultPort = 25;

/** A TCP port. */
/** The highest cost of a way: 1 to 99999, as Active Directory has it for site links. */
export function parseHighestCost(text: string): Parsed<number> {
  const number = parseNumber(text);
  if (!number.ok || (number.value >= 1 && number.value <= 99_999)) return number;
  return bad(`'${shown(text)}' is no highest cost; it goes from 1 to 99999.`);
}

export function parsePort(text: string): Parsed<number> {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? good(port) : bad(`'${shown(text)}' is not a port; ports go from 1 to 65535.`);
}

const bytesByUnit: Readonly<Record<string, number>> = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** A size in bytes: `512KB`, `10MB`, `1GB`; 1 KB is 1024 bytes. */
export function parseSize(text: string): Parsed<number> {
  return measured(
    text,
    bytesByUnit,
    'a size',
    'KB, MB or GB, as in 10MB',
    /^[kmg](b|ib|bytes?)?$/i,
    (unit) => `${unit.charAt(0).toUpperCase()}B`,
  );
}

const bitsByUnit: Readonly<Record<string, number>> = { kbps: 1000, Mbps: 1000 ** 2, Gbps: 1000 ** 3 };

/** A bandwidth in bit/s: `64kbps`, `2Mbps`, `1Gbps`; 1 kbps is 1000 bit/s. */
export function parseBandwidth(text: string): Parsed<number> {
  if (/^0+[kMG]bps$/.test(text))
    return bad(`'${shown(text)}' lets nothing through; write 1${text.slice(-4)} at least.`);
  const spell = (unit: string) => ({ k: 'kbps', m: 'Mbps', g: 'Gbps' })[unit.charAt(0).toLowerCase()] ?? unit;
  return measured(
    text,
    bitsByUnit,
    'a bandwidth',
    'kbps, Mbps or Gbps, as in 2Mbps',
    /^(k|m|g)(bps|bit|bit\/s|b)?$/i,
    spell,
  );
}

function measured(
  text: string,
  units: Readonly<Record<string, number>>,
  sort: string,
  wanted: string,
  nearly: RegExp,
  spell: (unit: string) => string,
): Parsed<number> {
  const [, digits = '', unit = ''] = /^(\d*)(.*)$/s.exec(text) ?? [];
  const factor = units[unit];
  if (digits !== '' && factor !== undefined) {
    const value = Number(digits) * factor;
    return Number.isSafeInteger(value) ? good(value) : bad(`'${shown(text)}' is more than can be counted.`);
  }
  const reason = unit === '' ? `'${shown(text)}' has no unit` : `'${shown(text)}' is not ${sort}`;
  const mend = digits !== '' && nearly.test(unit) ? digits + spell(unit) : undefined;
  return bad(`${reason}; write ${wanted}.`, mend);
}

const secondsByUnit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };

/** A duration in seconds: `10s`, `1h30m`, `250ms`. */
export function parseDuration(text: string): Parsed<number> {
  if (/^(\d+(ms|[smhd]))+$/.test(text)) {
    let milliseconds = 0;
    for (const [, count, unit = ''] of text.matchAll(/(\d+)(ms|[smhd])/g)) {
      milliseconds += Number(count) * Math.round((secondsByUnit[unit] ?? 0) * 1000);
    }
    return Number.isSafeInteger(milliseconds) ? good(milliseconds / 1000) : bad(`'${shown(text)}' is too long.`);
  }
  if (/^\d+$/.test(text)) return bad(`'${shown(text)}' has no unit; write ms, s, m, h or d, as in 10m.`);
  const [, digits = '', unit = ''] = /^(\d+)([a-z]+)$/i.exec(text) ?? [];
  const short = shortUnit(unit.toLowerCase());
  const mend = digits !== '' && short !== undefined ? digits + short : undefined;
  return bad(`'${shown(text)}' is not a duration; write ms, s, m, h or d, as in 10m or 1h30m.`, mend);
}

/** A duration that is longer than none: what is repeated so often would never end otherwise. */
export function parseInterval(text: string): Parsed<number> {
  const seconds = parseDuration(text);
  return seconds.ok && seconds.value === 0 ? bad(`'${shown(text)}' is no wait at all; write 1s at least.`) : seconds;
}

function shortUnit(unit: string): string | undefined {
  if (/^(s|secs?|seconds?)$/.test(unit)) return 's';
  if (/^(m|mins?|minutes?)$/.test(unit)) return 'm';
  if (/^(h|hrs?|hours?)$/.test(unit)) return 'h';
  if (/^(d|days?)$/.test(unit)) return 'd';
  return unit === 'ms' ? 'ms' : undefined;
}

/** A rate per second: `50/s`, `/m` and `/h` likewise. */
export function parseRate(text: string): Parsed<number> {
  const [, digits, unit = ''] = /^(\d+)\/([smh])$/.exec(text) ?? [];
  const seconds = secondsByUnit[unit];
  if (digits === undefined || seconds === undefined) {
    const [, count = '', long = ''] = /^(\d+)\/([a-z]+)$/i.exec(text) ?? [];
    const short = shortUnit(long.toLowerCase());
    const mend = short !== undefined && 'smh'.includes(short) ? `${count}/${short}` : undefined;
    return bad(`'${shown(text)}' is not a rate; write a number for each s, m or h, as in 50/s.`, mend);
  }
  if (Number(digits) === 0) return bad(`'${shown(text)}' lets nothing through; write 1/${unit} at least.`);
  return good(Number(digits) / seconds);
}

/** An IP address in canonical form, without brackets; IPv6 has to be written in brackets. */
export function parseIpAddress(text: string): Parsed<string> {
  if (text.startsWith('[')) {
    const inner = text.slice(1, -1);
    const address = canonicalIp(inner);
    if (address === undefined) return bad(`'${shown(text)}' is not an IP address, like 10.1.0.10 or [2001:db8::1].`);
    return good(address);
  }
  const address = canonicalIp(text);
  if (address !== undefined && text.includes(':')) {
    return bad(`An IPv6 address stands in brackets: [${text}].`, `[${text}]`);
  }
  if (address !== undefined) return good(address);
  return bad(`'${shown(text)}' is not an IP address; its four numbers go from 0 to 255, as in 10.1.0.10.`);
}

/** The canonical form of an IP address; undefined when the text is none. */
export function canonicalIp(text: string): string | undefined {
  if (text.includes(':')) {
    return !text.includes('%') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text).toString() : undefined;
  }
  const isFourNumbers = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text);
  return isFourNumbers && text.split('.').every((part) => Number(part) <= 255) ? text : undefined;
}

/** A domain as written. Labels have 1 to 63 letters, digits, `-` or `_`; the whole at most 253 characters. */
export function parseDomain(text: string): Parsed<string> {
  const reason = domainReason(text, /^[\p{L}\p{N}\p{M}_-]+$/u, 'letters, digits and hyphens');
  return reason === undefined ? good(text) : bad(reason);
}

/** A domain pattern: `*`, `contoso.com`, `*.contoso.com`. */
export function parseDomainPattern(text: string): Parsed<string> {
  const reason = domainReason(text, /^[\p{L}\p{N}\p{M}_*-]+$/u, 'letters, digits, hyphens and *');
  return reason === undefined ? good(text) : bad(reason);
}

/** An accepted domain: `contoso.com`, `*.contoso.com` with all below it, or `*` for every domain. */
export function parseAcceptedDomain(text: string): Parsed<string> {
  if (text === '*') return good(text);
  const domain = parseDomain(text.replace(/^\*\./, ''));
  if (domain.ok) return good(text);
  const bare = text.replace(/^\*/, '');
  return text.startsWith('*') && parseDomain(bare).ok
    ? bad(`'${shown(text)}' is not a domain; with all below it, it is *.${bare}.`, `*.${bare}`)
    : domain;
}

function domainReason(text: string, label: RegExp, allowed: string): string | undefined {
  if (text.length > 253) return `A domain has at most 253 characters, this one has ${text.length}.`;
  for (const part of text.split('.')) {
    if (part === '') return `'${shown(text)}' is not a domain: a dot has a name on both sides.`;
    if (part.length > 63) return `'${shown(text)}' is not a domain: between two dots stand at most 63 characters.`;
    if (part.startsWith('-') || part.endsWith('-')) {
      return `'${shown(text)}' is not a domain: no part begins or ends with a hyphen.`;
    }
    if (!label.test(part)) return `'${shown(text)}' is not a domain; it is made of ${allowed}.`;
  }
  return undefined;
}

/** A smart host: a domain name, or an IP address in brackets (a bare one is read too: a rule of its own warns of it). */
export function parseHost(text: string): Parsed<Omit<HostNode, 'span'>> {
  const bracketed = text.startsWith('[');
  if (bracketed || /^\d+(\.\d+){3}$/.test(text) || text.includes(':')) {
    const address = parseIpAddress(text);
    return address.ok ? good({ text, address: address.value, bracketed }) : address;
  }
  const domain = parseDomain(text);
  return domain.ok ? good({ text, address: undefined, bracketed }) : domain;
}

/** The name of a host that is declared, brackets included. */
export function parseHostName(text: string): Parsed<string> {
  const host = parseHost(text);
  if (!host.ok) return host;
  const { address, bracketed } = host.value;
  if (address === undefined || bracketed) return good(text);
  return bad(`'${shown(text)}' is looked up as a name; an IP address stands in brackets.`, `[${text}]`);
}

/** A recipient or sender: `anna@contoso.com`, `*@contoso.com` for anybody there, `FAX:+12065550100`, or `FAX:"+1 206"`. */
export function parseAddress(text: string): Parsed<Omit<AddressNode, 'span'>> {
  const parsed = parseAddressPattern(text);
  if (parsed.ok && parsed.value.local !== '*' && parsed.value.local?.includes('*') === true) {
    return bad(`'${shown(text)}' is a pattern; write one address, or *@${parsed.value.domain} for anybody there.`);
  }
  return parsed;
}

/** The address of a contact: a single one, of type SMTP. */
export function parseContact(text: string): Parsed<Omit<AddressNode, 'span'>> {
  const parsed = parseTarget(text);
  if (!parsed.ok || parsed.value.type === 'SMTP') return parsed;
  return bad(`'${shown(text)}' is not an SMTP address; a contact has one, as in anna@contoso.com.`);
}

/** Where mail for a contact goes: a single address. */
export function parseTarget(text: string): Parsed<Omit<AddressNode, 'span'>> {
  const parsed = parseAddressPattern(text);
  if (!parsed.ok || parsed.value.local?.includes('*') !== true) return parsed;
  return bad(`'${shown(text)}' is a pattern; a contact is one address, at another one.`);
}

/** A pattern of addresses: `anna@contoso.com`, `a*@contoso.com`, `*@contoso.com`, or `FAX:+1*`, quoted or not. */
export function parseAddressPattern(text: string): Parsed<Omit<AddressNode, 'span'>> {
  const [, type, written] = /^([^@:"]+):(.+)$/s.exec(text) ?? [];
  if (type === undefined || written === undefined) return parseMailAddress(text);
  const address = unquoted(written);
  if (type.toUpperCase() === 'SMTP') return parseMailAddress(address);
  if (address === '') return bad(`An address of type ${type} has at least one character.`);
  const reason = x400Reason(type, address);
  return reason === undefined
    ? good({ type: type.toUpperCase(), address, local: undefined, domain: undefined })
    : bad(reason);
}

/** Why an X.400 address or pattern means nothing. Other types have no form that is known here. */
function x400Reason(type: string, text: string): string | undefined {
  if (type.toUpperCase() !== 'X400' || readX400(text) !== undefined) return undefined;
  return `'${shown(text)}' is no X.400 address; write its attributes, as in c=US;a= ;p=Contoso.`;
}

function parseMailAddress(text: string): Parsed<Omit<AddressNode, 'span'>> {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domainText = text.slice(at + 1);
  if (at < 1 || domainText === '' || local.length > 64) {
    return bad(`'${shown(text)}' is not an address; it has a name before the @ and a domain behind it.`);
  }
  const domain = domainText.startsWith('[') ? parseIpAddress(domainText) : parseDomain(domainText);
  return domain.ok ? good({ type: 'SMTP', address: text, local, domain: domainText.toLowerCase() }) : domain;
}

/**
 * An address space: `*`, `*.contoso.com`, `SMTP:contoso.com`, `FAX:+1*`, `FAX:"+1 *"`. `patternFrom` is where the
 * pattern begins.
 */
export function parseAddressSpace(
  text: string,
): Parsed<Pick<AddressSpaceNode, 'type'> & { readonly pattern: string; readonly patternFrom: number }> {
  const [, type, rest] = /^([^:"]*):(.*)$/s.exec(text) ?? [];
  const pattern = rest ?? text;
  const patternFrom = text.length - pattern.length;
  const isQuoted = pattern.startsWith('"');
  if (type !== undefined && type.toUpperCase() !== 'SMTP') {
    const reason = x400Reason(type, unquoted(pattern));
    return reason === undefined
      ? good({ type: type.toUpperCase(), pattern: unquoted(pattern), patternFrom })
      : bad(reason);
  }
  const domain = parseDomainPattern(unquoted(pattern));
  if (!domain.ok) return domain;
  if (isQuoted) return bad(`An SMTP address space stands without quotation marks: ${domain.value}.`, domain.value);
  return good({ type: 'SMTP', pattern, patternFrom });
}

/** How often an `every` schedule opens: 1, 2 or 4 hours. */
export function parseScheduleInterval(text: string): Parsed<1 | 2 | 4> {
  const seconds = parseDuration(text);
  if (seconds.ok && seconds.value === 3600) return good(1);
  if (seconds.ok && seconds.value === 7200) return good(2);
  if (seconds.ok && seconds.value === 14400) return good(4);
  return bad(`A schedule opens every 1h, 2h or 4h, not every ${shown(text)}.`);
}

/** A status code: `5.4.4`. */
export function parseStatusCode(text: string): Parsed<string> {
  return /^[245]\.\d{1,3}\.\d{1,3}$/.test(text)
    ? good(text)
    : bad(`'${shown(text)}' is not a status code; it has three numbers, as in 5.4.4.`);
}

/** A text short enough for a message. */
export function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
