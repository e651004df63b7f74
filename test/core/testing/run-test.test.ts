import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { parse } from '#core/syntax/parse';
import { expectationsFor, runTest } from '#core/testing/run-test';

function topologyOf(text: string): Topology {
  return buildTopology(
    openProject(
      't.topo',
      (file) => (file === 't.topo' ? parse(text) : undefined),
      (_, path) => path,
    ),
  );
}

function results(text: string) {
  const topology = topologyOf(text);
  return topology.tests.map((each) => runTest(compileRouting(topology), each));
}

const fourCities = readFileSync('examples/four-cities.topo', 'utf8');
const tazmania = readFileSync('examples/tazmania.topo', 'utf8');

describe('the examples', () => {
  test.each([
    ['four-cities', fourCities],
    ['tazmania', tazmania],
  ])('%s passes its tests', (_, text) => {
    expect(results(text).map(({ failures }) => failures)).toEqual(topologyOf(text).tests.map(() => []));
  });

  test.each([
    { text: fourCities, from: 'expect cost 20', to: 'expect cost 21', says: 'It costs 20.', instead: 'expect cost 20' },
    {
      text: fourCities,
      from: 'expect via "Seattle to London", "London to Brussels"',
      to: 'expect via "London to Brussels", "Seattle to London"',
      says: "It goes via 'Seattle to London', 'London to Brussels'.",
      instead: 'expect via "Seattle to London", "London to Brussels"',
    },
    {
      text: tazmania,
      from: 'expect delivered',
      to: 'expect queued',
      says: 'It is delivered.',
      instead: 'expect delivered',
    },
    {
      text: tazmania,
      from: 'expect queue "Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)"',
      to: 'expect queue "Internet Mail - SMARTHOST"',
      says: "It passes 'Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)'.",
      instead: 'expect queue "Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)" on TAZMANIA',
    },
  ])('turning "$from" into "$to" makes exactly that one fail', ({ text, from, to, says, instead }) => {
    expect(text).toContain(from);
    const changed = text.replace(from, to);
    const failures = results(changed).flatMap((result) => result.failures);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toContain(says);
    expect(failures[0]?.instead).toBe(instead);
    const { piece, span } = failures[0]!.place!;
    expect(piece.text.slice(span.start, span.end)).toBe(to);
  });
});

const body = tazmania.slice(0, tazmania.indexOf('test "'));

describe('each expectation', () => {
  test.each([
    { expectation: 'expect delivered', fails: undefined },
    { expectation: 'expect queued', fails: /It is delivered/ },
    { expectation: 'expect undeliverable 5.4.4', fails: /It is delivered/ },
    { expectation: 'expect not via "internet mail smtp connector (tazmania)"', fails: /It goes via/ },
    { expectation: 'expect via none', fails: /It goes via/ },
    { expectation: 'expect server TAZMANIA', fails: undefined },
    {
      expectation: 'expect queue "internet mail smtp connector (tazmania) – smarthost (SMTP connector)"',
      fails: undefined,
    },
    { expectation: 'expect within 1s', fails: undefined },
  ])('$expectation', ({ expectation, fails }) => {
    const [result] = results(`${body}\ntest T {\n  send from TAZMANIA to a@fabrikam.com\n  ${expectation}\n}\n`);
    expect(result?.passed).toBe(fails === undefined);
    if (fails !== undefined) expect(result?.failures[0]?.message).toMatch(fails);
  });

  test('expect within counts latency, and the time that the bandwidth needs', () => {
    const slow = body.replace('scope organization', 'latency 2s; bandwidth 8kbps');
    const within = (limit: string) =>
      results(`${slow}\ntest T {\n  send from TAZMANIA to a@fabrikam.com size 10KB\n  expect within ${limit}\n}\n`)[0];
    // 2 s + 10 * 1024 * 8 bit / 8000 bit/s = 12.24 s
    expect(within('13s')?.passed).toBe(true);
    expect(within('12s')?.failures[0]?.message).toBe('It takes 12.24 s.');
  });

  test('mail from the Internet waits in a queue of the system that sends it while no mail exchanger answers', () => {
    const expecting = (queue: string) =>
      results(`organization C { domain c.com; mail exchanger A1 }
        routing group A { server A1 { mailbox *@c.com } }
        test T { down server A1; send from internet to a@c.com; expect queue ${queue} }`)[0];
    expect(expecting('"c.com (SMTP)"')?.failures).toEqual([]);
    expect(expecting('"d.com (SMTP)"')?.failures[0]).toMatchObject({
      message: "It passes 'c.com (SMTP)'.",
      instead: 'expect queue "c.com (SMTP)"',
    });
    expect(expecting('"c.com (SMTP)" on A1')?.passed).toBe(false);
  });

  test('a cost is not free when the message comes back', () => {
    const [result] = results(`${body}\ntest T {\n  send from TAZMANIA to FAX:"1"\n  expect cost 1\n}\n`);
    expect(result?.failures[0]?.message).toContain('undeliverable (5.4.4)');
  });
});

