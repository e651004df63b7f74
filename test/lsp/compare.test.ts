// Comparing logs through the real server: those on its disk, those that the client has to read, and what goes wrong.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType, RequestType } from 'vscode-languageserver/node';
import type { Requests, ServerRequests } from '#core/protocol/requests';
import { head, log, sent, started } from '../core/interchange/compare/logs.ts';
import { connect, type Client } from './client.ts';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

type Compare = Requests['bridgehead/compare'];
type ReadBytes = ServerRequests['bridgehead/readBytes'];
const compare = new RequestType<Compare['params'], Compare['result'], void>('bridgehead/compare');
const readBytes = new RequestType<ReadBytes['params'], ReadBytes['result'], void>('bridgehead/readBytes');

const uri = 'file:///three-sites.topo';
const to = 'bob@fabrikam.com';
const seattle = log(
  started('SEA-MBX01', 'a', to),
  sent('SEA-MBX01', 'filter1.example.net', 'a', to, { connector: 'Internet' }),
);
const tokyo = log(started('TYO-MBX01', 'b', to), sent('TYO-MBX01', 'LON-MBX01', 'b', to));

let bundle: ServerBundle;
let client: Client;
let folder = '';

const onDisk = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path).href;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bridgehead-logs-'));
  bundle = await bundleServer();
  client = await connect('ipc', bundle);
  client.connection.onRequest(readBytes, ({ uri: asked }) => {
    return asked.endsWith('tokyo.log') ? Buffer.from(tokyo).toString('base64') : null;
  });
  client.open(uri, readFileSync('examples/three-sites.topo', 'utf8'));
});
afterAll(async () => {
  await client.stop();
  bundle.remove();
  rmSync(folder, { recursive: true });
});

test('logs on disk and logs of the client are compared in one report, and it is told how far that is', async () => {
  const told: number[] = [];
  const listening = client.connection.onProgress(
    new ProgressType<number>(),
    'comparing',
    (done) => void told.push(done),
  );
  const logs = [onDisk('MSGTRK1.LOG', seattle), 'vscode-vfs://github/tokyo.log'];
  const answer = await client.connection.sendRequest(compare, { uri, logs, partialResultToken: 'comparing' });
  listening.dispose();
  if (answer?.ok !== true) throw new Error('No answer.');
  const { root, text, traffic } = answer.value;
  expect(root).toBe(uri);
  expect(text).toContain('# Contoso and its message logs\n\n2 messages on 2 ways');
  expect(text).toContain(
    '## What differs\n\n      1. Tokyo to SMTP:*: to London, where the topology says to Seattle\n',
  );
  expect(text).not.toContain('Top secret');
  expect(traffic).toEqual([
    { element: 'connector Internet', took: 1, explained: 1 },
    { element: 'line London to Tokyo', took: 1, explained: 0 },
  ]);
  expect(told).toEqual([0.5, 1]);
});

test('what cannot be read is said with its name and line', async () => {
  const ask = (log: string) => client.connection.sendRequest(compare, { uri, logs: [log] });
  expect(await ask(onDisk('bad one.log', `${head}a\0b\n`))).toEqual({
    ok: false,
    error: 'bad one.log, line 6: it holds a NUL character, so it is no text in UTF-8 or UTF-16.',
  });
  expect(await ask(pathToFileURL(join(folder, 'none.log')).href)).toEqual({
    ok: false,
    error: "'none.log' cannot be read.",
  });
  expect(await ask('vscode-vfs://github/other.log')).toEqual({ ok: false, error: "'other.log' cannot be read." });
});

test('it stops when nobody waits any more', async () => {
  const large = onDisk('large.log', head + seattle.slice(head.length).repeat(20_000));
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest(compare, { uri, logs: [large] }, source.token).catch(() => 'cancelled');
  source.cancel();
  expect(await asked).toBe('cancelled');
});
