// Topologies as texts, of few names, so that two of them have much in common and everything can differ.

import fc from 'fast-check';
import { referenceTo } from '#core/model/keys';
import { makeSend } from '#core/model/make';
import type { Send } from '#core/model/topology';

/** A declaration, however it is laid out. */
export interface Block {
  readonly head: string;
  readonly inside: readonly (string | Block)[];
}

/** How a text is written. */
export interface Layout {
  readonly isShort: boolean;
  readonly comments: boolean;
  readonly step: string;
}

export const layout: fc.Arbitrary<Layout> = fc.record({
  isShort: fc.boolean(),
  comments: fc.boolean(),
  step: fc.constantFrom('  ', '\t', '    '),
});

/** The text of declarations. */
export function written(blocks: readonly Block[], by: Layout): string {
  return `${blocks.flatMap((block) => [...linesOf(block, by), '']).join('\n')}\n`;
}

function linesOf({ head, inside }: Block, by: Layout): readonly string[] {
  const isPlain = inside.every((each) => typeof each === 'string');
  if (by.isShort && isPlain) return [`${head} { ${inside.join('; ')} }${by.comments ? ' # as agreed' : ''}`];
  const lines = inside.flatMap((each) => (typeof each === 'string' ? [each] : linesOf(each, by)));
  const above = by.comments ? [`# About this: ${head.replaceAll('"', '')}`] : [];
  return [...above, `${head} {`, ...lines.map((line) => by.step + line), '}'];
}

/** Some of these, in their order. */
function some<T>(values: readonly T[], least = 0): fc.Arbitrary<T[]> {
  return fc
    .uniqueArray(fc.integer({ min: 0, max: values.length - 1 }), { minLength: least })
    .map((chosen) => chosen.sort((a, b) => a - b).flatMap((at) => values.slice(at, at + 1)));
}

const maybe = (text: string) => fc.constantFrom([], [text]);
const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts.map((text) => (text === '' ? [] : [text])));
const list = (word: string, values: readonly string[]) => (values.length === 0 ? [] : [`${word} ${values.join(', ')}`]);
/** Some statements of each. */
const statements = (...parts: readonly fc.Arbitrary<readonly string[]>[]) =>
  fc.tuple(...parts).map((found) => found.flat());

const group = fc.integer({ min: 0, max: 2 });
const serverNames = ['EX0', 'EX1', 'EX2', 'MBX0', 'MBX1', 'MBX2'];
const hosts = fc.constantFrom([], ['relay.isp.net'], ['a.isp.net', 'b.isp.net'], ['b.isp.net', 'a.isp.net']);
const spaces = fc
  .tuple(some(['*', '*.com', 'fabrikam.com', '*.fabrikam.com'], 1), fc.integer({ min: 1, max: 3 }), fc.boolean())
  .map(([patterns, cost, isOneList]) => {
    const all = patterns.map((pattern) => `${pattern} cost ${cost}`);
    return isOneList ? [`address space ${all.join(', ')}`] : all.map((each) => `address space ${each}`);
  });

const virtualServer = statements(
  hosts.map((each) => list('smart host', each)),
  maybe('stopped'),
  oneOf('', '', 'hop limit 12', 'hop limit 30'),
  oneOf('', 'relay none', 'relay 10.0.0.0/8', 'relay authenticated'),
);

const server = fc
  .record({
    own: statements(maybe('check connector restrictions'), some(['address 10.0.0.1', 'address 10.0.0.2'])),
    first: virtualServer,
    second: virtualServer,
    order: fc.constantFrom([], ['One'], ['Two'], ['One', 'Two'], ['Two', 'One']),
  })
  .map(({ own, first, second, order }): Block['inside'] => [
    ...own,
    ...order.map((name) => ({
      head: `virtual server ${name} on ${name === 'One' ? 'all unassigned' : '10.0.0.1:2525'}`,
      inside: name === 'One' ? first : second,
    })),
  ]);

const restrictions = statements(
  oneOf('', '', 'limit size 1KB', 'limit size 1MB'),
  oneOf('', 'accept from boss@a.com', 'reject from boss@a.com'),
  oneOf(
    '',
    'schedule always',
    'schedule "Mon-Fri 08:00-18:00"',
    'schedule "Mon-Wed 08:00-18:00", "Thu,Fri 08:00-18:00"',
  ),
);

const link = fc
  .record({
    to: group,
    cost: fc.integer({ min: 1, max: 4 }),
    by: some(['EX0', 'EX1', 'MBX0']),
    targets: some(['EX0', 'EX1', 'EX2', 'MBX2'], 1),
    restrictions,
  })
  .map(({ to, cost, by, targets, restrictions: more }) => (name: string): Block => ({
    head: `routing group connector ${name} to G${to}`,
    inside: [...list('bridgehead', by), ...list('target', targets), `cost ${cost}`, ...more],
  }));

