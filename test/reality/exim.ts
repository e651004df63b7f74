// Where the real Exim sends mail by what `bridgehead export --to exim` writes, beside what `route` says. EXIM is the command
// (exim4 unless given); nothing is sent, no DNS is asked: `exim -bt` only says where mail would go, and all hosts are addresses.
//
//   EXIM=exim4 node test/reality/exim.ts [ADDRESSES] [SEED]

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportTopology } from '#core/interchange/export';
import { type FirstWay, routeFrom, firstWay } from '#core/interchange/relay/first-way';
import { keyOf } from '#core/model/keys';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Server } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import { parse } from '#core/syntax/parse';
import { addressFor, dice, relayTopology } from '../core/interchange/relay-topologies.ts';

/** What was compared. */
export interface Outcome {
  readonly topologies: number;
  readonly hosts: number;
  readonly addresses: number;
  readonly same: number;
  /** One sentence each, at most a hundred. */
  readonly differences: readonly string[];
}

const command = process.env['EXIM'] ?? 'exim4';
/** Addresses that one call of Exim is asked about. */
const batch = 200;

/** Asks Exim about at least so many addresses, over as many made-up topologies as that takes. */
export function compareWithExim(addresses: number, seed: number): Outcome {
  const counts = { topologies: 0, hosts: 0, addresses: 0, same: 0 };
  const differences: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bridgehead-exim-'));
  try {
    for (let number = seed; counts.addresses < addresses; number++) {
      const made = relayTopology(number);
      const topology = buildTopology(openProject('relays.topo', () => parse(made.text), (_, path) => path)); // prettier-ignore
      const routing = compileRouting(topology);
      const random = dice(number + 1_000_000);
      counts.topologies++;
      for (const server of topology.servers) {
        counts.hosts++;
        const asked = [...new Set(Array.from({ length: batch }, () => addressFor(made, random)))];
        const answers = askExim(join(folder, `${server.name}.conf`), configurationOf(routing, server), asked);
        for (const address of asked) {
          counts.addresses++;
          const [exim, ours] = [answers.get(address) ?? 'no answer', expected(routing, server, address)];
          if (exim === ours) counts.same++;
          else if (differences.length < 100) differences.push(`topology ${String(number)}, ${server.name}, ${address}: Exim ${exim}, route ${ours}`); // prettier-ignore
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { ...counts, differences };
}

function configurationOf({ topology }: Routing, server: Server): string {
  const exported = exportTopology(topology, { target: 'exim', server: server.name, source: 'relays.topo', against: undefined, prune: false }); // prettier-ignore
  if (!exported.ok) throw new Error(exported.error);
  return exported.value.files[0]?.text ?? '';
}

/** What Exim prints of each address, in the words of `expected`. */
function askExim(path: string, text: string, addresses: readonly string[]): Map<string, string> {
  // Its own files lie beside the configuration, so that nothing of the machine is written to.
  const ownFiles = `log_file_path = ${path}.%slog\nspool_directory = ${path}.spool\n`;
  writeFileSync(path, ownFiles + text, { mode: 0o644 });
  const { stdout, stderr, error } = spawnSync(command, ['-C', path, '-bt', ...addresses], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (error !== undefined) throw error;
  if (stdout === '') throw new Error(`${command} says nothing: ${stderr}`);
  const answers = new Map<string, string>();
  let open: string | undefined;
  for (const line of stdout.split('\n')) {
    const [, failed, why] = /^(\S+) (is undeliverable|cannot be resolved at this time)/.exec(line) ?? [];
    const [, plain] = /^(\S+@\S+)$/.exec(line) ?? [];
    const [, address, port = ''] = /^ {2}host \S+ +\[([^\]]+)\](?:.*port=(\d+))?/.exec(line) ?? [];
    if (failed !== undefined) answers.set(failed, why === 'is undeliverable' ? 'returns' : 'waits');
    else if (plain !== undefined) open = plain;
    else if (open !== undefined && /transport = local_delivery/.test(line)) answers.set(open, 'here');
    else if (open !== undefined && address !== undefined && !answers.has(open)) {
      answers.set(open, `${address}${port === '' ? '' : `:${port}`}`);
    }
  }
  return answers;
}

/** From the steps of the route alone; the port is what the connector says. */
function expected(routing: Routing, server: Server, address: string): string {
  const route = routeFrom(routing, server, address);
  const next = route.hops.find((hop) => keyOf(hop.server) !== server.key);
  const { way } = firstWay(routing, server, address);
  if (next !== undefined)
    return `${routing.topology.serverByKey.get(keyOf(next.server))?.addresses[0]?.value ?? ''}${portOf(way)}`;
  if (route.outcome === 'undeliverable') return 'returns';
  if (route.nextHop === server.name) return 'here';
  return route.nextHop === null ? 'waits' : `${route.nextHop.replace(/^\[([^\]]+)\].*$/, '$1')}${portOf(way)}`;
}

function portOf(way: FirstWay['way']): string {
  const port = way.kind === 'hosts' ? way.hosts[0]?.port : undefined;
  return port === undefined ? '' : `:${String(port)}`;
}

if (process.argv[1]?.endsWith('exim.ts') === true) {
  const outcome = compareWithExim(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 1));
  const share = (100 * outcome.same) / outcome.addresses;
  for (const difference of outcome.differences) console.log(difference);
  console.log(
    `${String(outcome.addresses)} addresses, ${String(outcome.hosts)} hosts of ${String(outcome.topologies)} topologies: ` +
      `${share.toFixed(2)} % the same`,
  );
  process.exitCode = share >= 99.9 ? 0 : 1;
}
