import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

test('a test of a file that two given files include runs once, and passes when it passes in both', async () => {
  const files = {
    'a.topo': 'include "shared.topo"\nrouting group G { server S2 { mailbox *@a.example } }\n',
    'b.topo': 'include "shared.topo"\n',
    'shared.topo':
      'routing group H { server S { mailbox *@b.example } }\n' +
      'test Sound { send from S to anna@b.example; expect delivered }\n' +
      'test Partial { send from S to anna@b.example; expect server S2 }\n',
  };
  const outcome = await call(['test', 'a.topo', 'b.topo', '--format', 'json'], files);
  expect(outcome.status).toBe(1);
  expect(JSON.parse(outcome.out)).toMatchObject({
    tests: [
      { name: 'Sound', file: 'shared.topo', line: 2, passed: true, failures: [] },
      { name: 'Partial', file: 'shared.topo', line: 3, passed: false },
    ],
    summary: { passed: 1, failed: 1 },
  });
});

test('no tests is fine', async () => {
  const outcome = await call(['test', 'e.topo'], { 'e.topo': '' });
  expect(outcome).toMatchObject({ status: 0, out: '0 passed, 0 failed\n' });
});

describe('coverage', () => {
  test('as a table, with what no test has touched', async () => {
    const { status, out } = await call(['test', 'f.topo', '--coverage'], { 'f.topo': four });
    expect(status).toBe(0);
    expect(out.slice(out.indexOf('Touched by tests'))).toBe(`Touched by tests
  routing groups      4 of     4 100 %
  servers             4 of     5  80 %
  connectors          4 of    10  40 %
  address spaces      0 of     3   0 %
Touched by no test
  server SEA-MBX01 f.topo:14
  connector Internet Mail f.topo:31
  address space SMTP:* of Internet Mail f.topo:33
  connector London to Seattle f.topo:46
  connector Partner Mail f.topo:49
  address space SMTP:fabrikam.com of Partner Mail f.topo:51
  address space SMTP:*.fabrikam.com of Partner Mail f.topo:51
  connector Brussels to London f.topo:65
  connector Brussels to Tokyo f.topo:66
  connector Tokyo to Seattle f.topo:76
`);
  });

  test('of the tests that --filter names', async () => {
    const { out } = await call(['test', 'f.topo', '--coverage', '--filter', 'Tokyo'], { 'f.topo': four });
    expect(out).toContain('connector Seattle to London');
  });

  test('with --format json', async () => {
    const { out } = await call(['test', 'f.topo', '--coverage', '--format', 'json'], { 'f.topo': four });
    const { coverage } = JSON.parse(out) as { coverage: { path: string; declarations: object[] }[] };
    expect(coverage.map(({ path }) => path)).toEqual(['f.topo']);
    expect(coverage[0]!.declarations).toContainEqual({
      kind: 'address space',
      name: 'SMTP:fabrikam.com',
      connector: 'Partner Mail',
      count: 0,
      range: { start: { line: 50, character: 18 }, end: { line: 50, character: 37 } },
    });
  });

  test('not with --format junit, whose document has no room for it', async () => {
    const given = { 'f.topo': four };
    const refused = await call(['test', 'f.topo', '--coverage', '--format', 'junit'], given);
    expect(refused).toMatchObject({ status: 2, out: '' });
    const written = await call(['test', 'f.topo', '--lcov', 'l.info', '--format', 'junit'], given);
    expect(written).toMatchObject({ status: 0 });
    expect(written.files['l.info']).toContain('SF:f.topo\n');
  });

  test('a file that several topologies include comes once, with what the tests of all of them touched', async () => {
    const root = (name: string, to: string) =>
      `include "shared.topo"\ntest ${name} { send from S1 to anna@${to} }\nrouting group Of${name} { }\n`;
    const shared =
      'routing group A {\n  server S1 { mailbox *@a.example }\n  server S2 { mailbox *@b.example }\n  server S3 { }\n}\n';
    const { out, files } = await call(['test', 'x.topo', 'y.topo', '--coverage', '--lcov', 'l.info'], {
      'x.topo': root('X', 'a.example'),
      'y.topo': root('Y', 'b.example'),
      'shared.topo': shared,
    });
    expect(out).toContain('servers             2 of     3  66 %\n');
    expect(out.match(/server S3/g)).toHaveLength(1);
    expect(out).not.toContain('server S2');
    const found = records(files['l.info']!);
    expect(found.map(({ SF }) => SF?.[0])).toEqual(['x.topo', 'shared.topo', 'y.topo']);
    expect(found[1]!.FNDA).toEqual(['2,routing group A', '2,server S1', '1,server S2', '0,server S3']);
    expect(found[1]!.DA).toEqual(['1,2', '2,2', '3,1', '4,0', '5,2']);
  });

  test('--lcov writes what lcov tools read', async () => {
    const main = `include "sub/tests.topo"\n${four}`;
    const sub = 'test Partner { send from LON-EX01 to b@www.fabrikam.com }\nrouting group "Far, away" {\n}\n';
    const { files, out } = await call(['test', 'a/m.topo', '--lcov', 'l.info'], {
      'a/m.topo': main,
      'a/sub/tests.topo': sub,
    });
    expect(out).not.toContain('Touched');
    const [first, second, ...more] = records(files['l.info']!);
    expect(more).toEqual([]);
    expect([first!.SF, second!.SF]).toEqual([['a/m.topo'], ['a/sub/tests.topo']]);
    for (const record of [first!, second!]) {
      const hit = (values: readonly string[] = []) => values.filter((value) => !/(^0,|,0$|^0$)/.test(value)).length;
      expect(record.FNF).toEqual([String(record.FN?.length ?? 0)]);
      expect(record.FNDA?.length ?? 0).toBe(record.FN?.length ?? 0);
      expect(record.FNH).toEqual([String(record.FNDA?.filter((value) => !value.startsWith('0,')).length ?? 0)]);
      expect(record.BRF).toEqual([String(record.BRDA?.length ?? 0)]);
      expect(record.BRH).toEqual([String(hit(record.BRDA))]);
      expect(record.LF).toEqual([String(record.DA?.length ?? 0)]);
      expect(record.LH).toEqual([String(hit(record.DA))]);
      for (const line of record.DA ?? []) expect(line).toMatch(/^[1-9]\d*,\d+$/);
    }
    expect(first!.FNDA).toContain('1,connector Partner Mail');
    expect(first!.BRDA).toEqual(['34,0,0,0', '52,0,1,0', '52,0,2,1']);
    expect(second!.FN).toEqual(['2,routing group Far, away']);
    expect(second!.DA).toEqual(['2,0', '3,0']);
  });
});

/** The records of an lcov file: every line is `NAME:value`, each record ends with `end_of_record`. */
function records(text: string): readonly Partial<Record<string, string[]>>[] {
  expect(text).toMatch(/end_of_record\n$/);
  return text
    .split('end_of_record\n')
    .slice(0, -1)
    .map((record) => {
      const values: Partial<Record<string, string[]>> = {};
      for (const line of record.trimEnd().split('\n')) {
        const [, name, value] = /^([A-Z]+):(.*)$/.exec(line)!;
        (values[name!] ??= []).push(value!);
      }
      return values;
    });
}
