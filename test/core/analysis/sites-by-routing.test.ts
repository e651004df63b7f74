// Rules about sites look at distances alone, as they run at every keystroke; routing tells whether they are right. Small
// organizations of sites, by dice: what a rule says of hubs, connectors and sites is what becomes of mail there, and of what
// it says nothing, the contrary.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '#core/analysis/check';
import { buildTopology } from '#core/model/build';
import { referenceTo } from '#core/model/keys';
import { makeSend } from '#core/model/make';
import { openProject } from '#core/model/project';
import { compileRouting } from '#core/routing/models';
import type { Route } from '#core/routing/route';
import { groupsPassed } from '#core/routing/route';
import { parse } from '#core/syntax/parse';
import { expectAlways } from '../../property.ts';

const names = ['Athens', 'Berlin', 'Cairo', 'Denver', 'Essen'];

interface Sites {
  readonly organization?: readonly string[];
  readonly edges?: readonly number[];
  readonly hubs: readonly boolean[];
  readonly links: readonly { readonly sites: readonly number[]; readonly cost: number }[];
  readonly connectors: readonly Sending[];
}

interface Sending {
  readonly at: number;
  readonly space: string;
  readonly cost: number;
  readonly more?: string;
}

const site = fc.nat(names.length - 1);
const link = fc.record({
  sites: fc.uniqueArray(site, { minLength: 2, maxLength: 3 }),
  cost: fc.constantFrom(1, 2, 3, 4, 10),
});
const connector = fc.record({
  at: site,
  space: fc.constantFrom('*', '*.fabrikam.com', 'fabrikam.com'),
  cost: fc.constantFrom(1, 2, 3, 5, 9),
});
/** A ring of links, of which some are missing, and others across. */
const ring = fc
  .tuple(
    fc.array(fc.constantFrom(1, 2, 3), { minLength: 5, maxLength: 5 }),
    fc.subarray([0, 1, 2, 3, 4], { minLength: 3 }),
  )
  .map(([costs, there]) => there.map((at) => ({ sites: [at, (at + 1) % 5], cost: costs[at] ?? 1 })));
const organizations: fc.Arbitrary<Sites> = fc
  .record({
    hubs: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    ring,
    across: fc.array(link, { maxLength: 3 }),
    connectors: fc.array(connector, { minLength: 2, maxLength: 5 }),
  })
  .map(({ hubs, ring, across, connectors }) => ({ hubs, links: [...ring, ...across], connectors }));

function textOf({ organization = [], edges = [], hubs, links, connectors }: Sites): string {
  return [
    ['organization Contoso {', 'model exchange-2013', 'domain contoso.com', ...organization, '}'].join('\n'),
    ...names.map((name, at) => `site ${name} {\n${hubs[at] === true ? '  hub\n' : ''}  server ${name}-MBX { mailbox ${name}@contoso.com }${edges.includes(at) ? `\n  edge server ${name}-EDGE { }` : ''}\n}`), // prettier-ignore
    ...links.map(({ sites, cost }, at) => `site link L${at} between ${sites.map((each) => names[each]).join(', ')} { cost ${cost} }`), // prettier-ignore
    ...connectors.map(({ at, space, cost, more = '' }, number) => `send connector C${number} { source ${names[at]}-MBX; address space ${space} cost ${cost}; ${more} }`), // prettier-ignore
  ].join('\n');
}

function checked(sites: Sites) {
  const tree = parse(textOf(sites));
  const project = openProject(
    'main.topo',
    () => tree,
    (_, path) => path,
  );
  const topology = buildTopology(project);
  const { diagnostics } = check(project, topology);
  expect(diagnostics.filter(({ code }) => code === 'syntax')).toEqual([]);
  const about = (code: string) => diagnostics.filter((each) => each.code === code);
  const routing = compileRouting(topology);
  const send = (from: number, local: string, domain: string): Route => {
    const server = { server: referenceTo(`${names[from]}-MBX`), virtualServer: undefined, place: undefined };
    const to = { type: 'SMTP', address: `${local}@${domain}`, local, domain };
    return routing.route(makeSend({ kind: 'server', ...server }, to), []);
  };
  return { about, send };
}

const others = names.flatMap((_, from) => names.flatMap((_, to) => (from === to ? [] : [[from, to] as const])));

test('idle-hub: just the hubs that are joined and that no mail stops at', () => {
  expectAlways(
    fc.property(organizations, (sites) => {
      const { about, send } = checked({ ...sites, hubs: [true, ...sites.hubs.slice(1)] });
      const passed = new Set(
        others.flatMap(([from, to]) => groupsPassed(send(from, names[to] ?? '', 'contoso.com')).slice(1, -1)),
      );
      const said = about('idle-hub').map(({ element }) => element);
      for (const [at, name] of names.entries()) {
        if (at > 0 && sites.hubs[at] !== true) continue;
        const isJoined = sites.links.some((link) => link.sites.includes(at));
        expect(said.includes(`site ${name}` as never), name).toBe(isJoined && !passed.has(name));
      }
    }),
  );
});