const exit = fc
  .record({
    isX400: fc.constantFrom(false, false, false, true),
    by: some(serverNames, 1),
    spaces,
    connects: some(['G0 cost 2', 'G1', 'G2 cost 3']),
    scope: oneOf('', 'scope organization', 'scope routing group'),
    hosts,
    restrictions,
  })
  .map(
    ({ isX400, by, spaces: carried, connects, scope, hosts: relays, restrictions: more }) =>
      (name: string): Block => ({
        head: `${isX400 ? 'x400' : 'smtp'} connector ${name}`,
        inside: [
          ...list('bridgehead', isX400 ? by.slice(0, 1) : by),
          ...(isX400 ? ['remote x400.example'] : list('deliver through smart host', relays)),
          ...carried,
          ...list('connect', connects),
          ...scope,
          ...more,
        ],
      }),
  );

/** Each name with something or nothing, in the group of that number. */
function placed<T>(names: readonly string[], value: fc.Arbitrary<T>) {
  const one = fc.option(fc.record({ home: group, value }), { nil: undefined });
  return fc
    .tuple(...names.map(() => one))
    .map((found) => found.flatMap((each, at) => (each === undefined ? [] : [{ name: names[at] ?? '', ...each }])));
}

const organization = statements(
  fc.constant(['domain a.com']),
  oneOf('', 'domain b.com', 'shared domain b.com'),
  oneOf('', 'limit size 1KB', 'limit size 1GB'),
  oneOf('', 'when no connector matches dns'),
  fc.constant(['mail exchanger EX0']),
);

