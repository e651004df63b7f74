// Names in sentences, and where these end.

import { expect, test } from 'vitest';
import { ended } from '#core/syntax/wording';
import { plain } from '#core/syntax/words';

test.each([
  ['LON-EX01', 'LON-EX01'],
  ['First Group', "'First Group'"],
  ['mail.contoso.com', 'mail.contoso.com'],
  ['Inc.', "'Inc.'"],
  ['.', "'.'"],
])('the name %s stands in a sentence as %s', (name, shown) => {
  expect(plain(name)).toBe(shown);
});

test.each([
  ['It waits on A', 'It waits on A.'],
  ['It waits on Contoso Inc.', 'It waits on Contoso Inc.'],
])('%s has one full stop', (said, sentence) => {
  expect(ended(said)).toBe(sentence);
});
