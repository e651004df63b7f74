// What an edit of a large topology sends to the preview, over each of the two borders between server, client and page,
// and how long the server takes to answer; through the real server in a process of its own.

import { performance } from 'node:perf_hooks';
import type { SceneAnswer } from '#core/protocol/requests';
import type { ToPreview } from '#core/protocol/preview';
import { connect, type Client } from '../lsp/client.ts';
import { bundleServer } from '../lsp/server-bundle.ts';
import { generateTopology } from './generate.ts';

interface Measurement {
  readonly name: string;
  readonly unit: 'KB' | 'ms';
  readonly best: number;
  readonly p50: number;
  readonly p95: number;
}

const uri = 'file:///bench/large.topo';
const text = generateTopology({ lines: 34_540 });
const groups = '1,000 groups';

/** What an edit replaces and by what; it is made and undone in turn, so that every one changes something. */
const edits = [
  { what: 'a comment', old: '# Office 500, on', by: '# Office 500, which is on' },
  { what: 'a size limit', old: 'limit size 10MB', by: 'limit size 20MB' },
  { what: 'a cost', old: 'cost 33', by: 'cost 34' },
  { what: 'a server’s name', old: 'server Office00500-MBX01 {', by: 'server Office00500-MBX02 {' },
  { what: 'a new group', old: '# Office 500, on', by: 'routing group New { server NEW-EX01 }\n# Office 500, on' },
] as const;
const warmUp = 4;
const samples = 20;

export async function benchPreview(): Promise<Measurement[]> {
  const bundle = await bundleServer();
  const client = await connect('stdio', bundle);
  try {
    client.open(uri, text);
    await client.diagnostics(uri, 1);
    const preview = new AskingPreview(client);
    const whole = await preview.ask();
    const rows = [measured(`sent to the preview when it opens, ${groups}`, 'KB', [whole])];
    for (const edit of edits) rows.push(...(await measureEdit(client, preview, edit)));
    return rows;
  } finally {
    await client.stop();
    bundle.remove();
  }
}

/** Asks as the client does, with the version that it was told last, and counts what comes in kilobytes. */
class AskingPreview {
  readonly #client: Client;
  #known: string | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  async ask(): Promise<number> {
    const params = { uri, known: this.#known };
    const answer = await this.#client.connection.sendRequest<SceneAnswer | null>('bridgehead/scene', params);
    this.#known = answer?.places.version ?? null;
    // What the client hands on to the page is a little more than what it was told itself.
    const message: ToPreview = { type: 'scene', moved: false, uri, answer };
    return Buffer.byteLength(JSON.stringify(message)) / 1000;
  }
}

let version = 1;

interface Answered {
  readonly kilobytes: number;
  readonly milliseconds: number;
}

async function measureEdit(
  client: Client,
  preview: AskingPreview,
  { what, old, by }: (typeof edits)[number],
): Promise<Measurement[]> {
  const answers: Answered[] = [];
  for (let turn = 0; turn < warmUp + samples; turn++) {
    const isUndone = turn % 2 === 1;
    version++;
    const start = performance.now();
    client.change(uri, version, { range: rangeOf(old, isUndone ? by : old), text: isUndone ? old : by });
    const answer = await preview.ask();
    if (turn >= warmUp) answers.push({ kilobytes: answer, milliseconds: performance.now() - start });
  }
  return [
    measured(
      `sent to the preview after ${what}, ${groups}`,
      'KB',
      answers.map(({ kilobytes }) => kilobytes),
    ),
    measured(
      `edit to drawing, ${what}, ${groups}`,
      'ms',
      answers.map(({ milliseconds }) => milliseconds),
    ),
  ];
}

/** Where the words stand that are to be replaced: `there` begins where the first `old` of the text does. */
function rangeOf(old: string, there: string) {
  const before = text.slice(0, text.indexOf(old)).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const lines = there.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  const end =
    lines.length === 1
      ? { line: start.line, character: start.character + last }
      : { line: start.line + lines.length - 1, character: last };
  return { start, end };
}

function measured(name: string, unit: Measurement['unit'], values: readonly number[]): Measurement {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, unit, best: at(0), p50: at(0.5), p95: at(0.95) };
}
