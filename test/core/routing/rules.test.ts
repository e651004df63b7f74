// Small parts of the routing rules against a plainer way to say the same.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextOpening } from '#core/routing/exchange-2003/network/schedule';
import { matchesWildcard } from '#core/routing/addresses/wildcard';
import { compileRouting, routingModelNamed, routingModels } from '#core/routing/models';
import { writtenSize } from '#core/routing/message/written-values';
import type { ScheduleWindow } from '#core/syntax/tree';
import {
  at,
  groupConnector,
  host,
  named,
  pattern,
  send,
  server,
  smtpConnector,
  topologyOf,
  virtualServer,
} from './topology-in-code.ts';
import { expectAlways } from '../../property.ts';
import { makeAddressSpace } from '#core/model/make';

const quarter = 15;
const week = 7 * 24 * 60;

test('a window opens at the first quarter hour that lies in it', () => {
  const window: fc.Arbitrary<ScheduleWindow> = fc
    .record({
      days: fc.uniqueArray(fc.nat(6), { minLength: 1 }),
      from: fc.integer({ min: 0, max: 95 }),
      length: fc.integer({ min: 1, max: 96 }),
    })
    .map(({ days, from, length }) => ({ days, from: from * quarter, to: (from + length) * quarter }));
  expectAlways(
    fc.property(fc.array(window, { minLength: 1, maxLength: 3 }), fc.nat(week / quarter - 1), (windows, slot) => {
      const open = new Set<number>();
      for (const { days, from, to } of windows) {
        for (const day of days) for (let at = from; at < to; at += quarter) open.add((day * 1440 + at) % week);
      }
      const quarters = Array.from({ length: week / quarter }, (_, later) => ((slot + later) * quarter) % week);
      const expected = quarters.find((minute) => open.has(minute))! * 60;
      expect(nextOpening({ kind: 'windows', windows }, slot * quarter * 60)).toBe(expected);
    }),
  );
});

test('without a window it never opens', () => {
  expect(nextOpening({ kind: 'windows', windows: [] }, 0)).toBeUndefined();
});

test('`*` stands for any characters', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 });
  expectAlways(
    fc.property(pattern, text, (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
      expect(matchesWildcard(pattern, text)).toBe(expression.test(text));
    }),
    { runs: 2000 },
  );
});

test('`*` stands for any characters that are there', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 3 });
  expectAlways(
    fc.property(part, fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 4 }), (start, rest) => {
      const pattern = [start, ...rest.map(([, literal]) => literal)].join('*');
      expect(matchesWildcard(pattern, start + rest.flat().join(''))).toBe(true);
      expect(matchesWildcard(pattern, `x${start}${rest.flat().join('')}`)).toBe(start === '');
    }),
    { runs: 500 },
  );
});

test.each([
  [512 * 1024, '512KB'],
  [10 * 1024 ** 2, '10MB'],
  [1024 ** 3, '1GB'],
  [1024 ** 2 + 1, '1025KB'],
])('%i bytes are written %s', (bytes, written) => {
  expect(writtenSize(bytes)).toBe(written);
});

test('the model is named in the topology; an unknown one is routed by the default', () => {
  const topology = (model: string) => {
    return topologyOf([server('A1', 'A')], [], { model: { value: model, place: undefined } });
  };
  expect(routingModels.map(({ name }) => name)).toEqual(['exchange-2003', 'exchange-2013']);
  expect(routingModelNamed('Exchange-2003')?.name).toBe('exchange-2003');
  expect(routingModelNamed('sendmail')).toBeUndefined();
  const unknown = compileRouting(topology('sendmail')).route(send('A1', 'bob@fabrikam.com'), []);
  expect(unknown).toEqual(compileRouting(topology('exchange-2003')).route(send('A1', 'bob@fabrikam.com'), []));
});