describe('what keeps a test from running fails it with that as its reason', () => {
  test.each([
    { statements: 'expect delivered', says: /sends no message/ },
    { statements: 'send from NOBODY to a@b.com\n expect delivered', says: /no server 'NOBODY'/ },
    {
      statements: 'send from TAZMANIA/Nothing to a@b.com\n expect delivered',
      says: /virtual server 'TAZMANIA\/Nothing'/,
    },
    { statements: 'down line A to B\n send from TAZMANIA to a@b.com', says: /no routing group 'A'/ },
    { statements: 'send from TAZMANIA to a@b.com\n expect via Nothing', says: /no connector 'Nothing'/ },
    { statements: 'send from TAZMANIA to a@b.com\n expct delivered', says: /faulty statement/ },
  ])('$statements', ({ statements, says }) => {
    const [result] = results(`${body}\ntest T {\n  ${statements}\n}\n`);
    expect(result?.passed).toBe(false);
    expect(result?.failures[0]?.message).toMatch(says);
  });

  test.each([
    ['a second statement that stands once', 'send from TAZMANIA to a@b.com; expect via none; expect via none'],
    ['a second message', 'send from TAZMANIA to a@b.com; send from TAZMANIA to a@c.com'],
    ['a block that nobody knows', 'send from TAZMANIA to a@b.com\n expct { delivered }'],
    ['a declaration that belongs elsewhere', 'send from TAZMANIA to a@b.com\n server B { }'],
    ['a } too many', 'send from TAZMANIA to a@b.com\n }\n expect not via "Internet Mail"'],
    ['a faulty statement between blocks', 'send from TAZMANIA to a@b.com\n x y {\n }\n expct\n z {\n }'],
    ['a value without meaning', 'send from TAZMANIA to a@b.com size 10XB'],
  ])('%s', (_, statements) => {
    const text = `${body}\ntest T {\n  ${statements}\n}\nscenario S {\n}\n`;
    expect(results(text)[0]).toMatchObject({ passed: false, failures: [{ cause: 'faulty' }] });
  });

  test('a } that is missing', () => {
    const text = `${body}\ntest T {\n  send from TAZMANIA to a@b.com\n\nscenario S {\n}\n`;
    expect(results(text)[0]).toMatchObject({ passed: false, failures: [{ cause: 'faulty' }] });
  });

  test('errors elsewhere do not stop it', () => {
    const [result] = results(`${tazmania}\nserver\nrouting group X { bad }\n`);
    expect(result?.passed).toBe(true);
  });
});

test('the expectations written for a route hold', () => {
  const topology = topologyOf(fourCities);
  const routing = compileRouting(topology);
  for (const each of topology.tests) {
    const route = runTest(routing, each).route!;
    const lines = expectationsFor(route);
    const send = each.name.startsWith('With') ? 'down server LON-EX01\n' : '';
    const text = `${fourCities}\ntest again {\n${send}send from SEA-EX01 to anna@be.contoso.com\n${lines.join('\n')}\n}\n`;
    expect(results(text).at(-1)?.failures).toEqual([]);
  }
});
