import type { CodeLens, Range } from 'vscode-languageserver';
import type { Commands } from '#core/protocol/requests';
import type { TestResult } from '#core/testing/run-test';
import type { ScenarioVerdict } from '#core/testing/scenario-verdicts';
import { declaredTests } from './declared-tests.ts';
import type { Snapshot } from './snapshot.ts';

/** Above every test and scenario of the document its result, to run it again, and its route; only what the client can do. */
export function codeLenses(snapshot: Snapshot, commands: ReadonlySet<string>): CodeLens[] {
  if (commands.size === 0) return [];
  const declaredAt = declaredTests(snapshot);
  const { results: ran, scenarios } = snapshot.tests();
  const results = new Map(ran.map((result) => [result.test, result]));
  const ofTests = snapshot.topology.tests.flatMap((test) => {
    const declared = declaredAt(test);
    if (declared?.source.file !== snapshot.source.file) return [];
    const result = results.get(test);
    const about = { range: declared.range, arguments: [declared.source.file, test.name] as const };
    return [
      ...lens(commands, 'bridgehead.runTest', runTitle(result), about),
      ...(result?.route === undefined
        ? []
        : lens(commands, 'bridgehead.showTestRoute', 'Show Route in Preview', about)),
    ];
  });
  const verdicts = new Map(scenarios.results.map((verdict) => [verdict.scenario, verdict]));
  const ofScenarios = snapshot.topology.scenarios.flatMap((scenario) => {
    const declared = declaredAt(scenario);
    if (declared?.source.file !== snapshot.source.file) return [];
    const about = { range: declared.range, arguments: [declared.source.file, scenario.name] as const };
    return lens(commands, 'bridgehead.runScenario', playTitle(verdicts.get(scenario)), about);
  });
  return [...ofTests, ...ofScenarios];
}

/** What a scenario expects is known without playing it again. */
function playTitle(verdict: ScenarioVerdict | undefined): string {
  if (verdict === undefined) return 'Play in Preview';
  return verdict.passed ? 'Passed – Play in Preview' : 'Failed – Play in Preview';
}

function lens<Command extends keyof Commands>(
  commands: ReadonlySet<string>,
  command: Command,
  title: string,
  about: { readonly range: Range; readonly arguments: Commands[Command] },
): CodeLens[] {
  if (!commands.has(command)) return [];
  const range = { start: about.range.start, end: about.range.start };
  return [{ range, command: { title, command, arguments: [...about.arguments] } }];
}

function runTitle(result: TestResult | undefined): string {
  if (result === undefined) return 'Run';
  return result.passed ? 'Passed – Run' : 'Failed – Run';
}
