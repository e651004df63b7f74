// What the editor shows of topology tests: results, lenses, coverage, and expectations that are written for the user.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plainText } from '#core/editing/text';
import type { WantedEdit } from '#core/protocol/requests';
import { codeActions } from '../../server/features/code-action.ts';
import { codeLenses } from '../../server/features/code-lens.ts';
import { coverage } from '../../server/features/coverage.ts';
import { edit } from '../../server/features/edit.ts';
import { testAnswers } from '../../server/features/tests.ts';
import { applyEdits, described, fixture, type Fixture } from './cursor.ts';

const fourCities = readFileSync('examples/four-cities.topo', 'utf8');

const office = `organization Contoso { domain contoso.com }
routing group Seattle {
  server SEA-EX01 { mailbox *@contoso.com }
  smtp connector "Internet Mail" { bridgehead SEA-EX01; address space *, *.fabrikam.com }
}
`;

describe('the results of all tests', () => {
  test('in every file, with what happened instead', () => {
    const { snapshot } = fixture(`
#- main.topo
include "tests.topo"
${office}
test Works {
  send from SEA-EX01 to b@adatum.com
  expect via "Internet Mail"
}
#- tests.topo
test Fails {
  down connector "Internet Mail"
  send from SEA-EX01 to b@adatum.com size 1MB
  expect cost 2
}
test Faulty { expct }
`);
    const [fails, faulty, works] = [...testAnswers(snapshot)].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(works).toMatchObject({ name: 'Works', passed: true, failures: [], down: [] });
    expect(works!.uri).toContain('main.topo');
    expect(fails).toMatchObject({
      name: 'Fails',
      passed: false,
      failures: [{ message: 'It costs 1.', comparison: { expected: 'cost 2', actual: 'cost 1' } }],
      down: ['connector "Internet Mail"'],
      message: { from: 'SEA-EX01', to: 'b@adatum.com', size: '1MB', priority: 'normal' },
      route: { outcome: 'queued' },
    });
    expect(described(fails!.uri, fails!.range)).toBe('tests.topo:0:0-4:1');
    expect(described(fails!.uri, fails!.failures[0]!.range)).toBe('tests.topo:3:2-3:15');
    expect(faulty).toMatchObject({ name: 'Faulty', passed: false, route: null, message: null });
  });
});

test('scenarios that expect something stand behind the tests, with what is wrong', () => {
  const { snapshot } = fixture(`${office}
scenario Silent { at 0s send 1 from SEA-EX01 to b@adatum.com }
scenario Works { at 0s send 3 from SEA-EX01 to b@adatum.com; expect delivered 3 }
test Works { send from SEA-EX01 to b@adatum.com }
scenario Fails {
  at 0s down dns
  at 0s send 3 from SEA-EX01 to b@adatum.com
  expect every message within 1h
}
`);
  const answers = testAnswers(snapshot);
  expect(answers.map(({ kind, name, passed }) => [kind, name, passed])).toEqual([
    ['test', 'Works', true],
    ['scenario', 'Works', true],
    ['scenario', 'Fails', false],
  ]);
  const [, , fails] = answers;
  expect(fails!.failures.map(({ message }) => message)).toEqual(['3 of 3 are undeliverable.']);
  expect(described(fails!.uri, fails!.failures[0]!.range)).toBe('main.topo:12:2-12:32');
  const lenses = codeLenses(snapshot, new Set(['bridgehead.runScenario']));
  expect(lenses.map(({ command }) => [command?.title, command?.arguments?.[1]])).toEqual([
    ['Play in Preview', 'Silent'],
    ['Passed – Play in Preview', 'Works'],
    ['Failed – Play in Preview', 'Fails'],
  ]);
});

