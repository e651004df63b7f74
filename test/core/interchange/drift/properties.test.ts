// What holds for any two topologies.

import fc from 'fast-check';
import type { Topology } from '#core/model/topology';
import { describe, expect, test } from 'vitest';
import { compare } from '#core/interchange/drift/compare';
import type { Difference } from '#core/interchange/drift/difference';
import { takeOver, takeOverAll } from '#core/interchange/drift/take-over';
import { compileRouting } from '#core/routing/models';
import { endOf, groupsPassed, type Route } from '#core/routing/route';
import { format } from '#core/syntax/format';
import { expectAlways } from '../../../property.ts';
import { layout, messages, models, written } from './arbitrary.ts';
import { edited, side } from './sides.ts';

describe.each(models)('of $name', ({ blocks, from }) => {
  const text = fc.tuple(blocks, layout).map(([declared, by]) => written(declared, by));

  test('a topology does not differ from itself, however it is laid out', () => {
    expectAlways(
      fc.property(blocks, layout, layout, (declared, one, other) => {
        expect(compare(side(written(declared, one)), side(written(declared, other)))).toEqual([]);
      }),
    );
  });

  test('looking from the other side, the same differs the other way round', () => {
    expectAlways(
      fc.property(text, text, (one, other) => {
        const there = compare(side(one), side(other)).map(told);
        const back = compare(side(other), side(one)).map(told).map(swapped);
        expect(back.sort()).toEqual(there.sort());
      }),
    );
  });

  test('nothing differs any more when all is taken over, and mail goes as the servers say', () => {
    expectAlways(
      fc.property(text, text, (one, other) => {
        const [here, there] = [side(one), side(other)];
        const after = side(edited(one, takeOverAll(here, there)));
        expect(compare(after, there).map(({ message }) => message)).toEqual([]);
        const [mine, theirs] = [compileRouting(after.topology), compileRouting(there.topology)];
        for (const send of messages(from)) {
          const [now, wanted] = [mine.route(send, []), theirs.route(send, [])];
          if (passesEdge(now, there.topology) || passesEdge(wanted, there.topology)) continue;
          expect(whatCounts(now)).toEqual(whatCounts(wanted));
        }
      }),
    );
  });

  test('taking over one leaves the others, but those that it needs', () => {
    expectAlways(
      fc.property(text, text, fc.nat(), (one, other, at) => {
        const [here, there] = [side(one), side(other)];
        const all = compare(here, there);
        const chosen = all[at % Math.max(1, all.length)];
        if (chosen === undefined) return;
        const left = compare(side(edited(one, takeOver(here, there, [chosen]))), there).map(told);
        const before = all.map(told);
        expect(left).not.toContain(told(chosen));
        expect(left.filter((each) => !before.includes(each) && !saysMaster(each))).toEqual([]);
        const gone = all.filter((each) => !left.includes(told(each)));
        expect(gone.filter((each) => each !== chosen && !isNeeded(each))).toEqual([]);
      }),
    );
  });

  test('where all was taken over, what stayed is laid out as it was', () => {
    expectAlways(
      fc.property(blocks, blocks, (one, other) => {
        const own = format(written(one, { isShort: false, comments: true, step: '  ' })).text;
        const taken = edited(own, takeOverAll(side(own), side(written(other, { isShort: true, comments: false, step: '\t' })))); // prettier-ignore
        expect(format(taken).text).toBe(taken);
      }),
    );
  });
});

/**
 * Of a route: any server of a site takes its turn, and which one a route shows is the first that is written. So a loop is cut
 * wherever it happens to be.
 */
function whatCounts(route: Route) {
  const { hops, outcome, cost, status } = route;
  if (status === inLoop) return { outcome, status };
  const connectors = hops.flatMap(({ connector }) => connector ?? []);
  const isHere = outcome === 'delivered' && connectors.length === 0;
  return { outcome, cost, connectors, groups: groupsPassed(route), end: isHere ? endOf(route) : undefined };
}

/** An Edge server hands mail to any server of its site: what becomes of it may depend on whose turn it is. */
function passesEdge({ hops }: Route, { servers }: Topology): boolean {
  const edges = new Set(servers.flatMap(({ isEdge, name }) => (isEdge ? [name] : [])));
  return hops.some(({ server }) => edges.has(server));
}

/** Too many hops (RFC 3463). */
const inLoop = '5.4.6';

/** What makes two differences the same. */
function told({ change, object, statement, item, topology, servers }: Difference): string {
  return JSON.stringify([change, object.id, statement, item, topology, servers]);
}

function saysMaster(text: string): boolean {
  const [, , statement] = JSON.parse(text) as readonly string[];
  return statement === 'master';
}

function swapped(text: string): string {
  const [change, id, statement, item, topology, servers] = JSON.parse(text) as readonly string[];
  const other = change === 'only in topology' ? 'only on servers' : change === 'only on servers' ? 'only in topology' : change; // prettier-ignore
  return JSON.stringify([other, id, statement, item, servers, topology]);
}

/**
 * A container comes with what moves into it, and what it holds moves out before it goes. Which server is the first, and so
 * the master unless another one is written, follows from both.
 */
function isNeeded({ change, statement }: Difference): boolean {
  return change !== 'says otherwise' || statement === 'master';
}
