// What the view of failures shows, as an indented text that a person can read.

import { expect, test } from 'vitest';
import type { FailuresAnswer } from '#core/protocol';
import { failureRows, worstSoFar, type Row } from '../../client/failure-rows.ts';

const nothing: FailuresAnswer = {
  root: 'file:///a.topo',
  version: 1,
  down: [],
  ways: 12,
  noWay: { count: 0, first: [] },
  singlePoints: [],
  unused: [],
  asymmetric: [],
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
  const noWay = { count: 3, first: [{ from: 'London', to: 'X400:*' }] };
  expect(drawn(failureRows({ ...nothing, noWay }))).toEqual([
    'No way today  3',
    '  London → X400:*',
    '  And 2 more',
    'No single failure strands mail',
  ]);
});

test('a topology without ways has nothing to analyze', () => {
  expect(drawn(failureRows({ ...nothing, ways: 0 }))).toEqual(['Nothing to analyze']);
});

test('a single point of failure tells what to do first, then what it strands', () => {
  const singlePoints = [
    {
      element: 'server LON-EX01',
      strands: [
        { from: 'London', to: 'Seattle' },
        { from: 'London', to: 'SMTP:*' },
      ],
      stranded: 12,
      remedy: 'Add a second server to London.',
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

test('a maintenance comes first, and further failures are on top of it', () => {
  const down = ['server LON-EX01'];
  const answer: FailuresAnswer = {
    ...nothing,
    down,
    singlePoints: [
      { element: 'server TYO-EX01', strands: [{ from: 'Seattle', to: 'Brussels' }], stranded: 1, remedy: 'Wait.' },
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
    'No way changes at the same cost',
    'A further failure would strand mail  1',
    '  server TYO-EX01  strands 1 way  [server LON-EX01, server TYO-EX01]',
    '    Wait.  [server LON-EX01, server TYO-EX01]',
    '    Seattle → Brussels  [server LON-EX01, server TYO-EX01]',
  ]);
});

test('ways that differ back and forth, and connectors without use, stand at the end', () => {
  const back = { from: 'Brussels', to: 'Seattle', cost: 40, connectors: ['Brussels to Tokyo'] };
  const answer = { ...nothing, asymmetric: [{ there: overLondon, back }], unused: ['connector "Fax Mail"'] };
  expect(drawn(failureRows(answer))).toEqual([
    'No single failure strands mail',
    'Other way back than forth  1',
    '  Seattle ⇄ Brussels  Seattle to London, London to Brussels (20) there, Brussels to Tokyo (40) back',
    'Connectors that never carry anything  1',
    '  connector "Fax Mail"',
  ]);
});

test('while an analysis runs, the worst so far come first, and nothing is said about the rest', () => {
  const point = (element: string, stranded: number) => ({ element, strands: [], stranded, remedy: 'Wait.' });
  const step = { root: 'file:///a.topo', version: 1, down: [], done: 1, total: 3 };
  const first = worstSoFar(undefined, { ...step, found: [point('server A', 1)] });
  const second = worstSoFar(first, { ...step, found: [point('server B', 2)] });
  expect(drawn(failureRows(second, { isWhole: false })).filter((row) => !/^ {4}/.test(row))).toEqual([
    'Single points of failure  2 so far',
    '  server B  strands 2 ways  [server B]',
    '  server A  strands 1 way  [server A]',
  ]);
});
