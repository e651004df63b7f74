// A list of recipients beside an export: where mailboxes are.

import { describe, expect, it } from 'vitest';
import { importFiles } from '#core/interchange/import';
import { textFile } from '#core/interchange/record';
import { faultsOf, parse } from '#core/syntax/parse';
import { acceptedDomain, asClixml, contoso, type ExportedObject } from './exchange-export.ts';
import { asLdif, around, policy } from './exchange-2003/ldif-of.ts';
import { wingtip } from './exchange-beside-2003/wingtip.ts';

const cmdlets = (objects: readonly ExportedObject[]) => textFile('all.xml', asClixml(objects));

const database = (name: string, server: string): ExportedObject => ({
  type: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase',
  properties: { Name: name, Server: server, MasterServerOrAvailabilityGroup: server, Servers: [server] },
});

async function withList(rows: readonly string[], { takesRest = false, export: given = cmdlets(contoso) } = {}) {
  const list = textFile('list.csv', `${rows.join('\r\n')}\r\n`);
  const answer = await importFiles([given, list], { recipientsDefault: takesRest });
  if (!answer.ok) throw new Error(answer.error);
  expect(faultsOf(parse(answer.value.text))).toEqual([]);
  return answer.value;
}

const refused = async (text: string) => {
  const answer = await importFiles([cmdlets(contoso), textFile('list.csv', text)]);
  return answer.ok ? 'it was imported' : answer.error;
};

const header = '"PrimarySmtpAddress","ServerName","Database"';

describe('a list of recipients', () => {
  it('puts all of a domain that are on one server there, and says that nothing is missing', async () => {
    const { text, report } = await withList([
      '#TYPE Selected.Microsoft.Exchange.Data.Directory.Management.Mailbox',
      header,
      '"Anna@contoso.example","VIE-EX1",""',
      '"ben@contoso.example","vie-ex1.contoso.example",""',
    ]);
    expect(text).toContain('server VIE-EX1 { mailbox *@contoso.example }');
    expect(report.entries.filter(({ class: fate }) => fate === 'missing')).toEqual([]);
    expect(
      report.entries.some(({ class: fate, text: said }) => fate === 'differs' && said.includes('active copy')),
    ).toBe(true);
    expect(report.sources).toContainEqual({
      path: 'list.csv',
      kind: 'CSV of mailboxes',
      encoding: 'UTF-8',
      records: 2,
    });
  });

  it('lists them one by one where they are on several, or the others where one is to have the rest', async () => {
    const rows = [header, 'a@contoso.example,VIE-EX1,', 'b@contoso.example,VIE-EX1,', 'c@contoso.example,LYO-EX1,'];
    const apart = await withList(rows);
    expect(apart.text).toContain('mailbox a@contoso.example, b@contoso.example }');
    expect(apart.text).toContain('mailbox c@contoso.example }');
    expect(apart.text).not.toContain('*@contoso.example');
    const { text } = await withList(rows, { takesRest: true });
    expect(text).toContain('server VIE-EX1 { mailbox *@contoso.example }');
    expect(text).toContain('mailbox c@contoso.example }');
    expect((await withList([header, ...rows.slice(1).toReversed()], { takesRest: true })).text).toBe(text);
  });

  it('never takes all of a domain that others share', async () => {
    const { text } = await withList([header, 'a@unix.contoso.example,PRG-EX1,']);
    expect(text).toContain('mailbox a@unix.contoso.example\n');
    expect(text).not.toContain('*@unix');
  });

  it('knows databases, and domains below a wildcard', async () => {
    const objects = [...contoso, acceptedDomain('*.branch.example', 'Authoritative'), database('DB7', 'LYO-EX1')];
    const { text } = await withList(['PrimarySmtpAddress;Database', 'a@x.branch.example;LYO-EX1\\DB7'], {
      export: cmdlets(objects),
    });
    expect(text).toContain('database DB7 { mailbox *@x.branch.example }');
  });

  it('is for Exchange 2003 and what runs beside it as well', async () => {
    const directory = textFile('a.ldf', asLdif(around(policy({ gatewayProxy: ['SMTP:@tailspin.example'] }))));
    const old = await withList([header, 'a@tailspin.example,EX1,'], { export: directory });
    expect(old.text).toContain('mailbox *@tailspin.example');
    const beside = await withList([header, 'a@wingtip.example,OSL-MBX1,'], { export: cmdlets(wingtip) });
    expect(beside.text).toContain('mailbox *@wingtip.example');
    expect(beside.report.entries.some(({ object }) => object === 'mailboxes')).toBe(false);
  });

  it('tells whom it could not put anywhere, and whom it has twice', async () => {
    const { text, report } = await withList([
      header,
      'a@contoso.example,NOWHERE,',
      'b@elsewhere.example,VIE-EX1,',
      '"c ""d""@contoso.example",VIE-EX1,',
      ',VIE-EX1,',
      'e@contoso.example,VIE-EX1,',
      'e@contoso.example,LYO-EX1,',
    ]);
    const told = (fate: string) =>
      report.entries.filter((each) => each.class === fate && each.kind === 'Mailbox' && each.line !== undefined);
    expect(told('dropped').map(({ text: why }) => why)).toEqual([
      'This is no address that mail could be for.',
      "Neither its server 'nowhere' nor its database '' is in the topology.",
      'elsewhere.example is no accepted domain, so mail for it does not come here.',
      'This is no address that mail could be for.',
    ]);
    expect(told('duplicate').map(({ line }) => line)).toEqual([6]);
    expect(text).toContain('server LYO-EX1 { mailbox *@contoso.example }');
  });

  it('says who are too many to be listed', async () => {
    const many = Array.from(
      { length: 2200 },
      (_, at) => `u${String(at)}@contoso.example,${at % 2 === 0 ? 'VIE-EX1' : 'PRG-EX1'},`,
    );
    const crowd = await withList([header, ...many]);
    expect(crowd.text).not.toContain('mailbox');
    const told = ({ report }: typeof crowd) =>
      report.entries.find((each) => each.object === 'contoso.example' && each.kind === 'Mailbox');
    expect(told(crowd)?.text).toContain('2200 mailboxes of contoso.example would have to be listed');
    expect(told(crowd)?.text).toContain('--recipients-default');
    const fewer = await withList([header, ...many.slice(0, 2000)], { takesRest: true });
    expect(fewer.text).toContain('mailbox *@contoso.example\n');
  });

  it('alone is no topology, and without one nobody can have most', async () => {
    const list = await importFiles([textFile('list.csv', `${header}\r\na@contoso.example,VIE-EX1,\r\n`)]);
    expect(list).toEqual({
      ok: false,
      error:
        'list.csv: This is a list of mailboxes. It says where they are in what is imported with it: exports of Exchange.',
    });
    const most = await importFiles([cmdlets(contoso)], { recipientsDefault: true });
    expect(most.ok && most.value.report.standing).toContain(
      'There is no list of mailboxes, so nobody is the one who has most of a domain.',
    );
  });

  it('is refused with its line where a row is broken', async () => {
    expect(await refused(`${header}\r\n"a@b.example,`)).toContain('list.csv:2: ');
    expect(await refused(`${header}\r\na@b.example,VIE-EX1,DB1,more\r\n`)).toContain(
      'list.csv:2: A row has more values',
    );
  });
});
