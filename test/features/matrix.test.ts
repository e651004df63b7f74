import { expect, test } from 'vitest';
import { matrixRow } from '#core/failure/ways';
import { compileRouting } from '#core/routing/models';
import type { Survey } from '#core/routing/survey';
import { orderedWays, type MatrixOrder } from '../../server/features/matrix.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';
import { ring } from '../ring.ts';

const topology = topologyFromText(ring(12));
const connectors = topology.connectors.map(({ name }) => name);
const byFrom = { by: 'from', descending: false } as const;

function rows(order: MatrixOrder, survey: Survey = compileRouting(topology).survey([])): readonly string[] {
  const work = orderedWays({ survey, connectors }, order);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done !== true) continue;
    return Array.from(step.value, (way) => {
      const { from, to, cost, connectors: by } = matrixRow(survey, way);
      return `${from} ${to} ${cost} ${by.join()}`;
    });
  }
}

test('every word has to be in a row: in its groups or in its connectors', () => {
  expect(rows({ filter: 'g3 G5', sort: byFrom })).toEqual([
    'G3 G5 2 C3,C4',
    'G5 G3 10 C5,C6,C7,C8,C9,C10,C11,C0,C1,C2',
  ]);
  expect(rows({ filter: 'c3 g3 g5', sort: byFrom })).toEqual(['G3 G5 2 C3,C4']);
  expect(rows({ filter: 'g3 nowhere', sort: byFrom })).toEqual([]);
});

test('rows are in the order of the column, numbers by their value', () => {
  const firsts = (by: MatrixOrder['sort']['by'], descending = false) =>
    rows({ filter: '', sort: { by, descending } }).slice(0, 2);
  expect(firsts('from')).toEqual(['G0 G1 1 C0', 'G0 G2 2 C0,C1']);
  expect(firsts('from', true).map((row) => row.slice(0, 6))).toEqual(['G11 G0', 'G11 G1']);
  expect(firsts('to')).toEqual([
    'G1 G0 11 C1,C2,C3,C4,C5,C6,C7,C8,C9,C10,C11',
    'G2 G0 10 C2,C3,C4,C5,C6,C7,C8,C9,C10,C11',
  ]);
  expect(firsts('cost', true)[0]).toMatch(/ 11 /);
  expect(firsts('connectors')).toEqual(['G0 G1 1 C0', 'G0 G2 2 C0,C1']);
  expect(firsts('connectors', true)[0]).toMatch(/ C11,C0,/);
});

test('a filter of names that no connector has looks at no connectors: that is what takes long in a large topology', () => {
  let asked = 0;
  const survey = compileRouting(topology).survey([]);
  const watched: Survey = {
    ...survey,
    connectors: (source, destination) => {
      asked += 1;
      return survey.connectors(source, destination);
    },
  };
  const work = orderedWays({ survey: watched, connectors }, { filter: 'g3 g5', sort: byFrom });
  for (let step = work.next(); step.done !== true; step = work.next());
  expect(asked).toBe(0);
});
