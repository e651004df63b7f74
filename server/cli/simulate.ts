import { compileRouting } from '#core/routing/models';
import type { Scenario } from '#core/model/topology';
import { obstaclesOf } from '#core/testing/scenario-verdicts';
import { isEndless, playScenario, type ScenarioResult, type ScenarioRun } from '#core/simulation/scenario-run';
import { entryInWords, resultInWords } from '#core/simulation/words';
import { writtenDuration } from '#core/routing/message/written-values';
import { parseDuration } from '#core/syntax/values';
import { hasErrors } from './check.ts';
import type { Call, Command } from './command.ts';
import { type Loaded, loadOne } from './load.ts';
import { painter, printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

const timelines = ['none', 'changes', 'all'] as const;

export const simulate: Command = {
  name: 'simulate',
  usage: 'FILE [--scenario NAME] [--seed N] [--until D] [--timeline none|changes|all] [--format text|json]',
  summary:
    'Plays a scenario: what is sent, what waits where and how long, what is returned. --timeline all writes every step of ' +
    'every message.',
  options: { scenario: 'value', seed: 'value', until: 'value', timeline: 'value' },
  formats: ['text', 'json'],
  files: 'one',
  run(call, terminal) {
    const seed = seedOf(call);
    const until = untilOf(call);
    const timeline = timelineOf(call);
    const loaded = loadOne(call.files, terminal);
    const scenario = scenarioOf(loaded, call.value('scenario'));
    if (until === undefined && isEndless(scenario)) {
      throw new CallError(
        `'${scenario.name}' sends until its end and has none. Write 'run for D' in it, or give --until D.`,
      );
    }
    const obstacles = isEndless(scenario) ? [] : obstaclesOf(loaded.topology, scenario).map(({ message }) => message);
    const run = playScenario(compileRouting(loaded.topology).rules, scenario, { seed, until, timeline });
    if (obstacles.length === 0) play(run, terminal);
    const result = run.result();
    const failures = obstacles.length > 0 ? obstacles : failuresOf(loaded, result);
    if (call.value('format') === 'json') terminal.out(`${JSON.stringify({ format: 1, ...result, failures })}\n`);
    else report(result, failures, terminal);
    const { undeliverable, pending } = result.messages;
    const isFine = scenario.expectations.length > 0 || undeliverable + pending === 0;
    return hasErrors(loaded, terminal) || failures.length > 0 || !isFine ? 1 : 0;
  },
};

function seedOf(call: Call): number | undefined {
  const seed = call.value('seed');
  if (seed === undefined) return undefined;
  if (!/^\d{1,9}$/.test(seed)) throw new CallError(`--seed is a whole number, not '${seed}'.`);
  return Number(seed);
}

function untilOf(call: Call): number | undefined {
  const until = call.value('until');
  if (until === undefined) return undefined;
  const duration = parseDuration(until);
  if (!duration.ok) throw new CallError(`--until: ${duration.error}`);
  return duration.value;
}

function timelineOf(call: Call): (typeof timelines)[number] {
  const asked = call.value('timeline') ?? 'changes';
  const known = timelines.find((each) => each === asked);
  if (known === undefined) throw new CallError(`--timeline is none, changes or all, not '${asked}'.`);
  return known;
}

/** The one that is named; without a name the only one. */
function scenarioOf({ topology: { scenarios } }: Loaded, name: string | undefined): Scenario {
  const names = scenarios.map((each) => `'${each.name}'`).join(', ');
  const [first, second] = scenarios;
  if (first === undefined) throw new CallError('There is no scenario in it.');
  if (name === undefined) {
    if (second === undefined) return first;
    throw new CallError(`There are several scenarios: ${names}. Say which: --scenario NAME.`);
  }
  const found = scenarios.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new CallError(`There is no scenario '${name}'. There are ${names}.`);
  return found;
}

const eventsBetween = 50_000;

/** To its end; with the progress on a terminal. */
function play(run: ScenarioRun, terminal: Terminal): void {
  let shown = '';
  while (run.advance(eventsBetween)) {
    const percent = `${String(Math.floor(run.progress() * 100))} %`;
    if (terminal.showsProgress && percent !== shown) terminal.err(`\rSimulating, ${percent} `);
    shown = percent;
  }
  if (terminal.showsProgress && shown !== '') terminal.err('\r                    \r');
}

function failuresOf(loaded: Loaded, { failures }: ScenarioResult): readonly string[] {
  return failures.map(({ place, message }) => {
    if (place === undefined) return message;
    return `line ${String(loaded.range(place).start.line + 1)}: ${message}`;
  });
}

function report(result: ScenarioResult, failures: readonly string[], terminal: Terminal): void {
  const paint = painter(terminal.color);
  const lines = [
    ...result.timeline.map(
      (entry) => `${paint('dim', writtenDuration(entry.at).padStart(12))}  ${printable(entryInWords(entry))}`,
    ),
    ...(result.timeline.length === 0 ? [] : ['']),
    ...resultInWords(result).map(printable),
    ...failures.map((failure) => paint('red', printable(`  failed: ${failure}`))),
  ];
  terminal.out(`${lines.join('\n')}\n`);
}
