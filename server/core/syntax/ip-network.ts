// Networks of IP addresses: how they are written, and which lie in which.

import ipaddr from 'ipaddr.js';
import type { IpNetwork } from './tree.ts';
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
  if (!address.ok) return bad(address.error, length === undefined ? address.mend : mendOf(`[${written}]/${length}`));
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
