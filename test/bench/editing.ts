// What an editor asks of large files: how long it takes, and how long nothing else is answered meanwhile.

import { performance } from 'node:perf_hooks';
import { hover } from '../../server/features/hover.ts';
import { formatDocument } from '../../server/features/formatting.ts';
import { formatOnType } from '../../server/features/on-type-formatting.ts';
import { lineStarts } from '#core/syntax/lines';
import { inSlices } from '../../server/lsp/slices.ts';
import { readFile } from '../../server/lsp/text-file.ts';
import { TopologyState } from '../../server/lsp/topology-state.ts';
import type { Snapshot } from '../../server/features/snapshot.ts';
import { generateTopology } from './generate.ts';
import type { Measurement } from './server.ts';

export async function benchEditing(): Promise<Measurement[]> {
  return [...hovers(100_000), ...(await formatting(10_000)), ...(await formatting(100_000))];
}

const file = 'file:///bench/large.topo';

function snapshotOf(text: string): Snapshot {
  const source = readFile(file, text);
  const state = new TopologyState(file);
  state.refresh((asked) => (asked === file ? source : undefined));
  const snapshot = state.snapshot(file);
  if (snapshot === undefined) throw new Error('There is no snapshot of what was just read.');
  return snapshot;
}

/** Of names all over the file, in a topology in which no hover has been asked for. */
function hovers(lines: number): Measurement[] {
  const text = generateTopology({ lines });
  const snapshot = snapshotOf(text);
  const offsets = [...text.matchAll(/(?<=bridgehead |server |connector ")[A-Z]/g)].map(({ index }) => index);
  const every = Math.ceil(offsets.length / 200);
  const times: number[] = [];
  let first = 0;
  for (let i = 0; i < offsets.length; i += every) {
    const start = performance.now();
    hover(snapshot, offsets[i] ?? 0);
    const taken = performance.now() - start;
    if (i === 0) first = taken;
    else times.push(taken);
  }
  const name = `hover, ${lines.toLocaleString('en')} lines`;
  return [measured(`${name}, the first one`, [first]), measured(name, times)];
}

async function formatting(lines: number): Promise<Measurement[]> {
  const text = generateTopology({ lines }).replaceAll('  address', '   address');
  const name = `${lines.toLocaleString('en')} lines`;
  const times: number[] = [];
  const held: number[] = [];
  const typed: number[] = [];
  for (let round = 0; round < 12; round++) {
    const snapshot = snapshotOf(text);
    const start = performance.now();
    held.push(await longestHold(snapshot));
    times.push(performance.now() - start);
    const line = Math.floor((lineStarts(text).length * (round + 1)) / 14);
    const before = performance.now();
    drain(formatOnType(snapshot, { position: { line, character: 0 }, ch: '\n' }));
    typed.push(performance.now() - before);
  }
  return [
    measured(`formatting, ${name}`, times.slice(2)),
    measured(`held up by formatting, ${name}`, held.slice(2)),
    measured(`formatting a line that is typed, ${name}`, typed.slice(2)),
  ];
}

/** The longest time in which formatting let nothing else happen. */
async function longestHold(snapshot: Snapshot): Promise<number> {
  let longest = 0;
  let since = performance.now();
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
  const defer = (work: () => void): void => {
    longest = Math.max(longest, performance.now() - since);
    setImmediate(() => {
      since = performance.now();
      work();
    });
  };
  await inSlices(formatDocument(snapshot), { defer, token });
  return Math.max(longest, performance.now() - since);
}

function drain(work: Iterator<unknown>): void {
  while (work.next().done !== true);
}

function measured(name: string, times: readonly number[]): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, unit: 'ms', best: at(0), p50: at(0.5), p95: at(0.95), samples: sorted.length };
}