test('a topology is compiled once', () => {
  const topology = topologyOf([server('A1', 'A')], []);
  expect(compileRouting(topology)).toBe(compileRouting(topology));
});

test('a message from a server that nobody declared goes nowhere and says so', () => {
  const route = compileRouting(topologyOf([], [])).route(send('A1', 'bob@fabrikam.com'), []);
  expect(route).toMatchObject({ outcome: 'undeliverable', status: null, hops: [] });
  expect(route.reason).toContain('No server is called A1');
});

test('mail that is refused at the door was in no queue', () => {
  const topology = topologyOf([server('A1', 'A')], [], { mailExchangers: [at('A1')] });
  const route = compileRouting(topology).route(send('internet', 'nobody@contoso.com'), []);
  expect(route).toMatchObject({ outcome: 'undeliverable', status: '5.1.1', hops: [], path: ['internet', 'server A1'] });
});

test('of two groups that a connector connects at one cost mail takes the first that is written, wherever they stand', () => {
  const groups = ['A', 'B', 'C', 'D'];
  const servers = groups.map((group) =>
    server(`${group}1`, group, { mailboxes: group === 'D' ? [pattern('*@contoso.com')] : [] }),
  );
  const connects = ['B', 'C'].map((group) => ({ group: named(group), cost: 1, costPlace: undefined, list: 0 }));
  const connectors = [
    smtpConnector('both', 'A', [], { bridgeheads: [at('A1')], connects }),
    ...['B', 'C'].map((group) => groupConnector(`from ${group}`, group, 'D', 1, { targets: [at('D1')] })),
  ];
  const passed = [groups, groups.toReversed()].map((order) => {
    const topology = topologyOf(servers, connectors.toReversed(), {}, order);
    return compileRouting(topology)
      .route(send('A1', 'anna@contoso.com'), [])
      .hops.map((hop) => hop.routingGroup);
  });
  expect(passed).toEqual([
    ['A', 'B', 'D'],
    ['A', 'B', 'D'],
  ]);
});

test('of thousands of connectors the closest and cheapest are told', () => {
  const connectors = Array.from({ length: 3000 }, (_, index) =>
    smtpConnector(`c${index}`, 'A', [{ pattern: index % 2 === 0 ? '*' : '*.com', cost: 1 + ((index * 7) % 100) }], {
      bridgeheads: [at('A1')],
    }),
  );
  const topology = topologyOf([server('A1', 'A')], connectors);
  const { considered, connectors: taken } = compileRouting(topology).route(send('A1', 'bob@fabrikam.com'), []);
  const told = (verdict: string) => considered.filter((each) => each.verdict === verdict);
  expect(told('chosen').map(({ connector }) => connector)).toEqual(taken);
  expect(told('tie').length).toBeLessThanOrEqual(20);
  expect(told('costlier').map(({ cost }) => cost)).toEqual(Array.from({ length: 20 }, () => 4));
  expect(told('less specific').length).toBe(20);
});

test('no hop limit above 256 counts: a loop ends [BPA-HOP]', () => {
  const looping = (name: string, home: string, other: string) =>
    smtpConnector(name, home, [{ pattern: '*', cost: 1 }], {
      bridgeheads: [at(`${home}1`)],
      scope: 'routing group',
      delivery: { kind: 'smart host', hosts: [host(`${other}1`)] },
    });
  const servers = ['A', 'B'].map((group) =>
    server(`${group}1`, group, { virtualServers: [virtualServer(`${group}1`, 'Default', { hopLimit: 100_000 })] }),
  );
  const topology = topologyOf(servers, [looping('there', 'A', 'B'), looping('back', 'B', 'A')]);
  const route = compileRouting(topology).route(send('A1', 'bob@fabrikam.com'), []);
  expect(route.status).toBe('4.4.6');
  expect(route.hops.length).toBe(257);
});