describe('code lenses', () => {
  const { snapshot } = fixture(`${office}
test Works { send from SEA-EX01 to b@adatum.com; expect delivered }
test Fails { send from SEA-EX01 to b@adatum.com; expect queued }
test Faulty { expct }
`);

  test('say what each test gives, and what can be done', () => {
    const lenses = codeLenses(snapshot, new Set(['bridgehead.runTest', 'bridgehead.showTestRoute']));
    const uri = snapshot.source.file;
    expect(lenses.map(({ range, command }) => [range.start.line, command!.title, command!.arguments])).toEqual([
      [6, 'Passed – Run', [uri, 'Works']],
      [6, 'Show Route in Preview', [uri, 'Works']],
      [7, 'Failed – Run', [uri, 'Fails']],
      [7, 'Show Route in Preview', [uri, 'Fails']],
      [8, 'Failed – Run', [uri, 'Faulty']],
    ]);
  });

  test('are offered for commands that the client knows, and for no others', () => {
    expect(codeLenses(snapshot, new Set())).toEqual([]);
    const titles = codeLenses(snapshot, new Set(['bridgehead.showTestRoute'])).map(({ command }) => command!.title);
    expect(new Set(titles)).toEqual(new Set(['Show Route in Preview']));
  });
});

describe('what happens is written down by a quick fix', () => {
  function fixesAt(text: string, mark: string): readonly { title: string; text: string }[] {
    const { snapshot } = fixture(text);
    const line = text.split('\n').findIndex((each) => each.includes(mark));
    const at = { line, character: text.split('\n')[line]!.indexOf(mark) + 1 };
    return codeActions(snapshot, { range: { start: at, end: at }, context: { diagnostics: [] } })
      .filter(({ title }) => title.startsWith('Expect what happens'))
      .map(({ title, edit }) => ({ title, text: applyEdits(text, Object.values(edit?.changes ?? {}).flat()) }));
  }

  function failuresIn(text: string): readonly string[] {
    return testAnswers(fixture(text).snapshot).flatMap(({ failures }) => failures.map(({ message }) => message));
  }

  test.each(['expect queued', 'expect undeliverable 5.4.4', 'expect via none', 'expect not via "Internet Mail"'])(
    '%s',
    (expectation) => {
      const text = `${office}\ntest T {\n  send from SEA-EX01 to b@adatum.com\n  ${expectation}\n}\n`;
      const [fix] = fixesAt(text, expectation);
      expect(failuresIn(text)).toHaveLength(1);
      expect(failuresIn(fix!.text)).toEqual([]);
    },
  );

  test.each(['test T {\n  send from SEA-EX01 to b@adatum.com\n}\n', 'test T { send from SEA-EX01 to b@adatum.com }\n'])(
    'also where nothing is expected yet: %s',
    (block) => {
      const text = `${office}\n${block}`;
      const [fix, ...more] = fixesAt(text, 'adatum');
      expect(more).toEqual([]);
      expect(fix!.title).toBe('Expect what happens: via "Internet Mail"; cost 1; delivered');
      expect(testAnswers(fixture(fix!.text).snapshot)).toMatchObject([{ passed: true }]);
      expect(fix!.text).toContain('expect cost 1');
    },
  );

  test('not where the test holds or cannot run', () => {
    expect(fixesAt(`${office}\ntest T { send from SEA-EX01 to b@adatum.com; expect delivered }\n`, 'adatum')).toEqual(
      [],
    );
    expect(fixesAt(`${office}\ntest T { down server NOBODY; send from SEA-EX01 to b@adatum.com }\n`, 'adatum')).toEqual(
      [],
    );
  });

  const examples = ['examples/four-cities.topo', 'examples/tazmania.topo'].flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return text.match(/expect .*/g)!.map((expectation) => ({ path, text, expectation }));
  });

  test.each(examples)(
    'turning "$expectation" of $path round is said there, and nowhere else',
    ({ text, expectation }) => {
      const round = turnedRound(expectation);
      const { snapshot } = fixture(text.replace(expectation, round));
      const found = snapshot.check().diagnostics.map(({ code, severity, place: { piece, span } }) => {
        return { code, severity, at: piece.text.slice(span.start, span.end) };
      });
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([
        { code: 'failed-expectation', severity: 'error', at: round },
      ]);
    },
  );
});

/** An expectation that holds exactly where this one does not. */
function turnedRound(expectation: string): string {
  const [, kind] = /^expect (\w+)/.exec(expectation)!;
  switch (kind) {
    case 'cost':
      return `${expectation}1`;
    case 'via':
      return expectation.replace('via', 'not via').replace(/,.*/, '');
    case 'delivered':
      return 'expect queued';
    case 'queue':
      return 'expect queue "Messages with an unreachable destination"';
    default:
      throw new Error(`How to turn '${expectation}' round?`);
  }
}

