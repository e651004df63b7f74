// Scenarios that expect something, played like tests: kept up to date as a topology is edited, a little at a time, since
// one scenario may move a million messages.

import { sameList } from '#core/model/memo';
import type { Place, Scenario, Topology } from '#core/model/topology';
import type { Rules } from '#core/routing/model';
import { compileRouting } from '#core/routing/models';
import { isAlike, routedParts } from '#core/routing/network-change';
import {
  eventsAtOnce,
  isEndless,
  playScenario,
  type ScenarioResult,
  type ScenarioRun,
} from '#core/simulation/scenario-run';
import type { Failure } from './run-test.ts';
import { undeclaredInScenario } from '#core/model/undeclared';

/** What became of a scenario. */
export interface ScenarioVerdict {
  readonly scenario: Scenario;
  readonly passed: boolean;
  readonly failures: readonly Failure[];
  /** What happened; undefined when it was not played. */
  readonly result: ScenarioResult | undefined;
}

/** The verdicts of a topology's scenarios, as far as they have been played. */
export interface ScenarioVerdicts {
  readonly topology: Topology;
  /** In the order of the text. Of a scenario that is due to be played again: what it gave before. */
  readonly results: readonly ScenarioVerdict[];
  readonly due: readonly Scenario[];
  /** The first that is due, as far as it has been played; it goes on from there, or is begun anew. */
  readonly playing: ScenarioRun | undefined;
}

/** Keeps what no edit since can have changed. Plays nothing. */
export function startScenarios(topology: Topology, previous?: ScenarioVerdicts): ScenarioVerdicts {
  const isSame = previous !== undefined && movesAlike(previous.topology, topology);
  const before = new Map(previous?.results.map((verdict) => [verdict.scenario, verdict]));
  const stale = new Set(previous?.due);
  const scenarios = topology.scenarios.filter(({ expectations }) => expectations.length > 0);
  const known = scenarios.flatMap((scenario) => before.get(scenario) ?? []);
  const due = scenarios.filter((scenario) => !isSame || !before.has(scenario) || stale.has(scenario));
  const goesOn = isSame && due[0] !== undefined && due[0] === previous.due[0];
  return {
    topology,
    results: sameList(previous?.results, known),
    due,
    playing: goesOn ? previous.playing : undefined,
  };
}

/** Fields that change nothing about how mail moves. */
const saysNothing: ReadonlySet<string> = new Set(['place', 'costPlace', 'wholePlace', 'documentation']);

function movesAlike(before: Topology, now: Topology): boolean {
  return routedParts.every((part) => before[part] === now[part] || isAlike(before[part], now[part], saysNothing));
}

/** Plays what is due until `isEnough` says so. */
export function continueScenarios(run: ScenarioVerdicts, isEnough: () => boolean): ScenarioVerdicts {
  const [scenario] = run.due;
  if (scenario === undefined) return run;
  const obstacles = obstaclesOf(run.topology, scenario);
  if (obstacles.length > 0) return continued(run, { scenario, passed: false, failures: obstacles, result: undefined });
  const playing = run.playing ?? playScenario(rulesOf(run.topology), scenario, { timeline: 'none' });
  while (playing.advance(eventsAtOnce)) if (isEnough()) return { ...run, playing };
  const next = continued(run, verdictOf(scenario, playing.result()));
  return isEnough() ? next : continueScenarios(next, isEnough);
}

function rulesOf(topology: Topology): Rules {
  return compileRouting(topology).rules;
}

function continued(run: ScenarioVerdicts, verdict: ScenarioVerdict): ScenarioVerdicts {
  const known = new Map([...run.results, verdict].map((each) => [each.scenario, each]));
  return {
    topology: run.topology,
    results: run.topology.scenarios.flatMap((scenario) => known.get(scenario) ?? []),
    due: run.due.slice(1),
    playing: undefined,
  };
}

/** Plays one scenario to its end. */
export function runScenario(topology: Topology, scenario: Scenario): ScenarioVerdict {
  const failures = obstaclesOf(topology, scenario);
  if (failures.length > 0) return { scenario, passed: false, failures, result: undefined };
  const run = playScenario(rulesOf(topology), scenario, { timeline: 'none' });
  while (run.advance(eventsAtOnce)) continue;
  return verdictOf(scenario, run.result());
}

function verdictOf(scenario: Scenario, result: ScenarioResult): ScenarioVerdict {
  const failures = result.failures.map(({ place, message }) => failure('expectation', place, message));
  return { scenario, passed: failures.length === 0, failures, result };
}

/** What keeps a scenario from being played: it is faulty, names what is not there, or never ends. */
export function obstaclesOf(topology: Topology, scenario: Scenario): readonly Failure[] {
  const { name, place } = scenario;
  if (scenario.faulty) return [failure('faulty', place, `'${name}' has a faulty statement, so it was not run.`)];
  if (isEndless(scenario)) {
    const words = `'${name}' sends until its end and has none, so it was not run. Add 'run for D'.`;
    return [failure('nothing sent', place, words)];
  }
  return undeclaredInScenario(topology, scenario).map((missing) =>
    failure('undeclared', missing.place, `There is no ${missing.kind} '${missing.name}', so '${name}' was not run.`),
  );
}

function failure(cause: Failure['cause'], place: Place | undefined, message: string): Failure {
  return { cause, place, message, instead: undefined };
}
