import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { generateTopology } from '../bench/generate.ts';
import { example, talk } from './talk.ts';

const tools = join(inject('commandLineFolder'), 'node_modules/.bin');
const elsewhere = mkdtempSync(join(tmpdir(), 'bridgehead-elsewhere-'));
for (const name of ['tazmania.topo', 'four-cities.topo']) writeFileSync(join(elsewhere, name), example(name));
afterAll(() => {
  rmSync(elsewhere, { recursive: true });
});

test('brings no other package', () => {
  const manifest = readFileSync(join(inject('commandLineFolder'), 'node_modules/bridgehead/package.json'), 'utf8');
  expect(JSON.parse(manifest)).not.toHaveProperty('dependencies');
});

test('says its version', async () => {
  const manifest = readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(await bridgehead('--version')).toEqual({ status: 0, out: `${version}\n`, err: '' });
});

test('finds nothing wrong with the examples', async () => {
  const { status, out } = await bridgehead('check', 'tazmania.topo', 'four-cities.topo', '--format', 'json');
  expect(JSON.parse(out)).toMatchObject({ format: 1, summary: { errors: 0, warnings: 0 } });
  expect(status).toBe(0);
});

test('sends mail over London, and over Tokyo while London is down', async () => {
  const route = ['route', 'four-cities.topo', '--from', 'SEA-EX01', '--to', 'anna@be.contoso.com', '--format', 'json'];
  expect(JSON.parse((await bridgehead(...route)).out)).toMatchObject({ outcome: 'delivered', cost: 20 });
  const around = await bridgehead(...route, '--down', 'server LON-EX01');
  expect(JSON.parse(around.out)).toMatchObject({ outcome: 'delivered', cost: 70 });
});

test('ends as ever when nobody reads on', async () => {
  const cli = join(inject('commandLineFolder'), 'node_modules/bridgehead/cli.js');
  const child = spawn(process.execPath, [cli, 'graph', 'four-cities.topo'], { cwd: elsewhere });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [status] = await once(child, 'close');
  expect({ status, said }).toEqual({ status: 0, said: '' });
});

test('waits for whoever reads more slowly than it writes', async () => {
  writeFileSync(join(elsewhere, 'large.topo'), generateTopology({ lines: 3000 }));
  const cli = join(inject('commandLineFolder'), 'node_modules/bridgehead/cli.js');
  const child = spawn(process.execPath, [cli, 'graph', 'large.topo', '--format', 'json'], { cwd: elsewhere });
  await once(child.stdout, 'readable');
  let out = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    out += String(chunk);
    await new Promise(setImmediate);
  }
  expect(JSON.parse(out)).toMatchObject({ format: 1 });
});

test('is a language server for any editor', async () => {
  const server = spawn(
    process.execPath,
    [join(inject('commandLineFolder'), 'node_modules/bridgehead/cli.js'), 'lsp', '--stdio'],
    {
      cwd: elsewhere,
    },
  );
  const text = example('tazmania.topo').replace('smart host SMARTHOST', 'smart host 10.0.0.1');
  const { diagnostics, exitCode } = await talk(server, 'stdio', text);
  expect(diagnostics.diagnostics.map((diagnostic) => diagnostic.message).join('\n')).toContain('[10.0.0.1]');
  expect(exitCode).toBe(0);
});

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the installed command in a folder that has nothing to do with this project. */
function bridgehead(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: elsewhere, shell: process.platform === 'win32' };
    const child = execFile(join(tools, 'bridgehead'), args, options, (_error, out, err) => {
      resolve({ status: child.exitCode ?? -1, out, err });
    });
  });
}
