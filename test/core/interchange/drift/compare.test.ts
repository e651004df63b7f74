// What is a difference, what is none, and how each is told.

import { describe, expect, test } from 'vitest';
import { compare } from '#core/interchange/drift/compare';
import { statements } from '#core/syntax/statements/table';
import { aspectsOf } from '#core/interchange/drift/aspects';
import { objectsOf } from '#core/interchange/drift/objects';
import { side } from './sides.ts';

const told = (topology: string, servers: string) =>
  compare(side(topology), side(servers)).map(({ message }) => message);
const inGroup = (inside: string) => `organization O { }\nrouting group G {\n${inside}\n}\n`;
const today = (inside: string) => `organization O { model exchange-2013 }\n${inside}\n`;

describe('no difference', () => {
  test.each([
    ['names in another case', inGroup('server LON { }'), inGroup('server lon { }')],
    ['defaults written', inGroup('server A { virtual server V on 10.0.0.1:25 { hop limit 30; port 25 } }'), inGroup('server A { virtual server V on 10.0.0.1 }')], // prettier-ignore
    ['the default virtual server written', inGroup('server A { virtual server "Default SMTP Virtual Server" on all unassigned }'), inGroup('server A { }')], // prettier-ignore
    ['the default virtual server named', inGroup('server A { virtual server V on all unassigned }\nsmtp connector C { bridgehead A/V; address space * }'), inGroup('server A { virtual server V on all unassigned }\nsmtp connector C { bridgehead A; address space * }')], // prettier-ignore
    ['order of connectors, groups and bridgeheads', 'routing group G { server A { }; server B { }; smtp connector C { bridgehead A, B; address space * } }\nrouting group H { }', 'routing group H { }\nrouting group G { smtp connector C { address space *; bridgehead B, A }; server B { }; server A { } }'], // prettier-ignore
    ['lists in one statement or several', 'organization O { domain a.com, b.com }', 'organization O { domain b.com; domain a.com }'], // prettier-ignore
    ['windows cut in another way', inGroup('smtp connector C { schedule "Mon,Tue 08:00-18:00" }'), inGroup('smtp connector C { schedule "Mon 08:00-12:00", "Mon 12:00-18:00", "Tue 08:00-18:00" }')], // prettier-ignore
    [
      'all the week, and always',
      inGroup('smtp connector C { schedule "00:00-24:00" }'),
      inGroup('smtp connector C { }'),
    ],
    ['IPv6 in another way', inGroup('server A { virtual server V on [2001:db8::1] }'), inGroup('server A { virtual server V on [2001:DB8:0::1]:25 }')], // prettier-ignore
    ['comments and layout', '# Ours\norganization O {\n  domain a.com # first\n}', 'organization O { domain a.com }'],
    ['what setup makes', today('site S { server A { receive connector "Client Frontend A" on all available:587 } }'), today('site S { server A { } }')], // prettier-ignore
    ['what no export knows', 'organization O { contact a@b.com at c@d.com }\nhost x.example { accepts d.com }\nsenders S { member a@b.com }\ntest T { }\nscenario N { }', 'organization O { }'], // prettier-ignore
    ['mailboxes, when the export has none', inGroup('server A { mailbox *@a.com; address 10.0.0.1; rate 5/s }'), inGroup('server A { }')], // prettier-ignore
    ['databases, when the export has none', today('site S { server A { database D { mailbox *@a.com } } }'), today('site S { server A { } }')], // prettier-ignore
    ['mailboxes in a database or out of it, when the export has no databases', today('site S { server A { database D { mailbox *@a.com } } }'), today('site S { server A { mailbox *@a.com } }')], // prettier-ignore
    ['an organization, when the export has none', 'organization O { domain a.com }', 'routing group G { }\n'].map((text, at) => (at === 1 ? `${text}\nrouting group G { }` : text)), // prettier-ignore
    ['administrative groups', 'administrative group A { routing group G { } }', 'routing group G { }'],
  ])('%s', (_, topology = '', servers = '') => {
    expect(told(topology, servers)).toEqual([]);
  });
});

