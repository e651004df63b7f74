import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processTerminal } from '../../server/cli/terminal.ts';
import { call } from './fake-terminal.ts';

const files = {
  'a.topo': 'include "b.topo"\n\n# Ours.\norganization Zebra { domain zebra.example }\n',
  'b.topo': 'routing group Oryx { server ELAND { } }\n',
  'c.topo': 'routing group Oryx { }\n',
};

test('a topology goes to standard output, with its includes and without its names', async () => {
  const { status, out, err } = await call(['anonymize', 'a.topo'], files);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toBe('organization organization-1 { domain d-2.d-1 }\n\nrouting group group-1 { server server-1 {} }\n');
});

test('several go into a folder, one name the same in all', async () => {
  const outcome = await call(['anonymize', 'a.topo', 'c.topo', '--out', 'shown/here'], files);
  expect(outcome).toMatchObject({ status: 0, out: '', err: '' });
  expect(outcome.files['shown/here/topology.topo']).toContain('routing group group-1 {');
  expect(outcome.files['shown/here/topology-2.topo']).toBe('routing group group-1 {}\n');
});

test('the folder is made', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'bridgehead-')), 'shown', 'a.topo');
  processTerminal().write(path, 'organization O {}\n');
  expect(readFileSync(path, 'utf8')).toBe('organization O {}\n');
});

test.each([
  { argv: ['anonymize', 'a.topo', 'c.topo'], more: {}, err: /give --out DIR/ },
  {
    argv: ['anonymize', 'd.topo'],
    more: { 'd.topo': 'routing group { }\n' },
    err: /d\.topo has errors.*Mend it first/,
  },
  { argv: ['anonymize', 'd.topo'], more: { 'd.topo': 'include "none.topo"\n' }, err: /has errors/ },
  { argv: ['anonymize'], more: {}, err: /A FILE is missing/ },
])('a wrong call writes nothing: $argv', async ({ argv, more, err }) => {
  const outcome = await call(argv, { ...files, ...more });
  expect(outcome).toMatchObject({ status: 2, out: '', files: { ...files, ...more } });
  expect(outcome.err).toMatch(err);
});
