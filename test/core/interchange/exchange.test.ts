// Exports of Exchange 2007 to Subscription Edition become a topology of today's model.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '#core/analysis/check';
import { importFiles, pastedStatements } from '#core/interchange/import';
import { Ledger, type Report } from '#core/interchange/ledger';
import { mailSystems } from '#core/interchange/systems';
import type { ExportFile } from '#core/interchange/record';
import { format } from '#core/syntax/format';
import { faultsOf, parse } from '#core/syntax/parse';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { compileRouting } from '#core/routing/models';
import { expectAlwaysAsync } from '../../property.ts';
import {
  acceptedDomain,
  asClixml,
  asFormatList,
  asJson,
  contoso,
  exchangeServer,
  receiveConnector,
  sendConnector,
  type ExportedObject,
} from './exchange-export.ts';
import { givenFile as file } from './given-files.ts';

async function imported(...files: readonly ExportFile[]): Promise<{ text: string; report: Report }> {
  const answer = await importFiles(files);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

const fromClixml = async (objects: readonly ExportedObject[]) => imported(file('all.xml', asClixml(objects)));

const refusal = async (text: string, path = 'export.xml') => {
  const answer = await importFiles([file(path, text)]);
  return answer.ok ? answer.value.text : answer.error;
};

describe('an organization', () => {
  it('reads as if somebody had written it', async () => {
    expect((await fromClixml(contoso)).text).toMatchInlineSnapshot(`
      "# Imported from Exchange 2019 or later: 18 objects.
      # 75 imported, 2 comment, 1 missing; the report tells each.
      organization Contoso {
        model exchange-2013
        domain contoso.example
        internal relay domain unix.contoso.example
      }

      site Lyon {
        server LYO-EX1 {}
      }

      site Prague {
        server PRG-EX1 {
          # Comment: The copiers of the third floor
          receive connector Scanners on all available { from 10.1.5.0/24, 10.1.6.7, 10.1.7.1-10.1.7.9 }
        }
      }

      site Vienna {
        hub
        server VIE-EX1 {}
        server VIE-EX2 {}
      }

      site link PRG-VIE between Prague, Vienna { cost 20 }

      site link VIE-LYO between Vienna, Lyon { cost 150; exchange cost 30 }

      dag DAG1 { member PRG-EX1, VIE-EX1 }

      send connector Internet {
        source VIE-EX1, VIE-EX2
        address space * cost 10
        deliver through dns
      }

      send connector Old {
        source LYO-EX1
        address space old.example cost 1
        deliver through dns
        disabled
      }

      # Comment: Ask the laboratory first
      send connector Unix {
        source PRG-EX1
        address space unix.contoso.example cost 1, *.lab.example cost 5
        scope site
        deliver through smart host [10.1.9.9]:587, relay.lab.example:587
      }
      "
    `);
  });

  it('is the same from all shapes of its export', async () => {
    const { text } = await fromClixml(contoso);
    expect((await imported(file('a.xml', asClixml(contoso, true)))).text).toBe(text);
    expect((await imported(file('a.json', asJson(contoso)))).text).toBe(text);
    expect((await imported(file('a.txt', asFormatList(contoso)))).text).toBe(text);
  });

  it('is the same in any order of objects and files', async () => {
    const { text } = await fromClixml(contoso);
    await expectAlwaysAsync(
      fc.asyncProperty(
        fc.shuffledSubarray([...contoso], { minLength: contoso.length }),
        fc.nat(contoso.length),
        fc.integer({ min: 1, max: 3000 }),
        async (objects, cut, pieceLength) => {
          const files = [objects.slice(0, cut), objects.slice(cut)].map((some, at) =>
            file(`${String(at)}.xml`, asClixml(some), pieceLength),
          );
          expect((await imported(...files.toReversed())).text).toBe(text);
        },
      ),
      { runs: 20 },
    );
  });

  it('reads back without a fault, is laid out, and has no error but what is not in the export', async () => {
    const { text } = await fromClixml(contoso);
    expect(faultsOf(parse(text))).toEqual([]);
    expect(format(text).text).toBe(text);
    const project = openProject(
      'a.topo',
      (path) => (path === 'a.topo' ? parse(text) : undefined),
      (_, path) => path,
    );
    const found = check(project, buildTopology(project)).diagnostics;
    expect(
      found.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`),
    ).toEqual([]);
    expect(compileRouting(buildTopology(project))).toBeDefined();
  });

  it('told in two files is told once', async () => {
    const { text, report } = await imported(file('a.xml', asClixml(contoso)), file('b.json', asJson(contoso)));
    expect(text).toBe((await fromClixml(contoso)).text);
    expect(report.counts.duplicate).toBeGreaterThan(100);
    expect(report.entries.filter((entry) => entry.class === 'duplicate')).toEqual([]);
  });

  it('says what stands twice in an object of JSON, and takes the last', async () => {
    const text = asJson([sendConnector({ name: 'A', sources: ['S'], spaces: ['SMTP:*;1'] })]);
    const twice = text.replace('"Port": 25', '"port": 2525,\n"AuthenticationCredential": "hunter2",\n"Port": 25');
    const { text: written, report } = await imported(
      file('a.json', twice.replace('"Name": "A"', '"Name": "B", "Name": "A"')),
    );
    expect(written).toContain('send connector A {');
    const told = report.entries.filter((entry) => entry.class === 'duplicate');
    expect(told.map(({ kind, object, property, value, line }) => [kind, object, property, value, line])).toEqual([
      ['SendConnector', 'A', 'Name', 'B', expect.any(Number)],
      ['SendConnector', 'A', 'port', '2525', 4],
    ]);
    expect(report.counts.duplicate).toBe(2);
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });

  it('told differently in two files says which counts', async () => {
    const other = sendConnector({ name: 'Internet', sources: ['VIE-EX1'], spaces: ['SMTP:*;20'] });
    const { text, report } = await imported(file('a.xml', asClixml(contoso)), file('b.xml', asClixml([other])));
    expect(text).toContain('address space * cost 10');
    expect(report.entries.filter((entry) => entry.class === 'duplicate').map(({ property }) => property)).toContain(
      'AddressSpaces',
    );
  });
});

describe('the account of what was read', () => {
  it('has every value in one class, so that they add up', async () => {
    const ledger = new Ledger();
    const records: Parameters<(typeof mailSystems)[number]['map']>[0][number][] = [];
    const [exchange] = mailSystems;
    await exchange?.formats[0]?.read(file('a.xml', asClixml(contoso)), {
      ledger,
      paths: [],
      other: () => undefined,
      record: (record) => {
        ledger.open(record);
        records.push(record);
      },
    });
    exchange?.map(records, ledger, {});
    const { counts } = ledger.report();
    const values = records.reduce(
      (sum, { properties }) =>
        sum + [...properties.values()].reduce((all, { values: of }) => all + Math.max(1, of.length), 0),
      0,
    );
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(values + ledger.size.notes);
    expect(ledger.size.values).toBe(values);
    expect(counts.unknown).toBe(0);
  });

  it('knows nothing of a property that is new, and says so with what it said', async () => {
    const { report } = await fromClixml([
      sendConnector({ name: 'A', sources: ['S'], spaces: ['SMTP:*;1'], more: { QuantumRouting: 'On' } }),
    ]);
    expect(report.unknown['SendConnector']?.['QuantumRouting']).toEqual({ count: 1, first: ['On'] });
  });

  it('shows no secret anywhere', async () => {
    const more = { AuthenticationCredential: 'hunter2', SmartHostAuthMechanism: 'BasicAuth' };
    const { text, report } = await fromClixml([
      sendConnector({ name: 'A', sources: ['S'], spaces: ['SMTP:*;1'], more }),
    ]);
    expect(`${text}${JSON.stringify(report)}`).not.toContain('hunter2');
    expect(text).toContain('# SmartHostAuthMechanism: BasicAuth');
  });

  it('says what a connector names that is not there', async () => {
    const { text, report } = await fromClixml([sendConnector({ name: 'A', sources: ['S'], spaces: ['SMTP:*;1'] })]);
    expect(text).toContain('server S {}');
    expect(report.entries.map(({ text: said }) => said)).toContain(
      'It names the server S, which is not in the export (Get-ExchangeServer).',
    );
  });
});

describe('a Send connector', () => {
  const one = async (given: Partial<Parameters<typeof sendConnector>[0]>) => {
    const connector = sendConnector({ name: 'A', sources: ['S'], spaces: ['SMTP:*;1'], ...given });
    return fromClixml([connector, exchangeServer('S', 'X')]);
  };

  it.each([
    [['SMTP:*;10'], 'address space * cost 10'],
    [['contoso.example'], 'address space contoso.example cost 1'],
    [['smtp:*.Contoso.Example;3'], 'address space *.contoso.example cost 3'],
    [['X400:c=US;a= ;p=Contoso;5'], 'address space X400:"c=US;a= ;p=Contoso" cost 5'],
    [['FAX:*;2'], 'address space FAX:* cost 2'],
    [['Local:SMTP:a.example;1'], 'scope site'],
  ])('with %j', async (spaces, statement) => {
    expect((await one({ spaces })).text).toContain(statement);
  });

  it('keeps ports, brackets, sizes and comments', async () => {
    const { text } = await one({
      smartHosts: ['192.0.2.25', '[2001:db8::1]', 'Relay.Example.net'],
      more: { Port: 25, MaxMessageSize: '20 MB (20.971.520 bytes)', Comment: 'first\r\nsecond\u2028third }' },
    });
    expect(text).toContain('deliver through smart host [192.0.2.25], [2001:db8::1], relay.example.net');
    expect(text).toContain('limit size 20MB');
    expect(text).toContain('# Comment: first\n# second\n# third }\n');
  });

  it('that is off is disabled, by the front end is so, and unlimited is unlimited', async () => {
    const { text } = await one({ more: { Enabled: false, FrontendProxyEnabled: true, MaxMessageSize: 'Unlimited' } });
    for (const words of ['disabled', 'proxy through frontend', 'limit size unlimited']) expect(text).toContain(words);
  });
});

describe('a Receive connector', () => {
  const on = async (bindings: readonly string[], more = {}, ranges?: readonly string[]) => {
    const given = { name: 'Relay', server: 'S', bindings, more, ...(ranges !== undefined && { ranges }) };
    return (await fromClixml([exchangeServer('S', 'X'), receiveConnector(given)])).text;
  };

  it.each([
    [['0.0.0.0:25', '[::]:25'], 'on all available'],
    [['0.0.0.0:2500', '[::]:2500'], 'on all available:2500'],
    [['10.1.0.12:25', '[2001:db8::1]:26'], 'on 10.1.0.12:25, [2001:db8::1]:26'],
  ])('bound to %j', async (bindings, words) => {
    expect(await on(bindings)).toContain(`receive connector Relay ${words}`);
  });

  it('says what one family is left of', async () => {
    expect(await on(['0.0.0.0:25'])).toContain('# It listens at IPv4 addresses only at port 25.');
  });

  it('keeps ranges, limits and being stopped', async () => {
    const text = await on(['0.0.0.0:25'], { Enabled: false, MaxHopCount: 12, MaxRecipientsPerMessage: 7 }, [
      '10.1.5.0/24',
      '10.1.6.7-10.1.6.9',
      '2001:db8::/32',
    ]);
    for (const words of [
      'from 10.1.5.0/24, 10.1.6.7-10.1.6.9, [2001:db8::]/32',
      'hop limit 12',
      'limit recipients 7',
      'stopped',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('that trusts everybody in its range says so above', async () => {
    expect(await on(['0.0.0.0:25'], { AuthMechanism: 'Tls, ExternalAuthoritative' })).toContain(
      '# AuthMechanism: ExternalAuthoritative (trusts everybody in its range)',
    );
  });
});

describe('bad input is refused with file and line', () => {
  const start = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';

  it.each([
    ['a document type', `<!DOCTYPE Objs [<!ENTITY a "b">]>${start}</Objs>`, 'can be imported'],
    ['an entity', `${start}<S>&lol;</S></Objs>`, 'export.xml:1: This is no well-formed XML'],
    ['a processing instruction', `${start}\n<?php x ?></Objs>`, 'export.xml:2: A processing instruction is not read.'],
    ['an end that is missing', `${start}\n<Obj RefId="0">`, 'export.xml:2: This is no well-formed XML'],
    ['depth', `${start}${'<LST>'.repeat(10_000)}`, 'nested more than 100 deep'],
    ['a value without an end', `${start}<S>${'a'.repeat(9_000_000)}`, 'longer than 1 MB'],
    ['an attribute without an end', `${start}<S N="${'a'.repeat(9_000_000)}`, 'longer than 1 MB'],
    ['NUL', `${start}<S>\u0000</S></Objs>`, 'This is no well-formed XML'],
  ])('%s', async (_, text, said) => {
    const answer = await refusal(text);
    expect(answer).toContain(said);
    expect(answer.split('\n')).toHaveLength(1);
  });

  it('JSON that ends in the middle', async () => {
    const text = asJson(contoso);
    for (const length of [30, 200, 1000, text.length - 2]) {
      expect(await refusal(text.slice(0, length), 'a.json')).toMatch(/^a\.json:\d+: /);
    }
  });

  it('systems of two routing models, which one topology cannot hold', async () => {
    const files = [
      file('a.xml', asClixml(contoso)),
      file('mx1/main.cf', 'myhostname = mx1.contoso.example\nrelayhost = [10.0.0.1]\n'),
    ];
    const answer = await importFiles(files);
    expect(answer).toMatchObject({ ok: false });
    expect(!answer.ok && answer.error).toContain('Import them apart');
  });

  it('nothing that can be imported', async () => {
    expect(await refusal('Dear all,\nplease find the export attached.\n')).toContain('nothing here can be imported');
  });

  it.each([
    [
      'a table for reading',
      'Identity AddressSpaces Enabled\n-------- ------------- -------\nInternet {SMTP:*;1} True\n',
      'Export-Clixml',
    ],
    ['a message tracking log', '#Software: Microsoft Exchange Server\n#Version: 15.0\n', 'compare FILE.topo --log'],
    [
      'queues',
      'Identity      : EX1\\4\nDeliveryType  : SmartHostConnectorDelivery\nNextHopDomain : relay.example.net\n',
      'compare FILE.topo --queues',
    ],
    ['a topology', 'organization Contoso {\n}\n', 'a topology already'],
  ])('%s: and what to do with it', async (_, text, says) => {
    expect(await refusal(text)).toContain(says);
  });

  it('a reference to nothing and one to what it is in end as cut', async () => {
    const body = asClixml([sendConnector({ name: 'A', sources: ['S'], spaces: ['SMTP:*;1'] })]);
    const { report } = await imported(
      file('a.xml', body.replace('<I32 N="Port">25</I32>', '<Ref N="Port" RefId="999" />')),
      file('b.xml', body.replace('<S N="Comment"></S>', '<Ref N="Comment" RefId="0" />').replaceAll('>A<', '>B<')),
    );
    expect(report.counts.cut).toBeGreaterThan(0);
  });
});

describe('names', () => {
  it('from outside never leave their quotation marks', async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        '\n',
        '}',
        '{',
        '#',
        ';',
        "'",
        '\u2019',
        '\u202e',
        '\u0000',
        '\u2028',
        ' ',
        '/',
        ',',
        '=',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const name = fc.array(unit, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
    await expectAlwaysAsync(
      fc.asyncProperty(name, async (hostile) => {
        const more = { Comment: hostile, Fqdn: hostile, DistinguishedName: '' };
        const objects = [
          exchangeServer('S', 'X'),
          sendConnector({
            name: `${hostile}`,
            sources: ['S'],
            spaces: [`SMTP:${hostile};1`],
            smartHosts: [hostile],
            more,
          }),
          acceptedDomain(hostile, 'InternalRelay'),
        ];
        for (const text of [asClixml(objects), asJson(objects)]) {
          const answer = await importFiles([file('a', text)]);
          if (!answer.ok) {
            expect(answer.error).toMatch(/^a:\d+: /);
            continue;
          }
          const tree = parse(answer.value.text);
          expect(faultsOf(tree)).toEqual([]);
          const project = openProject(
            'a',
            () => tree,
            (_, path) => path,
          );
          const topology = buildTopology(project);
          expect(topology.servers).toHaveLength(1);
          expect(topology.connectors).toHaveLength(1);
        }
      }),
      { runs: 300 },
    );
  });
});

describe('pasting', () => {
  it('gives the statements of what was copied, without what is only named', async () => {
    const unix = contoso.filter(({ properties }) => properties['Name'] === 'Unix');
    expect(await pastedStatements(`[PS] C:\\>Get-SendConnector Unix | fl\r\n${asFormatList(unix)}`))
      .toMatchInlineSnapshot(`
        "# Comment: Ask the laboratory first
        send connector Unix {
          source PRG-EX1
          address space unix.contoso.example cost 1, *.lab.example cost 5
          scope site
          deliver through smart host [10.1.9.9]:587, relay.lab.example:587
        }
        "
      `);
  });

  it('gives domains as they stand in an organization', async () => {
    expect(await pastedStatements(asJson([acceptedDomain('a.example', 'Authoritative')]))).toBe('domain a.example\n');
  });

  it.each(['Dear all,', 'server A {}\nserver B {}', '{ "a": 1 }', '<Objs>', 'a : b\nc : d'])(
    'gives nothing of %j',
    async (text) => {
      expect(await pastedStatements(text)).toBeUndefined();
    },
  );
});