test('no way leads to a routing group without servers (§3)', () => {
  const connectors = [
    smtpConnector('to nobody', 'A', [], {
      bridgeheads: [at('A1')],
      connects: [{ group: named('Empty'), cost: 1, costPlace: undefined, list: 0 }],
    }),
  ];
  const topology = topologyOf([server('A1', 'A')], connectors, {}, ['A', 'Empty']);
  const survey = compileRouting(topology).survey([]);
  expect(survey.sources.map((_, source) => survey.cost(source, 1))).toEqual([null, null]);
});

test('a way that leads back is no other way, even at no cost [KB-159186]', () => {
  const connectors = [
    groupConnector('A to B', 'A', 'B', 0, { targets: [at('B1')] }),
    groupConnector('B to A', 'B', 'A', 0, { targets: [at('A1')] }),
    groupConnector('A to C', 'A', 'C', 5, { targets: [at('C1')] }),
  ];
  const servers = [server('A1', 'A'), server('B1', 'B'), server('C1', 'C', { mailboxes: [pattern('*@contoso.com')] })];
  const route = compileRouting(topologyOf(servers, connectors)).route(send('A1', 'anna@contoso.com'), []);
  expect(route).toMatchObject({ outcome: 'delivered', connectors: ['A to C'], ties: [] });
  expect(route.considered.map(({ connector }) => connector)).toEqual(['A to C']);
});

test('an X.400 address space that cannot be read matches nothing [E55-AS]', () => {
  const addressSpaces = [makeAddressSpace('garbage', { type: 'X400' })];
  const connector = smtpConnector('Out', 'A', [], { bridgeheads: [at('A1')], addressSpaces });
  const routing = compileRouting(topologyOf([server('A1', 'A')], [connector]));
  for (const address of ['c=US;p=Fabrikam', 'garbage']) {
    const to = { type: 'X400', address, local: undefined, domain: undefined };
    expect(routing.route({ ...send('A1', ''), to }, []).status).toBe('5.4.4');
  }
});

test('a connector to smart hosts that names none is no candidate (§13.4)', () => {
  const connectors = [
    smtpConnector('Closer', 'A', [{ pattern: 'fabrikam.com', cost: 1 }], {
      bridgeheads: [at('A1')],
      delivery: { kind: 'smart host', hosts: [] },
    }),
    smtpConnector('Wider', 'A', [{ pattern: '*', cost: 1 }], { bridgeheads: [at('A1')] }),
  ];
  const route = compileRouting(topologyOf([server('A1', 'A')], connectors)).route(send('A1', 'bob@fabrikam.com'), []);
  expect(route.connectors).toEqual(['Wider']);
});

test('of two servers with one mailbox pattern the first declared has the mailboxes', () => {
  const mailboxes = [pattern('anna@contoso.com'), pattern('b*@contoso.com')];
  const routing = compileRouting(topologyOf([server('A1', 'A', { mailboxes }), server('A2', 'A', { mailboxes })], []));
  for (const to of ['anna@contoso.com', 'bob@contoso.com']) {
    expect(routing.route(send('A2', to), []).nextHop).toBe('A1');
  }
});

test.each([
  [11, '4.4.6'],
  [12, null],
])('a message through 12 further servers with a hop limit of %i ends with %s [IIS-HOP]', (hopLimit, status) => {
  const groups = Array.from({ length: 13 }, (_, index) => index);
  const servers = groups.map((index) =>
    server(`S${index}`, `G${index}`, {
      virtualServers: [virtualServer(`S${index}`, 'Default', { hopLimit })],
      mailboxes: index === 12 ? [pattern('*@contoso.com')] : [],
    }),
  );
  const chain = groups
    .slice(0, -1)
    .map((index) => groupConnector(`c${index}`, `G${index}`, `G${index + 1}`, 1, { targets: [at(`S${index + 1}`)] }));
  const route = compileRouting(topologyOf(servers, chain)).route(send('S0', 'anna@contoso.com'), []);
  expect(route.status).toBe(status);
});
