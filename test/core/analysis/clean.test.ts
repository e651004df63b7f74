// Topologies in which nothing is wrong give no finding at all: small ones, what completion and the README propose, and
// large ones in several shapes. The examples give information at most, whose advice advice.test.ts follows.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnosticsOf } from './fixture.ts';

function findings(text: string): readonly string[] {
  const { diagnostics } = diagnosticsOf(new Map([['main.topo', text]]), { strandingFailures: true });
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

const small = {
  'one server with one connector': `routing group A { server A1 { }; smtp connector Out { bridgehead A1; address space * } }`,
  'one server that sends by itself': 'routing group A { server A1 { } }',
  'two groups, both ways': `organization C { domain c.com }
    routing group A {
      server A1 { mailbox *@c.com }
      smtp connector Out { bridgehead A1; address space *; deliver through smart host relay.example.net }
      routing group connector AB to B { bridgehead A1; target B1; cost 10 }
    }
    routing group B {
      server B1 { mailbox b@c.com }
      routing group connector BA to A { bridgehead B1; target A1; cost 10 }
    }`,
  'a shared domain with a host for it': `organization C { domain c.com; shared domain d.com; mail exchanger A1 }
    routing group A {
      server A1 { mailbox *@c.com }
      smtp connector Unix { bridgehead A1; address space d.com; deliver through smart host unix.d.com }
      smtp connector Out { bridgehead A1; address space * }
    }`,
  'an archive that nothing else could reach': `organization C { domain c.com }
    routing group A {
      server A1 { mailbox *@c.com }
      smtp connector Journal { bridgehead A1; address space archive.c.local; deliver through smart host [10.0.0.9] }
      smtp connector Out { bridgehead A1; address space * }
    }`,
  'a contact whom another system knows': `organization C { domain c.com; contact anna@c.com at anna.lab@c.com }
    routing group A {
      server A1 { mailbox p*@c.com; virtual server V on all unassigned { unresolved recipients to unix.d.com } }
      smtp connector Out { bridgehead A1; address space * }
    }
    host unix.d.com { accepts c.com }`,
  'a shared domain with a mail system that says who is unknown': `
    organization C { domain c.com; shared domain d.com; mail exchanger A1 }
    routing group A {
      server A1 { mailbox *@c.com }
      smtp connector Unix { bridgehead A1; address space d.com; deliver through smart host unix.d.com }
      smtp connector Out { bridgehead A1; address space * }
    }
    host unix.d.com { accepts d.com, lab.d.com; forwards unresolved to aix.d.com }
    host aix.d.com { accepts d.com }`,
};

const smallSites = {
  'one server with one connector': `organization C { model exchange-2013; domain c.com; mail exchanger A1 }
    site A { server A1 { mailbox *@c.com } }
    send connector Out { source A1; address space * }`,
  'an Edge server': `organization C { model exchange-2013; domain c.com; mail exchanger E1 }
    site A {
      server A1 { mailbox *@c.com }
      edge server E1 { }
    }`,
  'a DAG over two sites': `organization C { model exchange-2013; domain c.com }
    site A { server A1 { database D1 { mailbox a*@c.com; copy on B1 } } }
    site B { server B1 { database D2 { mailbox b*@c.com; copy on A1 } } }
    site link AB between A, B
    dag D { member A1, B1 }
    send connector Out { source A1; address space * }`,
  'an exit in each site': `organization C { model exchange-2013; domain c.com }
    site A { server A1 { mailbox a*@c.com } }
    site B { server B1 { mailbox b*@c.com } }
    site link AB between A, B { cost 10 }
    send connector "Out A" { source A1; address space * }
    send connector "Out B" { source B1; address space * }`,
  'relay for printers, and clients that log on': `organization C { model exchange-2013; domain c.com }
    site A {
      server A1 {
        address 10.1.0.10
        mailbox *@c.com
        receive connector Printers on 10.1.0.10:25 { from 10.1.5.0/24, 10.1.6.0/24; relay anyone }
        receive connector Scanner on 10.1.0.10:25 { from 10.1.5.7; relay anyone; limit size 100MB }
      }
    }
    send connector Out { source A1; address space * }`,
  'domains that others have recipients in': `organization C {
      model exchange-2013
      domain c.com
      internal relay domain d.com
      external relay domain *.e.com
      mail exchanger A1
    }
    site A { server A1 { mailbox *@c.com, anna@d.com } }
    send connector Out { source A1; address space * }
    send connector Unix { source A1; address space d.com, *.e.com; deliver through smart host unix.d.com }`,
  'a fax by a site of its own, which mail for others does not pass': `organization C { model exchange-2013; domain c.com }
    site A { server A1 { mailbox a*@c.com } }
    site B { server B1 { mailbox b*@c.com } }
    site link AB between A, B { cost 10 }
    send connector Out { source A1; address space * }
    foreign connector "Fax A" { source A1; address space FAX:*; scope site }
    foreign connector "Fax B" { source B1; address space FAX:*; scope site }`,
};

test.each(Object.entries(smallSites))('sites: %s', (_, text) => {
  expect(findings(text)).toEqual([]);
});

test.each(Object.entries(small))('%s', (_, text) => {
  expect(findings(text)).toEqual([]);
});

test("the README's topologies", () => {
  const blocks = [...readFileSync('README.md', 'utf8').matchAll(/```topo\n([^]*?)```/g)].map(([, text = '']) => text);
  expect(blocks.length).toBeGreaterThan(0);
  for (const text of blocks) expect(findings(text)).toEqual([]);
});

/** A hub with a way out, and groups that hang on it. */
function star(count: number): string {
  return organization([node(0, range(1, count), [out]), ...range(1, count).map((n) => node(n, [0]))]);
}

/** Regional hubs with ten groups each around one hub. */
function tree(count: number): string {
  const hubOf = (n: number) => (n <= count / 10 ? 0 : 1 + (n % Math.max(1, Math.floor(count / 10))));
  const below = (hub: number) => range(1, count).filter((n) => hubOf(n) === hub && n !== hub);
  return organization(
    range(0, count).map((n) => node(n, [...(n === 0 ? [] : [hubOf(n)]), ...below(n)], n === 0 ? [out] : [])),
  );
}

/** Each joined to the next, all round, the last line dearer than all others together. */
function ring(count: number): string {
  const cost = (one: number, other: number) => (Math.abs(one - other) === 1 ? 1 : 100);
  return organization(
    range(0, count - 1).map((n) => node(n, [(n + 1) % count, (n + count - 1) % count], n === 0 ? [out] : [], cost)),
  );
}

const out = (server: string) => `smtp connector "Internet Mail" { bridgehead ${server}; address space * }`;

function node(
  n: number,
  others: readonly number[],
  more: readonly ((server: string) => string)[] = [],
  cost: (one: number, other: number) => number = () => 10,
): string {
  const connectors = [...new Set(others)].map(
    (other) =>
      `  routing group connector "${n} to ${other}" to G${other} { bridgehead EX${n}; target EX${other}; cost ${cost(n, other)} }`,
  );
  return [`routing group G${n} {`, `  server EX${n} { mailbox *@g${n}.contoso.com }`, ...more.map((each) => `  ${each(`EX${n}`)}`), ...connectors, '}'].join('\n'); // prettier-ignore
}

function organization(groups: readonly string[]): string {
  const domains = groups.map((_, n) => `  domain g${n}.contoso.com`);
  return ['organization Contoso {', ...domains, '}', ...groups].join('\n');
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test.each([10, 100, 1000])('%i groups in several shapes', (count) => {
  for (const shape of [star, tree, ring]) expect(findings(shape(count))).toEqual([]);
});

/** Sites around a hub, in a chain, and all in one link. */
const shapesOfSites = {
  star: (n: number) => range(1, n - 1).map((at) => `site link L${at} between S0, S${at} { cost 10 }`),
  chain: (n: number) => range(1, n - 1).map((at) => `site link L${at} between S${at - 1}, S${at}`),
  mesh: (n: number) => [`site link All between ${range(0, n - 1).map((at) => `S${at}`).join(', ')}`], // prettier-ignore
};

test.each([10, 100, 500])('%i sites in several shapes', (count) => {
  for (const [shape, links] of Object.entries(shapesOfSites)) {
    const hub = shape === 'mesh' ? '' : '  hub\n  server EX1b { }\n  server EX0b { }\n';
    const text = [
      'organization Contoso {\n  model exchange-2013\n  domain contoso.com\n}',
      ...range(0, count - 1).map((at) => `site S${at} {\n${at === (shape === 'star' ? 0 : 1) ? hub : ''}  server EX${at} { mailbox m${at}@contoso.com }\n}`), // prettier-ignore
      ...links(count),
      'send connector Internet { source EX0; address space * }',
    ];
    expect(findings(text.join('\n')), shape).toEqual([]);
  }
});

test.each(['examples/four-cities.topo', 'examples/tazmania.topo'])('%s gives information at most', (path) => {
  for (const finding of findings(readFileSync(path, 'utf8'))) expect(finding).toMatch(/^info /);
});
