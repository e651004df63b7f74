import type { ScenarioAction, ScenarioDeclaration, ScenarioStatement } from '#core/syntax/tree';
import { isFaultyScript } from './faults.ts';
import { makeScenario } from './make.ts';
import { perDeclaration } from './memo.ts';
import { all, first, placeIn } from './statements.ts';
import type { FileId, Place, Scenario, ScenarioEvent, ScenarioExpectation } from './topology.ts';
import { at, element, elementsDown, queue, reference, send, type At } from './values.ts';

/** The scenario that a named declaration describes. */
export const scenarioOf = perDeclaration(
  (declaration: ScenarioDeclaration, file: FileId, _owner: undefined): Scenario | undefined => {
    const { name, statements, documentation } = declaration;
    if (name === undefined) return undefined;
    return makeScenario(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaultyScript(declaration),
      start: first(statements, 'start')?.at.value,
      seed: first(statements, 'seed')?.seed.value,
      runForSeconds: first(statements, 'run for')?.seconds.value,
      down: elementsDown(all(statements, 'down'), file),
      events: all(statements, 'at').map((statement) => ({
        atSeconds: statement.seconds.value,
        event: eventOf(statement.action, placeIn(file, statement, statement.span), at(file, statement.piece)),
      })),
      expectations: statements.flatMap((statement) => expectationOf(statement, file) ?? []),
    });
  },
);

function eventOf(action: ScenarioAction, place: Place, here: At): ScenarioEvent {
  switch (action.kind) {
    case 'send':
      return { kind: 'send', count: action.count?.value, send: send(action.send, place, here), pace: action.pace };
    case 'down':
    case 'up':
      return { kind: action.kind, elements: action.elements.map((node) => element(node, here)) };
    case 'freeze':
    case 'unfreeze':
    case 'force':
    case 'suspend':
    case 'resume':
    case 'retry':
    case 'resubmit':
      return { kind: action.kind, queue: queue(action.queue, here) };
    case 'redirect':
      return { kind: 'redirect', server: reference(action.server, here), to: reference(action.to, here) };
    case 'pick up':
      return { kind: 'pick up', connector: reference(action.connector, here) };
    case 'disable outbound mail':
    case 'enable outbound mail':
      return { kind: action.kind, server: reference(action.server, here) };
    case 'delete messages':
      return { kind: action.kind, queue: queue(action.queue, here), withNdr: action.withNdr };
    case 'delete message':
      return { kind: action.kind, number: action.number.value, withNdr: action.withNdr };
  }
}

function expectationOf(statement: ScenarioStatement, file: FileId): ScenarioExpectation | undefined {
  const place = placeIn(file, statement, statement.span);
  switch (statement.kind) {
    case 'start':
    case 'seed':
    case 'run for':
    case 'down':
    case 'at':
      return undefined;
    case 'expect count':
      return {
        place,
        kind: 'count',
        outcome: statement.outcome.value,
        comparison: statement.comparison,
        count: statement.count.value,
      };
    case 'expect empty by':
      return { place, kind: 'empty by', seconds: statement.seconds.value };
    case 'expect peak':
      return {
        place,
        kind: 'peak',
        queue: queue(statement.queue, at(file, statement.piece)),
        atMost: statement.atMost.value,
      };
    case 'expect every message within':
      return { place, kind: 'every message within', seconds: statement.seconds.value };
  }
}
