// What the view of failures shows, as an indented text that a person can read.

import { expect, test } from 'vitest';
import type { FailuresAnswer } from '#core/protocol/requests';
import { failureRows, worstSoFar, type Row } from '../../client/failure-rows.ts';
import { id } from '../element-id.ts';

const nothing: FailuresAnswer = {
  root: 'file:///a.topo',
  version: 1,
  down: [],
  ways: 12,
  noWay: { count: 0, first: [] },
  singlePoints: [],
  unused: [],
  spare: [],
  asymmetric: { count: 0, first: [] },
  maintenance: null,
};

const overLondon = {
  from: 'Seattle',
  to: 'Brussels',
  cost: 20,
  connectors: ['Seattle to London', 'London to Brussels'],
};
const overTokyo = { from: 'Seattle', to: 'Brussels', cost: 70, connectors: ['Seattle to Tokyo', 'Tokyo to Brussels'] };

function drawn(rows: readonly Row[], indent = ''): readonly string[] {
  return rows.flatMap(({ label, description, off, children }) => [
    [`${indent}${label}`, description, off && `[${off.join(', ')}]`].filter(Boolean).join('  '),
    ...drawn(children, `${indent}  `),
  ]);
}

test('nothing found is said, and nothing else', () => {
  expect(drawn(failureRows(nothing))).toEqual(['No single failure strands mail']);
});

test('mail that has no way today comes before all that could fail', () => {
  const noWay = { count: 3, first: [{ from: 'London', to: 'X400:*', reason: 'No connector leads there.' }] };
  expect(drawn(failureRows({ ...nothing, noWay }))).toEqual([
    'No way today  3',
    '  London → X400:*  No connector leads there.',
    '  And 2 more',
    'No single failure strands mail',
  ]);
});

test('a topology without ways has nothing to analyze', () => {
  expect(drawn(failureRows({ ...nothing, ways: 0 }))).toEqual([
    'Nothing to analyze  Write a connector or a second routing group.',
  ]);
});

test('a single point of failure tells what to do first, then what it strands', () => {
  const singlePoints = [
    {
      element: id('server LON-EX01'),
      strands: [
        { from: 'London', to: 'Seattle' },
        { from: 'London', to: 'SMTP:*' },
      ],
      stranded: 12,
      remedy: 'Add a second server to London.',
      mendedBy: 'hardware' as const,
    },
  ];
  expect(drawn(failureRows({ ...nothing, singlePoints }))).toEqual([
    'Single points of failure  1',
    '  server LON-EX01  strands 12 ways  [server LON-EX01]',
    '    Add a second server to London.  [server LON-EX01]',
    '    London → Seattle  [server LON-EX01]',
    '    London → SMTP:*  [server LON-EX01]',
    '    And 10 more',
  ]);
});

test('a virtual server that strands as much as its server stands below it', () => {
  const point = (element: string, stranded: number) => ({
    element: id(element),
    strands: [],
    stranded,
    remedy: 'Wait.',
    mendedBy: 'routing' as const,
  });
  const singlePoints = [
    point('server "SEA 1"', 12),
    point('virtual server "SEA 1"/Default', 12),
    point('virtual server "SEA 1"/Internet', 2),
    point('virtual server LON/Default', 2),
  ];
  const rows = drawn(failureRows({ ...nothing, singlePoints })).filter((row) => !/Wait|more/.test(row));
  expect(rows).toEqual([
    'Single points of failure  3',
    '  server "SEA 1"  strands 12 ways  [server "SEA 1"]',
    '    virtual server "SEA 1"/Default  strands 12 ways  [virtual server "SEA 1"/Default]',
    '  virtual server "SEA 1"/Internet  strands 2 ways  [virtual server "SEA 1"/Internet]',
    '  virtual server LON/Default  strands 2 ways  [virtual server LON/Default]',
  ]);
});

test('what only a cluster can mend comes last and together, with its virtual servers', () => {
  const point = (element: string, stranded: number, mendedBy: 'routing' | 'hardware' | 'cluster') => ({
    element: id(element),
    strands: [],
    stranded,
    remedy: 'Wait.',
    mendedBy,
  });
  const singlePoints = [
    point('server MBX', 12, 'cluster'),
    point('virtual server MBX/Default', 12, 'hardware'),
    point('server HUB', 8, 'hardware'),
    point('server SEA', 2, 'routing'),
  ];
  const rows = drawn(failureRows({ ...nothing, singlePoints })).filter((row) => !/Wait|more/.test(row));
  expect(rows).toEqual([
    'Single points of failure  3',
    '  server SEA  strands 2 ways  [server SEA]',
    '  server HUB  strands 8 ways  [server HUB]',
    '  Mailboxes that only a cluster keeps in reach  1',
    '    server MBX  strands 12 ways  [server MBX]',
    '      virtual server MBX/Default  strands 12 ways  [virtual server MBX/Default]',
  ]);
});

