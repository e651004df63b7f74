// Exports held against Postfix itself: where it would send ten thousand addresses from each host of random topologies, and
// what three of them write into their logs as they hand mail on.

import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FirstHop, firstHopOf, routeFrom } from '#core/interchange/postfix/first-hop';
import { isSameHop } from '#core/interchange/postfix/map/self-check';
import type { Topology } from '#core/model/topology';
import { exportAll, hostsFrom, type Texts } from '../core/interchange/postfix/given.ts';
import { addressesOf, dice, type RelayTopology, relayTopology } from '../core/interchange/postfix/relay-topology.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';
import type { Finding } from './finding.ts';
import { after, Instance, whatIsMissing } from './postfix-instance.ts';

const topologies = Number(process.env['BRIDGEHEAD_TOPOLOGIES'] ?? 5);
const addressesEach = 10_000;

export async function realityPostfixResolves(): Promise<Finding> {
  const name = `Postfix resolves, ${String(addressesEach)} addresses from each host of ${String(topologies)} topologies`;
  const missing = whatIsMissing();
  if (missing !== undefined) return { name, missing, asked: 0, same: 0, aim: 0.999, differences: [] };
  const differences: string[] = [];
  let [asked, same] = [0, 0];
  for (let seed = 1; seed <= topologies; seed++) {
    const made = relayTopology(seed, { wildcards: true });
    const topology = topologyFromText(made.text);
    const files = exportAll(topology);
    const hosts = await hostsFrom(files);
    const addresses = manyAddresses(made, seed);
    for (const server of topology.servers) {
      const host = hosts.all.find((each) => each.name === server.name);
      if (host === undefined) throw new Error(`${server.name} is not there`);
      const folder = newFolder();
      const instance = new Instance(folder, filesIn(files, server.name));
      try {
        await instance.start();
        for (const address of addresses) {
          const { transport, nextHop, failed } = await instance.resolve(address);
          const there = hosts.hopBy(host, { transport, nextHop }, address);
          const here = firstHopOf(routeFrom(topology, server, address), server, topology);
          asked++;
          if (!failed && isSameHop(there, here, address)) same++;
          else if (differences.length < 20) differences.push(`topology ${String(seed)}, ${server.name}, ${address}: Postfix ${transport}:${nextHop}, route ${JSON.stringify(here)}`); // prettier-ignore
        }
      } finally {
        await instance.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  return { name, asked, same, aim: 0.999, differences };
}

/** Postfix's own user has to get into it. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bridgehead-postfix-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Those that matter, then others in the same domains, below them and elsewhere. */
function manyAddresses(made: RelayTopology, seed: number): string[] {
  const random = dice(seed + 1000);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const addresses = new Set(addressesOf(made));
  const labels = ['a', 'mail', 'x1', 'deep.down', 'sales', 'd1', 'lab'];
  while (addresses.size < addressesEach) {
    const user = `${pick(['anna', 'bert', 'carl', 'zoe', 'z', 'q'])}${random() < 0.8 ? String(Math.floor(random() * 900)) : ''}`; // prettier-ignore
    const domain = random() < 0.9 ? pick(made.domains) : `host${String(Math.floor(random() * 900))}.test`;
    addresses.add(`${user}@${random() < 0.3 ? `${pick(labels)}.` : ''}${domain}`);
  }
  return [...addresses];
}

function filesIn(files: Texts, folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`${folder}/`))
      .map(([path, text]) => [path.slice(folder.length + 1), text]),
  );
}

/** Mail that leaves the farm arrives at a sink of Postfix's own, at this address. */
const sinkAddress = '127.0.0.30';

