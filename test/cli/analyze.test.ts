import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateTopology } from '../bench/generate.ts';
import { call } from './fake-terminal.ts';

const files = {
  'four.topo': readFileSync('examples/four-cities.topo', 'utf8'),
  'taz.topo': readFileSync('examples/tazmania.topo', 'utf8'),
};

test('text: single points with remedies, the matrix as a table', async () => {
  const { status, out, err } = await call(['analyze', 'taz.topo'], files);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain(
    '    host SMARTHOST\n      strands mail from First Routing Group to SMTP:*\n      Name a second smart host',
  );
  expect(out).toMatch(/^ {2}First Routing Group +\. +1$/m);
});

test('text: what routing can mend comes first, what only a cluster can last and in one line', async () => {
  const { out } = await call(['analyze', 'four.topo'], files);
  const [, points = ''] = out.split('Single points of failure\n');
  expect(points).toMatch(
    /^ {2}Bridgeheads, targets and connectors can mend these, worst first:\n {4}server SEA-EX01\n/,
  );
  expect(points).toContain(
    'Only a cluster keeps the mailboxes in reach that are on:\n' +
      '    server LON-EX01, server BRU-EX01, server TYO-EX01, server SEA-MBX01\n',
  );
});

test('json: the parts that scripts rely on', async () => {
  const { status, out } = await call(['analyze', 'four.topo', '--format', 'json'], files);
  expect(status).toBe(0);
  const document = JSON.parse(out);
  expect(document).toMatchObject({ format: 1, unused: [], asymmetric: [], maintenance: null });
  expect(document.singlePoints[0]).toMatchObject({ element: 'server SEA-EX01', mendedBy: 'routing' });
  expect(document.singlePoints[0].strands).toContainEqual({ from: 'London', to: 'SMTP:*' });
  expect(document.matrix).toContainEqual({
    from: 'Seattle',
    to: 'Brussels',
    cost: 20,
    connectors: ['Seattle to London', 'London to Brussels'],
  });
});

test('--down checks a maintenance and what would strand mail besides', async () => {
  const { status, out } = await call(['analyze', 'four.topo', '--down', 'server LON-EX01'], files);
  expect(status).toBe(0);
  expect(out).toContain('While these are off together\n  strands mail from London to ');
  expect(out).toContain(
    "mail from Seattle to Brussels goes by 'Seattle to Tokyo', 'Tokyo to Brussels', at cost 70 instead of 20",
  );
  const [, besides = ''] = out.split('What would strand mail besides\n');
  expect(besides).toContain('These take another server or host, worst first:\n    server TYO-EX01, virtual server');
  expect(besides).toContain('    connector "Brussels to Tokyo"\n      strands mail from Brussels to Seattle, Tokyo, ');
});

test('an undeclared --down is a wrong call', async () => {
  const { status, out } = await call(['analyze', 'four.topo', '--down', 'server PAR-EX01', '--format', 'json'], files);
  expect(status).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ format: 1, error: expect.stringContaining('PAR-EX01') });
});

test('errors in the topology give 1, and what is sound is analyzed', async () => {
  const broken = { 'b.topo': files['four.topo'].replace('target BRU-EX01; cost 10', 'target BRU-EX99; cost 10') };
  const { status, out, err } = await call(['analyze', 'b.topo'], broken);
  expect(status).toBe(1);
  expect(out).toContain('Single points of failure');
  expect(err).toContain('see bridgehead check b.topo');
});

test('an empty topology has nothing to fail', async () => {
  const { status, out } = await call(['analyze', 'e.topo', '--format', 'json'], { 'e.topo': '' });
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ singlePoints: [], matrix: [], unused: [], asymmetric: [] });
});

const lonely = `
routing group Seattle {
  server SEA { mailbox *@seattle.example }
  routing group connector There to London { bridgehead SEA; target LON }
  smtp connector Fax { bridgehead SEA; address space * cost 1; deliver through smart host RELAY }
}
routing group London {
  server LON { mailbox *@london.example }
}
routing group Paris {
  server PAR { mailbox *@paris.example }
  routing group connector Out to London { bridgehead PAR; target LON }
}
`;

test('text: where the table has no way, the reason stands below', async () => {
  const { out } = await call(['analyze', 'l.topo'], { 'l.topo': lonely });
  const [, below = ''] = out.split('\n\n  No way, although nothing fails:\n');
  const [reasons = ''] = below.split('\n\n');
  expect(reasons).toMatch(/^ {4}from London.* to Seattle.*: [A-Z].*\.$/m);
  expect(reasons.split('\n').every((line) => /^ {4}from .*: [A-Z].*\.$/.test(line))).toBe(true);
  expect((await call(['analyze', 'four.topo'], files)).out).not.toContain('No way');
});

test('json: a long matrix is written when it is asked for, one row a line', async () => {
  const large = { 'large.topo': generateTopology({ lines: 2100 }) };
  const small = await call(['analyze', 'four.topo', '--format', 'json'], files);
  expect(small.err).toBe('');
  const short = await call(['analyze', 'large.topo', '--format', 'json'], large);
  const cut = JSON.parse(short.out);
  const rows = Number(/the matrix has ([\d,]+) rows/.exec(short.err)?.[1]?.replaceAll(',', ''));
  expect(rows).toBeGreaterThan(10_000);
  expect(cut.matrix).toBeNull();
  expect(cut.singlePoints[0].strands).toHaveLength(100);
  expect(cut.singlePoints[0].stranded).toBeGreaterThan(100);

  const long = await call(['analyze', 'large.topo', '--format', 'json', '--matrix'], large);
  expect(long.err).toBe('');
  const whole = JSON.parse(long.out);
  expect(whole.matrix).toHaveLength(rows);
  expect(whole.singlePoints[0].strands).toHaveLength(cut.singlePoints[0].stranded);
  expect(long.out.split('\n').filter((line) => line.startsWith('{"from":'))).toHaveLength(
    rows + whole.asymmetric.length,
  );
});
