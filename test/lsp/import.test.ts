// Imports through the real server: files that it reads itself, files that its client reads, and what it says meanwhile.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType, RequestType } from 'vscode-languageserver/node';
import type { Requests } from '#core/protocol/requests';
import { connect, type Client } from './client.ts';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

type Import = Requests['bridgehead/import'];
const importRequest = new RequestType<Import['params'], Import['result'], void>('bridgehead/import');
const readBytes = new RequestType<{ uri: string }, string | null, void>('bridgehead/readBytes');

const folder = resolve('examples/exchange-export');
const names = readdirSync(folder);
const onDisk = names.map((name) => ({ uri: pathToFileURL(`${folder}/${name}`).href, path: `exchange-export/${name}` }));
const elsewhere = names.map((name) => ({ uri: `memfs:///${name}`, path: `exchange-export/${name}` }));

let bundle: ServerBundle;
let client: Client;

beforeAll(async () => {
  bundle = await bundleServer();
  client = await connect('ipc', bundle);
  client.connection.onRequest(readBytes, ({ uri }) => {
    const name = names.find((each) => uri.endsWith(`/${each}`));
    return name === undefined ? null : readFileSync(`${folder}/${name}`).toString('base64');
  });
});
afterAll(async () => {
  await client.stop();
  bundle.remove();
});

test('files on disk and files that only the client can read give the same topology', async () => {
  const ofDisk = await client.connection.sendRequest(importRequest, { files: onDisk, options: {} });
  const ofClient = await client.connection.sendRequest(importRequest, { files: elsewhere, options: {} });
  expect(ofDisk).toEqual(ofClient);
  expect(ofDisk).toMatchObject({ ok: true, value: { objects: 18, text: expect.stringContaining('dag DAG1') } });
});

test('it says how many files are read', async () => {
  const told: number[] = [];
  const listening = client.connection.onProgress(new ProgressType<number>(), 'progress', (count) => {
    told.push(count);
  });
  await client.connection.sendRequest(importRequest, { files: onDisk, options: {}, partialResultToken: 'progress' });
  listening.dispose();
  expect(told).toEqual(names.map((_, at) => at));
});

test('a file that is not there is told, by name', async () => {
  const gone = [{ uri: 'memfs:///gone.xml', path: 'gone.xml' }];
  expect(await client.connection.sendRequest(importRequest, { files: gone, options: {} })).toEqual({
    ok: false,
    error: 'gone.xml: The file cannot be read.',
  });
  const notOnDisk = [{ uri: pathToFileURL(`${folder}/gone.xml`).href, path: 'gone.xml' }];
  const answer = await client.connection.sendRequest(importRequest, { files: notOnDisk, options: {} });
  expect(answer).toMatchObject({ ok: false, error: expect.stringContaining('gone.xml') });
});

test('who waits no more gets nothing', async () => {
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest(importRequest, { files: onDisk, options: {} }, source.token);
  source.cancel();
  await expect(asked.catch(() => null)).resolves.toBeNull();
});