export async function realityPostfixDelivers(): Promise<Finding> {
  const name = 'Postfix delivers, three hosts on the loopback';
  const missing = whatIsMissing();
  if (missing !== undefined) return { name, missing, asked: 0, same: 0, aim: 1, differences: [] };
  const text = readFileSync(new URL('farm.topo', import.meta.url), 'utf8');
  const topology = topologyFromText(text);
  const files = exportAll(topology);
  const root = newFolder();
  const instances = new Map<string, Instance>();
  const sink = spawn('smtp-sink', ['-u', 'postfix', `${sinkAddress}:25`, '100'], { stdio: 'ignore' });
  const differences: string[] = [];
  let asked = 0;
  try {
    for (const { name: server, addresses } of topology.servers) {
      const instance = new Instance(join(root, server), filesIn(files, server), addresses[0]?.value);
      instances.set(server, instance);
      await instance.start();
    }
    const sent = messages(topology);
    for (const { from, to } of sent) {
      const address = topology.servers.find((server) => server.name === from)?.addresses[0]?.value ?? '';
      execFileSync('smtp-source', ['-f', 'probe@farm.example', '-t', to, '-m', '1', `${address}:25`], {
        timeout: 4_000,
      });
    }
    for (const { from, to } of sent) {
      const expected = hopsByRoute(topology, from, to);
      asked++;
      let found = '';
      for (let tries = 0; tries < 100; tries++) {
        found = hopsInLogs(topology, instances, from, to);
        if (found === expected) break;
        await after(100);
      }
      if (found !== expected) differences.push(`${from} to ${to}: Postfix ${found}, route ${expected}`);
    }
  } finally {
    sink.kill();
    for (const instance of instances.values()) await instance.stop();
    rmSync(root, { recursive: true, force: true });
  }
  return { name, asked, same: asked - differences.length, aim: 1, differences };
}

/** From every host to every kind of recipient; each recipient once from each host, so that logs tell them apart. */
function messages({ servers }: Topology): { from: string; to: string }[] {
  const domains = ['users.example', 'lists.example', 'partner.example.net', 'sub.partner.example.net', 'shared.example', 'elsewhere.test']; // prettier-ignore
  return servers.flatMap(({ name }) => [
    ...domains.map((domain) => ({ from: name, to: `from-${name}@${domain}` })),
    ...(name === servers[0]?.name ? [{ from: name, to: 'anna@shared.example' }] : []),
  ]);
}

/** `mx1 > mx2 > [127.0.0.30]`, `… > here`, `… > returned`. */
function hopsByRoute(topology: Topology, from: string, to: string): string {
  return followed(topology, from, (server) => {
    const at = topology.servers.find(({ name }) => name === server);
    if (at === undefined) return { kind: 'ends', status: '' };
    return firstHopOf(routeFrom(topology, at, to), at, topology);
  });
}

function hopsInLogs(topology: Topology, instances: ReadonlyMap<string, Instance>, from: string, to: string): string {
  return followed(topology, from, (server): FirstHop => {
    const line = instances.get(server)?.log().split('\n').find((each) => each.includes(`to=<${to}>`)); // prettier-ignore
    const [, relay = '', status = ''] = /relay=([^,]*),.*status=(\w+)/.exec(line ?? '') ?? [];
    if (status === '') return { kind: 'ends', status: 'nothing in the log' };
    if (status === 'bounced') return { kind: 'ends', status: '' };
    const address = /\[([\d.]+)\]/.exec(relay)?.[1];
    if (address === undefined) return { kind: 'here' };
    const next = topology.servers.find(({ addresses }) => addresses.some(({ value }) => value === address));
    return next === undefined ? { kind: 'outside', nextHop: `[${address}]` } : { kind: 'own', server: next.name };
  });
}

function followed(topology: Topology, from: string, hopAt: (server: string) => FirstHop): string {
  const words = [from];
  let at = from;
  while (words.length <= topology.servers.length + 1) {
    const hop = hopAt(at);
    if (hop.kind !== 'own') {
      words.push(hop.kind === 'outside' ? hop.nextHop : hop.kind === 'here' ? 'here' : `returned${hop.status.startsWith('nothing') ? ' (nothing in the log)' : ''}`); // prettier-ignore
      break;
    }
    words.push(hop.server);
    at = hop.server;
  }
  return words.join(' > ');
}
