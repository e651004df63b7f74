import { expect, test } from 'vitest';
import { keyOf } from '#core/model/keys';
import { open } from './open.ts';

test('an empty file is a topology with every default', () => {
  const { topology } = open('');
  expect(topology).toMatchObject({ routingGroups: [], servers: [], connectors: [], duplicates: [] });
  expect(topology.organization).toMatchObject({
    name: '',
    model: { value: 'exchange-2003' },
    whenNoConnectorMatches: 'ndr',
    whenConnectorsTie: 'nearest',
    wildcardIncludesItsDomain: true,
    linkStateDelaySeconds: 0,
    limitSizeBytes: Infinity,
    limitRecipients: Infinity,
  });
});

test('what a server and its virtual server leave out is filled in', () => {
  const { topology } = open('routing group Seattle { server SEA-EX01 { } }');
  const [server] = topology.servers;
  expect(server).toMatchObject({ name: 'SEA-EX01', group: 'seattle', addresses: [], ratePerSecond: Infinity });
  expect(server!.virtualServers).toMatchObject([
    {
      name: 'Default SMTP Virtual Server',
      implicit: true,
      bindings: [{ address: 'all unassigned', port: 25 }],
      outgoingPort: 25,
      hopLimit: 30,
      limitRecipients: 64_000,
      retrySeconds: { first: [600, 600, 600], then: 900 },
      delayNotificationSeconds: 43_200,
      expireSeconds: 172_800,
      connections: 1000,
      connectionsPerDomain: 100,
      messagesPerConnection: 20,
      relay: 'authenticated',
      stopped: false,
    },
  ]);
  expect(topology.virtualServerByKey.size).toBe(1);
});

test('lists of smart hosts add up, of connectors as of virtual servers', () => {
  const { topology } = open(`
    routing group Seattle {
      server S { virtual server V on all unassigned { smart host a.example; smart host [10.0.0.1], b.example } }
      smtp connector Out {
        deliver through smart host a.example
        deliver through smart host [10.0.0.1], b.example
      }
    }`);
  const hosts = ['a.example', '[10.0.0.1]', 'b.example'].map((text) => ({ text }));
  expect(topology.servers[0]!.virtualServers[0]!.smartHosts).toMatchObject(hosts);
  expect(topology.connectors[0]).toMatchObject({ delivery: { kind: 'smart host', hosts } });
});

test('what connectors leave out is filled in', () => {
  const { topology } = open(`
    routing group Seattle {
      smtp connector Mail { address space *, fax.example cost 5; connect London }
      routing group connector Eastward to London { }
      x400 connector Mta { remote mta.fabrikam.com }
    }`);
  expect(topology.connectors).toMatchObject([
    {
      kind: 'smtp connector',
      bridgeheads: [],
      addressSpaces: [
        { type: 'SMTP', pattern: '*', cost: 1, costPlace: undefined, list: 0 },
        { pattern: 'fax.example', cost: 5, list: 0 },
      ],
      connects: [{ group: { key: 'london' }, cost: 1 }],
      scope: 'organization',
      delivery: { kind: 'dns' },
      schedule: { kind: 'always' },
      priorities: ['high', 'normal', 'low'],
      messageTypes: ['system', 'non-system'],
      bandwidthBitsPerSecond: Infinity,
    },
    {
      kind: 'routing group connector',
      bridgeheads: 'any',
      targets: [],
      connects: [{ group: { key: 'london' }, cost: 1 }],
    },
    { kind: 'x400 connector', bridgeheads: [], remoteHost: { text: 'mta.fabrikam.com' } },
  ]);
});

test('names are found whatever their case and shown as they were declared', () => {
  const { topology } = open('routing group Zürich { server ZUE-EX01 { } }');
  expect(topology.serverByKey.get(keyOf('zue-ex01'))?.name).toBe('ZUE-EX01');
  expect(topology.routingGroupByKey.get(keyOf('ZÜRICH'))?.name).toBe('Zürich');
});

test('a group that is declared twice holds the members of both', () => {
  const { topology } = open(`
    routing group Seattle { server A { } }
    routing group SEATTLE { server B { }; server a { } }`);
  expect(topology.routingGroups).toMatchObject([{ name: 'Seattle', servers: ['a', 'b'] }]);
  expect(topology.duplicates.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['routing group SEATTLE', 'server a']);
});

