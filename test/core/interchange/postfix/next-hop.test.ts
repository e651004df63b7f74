import { describe, expect, it } from 'vitest';
import { destinationsIn } from '#core/interchange/postfix/next-hop';

describe('A next hop', () => {
  it.each([
    ['relay.example', [{ host: 'relay.example', isBracketed: false, isAddress: false, port: undefined }]],
    ['[Mail_1.example]:submission', [{ host: 'mail_1.example', isBracketed: true, isAddress: false, port: 587 }]],
    ['[192.0.2.1]', [{ host: '192.0.2.1', isBracketed: true, isAddress: true, port: undefined }]],
  ])('is the destinations of %s', (text, destinations) => {
    expect(destinationsIn(text)).toEqual(destinations);
  });

  it.each(['', 'mail.partner.}', 'a"b.example', 'mail{1}.example', '[mail\u202e.example]', 'a#b', '[;]'])(
    'is none that could not be written: %j',
    (text) => {
      expect(destinationsIn(text)).toBeUndefined();
    },
  );
});
