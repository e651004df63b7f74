import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { call } from './fake-terminal.ts';

const four = readFileSync('examples/four-cities.topo', 'utf8');
const broken = four.replace('expect cost 20', 'expect cost 25');

test('the examples pass', async () => {
  const outcome = await call(['test', 'f.topo', '-'], {
    'f.topo': four,
    '-': readFileSync('examples/tazmania.topo', 'utf8'),
  });
  expect(outcome.status).toBe(0);
  expect(outcome.out).toMatch(/^3 passed, 0 failed$/m);
});

test('a failing test says what happened instead, and gives 1', async () => {
  const outcome = await call(['test', 'f.topo'], { 'f.topo': broken });
  expect(outcome.status).toBe(1);
  expect(outcome.out).toContain('FAIL Seattle reaches Brussels through London f.topo:80\n     line 83: It costs 20.\n');
  expect(outcome.out).toContain('1 passed, 1 failed');
});

test('--format json', async () => {
  const outcome = await call(['test', 'f.topo', '--format', 'json'], { 'f.topo': broken });
  expect(JSON.parse(outcome.out)).toEqual({
    format: 1,
    tests: [
      {
        name: 'Seattle reaches Brussels through London',
        file: 'f.topo',
        line: 80,
        passed: false,
        failures: ['line 83: It costs 20.'],
      },
      {
        name: "With London's bridgehead gone, Tokyo carries the mail",
        file: 'f.topo',
        line: 86,
        passed: true,
        failures: [],
      },
    ],
    summary: { passed: 1, failed: 1 },
  });
});

test('--format junit is XML whatever the names are', async () => {
  const text = broken.replace('test "Seattle reaches', 'test "<&\\"> Seattle reaches');
  const outcome = await call(['test', 'f.topo', '--format', 'junit'], { 'f.topo': text });
  expect(outcome.out).toContain('<testsuites name="Bridgehead" tests="2" failures="1">');
  expect(outcome.out).toContain('name="&lt;&amp;&quot;&gt; Seattle');
  expect(outcome.out).toContain('<failure message="line 83: It costs 20.">');
});

test('--filter runs those that it names, and is a wrong call when it names none', async () => {
  const files = { 'f.topo': broken };
  expect(await call(['test', 'f.topo', '--filter', 'tokyo'], files)).toMatchObject({ status: 0 });
  expect(await call(['test', 'f.topo', '--filter', 'Paris'], files)).toMatchObject({ status: 2, out: '' });
});

test('no tests is fine', async () => {
  const outcome = await call(['test', 'e.topo'], { 'e.topo': '' });
  expect(outcome).toMatchObject({ status: 0, out: '0 passed, 0 failed\n' });
});
