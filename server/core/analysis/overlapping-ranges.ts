import { bindingText, endpoint } from '#core/model/bindings';
import { serverId } from '#core/model/element';
import { addTo } from '#core/model/multimap';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import type { Binding, Place, ReceiveConnector, Server } from '#core/model/topology';
import { numberOf, writtenRange } from '#core/syntax/ip-network';
import type { IpRange } from '#core/syntax/tree';
import { plain } from '#core/syntax/words';
import { servers } from './facts.ts';
import type { Finding } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * Two Receive connectors of a server have the same binding, and the same remote addresses, or some in common that neither of
 * them has all of. Exchange refuses both: on one binding ranges may overlap only when one holds the other whole, so that the
 * smaller one decides (§1.5) [MS-RECV, PS-RECV]. One that names no addresses is for all.
 */
export const overlappingRanges = rule({
  code: 'overlapping-ranges',
  severity: 'error',
  over: servers,
  reads: {},
  concerns: ({ receiveConnectors }) => receiveConnectors.length > 0,
  *check(server) {
    const byEndpoint = new Map<string, Claim[]>();
    for (const connector of receiveConnectorsOf(server)) {
      for (const binding of connector.bindings) {
        for (const claim of claimsOf(connector, binding)) addTo(byEndpoint, `${connector.service} ${endpoint(binding)} ${claim.version}`, claim); // prettier-ignore
      }
    }
    const told = new Set<string>();
    for (const claims of byEndpoint.values()) {
      for (const { one, other } of clashesIn(claims)) {
        const pair = `${one.connector.key}\n${other.connector.key}`;
        if (told.has(pair)) continue;
        told.add(pair);
        yield* told.size > mostTold ? [] : clash(server, one, other);
      }
    }
  },
});

/** More would bury what else is wrong. */
const mostTold = 20;

/** Remote addresses that a connector takes connections from at a binding. */
interface Claim {
  readonly connector: ReceiveConnector;
  readonly binding: Binding;
  /** Undefined: everybody. */
  readonly range: (IpRange & { readonly place: Place | undefined }) | undefined;
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

function claimsOf(connector: ReceiveConnector, binding: Binding): readonly Claim[] {
  if (connector.from.length === 0) {
    const all = { connector, binding, range: undefined, first: 0n };
    return [
      { ...all, version: 4, last: (1n << 32n) - 1n },
      { ...all, version: 6, last: (1n << 128n) - 1n },
    ];
  }
  return connector.from.map((range) => ({
    connector,
    binding,
    range,
    version: range.first.includes(':') ? 6 : 4,
    first: numberOf(range.first),
    last: numberOf(range.last),
  }));
}

/** Claims that are equal, or cross; in order of where they begin, those that are open hold each other. */
function* clashesIn(claims: readonly Claim[]): Iterable<{ readonly one: Claim; readonly other: Claim }> {
  const ordered = [...claims].sort((a, b) => compare(a.first, b.first) || compare(b.last, a.last));
  let open: Claim[] = [];
  for (const other of ordered) {
    open = open.filter(({ last }) => last >= other.first);
    for (const one of open) {
      const isEqual = one.first === other.first && one.last === other.last;
      if (one.connector !== other.connector && (isEqual || one.last < other.last)) yield { one, other };
    }
    open.push(other);
  }
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Told at the one that is written later; what setup makes is written nowhere. */
function* clash(server: Server, first: Claim, second: Claim): Iterable<Finding> {
  const [one, other] = isLater(server, first, second) ? [second, first] : [first, second];
  const place = other.range?.place ?? other.binding.place;
  if (place === undefined) return;
  const where = listening(other.binding, server);
  yield {
    place,
    message:
      one.first === other.first && one.last === other.last
        ? `${quoted(one.connector.name)} listens on ${where} for ${inWords(other)} already, so Exchange refuses ` +
          `${quoted(other.connector.name)}. Give it another binding, or remote addresses of its own.`
        : `${inWords(other)} and ${inWords(one)} of ${quoted(one.connector.name)} overlap on ${where}, and neither holds the ` +
          `other: Exchange refuses ${quoted(other.connector.name)}. Make one range part of the other, or keep them apart.`,
    related:
      one.range?.place === undefined
        ? []
        : [{ place: one.range.place, message: `${quoted(one.connector.name)} has them here.` }],
    element: serverId(server.name),
  };
}

function listening(binding: Binding, { name }: Server): string {
  if (binding.address !== 'all available') return `${bindingText(binding)} of ${plain(name)}`;
  return `port ${String(binding.port)} of all addresses of ${plain(name)}`;
}

function isLater({ receiveConnectors }: Server, one: Claim, other: Claim): boolean {
  return receiveConnectors.indexOf(one.connector) > receiveConnectors.indexOf(other.connector);
}

function inWords({ range }: Claim): string {
  return range === undefined ? 'all remote addresses' : writtenRange(range);
}
