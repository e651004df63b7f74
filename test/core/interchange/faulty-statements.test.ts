// An import that writes what does not read back: that statement alone becomes a comment, wherever the fault is found.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { importFiles, type Imported } from '#core/interchange/import';
import type { MailSystem } from '#core/interchange/part';
import { textFile } from '#core/interchange/record';
import type { Written } from '#core/interchange/statements';
import { faultsOf, parse } from '#core/syntax/parse';
import { expectAlwaysAsync } from '../../property.ts';

/** An import by a system whose files say nothing and which writes these declarations. */
async function imported(declarations: readonly Written[]): Promise<Imported> {
  const system: MailSystem = {
    formats: [{ name: 'Made up', recognises: () => true, read: () => Promise.resolve() }],
    map: () => ({
      model: 'exchange-2003',
      source: 'nowhere',
      organization: { name: 'O', statements: [] },
      declarations,
    }),
  };
  const answer = await importFiles([textFile('any', 'x')], {}, { systems: [system] });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

/** Three servers, the second with a statement among good ones. */
function withStatement(statement: Written): readonly Written[] {
  const mailboxes = (name: string) => ({ words: `mailbox ${name}@contoso.com` });
  const server = (name: string, more: readonly Written[]): Written => ({
    words: `server ${name}`,
    block: [mailboxes(`first-${name}`), ...more, mailboxes(`last-${name}`)],
  });
  const group = (name: string, block: readonly Written[]): Written => ({ words: `routing group ${name}`, block });
  return [group('G', [server('A', []), server('B', [statement]), server('C', [])]), group('H', [server('D', [])])];
}

const good = ['A', 'B', 'C', 'D'].flatMap((name) => [`first-${name}@contoso.com`, `last-${name}@contoso.com`]);

async function expectOnlyComment(statement: Written): Promise<void> {
  const { text, report } = await imported(withStatement(statement));
  expect(faultsOf(parse(text))).toEqual([]);
  const left = text.split('\n').map((line) => line.replace(/(^|\s)#.*/, ''));
  for (const address of good) expect(left.filter((line) => line.includes(address))).toHaveLength(1);
  for (const head of ['routing group G {', 'server A {', 'server B {', 'server C {', 'routing group H {', 'server D {'])
    expect(left.filter((line) => line.includes(head))).toHaveLength(1);
  const told = report.entries.filter(({ kind }) => kind === 'statement');
  expect(new Set(told.map((each) => each.class))).toEqual(new Set(['dropped']));
  expect(told.filter(({ object }) => good.some((address) => object.includes(address)))).toEqual([]);
}

it.each([
  'nothing known',
  'mailbox "a',
  'expands x {',
  'expands x }',
  'server E {',
  'server E',
  'routing group server',
  'nobody; routing group I',
  'test T',
  'connector C from G to H',
  'routing group I {',
  'virtual server V {',
  'virtual server V }}',
  'connector C from G to H {',
  'mailbox a\nserver E {',
  'mailbox a\r\n}',
  '{',
  '}',
  '}}}} {{{{',
  'test T {',
  'address 10.0.0.300',
])('%j alone is a comment', async (words) => {
  await expectOnlyComment({ words });
});

it.each(['nobody knows', 'virtual server V', 'virtual server V on', 'database "d', 'database {', 'server'])(
  'a block with the head %j is a comment with all that is in it, which would mean something else without it',
  async (words) => {
    const statement = { words, block: [{ words: 'mailbox inner@contoso.com' }, { words: 'mailbox more@contoso.com' }] };
    await expectOnlyComment(statement);
    const { text } = await imported(withStatement(statement));
    for (const line of text.split('\n')) if (/inner@|more@/.test(line)) expect(line.trim()).toMatch(/^#/);
  },
);

it('whatever the words, what is good stays', async () => {
  const word = fc.constantFrom(
    'server',
    'E',
    'mailbox',
    '{',
    '}',
    '"',
    ';',
    '\n',
    '#',
    'routing group',
    'on',
    ',',
    'test',
  );
  const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => `nobody ${parts.join(' ')}`);
  await expectAlwaysAsync(fc.asyncProperty(words, (each) => expectOnlyComment({ words: each })));
});
