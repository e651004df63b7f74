// What is carried from one version of a topology to the next is what running every test there gives.

import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { virtualServerKey } from '#core/model/keys';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { parse, reparse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';
import { fieldsOfTransit, networkChange } from '#core/routing/network-change';
import { runTest } from '#core/testing/run-test';
import { continueTests, finishTests, startTests, workLeft, type TestRun } from '#core/testing/test-run';
import { expectAlways } from '../../property.ts';

function topologyOf(tree: Tree, previous?: Topology): Topology {
  const project = openProject(
    't.topo',
    () => tree,
    (_, path) => path,
  );
  return buildTopology(project, previous);
}

/** The results without the objects that make them, whose places differ. */
function said({ results }: Pick<TestRun, 'results'>): unknown {
  return results.map(({ test: { name }, passed, failures, route }) => ({
    name,
    passed,
    route,
    failures: failures.map(({ cause, message, instead, place }) => ({
      cause,
      message,
      instead,
      at: place?.piece.text.slice(place.span.start, place.span.end),
    })),
  }));
}

function cold(topology: Topology): unknown {
  const routing = compileRouting(topology);
  return said({ results: topology.tests.map((each) => runTest(routing, each)) });
}

const sources = [...globSync('test/fixtures/routing/*.topo'), 'examples/four-cities.topo'].map((path) =>
  readFileSync(path, 'utf8'),
);
/** Statements that fit the block whose head has this word. */
const statements: Readonly<Record<string, readonly string[]>> = {
  connector: [
    'latency 40s',
    'bandwidth 9600bps',
    'limit size 4KB',
    'hold for pickup',
    'schedule never',
    'scope routing group',
    'priority high',
    'messages system',
    'reject from *@contoso.com',
    'relay to these domains',
  ],
  'virtual server': ['stopped', 'hop limit 1', 'expire after 1h', 'connections 3', 'limit size 1KB', 'relay anyone'],
  server: ['rate 1/s', 'check connector restrictions', 'suppress link state changes', 'mailbox *@fabrikam.com'],
  organization: ['when no connector matches dns', 'limit size 2KB', 'domain fabrikam.com', 'link state delay 1m'],
  test: ['expect within 2s', 'expect within 1h', 'expect delivered', 'expect queued', 'expect via none'],
};

const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const change = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), at: place, which: place }),
  fc.record({ kind: fc.constant('number' as const), at: place, which: place }),
  fc.record({ kind: fc.constant('word' as const), at: place, which: place }),
  fc.record({ kind: fc.constant('type' as const), at: place, which: place }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** What one edit does to a text: a statement more in some block, another number, another word, or a stray character. */
function editOf(text: string, { kind, at, which }: Change): { start: number; end: number; text: string } {
  const pick = <T>(list: readonly T[], share: number): T | undefined => list[Math.floor(share * list.length)];
  const token = (pattern: RegExp) => pick([...text.matchAll(pattern)], at);
  switch (kind) {
    case 'add': {
      const head = token(/^ *(test|organization|server|virtual server|[a-z0-9 ]*connector)\b[^\n{]*\{/gm);
      if (head === undefined) return { start: 0, end: 0, text: '# nothing to add to\n' };
      const block = head[1]!.endsWith('connector') ? 'connector' : head[1]!;
      const end = head.index + head[0].length;
      return { start: end, end, text: ` ${pick(statements[block]!, which)!};` };
    }
    case 'number': {
      const number = token(/(?<= )\d+\b/g);
      return { start: number?.index ?? 0, end: number ? number.index + number[0].length : 0, text: number ? '7' : '' };
    }
    case 'word': {
      const words = [...text.matchAll(/"[^"\n]*"|[\w.*@-]+/g)];
      const [from, to] = [pick(words, at)!, pick(words, which)!];
      return { start: from.index, end: from.index + from[0].length, text: to[0] };
    }
    case 'type': {
      const start = Math.floor(at * text.length);
      return { start, end: start, text: pick(['1', ' ', '\n', '}', '#', 'x'], which)! };
    }
  }
}

test('after any edits, tests give what they would give for the first time', () => {
  expectAlways(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(change, fc.nat(5)), { minLength: 1, maxLength: 8 }),
      (text, edits) => {
        let tree = parse(text);
        let topology = topologyOf(tree);
        let run = finishTests(startTests(topology));
        for (const [edit, count] of edits) {
          tree = reparse(tree, editOf(tree.text, edit));
          topology = topologyOf(tree, topology);
          run = startTests(topology, run);
          let left = count;
          run = continueTests(run, () => --left <= 0);
          expect(run.results.length).toBeGreaterThanOrEqual(topology.tests.length - run.due.length);
          const finished = finishTests(run);
          expect(finished.due).toEqual([]);
          expect(said(finished)).toEqual(cold(topology));
        }
      },
    ),
    { runs: 250 },
  );
});

/** The same data with other values in the fields of these names. */
function disturbed(value: unknown, fields: ReadonlySet<string>, number: number): unknown {
  if (Array.isArray(value)) return value.map((each) => disturbed(each, fields, number));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    fields.has(name) ? other(inner, number) : disturbed(inner, fields, number),
  ]);
  return Object.fromEntries(entries);
}

