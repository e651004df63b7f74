import { describe, expect, test } from 'vitest';
import { asked, proposals, run, written } from './asked.ts';

const office = `organization Contoso { domain contoso.com }

routing group First {
  server TAZMANIA {
    address 192.168.1.10, 192.168.1.11
    virtual server "Default SMTP Virtual Server" on all unassigned
    virtual server SMTP-TAZMANIA on 192.168.1.11
  }
}
`;

const cities = `routing group Seattle {
  server SEA-EX01 { }
  server SEA-EX02 {
    virtual server Default on all unassigned
    virtual server Internet on 10.0.0.2
  }
}

routing group London {
  server LON-EX01 { }
  routing group connector "London to Seattle" to Seattle {
    bridgehead LON-EX01
    target SEA-EX01
    cost 20
  }
}

routing group Empty { }
`;

describe('a new SMTP connector', () => {
  const wizard = 'smtp connector';
  const name = 'Internet Mail SMTP Connector (TAZMANIA)';
  const upTo = (...more: string[]) => ['First', name, 'TAZMANIA/SMTP-TAZMANIA', ...more];

  test('is that of the tutorial when every proposal is taken', () => {
    const [, ...rest] = written(office, wizard, proposals(office, wizard)).toString().split('  }\n', 2);
    expect(rest).toEqual([
      `
  smtp connector "Internet Mail SMTP Connector (TAZMANIA)" {
    bridgehead TAZMANIA/SMTP-TAZMANIA
    address space * cost 1
`,
    ]);
  });

  test('belongs to a routing group that has servers', () => {
    expect(asked(cities, wizard, [])).toEqual({
      at: '1/7',
      items: ['> Seattle (SEA-EX01 and SEA-EX02)', '- London (LON-EX01)', 'x Empty (it has no server to send by)'],
    });
    expect(asked(cities.replace('cost 20', 'cost 20^'), wizard, []).items).toContain('> London (LON-EX01)');
    expect(run('organization O { }\n', wizard, [])).toMatch(/^A connector belongs to a routing group/);
  });

  test('has a name that no connector has', () => {
    expect(asked(cities, wizard, ['London']).proposed).toBe('Internet Mail SMTP Connector (LON-EX01)');
    expect(asked(cities, wizard, ['London'], { typed: 'LONDON to Seattle' }).refused).toMatch(/^There is a connector/);
  });

  test('leaves by one virtual server at least; a server that has one only stands alone', () => {
    expect(asked(cities, wizard, ['Seattle', 'X'])).toEqual({
      at: '3/7',
      items: [
        '> SEA-EX01 (Default SMTP Virtual Server on all unassigned)',
        '- SEA-EX02/Default (on all unassigned)',
        '- SEA-EX02/Internet (on 10.0.0.2)',
      ],
    });
    expect(asked(cities, wizard, ['Seattle', 'X', []])).toMatchObject({
      at: '3/7',
      refused: expect.stringMatching(/^Choose one/),
    });
    const both = ['SEA-EX01', 'SEA-EX02/Internet'];
    expect(written(cities, wizard, ['Seattle', 'X', both, 'dns', '*', '1', 'organization'])).toContain(
      'bridgehead SEA-EX01, SEA-EX02/Internet\n',
    );
  });

  test.each([
    ['192.0.2.25', 'Written as [192.0.2.25].', '[192.0.2.25]'],
    ['2001:db8::25', 'Written as [2001:db8::25].', '[2001:db8::25]'],
    ['relay.example.net', undefined, 'relay.example.net'],
    [
      '192.0.2.25; a.example b.example',
      'Written as a.example, b.example, [192.0.2.25].',
      'a.example, b.example, [192.0.2.25]',
    ],
  ])('delivers through %s', (typed, note, text) => {
    expect(asked(office, wizard, upTo(), { typed }).note).toBe(note);
    expect(written(office, wizard, upTo(typed, '*', '1', 'organization'))).toContain(
      `    deliver through smart host ${text}\n  }\n`,
    );
  });

  test.each([
    ['tazmania', /^tazmania is our own server TAZMANIA, so mail would come back/],
    ['tazmania.contoso.com', /our own server/],
    ['192.168.1.11', /^\[192.168.1.11\] is our own server/],
    ['192.0.2.300', /is not an IP address/],
    ['a..b', /is not a domain/],
    [',', /^Type a host name/],
  ])('does not deliver through %s', (typed, why) => {
    expect(asked(office, wizard, upTo(), { typed }).refused).toMatch(why);
    expect(asked(office, wizard, upTo(typed)).refused).toMatch(why);
  });

  test('offers the smart hosts that others have', () => {
    const text = office.replace(
      /}\n$/,
      '  smtp connector A { address space *; deliver through smart host 192.0.2.1, TAZMANIA }\n}\n',
    );
    expect(asked(text, wizard, upTo()).items).toEqual(['> DNS (looks each domain up)', "- [192.0.2.1] (as 'A')"]);
  });

  test.each([
    ['*, *.fabrikam.com', 'address space * cost 1, *.fabrikam.com cost 1'],
    ['smtp:fabrikam.com', 'address space fabrikam.com cost 1'],
    ['fax:+1*, X400:"c=US;a= ;p=Contoso, Ltd"', 'address space FAX:+1* cost 1, X400:"c=US;a= ;p=Contoso, Ltd" cost 1'],
  ])('carries %s', (typed, text) => {
    expect(written(office, wizard, upTo('dns', typed, '1', 'organization'))).toContain(`    ${text}\n`);
  });

  test.each([
    ['', /^Type an address space/],
    ['*contoso.org', /would be read as/],
    ['contoso.com', /a domain of our own/],
    ['*, *', /twice/],
    ['a b', /is not a domain/],
    ['X400:Meier', /no X.400 address/],
  ])('does not carry %j', (typed, why) => {
    expect(asked(office, wizard, upTo('dns', typed))).toMatchObject({ at: '5/7', refused: expect.stringMatching(why) });
  });

  test('costs more than another one that carries the same, unless the user wants it otherwise', () => {
    const text = office.replace(/}\n$/, '  smtp connector A { bridgehead TAZMANIA; address space * cost 4 }\n}\n');
    const at = upTo('dns', '*');
    expect(asked(text, wizard, at)).toEqual({ at: '6/7', proposed: '5', note: "Steps in for 'A' (* at cost 4)." });
    expect(asked(text, wizard, at, { typed: '4' }).note).toBe(
      "Costs the same as 'A' (* at cost 4), so either may take the mail.",
    );
    expect(asked(text, wizard, at, { typed: '1' }).note).toBe("Is preferred to 'A' (* at cost 4).");
    expect(asked(text, wizard, upTo('dns', 'fabrikam.com'))).toEqual({ at: '6/7', proposed: '1' });
    for (const typed of ['0', '101', '1.5', 'x'])
      expect(asked(text, wizard, at, { typed }).refused).toMatch(/^A cost is/);
  });

  test('says whose it is only where that is not everybody', () => {
    expect(asked(office, wizard, upTo('dns', '*', '1')).items).toEqual([
      '> Entire organization (servers of every routing group)',
      '- Routing group (servers of First only)',
    ]);
    expect(written(office, wizard, upTo('dns', '*', '1', 'routing group'))).toContain('    scope routing group\n  }\n');
  });
});

