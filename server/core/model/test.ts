import type { TestDeclaration, TestStatement } from '#core/syntax/tree';
import { isFaultyScript } from './faults.ts';
import { makeTest } from './make.ts';
import { perDeclaration } from './memo.ts';
import { all, first, placeIn } from './statements.ts';
import type { Expectation, FileId, Test } from './topology.ts';
import { at, elementsDown, queue, reference, send } from './values.ts';

/** The test that a named declaration describes. */
export const testOf = perDeclaration(
  (declaration: TestDeclaration, file: FileId, _owner: undefined): Test | undefined => {
    const { name, statements, documentation } = declaration;
    if (name === undefined) return undefined;
    const sent = first(statements, 'send');
    return makeTest(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaultyScript(declaration),
      down: elementsDown(all(statements, 'down'), file),
      send: sent && send(sent.send, placeIn(file, sent, sent.span), at(file, sent.piece)),
      expectations: statements.flatMap((statement) => expectationOf(statement, file) ?? []),
    });
  },
);

function expectationOf(statement: TestStatement, file: FileId): Expectation | undefined {
  const place = placeIn(file, statement, statement.span);
  const here = at(file, statement.piece);
  switch (statement.kind) {
    case 'down':
    case 'send':
      return undefined;
    case 'expect outcome':
      return { place, kind: 'outcome', outcome: statement.outcome.value, code: statement.code?.value };
    case 'expect via':
      return { place, kind: 'via', connectors: statement.connectors.map((name) => reference(name, here)) };
    case 'expect not via':
      return { place, kind: 'not via', connector: reference(statement.connector, here) };
    case 'expect cost':
      return { place, kind: 'cost', cost: statement.cost.value };
    case 'expect server':
      return { place, kind: 'server', server: reference(statement.server, here) };
    case 'expect sites':
      return { place, kind: 'sites', sites: statement.sites.map((name) => reference(name, here)) };
    case 'expect received by':
      return { place, kind: 'received by', connector: statement.connector.value };
    case 'expect queue':
      return { place, kind: 'queue', queue: queue(statement.queue, here) };
    case 'expect within':
      return { place, kind: 'within', seconds: statement.seconds.value };
  }
}