function other(value: unknown, number: number): unknown {
  if (typeof value === 'number') return number;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? [] : undefined;
}

test.each([0, 1, 12_345_678])('fields that count for nothing change no route, even if they say %d', (number) => {
  for (const source of sources) {
    const topology = topologyOf(parse(source));
    const servers = disturbed(topology.servers, fieldsOfTransit, number) as Topology['servers'];
    const connectors = disturbed(topology.connectors, fieldsOfTransit, number) as Topology['connectors'];
    const changed: Topology = {
      ...topology,
      organization: disturbed(topology.organization, fieldsOfTransit, number) as Topology['organization'],
      servers,
      connectors,
      serverByKey: new Map(servers.map((each) => [each.key, each])),
      virtualServerByKey: new Map(
        servers.flatMap(({ virtualServers }) =>
          virtualServers.map((each) => [virtualServerKey(each.server, each.key), each] as const),
        ),
      ),
      connectorByKey: new Map(connectors.map((each) => [each.key, each])),
    };
    expect(networkChange(topology, changed)).toBe('transit');
    const [before, after] = [compileRouting(topology), compileRouting(changed)];
    for (const { send, down } of topology.tests) expect(after.route(send!, down)).toEqual(before.route(send!, down));
  }
});

const text = `
organization Contoso { domain contoso.com }
routing group A {
  server A1 {
    mailbox *@contoso.com
    virtual server V { connections 10 }
  }
  smtp connector Out { bridgehead A1; address space *; latency 5s }
}
test Slow { send from A1 to b@fabrikam.com; expect within 10s }
test Fast { send from A1 to b@fabrikam.com; expect delivered }
`;

function replaced(tree: Tree, from: string, to: string): Tree {
  const start = tree.text.indexOf(from);
  return reparse(tree, { start, end: start + from.length, text: to });
}

describe('an edit has those run again that it can change', () => {
  test.each([
    { what: 'a comment in a connector', from: 'latency 5s', to: 'latency 5s # slow', change: 'none', due: [] },
    { what: 'a setting of the simulator', from: 'connections 10', to: 'connections 11', change: 'none', due: [] },
    { what: 'a test', from: 'expect delivered', to: 'expect queued', change: 'none', due: ['Fast'] },
    { what: 'the speed of a link', from: 'latency 5s', to: 'latency 6s', change: 'transit', due: ['Slow'] },
    {
      what: 'a connector',
      from: 'address space *',
      to: 'address space *.com',
      change: 'routing',
      due: ['Slow', 'Fast'],
    },
    { what: 'a name', from: 'connector Out', to: 'connector Way', change: 'routing', due: ['Slow', 'Fast'] },
  ])('$what', ({ from, to, change, due }) => {
    const tree = parse(text);
    const before = topologyOf(tree);
    const after = topologyOf(replaced(tree, from, to), before);
    expect(networkChange(before, after)).toBe(change);
    const ran = finishTests(startTests(before));
    const next = startTests(after, ran);
    expect(next.due.map(({ name }) => name)).toEqual(due);
    const kept = next.results.filter((result) => ran.results.includes(result));
    expect(kept.map(({ test }) => test)).toEqual(after.tests.filter((each) => before.tests.includes(each)));
    expect(kept).not.toEqual([]);
  });
});