describe('a new routing group connector', () => {
  const wizard = 'routing group connector';

  test('leads to another group, and says which are connected', () => {
    expect(asked(cities, wizard, ['London'])).toEqual({
      at: '2/6',
      items: [
        "> Seattle (connected already by 'London to Seattle', cost 20)",
        'x Empty (it has no server that mail could go to)',
      ],
    });
    expect(run(office, wizard, [])).toMatch(/^A routing group connector leads from one routing group to another/);
  });

  test('is written back with bridgehead and target exchanged', () => {
    const text = 'routing group A {\n  server A1 { }\n  server A2 { }\n}\nrouting group B {\n  server B1 { }\n}\n';
    expect(written(text, wizard, proposals(text, wizard))).toBe(`routing group A {
  server A1 { }
  server A2 { }

  routing group connector "A to B" to B {
    target B1
    cost 10
  }
}
routing group B {
  server B1 { }

  routing group connector "B to A" to A {
    bridgehead B1
    target A1, A2
    cost 10
  }
}
`);
    expect(written(text, wizard, ['A', 'B', ['A2'], ['B1'], '7', 'yes'])).toContain(
      'bridgehead B1\n    target A2\n    cost 7\n',
    );
  });

  test('spans the files that the groups are in', () => {
    const files = {
      'main.topo': 'include "b.topo"\nrouting group A {^\n\tserver A1 { }\n}\n',
      'b.topo': 'routing group B { server B1 { } }\n',
    };
    expect(written(files, wizard, ['A', 'B', [], ['B1'], '10', 'yes'])).toEqual({
      'main.topo':
        'include "b.topo"\nrouting group A {\n\tserver A1 { }\n\n\trouting group connector "A to B" to B {\n\t\ttarget B1\n\t\tcost 10\n\t}\n}\n',
      'b.topo':
        'routing group B { server B1 { } routing group connector "B to A" to A { bridgehead B1; target A1; cost 10 } }\n',
    });
  });

  test('has a target, and proposes one way where there is one back', () => {
    expect(asked(cities, wizard, ['Seattle', 'London', [], []])).toMatchObject({
      at: '4/6',
      refused: expect.stringMatching(/^Choose one server/),
    });
    expect(asked(cities, wizard, ['Seattle', 'London', [], ['LON-EX01'], '10']).items).toEqual([
      '- Yes (from London back to Seattle as well)',
      "> No (connected already by 'London to Seattle', cost 20)",
    ]);
    expect(asked(cities, wizard, ['London', 'Seattle', [], ['SEA-EX01']])).toEqual({
      at: '5/6',
      proposed: '21',
      note: "Steps in for 'London to Seattle' (to Seattle at cost 20).",
    });
    expect(written(cities, wizard, ['London', 'Seattle', [], ['SEA-EX01'], '21', 'no'])).toContain('"London to Seattle 2" to Seattle'); // prettier-ignore
  });
});

