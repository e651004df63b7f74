import type { CodeLens, Range } from 'vscode-languageserver';
import type { Commands } from '#core/protocol/requests';
import type { TestResult } from '#core/testing/run-test';
import { declaredTests } from './declared-tests.ts';
import type { Snapshot } from './snapshot.ts';

/** Above every test of the document its result, to run it again, and its route; only what the client can do. */
export function codeLenses(snapshot: Snapshot, commands: ReadonlySet<string>): CodeLens[] {
  if (commands.size === 0) return [];
  const declaredAt = declaredTests(snapshot);
  const results = new Map(snapshot.tests().results.map((result) => [result.test, result]));
  return snapshot.topology.tests.flatMap((test) => {
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
