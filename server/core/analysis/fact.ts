// Facts are what rules read: lists and maps of the topology, and what is derived from them. A fact is computed once per
// version of the topology, anew only when something it reads changed, and stays the same object when it says the same.
// That is what keeps an edit cheap: a rule is run again only when what it reads, or the one thing it is about, changed.
// Derived facts hold keys and values, never places: a place moves with every edit of its piece.

import type { Weaknesses } from '#core/weaknesses/weakness-run';
import { mapAgain, middleOf, type Made } from '#core/model/changes';
import { sameElements, sameValue } from '#core/model/memo';
import type { Project } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { replaced } from '#core/syntax/recut';
import type { TestRun } from '#core/testing/test-run';

/** One state of the files. Facts and rules remember their answers by this object. */
export interface Version {
  readonly project: Project;
  readonly topology: Topology;
  /** What its tests give, as far as they have been run. */
  readonly tests: TestRun;
  /** What is wrong or weak about the ways of its mail, as far as that is known. */
  readonly weaknesses: Weaknesses;
}

/** Something known about a version; `before` is the version whose answers may be taken over. */
export type Fact<T> = (now: Version, before: Version | undefined) => T;

export type Reads = Readonly<Record<string, Fact<unknown>>>;
export type Values<R extends Reads> = { readonly [Name in keyof R]: R[Name] extends Fact<infer T> ? T : never };

/** A fact that is read off the topology as it is. */
export function given<T>(read: (topology: Topology) => T): Fact<T> {
  return ({ topology }) => read(topology);
}

/** Facts that are known only when all ways of mail were looked at, which comes behind the rest. */
const lateFacts = new WeakSet<Fact<unknown>>();

/** A fact about the ways of mail: nothing is found as long as they were not looked at. */
export function found<T>(read: (weaknesses: Weaknesses) => T): Fact<T> {
  const fact: Fact<T> = ({ weaknesses }) => read(weaknesses);
  lateFacts.add(fact);
  return fact;
}

/** Whether one of these facts is about the ways of mail. */
export function isLate(facts: readonly Fact<unknown>[]): boolean {
  return facts.some((fact) => lateFacts.has(fact));
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
  const known = new WeakMap<Version, Made<T, G>>();
  return (now, before) => {
    const answer = known.get(now);
    if (answer !== undefined) return answer.made;
    const elements = list(now, before);
    const last = before === undefined ? undefined : known.get(before);
    const made = mapAgain(elements, last, (element, said: G | undefined) => sameValue(said, say(element)));
    known.set(now, { list: elements, made });
    return made;
  };
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
  const known = new WeakMap<Version, Runs<T>>();
  return (now, before) => {
    const answer = known.get(now);
    if (answer !== undefined) return answer.runs;
    const elements = list(now, before);
    const last = before === undefined ? undefined : known.get(before);
    const runs = last === undefined ? cutIntoRuns(elements, keyOf) : cutAgain(elements, last, keyOf);
    known.set(now, { list: elements, runs });
    return runs;
  };
}

interface Runs<T> {
  readonly list: readonly T[];
  readonly runs: readonly (readonly T[])[];
}

function cutIntoRuns<T>(list: readonly T[], keyOf: (element: T) => unknown): readonly (readonly T[])[] {
  const runs: (readonly T[])[] = [];
  for (let start = 0, end = 1; start < list.length; start = end++) {
    const key = keyOf(list[start] as T);
    while (end < list.length && keyOf(list[end] as T) === key) end++;
    runs.push(list.slice(start, end));
  }
  return runs;
}

/** Runs that end before the first difference, or begin behind the last one, are as they were. */
function cutAgain<T>(list: readonly T[], last: Runs<T>, keyOf: (element: T) => unknown): Runs<T>['runs'] {
  if (list === last.list) return last.runs;
  const { start, fromEnd } = middleOf(last.list, list);
  let first = 0;
  let from = 0;
  for (let run = last.runs[0]; run !== undefined && from + run.length < start; run = last.runs[first]) {
    from += run.length;
    first++;
  }
  let end = last.runs.length;
  let to = last.list.length;
  for (let run = last.runs[end - 1]; run !== undefined && to - run.length > fromEnd; run = last.runs[end - 1]) {
    to -= run.length;
    end--;
  }
  const before = last.runs.slice(first, end);
  const between = cutIntoRuns(list.slice(from, list.length - (last.list.length - to)), keyOf);
  const runs = between.map((run) => before.find((old) => sameElements(old, run)) ?? run);
  return replaced(last.runs, first, end, runs);
}