test('administrative groups hold routing groups and change nothing else', () => {
  const { topology } = open(`
    administrative group Europe {
      routing group London { server LON-EX01 { } }
      routing group Brussels { }
    }`);
  expect(topology.administrativeGroups).toMatchObject([{ name: 'Europe', routingGroups: ['london', 'brussels'] }]);
  expect(topology.routingGroups).toMatchObject([
    { name: 'London', administrativeGroup: 'europe', servers: ['lon-ex01'] },
    { name: 'Brussels', administrativeGroup: 'europe' },
  ]);
});

test('several files are one topology', () => {
  const { topology } = open({
    'main.topo': 'include "london.topo"\nrouting group Seattle { server SEA-EX01 { } }',
    'london.topo': 'routing group London { server LON-EX01 { } }',
  });
  expect(topology.servers.map(({ name, place }) => `${name} in ${place!.file}`)).toEqual([
    'SEA-EX01 in main.topo',
    'LON-EX01 in london.topo',
  ]);
});

test('tests and scenarios are read as they will be run', () => {
  const { topology } = open(`
    test Mail {
      down server A, host relay.example
      send from A/B to anna@contoso.com size 1KB priority high
      expect queued
      expect via none
    }
    scenario Outage { start "Tue 08:00"; down server B; down dns; at 10m down server A; expect delivered at least 5 }`);
  expect(topology.tests).toMatchObject([
    {
      name: 'Mail',
      faulty: false,
      down: [{ kind: 'server' }, { kind: 'host', host: 'relay.example' }],
      send: {
        from: { kind: 'server', server: { key: 'a' }, virtualServer: { key: 'b' } },
        sizeBytes: 1024,
        priority: 'high',
      },
      expectations: [
        { kind: 'outcome', outcome: 'queued' },
        { kind: 'via', connectors: [] },
      ],
    },
  ]);
  expect(topology.scenarios).toMatchObject([
    {
      start: 115_200,
      seed: 1,
      runForSeconds: undefined,
      down: [{ kind: 'server', server: { key: 'b' } }, { kind: 'dns' }],
      events: [{ atSeconds: 600, event: { kind: 'down' } }],
      expectations: [{ kind: 'count', outcome: 'delivered', comparison: 'at least', count: 5 }],
    },
  ]);
});

test.each([
  ['server A', 'routing group G { server A { adress 10.1.0.1; mailbox *@x.com }; server B { } }'],
  ['routing group G', 'routing group G { server A { }\n  mastr A\n}'],
  ['connector C', 'routing group G { smtp connector C { cost }; server A { } }'],
  ['test T', 'test T { send from nowhere }'],
  ['test T', 'test T { expect delivered; expect queued }\nscenario S { }'],
  ['scenario S', 'test T { }\nscenario S { seed 1; seed 2 }'],
  ['scenario S', 'test T { }\nscenario S { start "Mon 08:00"'],
])('only %s is faulty where its own text is', (faulty, text) => {
  const { topology } = open(text);
  const all = [
    ...topology.routingGroups.map(({ name, faulty }) => ({ id: `routing group ${name}`, faulty })),
    ...topology.servers.map(({ name, faulty }) => ({ id: `server ${name}`, faulty })),
    ...topology.connectors.map(({ name, faulty }) => ({ id: `connector ${name}`, faulty })),
    ...topology.tests.map(({ name, faulty }) => ({ id: `test ${name}`, faulty })),
    ...topology.scenarios.map(({ name, faulty }) => ({ id: `scenario ${name}`, faulty })),
  ];
  expect(all.filter((one) => one.faulty).map(({ id }) => id)).toEqual([faulty]);
});

test('virtual servers whose names hold slashes are two', () => {
  const { topology } = open(`routing group G {
    server "a/b" { virtual server c on 10.0.0.1 }
    server a { virtual server "b/c" on 10.0.0.2 }
  }`);
  expect([...topology.virtualServerByKey.values()].map(({ name, server }) => [server, name])).toEqual([
    ['a/b', 'c'],
    ['a', 'b/c'],
  ]);
});