/** Mailboxes, each in one of these at most: where two have the same, the first that is written counts. */
function homes(names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, readonly string[]>> {
  const patterns = ['post@a.com', 'a*@a.com', '*@b.com'];
  return fc
    .tuple(...patterns.map(() => fc.constantFrom('', ...names)))
    .map((of) => new Map(names.map((name) => [name, patterns.filter((_, at) => of[at] === name)])));
}

/** What is there always: so it is told of in every export. */
const always: Block = {
  head: 'routing group Anchor',
  inside: [
    { head: 'server ANCHOR', inside: ['address 10.9.0.1', 'mailbox *@anchor.example', 'check connector restrictions'] },
    'master ANCHOR',
  ],
};

/** A topology of 2003. */
export const blocksOf2003: fc.Arbitrary<readonly Block[]> = fc
  .record({
    organization,
    groups: some([0, 1, 2], 1),
    servers: placed(serverNames, server),
    links: placed(['link0', 'link1', 'link2', 'link3'], link),
    exits: placed(['exit0', 'exit1', 'exit2'], exit),
    mailboxes: homes(serverNames),
  })
  .map(({ organization: own, groups, servers, links, exits, mailboxes }) => [
    { head: 'organization Contoso', inside: [...own, 'when connectors tie nearest', ...(own.some((each) => each.startsWith('when')) ? [] : ['when no connector matches ndr'])] }, // prettier-ignore
    always,
    ...groups.map((at) => ({
      head: `routing group G${at}`,
      inside: [
        ...servers
          .filter(({ home }) => home === at)
          .map(({ name, value }) => ({
            head: `server ${name}`,
            inside: [...list('mailbox', mailboxes.get(name) ?? []), ...value],
          })),
        ...[...links, ...exits].filter(({ home }) => home === at).map(({ name, value }) => value(name)),
        ...servers
          .filter(({ home }) => home === at)
          .slice(0, 1)
          .map(({ name }) => `master ${name}`),
      ],
    })),
  ]);

const mailboxServers = ['M0', 'M1', 'M2', 'M3'];

const database = fc
  .uniqueArray(fc.constantFrom(...mailboxServers), { maxLength: 2 })
  .map((copies) => (name: string, mailboxes: readonly string[], server: string): Block => ({
    head: `database ${name}`,
    inside: [...list('mailbox', mailboxes), ...list('copy on', copies.filter((each) => each !== server))], // prettier-ignore
  }));

const receiver = fc
  .tuple(
    fc.constantFrom('all available', '10.0.0.1:25', '10.0.0.1:25, 10.0.0.2:26'),
    statements(
      some(['10.0.0.0/8', '192.168.0.1', '192.168.1.1-192.168.1.9']).map((each) => list('from', each)),
      oneOf('', 'relay anyone', 'relay authenticated'),
      oneOf('', 'limit size 36MB', 'limit size 1MB', 'limit size unlimited'),
    ),
  )
  .map(([bindings, inside]) => (name: string): Block => ({ head: `receive connector ${name} on ${bindings}`, inside }));

const serverOfToday = fc
  .record({
    own: statements(
      oneOf('', 'expire 1d', 'expire 2d'),
      oneOf('', 'retry 4 every 1m, 6 every 5m, then 10m', 'retry 1 every 1m, then 5m'),
    ),
    receivers: placed(['Scanner', '"Default M0"', '"Default Frontend M1"'], receiver),
    isEdge: fc.constantFrom(false, false, false, true),
  })
  .map((each) => each);

const sendConnector = fc
  .record({
    kind: fc.constantFrom('send', 'send', 'foreign'),
    sources: some(mailboxServers, 1),
    spaces,
    more: statements(
      maybe('disabled'),
      oneOf('', 'scope site', 'scope organization'),
      oneOf('', 'limit size 20KB', 'limit size 35MB'),
    ),
    hosts,
  })
  .map(({ kind, sources, spaces: carried, more, hosts: relays }) => (name: string): Block => ({
    head: `${kind} connector ${name}`,
    inside: [
      ...list('source', sources),
      ...carried,
      ...more,
      ...(kind === 'send' ? list('deliver through smart host', relays) : []),
    ],
  }));

const siteLink = fc
  .tuple(
    some(['G0', 'G1', 'G2'], 2),
    statements(
      oneOf('', 'cost 5', 'cost 100'),
      oneOf('', 'exchange cost 7'),
      oneOf('', 'limit size 20KB', 'limit size unlimited'),
    ),
  )
  .map(([sites, inside]) => (name: string): Block => ({
    head: `site link ${name} between ${sites.join(', ')}`,
    inside,
  }));

/** A topology of today. */
export const blocksOfToday: fc.Arbitrary<readonly Block[]> = fc
  .record({
    own: statements(
      fc.constant(['model exchange-2013', 'domain a.com', 'mail exchanger ANCHOR']),
      oneOf('', 'domain b.com', 'internal relay domain b.com', 'external relay domain b.com'),
      oneOf('', 'limit send size 20KB', 'limit send size 10MB'),
    ),
    sites: some([0, 1, 2], 1),
    marks: fc.tuple(oneOf('', 'hub'), oneOf('', 'hub', 'no inbound mail'), oneOf('', '', 'hub')),
    servers: placed(mailboxServers, serverOfToday),
    databases: placed(['DB0', 'DB1', 'DB2'], database),
    links: placed(['link0', 'link1', 'link2'], siteLink),
    exits: placed(['out0', 'out1', 'out2'], sendConnector),
    members: some(mailboxServers),
    mailboxes: homes(['DB0', 'DB1', 'DB2']),
  })
  .map(({ own, sites, marks, servers, databases, links, exits, members, mailboxes }) => [
    { head: 'organization Contoso', inside: own },
    { head: 'site Anchor', inside: [{ head: 'server ANCHOR', inside: [{ head: 'database Anchored', inside: ['mailbox *@anchor.example'] }] }] }, // prettier-ignore
    { head: 'site link Anchoring between Anchor, G0, G1, G2', inside: [] },
    ...sites.map((at) => ({
      head: `site G${at}`,
      inside: [
        ...(marks[at] ?? []),
        ...servers
          .filter(({ home }) => home === at)
          .map(({ name, value }) => ({
            head: `${value.isEdge ? 'edge server' : 'server'} ${name}`,
            inside: [
              ...value.own,
              ...value.receivers.map((each) => each.value(each.name)),
              ...databases
                .filter((each) => !value.isEdge && `M${each.home}` === name)
                .map((each) => each.value(each.name, mailboxes.get(each.name) ?? [], name)),
            ],
          })),
      ],
    })),
    ...links.map((each) => each.value(each.name)),
    ...exits.map((each) => each.value(each.name)),
    ...(members.length === 0 ? [] : [{ head: 'dag D', inside: list('member', members) }]),
  ]);

/** Either of them. */
export const models = [
  { name: '2003', blocks: blocksOf2003, from: [...serverNames, 'ANCHOR'] },
  { name: 'today', blocks: blocksOfToday, from: [...mailboxServers, 'ANCHOR'] },
];

const recipients = ['post@a.com', 'anna@a.com', 'x@a.com', 'x@b.com', 'x@anchor.example', 'x@fabrikam.com', 'x@eu.fabrikam.com', 'x@adatum.org']; // prettier-ignore

/** Every message of a kind that tells topologies apart: from each server to each recipient. */
export function messages(from: readonly string[]): readonly Send[] {
  return from.flatMap((server) =>
    recipients.flatMap((to) => {
      const [local = '', domain = ''] = to.split('@');
      const address = { type: 'SMTP', address: to, local, domain };
      const start = {
        kind: 'server',
        server: referenceTo(server),
        virtualServer: undefined,
        place: undefined,
      } as const;
      return [makeSend(start, address), makeSend(start, address, { sizeBytes: 30 * 1024 })];
    }),
  );
}
