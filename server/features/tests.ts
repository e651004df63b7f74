import { elementId } from '#core/model/element';
import type { Place } from '#core/model/topology';
import type { TestAnswer, TestFailure } from '#core/protocol/requests';
import { describeMessage } from '#core/routing/message/test-message';
import { expected, type Failure, type TestResult } from '#core/testing/run-test';
import type { ScenarioVerdict } from '#core/testing/scenario-verdicts';
import { declaredTests, type DeclaredTest } from './declared-tests.ts';
import { pieceRange } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** The results of all tests and scenarios of a topology that have been run, in the order of the text. */
export function testAnswers(snapshot: Snapshot): readonly TestAnswer[] {
  const declaredAt = declaredTests(snapshot);
  const { results, scenarios } = snapshot.tests();
  const tests = results.flatMap((result) => {
    const declared = declaredAt(result.test);
    return declared === undefined ? [] : [answerOf(snapshot, result, declared)];
  });
  const played = scenarios.results.flatMap((verdict) => {
    const declared = declaredAt(verdict.scenario);
    return declared === undefined ? [] : [answerOfScenario(verdict, declared)];
  });
  return [...tests, ...played];
}

function answerOfScenario({ scenario, passed, failures }: ScenarioVerdict, declared: DeclaredTest): TestAnswer {
  return {
    kind: 'scenario',
    name: scenario.name,
    uri: declared.source.file,
    range: declared.range,
    passed,
    failures: failures.map((failure) => failureAt(failure, declared)),
    route: null,
    message: null,
    down: [],
  };
}

function answerOf(
  { topology }: Snapshot,
  { test, passed, failures, route }: TestResult,
  declared: DeclaredTest,
): TestAnswer {
  const { name, send, down } = test;
  return {
    kind: 'test',
    name,
    uri: declared.source.file,
    range: declared.range,
    passed,
    failures: failures.map((failure) => failureAt(failure, declared)),
    route: route ?? null,
    message: send === undefined || route === undefined ? null : describeMessage(send, topology),
    down: down.map(elementId),
  };
}

function failureAt({ message, place, instead }: Failure, { source, range }: DeclaredTest): TestFailure {
  return {
    message,
    range: place === undefined ? range : pieceRange(source, place.piece, place.span),
    comparison: place === undefined || instead === undefined ? null : comparisonAt(place, instead),
  };
}

function comparisonAt({ piece, span }: Place, instead: string): TestFailure['comparison'] {
  return { expected: expected(piece.text.slice(span.start, span.end)), actual: expected(instead) };
}
