import type { Failure, TestResult } from '#core/testing/run-test';
import type { ScenarioVerdict } from '#core/testing/scenario-verdicts';
import { gist, type Version } from './fact.ts';
import type { Finding } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** What no other rule says of a test: faults and undeclared names are reported where they are. */
interface Verdict {
  readonly test: string;
  readonly failures: readonly Failure[];
}

function verdictOf(result: TestResult | ScenarioVerdict): Verdict | undefined {
  const { name } = 'test' in result ? result.test : result.scenario;
  const ours = result.failures.filter(({ cause }) => cause === 'expectation' || cause === 'nothing sent');
  return ours.length === 0 ? undefined : { test: name, failures: ours };
}

/**
 * A `test` expects what does not happen: the message was sent through the topology as it is written, and this is where
 * it went instead. Either an edit broke the routing, or the expectation is out of date; the quick fix writes down what
 * happens now. A test without a `send` fails too, as it proves nothing. A `scenario` fails in the same way when what it
 * expects of the simulation does not come true.
 */
export const failedExpectation = rule({
  code: 'failed-expectation',
  severity: 'error',
  over: gist(({ tests }: Version) => tests.verdicts, verdictOf),
  reads: {},
  *check(verdict: Verdict | undefined) {
    if (verdict === undefined) return;
    for (const failure of verdict.failures) yield* findingOf(failure, verdict.test);
  },
});

function* findingOf({ cause, place, message, instead }: Failure, test: string): Iterable<Finding> {
  if (place === undefined) return;
  yield {
    place,
    message: cause === 'expectation' ? `${quoted(test)} fails: ${message.replace(/^It /, 'it ')}` : message,
    fixes:
      instead === undefined
        ? []
        : [{ title: `Expect what happens: ${instead}`, edits: [{ place, text: instead }], preferred: false }],
  };
}