test('mail that does not leave its routing group is told so, and big numbers can be read', () => {
  const strands = [{ from: 'London', to: 'London' }];
  const singlePoints = [
    { element: id('server LON'), strands, stranded: 2003002, remedy: 'Wait.', mendedBy: 'routing' as const },
  ];
  expect(drawn(failureRows({ ...nothing, singlePoints })).slice(1)).toEqual([
    '  server LON  strands 2,003,002 ways  [server LON]',
    '    Wait.  [server LON]',
    '    Within London  [server LON]',
    '    And 2,003,001 more',
  ]);
});

test('thousands of single points are not in one list', () => {
  const singlePoints = Array.from({ length: 1234 }, (_, i) => ({
    element: id(`server S${i}`),
    strands: [],
    stranded: 1,
    remedy: 'Wait.',
    mendedBy: 'routing' as const,
  }));
  const [found] = failureRows({ ...nothing, singlePoints });
  expect(found?.description).toBe('1,234');
  expect(found?.children).toHaveLength(101);
  expect(found?.children.at(-1)?.label).toBe('And 1,134 more, which take no less to mend');
  expect(found?.children.at(-1)?.children).toHaveLength(1134);
});

test('a maintenance comes first, and further failures are on top of it', () => {
  const down = [id('server LON-EX01')];
  const answer: FailuresAnswer = {
    ...nothing,
    down,
    singlePoints: [
      {
        element: id('server TYO-EX01'),
        strands: [{ from: 'Seattle', to: 'Brussels' }],
        stranded: 1,
        remedy: 'Wait.',
        mendedBy: 'routing' as const,
      },
    ],
    maintenance: {
      stranded: [{ from: 'Seattle', to: 'London' }],
      rerouted: [],
      dearer: [{ before: overLondon, after: overTokyo }],
      counts: { stranded: 1, rerouted: 0, dearer: 3 },
    },
  };
  expect(drawn(failureRows(answer))).toEqual([
    'Off together: server LON-EX01  [server LON-EX01]',
    'Stranded  1',
    '  Seattle → London  [server LON-EX01]',
    'Dearer  3',
    '  Seattle → Brussels  Seattle to London, London to Brussels (20) → Seattle to Tokyo, Tokyo to Brussels (70)  [server LON-EX01]',
    '  And 2 more',
    'No mail is rerouted at the same cost',
    'A further failure would strand mail  1',
    '  server TYO-EX01  strands 1 way  [server LON-EX01, server TYO-EX01]',
    '    Wait.  [server LON-EX01, server TYO-EX01]',
    '    Seattle → Brussels  [server LON-EX01, server TYO-EX01]',
  ]);
});

test('ways that differ back and forth, and connectors without use, stand at the end', () => {
  const back = { from: 'Brussels', to: 'Seattle', cost: 40, connectors: ['Brussels to Tokyo'] };
  const answer = {
    ...nothing,
    asymmetric: { count: 120, first: [{ there: overLondon, back }] },
    unused: [id('connector "Fax Mail"')],
    spare: [id('connector Dial-up')],
  };
  expect(drawn(failureRows(answer))).toEqual([
    'No single failure strands mail',
    'Other way back than forth  120',
    '  Seattle ⇄ Brussels  Seattle to London, London to Brussels (20) there, Brussels to Tokyo (40) back',
    '  And 119 more',
    'Connectors that never carry anything  1',
    '  connector "Fax Mail"',
    'Connectors for failures only  1',
    '  connector Dial-up',
  ]);
});

test('while an analysis runs, the worst so far come first, and nothing is said about the rest', () => {
  const point = (element: string, stranded: number) => ({
    element: id(element),
    strands: [],
    stranded,
    remedy: 'Wait.',
    mendedBy: 'routing' as const,
  });
  const step = { root: 'file:///a.topo', version: 1, down: [], done: 1, total: 3, maintenance: null };
  const first = worstSoFar(undefined, { ...step, found: [point('server A', 1)] });
  const second = worstSoFar(first, { ...step, found: [point('server B', 2)] });
  expect(drawn(failureRows(second, { isWhole: false })).filter((row) => !/^ {4}/.test(row))).toEqual([
    'Single points of failure  2 so far',
    '  server B  strands 2 ways  [server B]',
    '  server A  strands 1 way  [server A]',
  ]);
});

test('what a maintenance does comes as soon as it is known, and stays while further failures are looked at', () => {
  const step = { root: 'file:///a.topo', version: 1, down: [id('server A')], done: 1, total: 3, found: [] };
  const maintenance = { stranded: [], dearer: [], rerouted: [], counts: { stranded: 0, dearer: 0, rerouted: 0 } };
  const first = worstSoFar(undefined, { ...step, maintenance });
  const second = worstSoFar(first, { ...step, maintenance: null });
  expect(drawn(failureRows(second, { isWhole: false }))).toEqual([
    'Off together: server A  [server A]',
    'No mail is stranded',
    'No mail becomes dearer',
    'No mail is rerouted at the same cost',
    'Looking at failures…',
  ]);
});
