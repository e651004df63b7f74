import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../server/cli/run.ts';
import { processTerminal, type Terminal } from '../../server/cli/terminal.ts';
import { call } from './fake-terminal.ts';

const topology = `organization Contoso {
  model exchange-2013
  domain contoso.com
}
site Seattle {
  server SEA1 {
    rate 10/s
    mailbox *@contoso.com
  }
}
send connector Internet {
  source SEA1
  address space *
}
`;
const files = {
  'mail/main.topo': topology,
  'mail/now.topo': topology.replace('address space *', 'address space * cost 2'),
};
const to = (...more: string[]) => ['export', 'mail/main.topo', '--to', 'exchange', '--out', 'out', ...more];

test('writes a plan and a script, with the mark that Windows PowerShell reads', async () => {
  const { status, out, err, files: written } = await call(to(), files);
  expect([status, err]).toEqual([0, '']);
  expect(Object.keys(written).filter((path) => path.startsWith('out/'))).toEqual(['out/plan.md', 'out/apply.ps1']);
  expect(written['out/apply.ps1']).toMatch(
    /^\ufeff# Bridgehead: main\.topo, model exchange-2013: 2 to create, 0 to change\r\n/,
  );
  expect(written['out/plan.md']).toMatch(/^# Plan: main\.topo to Exchange\n/);
  expect(out).toBe(
    'Written to out: plan.md, apply.ps1. Nothing was run.\n\nWhat exchange cannot say as the topology does (1):\n' +
      '  mail/main.topo:6:10: server SEA1: dropped. How many messages a server can categorize is for the simulator alone.\n',
  );
});

test('as JSON', async () => {
  const { out } = await call(to('--report', 'json'), files);
  expect(JSON.parse(out)).toEqual({
    format: 1,
    target: 'exchange',
    files: ['plan.md', 'apply.ps1'],
    notes: [
      {
        class: 'dropped',
        element: 'server SEA1',
        text: 'How many messages a server can categorize is for the simulator alone.',
        path: 'mail/main.topo',
        range: { start: { line: 5, character: 9 }, end: { line: 5, character: 13 } },
      },
    ],
  });
});

test('against what there is now only the difference is written, with what takes it back', async () => {
  const { files: written } = await call(to('--against', 'mail/now.topo'), files);
  expect(written['out/apply.ps1']).toContain("Set-SendConnector -Identity 'Internet' -AddressSpaces 'SMTP:*;1'");
  expect(written['out/apply.ps1']).not.toContain('New-');
  expect(written['out/undo.ps1']).toContain("Set-SendConnector -Identity 'Internet' -AddressSpaces 'SMTP:*;2'");
});

test('removals are comments, and only if they are asked for', async () => {
  const now = {
    ...files,
    'mail/now.topo': `${topology}send connector Old { source SEA1; address space old.example }\n`,
  };
  const kept = await call(to('--against', 'mail/now.topo'), now);
  expect(kept.files['out/apply.ps1']).not.toContain('Remove-');
  const pruned = await call(to('--against', 'mail/now.topo', '--prune'), now);
  expect(pruned.files['out/apply.ps1']).toContain(
    "\r\n# Remove-SendConnector -Identity 'Old' -WhatIf:(-not $Apply) -Confirm:$false\r\n",
  );
});

describe('what is there is not overwritten', () => {
  const there = { ...files, 'out/apply.ps1': 'mine' };

  test('unless that is asked for; nothing is written then', async () => {
    const { status, err, files: written } = await call(to(), there);
    expect([status, err]).toEqual([
      2,
      'bridgehead: Nothing is written, as out/apply.ps1 would be overwritten. Choose another folder, or add --force.\n',
    ]);
    expect(written).toEqual(there);
    expect((await call(to('--force'), there)).files['out/apply.ps1']).toContain('Bridgehead');
  });

  test('and what says the same is no obstacle', async () => {
    const first = await call(to(), files);
    expect(await call(to(), first.files)).toMatchObject({ status: 0, files: first.files });
  });
});

describe('a call that is wrong says what is', () => {
  test.each([
    [['export', 'mail/main.topo', '--out', 'out'], '--to is missing: where it goes:'],
    [['export', 'mail/main.topo', '--to', 'exchange'], '--out is missing: the folder that is written to.'],
    [
      ['export', 'mail/main.topo', '--to', 'sendmail', '--out', 'out'],
      'There is no target sendmail; there are exchange, exchange-2003',
    ],
    [to('--server', 'SEA1'), 'exchange is about the organization, not one server.'],
    [to('--prune'), '--prune needs --against'],
    [to('--against', 'SendConnector.xml'), '--against takes one .topo file'],
    [to('--report', 'xml'), "--report is text or json, not 'xml'."],
    [
      ['export', 'mail/main.topo', '--to', 'exchange-2003', '--out', 'out'],
      'a topology of model exchange-2013 goes to exchange.',
    ],
  ])('%j', async (argv, message) => {
    const { status, err, files: written } = await call(argv, files);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(written).toEqual(files);
  });

  test('in JSON, too', async () => {
    const { out } = await call(to('--report', 'json', '--prune'), files);
    expect(JSON.parse(out)).toMatchObject({
      format: 1,
      error: expect.stringContaining('--prune needs --against') as string,
    });
  });
});

test.each([
  ['a statement that is not understood', topology.replace('address space *', 'adress space *')],
  ['a server that is not declared', topology.replace('source SEA1', 'source SEA2')],
  ['words of the other model', topology.replace('model exchange-2013', '')],
])('%s would leave something out, so nothing is exported', async (_, text) => {
  const { status, err, files: written } = await call(to(), { 'mail/main.topo': text });
  expect(status).toBe(2);
  expect(err).toContain('that would leave something out, so nothing is exported; see bridgehead check mail/main.topo.');
  expect(Object.keys(written)).toEqual(['mail/main.topo']);
});

test('a name with a control character refuses the export', async () => {
  const { status, err } = await call(to(), {
    'mail/main.topo': topology.replace('connector Internet', 'connector "Inter\u202enet"'),
  });
  expect([status, err]).toEqual([
    2,
    "bridgehead: Nothing is exported: 'Inter?net' holds U+202E, which cannot be written safely.\n",
  ]);
});

describe('on a disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'bridgehead-export-')));
    writeFileSync(join(folder, 'main.topo'), topology);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const terminal = (): Terminal => ({ ...processTerminal(), out: () => undefined, err: () => undefined });
  const exportTo = (out: string) =>
    run(['export', join(folder, 'main.topo'), '--to', 'exchange', '--out', join(folder, out)], terminal(), '1.2.3');

  test('folders are made, and the mark is in the bytes', async () => {
    expect(await exportTo('a/b')).toBe(0);
    expect([...readFileSync(join(folder, 'a/b/apply.ps1')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(await exportTo('a/b')).toBe(0);
  });

  test('a link that leads elsewhere is not followed', async () => {
    writeFileSync(join(folder, 'elsewhere.txt'), 'mine');
    expect(await exportTo('out')).toBe(0);
    rmSync(join(folder, 'out/plan.md'));
    symlinkSync(join(folder, 'nothing.txt'), join(folder, 'out/plan.md'));
    expect(await exportTo('out')).toBe(2);
    expect(existsSync(join(folder, 'nothing.txt'))).toBe(false);
  });

  test('a file where the folder should be is said', async () => {
    expect(await exportTo('main.topo')).toBe(2);
    expect(readFileSync(join(folder, 'main.topo'), 'utf8')).toBe(topology);
  });
});
