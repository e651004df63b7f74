// Whether the topology that was made sends mail as the tables do: for each key its domain and a made-up one below it, and
// one domain outside.

import { buildTopology } from '#core/model/build';
import { keyOf } from '#core/model/keys';
import { openProject } from '#core/model/project';
import type { Server, Topology } from '#core/model/topology';
import { parse } from '#core/syntax/parse';
import { compareText, type Ledger } from '../../ledger.ts';
import type { Part } from '../../part.ts';
import { writeTopology } from '../../statements.ts';
import { type FirstHop, firstHopOf, outsideDomain, routeFrom, somebodyIn } from '../first-hop.ts';
import { destinationsIn } from '../next-hop.ts';
import { type Domains, isAddress } from './domains.ts';
import { type GivenHost, type Hop, type Hosts, written } from './hosts.ts';
import { probesOf } from './tables.ts';
import { domainKeysOf } from './ways.ts';

/** Tells of every first hop that differs. */
export function checkFirstHops(
  { organization, declarations }: Part,
  hosts: Hosts,
  domains: Domains,
  ledger: Ledger,
): void {
  // prettier-ignore
  const head = { words: 'organization Imported', block: organization.statements };
  const topology = topologyOf(writeTopology([], [head, ...declarations]));
  for (const host of hosts.all) {
    const server = topology.serverByKey.get(keyOf(host.name));
    if (server === undefined) continue;
    for (const [key, addresses] of probes(host, domains)) {
      for (const address of addresses) compare(address, { host, server, hosts, topology, key, ledger });
    }
  }
}

function topologyOf(text: string): Topology {
  const tree = parse(text);
  return buildTopology(openProject('imported.topo', () => tree, (_, path) => path)); // prettier-ignore
}

/** By key, whom a message goes to. */
function probes(host: GivenHost, { accepted }: Domains): [string, string[]][] {
  const tables = host.postfix.transportMaps.flatMap(({ entries }) => [...(entries?.keys() ?? [])]);
  const keys = new Set([...domainKeysOf(host), ...accepted.keys()]);
  return [
    ...[...keys].toSorted(compareText).map((key): [string, string[]] => [key, probesOf(key)]),
    ...[...new Set(tables.filter(isAddress))].toSorted(compareText).map((key): [string, string[]] => [key, [key]]),
    ['*', [somebodyIn(outsideDomain)]],
  ];
}

interface Comparing {
  readonly host: GivenHost;
  readonly server: Server;
  readonly hosts: Hosts;
  readonly topology: Topology;
  readonly key: string;
  readonly ledger: Ledger;
}

function compare(address: string, { host, server, hosts, topology, key, ledger }: Comparing): void {
  const there = hosts.hopOf(host, address);
  const here = firstHopOf(routeFrom(topology, server, address), server, topology);
  if (isSameHop(there, here, address)) return;
  const text = `Mail for ${address}: Postfix ${inWords(there)}; in the topology ${routeInWords(here)}.`;
  const what = { kind: 'first hop', object: host.name, property: key, value: address, file: host.postfix.record.file };
  ledger.note({ class: 'differs', ...what, text });
}

/** Whether what Postfix does with mail for an address is what its route says. */
export function isSameHop(there: Hop, here: FirstHop, address: string): boolean {
  return comparable(there, address) === comparableRoute(here);
}

/** What Postfix does, alike for alike ways: several destinations count by the first. */
function comparable(hop: Hop, address: string): string {
  switch (hop.kind) {
    case 'here':
    case 'ends':
      return hop.kind;
    case 'own':
      return `own ${keyOf(hop.to.name)}`;
    case 'dns':
      return `to ${address.slice(address.lastIndexOf('@') + 1)}`;
    case 'outside': {
      const [first] = hop.destinations;
      return first === undefined ? 'ends' : `to ${written(first)}`;
    }
  }
}

function comparableRoute(hop: FirstHop): string {
  if (hop.kind === 'own') return `own ${keyOf(hop.server)}`;
  if (hop.kind !== 'outside') return hop.kind;
  const [first] = destinationsIn(hop.nextHop) ?? [];
  return `to ${first === undefined ? hop.nextHop : written(first)}`;
}

function inWords(hop: Hop): string {
  switch (hop.kind) {
    case 'here':
      return 'keeps it';
    case 'ends':
      return `has ${hop.transport}:${hop.text}`;
    case 'dns':
      return 'asks DNS';
    default:
      return `hands it to ${hop.destinations.map(written).join(', ')}`;
  }
}

function routeInWords(hop: FirstHop): string {
  switch (hop.kind) {
    case 'here':
      return 'it stays there';
    case 'own':
      return `it goes to ${hop.server}`;
    case 'outside':
      return `it goes to ${hop.nextHop}`;
    case 'ends':
      return `it is returned (${hop.status})`;
  }
}
