import { describe, expect, test } from 'vitest';
import { stating } from '#core/editing/stated';
import { keyOf } from '#core/model/keys';
import { absolute } from '#core/syntax/places';
import { open } from '../model/open.ts';

/** The text in which connector C says it; undefined where it cannot. */
function state(text: string, word: string, statement: string): string | undefined {
  const { project } = open(text);
  const edits = stating(project, { kind: 'connector', key: keyOf('C') }, { word, text: statement }, '  ');
  const spans = edits?.map(({ place, text }) => ({
    text,
    ...absolute(project.files[0]!.tree, place.piece, place.span),
  }));
  return spans
    ?.sort((one, other) => other.start - one.start)
    .reduce((done, { start, end, text }) => done.slice(0, start) + text + done.slice(end), text);
}

const scope = (text: string) => state(`routing group G { ${text} }`, 'scope', 'scope routing group');
const through = (text: string) => state(`routing group G { ${text} }`, 'deliver', 'deliver through smart host x.com');

describe('a statement that stands once is replaced', () => {
  test.each([
    ['on one line', 'smtp connector C { bridgehead A; scope organization }', 'scope organization'],
    ['first in its block', 'smtp connector C { scope organization; bridgehead A }', 'scope organization'],
    [
      'on a line of its own',
      'smtp connector C {\n  bridgehead A\n  scope  organization # all\n}',
      'scope  organization',
    ],
    ['with a fault in it', 'smtp connector C { scope organisation }', 'scope organisation'],
    ['behind a comma too many', 'smtp connector C {\n  bridgehead A,\n  scope organization\n}', 'scope organization'],
  ])('%s', (_, connector, present) => {
    expect(scope(connector)).toBe(`routing group G { ${connector.replace(present, 'scope routing group')} }`);
  });

  test.each(['deliver through dns', 'deliver through smart host a.com,\n  b.com', 'deliver smart host a.com'])(
    'in whichever form: %s',
    (present) => {
      expect(through(`smtp connector C { ${present} }`)).toBe(
        'routing group G { smtp connector C { deliver through smart host x.com } }',
      );
    },
  );

  test('with all others like it', () => {
    expect(
      through(
        'smtp connector C {\n  deliver through smart host a.com\n  bridgehead A\n  deliver through smart host b.com\n}',
      ),
    ).toBe('routing group G { smtp connector C {\n  deliver through smart host x.com\n  bridgehead A\n} }');
  });
});

test.each([
  'smtp connector C { bridgehead scope }',
  'smtp connector C {\n  bridgehead A,\n    scope, B\n  # scope organization\n}',
  'smtp connector B { scope organization } smtp connector C { bridgehead A }',
])('one that is not there is added: %s', (connector) => {
  expect(scope(connector)).toContain(
    connector.includes('\n') ? '\n  scope routing group\n' : '; scope routing group }',
  );
});

test('a block without an end says nothing', () => {
  expect(scope('smtp connector C')).toBeUndefined();
});
