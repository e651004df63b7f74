// What is offered where the accepted domains are `*.contoso.com`: addresses that somebody can have.

import { expect, test } from 'vitest';
import { completion } from '../../server/features/completion.ts';
import { fixture } from './cursor.ts';

const text = (inServer: string, inTest: string, inOrganization = '') => `organization C {
  domain *.contoso.com
  shared domain *.fabrikam.com
  ${inOrganization}
}
routing group A {
  server A1 { mailbox x@lab.contoso.com; mailbox y@adatum.com; ${inServer} }
}
test T { ${inTest} }`;

function offered(written: string): readonly string[] {
  const { snapshot, offset } = fixture(written);
  return completion(snapshot, offset, { snippets: true }).items.map(({ label }) => label);
}

test.each([
  ['mailboxes', text('mailbox <|>', ''), '*@contoso.com'],
  ['recipients', text('', 'send from A1 to <|>'), 'someone@contoso.com'],
  ['mail exchangers', text('', '', 'mail exchanger A1 for <|>'), 'fabrikam.com'],
])('%s have domains without a star', (_, written, expected) => {
  const labels = offered(written);
  expect(labels).toContain(expected);
  expect(labels.filter((label) => /@\*|^\*\./.test(label))).toEqual([]);
});

test('a domain below an accepted one is accepted already', () => {
  expect(offered(text('', '', 'domain <|>'))).toContain('adatum.com');
  expect(offered(text('', '', 'domain <|>'))).not.toContain('lab.contoso.com');
});
