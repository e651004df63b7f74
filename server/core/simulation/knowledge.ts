// What servers know: link state (§5). A failure is found by a connection that fails, is marked down at home, and is told to
// all others `link state delay` later; what is up again is found by a probe. Where a routing model has no link state, all
// know the truth.

import type { LinkStateNews, Rules, State } from '#core/routing/model';
import type { Instant } from './events.ts';
import { second } from './events.ts';

/** How often a connector that is marked down is probed [H-LINKSTATE]. */
export const probeInterval: Instant = 60 * second;

/**
 * How often bridgeheads exchange link state though nothing changed [SX-LS]: a failure that no mail meets is found then, and
 * after as many glitch retries as mail makes.
 */
export const pollInterval: Instant = 600 * second;

/** A transient failure is tried again so often, so many times, before anything else [WN-GLITCH]. */
export const glitch = { retries: 3, interval: 60 * second } as const;

/** By subject of link state. */
export interface Knowledge {
  /** What is true. */
  faults: Uint8Array;
  /** Marked down in its own routing group, and everywhere. */
  readonly marks: Uint8Array;
  readonly told: Uint8Array;
  /** When it was marked: probes go by it. */
  readonly markedAt: Float64Array;
  /** Changes whenever what was planned about it holds no longer. */
  readonly turns: Int32Array;
  /** By station, its group. */
  readonly groups: Int32Array;
  /** By group, what its servers know; undefined where that has to be found out again. */
  readonly states: (State | undefined)[];
  /** What groups know that have no news of their own. */
  common: State | undefined;
  /** Groups that know something that the others do not; undefined where that has to be found out again. */
  ahead: Set<number> | undefined;
  /** Changes whenever any group knows something else. */
  version: number;
  /** Groups that may know something else than a moment ago; all of them where that is `everybody`. */
  readonly changed: Set<number>;
  everybody: boolean;
}

/** At the start everybody knows the truth, as if it had been so for long. */
export function newKnowledge({ linkState, stations }: Rules, truth: State): Knowledge {
  const faults = linkState?.faultsIn(truth) ?? new Uint8Array(0);
  return {
    faults,
    marks: faults.slice(),
    told: faults.slice(),
    markedAt: new Float64Array(faults.length),
    turns: new Int32Array(faults.length),
    groups: Int32Array.from(stations, (_, station) => linkState?.groupOf(station) ?? 0),
    states: [],
    common: undefined,
    ahead: undefined,
    version: 0,
    changed: new Set(),
    everybody: false,
  };
}

/** The state that the servers of a station's group decide by. */
export function knownAt(rules: Rules, knowledge: Knowledge, truth: State, station: number): State {
  if (rules.linkState === undefined) return truth;
  const group = knowledge.groups[station] ?? 0;
  const known = knowledge.states[group];
  if (known !== undefined) return known;
  return (knowledge.states[group] = found(rules, knowledge, truth, group));
}

function found({ linkState }: Rules, knowledge: Knowledge, truth: State, group: number): State {
  if (linkState === undefined) return truth;
  const { marks, told } = knowledge;
  knowledge.ahead ??= groupsAhead(linkState, knowledge);
  if (!knowledge.ahead.has(group)) return (knowledge.common ??= linkState.known(told));
  const isOwn = (subject: number) => linkState.homeOf(subject) === group;
  return linkState.known(told.map((mark, subject) => (isOwn(subject) ? (marks[subject] ?? 0) : mark)));
}

function groupsAhead(linkState: LinkStateNews, { marks, told }: Knowledge): Set<number> {
  const ahead = new Set<number>();
  marks.forEach((mark, subject) => {
    if (mark !== told[subject]) ahead.add(linkState.homeOf(subject));
  });
  return ahead;
}

/** What a group knows has changed, or what all know. */
export function forget(knowledge: Knowledge, group: number | 'everybody'): void {
  knowledge.version += 1;
  knowledge.ahead = undefined;
  if (group === 'everybody') {
    knowledge.everybody = true;
    knowledge.common = undefined;
    knowledge.states.length = 0;
  } else {
    knowledge.changed.add(group);
    knowledge.states[group] = undefined;
  }
}
