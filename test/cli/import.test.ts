// `bridgehead import`: files and folders on disk, the topology and the report, and what the exit status says.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wingtip } from '../core/interchange/exchange-beside-2003/wingtip.ts';
import { adSite, asClixml, contoso } from '../core/interchange/exchange-export.ts';
import { call } from './fake-terminal.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridgehead-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder becomes a topology on standard output, and a report beside it', async () => {
  const { status, out, err } = await call(['import', 'examples/exchange-export']);
  expect(status).toBe(0);
  expect(out).toContain('site Vienna {\n  hub\n');
  expect(err).toContain('18 objects in 7 files.');
  expect(err).toContain('Not in what was handed over (1):\n  Mailbox mailboxes\n    No mailbox is in the export');
});

test('the example in the repository is what the tests import', async () => {
  const all = join(folder, 'all.xml');
  writeFileSync(all, asClixml(contoso));
  const [ofExample, ofTests] = [await call(['import', 'examples/exchange-export']), await call(['import', all])];
  expect(ofExample.out).toBe(ofTests.out);
});

test('--out has the topology, and standard output the report, as JSON if that is wanted', async () => {
  const out = join(folder, 'new.topo');
  const told = await call(['import', 'examples/exchange-export', '--out', out, '--report', 'json']);
  expect(told.status).toBe(0);
  expect(told.files[out]).toContain('organization Contoso {');
  const report = JSON.parse(told.out) as Record<string, unknown>;
  expect(report).toMatchObject({ format: 1, counts: { missing: 1, unknown: 0 }, entries: expect.any(Array) });
});

test('a file that is there is written over with --force only', async () => {
  const out = join(folder, 'there.topo');
  writeFileSync(out, 'precious');
  expect(await call(['import', 'examples/exchange-export', '--out', out])).toMatchObject({
    status: 2,
    err: expect.stringContaining('is there already'),
  });
  expect(readFileSync(out, 'utf8')).toBe('precious');
  const forced = await call(['import', 'examples/exchange-export', '--out', out, '--force']);
  expect([forced.status, forced.files[out]?.includes('site Lyon')]).toEqual([0, true]);
});

test('--max-lost makes the exit status 1 when more is lost', async () => {
  expect((await call(['import', 'examples/exchange-export', '--max-lost', '0'])).status).toBe(1);
  expect((await call(['import', 'examples/exchange-export', '--max-lost', '9'])).status).toBe(0);
  expect((await call(['import', 'examples/exchange-export', '--max-lost', 'few'])).status).toBe(2);
});

test.each([
  ['a path that is not there', ['nowhere.xml'], "Cannot read 'nowhere.xml': there is no such file."],
  ['no path', [], 'A FILE is missing'],
  ['sites in a way that there is not', ['x', '--sites', 'round'], 'There are direct and links'],
  ['mailboxes of no kind', ['examples/exchange-export', '--recipients', 'package.json'], 'no CSV with the columns'],
  ['a report of no kind', ['x', '--report', 'pdf'], 'It has text, json'],
])('%s is said', async (_, argv, said) => {
  const { status, err, out } = await call(['import', ...argv]);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(said);
});

test('bad input is told with file and line, and nothing is written', async () => {
  const bad = join(folder, 'bad.xml');
  writeFileSync(bad, '<Objs>\n<!DOCTYPE a>\n</Objs>');
  const out = join(folder, 'never.topo');
  const told = await call(['import', bad, '--out', out]);
  expect(told.status).toBe(2);
  expect(told.err).toMatch(/bad\.xml:2: /);
  expect(told.files[out]).toBeUndefined();
});

test('a folder is read three levels deep, without what is hidden or linked to', async () => {
  const deep = join(folder, 'deep');
  mkdirSync(join(deep, 'in', 'each', 'server', 'more'), { recursive: true });
  mkdirSync(join(deep, '.git'));
  writeFileSync(join(deep, 'in', 'each', 'server', 'a.xml'), asClixml(contoso));
  for (const hidden of ['in/each/server/more/b.xml', '.git/c.xml']) writeFileSync(join(deep, hidden), '<Objs><broken');
  symlinkSync(join(folder, 'bad.xml'), join(deep, 'link.xml'));
  const { status, err } = await call(['import', deep]);
  expect(status).toBe(0);
  expect(err).toContain('18 objects in 1 file.');
});

test("a folder of hosts may have Debian's configuration of Exim in pieces", async () => {
  const hosts = join(folder, 'hosts');
  const pieces = {
    'conf.d/main/01_names': 'primary_hostname = hub.contoso.com',
    'conf.d/router/00_header': 'begin routers',
    'conf.d/router/200_all':
      'all:\n  driver = manualroute\n  transport = remote_smtp\n  route_list = * relay.example.net',
    'conf.d/transport/00_header': 'begin transports',
    'conf.d/transport/30_smtp': 'remote_smtp:\n  driver = smtp',
  };
  for (const [path, text] of Object.entries(pieces)) {
    mkdirSync(join(hosts, 'hub', path, '..'), { recursive: true });
    writeFileSync(join(hosts, 'hub', path), `${text}\n`);
  }
  const { status, out } = await call(['import', hosts]);
  expect(status).toBe(0);
  expect(out).toContain('server hub {');
  expect(out).toContain('deliver through smart host relay.example.net');
});

test('--sites says how sites are written beside routing groups of Exchange 2003', async () => {
  const beside = join(folder, 'beside.xml');
  const open = wingtip.map((each) => (each.properties['Name'] === 'Bergen' ? adSite('Bergen') : each));
  writeFileSync(beside, asClixml(open));
  expect((await call(['import', beside])).out).toContain('"Oslo to Tromso"');
  expect((await call(['import', beside, '--sites', 'links'])).out).not.toContain('"Oslo to Tromso"');
  const { err } = await call(['import', 'examples/exchange-export', '--sites', 'links']);
  expect(err).toContain('Sites as direct ways or as links: that plays no part here');
});

test('--recipients says where mailboxes are, and --recipients-default who has the rest', async () => {
  const list = join(folder, 'recipients.csv');
  writeFileSync(
    list,
    'PrimarySmtpAddress,ServerName\na@contoso.example,VIE-EX1\nb@contoso.example,VIE-EX1\nc@contoso.example,LYO-EX1\n',
  );
  const args = ['import', 'examples/exchange-export', '--recipients', list];
  expect((await call(args)).out).toContain('mailbox a@contoso.example, b@contoso.example }');
  expect((await call([...args, '--recipients-default'])).out).toContain('mailbox *@contoso.example }');
  const { err } = await call(['import', 'examples/exchange-export', '--recipients-default']);
  expect(err).toContain('There is no list of mailboxes');
  expect(await call(['import', 'examples/exchange-export', '--recipients', folder])).toMatchObject({ status: 2 });
});
