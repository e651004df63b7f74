// LDIF as RFC 2849 has it, and what pretends to be.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLdif, readLdif, type Entry, type Refused } from '#core/interchange/read/ldif';
import { UnreadableFile } from '#core/interchange/record';
import { expectAlwaysAsync } from '../../../property.ts';
import { file } from '../exchange-2003/importing.ts';

async function read(text: string, pieceLength?: number) {
  const entries: Entry[] = [];
  const refused: Refused[] = [];
  await readLdif(
    file('e.ldf', text, pieceLength),
    (entry) => entries.push(entry),
    (what) => refused.push(what),
  );
  return { entries, refused };
}

const values = async (text: string, name: string) =>
  (await read(`dn: CN=x\n${text}\n`)).entries[0]?.properties.get(name)?.values;

const problem = async (text: string) => {
  try {
    await read(text);
  } catch (error) {
    if (error instanceof UnreadableFile) return `${String(error.line)}: ${error.message}`;
    throw error;
  }
  return 'read';
};

describe('what is LDIF', () => {
  it.each([
    ['dn: CN=x,DC=example\n', true],
    ['version: 1\n\ndn: CN=x\n', true],
    ['# a comment\n  that goes on\n\ndn:: Q049eA==\n', true],
    ['dn:\n', false],
    ['Name : x\nCost : 1\n', false],
    ['DN,objectClass\n', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isLdif(text)).toBe(expected);
  });
});

describe('lines', () => {
  it('go on behind one blank, whatever ends them', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { entries } = await read(['dn: CN=a', ' b,DC=x', 'info: one', '  two', '', 'dn: CN=c'].join(end), 1);
      expect(entries.map(({ dn, line }) => [dn, line])).toEqual([
        ['CN=ab,DC=x', 1],
        ['CN=c', 6],
      ]);
      expect(entries[0]?.properties.get('info')).toEqual({ name: 'info', values: ['one two'], line: 3 });
    }
  });

  it('of comments go on too', async () => {
    expect(await values('# cost: 1\n  info: no\ninfo: yes', 'info')).toEqual(['yes']);
  });

  it('that are none name the line', async () => {
    expect(await problem('dn: CN=x\nnonsense\n')).toMatch(/^2: This is no line of LDIF/);
    expect(await problem('cn: x\n')).toMatch(/^1: An entry begins with its name/);
    expect(await problem(`dn: CN=x\ninfo: ${'x'.repeat(1024 * 1024)}\n`)).toBe('2: A line is longer than 1 MB.');
  });
});

describe('values', () => {
  it('are text, or base64 of UTF-8, unfolded first', async () => {
    expect(await values('cn: a\nCN:: w\n 6k=', 'cn')).toEqual(['a', 'é']);
    expect(await values('msExchServerBindings: :25:', 'msexchserverbindings')).toEqual([':25:']);
    expect(await values('msExchServerBindings:: OjI1Og==', 'msexchserverbindings')).toEqual([':25:']);
  });

  it('that are bytes are written as csvde does', async () => {
    expect(await values('objectGUID:: AAECAwQFBgcICQoLDA0ODw==', 'objectguid')).toEqual([
      "X'000102030405060708090A0B0C0D0E0F'",
    ]);
    expect(await values(`activationSchedule:: ${'VVVV'.repeat(28)}`, 'activationschedule')).toEqual([
      `X'${'55'.repeat(84)}'`,
    ]);
    expect(await values('info:: //79', 'info')).toEqual(["X'FFFEFD'"]);
  });

  it('from another place are refused, and so is what is no base64', async () => {
    const { entries, refused } = await read('dn: CN=x\ninfo:< file:///etc/passwd\ncn:: ?!\nname: x\n');
    expect(refused.map(({ property, value }) => [property, value])).toEqual([
      ['info', 'file:///etc/passwd'],
      ['cn', '?!'],
    ]);
    expect([...(entries[0]?.properties.keys() ?? [])]).toEqual(['name']);
  });

  it('of which the server gave only some are cut', async () => {
    const cut = async (option: string) =>
      (await read(`dn: CN=x\nmember;range=${option}: CN=y\n`)).entries[0]?.properties.get('member')?.isCut;
    expect(await cut('0-1499')).toBe(true);
    expect(await cut('0-*')).toBeUndefined();
  });

  it('that are longer than 1 MB are cut, not kept', async () => {
    const folded = `dn: CN=x\ninfo:: ${`${'QUFB'.repeat(5000)}\n `.repeat(60)}\ncn: x\n`;
    const [entry] = (await read(folded)).entries;
    expect(entry?.properties.get('info')).toEqual({ name: 'info', values: [''], line: 2, isCut: true });
    expect(entry?.properties.get('cn')?.values).toEqual(['x']);
  });

  it('beyond 10,000 of one attribute are cut', async () => {
    const many = `dn: CN=x\n${'member: CN=y\n'.repeat(10_001)}`;
    const member = (await read(many)).entries[0]?.properties.get('member');
    expect([member?.values.length, member?.isCut]).toEqual([10_000, true]);
  });
});

describe('changes', () => {
  it('that add are entries, all others are refused', async () => {
    const text = ['add', 'modify', 'delete', 'modrdn'].map((how) => `dn: CN=${how}\nchangetype: ${how}\ncn: x\n-\n`);
    const { entries, refused } = await read(text.join('\n').replace('x\n-', 'x'));
    expect(entries.map(({ dn }) => dn)).toEqual(['CN=add']);
    expect(refused.map(({ dn }) => dn)).toEqual(['CN=modify', 'CN=delete', 'CN=modrdn']);
  });
});

describe('any text', () => {
  it('is read or refused with its line, and in any pieces alike', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '# c',
        ' x',
        'dn: CN=x',
        'cn: y',
        'cn:: QQ==',
        'changetype: modify',
        '\u0000',
        'a:< b',
        'version: 1',
      ),
      fc.string({ unit: 'binary' }),
    );
    const text = fc.array(line).map((lines) => lines.join('\n'));
    await expectAlwaysAsync(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (each, pieceLength) => {
        const whole = await problem(each);
        const run = async (length: number) =>
          JSON.stringify((await read(each, length)).entries.map(({ dn, properties }) => [dn, ...properties]));
        if (whole === 'read') expect(await run(pieceLength)).toBe(await run(each.length + 1));
        else expect(whole).toMatch(/^\d+: /);
      }),
    );
  });
});
