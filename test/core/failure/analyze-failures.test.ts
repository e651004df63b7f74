import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeFailures, type FailureReport } from '#core/failure/analyze-failures';
import { asymmetricRoute, asymmetricWays } from '#core/failure/asymmetric';
import { wayAt } from '#core/failure/ways';
import type { Element, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { down as someDown, soundTopology, withServersThatCheckAlike } from '../routing/arbitrary.ts';
import { connectedTopology } from '../routing/journeys.ts';
import { serverDown } from '../routing/topology-in-code.ts';
import { topologyFromText } from '../routing/topology-in-text.ts';
import { naiveSinglePoints } from './naive.ts';
import { expectAlways } from '../../property.ts';

function analyzed(topology: Topology, down: readonly Element[] = []): FailureReport {
  const work = analyzeFailures(compileRouting(topology), { down });
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

function pointsOf({ survey, singlePoints }: FailureReport): ReadonlyMap<string, Set<string>> {
  const words = (way: number) => `${wayAt(survey, way).from} to ${wayAt(survey, way).to}`;
  return new Map(singlePoints.map(({ element, strands }) => [element, new Set(Array.from(strands, words))]));
}

test('incremental equals naive', () => {
  expectAlways(
    fc.property(soundTopology.map(withServersThatCheckAlike), fc.oneof(fc.constant([]), someDown), (topology, down) => {
      expect(pointsOf(analyzed(topology, down))).toEqual(naiveSinglePoints(topology, down));
    }),
    { runs: 100 },
  );
});

test('incremental equals naive where every failure strands something', () => {
  const lost = fc.nat(4).map((group) => [serverDown(`EX${group}`)]);
  expectAlways(
    fc.property(connectedTopology.map(withServersThatCheckAlike), lost, (topology, down) => {
      const whole = pointsOf(analyzed(topology));
      for (const group of [0, 1, 2, 3, 4]) expect([...whole.keys()]).toContain(`server MBX${group}`);
      expect(whole).toEqual(naiveSinglePoints(topology, []));
      expect(pointsOf(analyzed(topology, down))).toEqual(naiveSinglePoints(topology, down));
    }),
    { runs: 30 },
  );
});

test('the worst comes first', () => {
  // A chain with mail in one direction only: the nearer to its middle, the more ways depend on a connector.
  const groups = Array.from({ length: 6 }, (_, at) => {
    const link = at < 5 ? `routing group connector C${at} to G${at + 1} { bridgehead S${at}; target S${at + 1} }` : '';
    return `routing group G${at} { server S${at} { mailbox *@g${at}.com }; ${link} }`;
  });
  const anyOrder = fc.shuffledSubarray(groups, { minLength: groups.length });
  expectAlways(
    fc.property(anyOrder, (shuffled) => {
      const { singlePoints } = analyzed(topologyFromText(`organization O { ${domains} }\n${shuffled.join('\n')}`));
      const counts = singlePoints.map(({ strands }) => strands.length);
      expect(new Set(counts).size).toBeGreaterThan(2);
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    }),
    { runs: 50 },
  );
});

const domains = `domain ${[0, 1, 2, 3, 4, 5].map((at) => `g${at}.com`).join(', ')}`;

const fourCities = topologyFromText(readFileSync('examples/four-cities.topo', 'utf8'));

test('four cities: what strands mail, and what to do about it', () => {
  const report = analyzed(fourCities);
  expect(report.singlePoints.map(({ element }) => element)).toContain('server LON-EX01');
  const partner = report.singlePoints.find(({ element }) => element === 'connector "Partner Mail"');
  expect(pointsOf(report).get('connector "Partner Mail"')).toEqual(
    new Set(
      ['London', 'Brussels'].flatMap((from) => [`${from} to SMTP:fabrikam.com`, `${from} to SMTP:*.fabrikam.com`]),
    ),
  );
  expect(partner?.remedy.sentence).toBe(
    "'Internet Mail' does not step in for a closer address space. If it can deliver to fabrikam.com and " +
      '*.fabrikam.com too, give it them as well, at a cost so high that it is used only then.',
  );
  expect(report.unused).toEqual([]);
  expect(asymmetricWays(report.survey)).toEqual([]);
});

/** The text after what the remedy of an element says. */
const remedied = [
  {
    element: 'virtual server SEA-EX01/Internet',
    replace: 'bridgehead SEA-EX01/Internet',
    by: 'bridgehead SEA-EX01/Internet, SEA-MBX01',
  },
  {
    element: 'connector "Partner Mail"',
    replace: 'address space * cost 1',
    by: 'address space * cost 1, fabrikam.com cost 50, *.fabrikam.com cost 50',
  },
  {
    element: 'connector "Internet Mail"',
    replace: '  smtp connector "Partner Mail" {',
    by: '  smtp connector Spare { bridgehead LON-EX01; address space * cost 50 }\n  smtp connector "Partner Mail" {',
  },
];

test.each(remedied)('$element strands nothing after its remedy', ({ element, replace, by }) => {
  const text = readFileSync('examples/four-cities.topo', 'utf8');
  const strands = (topology: Topology) => analyzed(topology).singlePoints.map((point) => point.element);
  expect(strands(fourCities)).toContain(element);
  expect(strands(topologyFromText(text.replace(replace, by)))).not.toContain(element);
});

test('a maintenance says what is stranded, dearer and rerouted', () => {
  const { maintenance, whole } = analyzed(fourCities, [serverDown('LON-EX01')]);
  const words = (ways: Int32Array = new Int32Array()) =>
    Array.from(ways, (way) => `${wayAt(whole, way).from} to ${wayAt(whole, way).to}`);
  expect(words(maintenance?.stranded)).toContain('Tokyo to London');
  expect(words(maintenance?.dearer)).toEqual([
    'Seattle to Brussels',
    'Brussels to Seattle',
    'Brussels to SMTP:*',
    'Brussels to SMTP:fabrikam.com',
    'Brussels to SMTP:*.fabrikam.com',
  ]);
  expect(maintenance?.rerouted).toEqual(new Int32Array());
});

test('an address space of a shared domain is for those whom no mailbox pattern names', () => {
  const { survey, unused } = analyzed(
    topologyFromText(`organization C { domain c.com; shared domain s.com }
      routing group A {
        server A1 { mailbox a*@s.com, s*@s.com, *@c.com }
        smtp connector Out { bridgehead A1; address space s.com; deliver through smart host unix.example }
      }`),
  );
  expect(survey.connectors(0, 1)).toEqual(['Out']);
  expect(unused).toEqual([]);
});

test('a way back at another cost is asymmetric', () => {
  const text = readFileSync('examples/four-cities.topo', 'utf8').replace(
    '"Brussels to London" to London { bridgehead BRU-EX01; target LON-EX01; cost 10 }',
    '"Brussels to London" to London { bridgehead BRU-EX01; target LON-EX01; cost 15 }',
  );
  const { survey } = analyzed(topologyFromText(text));
  const [first] = asymmetricWays(survey).map((way) => asymmetricRoute(survey, way));
  expect(first).toMatchObject({ there: { from: 'Seattle', to: 'Brussels', cost: 20 }, back: { cost: 25 } });
});

test('a connector that another beats even when things fail is without mail; a spare is not', () => {
  const text = readFileSync('examples/four-cities.topo', 'utf8').replace(
    '  smtp connector "Partner Mail" {',
    `  smtp connector Spare { bridgehead LON-EX01; address space * cost 50 }
  routing group connector Dear to Seattle { bridgehead LON-EX01; target SEA-EX01; cost 99 }
  smtp connector Own { bridgehead LON-EX01; address space fabrikam.com cost 1; scope routing group; limit size 1KB }
  smtp connector "Partner Mail" {`,
  );
  const { unused, spare } = analyzed(topologyFromText(text));
  // By Brussels and Tokyo it costs 80. What an ordinary message may not use is not called unused.
  expect(unused).toEqual(['Dear']);
  expect(spare).toEqual(['Spare']);
});
