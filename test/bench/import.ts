// An export of a thousand servers, 100 MB of Clixml with the blobs that real ones have, to a topology.

import { performance } from 'node:perf_hooks';
import { importFiles } from '#core/interchange/import';
import type { ExportFile } from '#core/interchange/record';
import {
  acceptedDomain,
  adSite,
  adSiteLink,
  asClixml,
  exchangeServer,
  receiveConnector,
  sendConnector,
  type ExportedObject,
} from '../core/interchange/exchange-export.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  readonly p50: number;
  readonly p95: number;
}

const servers = 1000;
const sites = 200;
const wanted = 100 * 1024 * 1024;

export async function benchImport(): Promise<readonly Measurement[]> {
  const text = generateExport();
  const file: ExportFile = { path: 'all.xml', encoding: 'UTF-8', read: () => piecesOf(text) };
  const times: number[] = [];
  let most = 0;
  for (let run = 0; run < 3; run++) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed - before)), 20);
    const start = performance.now();
    const answer = await importFiles([file]);
    times.push(performance.now() - start);
    clearInterval(watch);
    if (!answer.ok || !answer.value.text.includes('S999')) throw new Error('The import gave no topology.');
  }
  times.sort((a, b) => a - b);
  const [best = 0, middle = 0, worst = 0] = times;
  const size = `${String(Math.round(text.length / 1024 / 1024))} MB`;
  return [
    { name: `import of 1,000 servers, ${size} of Clixml`, unit: 'ms', p50: middle, p95: worst },
    { name: `import of 1,000 servers, per MB`, unit: 'ms', p50: best / (text.length / 1024 / 1024), p95: worst / 100 },
    { name: 'import of 1,000 servers, heap at most', unit: 'MB', p50: most / 1024 / 1024, p95: most / 1024 / 1024 },
  ];
}

/** A file is read in pieces, and between them others have their turn. */
async function* piecesOf(text: string): AsyncGenerator<string> {
  const length = 256 * 1024;
  for (let at = 0; at < text.length; at += length) {
    await new Promise((resolve) => setImmediate(resolve));
    yield text.slice(at, at + length);
  }
}

function generateExport(): string {
  const numbers = Array.from({ length: servers }, (_, number) => number);
  const objects: ExportedObject[] = [
    acceptedDomain('contoso.example', 'Authoritative'),
    ...numbers
      .slice(0, sites)
      .flatMap((site) => [
        adSite(`Site${String(site)}`, site === 0),
        ...(site === 0
          ? []
          : [adSiteLink(`L${String(site)}`, [`Site${String(site % 7)}`, `Site${String(site)}`], 10 + (site % 9))]),
      ]),
    ...numbers.flatMap((number) => {
      const server = `S${String(number)}`;
      const both = (port: number) => [`0.0.0.0:${String(port)}`, `[::]:${String(port)}`];
      return [
        exchangeServer(server, `Site${String(number % sites)}`),
        receiveConnector({ name: `Default Frontend ${server}`, server, bindings: both(25) }),
        receiveConnector({ name: `Client Frontend ${server}`, server, bindings: both(587) }),
        receiveConnector({ name: `Outbound Proxy Frontend ${server}`, server, bindings: both(717) }),
        receiveConnector({ name: `Default ${server}`, server, bindings: both(2525), role: 'HubTransport' }),
        receiveConnector({ name: `Client Proxy ${server}`, server, bindings: both(465), role: 'HubTransport' }),
      ];
    }),
    sendConnector({ name: 'Internet', sources: ['S0', 'S1'], spaces: ['SMTP:*;1'] }),
  ];
  const text = asClixml(objects);
  // Seven tenths of real exports are blobs, which are passed over.
  const blobs = text.match(/<BA /g)?.length ?? 1;
  const blob = `<BA N="SerializationData">${'A'.repeat(Math.max(0, Math.floor((wanted - text.length) / blobs)))}`;
  return text.replaceAll('<BA N="SerializationData">', blob);
}
