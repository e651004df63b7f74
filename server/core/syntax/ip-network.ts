// Networks of IP addresses: how they are written, and which lie in which.

import ipaddr from 'ipaddr.js';
import type { IpNetwork, IpRange } from './tree.ts';
import { bad, canonicalIp, good, type Parsed, parseIpAddress, shown } from './values.ts';

/**
 * `192.168.1.0/24`, `[2001:db8::]/32`, or one address. Bits behind the prefix are 0, so that nobody takes a network for
 * one of its computers.
 */
export function parseNetwork(text: string): Parsed<IpNetwork> {
  const inside = /^\[([^\]/]*)\/(\d+)\]$/.exec(text);
  if (inside !== null) {
    const mend = `[${inside[1] ?? ''}]/${inside[2] ?? ''}`;
    return bad('The length of a network stands behind the brackets of its address.', mendOf(mend));
  }
  const [written = '', length] = text.split('/', 2);
  const address = parseIpAddress(written);
  if (!address.ok) {
    if (length === undefined) return bad(address.error, address.mend);
    const lacksBrackets = written.includes(':') && !written.startsWith('[');
    return bad(address.error, lacksBrackets ? mendOf(`[${written}]/${length}`) : undefined);
  }
  const bits = address.value.includes(':') ? 128 : 32;
  if (length === undefined) return good({ address: address.value, prefixLength: bits });
  const mask = lengthOfMask(length);
  if (mask !== undefined) {
    const mend = mendOf(`${written}/${mask}`) ?? `${written}/${mask}`;
    return bad(`A network is written with the length of its prefix: ${mend}.`, mend);
  }
  const prefixLength = /^\d{1,3}$/.test(length) ? Number(length) : Infinity;
  if (prefixLength > bits) return bad(`'${shown(text)}' is not a network; behind the / stands a number up to ${bits}.`);
  const first = firstAddress(address.value, prefixLength);
  if (first === address.value) return good({ address: first, prefixLength });
  const mend = writtenNetwork({ address: first, prefixLength });
  return bad(`'${shown(text)}' is an address in a network; the network itself is ${mend}.`, mend);
}

/** Addresses that a Receive connector is for: `10.1.0.5`, `10.1.0.5-10.1.0.9` or `10.1.0.0/16`. */
export function parseIpRange(text: string): Parsed<IpRange> {
  const [, from, to] = /^([^-]+)-([^-]+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    const network = parseNetwork(text);
    return network.ok ? good({ first: network.value.address, last: lastAddress(network.value) }) : network;
  }
  const first = parseIpAddress(from);
  const last = parseIpAddress(to);
  if (!first.ok) return first;
  if (!last.ok) return last;
  if (first.value.includes(':') !== last.value.includes(':')) {
    return bad(`'${shown(text)}' is not a range: both ends are IPv4 or both are IPv6.`);
  }
  if (numberOf(first.value) > numberOf(last.value)) {
    return bad(`'${shown(text)}' ends before it begins.`, `${to}-${from}`);
  }
  return good({ first: first.value, last: last.value });
}

/** A range as the language writes it: as a network where it is one. */
export function writtenRange({ first, last }: IpRange): string {
  const prefixLength = prefixOf({ first, last });
  if (prefixLength !== undefined) return writtenNetwork({ address: first, prefixLength });
  const inBrackets = (address: string) => (address.includes(':') ? `[${address}]` : address);
  return `${inBrackets(first)}-${inBrackets(last)}`;
}

/** The prefix of a range that is a network; undefined for others. */
function prefixOf({ first, last }: IpRange): number | undefined {
  const bits = first.includes(':') ? 128 : 32;
  const size = rangeSize({ first, last });
  const length = size.toString(2).length - 1;
  const isPower = size === 1n << BigInt(length);
  return isPower && numberOf(first) % size === 0n ? bits - length : undefined;
}

/** How many addresses a range has. */
export function rangeSize({ first, last }: IpRange): bigint {
  return numberOf(last) - numberOf(first) + 1n;
}

/** Whether an address lies in a range; one of the other version never does. */
export function isInRange(address: string, { first, last }: IpRange): boolean {
  if (address.includes(':') !== first.includes(':')) return false;
  const number = numberOf(address);
  return numberOf(first) <= number && number <= numberOf(last);
}

/** An address as a number. */
export function numberOf(address: string): bigint {
  return ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function lastAddress({ address, prefixLength }: IpNetwork): string {
  const cidr = `${address}/${prefixLength}`;
  if (!address.includes(':')) return ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString();
  const bytes = ipaddr.IPv6.parse(address).toByteArray();
  const filled = bytes.map((byte, i) => byte | (0xff >> Math.min(8, Math.max(0, prefixLength - 8 * i))));
  return ipaddr.fromByteArray(filled).toString();
}

/** The text if it is right, or what would be. */
function mendOf(text: string): string | undefined {
  const parsed = parseNetwork(text);
  return parsed.ok ? text : parsed.mend;
}

/** `255.255.255.0` is 24. */
function lengthOfMask(text: string): number | undefined {
  if (canonicalIp(text) === undefined || text.includes(':')) return undefined;
  return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}

function firstAddress(address: string, prefixLength: number): string {
  const cidr = `${address}/${prefixLength}`;
  return address.includes(':')
    ? ipaddr.IPv6.networkAddressFromCIDR(cidr).toString()
    : ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
}

/** A network as the language writes it; of a single address without its length. */
export function writtenNetwork({ address, prefixLength }: IpNetwork): string {
  const isV6 = address.includes(':');
  const said = isV6 ? `[${address}]` : address;
  return prefixLength === (isV6 ? 128 : 32) ? said : `${said}/${prefixLength}`;
}

/** What nobody outside has, or can send from: RFC 1918, 6598, 3927, 1122, 4193, 4291. */
const closed = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8'].map(
  (cidr) => ipaddr.IPv4.parseCIDR(cidr),
);
const closedV6 = ['fc00::/7', 'fe80::/10', '::1/128'].map((cidr) => ipaddr.IPv6.parseCIDR(cidr));

/** Whether nobody outside has an address of a network. */
export function isPrivate({ address, prefixLength }: IpNetwork): boolean {
  if (address.includes(':')) {
    const parsed = ipaddr.IPv6.parse(address);
    return closedV6.some(([other, length]) => prefixLength >= length && parsed.match(other, length));
  }
  const parsed = ipaddr.IPv4.parse(address);
  return closed.some(([other, length]) => prefixLength >= length && parsed.match(other, length));
}
