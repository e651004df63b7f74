// Big plausible topologies for measuring: clean, so that what is measured is a file that somebody would keep.

/** What a topology to measure is like. */
export interface Size {
  /** About so many lines. */
  readonly lines: number;
}

const linesOfGroup = 34.5;

/**
 * A company of many offices around a hub: each office is a routing group with two servers, a connector to the hub and one
 * from it, a ring of spare connectors between neighbours, and an SMTP connector to a partner of its own. One connector
 * leads to the Internet. It has no error and no warning, and is the same text for the same size.
 */
export function generateTopology({ lines }: Size): string {
  const offices = Math.max(2, Math.round((lines - 40) / linesOfGroup));
  const numbers = Array.from({ length: offices }, (_, i) => i + 1);
  const domains = numbers.map((n) => `  domain ${domainOf(n)}`);
  return [
    '# A company of many offices, made to measure with.',
    'organization Contoso {',
    '  domain contoso.com',
    ...domains,
    '}',
    '',
    ...hub(numbers),
    ...numbers.flatMap((n) => office(n, offices)),
    ...numbers.filter((n) => n % 100 === 0).flatMap((n) => test(n)),
  ].join('\n');
}

function hub(offices: readonly number[]): readonly string[] {
  return [
    '# The hub: the way out to the Internet, and mail for nobody else.',
    'routing group Hub {',
    '  master HUB-EX01',
    '  server HUB-EX01 {',
    '    address 10.0.0.10, 10.0.0.11',
    '    virtual server "Default SMTP Virtual Server" on 10.0.0.10:25',
    '    virtual server Internet on 10.0.0.11:25 {',
    '      fqdn mail.contoso.com',
    '      limit size 50MB',
    '    }',
    '    mailbox *@contoso.com',
    '  }',
    '',
    '  smtp connector "Internet Mail" {',
    '    bridgehead HUB-EX01/Internet',
    '    address space * cost 1',
    '    limit size 10MB',
    '    deliver through dns',
    '  }',
    ...offices.map((n) => {
      const name = nameOf(n);
      return `  routing group connector "Hub to ${name}" to ${name} { bridgehead HUB-EX01; target ${name}-EX01; cost 10 }`;
    }),
    '}',
    '',
  ];
}

function office(n: number, offices: number): readonly string[] {
  const name = nameOf(n);
  const next = nameOf((n % offices) + 1);
  const before = nameOf(((n + offices - 2) % offices) + 1);
  const network = `10.${1 + (n >> 8)}.${n & 255}`;
  return [
    `# Office ${n}, on ${network}.0/24.`,
    `routing group ${name} {`,
    `  server ${name}-EX01 {`,
    `    address ${network}.10, ${network}.11`,
    `    virtual server "Default SMTP Virtual Server" on ${network}.10`,
    `    virtual server Outside on ${network}.11 { hop limit 20; expire 3d }`,
    '  }',
    `  server ${name}-MBX01 {`,
    `    address ${network}.20`,
    '    virtual server "Default SMTP Virtual Server" on all unassigned',
    `    mailbox *@${domainOf(n)}`,
    '  }',
    '',
    `  routing group connector "${name} to Hub" to Hub {`,
    `    bridgehead ${name}-EX01`,
    '    target HUB-EX01',
    '    cost 10',
    '  }',
    `  routing group connector "${name} to ${next}" to ${next} { bridgehead any; target ${next}-EX01; cost ${30 + (n % 40)} }`,
    ...(next === before
      ? []
      : [
          '',
          `  routing group connector "${name} back to ${before}" to ${before} { bridgehead any; target ${before}-EX01; cost ${30 + ((((n + offices - 2) % offices) + 1) % 40)} }`,
        ]),
    '',
    '  # Mail for the partner of this office leaves here.',
    `  smtp connector "Partner of ${name}" {`,
    `    bridgehead ${name}-EX01/Outside`,
    `    address space partner${n}.example cost 5, *.partner${n}.example cost 5`,
    '    scope routing group',
    `    deliver through smart host relay${n}.example, [192.0.2.${n % 250}]`,
    '    limit size 10MB',
    '    schedule always',
    '  }',
    '}',
    '',
  ];
}

/** A way through the hub, checked at every edit. */
function test(n: number): readonly string[] {
  return [
    `test "Office ${n} reaches the Internet" {`,
    `  send from ${nameOf(n)}-MBX01 to somebody@example.com`,
    `  expect via "${nameOf(n)} to Hub", "Internet Mail"`,
    '}',
    '',
  ];
}

function nameOf(n: number): string {
  return `Office${String(n).padStart(5, '0')}`;
}

function domainOf(n: number): string {
  return `office${n}.contoso.com`;
}
