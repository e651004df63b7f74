import { expect, test } from 'vitest';
import { call } from './fake-terminal.ts';

const ours = 'organization O { domain a.com }\nrouting group G {\n  server A { }\n  server B { }\n}\n';
const theirs = 'organization O { domain a.com; limit size 5MB }\nrouting group G { server A { } }\n';

test('drift tells what differs, with where it is, and fails', async () => {
  const outcome = await call(['drift', 'a.topo', 'b.topo'], { 'a.topo': ours, 'b.topo': theirs });
  expect(outcome).toMatchObject({ status: 1, err: '' });
  expect(outcome.out).toBe(
    'a.topo:1:14: Organization, limit size: topology unlimited (the default), servers 5MB.\n' +
      "a.topo:4:10: The servers have no server 'B', which the topology declares.\n" +
      '2 differences.\n',
  );
});

test('drift is fine when the servers say the same', async () => {
  const outcome = await call(['drift', 'a.topo', 'b.topo'], { 'a.topo': ours, 'b.topo': `# An import.\n${ours}` });
  expect(outcome).toMatchObject({ status: 0, out: 'The servers say what the topology says.\n', err: '' });
});

test('drift as JSON is one document', async () => {
  const argv = ['drift', 'a.topo', 'b.topo', '--format', 'json'];
  const outcome = await call(argv, { 'a.topo': ours, 'b.topo': theirs });
  expect(outcome.status).toBe(1);
  expect(JSON.parse(outcome.out)).toEqual({
    format: 1,
    file: 'a.topo',
    differences: [
      {
        change: 'says otherwise',
        object: { kind: 'organization', name: 'O', server: null },
        statement: 'limit size',
        item: null,
        topology: 'unlimited (the default)',
        servers: '5MB',
        message: 'Organization, limit size: topology unlimited (the default), servers 5MB.',
        file: 'a.topo',
        range: { start: { line: 0, character: 13 }, end: { line: 0, character: 14 } },
      },
      {
        change: 'only in topology',
        object: { kind: 'server', name: 'B', server: null },
        statement: null,
        item: null,
        topology: "server 'B'",
        servers: null,
        message: "The servers have no server 'B', which the topology declares.",
        file: 'a.topo',
        range: { start: { line: 3, character: 9 }, end: { line: 3, character: 10 } },
      },
    ],
  });
});

test('a difference in an included file stands there', async () => {
  const files = { 'a.topo': 'include "sites/b.topo"\n', 'sites/b.topo': ours, 'c.topo': theirs };
  const outcome = await call(['drift', 'a.topo', 'c.topo'], files);
  expect(outcome.out).toContain('sites/b.topo:4:10: ');
});

test.each([
  { argv: ['drift', 'a.topo'], files: {}, err: /An EXPORT is missing/ },
  { argv: ['drift', 'a.topo', 'none.topo'], files: {}, err: /Cannot read 'none.topo'/ },
  { argv: ['drift', 'a.topo', 'none.xml'], files: {}, err: /Cannot read 'none.xml'/ },
  { argv: ['drift', 'a.topo', 'package.json'], files: {}, err: /package.json: nothing here can be imported/ },
  { argv: ['drift', 'a.topo', 'b.topo', 'package.json'], files: { 'b.topo': theirs }, err: /is a topology: it is compared alone/ }, // prettier-ignore
  { argv: ['drift', 'a.topo', 'b.topo', 'c.topo'], files: { 'b.topo': theirs, 'c.topo': theirs }, err: /one is compared/ }, // prettier-ignore
  { argv: ['drift', 'a.topo', 'b.topo'], files: { 'b.topo': 'organization O {\n  nonsense\n}\n' }, err: /b\.topo:2: / },
  { argv: ['drift', 'a.topo', 'b.topo'], files: { 'b.topo': 'include "x.topo"\n' }, err: /in one file/ },
  {
    argv: ['drift', 'b.topo', 'a.topo'],
    files: { 'b.topo': 'nonsense\n' },
    err: /has errors.*bridgehead check b\.topo/,
  },
  { argv: ['drift', 'b.topo', 'a.topo'], files: { 'b.topo': 'include "none.topo"\n' }, err: /has errors/ },
])('a wrong call is refused: $argv $files', async ({ argv, files, err }) => {
  const outcome = await call(argv, { 'a.topo': ours, ...files });
  expect(outcome.status).toBe(2);
  expect(outcome.out).toBe('');
  expect(outcome.err).toMatch(err);
});
