import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { pathAlong } from '#core/graph/lines/outlines';
import { centre } from '#core/graph/space';
import { compileRouting } from '#core/routing/models';
import { routeMessage } from '../../server/features/route.ts';
import { indexPlaces } from '#core/graph/scene-index';
import { edgesOfLeg, queuesPassed, traceOf, type Trace } from '../../media/trace.ts';
import { example, written } from '../core/graph/written.ts';
import { id } from '../element-id.ts';

/** What the engine answers for an example, as the drawing of that example shows it. */
function traced(name: string, from: string, to: string, down: readonly string[] = []): Trace {
  const text = readFileSync(resolve(import.meta.dirname, `../../examples/${name}.topo`), 'utf8');
  return tracedIn(text, from, to, down);
}

function tracedIn(text: string, from: string, to: string, down: readonly string[] = []): Trace {
  const topology = written(text);
  const answer = routeMessage(compileRouting(topology), { from, to }, down, 1);
  if (!answer.ok) throw new Error(answer.error);
  const { message, route, nextBest } = answer.value;
  return traceOf(indexPlaces(layout(buildGraph(topology))), { message, down: down.map(id), route, nextBest });
}

/** The course of the first leg in the drawing of three sites. */
function legPathOf(from: string, to: string): string {
  const [leg] = traced('three-sites', from, to).legs;
  const { nodes } = layout(buildGraph(example('three-sites')));
  const at = (node: string) => centre(nodes.find(({ id }) => id === node)!);
  return leg === undefined ? '' : pathAlong(edgesOfLeg(leg), at(leg.from), at(leg.to));
}

const xsOf = (path: string): readonly number[] => [...path.matchAll(/([-\d.]+),[-\d.]+/g)].map(([, x]) => Number(x));

const legsOf = (trace: Trace): readonly string[] =>
  trace.legs.map(({ from, edge, to }) => `${from} -> ${edge?.name ?? 'directly'} -> ${to}`);

describe('The way of a message in the drawing', () => {
  test('follows connectors from server to server', () => {
    const trace = traced('four-cities', 'SEA-EX01', 'anna@be.contoso.com');
    expect(legsOf(trace)).toEqual([
      'server SEA-EX01 -> Seattle to London -> server LON-EX01',
      'server LON-EX01 -> London to Brussels -> server BRU-EX01',
    ]);
    expect(trace.end).toBe('server BRU-EX01');
  });

  test('has the next best way beside it, as far as that is another', () => {
    const besides = (to: string) => traced('four-cities', 'SEA-EX01', to).nextBest.map(({ name }) => name);
    expect(besides('anna@be.contoso.com')).toEqual(['Seattle to Tokyo', 'Tokyo to Brussels']);
    expect(besides('someone@example.com')).toEqual([]);
  });

  test('is direct within a routing group, and ends at the Internet', () => {
    expect(legsOf(traced('four-cities', 'SEA-MBX01', 'someone@example.com'))).toEqual([
      'server SEA-MBX01 -> directly -> server SEA-EX01',
      'server SEA-EX01 -> Internet Mail -> internet',
    ]);
  });

  test('takes that edge of a connector with several hosts which leads to the host', () => {
    const to = (down: readonly string[]) => traced('four-cities', 'LON-EX01', 'someone@fabrikam.com', down).legs[0];
    expect(to([])?.edge?.to).toBe('host relay.fabrikam.com');
    expect(to(['host relay.fabrikam.com'])?.edge?.to).toBe('host [192.0.2.25]');
  });

  test('ends where the message waits, before the connector that holds it', () => {
    const trace = traced('tazmania', 'TAZMANIA', 'someone@fabrikam.com', ['host SMARTHOST']);
    expect(trace).toMatchObject({ outcome: 'queued', start: 'server TAZMANIA', end: 'server TAZMANIA', legs: [] });
    expect(trace.blocked.map((edge) => edge.name)).toEqual(['Internet Mail SMTP Connector (TAZMANIA)']);
  });

  test('has a queue on each server that it passed', () => {
    expect([...queuesPassed(traced('four-cities', 'SEA-EX01', 'anna@be.contoso.com').sent)]).toEqual([
      ['server SEA-EX01', ['Seattle to London - London (Routing Group Connector)']],
      ['server LON-EX01', ['London to Brussels - Brussels (Routing Group Connector)']],
      ['server BRU-EX01', ['be.contoso.com (Local delivery)']],
    ]);
  });

  test('runs along the site links of its path, past the sites between, in the direction that it takes', () => {
    const trace = traced('three-sites', 'TYO-MBX01', 'david@contoso.com');
    expect(legsOf(trace)).toEqual([
      'server TYO-MBX01 -> LON-TYO -> server LON-MBX01',
      'server LON-MBX01 -> Outbound to Microsoft 365 -> host contoso.protection.example',
    ]);
    const [leg] = traced('three-sites', 'SEA-MBX01', 'taro@contoso.com').legs;
    expect(leg?.before.map(({ name }) => name)).toEqual(['SEA-LON']);
    expect(leg?.edge?.name).toBe('LON-TYO');
    const eastwards = xsOf(legPathOf('SEA-MBX01', 'taro@contoso.com'));
    expect(eastwards).toEqual(eastwards.toSorted((a, b) => a - b));
    const westwards = xsOf(legPathOf('TYO-MBX01', 'anna@contoso.com'));
    expect(westwards).toEqual(westwards.toSorted((a, b) => b - a));
  });

  test('leaves a site by the edge of a connector that leaves there', () => {
    const text = `organization O { model exchange-2013; domain o.example }
site A { server A1 }
site B { server B1 }
site link AB between A, B
send connector Out { source A1, B1; address space *; deliver through smart host relay.example }`;
    expect(tracedIn(text, 'B1', 'x@y.example').legs.map(({ edge }) => edge?.id)).toEqual(['connector Out < site B']);
  });

  test('skips what is not drawn (any more)', () => {
    const { sent } = traced('four-cities', 'SEA-EX01', 'anna@be.contoso.com');
    const empty = indexPlaces({ nodes: [], edges: [], undrawn: [], width: 0, height: 0 });
    expect(traceOf(empty, sent)).toMatchObject({ start: undefined, end: undefined, legs: [], blocked: [] });
  });
});
