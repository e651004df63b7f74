// What changed between two versions of places, and the later version from the earlier one. Lists are compared by the
// identity of their items, which layout keeps (`keptAs`); so a difference costs little to find, and is as large as the edit.

import { sameList, sameValue } from '#core/model/memo';
import type { Places } from './scene.ts';

/** A list, written by what a list before it had: runs of its items, and items of its own. Their order is the list's. */
export type ListPatch<T> = readonly (
  { readonly from: number; readonly count: number } | { readonly items: readonly T[] }
)[];

/** How places differ from places before them. It says nothing about any others. */
export interface PlacesPatch {
  readonly nodes: ListPatch<Places['nodes'][number]>;
  readonly edges: ListPatch<Places['edges'][number]>;
  readonly undrawn: ListPatch<Places['undrawn'][number]>;
  readonly width: number;
  readonly height: number;
}

/** What it takes to make `after` from `before`. */
export function differenceBetween(before: Places, after: Places): PlacesPatch {
  return {
    nodes: listDifference(before.nodes, after.nodes),
    edges: listDifference(before.edges, after.edges),
    undrawn: listDifference(before.undrawn, after.undrawn),
    width: after.width,
    height: after.height,
  };
}

/** The places that a patch was made for, from those it was made against. What stayed is the same object. */
export function patched(before: Places, { nodes, edges, undrawn, width, height }: PlacesPatch): Places {
  return {
    nodes: patchedList(before.nodes, nodes),
    edges: patchedList(before.edges, edges),
    undrawn: patchedList(before.undrawn, undrawn),
    width,
    height,
  };
}

/** `next` with the objects of `previous` where they say the same; `previous` itself where all of it does. */
export function keptAs(previous: Places, next: Places): Places {
  const nodes = keptItems(previous.nodes, next.nodes, ({ id }) => id);
  const edges = keptItems(previous.edges, next.edges, ({ id }) => id);
  const undrawn = keptItems(previous.undrawn, next.undrawn, ({ element }) => element);
  const same =
    nodes === previous.nodes &&
    edges === previous.edges &&
    undrawn === previous.undrawn &&
    next.width === previous.width &&
    next.height === previous.height;
  return same ? previous : { ...next, nodes, edges, undrawn };
}

function keptItems<T>(previous: readonly T[], next: readonly T[], idOf: (item: T) => string): readonly T[] {
  const known = new Map(previous.map((item) => [idOf(item), item]));
  return sameList(
    previous,
    next.map((item) => sameValue(known.get(idOf(item)), item)),
  );
}

function listDifference<T>(before: readonly T[], after: readonly T[]): ListPatch<T> {
  const placeOf = new Map(before.map((item, place) => [item, place]));
  const runs: ({ from: number; count: number } | { items: T[] })[] = [];
  for (const item of after) {
    const place = placeOf.get(item);
    const last = runs.at(-1);
    if (place === undefined) {
      if (last !== undefined && 'items' in last) last.items.push(item);
      else runs.push({ items: [item] });
    } else if (last !== undefined && 'from' in last && last.from + last.count === place) last.count++;
    else runs.push({ from: place, count: 1 });
  }
  return runs;
}

function patchedList<T>(before: readonly T[], patch: ListPatch<T>): readonly T[] {
  return sameList(
    before,
    patch.flatMap((run) => ('items' in run ? run.items : before.slice(run.from, run.from + run.count))),
  );
}
