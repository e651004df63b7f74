import { describe, expect, test } from 'vitest';
import { asked, run, written } from './asked.ts';

const office = `routing group First {
  server TAZMANIA {
    address 192.168.1.10, 192.168.1.11
    virtual server "Default SMTP Virtual Server" on all unassigned
    mailbox *@contoso.com
  }
}
`;
const wizard = 'virtual server';
const server = (statements: string) => `routing group G {\n  server X {\n    ${statements}\n  }\n}\n`;

describe('which server', () => {
  test('is the one around the cursor at first', () => {
    const two =
      'routing group A {\n  server A1 { address 10.0.0.1 }\n  server A2 {^ }\n}\nrouting group B { server B1 { } }\n';
    expect(asked(two, wizard, [])).toEqual({
      at: '1/3',
      items: ['A: - A1 (10.0.0.1)', 'A: > A2', 'B: - B1'],
    });
  });

  test('is the first of the own file otherwise', () => {
    const files = { 'main.topo': 'include "g.topo"\n^routing group M { server Y { } }\n', 'g.topo': office };
    expect(asked(files, wizard, []).items).toEqual(['M: > Y', 'First: - TAZMANIA (192.168.1.10, 192.168.1.11)']);
  });

  test('has a block that is closed', () => {
    expect(asked('routing group G {\n  server X\n}\n', wizard, ['X'])).toMatchObject({
      at: '1/3',
      refused: expect.stringMatching(/^X: it has no block that is closed/),
    });
  });

  test('has to be there', () => {
    expect(run('organization O { }\n', wizard, [])).toMatch(/^A virtual server belongs to a server.*Declare a server/);
  });
});

describe('the name', () => {
  test('is proposed, and free', () => {
    expect(asked(office, wizard, ['TAZMANIA'])).toEqual({ at: '2/3', proposed: 'SMTP-TAZMANIA' });
    expect(asked(server('virtual server smtp-x on all unassigned'), wizard, ['X']).proposed).toBe('SMTP-X-2');
    expect(asked('routing group G { server "My X" { } }', wizard, ['My X']).proposed).toBe('Internet');
  });

  test.each([
    ['', 'Type a name.'],
    [
      'default smtp VIRTUAL server',
      "TAZMANIA has a virtual server 'Default SMTP Virtual Server' already. Choose another name.",
    ],
    ['a'.repeat(256), 'A name has at most 255 characters, this one has 256.'],
  ])('is refused where it is %j', (name, why) => {
    expect(asked(office, wizard, ['TAZMANIA', name])).toMatchObject({ at: '2/3', refused: why });
    if (name !== '') expect(asked(office, wizard, ['TAZMANIA'], { typed: name })).toMatchObject({ refused: why });
  });

  test('is quoted where it must be', () => {
    for (const name of ['Internet Mail', '"Internet Mail"'])
      expect(written(office, wizard, ['TAZMANIA', name, '192.168.1.11'])).toContain(
        'virtual server "Internet Mail" on',
      );
  });
});

describe('the address', () => {
  const items = (text: string) => asked(text, wizard, ['X', 'Y']).items;

  test('is a free one first; taken ones say who has them', () => {
    expect(asked(office, wizard, ['TAZMANIA', 'X']).items).toEqual([
      'free: - 192.168.1.10',
      'free: > 192.168.1.11',
      "taken: x all unassigned ('Default SMTP Virtual Server' listens there)",
    ]);
    expect(items(server('address 10.0.0.1, [2001:DB8::1]\n    virtual server A on 10.0.0.1'))).toEqual([
      'free: > [2001:DB8::1]',
      'free: - all unassigned (every address that no other one claims)',
      "taken: x 10.0.0.1 ('A' listens there)",
    ]);
  });

  test('is not the last one that is left for another', () => {
    expect(items(server('address 10.0.0.1; virtual server A on all unassigned'))).toEqual([
      "taken: x 10.0.0.1 (the last one left for 'A')",
      "taken: x all unassigned ('A' listens there)",
    ]);
    expect(items(server('address 10.0.0.1; virtual server A on 10.0.0.1'))).toContain(
      'taken: x all unassigned (others claim every address)',
    );
  });

  test.each([
    ['192.168.1.10:26', 'Other servers of the routing group connect to port 25.'],
    ['192.168.1.12', 'TAZMANIA does not have this address; it has 192.168.1.10 and 192.168.1.11.'],
    ['all unassigned:26', 'Other servers of the routing group connect to port 25.'],
    ['2001:db8::1', 'TAZMANIA does not have this address; it has 192.168.1.10 and 192.168.1.11.'],
    ['[2001:db8::1]:26', 'TAZMANIA does not have this address; it has 192.168.1.10 and 192.168.1.11.'],
  ])('may be typed: %s', (typed, note) => {
    expect(asked(office, wizard, ['TAZMANIA', 'X'], { typed }).note).toBe(note);
    expect(written(office, wizard, ['TAZMANIA', 'X', typed])).toMatch(/virtual server X on \S/);
  });

  test.each([
    ['all unassigned:25', "all unassigned: 'Default SMTP Virtual Server' listens there."],
    ['192.168.1.300', "'192.168.1.300' is not an IP address; its four numbers go from 0 to 255, as in 10.1.0.10."],
    ['192.168.1.11:70000', "'70000' is not a port; ports go from 1 to 65535."],
    ['somewhere', "'somewhere' is not an IP address; its four numbers go from 0 to 255, as in 10.1.0.10."],
  ])('is refused where it is %s', (typed, why) => {
    expect(asked(office, wizard, ['TAZMANIA', 'X'], { typed }).refused).toBe(why);
    expect(asked(office, wizard, ['TAZMANIA', 'X', typed])).toMatchObject({ at: '3/3', refused: why });
  });
});

test('it is written at the end of the server, as the user writes', () => {
  expect(written(office, wizard, ['TAZMANIA', 'SMTP-TAZMANIA', '192.168.1.11'])).toBe(
    office.replace('.com\n', '.com\n    virtual server SMTP-TAZMANIA on 192.168.1.11\n'),
  );
});

test('a server keeps the virtual server that nobody has written', () => {
  expect(asked(server('address 10.0.0.1, 10.0.0.2'), wizard, ['X', 'Y']).items).toContain(
    "taken: x all unassigned ('Default SMTP Virtual Server' listens there)",
  );
  expect(written('routing group G { server X { } }', wizard, ['X', 'Y', '10.0.0.1'])).toBe(
    'routing group G { server X { virtual server "Default SMTP Virtual Server" on all unassigned; virtual server Y on 10.0.0.1 } }',
  );
});
