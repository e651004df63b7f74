// What mail systems and routes are asked about: topologies of relays made by dice, addresses for them, and where a message goes
// first in words that both can say.

import { firstHopOf, routeFrom } from '#core/interchange/postfix/first-hop';
import { destinationsIn } from '#core/interchange/postfix/next-hop';
import { writtenHop } from '#core/interchange/relay/host';
import { ownServersOf } from '#core/model/own-hosts';
import type { Server, Topology } from '#core/model/topology';
import { relayTopology as farmOfGroups } from '../core/interchange/postfix/relay-topology.ts';
import { dice, type RelayTopology, relayTopology as hostsWithRules } from '../core/interchange/relay-topologies.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';

export interface MadeTopology {
  readonly name: string;
  readonly topology: Topology;
  readonly addresses: readonly string[];
}

/** How many of each kind. */
const seeds = Number(process.env['BRIDGEHEAD_TOPOLOGIES'] ?? 3);
/** From each host. */
export const addressesEach = 10_000;

/** @param addressesOnly - Hosts have no names, so that nobody has to look them up. */
export function madeTopologies({ addressesOnly }: { readonly addressesOnly: boolean }): MadeTopology[] {
  return Array.from({ length: seeds }, (_, at) => at + 1).flatMap((seed) => [
    made(`farm ${String(seed)}`, farmOfGroups(seed, { wildcards: true, addressesOnly }), seed),
    made(`relays ${String(seed)}`, hostsWithRules(seed, { withDns: true }), seed),
  ]);
}

function made(name: string, relays: RelayTopology, seed: number): MadeTopology {
  return { name, topology: topologyFromText(relays.text), addresses: addressesFor(relays, seed) };
}

/** Everybody by name, then others in the same domains, below them and elsewhere; as people and programs write them. */
function addressesFor({ domains, users }: RelayTopology, seed: number): string[] {
  const random = dice(seed + 1000);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const addresses = new Map<string, string>();
  const add = (address: string) => {
    const key = address.toLowerCase();
    if (!addresses.has(key)) addresses.set(key, address);
  };
  users.forEach(add);
  for (const domain of domains) [`somebody@${domain}`, `somebody@below.${domain}`].forEach(add);
  while (addresses.size < addressesEach) {
    const number = random() < 0.8 ? String(Math.floor(random() * 900)) : '';
    const tag = pick(['', '', '', '+list', '.smith', '-x', '=y', '%elsewhere.test', '!z', '_', "'s", '/w']);
    const domain = random() < 0.9 ? pick(domains) : `host${String(Math.floor(random() * 900))}.test`;
    const label = random() < 0.3 ? `${pick(['a', 'mail', 'x1', 'deep.down', 'sales', 'd1', 'lab'])}.` : '';
    const address = `${pick(['anna', 'bert', 'carl', 'zoe', 'z', 'q'])}${number}${tag}@${label}${domain}`;
    add(random() < 0.1 ? address.toUpperCase() : address);
  }
  return [...addresses.values()];
}

/** Where a message goes first by its route: `here`, `to mx2`, `to 192.0.2.25:587`, `returned 5.4.4`, `waits`. */
export function hopByRoute(topology: Topology, server: Server, address: string): string {
  const hop = firstHopOf(routeFrom(topology, server, address), server, topology);
  switch (hop.kind) {
    case 'here':
      return 'here';
    case 'own':
      return `to ${hop.server}`;
    case 'outside':
      return hopByDestination(topology, hop.nextHop);
    case 'ends':
      return hop.status.startsWith('4') ? 'waits' : `returned ${hop.status}`;
  }
}

/** Where mail goes that somebody hands to `destination`, as Postfix writes one; of several the first counts. */
export function hopByDestination(topology: Topology, destination: string): string {
  const [first] = destinationsIn(destination) ?? [];
  if (first === undefined) return `to ${destination}, which is no host`;
  const server = ownServersOf(topology).get(first.host);
  return `to ${server?.name ?? writtenHop(first)}`;
}
