import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { compileRouting } from '#core/routing/models';
import { parse } from '#core/syntax/parse';
import { routeMessage } from '../../server/features/route.ts';
import { indexPlaces } from '../../media/scene-index.ts';
import { queuesPassed, traceOf, type Trace } from '../../media/trace.ts';
import { id } from '../element-id.ts';

/** What the engine answers for an example, as the drawing of that example shows it. */
function traced(example: string, from: string, to: string, down: readonly string[] = []): Trace {
  const tree = parse(readFileSync(resolve(import.meta.dirname, `../../examples/${example}.topo`), 'utf8'));
  const topology = buildTopology(
    openProject(
      example,
      () => tree,
      (_, path) => path,
    ),
  );
  const answer = routeMessage(compileRouting(topology), { from, to }, down, 1);
  if (!answer.ok) throw new Error(answer.error);
  const { message, route } = answer.value;
  return traceOf(indexPlaces(layout(buildGraph(topology))), { message, down: down.map(id), route });
}

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

  test('skips what is not drawn (any more)', () => {
    const { sent } = traced('four-cities', 'SEA-EX01', 'anna@be.contoso.com');
    const empty = indexPlaces({ nodes: [], edges: [], undrawn: [], width: 0, height: 0 });
    expect(traceOf(empty, sent)).toMatchObject({ start: undefined, end: undefined, legs: [], blocked: [] });
  });
});
