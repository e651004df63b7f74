// Facts are what rules read: lists and maps of the topology, and what is derived from them. A fact is computed once per
// version of the topology, anew only when something it reads changed, and stays the same object when it says the same.
// That is what keeps an edit cheap: a rule is run again only when what it reads, or the one thing it is about, changed.
// Derived facts hold keys and values, never places: a place moves with every edit of its piece.

import type { PointInWords } from '#core/failure/failure-run';
import { sameElements, sameValue } from '#core/model/memo';
import type { Project } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import type { TestRun } from '#core/testing/test-run';

/** One state of the files. Facts and rules remember their answers by this object. */
export interface Version {
  readonly project: Project;
  readonly topology: Topology;
  /** What its tests give, as far as they have been run. */
  readonly tests: TestRun;
  /** Its single points of failure, as far as they are known. */
  readonly failures: readonly PointInWords[];
}

/** Something known about a version; `before` is the version whose answers may be taken over. */
export type Fact<T> = (now: Version, before: Version | undefined) => T;

export type Reads = Readonly<Record<string, Fact<unknown>>>;
export type Values<R extends Reads> = { readonly [Name in keyof R]: R[Name] extends Fact<infer T> ? T : never };

/** A fact that is read off the topology as it is. */
export function given<T>(read: (topology: Topology) => T): Fact<T> {
  return ({ topology }) => read(topology);
}

/** A fact of the whole project, kept while it says the same. `derive` is given the previous answer to take over parts. */
export function surveyed<T>(derive: (project: Project, previous: T | undefined) => T): Fact<T> {
  const known = new WeakMap<Version, T>();
  return (now, before) => {
    const answer = known.get(now);
    if (answer !== undefined) return answer;
    const value = derive(now.project, before === undefined ? undefined : known.get(before));
    known.set(now, value);
    return value;
  };
}

/** A fact that follows from others. */
export function derived<R extends Reads, T>(reads: R, derive: (values: Values<R>) => T): Fact<T> {
  const known = new WeakMap<Version, { readonly inputs: readonly unknown[]; readonly value: T }>();
  return (now, before) => {
    const answer = known.get(now);
    if (answer !== undefined) return answer.value;
    const inputs = inputsOf(reads, now, before);
    const last = before === undefined ? undefined : known.get(before);
    const value =
      last !== undefined && sameElements(last.inputs, inputs)
        ? last.value
        : sameValue(last?.value, derive(valuesOf(reads, inputs)));
    known.set(now, { inputs, value });
    return value;
  };
}

/**
 * A list seen through what is said of each element: the same object while no element says anything else. A fact that
 * is derived from it does not notice edits that leave the gist alone; it must not use more of an element than the gist.
 */
export function gist<T, G>(list: Fact<readonly T[]>, say: (element: T) => G): Fact<readonly G[]> {
  const known = new WeakMap<Version, { readonly list: readonly T[]; readonly said: readonly G[] }>();
  return (now, before) => {
    const answer = known.get(now);
    if (answer !== undefined) return answer.said;
    const elements = list(now, before);
    const last = before === undefined ? undefined : known.get(before);
    const said = last === undefined ? elements.map(say) : sayAgain(elements, last, say);
    known.set(now, { list: elements, said });
    return said;
  };
}

function sayAgain<T, G>(
  list: readonly T[],
  last: { readonly list: readonly T[]; readonly said: readonly G[] },
  say: (element: T) => G,
): readonly G[] {
  if (list === last.list) return last.said;
  let same = list.length === last.list.length;
  const said = list.map((element, i) => {
    const before = last.said[i];
    if (before !== undefined && element === last.list[i]) return before;
    const value = sameValue(before, say(element));
    same &&= value === before;
    return value;
  });
  return same ? last.said : said;
}

/** What the facts that somebody reads say, in the order of their names in `reads`. */
export function inputsOf(reads: Reads, now: Version, before: Version | undefined): readonly unknown[] {
  return Object.values(reads).map((fact) => fact(now, before));
}

/** The same by name. */
export function valuesOf<R extends Reads>(reads: R, inputs: readonly unknown[]): Values<R> {
  const entries = Object.keys(reads).map((name, i) => [name, inputs[i]] as const);
  // The one place where the types of single facts are given back to their names.
  return Object.fromEntries(entries) as Values<R>;
}

/**
 * The elements of a list that stand together and have the same key, one list for each run. A run is the same object as
 * long as its elements are.
 */
export function runs<T>(list: Fact<readonly T[]>, keyOf: (element: T) => unknown): Fact<readonly (readonly T[])[]> {
  const known = new WeakMap<Version, { readonly list: readonly T[]; readonly runs: readonly (readonly T[])[] }>();
  return (now, before) => {
    const answer = known.get(now);
    if (answer !== undefined) return answer.runs;
    const elements = list(now, before);
    const last = before === undefined ? undefined : known.get(before);
    const runs = elements === last?.list ? last.runs : cutIntoRuns(elements, keyOf, last?.runs ?? []);
    known.set(now, { list: elements, runs });
    return runs;
  };
}

function cutIntoRuns<T>(
  list: readonly T[],
  keyOf: (element: T) => unknown,
  before: readonly (readonly T[])[],
): readonly (readonly T[])[] {
  const runs: (readonly T[])[] = [];
  for (let start = 0, end = 1; start < list.length; start = end++) {
    const key = keyOf(list[start] as T);
    while (end < list.length && keyOf(list[end] as T) === key) end++;
    const run = list.slice(start, end);
    // An edit may add or remove one run; the others keep their position or move by one.
    const same = [0, -1, 1]
      .map((shift) => before[runs.length + shift])
      .find((old) => old !== undefined && sameElements(old, run));
    runs.push(same ?? run);
  }
  return runs;
}
