// Whatever becomes of a file on its way, an import ends: in a topology that reads back and counts every value, or in one
// sentence that names the file.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles, pastedStatements } from '#core/interchange/import';
import { exportFile } from '../../../server/lsp/export-file.ts';
import { UnreadableFile, type ExportFile } from '#core/interchange/record';
import { faultsOf, parse } from '#core/syntax/parse';
import { expectAlwaysAsync } from '../../property.ts';
import { wingtip } from './exchange-beside-2003/wingtip.ts';
import {
  asCsv,
  asLdif,
  around,
  groupConnector,
  policy,
  smtpConnector,
  virtualServerDn,
} from './exchange-2003/ldif-of.ts';
import { asClixml, asFormatList, asJson, contoso } from './exchange-export.ts';
import { textFile } from '#core/interchange/record';

const entries = around(
  policy({ gatewayProxy: ['SMTP:@tailspin.example'] }),
  smtpConnector('Internet', 'Hub', {
    routingList: 'SMTP:*;1',
    msExchSourceBridgeheadServersDN: virtualServerDn('EX1'),
  }),
  groupConnector('Out', 'Hub', { cost: 5, msExchTargetBridgeheadServersDN: virtualServerDn('EX1') }),
);

const exim = `primary_hostname = relay.example.org
domainlist local_domains = @ : example.org
begin routers
smart:
  driver = manualroute
  domains = ! +local_domains
  transport = remote_smtp
  route_list = * relay.example.net::587 ; "*.lab.example" [192.0.2.1]
local:
  driver = accept
  domains = +local_domains
  transport = local_delivery
begin transports
remote_smtp:
  driver = smtp
local_delivery:
  driver = appendfile
begin retry
* * F,2h,15m; G,16h,1h,1.5; F,4d,6h
`;

const postfix = (name: string) => readFileSync(`test/fixtures/interchange/postfix-farm/mx1/${name}`, 'utf8');

/** The directory of the organization whose cmdlets are beside it. */
function ofContoso(ldif: string): string {
  return ldif.replaceAll(/\r\n /g, '').replaceAll('Tailspin', 'Contoso').replaceAll('tailspin', 'contoso');
}

/** Each format, with what files it is in. */
const formats: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['Clixml', { 'a.xml': asClixml(contoso) }],
  ['Clixml of a remote session', { 'a.xml': asClixml(contoso, true) }],
  ['Clixml of 2010 beside 2003', { 'a.xml': asClixml(wingtip) }],
  ['Clixml beside LDIF', { 'a.xml': asClixml(wingtip), 'b.ldf': ofContoso(asLdif(entries)) }],
  ['JSON', { 'a.json': asJson(contoso) }],
  ['Format-List', { 'a.txt': asFormatList(contoso) }],
  ['LDIF', { 'a.ldf': asLdif(entries) }],
  ['csvde', { 'a.csv': asCsv(entries) }],
  [
    'Postfix',
    { 'h/main.cf': postfix('main.cf'), 'h/master.cf': postfix('master.cf'), 'h/transport': postfix('transport') },
  ],
  ['Exim', { 'h/exim.conf': exim }],
];

/** What happens to files: each takes the text, and two numbers between 0 and 1 that say where. */
const mishaps: readonly (readonly [string, (text: string, from: number, to: number) => string])[] = [
  ['cut off', (text, from) => text.slice(0, from * text.length)],
  ['without its beginning', (text, from) => text.slice(from * text.length)],
  ['twice', (text) => text + text],
  [
    'with a piece that stands twice',
    (text, from, to) => text.slice(0, Math.max(from, to) * text.length) + text.slice(Math.min(from, to) * text.length),
  ],
  [
    'without a piece',
    (text, from, to) => text.slice(0, Math.min(from, to) * text.length) + text.slice(Math.max(from, to) * text.length),
  ],
  ['with lines in another order', (text, from, to) => reordered(text.split('\n'), from, to).join('\n')],
  ['with NUL', (text, from) => `${text.slice(0, from * text.length)}\u0000${text.slice(from * text.length)}`],
  ['with brackets', (text, from) => `${text.slice(0, from * text.length)}}>]"\\\n${text.slice(from * text.length)}`],
  [
    'with a turned mark and an emoji',
    (text, from) => `${text.slice(0, from * text.length)}\u202e\ud83d${text.slice(from * text.length)}`,
  ],
  ['in capitals', (text) => text.toUpperCase()],
  ['without line ends', (text) => text.replace(/\r?\n/g, ' ')],
  ['with old line ends', (text) => text.replace(/\r?\n/g, '\r')],
];