const network = `
organization Contoso { domain contoso.com; mail exchanger SEA1 }
routing group Seattle {
  server SEA1 { virtual server V on all unassigned { hop limit 30 } mailbox *@sea.contoso.com }
  server SEA2 { mailbox anna@contoso.com }
  routing group connector "Seattle to London" to London { bridgehead SEA1; target LON1; cost 10 }
  routing group connector "Seattle to Tokyo" to Tokyo { bridgehead SEA1; target TOK1; cost 10 }
  smtp connector Internet {
    bridgehead SEA1
    address space *
    deliver through smart host relay.isp.net
  }
  smtp connector Spare { bridgehead SEA1; address space * cost 50 }
}
routing group London {
  server LON1 { virtual server V on all unassigned { unresolved recipients to mail.isp.net } mailbox *@lon.contoso.com }
  routing group connector "London to Seattle" to Seattle { bridgehead LON1; target SEA1; cost 10 }
  routing group connector "London to Berlin" to Berlin { bridgehead LON1; target BER1; cost 10; limit size 9MB }
}
routing group Berlin {
  server BER1 { mailbox *@ber.contoso.com }
  routing group connector "Berlin to London" to London { bridgehead BER1; target LON1; cost 10 }
  smtp connector Partner { bridgehead BER1; address space *.partner.com; schedule always }
}
routing group Tokyo {
  server TOK1 { mailbox *@tok.contoso.com }
  routing group connector "Tokyo to Seattle" to Seattle { bridgehead TOK1; target SEA1; cost 10 }
}
test Inside { send from SEA1 to anna@contoso.com }
test London { send from SEA1 to x@lon.contoso.com; expect within 1m }
test Berlin { send from LON1 to x@ber.contoso.com }
test Tokyo { send from SEA1 to x@tok.contoso.com }
test Out { send from LON1 to x@fabrikam.com }
test Partner { send from BER1 to x@eu.partner.com }
test Off { down server SEA1; send from TOK1 to x@lon.contoso.com }
test Silent { down host relay.isp.net; send from SEA1 to x@fabrikam.com }
test Waits { down server SEA1; send from LON1 to x@fabrikam.com }
test Nobody { send from LON1 to nobody@contoso.com }
test In { send from internet to anna@contoso.com }
`;