describe('coverage', () => {
  const text = `${office}
test Out { send from SEA-EX01 to b@adatum.com }
test Down { down connector "Internet Mail"; send from SEA-EX01 to b@adatum.com }
test Partner { send from SEA-EX01 to b@www.fabrikam.com }
`;

  test('counts the tests whose messages passed', () => {
    const { snapshot } = fixture(text);
    const [file] = coverage(snapshot);
    expect(file!.declarations.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['routing group', 'Seattle', 3],
      ['server', 'SEA-EX01', 3],
      ['connector', 'Internet Mail', 3],
      ['address space', 'SMTP:*', 2],
      ['address space', 'SMTP:*.fabrikam.com', 1],
    ]);
    expect(file!.lines).toEqual([1, 2, 3, 4].map((line) => ({ line, count: 3 })));
  });

  test('of some tests, by name', () => {
    const { snapshot } = fixture(text);
    const countOf = (names: readonly string[]) =>
      coverage(snapshot, names)[0]!.declarations.find(({ name }) => name === 'SMTP:*.fabrikam.com')!.count;
    expect(countOf(['partner'])).toBe(1);
    expect(countOf(['Out', 'Nobody'])).toBe(0);
  });
});

describe('a test of a message', () => {
  test.each([
    { message: { from: 'SEA-EX01', to: 'anna@be.contoso.com' }, down: [] },
    {
      message: { from: 'SEA-EX01', to: 'anna@be.contoso.com' },
      down: ['server LON-EX01', 'connector "Seattle to Tokyo"'],
    },
    {
      message: { from: 'TYO-EX01', to: 'b@fabrikam.com', size: '2MB', priority: 'low' as const, at: 'Sun 03:00' },
      down: [],
    },
    { message: { from: 'internet', to: 'FAX:+1 206 555 0100', system: true, sender: 'c@adatum.com' }, down: [] },
  ])('$message.from to $message.to, $down.length off, passes where it is written', ({ message, down }) => {
    const { snapshot } = fixture(fourCities);
    const { name, text } = written(snapshot, { message, down }, fourCities);
    const after = fixture(text).snapshot;
    expect(after.check().diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const result = testAnswers(after).at(-1);
    expect(result).toMatchObject({ name, passed: true, down });
    expect(result!.message).toMatchObject(message.to.startsWith('FAX') ? { from: 'internet' } : message);
    expect(after.topology.tests.at(-1)!.expectations.length).toBeGreaterThanOrEqual(2);
  });

  test('has a name of its own', () => {
    const message = { from: 'SEA-EX01', to: 'b@adatum.com' };
    const first = written(fixture(office).snapshot, { message, down: [] }, office);
    const again = written(fixture(first.text).snapshot, { message, down: [] }, first.text);
    expect([first.name, again.name]).toEqual(['SEA-EX01 to b@adatum.com', 'SEA-EX01 to b@adatum.com (2)']);
  });

  test('says why there is none', () => {
    const { snapshot } = fixture(office);
    const [nobody, known] = ['NOBODY', 'SEA-EX01'].map((from) => ({ from, to: 'b@adatum.com' }));
    expect(edit(snapshot, { kind: 'test', message: nobody!, down: [] })).toMatchObject({ ok: false });
    expect(edit(snapshot, { kind: 'test', message: known!, down: ['server NOBODY'] })).toMatchObject({ ok: false });
  });
});

/** The name of a new test, which is the place to fill in, and the file's text with the test. */
function written(
  snapshot: Fixture['snapshot'],
  sent: Omit<Extract<WantedEdit, { kind: 'test' }>, 'kind'>,
  text: string,
): { readonly name: string; readonly text: string } {
  const answer = edit(snapshot, { kind: 'test', ...sent });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const { at, parts } = answer.value;
  const name = parts.flatMap((part) => (typeof part === 'string' ? [] : part.proposed))[0]!;
  return { name, text: applyEdits(text, [{ range: at.range, newText: plainText(parts) }]) };
}
