import { describe, expect, it, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { everything, leavesOut, leftOut, readFilter, type Present } from '#core/graph/asked/filter';
import { layout } from '#core/graph/layout';
import { exitOf, pointsAlong } from '#core/graph/sight/off-screen';
import { relatedTo, waysOf, type Way } from '#core/graph/asked/related';
import { compileRouting } from '#core/routing/models';
import { indexPlaces } from '#core/graph/scene-index';
import { routeMessage } from '../../../../server/features/route.ts';
import { example, written } from '../written.ts';

const topology = written(`
routing group London {
  server LON-EX01 { } server LON-EX02 { }
  routing group connector "London to Prague" to Prague { bridgehead LON-EX01; target PRG-EX01; cost 10 }
  routing group connector "London to Oslo" to Oslo { cost 5 }
  smtp connector "Partner Mail" { bridgehead LON-EX02; address space fabrikam.com; scope routing group
    deliver through smart host relay.fabrikam.com } }
routing group Prague { server PRG-EX01 { }
  routing group connector "Prague to London" to London { bridgehead PRG-EX01; target LON-EX01; cost 10; disabled } }
routing group Oslo { server OSL-EX01 { } }
`);
const places = layout(buildGraph(topology));
const index = indexPlaces(places);
const node = (id: string) => index.nodes.get(id)!;
const edge = (name: string) => places.edges.find((each) => each.name === name)!;
const names = (ids: ReadonlySet<string>) => [...ids].toSorted();

describe('Related is', () => {
  it('to a connector what is at its ends, with what holds it', () => {
    expect(names(relatedTo(index, edge('London to Prague')))).toEqual([
      'connector "London to Prague"',
      'routing group London',
      'routing group Prague',
      'server LON-EX01',
      'server PRG-EX01',
    ]);
  });

  it('to a group what is in it, its connectors and their other ends', () => {
    const related = relatedTo(index, node('routing group Prague'));
    expect(names(related)).toEqual([
      'connector "London to Prague"',
      'connector "Prague to London"',
      'routing group London',
      'routing group Prague',
      'server LON-EX01',
      'server PRG-EX01',
    ]);
  });

  it('to a server what it is a bridgehead of, named or because every server is', () => {
    const related = relatedTo(index, node('server LON-EX02'));
    expect(related).toContain('connector "Partner Mail"');
    expect(related).toContain('connector "London to Oslo"');
    expect(related).not.toContain('connector "London to Prague"');
  });
});

test('the ways out of a group and into it, the cheapest first', () => {
  const said = (ways: readonly Way[]) => ways.map(({ edge: { name, cost }, other }) => `${other.name} ${cost} ${name}`);
  const ways = waysOf(index, node('routing group London'));
  expect(said(ways.out)).toEqual([
    'relay.fabrikam.com 1 Partner Mail',
    'Oslo 5 London to Oslo',
    'Prague 10 London to Prague',
  ]);
  expect(said(ways.in)).toEqual(['Prague 10 Prague to London']);
  expect(said(waysOf(index, node('server LON-EX01')).in)).toEqual(['Prague 10 Prague to London']);
  expect(said(waysOf(index, node('host relay.fabrikam.com')).in)).toEqual(['London 1 Partner Mail']);
});

test('site links join, whichever way they are drawn', () => {
  const sites = indexPlaces(layout(buildGraph(example('three-sites'))));
  const site = sites.places.nodes.find(({ kind }) => kind === 'site')!;
  expect(waysOf(sites, site).both.length).toBeGreaterThan(0);
});

describe('A filter leaves out', () => {
  const quiet: Present = { markOf: () => undefined, isOff: () => false, route: undefined };
  const without = (filter: Partial<typeof everything>, present: Partial<Present> = {}) =>
    names(leftOut(places, { ...everything, ...filter }, { ...quiet, ...present }));

  it('nothing as long as it says nothing', () => {
    expect(without({ hides: true })).toEqual([]);
    expect(leavesOut({ ...everything, hides: true })).toBe(false);
  });

  it('kinds of connectors, with the hosts that no other leads to', () => {
    expect(without({ without: ['smtp connector'] })).toEqual(['connector "Partner Mail"', 'host relay.fabrikam.com']);
  });

  it('connectors of the other scope', () => {
    expect(without({ scope: 'organization' })).toContain('connector "Partner Mail"');
    expect(without({ scope: 'local' })).not.toContain('connector "Partner Mail"');
    expect(without({ scope: 'local' })).toContain('connector "London to Oslo"');
  });

  it('what is disabled or off', () => {
    expect(without({ running: true })).toEqual(['connector "Prague to London"']);
    expect(without({ running: true }, { isOff: (item) => item.name === 'LON-EX01' })).toContain('server LON-EX01');
  });

  it('all that nothing is said of', () => {
    const mark = { element: node('server OSL-EX01').id, severity: 'error', problems: ['It has no address.'] } as const;
    const left = without({ problems: true }, { markOf: (item) => (item.id === mark.element ? mark : undefined) });
    expect(left).not.toContain('server OSL-EX01');
    expect(left).not.toContain('routing group Oslo');
    expect(left).toContain('routing group London');
    expect(left).toContain('connector "London to Oslo"');
  });

  it('what a message could not use: its way and what else it could take stay', () => {
    const routed = routeMessage(compileRouting(topology), { from: 'LON-EX01', to: 'a@fabrikam.com' }, [], 1);
    if (!routed.ok) throw new Error(routed.error);
    const left = without({ usable: true }, { route: routed.value.route });
    expect(left).toContain('connector "London to Oslo"');
    for (const passed of routed.value.route.path) expect(left).not.toContain(passed);
  });
});

test('a filter that was kept is read as far as it can be understood', () => {
  expect(readFilter(undefined)).toEqual(everything);
  const damaged = { without: ['dag', 'nonsense', 7], scope: 'planet', running: 'yes', hides: true };
  expect(readFilter(damaged)).toEqual({ ...everything, without: ['dag'], hides: true });
});

describe('A line leaves the view', () => {
  const view = { x: 0, y: 0, width: 100, height: 100 };
  const far = { x: 190, y: 40, width: 20, height: 20 };
  const line = pointsAlong([{ x: 10, y: 50 }, { x: 70, y: 50 }, { x: 130, y: 50 }, { x: 190, y: 50 }]); // prettier-ignore

  it('at the border, on its way to an end that is not seen', () => {
    expect(exitOf(line, far, view)).toEqual({ x: 100, y: 50, direction: 0 });
    expect(exitOf(line.toReversed(), { x: -10, y: 40, width: 20, height: 20 }, view)).toBeUndefined();
  });

  it('straight from the middle where none of it is seen', () => {
    const away = line.map(({ x, y }) => ({ x, y: y + 500 }));
    const exit = exitOf(away, { x: 40, y: 540, width: 20, height: 20 }, view)!;
    expect(exit).toMatchObject({ x: 50, y: 100 });
    expect(exit.direction).toBeCloseTo(Math.PI / 2);
  });
});