describe('a difference', () => {
  test.each([
    ['an object that the servers do not have', inGroup('server A { }\nserver B { }'), inGroup('server A { }'), "The servers have no server 'B', which the topology declares."], // prettier-ignore
    ['an object that they alone have, with all in it', inGroup(''), `${inGroup('')}routing group H { server A { virtual server V on all unassigned } }`, "The topology declares no routing group 'H', which the servers have."], // prettier-ignore
    ['a moved server, once', 'routing group G { server A { } }\nrouting group H { }', 'routing group G { }\nrouting group H { server A { } }', "Server 'A': topology routing group 'G', servers routing group 'H'."], // prettier-ignore
    ['a server that moved into a group that is new', 'routing group G { server A { } }', 'routing group G { }\nrouting group H { server A { } }', ["Server 'A': topology routing group 'G', servers routing group 'H'.", "The topology declares no routing group 'H', which the servers have."]], // prettier-ignore
    ['another kind of connector', inGroup('smtp connector C { address space * }'), inGroup('x400 connector C { remote x.example; address space * }'), "Smtp connector 'C', kind: topology smtp connector, servers x400 connector."], // prettier-ignore
    ['order of smart hosts', inGroup('smtp connector C { deliver through smart host a.example, b.example }'), inGroup('smtp connector C { deliver through smart host b.example, a.example }'), "Smtp connector 'C', deliver through: topology smart host a.example, b.example, servers smart host b.example, a.example."], // prettier-ignore
    ['a default that no longer holds', inGroup('server A { virtual server V on all unassigned }'), inGroup('server A { virtual server V on all unassigned { hop limit 12 } }'), "Virtual server 'V' of server 'A', hop limit: topology 30 (the default), servers 12."], // prettier-ignore
    ['a flag', inGroup('server A { virtual server V on all unassigned { stopped } }'), inGroup('server A { virtual server V on all unassigned }'), "Virtual server 'V' of server 'A', stopped: topology yes, servers no."], // prettier-ignore
    ['a binding', inGroup('server A { virtual server V on all unassigned }'), inGroup('server A { virtual server V on 10.0.0.1:26 }'), "Virtual server 'V' of server 'A', on: topology all unassigned, servers 10.0.0.1:26."], // prettier-ignore
    ['which virtual server is the first', inGroup('server A { virtual server V on 10.0.0.1; virtual server W on 10.0.0.2 }'), inGroup('server A { virtual server W on 10.0.0.2; virtual server V on 10.0.0.1 }'), "Server 'A', default virtual server: topology V, servers W."], // prettier-ignore
    ['an item of a list', inGroup('smtp connector C { address space * cost 5, *.a.com }'), inGroup('smtp connector C { address space *, *.b.com }'), ["Smtp connector 'C', address space: topology * cost 5, servers *.", "Smtp connector 'C', address space: topology *.a.com, servers none.", "Smtp connector 'C', address space: topology none, servers *.b.com."]], // prettier-ignore
    ['who is authoritative', 'organization O { domain a.com }', 'organization O { shared domain a.com }', 'Organization, accepted domain: topology domain a.com, servers shared domain a.com.'], // prettier-ignore
    [
      'the name of the organization',
      'organization O { }',
      'organization P { }',
      'Organization, name: topology O, servers P.',
    ],
    ['the routing model, and then nothing else', 'organization O { }\nrouting group G { }', today('site S { }'), 'Organization, model: topology exchange-2003, servers exchange-2013.'], // prettier-ignore
    ['mailboxes, when the export has some', inGroup('server A { mailbox *@a.com }'), inGroup('server A { mailbox *@b.com }'), ["Server 'A', mailbox: topology *@a.com, servers none.", "Server 'A', mailbox: topology none, servers *@b.com."]], // prettier-ignore
    ['where a database is', today('site S { server A { database D { } }; server B { } }'), today('site S { server A { }; server B { database D { } } }'), "Database 'D' of server 'A': topology server 'A', servers server 'B'."], // prettier-ignore
    ['the sites of a link', today('site link L between A, B { cost 5 }'), today('site link L between B, C'), ["Site link 'L', between: topology A, B, servers B, C.", "Site link 'L', cost: topology 5, servers 100 (the default)."]], // prettier-ignore
    ['what setup makes, made otherwise', today('site S { server A { } }'), today('site S { server A { receive connector "Client Frontend A" on all available:588 } }'), "The topology declares no receive connector 'Client Frontend A' of server 'A', which the servers have."], // prettier-ignore
  ])('%s', (_, topology, servers, expected) => {
    expect(told(topology, servers)).toEqual([expected].flat());
  });
});

test('a difference stands where it is written', () => {
  const text =
    'organization O { domain a.com, b.com }\nrouting group G { smtp connector C { address space *; limit size 5MB } }';
  const [domain, limit] = compare(side(text), side(text.replace(', b.com', '').replace('5MB', '6MB')));
  const at = ({ place }: { place: { piece: { text: string }; span: { start: number; end: number } } }) =>
    place.piece.text.slice(place.span.start, place.span.end);
  expect([domain, limit].map((each) => each && at(each))).toEqual(['b.com', 'limit size 5MB']);
});

test('of a declaration with a fault in it nothing is said', () => {
  const other = side(inGroup('server A { virtual server V on all unassigned { hop limit 12 } }'));
  const { project, topology } = side(inGroup('server A { virtual server V on all unassigned }'));
  const faulty = { ...topology, servers: topology.servers.map((each) => ({ ...each, virtualServers: each.virtualServers.map((one) => ({ ...one, faulty: true })) })) }; // prettier-ignore
  expect(compare({ project, topology }, other)).toHaveLength(1);
  expect(compare({ project, topology: faulty }, other)).toEqual([]);
});

/** Statements of what no export tells of, and those that other objects are compared by. */
const left = new Set(['model', 'contact', 'member', 'accepts', 'forwards unresolved to']);

test('every statement of the language is compared, or known not to be', () => {
  const everything = [
    side('organization O { }\nrouting group G { server A { virtual server V on all unassigned }; smtp connector C { }; x400 connector X { }; routing group connector R to G { } }'), // prettier-ignore
    side('organization O { model exchange-2013 }\nsite S { server A { database D { } receive connector R on all available }; edge server E { } }\nsite link L between S, S\ndag G { }\nsend connector C { }\nforeign connector F { }'), // prettier-ignore
  ];
  const told = { statements: new Set<never>(), databases: true };
  const compared = new Set<string>(
    everything.flatMap(({ topology }) =>
      [...objectsOf(topology).values()].flatMap(({ subject }) =>
        aspectsOf(subject, topology, told).flatMap((aspect) => aspect.statements),
      ),
    ),
  );
  const blocks = new Set(['test', 'scenario', 'senders', 'host']);
  const kinds = statements
    .filter((row) => !row.blocks.every((block) => blocks.has(block)))
    .map(({ kind, keyword }) => kind ?? keyword);
  expect(kinds.filter((kind) => !compared.has(kind) && !left.has(kind))).toEqual([]);
});
