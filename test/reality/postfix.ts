// Exports held against Postfix itself: where it would send ten thousand addresses from each host of random topologies, and
// what three of them write into their logs as they hand mail on.

import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type FirstHop, firstHopOf, routeFrom } from '#core/interchange/postfix/first-hop';
import type { Topology } from '#core/model/topology';
import { exportAll, type Texts } from '../core/interchange/postfix/given.ts';
import { topologyFromFile } from '../core/routing/topology-in-text.ts';
import { type Finding, notDone, Tally } from './finding.ts';
import { addressesEach, hopByDestination, hopByRoute, madeTopologies } from './made-topologies.ts';
import { after, installed, Instance, type Verified } from './postfix-instance.ts';
import { inWorkplace } from './workplace.ts';

export async function realityPostfixResolves(): Promise<Finding> {
  const name = `sendmail -bv, ${String(addressesEach)} addresses from each host`;
  const postfix = installed();
  if ('missing' in postfix) return notDone(name, postfix.missing);
  const tally = new Tally();
  for (const { name: which, topology, addresses } of madeTopologies({ addressesOnly: false })) {
    const files = exportAll(topology);
    for (const server of topology.servers) {
      await inWorkplace(async (place) => {
        const instance = new Instance(place.folder, filesIn(files, server.name));
        instance.start(place);
        const answers = await instance.verify(addresses);
        for (const address of addresses) {
          const answer = answers.get(address);
          const there = answer === undefined ? 'no answer' : inWords(answer, topology);
          tally.compare(`${which}, ${server.name}, ${address}`, there, hopByRoute(topology, server, address));
        }
      });
    }
  }
  return tally.finding({ name, system: postfix.version, aim: 0.999 });
}

function inWords({ transport, nextHop, status }: Verified, topology: Topology): string {
  switch (transport) {
    case 'local':
      return 'here';
    case 'error':
      return `returned ${status}`;
    case 'retry':
      return 'waits';
    default:
      return hopByDestination(topology, nextHop);
  }
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
  const name = 'Delivered by three hosts on the loopback, hop by hop';
  const postfix = installed();
  if ('missing' in postfix) return notDone(name, postfix.missing);
  const topology = topologyFromFile(new URL('./farm.topo', import.meta.url));
  const files = exportAll(topology);
  const tally = new Tally();
  await inWorkplace(async (place) => {
    const sink = spawn('smtp-sink', ['-u', 'postfix', `${sinkAddress}:25`, '100'], { stdio: 'ignore' });
    place.onClose(() => {
      sink.kill();
    });
    const instances = new Map<string, Instance>();
    for (const { name: server, addresses } of topology.servers) {
      const instance = new Instance(join(place.folder, server), filesIn(files, server), addresses[0]?.value);
      instances.set(server, instance);
      instance.start(place);
    }
    const sent = messages(topology);
    for (const { from, to } of sent) {
      const address = topology.servers.find((server) => server.name === from)?.addresses[0]?.value ?? '';
      execFileSync('smtp-source', ['-f', 'probe@farm.example', '-t', to, '-m', '1', `${address}:25`], { timeout: 30_000 }); // prettier-ignore
    }
    for (const { from, to } of sent) {
      const expected = hopsByRoute(topology, from, to);
      let found = '';
      for (let tries = 0; tries < 300 && found !== expected; tries++) {
        if (tries > 0) await after(100);
        found = hopsInLogs(topology, instances, from, to);
      }
      tally.compare(`${from} to ${to}`, found, expected);
    }
  });
  return tally.finding({ name, system: postfix.version, aim: 1 });
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
