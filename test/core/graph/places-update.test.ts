import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { differenceBetween, keptAs, patched } from '#core/graph/places-patch';
import { updated, updateSince, type PlacesUpdate, type VersionedPlaces } from '#core/graph/places-update';
import type { Places } from '#core/graph/scene';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEdits, anyPlan } from './any-plan';
import { asPlain } from './read-again.ts';
import { star, tangle, topologyOf, type Plan } from './topologies';
import { expectAlways } from '../../property.ts';

const drawn = (plan: Plan, previous?: Places) => layout(buildGraph(topologyOf(plan)), previous);

/** As it comes out of a process border. */
function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The versions of places as a plan is edited. */
function versionsOf(plan: Plan, edits: readonly ((plan: Plan) => Plan)[]): readonly VersionedPlaces[] {
  const versions: VersionedPlaces[] = [{ version: '0', places: drawn(plan) }];
  let edited = plan;
  for (const edit of edits) {
    edited = edit(edited);
    versions.push({ version: `${versions.length}`, places: drawn(edited, versions.at(-1)!.places) });
  }
  return versions;
}

describe('places that are sent', () => {
  it('arrive as they are after any edits, whichever versions were asked for and kept', () => {
    expectAlways(
      fc.property(
        anyPlan,
        anyEdits,
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        fc.nat(4),
        (...drawing) => {
          const [plan, edits, asks, kept] = drawing;
          const versions = versionsOf(plan, edits);
          let known: VersionedPlaces | undefined;
          versions.forEach((now, at) => {
            const isLast = at === versions.length - 1;
            if (asks[at] === false && !isLast) return;
            const update = updateSince(known?.version ?? null, now, versions.slice(Math.max(0, at - kept), at));
            known = updated(known, sent(update));
            expect(known && { ...known, places: asPlain(known.places) }).toEqual(sent(now));
          });
        },
      ),
      { runs: 150 },
    );
  });

  it('arrive as they are when hardly anything stayed', () => {
    expectAlways(
      fc.property(anyPlan, anyPlan, (one, other) => {
        const [before, after] = [drawn(one), drawn(other)];
        expect(patched(sent(before), sent(differenceBetween(before, after)))).toEqual(sent(after));
        const kept = keptAs(before, after);
        expect(kept).toEqual(after);
        expect(patched(sent(before), sent(differenceBetween(before, kept)))).toEqual(sent(after));
      }),
      { runs: 100 },
    );
  });

  it('are never built on others than those that they were compared with', () => {
    const [one, two, three] = ['1', '2', '3'].map((version, count) => ({ version, places: drawn(star(3 + count)) }));
    const updates: readonly PlacesUpdate[] = [updateSince('2', three!, [two!]), updateSince('3', three!, [])];
    expect(updates.map(({ kind }) => kind)).toEqual(['patch', 'unchanged']);
    for (const update of updates) {
      expect(updated(one, update)).toBeUndefined();
      expect(updated(undefined, update)).toBeUndefined();
    }
    expect(updateSince('of another server', three!, [two!, one!]).kind).toBe('whole');
  });
});

describe('what an edit leaves alone', () => {
  it('is the same object, and nothing of it is sent, but what has the caption of both ways', () => {
    const plan = tangle(60, 20);
    const places = drawn(plan, drawn(plan));
    expect(drawn(plan, places)).toBe(places);
    const connectors = plan.connectors!.map((each, index) => (index === 9 ? { ...each, cost: 99 } : each));
    const after = drawn({ ...plan, connectors }, places);
    expect(after.nodes).toBe(places.nodes);
    const patch = differenceBetween(places, after);
    expect(patch.edges.flatMap((run) => ('items' in run ? run.items : [])).map(({ name }) => name)).toEqual([
      connectors[8]!.name,
      connectors[9]!.name,
    ]);
    expect(patched(places, patch).nodes).toBe(places.nodes);
  });
});
