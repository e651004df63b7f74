// Other IP addresses in the place of those that are there. Bits of a subnet's number are turned over, those of a host in
// it stay: so who was in one subnet is in one, ranges hold as many, and what was private is (RFC 1918, RFC 4193).

import ipaddr from 'ipaddr.js';
import { numberOf } from '../../syntax/ip-network.ts';

/** An address, a network or a range as it is written, without brackets. */
export interface IpBlock {
  readonly first: string;
  /** How many of its last bits differ within it. */
  readonly bits: number;
}

/** A stretch of addresses that nothing leaves: its prefix stays. */
interface Home {
  readonly prefix: bigint;
  readonly bits: number;
  readonly width: 32 | 128;
}

const homes: readonly Home[] = [
  ['10.0.0.0', 24],
  ['172.16.0.0', 20],
  ['192.168.0.0', 16],
  ['100.64.0.0', 22],
  ['169.254.0.0', 16],
  ['2001:db8::', 96],
  ['fc00::', 121],
  ['fe80::', 118],
].map(([first, bits]) => home(String(first), Number(bits)));
/** What has one meaning everywhere stays: this host, all hosts, groups of hosts. */
const kept: readonly Home[] = [
  ['0.0.0.0', 24],
  ['127.0.0.0', 24],
  ['224.0.0.0', 28],
  ['240.0.0.0', 28],
  ['::', 96],
  ['ff00::', 120],
].map(([first, bits]) => home(String(first), Number(bits)));
const everywhere: readonly Home[] = [home('0.0.0.0', 32), home('2000::', 125)];

function home(first: string, bits: number): Home {
  return { prefix: numberOf(first) >> BigInt(bits), bits, width: first.includes(':') ? 128 : 32 };
}

/** Gives each address, as written, of a block of that many bits another one. What it was not told of stays. */
export function ipCodes(blocks: readonly IpBlock[]): (address: string, bits: number) => string {
  const masks = new Map<Home, bigint>();
  for (const at of [...homes, ...everywhere]) {
    const inside = blocks.filter(({ first }) => homeOf(first) === at);
    if (inside.length > 0) masks.set(at, maskFor(at, inside));
  }
  return (address, bits) => {
    const at = homeOf(address);
    const mask = at && masks.get(at);
    const isWhole = at !== undefined && bits >= at.bits;
    return mask === undefined || isWhole ? address : written(numberOf(address) ^ mask, widthOf(address));
  };
}

function homeOf(address: string): Home | undefined {
  const isIn = ({ prefix, bits, width }: Home): boolean =>
    width === widthOf(address) && numberOf(address) >> BigInt(bits) === prefix;
  return kept.some(isIn) ? undefined : [...homes, ...everywhere].find(isIn);
}

function widthOf(address: string): 32 | 128 {
  return address.includes(':') ? 128 : 32;
}

/**
 * Above the largest block, so that each stays one; of those that lead to no address that was there the first. Where each
 * leads to some, as in a home that a network fills by half, the first of all.
 */
function maskFor(at: Home, blocks: readonly IpBlock[]): bigint {
  const inside = blocks.filter(({ bits }) => bits < at.bits);
  const low = Math.max(0, ...inside.map(({ bits }) => bits));
  const numbers = inside.map(({ first }) => numberOf(first));
  const taken = new Set(numbers.map((number) => number >> BigInt(low)));
  const choices = (1n << BigInt(at.bits - low)) - 1n;
  let first = 0n;
  for (let k = 1n; k <= mostTries && k <= choices; k++) {
    const mask = spread(k) & choices;
    const isHome = numbers.every((number) => homeOf(written(number ^ (mask << BigInt(low)), at.width)) === at);
    if (mask === 0n || !isHome) continue;
    if (numbers.every((number) => !taken.has((number >> BigInt(low)) ^ mask))) return mask << BigInt(low);
    if (first === 0n) first = mask << BigInt(low);
  }
  return first;
}

const mostTries = 4096n;

/** 128 bits for a number; any odd factor steps through all of them, and this one spreads them well. */
function spread(k: bigint): bigint {
  const bits = (k * 0x9e3779b1n) & 0xffffffffn;
  return [0n, 32n, 64n, 96n].reduce((all, at) => all | (bits << at), 0n);
}

function written(number: bigint, width: 32 | 128): string {
  const bytes = Array.from({ length: width / 8 }, (_, i) => Number((number >> BigInt(width - 8 * (i + 1))) & 255n));
  return ipaddr.parse(ipaddr.fromByteArray(bytes).toString()).toString();
}
