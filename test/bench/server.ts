// How long an edit takes until its diagnostics are here, through the real server in a process of its own.

import { performance } from 'node:perf_hooks';
import { bundleServer, type ServerBundle } from '../lsp/server-bundle.ts';
import { connect, type Client } from '../lsp/client.ts';
import { generateTopology } from './generate.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'times';
  /** The quickest: what it takes when nothing else runs on the machine. */
  readonly best: number;
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

const sizes = [1_000, 10_000, 20_000];
const uri = 'file:///bench/large.topo';

export async function benchServer(): Promise<Measurement[]> {
  const bundle = await bundleServer();
  try {
    const edits: Measurement[] = [];
    for (const lines of sizes) edits.push(await editToDiagnostics(bundle, lines));
    return [...edits, ...growth(edits), await coldOpen(bundle), await warmOpen(bundle)];
  } finally {
    bundle.remove();
  }
}

const warmUp = 60;
const samples = 300;

/** Each edit breaks a reference in the middle of the file or mends it, so each is answered by other diagnostics. */
async function editToDiagnostics(bundle: ServerBundle, lines: number): Promise<Measurement> {
  const client = await connect('stdio', bundle);
  const text = generateTopology({ lines });
  client.open(uri, text);
  await client.diagnostics(uri, 1);
  const place = editPlace(text);
  const times: number[] = [];
  for (let version = 2; version < warmUp + samples + 2; version++) {
    const isBroken = version % 2 === 1;
    const range = { start: place, end: { line: place.line, character: place.character + (isBroken ? 1 : 0) } };
    const start = performance.now();
    client.change(uri, version, { range, text: isBroken ? '' : 'X' });
    await client.diagnostics(uri, version);
    if (version >= warmUp + 2) times.push(performance.now() - start);
  }
  await client.stop();
  return measured(`edit to diagnostics, ${lines.toLocaleString('en')} lines`, times);
}

/** Right behind `bridgehead ` of the connector in the middle. */
function editPlace(text: string): { line: number; character: number } {
  const lines = text.split('\n');
  const found = lines.findIndex((line, i) => i >= lines.length / 2 && /^\s*bridgehead [A-Z]/.test(line));
  return { line: found, character: (lines[found] ?? '').indexOf('bridgehead ') + 'bridgehead '.length };
}

function growth(edits: readonly Measurement[]): Measurement[] {
  const [first, second, third] = edits;
  if (first === undefined || second === undefined || third === undefined) return [];
  const doublings = Math.log2(sizes[1]! / sizes[0]!);
  const ratio = (small: Measurement, large: Measurement, root: number) => {
    const of = (share: 'best' | 'p50' | 'p95') => (large[share] / small[share]) ** (1 / root);
    return { unit: 'times', best: of('best'), p50: of('p50'), p95: of('p95'), samples: large.samples } as const;
  };
  return [
    { name: 'growth per doubling, 1,000 to 10,000 lines', ...ratio(first, second, doublings) },
    { name: 'growth per doubling, 10,000 to 20,000 lines', ...ratio(second, third, 1) },
  ];
}

const opened = 10_000;

/** From didOpen, the first thing that a fresh server is told, to the diagnostics. */
async function coldOpen(bundle: ServerBundle): Promise<Measurement> {
  const text = generateTopology({ lines: opened });
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    const client = await connect('stdio', bundle);
    times.push(await openOnce(client, text, uri));
    await client.stop();
  }
  return measured('open 10,000 lines, fresh server', times);
}

async function warmOpen(bundle: ServerBundle): Promise<Measurement> {
  const client = await connect('stdio', bundle);
  const text = generateTopology({ lines: opened });
  const times: number[] = [];
  for (let i = 0; i < 8; i++) {
    times.push(await openOnce(client, text, `file:///bench/${i}.topo`));
    client.close(`file:///bench/${i}.topo`);
  }
  await client.stop();
  return measured('open 10,000 lines, warm server', times.slice(3));
}

async function openOnce(client: Client, text: string, opening: string): Promise<number> {
  const start = performance.now();
  client.open(opening, text);
  await client.diagnostics(opening, 1);
  return performance.now() - start;
}

function measured(name: string, times: readonly number[]): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, unit: 'ms', best: at(0), p50: at(0.5), p95: at(0.95), samples: sorted.length };
}