test('isolated-site: just where mail between sites waits as unreachable', () => {
  expectAlways(
    fc.property(organizations, (sites) => {
      const { about, send } = checked(sites);
      const stuck = others.filter(([from, to]) => send(from, names[to] ?? '', 'contoso.com').outcome !== 'delivered');
      expect(about('isolated-site').length > 0).toBe(stuck.length > 0);
    }),
  );
});

test('outbid-connector and twin-connectors: just the connectors that no mail takes, dearer or as cheap', () => {
  const tries = { '*': 'example.com', '*.fabrikam.com': 'uk.fabrikam.com', 'fabrikam.com': 'fabrikam.com' } as const;
  expectAlways(
    fc.property(organizations, (sites) => {
      const { about, send } = checked(sites);
      const said = about('outbid-connector').map(({ element }) => element);
      const twins = about('twin-connectors').map(({ element }) => element);
      for (const [number, { at, space, cost }] of sites.connectors.entries()) {
        const name = `C${number}`;
        const domain = tries[space as keyof typeof tries];
        const routes = names.map((_, from) => send(from, 'joe', domain));
        const isUsed = routes.some(({ connectors }) => connectors.includes(name));
        const isAsCheap = routes[at]?.cost === cost;
        expect(said.includes(`connector ${name}` as never), name).toBe(!isUsed && !isAsCheap);
        expect(twins.includes(`connector ${name}` as never), name).toBe(!isUsed && isAsCheap);
      }
    }),
  );
});

/** All joined. */
const whole = ring.map((links) => [...links, { sites: [0, 1, 2], cost: 20 }, { sites: [2, 3, 4], cost: 20 }]);

test('scoped-space: just where mail for an address space with a scope does not leave', () => {
  const tries = { '*': 'example.com', '*.fabrikam.com': 'uk.fabrikam.com', 'fabrikam.com': 'fabrikam.com' } as const;
  const scoped = fc.record({ connector, isScoped: fc.boolean() }).map(({ connector, isScoped }): Sending => {
    return isScoped ? { ...connector, more: 'scope site' } : connector;
  });
  expectAlways(
    fc.property(whole, fc.array(scoped, { minLength: 1, maxLength: 4 }), (links, connectors) => {
      const { about, send } = checked({ hubs: [], links, connectors });
      const said = about('scoped-space').map(({ element }) => element);
      for (const [number, { space, more }] of connectors.entries()) {
        const domain = tries[space as keyof typeof tries];
        const isStuck = names.some((_, from) => send(from, 'joe', domain).outcome !== 'delivered');
        expect(said.includes(`connector C${number}` as never), `C${number}`).toBe(more !== undefined && isStuck);
      }
    }),
  );
});

test('relay-domain-loop: just the domains whose unknown recipients are returned', () => {
  const domains = ['fabrikam.com', 'uk.fabrikam.com', 'example.com'];
  const relays = fc.tuple(...domains.map(() => fc.constantFrom('internal relay', 'external relay')));
  const delivering = fc.record({ connector, host: fc.boolean() }).map(({ connector, host }): Sending => {
    return { ...connector, more: host ? 'deliver through smart host mail.other.example' : 'deliver through dns' };
  });
  expectAlways(
    fc.property(
      fc.record({
        links: whole,
        edges: fc.uniqueArray(site, { maxLength: 2 }),
        relays,
        connectors: fc.array(delivering, { maxLength: 3 }),
        exchanger: site,
      }),
      ({ links, edges, relays, connectors, exchanger }) => {
        const organization = [
          ...domains.map((domain, at) => `${relays[at] ?? ''} domain ${domain}`),
          `mail exchanger ${names[exchanger] ?? ''}-${edges.includes(exchanger) ? 'EDGE' : 'MBX'}`,
        ];
        const { about, send } = checked({ organization, edges, hubs: [], links, connectors });
        const said = about('relay-domain-loop').map(({ place }) => place.piece.text.slice(place.span.start, place.span.end)); // prettier-ignore
        for (const domain of domains) {
          const isReturned = names.some((_, from) => send(from, 'nobody', domain).outcome === 'undeliverable');
          expect(said.includes(domain), domain).toBe(isReturned);
        }
      },
    ),
  );
});

test('what the dice give has each of these in it', () => {
  const three: Sites = {
    hubs: [true, false, true, false, false],
    links: [
      { sites: [0, 1], cost: 1 },
      { sites: [1, 2], cost: 1 },
    ],
    connectors: [
      { at: 1, space: '*', cost: 1 },
      { at: 0, space: '*', cost: 9 },
    ],
  };
  const { about } = checked(three);
  expect(about('idle-hub').map(({ element }) => element)).toEqual(['site Athens', 'site Cairo']);
  expect(about('isolated-site')).toHaveLength(2);
  expect(about('outbid-connector').map(({ element }) => element)).toEqual(['connector C1']);
});
