// A million messages in motion, and the same model in other simulators in one run: four hops of 50 ms, a thousand messages a
// second, at most a hundred connections between two servers.

import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { Entity, Queue, Simulation } from 'simscript';
import { compileRouting } from '#core/routing/models';
import { recordPlayback } from '#core/simulation/playback';
import { playScenario } from '#core/simulation/scenario-run';
import { topologyFromText } from '../core/routing/topology-in-text.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'times';
  readonly best?: number;
  readonly p50: number;
  readonly p95: number;
}

const hops = 4;
const latencySeconds = 0.05;
const perSecond = 1000;
const connections = 100;
const many = 1_000_000;
/** Others are asked for fewer, and compared by message. */
const few = 20_000;

export async function benchSimulation(): Promise<readonly Measurement[]> {
  const still = timed(5, () => play(chain(many, '')));
  const moving = timed(5, () => play(chain(many, `latency ${latencySeconds * 1000}ms`)));
  const ours = median(moving) / many;
  const simScript = await timedLater(3, () => playInSimScript(few));
  const simPy = inSimPy();
  const first = timed(5, () => {
    const { rules, scenario } = chain(100_000, `latency ${latencySeconds * 1000}ms`);
    const work = recordPlayback(rules, scenario);
    while (work.next().done !== true) continue;
  });
  return [
    measured('a million messages over four hops', still),
    measured('the same with links that take time', moving),
    measured('from Run to the first frame, 100,000 messages', first),
    ratio('simulation, times that of SimScript', ours / (median(simScript) / few)),
    ...(simPy === undefined ? [] : [ratio('simulation, times that of SimPy', ours / (simPy / few))]),
  ];
}

/** Five servers in a row, each in a routing group of its own; messages go from the first to the last. */
function chain(count: number, link: string) {
  const groups = Array.from({ length: hops + 1 }, (_, group) => {
    const name = `G${group}`;
    const onward =
      group === hops
        ? ''
        : `routing group connector "${name} on" to G${group + 1} { bridgehead S${group}; target S${group + 1}; ${link} }`;
    const limits = `connections per domain ${connections}; messages per connection 1`;
    const mailbox = group === hops ? 'mailbox *@contoso.com' : '';
    return `routing group ${name} { server S${group} { virtual server V on all unassigned { ${limits} }; ${mailbox} }; ${onward} }`
      .replaceAll('; }', ' }')
      .replaceAll(/;\s*;/g, ';');
  });
  const topology = topologyFromText(
    `organization C { domain contoso.com }\n${groups.join('\n')}\nscenario S { at 0s send ${count} from S0 to a@contoso.com rate ${perSecond}/s }\n`,
  );
  const [scenario] = topology.scenarios;
  if (scenario === undefined) throw new Error('The bench has lost its scenario.');
  return { rules: compileRouting(topology).rules, scenario };
}

function play({ rules, scenario }: ReturnType<typeof chain>): void {
  const run = playScenario(rules, scenario, { timeline: 'none' });
  while (run.advance(1_000_000)) continue;
  const { delivered, sent } = run.result().messages;
  if (delivered !== sent) throw new Error('The bench has lost mail.');
}

class Chain extends Simulation {
  readonly links = Array.from({ length: hops }, (_, hop) => new Queue(`hop ${hop}`, connections));
  readonly count: number;
  arrived = 0;

  constructor(count: number) {
    super();
    this.count = count;
  }

  override onStarting(): void {
    super.onStarting();
    this.generateEntities(Mail, 1 / perSecond, this.count);
  }
}

class Mail extends Entity<Chain> {
  override async script(): Promise<void> {
    for (const link of this.simulation.links) {
      await this.enterQueue(link);
      await this.delay(latencySeconds);
      this.leaveQueue(link);
    }
    this.simulation.arrived += 1;
  }
}

async function playInSimScript(count: number): Promise<void> {
  const simulation = new Chain(count);
  const finished = new Promise((resolve) => simulation.finished.addEventListener(resolve));
  void simulation.start();
  await finished;
  if (simulation.arrived !== count) throw new Error('SimScript has lost mail.');
}

/** SimScript gives way to a browser's next frame now and then; here there is none to wait for. */
Object.assign(globalThis, { requestAnimationFrame: (next: () => void) => setImmediate(next) });

const simPyProgram = `
import time
from SimPy.Simulation import Simulation, Process, Resource, hold, request, release
class Mail(Process):
    def go(self, links):
        for link in links:
            yield request, self, link
            yield hold, self, ${latencySeconds}
            yield release, self, link
class Source(Process):
    def go(self, links):
        for _ in range(${few}):
            mail = Mail(sim=self.sim)
            self.sim.activate(mail, mail.go(links))
            yield hold, self, ${1 / perSecond}
start = time.perf_counter()
sim = Simulation()
sim.initialize()
links = [Resource(capacity=${connections}, sim=sim) for _ in range(${hops})]
source = Source(sim=sim)
sim.activate(source, source.go(links))
sim.simulate(until=1e9)
print((time.perf_counter() - start) * 1000)
`;

/** Milliseconds; undefined where Debian's python3-simpy is not installed. */
function inSimPy(): number | undefined {
  const output = ['ignore', 'pipe', 'ignore'] as const;
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      return Number(execFileSync(python, ['-c', simPyProgram], { encoding: 'utf8', stdio: [...output] }));
    } catch {
      continue;
    }
  }
  process.stderr.write('SimPy (python3-simpy) is not installed, so it is not compared with.\n');
  return undefined;
}

function timed(rounds: number, work: () => void): readonly number[] {
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

async function timedLater(rounds: number, work: () => Promise<void>): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    samples.push(performance.now() - start);
  }
  return samples;
}

function median(samples: readonly number[]): number {
  return at(samples, 0.5);
}

function at(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

function measured(name: string, samples: readonly number[]): Measurement {
  return { name, unit: 'ms', best: at(samples, 0), p50: median(samples), p95: at(samples, 0.95) };
}

function ratio(name: string, times: number): Measurement {
  return { name, unit: 'times', p50: times, p95: times };
}
