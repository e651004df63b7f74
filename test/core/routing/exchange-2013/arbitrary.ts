// Topologies of today, small and tangled: few sites with names that tie, hubs, servers in DAGs, connectors everywhere.

import fc from 'fast-check';
import { keyOf, referenceTo } from '#core/model/keys';
import {
  makeAcceptedDomain,
  makeAddressSpace,
  makeDag,
  makeDatabase,
  makeOrganization,
  makeRoutingGroup,
  makeSend,
  makeSendConnector,
  makeSiteLink,
  makeTopology,
  makeTransportServer,
} from '#core/model/make';
import type { Element, Send, Topology } from '#core/model/topology';

const siteCount = 6;
export const siteNames = ['Delta', 'alpha', 'Charlie', 'bravo', 'Echo', 'foxtrot'];
const site = fc.integer({ min: 0, max: siteCount - 1 });
const serverName = (of: number, number: number) => `${siteNames[of]?.toUpperCase() ?? ''}${number}`;

const links = fc.array(
  fc.record({
    sites: fc.uniqueArray(site, { minLength: 2, maxLength: 3 }),
    cost: fc.integer({ min: 1, max: 4 }),
    limit: fc.constantFrom(Infinity, Infinity, 20 * 1024),
  }),
  { minLength: 2, maxLength: 9 },
);

const connectors = fc.array(
  fc.record({
    sources: fc.uniqueArray(fc.tuple(site, fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 3 }),
    space: fc.constantFrom('*', '*.example', 'fabrikam.example', 'adatum.example'),
    cost: fc.integer({ min: 1, max: 3 }),
    scope: fc.constantFrom('organization' as const, 'organization' as const, 'site' as const),
    disabled: fc.boolean().map((is) => is),
    limit: fc.constantFrom(Infinity, 15 * 1024),
  }),
  { maxLength: 5 },
);

/** A topology of this model. */
export const topologyOfToday: fc.Arbitrary<Topology> = fc
  .record({
    servers: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: siteCount, maxLength: siteCount }),
    hubs: fc.array(fc.boolean(), { minLength: siteCount, maxLength: siteCount }),
    closed: fc.option(site, { nil: undefined }),
    links,
    members: fc.uniqueArray(fc.tuple(site, fc.integer({ min: 0, max: 2 })), {
      maxLength: 5,
      selector: ([of, number]) => `${of} ${number}`,
    }),
    edge: fc.option(site, { nil: undefined }),
    connectors,
  })
  .map(({ servers: counts, hubs, closed, links, members, edge, connectors }) => {
    const groups = siteNames.map((name, index) =>
      makeRoutingGroup(name, { kind: 'site', hub: hubs[index] ?? false, noInboundMail: closed === index }),
    );
    const isMember = (of: number, number: number) => members.some(([a, b]) => a === of && b === number);
    const mailbox = (of: number, number: number) => {
      const local = `box${of}${number}`;
      return { type: 'SMTP', pattern: `${local}@contoso.com`, local, domain: 'contoso.com', place: undefined };
    };
    const copies = members.map(([of, number]) => referenceTo(serverName(of, number)));
    const servers = counts.flatMap((count, of) =>
      Array.from({ length: count }, (_, number) => {
        const name = serverName(of, number);
        const database = makeDatabase(`DB ${name}`, keyOf(name), { mailboxes: [mailbox(of, number)], copies });
        return makeTransportServer(name, keyOf(siteNames[of] ?? ''), isMember(of, number) ? { databases: [database] } : { mailboxes: [mailbox(of, number)] }); // prettier-ignore
      }),
    );
    const edges =
      edge === undefined ? [] : [makeTransportServer('EDGE', keyOf(siteNames[edge] ?? ''), { isEdge: true })];
    return makeTopology({
      organization: makeOrganization({
        name: 'Contoso',
        model: { value: 'exchange-2013', place: undefined },
        domains: [makeAcceptedDomain('contoso.com'), makeAcceptedDomain('shared.example', 'internal relay')],
        mailExchangers: [...edges, ...servers.slice(0, 2)].map(({ name }) => ({
          server: referenceTo(name),
          virtualServer: undefined,
          place: undefined,
        })),
      }),
      routingGroups: groups,
      servers: [...servers, ...edges],
      dags: [makeDag('DAG', { members: copies })],
      siteLinks: links.map(({ sites, cost, limit }, index) =>
        makeSiteLink(`link ${index}`, {
          sites: sites.map((each) => referenceTo(siteNames[each] ?? '')),
          cost: { value: cost, place: undefined },
          limitSizeBytes: limit,
        }),
      ),
      connectors: connectors.map(({ sources, space, cost, scope, disabled, limit }, index) =>
        makeSendConnector('send connector', `out ${index}`, {
          bridgeheads: sources.map(([of, number]) => ({
            server: referenceTo(serverName(of, number)),
            virtualServer: undefined,
            place: undefined,
          })),
          addressSpaces: [makeAddressSpace(space, { cost })],
          scope,
          disabled,
          limitSizeBytes: limit,
        }),
      ),
    });
  });

const address = fc
  .oneof(
    fc.tuple(site, fc.integer({ min: 0, max: 2 })).map(([of, number]) => `box${of}${number}@contoso.com`),
    fc.constantFrom(
      'nobody@contoso.com',
      'x@fabrikam.example',
      'x@adatum.example',
      'x@deep.example',
      'x@shared.example',
    ),
  )
  .map((text) => {
    const [local = '', domain = ''] = text.split('@');
    return { type: 'SMTP', address: text, local, domain };
  });

/** A message that is sent in such a topology. */
export const messageOfToday: fc.Arbitrary<Send> = fc
  .record({
    from: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.tuple(site, fc.integer({ min: 0, max: 2 })).map(([of, number]) => serverName(of, number)),
      },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    to: address,
    sizeBytes: fc.constantFrom(10 * 1024, 10 * 1024, 18 * 1024, 50 * 1024),
    system: fc.boolean(),
  })
  .map(({ from, to, sizeBytes, system }) =>
    makeSend(
      from === undefined
        ? { kind: 'internet' }
        : { kind: 'server', server: referenceTo(from), virtualServer: undefined, place: undefined },
      to,
      { sizeBytes, system },
    ),
  );

/** What can be off in such a topology. */
export const offToday: fc.Arbitrary<readonly Element[]> = fc.array(
  fc.oneof(
    fc.tuple(site, fc.integer({ min: 0, max: 2 })).map(([of, number]): Element => {
      return { kind: 'server', server: referenceTo(serverName(of, number)) };
    }),
    site.map((of): Element => ({ kind: 'site', group: referenceTo(siteNames[of] ?? '') })),
    fc.tuple(site, site).map(([a, b]): Element => {
      return { kind: 'line', from: referenceTo(siteNames[a] ?? ''), to: referenceTo(siteNames[b] ?? '') };
    }),
    fc.integer({ min: 0, max: 4 }).map((index): Element => {
      return { kind: 'connector', connector: referenceTo(`out ${index}`) };
    }),
    fc.constant<Element>({ kind: 'dns' }),
    fc.constant<Element>({ kind: 'host', host: 'fabrikam.example' }),
  ),
  { maxLength: 4 },
);
