// What all single failures of a large organization take, and how that compares with asking every way anew.

import { performance } from 'node:perf_hooks';
import { analyzeFailures } from '#core/failure/analyze-failures';
import { failableElements } from '#core/failure/elements';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { generateTopology } from './generate.ts';
import { largeGraph, largeTopology } from './route.ts';
import { serverDown } from '../core/routing/topology-in-code.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'times';
  readonly p50: number;
  readonly p95: number;
}

/** Measures the analysis whole, until its first result, one switch, and against its naive form. */
export async function benchFailure(): Promise<readonly Measurement[]> {
  const topology = largeTopology();
  const whole = [analysis(topology), analysis(topology), analysis(topology)];
  const offices = analysis(topologyFromText(generateTopology({ lines: 35_000 })));
  const naive = naiveRatio();
  return [
    measured('all single failures, 1,000 groups', 'ms', whole.map(({ total }) => total)),
    measured('first single point of failure, 1,000 groups', 'ms', whole.map(({ first }) => first)),
    measured('longest time between pauses, 1,000 groups', 'ms', whole.map(({ longest }) => longest)),
    measured('all single failures, 1,000 offices with address spaces of their own', 'ms', [offices.total]),
    measured('one what-if switch, 1,000 groups', 'ms', switches(topology)),
    measured('failure analysis, times its naive form, 1,000 groups', 'times', [naive.perElement]),
  ]; // prettier-ignore
}

function analysis(topology: Topology): { readonly total: number; readonly first: number; readonly longest: number } {
  const routing = compileRouting({ ...topology });
  const start = performance.now();
  let first = Infinity;
  let longest = 0;
  let last = start;
  for (const { found } of analyzeFailures(routing)) {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    if (found !== undefined && first === Infinity) first = now - start;
    last = now;
  }
  return { total: performance.now() - start, first, longest };
}

/** A server each time, all destinations known. */
function switches(topology: Topology): readonly number[] {
  const survey = compileRouting(topology).survey([]);
  survey.without([serverDown('EX0')]);
  return Array.from({ length: 100 }, (_, index) => {
    const start = performance.now();
    survey.without([serverDown(`EX${index * 7}`)]);
    return performance.now() - start;
  });
}

/** The naive form surveys everything anew for every element; measured for some elements, as it takes minutes. */
function naiveRatio(): { readonly perElement: number } {
  const topology = largeTopology(largeGraph(1000, 5000));
  const routing = compileRouting(topology);
  const elements = failableElements(topology, routing.survey([]));
  const sample = elements.filter((_, index) => index % Math.ceil(elements.length / 8) === 0);
  const start = performance.now();
  for (const { element } of sample) {
    const survey = routing.survey([element]);
    for (const destination of survey.destinations.keys()) survey.cost(0, destination);
  }
  const naive = ((performance.now() - start) / sample.length) * elements.length;
  return { perElement: analysis(topology).total / naive };
}

function measured(name: string, unit: Measurement['unit'], samples: readonly number[]): Measurement {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000) / 1000;
  return { name, unit, p50: at(0.5), p95: at(0.95) };
}
