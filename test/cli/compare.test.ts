// `bridgehead compare` with logs on disk.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { head, log, received, sent, started } from '../core/interchange/compare/logs.ts';
import { call } from './fake-terminal.ts';

const files = { 'three.topo': readFileSync('examples/three-sites.topo', 'utf8') };
const to = 'bob@fabrikam.com';
const tokyo = log(started('TYO-MBX01', 'a', to), sent('TYO-MBX01', 'SEA-MBX01', 'a', to));
const out = sent('SEA-MBX01', 'filter1.example.net', 'a', to, { connector: 'Internet' });
const seattle = log(received('SEA-MBX01', 'TYO-MBX01', 'a', to), out);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridgehead-compare-'));
  mkdirSync(join(folder, 'good/TYO-MBX01'), { recursive: true });
  mkdirSync(join(folder, 'good/SEA-MBX01/deeper'), { recursive: true });
  writeFileSync(join(folder, 'good/TYO-MBX01/MSGTRK2026030208-1.LOG'), `\ufeff${tokyo}`);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(seattle, 'utf16le')]);
  writeFileSync(join(folder, 'good/SEA-MBX01/MSGTRK2026030208-1.LOG'), utf16);
  writeFileSync(join(folder, 'good/SEA-MBX01/deeper/MSGTRK2026030209-1.LOG'), 'not read, as it lies too deep');
  writeFileSync(join(folder, 'good/notes.txt'), 'not read, as it is no log');
  writeFileSync(
    join(folder, 'differs.log'),
    log(started('SEA-MBX01', 'b', to), sent('SEA-MBX01', 'TYO-MBX01', 'b', to)),
  );
  writeFileSync(join(folder, 'nul.log'), `${head}\0`);
  mkdirSync(join(folder, 'empty'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const compare = (...argv: readonly string[]) => call(['compare', 'three.topo', ...argv], files);

test('a folder is read with the folders in it, in UTF-8 and UTF-16, and all is as predicted', async () => {
  const { status, out: text } = await compare('--log', join(folder, 'good'));
  expect(text).toContain('1 message on 1 way, 2026-03-02 08:00:00 to 2026-03-02 08:00:00 UTC: nothing differs.');
  expect(text).toContain('1  connector Internet');
  expect(status).toBe(0);
});

test('1 when something differs, in text and in JSON', async () => {
  const text = await compare('--log', join(folder, 'good'), '--log', join(folder, 'differs.log'));
  expect(text.status).toBe(1);
  expect(text.out).toContain('1. Seattle to SMTP:*: to Tokyo, where the topology says Internet');
  expect(text.out).toContain('send from SEA-MBX01 to bob@fabrikam.com');
  const json = await compare('--log', join(folder, 'differs.log'), '--format', 'json');
  expect(json.status).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    format: 1,
    logs: 1,
    ways: 1,
    verdicts: { differs: 1 },
    causes: [{ count: 1 }],
  });
});

test('--since and --until', async () => {
  const none = await compare('--log', join(folder, 'differs.log'), '--since', '2026-03-02T09:00');
  expect(none).toMatchObject({ status: 0, out: expect.stringContaining('The logs tell of no message on its way.') });
  const some = await compare('--log', join(folder, 'differs.log'), '--until', '2026-03-03');
  expect(some.status).toBe(1);
  expect(await compare('--log', join(folder, 'differs.log'), '--since', 'yesterday')).toMatchObject({
    status: 2,
    err: expect.stringContaining("--since: 'yesterday' is no time"),
  });
});

test('2 with the file and the line for what cannot be read', async () => {
  const bad = await compare('--log', join(folder, 'nul.log'));
  expect(bad).toMatchObject({
    status: 2,
    err: expect.stringContaining(`${join(folder, 'nul.log')}:6: it holds a NUL`),
  });
  expect(await compare('--log', join(folder, 'none.log'))).toMatchObject({
    status: 2,
    err: expect.stringContaining('there is no such file'),
  });
  expect(await compare('--log', join(folder, 'empty'))).toMatchObject({
    status: 2,
    err: expect.stringContaining('There is no .log file in'),
  });
  expect(await compare()).toMatchObject({ status: 2, err: expect.stringContaining('--log PATH is missing') });
});
