/**
 * A topology of about so many lines, without findings: a company of many offices, each a routing group with two servers
 * that is connected with headquarters and with its neighbour, and one way out to the Internet.
 */
export function largeTopology(lines: number): string {
  const offices = Math.max(2, Math.round((lines - headquarters.length) / office(1, 2).length));
  const all = Array.from({ length: offices }, (_, i) => i + 1);
  const fromHeadquarters = all.flatMap((n) => [
    `  routing group connector "HQ to ${name(n)}" to ${name(n)} { bridgehead HQ-EX01; target ${name(n)}-EX01; cost 10 }`,
  ]);
  return [
    ...headquarters.slice(0, -1),
    ...fromHeadquarters,
    '}',
    '',
    ...all.flatMap((n) => office(n, (n % offices) + 1)),
  ].join('\n');
}

const headquarters = [
  'organization Contoso {',
  '  domain contoso.com',
  '}',
  '',
  'routing group HQ {',
  '  server HQ-EX01 {',
  '    address 10.0.0.1',
  '    mailbox *@contoso.com',
  '  }',
  '  smtp connector "Internet Mail" {',
  '    bridgehead HQ-EX01',
  '    address space * cost 1',
  '  }',
  '}',
];

function office(n: number, neighbour: number): string[] {
  const network = `10.${1 + (n >> 8)}.${n & 255}`;
  const own = name(n);
  return [
    `# The office ${n}.`,
    `routing group ${own} {`,
    `  server ${own}-EX01 {`,
    `    address ${network}.10, ${network}.11`,
    `    virtual server "Default SMTP Virtual Server" on ${network}.10`,
    `    virtual server Outside on ${network}.11 {`,
    '      hop limit 20',
    '    }',
    '  }',
    '',
    `  server ${own}-MBX01 {`,
    `    address ${network}.20`,
    `    mailbox office${n}*@contoso.com`,
    '  }',
    '',
    `  routing group connector "${own} to HQ" to HQ {`,
    `    bridgehead ${own}-EX01`,
    '    target HQ-EX01',
    '    cost 10',
    '  }',
    `  routing group connector "${own} to ${name(neighbour)}" to ${name(neighbour)} {`,
    `    bridgehead ${own}-EX01/Outside`,
    `    target ${name(neighbour)}-EX01`,
    '    cost 30',
    '  }',
    '}',
    '',
  ];
}

function name(n: number): string {
  return `Office${n}`;
}