describe('only those tests run again that an edit concerns', () => {
  test.each([
    [
      'the cost of a link',
      '"London to Berlin" to Berlin { bridgehead LON1; target BER1; cost 10',
      '"London to Berlin" to Berlin { bridgehead LON1; target BER1; cost 20',
      ['Berlin', 'Off', 'Waits'],
    ],
    [
      'the cost of a link to where mail can only come back from',
      'target TOK1; cost 10',
      'target TOK1; cost 30',
      ['Tokyo', 'Off', 'Waits'],
    ],
    ['the size that a link takes', 'limit size 9MB', 'limit size 8MB', ['Berlin', 'Off', 'Waits']],
    [
      'a link less',
      'routing group connector "Tokyo to Seattle" to Seattle { bridgehead TOK1; target SEA1; cost 10 }',
      '',
      ['Off'],
    ],
    [
      'a link more',
      'server TOK1',
      'routing group connector New to Berlin { target BER1; cost 99 }\n  server TOK1',
      ['London', 'Tokyo', 'Off', 'Waits'],
    ],
    [
      'a shorter way',
      'server TOK1',
      'routing group connector New to Berlin { target BER1; cost 1 }\n  server TOK1',
      ['London', 'Berlin', 'Tokyo', 'Off', 'Waits'],
    ],
    ['an address space more', 'address space *.partner.com', 'address space *.partner.com, *.adatum.com', ['Partner']],
    [
      "an address space that takes others' mail",
      'address space *.partner.com',
      'address space *.partner.com, *rikam.com',
      ['Out', 'Partner', 'Silent', 'Waits'],
    ],
    ['a schedule', 'schedule always', 'schedule never', ['Partner']],
    ['a smart host', 'relay.isp.net', 'mail.isp.net', ['Out', 'Silent', 'Waits']],
    ['a smart host that is a server of ours', 'relay.isp.net', 'BER1', ['Out', 'Partner', 'Silent', 'Waits', 'Nobody']],
    ['a hop limit', 'hop limit 30', 'hop limit 20', ['Inside', 'London', 'Tokyo', 'Out', 'Silent', 'In']],
    [
      'a virtual server that is stopped',
      'server LON1 { virtual server V on all unassigned {',
      'server LON1 { virtual server V on all unassigned { stopped;',
      ['London', 'Berlin', 'Tokyo', 'Out', 'Partner', 'Off', 'Waits', 'Nobody'],
    ],
    [
      'a server of the name that others send to',
      'server TOK1 {',
      'server TOK1 { virtual server V on all unassigned { fqdn mail.isp.net }',
      ['London', 'Berlin', 'Tokyo', 'Out', 'Partner', 'Off', 'Waits', 'Nobody'],
    ],
    ['a mailbox more', '*@tok.contoso.com', '*@tok.contoso.com, x@lon.contoso.com', ['London', 'Tokyo', 'Off']],
    ['a server more', 'server SEA2', 'server SEA3\n  server SEA2', []],
    ['a server less', 'server SEA2 { mailbox anna@contoso.com }', '', ['Inside', 'In']],
    ['a server of another name', 'server BER1', 'server BER2', ['Berlin', 'Out', 'Partner', 'Off', 'Waits']],
    ['a group of another name', 'routing group Tokyo', 'routing group Kyoto', ['London', 'Tokyo', 'Off', 'Waits']],
    [
      'a setting of the organization',
      'domain contoso.com',
      'domain contoso.com, contoso.net',
      ['Inside', 'London', 'Berlin', 'Tokyo', 'Out', 'Partner', 'Off', 'Silent', 'Waits', 'Nobody', 'In'],
    ],
    ['what is said of a server', 'server SEA1', '# The first.\n  server SEA1', []],
  ] as const)('%s', (_, from, to, due) => {
    const tree = parse(network);
    const before = topologyOf(tree);
    const run = startTests(topologyOf(replaced(tree, from, to), before), finishTests(startTests(before)));
    expect(run.due.map(({ name }) => name)).toEqual(due);
    expect(said(finishTests(run))).toEqual(cold(run.topology));
  });
});

test('tests that are new and tests that failed are run before the others', () => {
  const failing = text.replace('expect delivered', 'expect queued');
  const tree = parse(`${failing}test Other { send from A1 to c@fabrikam.com }\n`);
  const before = topologyOf(tree);
  const ran = finishTests(startTests(before));
  const edited = replaced(replaced(tree, 'space *;', 'space *.com;'), 'test Other', 'test Newer');
  const after = topologyOf(edited, before);
  expect(startTests(after, ran).due.map(({ name }) => name)).toEqual(['Newer', 'Fast', 'Slow']);
});

test('results are the same objects while nothing is due', () => {
  const topology = topologyOf(parse(text));
  const run = finishTests(startTests(topology));
  expect(startTests(topology, run).results).toBe(run.results);
  expect(finishTests(run)).toBe(run);
  expect(workLeft(run)).toBe(0);
  expect(workLeft(startTests(topology))).toBeGreaterThan(0);
});
