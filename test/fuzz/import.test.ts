// Files of an export as they come when something went wrong on the way: cut off, doubled, out of order, with bytes in them
// that belong nowhere. An import is a topology that is read whole, or one sentence; it is never anything else.

import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFiles, pastedStatements } from '#core/interchange/import';
import { textFile } from '#core/interchange/record';
import { faultsOf, parse } from '#core/syntax/parse';
import { asClixml, asFormatList, asJson, contoso } from '../core/interchange/exchange-export.ts';
import {
  asCsv,
  asLdif,
  group,
  groupConnector,
  organization,
  server,
  smtpConnector,
  virtualServer,
} from '../core/interchange/exchange-2003/ldif-of.ts';
import { expectAlwaysAsync } from '../property.ts';
import { diceOf, type Dice } from './mutate.ts';

const entries = [
  organization(),
  group('London'),
  group('Tokyo'),
  server('LON1', 'London'),
  virtualServer('LON1', 1, { msExchServerBindings: [':25:'] }),
  server('TYO1', 'Tokyo'),
  groupConnector('London to Tokyo', 'London', { cost: 10 }),
  smtpConnector('Internet', 'London', { routingList: ['SMTP:*;1'] }),
];

const read = (pattern: string) => globSync(pattern).map((path) => [path, readFileSync(path, 'utf8')] as const);

/** By system: the files of an export. */
const exports: Readonly<Record<string, readonly (readonly [path: string, text: string])[]>> = {
  Clixml: [['all.xml', asClixml(contoso)]],
  JSON: [['all.json', asJson(contoso)]],
  'Format-List': [['all.txt', asFormatList(contoso)]],
  LDIF: [['exchange.ldf', asLdif(entries)]],
  csvde: [['exchange.csv', asCsv(entries)]],
  mailboxes: [
    ['all.xml', asClixml(contoso)],
    [
      'Mailbox.csv',
      '"PrimarySmtpAddress","ServerName"\r\n"anna@contoso.example","vie-ex1"\r\n"b@contoso.example","prg-ex1"\r\n',
    ],
  ],
  Postfix: read('test/fixtures/interchange/postfix-farm/mx*/*'),
  Exim: [
    [
      'mx/exim.conf',
      'primary_hostname = mx.contoso.example\ndomainlist local_domains = contoso.example\nbegin routers\nown:\n' +
        '  driver = manualroute\n  domains = +local_domains\n  transport = smtp\n  route_list = * 10.0.0.1\nout:\n' +
        '  driver = dnslookup\n  transport = smtp\nbegin transports\nsmtp:\n  driver = smtp\nbegin retry\n* * F,2h,15m; F,4d,6h\n',
    ],
  ],
};

const harm: readonly ((text: string, at: number, length: number) => string)[] = [
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at, length) => text.slice(0, at) + text.slice(at + length),
  (text, at, length) => text.slice(0, at + length) + text.slice(at),
  (text, at, length) =>
    text.slice(0, at) +
    text
      .slice(at, at + length)
      .split('')
      .reverse()
      .join('') +
    text.slice(at + length),
  (text, at) => `${text.slice(0, at)}\0${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\u202e}\n"{${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}&lol;<!DOCTYPE a [<!ENTITY lol "lol">]>${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}${'\ufffd\ufeff'.repeat(40)}${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}${'['.repeat(3000)}${text.slice(at)}`,
  (text) => text + text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.split('\n').reverse().join('\n'),
  (text) => text.split('').join('\0'),
];

function harmed(text: string, dice: Dice): string {
  const times = 1 + Math.floor(dice() * 3);
  let result = text;
  for (let time = 0; time < times; time++) {
    const how = harm[Math.floor(dice() * harm.length)];
    result = how?.(result, Math.floor(dice() * result.length), Math.floor(dice() * 200)) ?? result;
  }
  return result;
}

describe('an export that came to harm', () => {
  it.each(Object.entries(exports))('%s is a topology without faults, or one sentence', async (_, files) => {
    expect((await importFiles(files.map(([path, text]) => textFile(path, text)))).ok).toBe(true);
    await expectAlwaysAsync(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const dice = diceOf(seed);
        const given = files.map(([path, text]) => textFile(path, dice() < 0.6 ? harmed(text, dice) : text));
        const answer = await importFiles(given);
        if (answer.ok) {
          expect(faultsOf(parse(answer.value.text)).map(({ fault, piece }) => [fault.message, piece.text])).toEqual([]);
          expect(answer.value.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
        } else {
          expect(answer.error).toMatch(/^[^\n]+[.?!]$/);
        }
      }),
      { runs: 60 },
    );
  });

  it('pasted, it is statements without faults, or nothing', async () => {
    const texts = [asClixml(contoso), asJson(contoso), asFormatList(contoso)];
    await expectAlwaysAsync(
      fc.asyncProperty(fc.constantFrom(...texts), fc.integer(), async (text, seed) => {
        const statements = await pastedStatements(harmed(text, diceOf(seed)));
        if (statements !== undefined) expect(statements).not.toContain('\0');
      }),
      { runs: 60 },
    );
  });
});