const limited = `routing group A {
  server A1 { }
  smtp connector Out { bridgehead A1; address space *; scope organization; deliver through dns }
  smtp connector In {
    bridgehead A1
    address space fabrikam.com
    scope routing group # kept
    deliver through smart host a.example; deliver through smart host b.example
  }
}
routing group B {
  server B1 { }
}
`;

describe('limiting a connector', () => {
  const wizard = 'scope';

  test('takes those that are not limited yet', () => {
    expect(asked(limited, wizard, [])).toEqual({
      at: '1/2',
      items: ['A: > Out (* through DNS)', 'A: x In (is limited to its routing group already)'],
    });
    expect(run(office, wizard, [])).toMatch(/^Only an SMTP connector has a scope.*Make a new SMTP connector first/);
  });

  test('says whom it leaves without a way', () => {
    const strandedBy = () => [{ from: 'B', to: { type: 'SMTP', pattern: '*' } }];
    expect(asked(limited, wizard, ['Out'], { strandedBy }).items).toEqual([
      '> Limit to A',
      'left without a way: x B (mail to *)',
    ]);
    expect(asked(limited, wizard, ['Out']).items).toEqual(['> Limit to A']);
  });

  test('says of whom it does not list that they are left without a way, in whole sentences', () => {
    const strandedBy = () =>
      Array.from({ length: 51 }, (_, i) => ({ from: `G${i}`, to: { type: 'SMTP', pattern: '*' } }));
    expect(asked(limited, wizard, ['Out'], { strandedBy }).items?.at(-1)).toBe(
      'left without a way: x 1 more (left without a way, too)',
    );
    expect(asked(limited, wizard, ['Out', '1 more'], { strandedBy }).refused).toBe('1 more: left without a way, too.');
  });

  test('replaces the scope that is written, else adds one', () => {
    expect(written(limited, wizard, ['Out', 'limit'])).toBe(
      limited.replace('scope organization', 'scope routing group'),
    );
    const without = limited.replace(' scope organization;', '');
    expect(written(without, wizard, ['Out', 'limit'])).toBe(
      without.replace('through dns }', 'through dns; scope routing group }'),
    );
  });
});

describe('forwarding through a smart host', () => {
  const wizard = 'smart host';

  test('proposes what others have, and what is now', () => {
    expect(asked(limited, wizard, ['In']).items).toEqual(['> a.example, b.example (as now)']);
    expect(asked(limited, wizard, ['Out']).items).toEqual(["> a.example (as 'In')", "- b.example (as 'In')"]);
  });

  test('replaces how it delivers', () => {
    expect(written(limited, wizard, ['Out', '192.0.2.1'])).toBe(
      limited.replace('deliver through dns', 'deliver through smart host [192.0.2.1]'),
    );
    expect(written(limited, wizard, ['In', 'c.example'])).toBe(
      limited.replace('a.example; deliver through smart host b.example', 'c.example'),
    );
    expect(written(limited.replace('; deliver through dns', ''), wizard, ['Out', 'c.example'])).toContain(
      'scope organization; deliver through smart host c.example }',
    );
  });

  test('refuses a server of ours unless mail leaves the connector there', () => {
    expect(asked(limited, wizard, ['Out', 'B1']).refused).toMatch(/^B1 is our own server B1/);
    expect(written(limited, wizard, ['In', 'B1'])).toContain('smart host B1');
    const connecting = limited.replace('scope organization;', 'connect B;');
    expect(written(connecting, wizard, ['Out', 'B1'])).toContain('smart host B1');
    expect(asked(connecting, wizard, ['Out', 'A1']).refused).toMatch(/^A1 is our own server A1, but 'Out' connects B/);
  });
});
