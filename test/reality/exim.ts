// Exports held against Exim itself: where it would send ten thousand addresses from each host of random topologies. `exim -bt`
// only says where mail would go, and nothing is sent.
//
// EXIM is the command, where it is not in the path. No DNS is asked: all hosts are addresses, and routers that would ask it
// send mail to one address instead, which stands for the recipient's domain.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportTopology } from '#core/interchange/export';
import { domainOf } from '#core/interchange/relay/host';
import type { Server, Topology } from '#core/model/topology';
import { type Finding, notDone, Tally } from './finding.ts';
import { addressesEach, hopByDestination, hopByRoute, madeTopologies } from './made-topologies.ts';
import { inWorkplace } from './workplace.ts';

const commands = process.env['EXIM'] === undefined ? ['exim4', '/usr/sbin/exim4', 'exim'] : [process.env['EXIM']];
/** Addresses that one call is asked about. */
const batch = 2000;
/** Stands for what DNS would say. */
const byDns = '192.0.2.53';

export async function realityEximResolves(): Promise<Finding> {
  const name = `exim -bt, ${String(addressesEach)} addresses from each host`;
  const exim = installed();
  if ('missing' in exim) return notDone(name, exim.missing);
  const tally = new Tally();
  await inWorkplace(({ folder }) => {
    for (const { name: which, topology, addresses } of madeTopologies({ addressesOnly: true })) {
      for (const server of topology.servers) {
        const path = join(folder, 'exim.conf');
        writeFileSync(path, `${ownFiles(folder)}${configurationOf(topology, server)}`, { mode: 0o644 });
        const answers = ask(exim.command, path, addresses);
        for (const address of addresses) {
          const answer = answers.get(address.toLowerCase());
          const there = answer === undefined ? 'no answer' : inWords(answer, topology, address);
          tally.compare(`${which}, ${server.name}, ${address}`, there, hopByRoute(topology, server, address));
        }
      }
    }
  });
  return tally.finding({ name, system: exim.version, aim: 0.999 });
}

/** Beside the configuration, so that nothing of the machine is written to. */
function ownFiles(folder: string): string {
  return `log_file_path = ${folder}/%slog\nspool_directory = ${folder}/spool\n`;
}

function installed(): { readonly command: string; readonly version: string } | { readonly missing: string } {
  for (const command of commands) {
    const { stdout, stderr, error } = spawnSync(command, ['-C', '/dev/null', '-bV'], { encoding: 'utf8' });
    if (error !== undefined) continue;
    const [, version] = /^Exim version (\S+)/m.exec(stdout) ?? [];
    if (version !== undefined) return { command, version: `Exim ${version}` };
    return { missing: `${command} does not tell its version: ${stderr.trim().split('\n')[0] ?? ''}` };
  }
  return { missing: 'Exim is not installed: see CONTRIBUTING.md, and name its command in the environment variable EXIM.' }; // prettier-ignore
}

function configurationOf(topology: Topology, server: Server): string {
  const exported = exportTopology(topology, { target: 'exim', server: server.name, source: 'relays.topo', against: undefined, prune: false }); // prettier-ignore
  if (!exported.ok) throw new Error(exported.error);
  const text = exported.value.files.find(({ path }) => path === 'exim.conf')?.text ?? '';
  return text.replaceAll('driver = dnslookup', `driver = manualroute\n  route_list = * ${byDns} byname`);
}

/** What is said of an address. */
type Answer = { readonly said: string } | { readonly host: string; readonly port: string | undefined };

/** By address, in lower case. */
function ask(command: string, path: string, addresses: readonly string[]): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (let at = 0; at < addresses.length; at += batch) {
    const asked = addresses.slice(at, at + batch);
    const { stdout, stderr, error } = spawnSync(command, ['-C', path, '-bt', ...asked], {
      encoding: 'utf8',
      maxBuffer: 1e9,
      timeout: 120_000,
    });
    if (error !== undefined) throw error;
    if (stdout === '') throw new Error(`${command} says nothing: ${stderr}`);
    read(stdout, answers);
  }
  return answers;
}

/** An address stands alone in its line, with its transport and its hosts below it; or with what is wrong behind it. */
function read(text: string, answers: Map<string, Answer>): void {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const [, failed, why, status = ''] = /^(\S+@\S+) (is undeliverable|cannot be resolved at this time):? ?([\d.]*)/.exec(line) ?? []; // prettier-ignore
    const [, plain] = /^(\S+@\S+)$/.exec(line) ?? [];
    const [, host, port] = /^ {2}host \S+ +\[([^\]]+)\](?:.*port=(\d+))?/.exec(line) ?? [];
    if (failed !== undefined)
      answers.set(failed.toLowerCase(), { said: why === 'is undeliverable' ? `returned ${status}` : 'waits' }); // prettier-ignore
    else if (plain !== undefined) open = plain.toLowerCase();
    else if (open !== undefined && line.includes('transport = local_delivery')) answers.set(open, { said: 'here' });
    else if (open !== undefined && host !== undefined && !answers.has(open)) answers.set(open, { host, port });
  }
}

function inWords(answer: Answer, topology: Topology, address: string): string {
  if ('said' in answer) return answer.said;
  const { host, port } = answer;
  if (host === byDns) return hopByDestination(topology, domainOf(address));
  return hopByDestination(topology, `[${host}]${port === undefined ? '' : `:${port}`}`);
}