function reordered(lines: readonly string[], from: number, to: number): string[] {
  const [start, end] = [Math.min(from, to), Math.max(from, to)].map((at) => Math.floor(at * lines.length));
  return [...lines.slice(end), ...lines.slice(start, end).toReversed(), ...lines.slice(0, start)];
}

/** What becomes of bytes when somebody saves them in the wrong way. */
const encodings: readonly (readonly [string, (text: string) => Uint8Array])[] = [
  ['UTF-8', (text) => Buffer.from(text, 'utf8')],
  ['UTF-16 of Windows', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without its mark', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16 with the bytes turned round', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['half a character short', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1)],
  ['a mark that does not fit', (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf8')])],
  ['Windows-1252', (text) => Buffer.from(text.replaceAll('e', '\u00e9'), 'latin1')],
  [
    'bytes that are none of UTF-8',
    (text) => Buffer.concat([Buffer.from(text, 'utf8'), Buffer.from([0xc3, 0x28, 0xff])]),
  ],
];

/** As both shells open a file; what cannot be read as text ends in the error that they turn into a sentence. */
async function bytesFile(path: string, bytes: Uint8Array): Promise<ExportFile> {
  return exportFile(path, async function* () {
    for (let at = 0; at < bytes.length; at += 4099) yield bytes.subarray(at, at + 4099);
  });
}

async function expectAnEnd(files: readonly ExportFile[]): Promise<void> {
  const answer = await importFiles(files);
  if (answer.ok) {
    expect(faultsOf(parse(answer.value.text))).toEqual([]);
    for (const count of Object.values(answer.value.report.counts)) expect(count).toBeGreaterThanOrEqual(0);
    return;
  }
  expect(answer.error.split('\n')).toHaveLength(1);
  expect(files.some(({ path }) => answer.error.startsWith(path))).toBe(true);
}

const place = fc.double({ min: 0, max: 1, noNaN: true });

describe.each(formats)('%s', (_, texts) => {
  it('ends whatever happens to the text', async () => {
    const mishap = fc.constantFrom(...mishaps.map(([name]) => name));
    const damage = fc.array(fc.tuple(mishap, place, place), { minLength: 1, maxLength: 3 });
    await expectAlwaysAsync(
      fc.asyncProperty(damage, fc.nat(Object.keys(texts).length - 1), async (steps, which) => {
        const files = Object.entries(texts).map(([path, text], at) => {
          if (at !== which) return textFile(path, text);
          const apply = (whole: string, [name, from, to]: (typeof steps)[number]) =>
            mishaps.find(([known]) => known === name)?.[1](whole, from, to) ?? whole;
          return textFile(path, steps.reduce(apply, text));
        });
        await expectAnEnd(files);
      }),
      { runs: 60 },
    );
  });

  it('ends whatever happens to the bytes', async () => {
    await expectAlwaysAsync(
      fc.asyncProperty(
        fc.constantFrom(...encodings),
        fc.constantFrom(...encodings),
        place,
        async ([, one], [, other], at) => {
          const files = Object.entries(texts).map(async ([path, text]) => {
            const bytes = one(text);
            const cut = Math.floor(at * bytes.length);
            return bytesFile(
              path,
              Buffer.concat([bytes.subarray(0, cut), other(text.slice(0, 100)), bytes.subarray(cut)]),
            );
          });
          try {
            await expectAnEnd(await Promise.all(files));
          } catch (error) {
            if (!(error instanceof UnreadableFile)) throw error;
          }
        },
      ),
      { runs: 25 },
    );
  });

  it.each(encodings.slice(0, 4))('is the same from %s', async (encoding, encode) => {
    const plain = await importFiles(Object.entries(texts).map(([path, text]) => textFile(path, text)));
    const files = await Promise.all(Object.entries(texts).map(async ([path, text]) => bytesFile(path, encode(text))));
    const answer = await importFiles(files);
    expect(plain.ok && answer.ok && answer.value.text === plain.value.text, encoding).toBe(true);
  });

  it('pastes or does not, and never throws', async () => {
    await expectAlwaysAsync(
      fc.asyncProperty(place, place, async (from, to) => {
        const text = Object.values(texts).join('\n');
        await pastedStatements(text.slice(Math.min(from, to) * text.length, Math.max(from, to) * text.length));
      }),
      { runs: 20 },
    );
  });
});

describe('what is far too large', () => {
  const megabytes = (count: number, unit = 'a') =>
    unit
      .repeat(1024 * 1024)
      .slice(0, 1024 * 1024)
      .repeat(count);
  const start = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';

  /** A file that never ends, but for its first piece: whoever reads on, does so until the test gives up. */
  const endless = (path: string, first: string, unit: string): ExportFile & { isAtItsEnd: boolean } => ({
    path,
    encoding: 'UTF-8',
    isAtItsEnd: false,
    async *read() {
      yield first;
      const piece = megabytes(1, unit);
      for (let count = 0; count < 300; count++) yield piece;
      this.isAtItsEnd = true;
    },
  });

  it.each([
    ['an attribute of XML', endless('a.xml', `${start}<S N="`, 'a')],
    ['a value of XML', endless('a.xml', `${start}<Obj RefId="0"><Props><S N="Name">`, 'a')],
    ['a name of XML', endless('a.xml', `${start}<`, 'a')],
    ['a value of LDIF', endless('a.ldf', 'dn: CN=a,DC=b\nobjectClass: top\nmail: ', 'a')],
    ['a value of LDIF over many lines', endless('a.ldf', 'dn: CN=a,DC=b\nobjectClass: top\nmail:\n', ' a\n')],
    ['a cell of csvde', endless('a.csv', 'DN,objectClass,mail\n"CN=a,DC=b",top,"', 'a')],
    ['a value of Format-List', endless('a.txt', 'Name : A\nAddressSpaces : ', 'a')],
    ['a parameter of Postfix', endless('main.cf', 'myhostname = a.example\nrelayhost = ', 'a')],
    ['a line of Exim', endless('exim.conf', 'primary_hostname = a.example\nbegin routers\na:\n  driver = ', 'a')],
  ])('%s is refused before the file ends', async (_, file) => {
    const answer = await importFiles([file]);
    expect(answer.ok ? 'it was imported' : answer.error).toMatch(/1 MB|256 MB|longer|larger/);
    expect(file.isAtItsEnd).toBe(false);
  });

  it('a value of JSON is refused', async () => {
    const answer = await importFiles([textFile('a.json', `{"Name":"A","AddressSpaces":"${megabytes(100)}"}`)]);
    expect(answer).toEqual({ ok: false, error: 'a.json:1: A value is longer than 1 MB.' });
  });

  it('entities within entities are refused at once', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY lol${String(at + 1)} "${`&lol${String(at)};`.repeat(10)}">`,
    );
    const text = `<?xml version="1.0"?>\n<!DOCTYPE Objs [<!ENTITY lol0 "lol">${entities.join('')}]>\n${start}<S>&lol9;</S></Objs>`;
    const answer = await importFiles([textFile('a.xml', text)]);
    expect(answer.ok).toBe(false);
    expect(answer.ok ? '' : answer.error).toMatch(/^a\.xml/);
    const inside = await importFiles([
      textFile('a.xml', `${start}\n<!DOCTYPE a [<!ENTITY b "c">]>\n<S>&b;</S></Objs>`),
    ]);
    expect(inside.ok ? '' : inside.error).toMatch(/^a\.xml:2: /);
  });
});
