// What holds for every message of today's model, whatever the topology (routing-exchange-2013.md).

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sitePairsOf } from '#core/model/site-pairs';
import type { Topology } from '#core/model/topology';
import { messageOf } from '#core/routing/message/defaults';
import { compileRouting } from '#core/routing/models';
import { groupsPassed } from '#core/routing/route';
import { sitePaths } from '../../../../server/core/routing/site-paths.ts';
import { expectAlways } from '../../../property.ts';
import { messageOfToday, offToday, siteNames, topologyOfToday } from './arbitrary.ts';

test('every message ends, whatever is off, with a sentence that says why', () => {
  expectAlways(
    fc.property(topologyOfToday, messageOfToday, offToday, (topology, send, off) => {
      const route = compileRouting(topology).route(send, off);
      expect(['delivered', 'queued', 'undeliverable']).toContain(route.outcome);
      expect(route.reason).toMatch(/\S.*\.$/);
      expect(route.hops.length).toBeLessThanOrEqual(32);
    }),
  );
});

test('taking something down and up again changes nothing', () => {
  expectAlways(
    fc.property(topologyOfToday, messageOfToday, offToday, (topology, send, off) => {
      const routing = compileRouting(topology);
      const before = routing.route(send, []);
      routing.route(send, off);
      expect(routing.route(send, [])).toEqual(before);
      expect(compileRouting({ ...topology, servers: [...topology.servers] }).route(send, [])).toEqual(before);
    }),
  );
});

test('the words of a decision are about the decision that is made', () => {
  expectAlways(
    fc.property(topologyOfToday, messageOfToday, offToday, (topology, send, off) => {
      const { rules } = compileRouting(topology);
      const message = messageOf(send, topology);
      const [kind, state] = [rules.kindOf(message), rules.stateWhen(off)];
      for (const station of rules.stations.keys()) {
        const told = rules.explain(station, kind, state, message);
        const decision = rules.decide(station, kind, state);
        expect(told.decision()).toBe(decision);
        expect(rules.choices!(station, kind, state)[0]).toBe(decision);
        const { result, ...step } = rules.attempt(decision, kind, state, 0);
        const { result: other, ...same } = told.attempt(state, 0);
        expect({ ...same, kind: other.kind }).toEqual({ ...step, kind: result.kind });
      }
    }),
  );
});

/** Every path without a round from one site to another, by number. */
function pathsBetween(topology: Topology, from: number, to: number): readonly { sites: number[]; cost: number }[] {
  const pairs = sitePairsOf(topology).map((pair) => ({
    ends: [siteNames.indexOf(pair.from.name), siteNames.indexOf(pair.to.name)],
    cost: pair.cost,
  }));
  const found: { sites: number[]; cost: number }[] = [];
  const go = (sites: number[], cost: number): void => {
    const at = sites.at(-1)!;
    if (at === to) found.push({ sites, cost });
    else {
      for (const { ends, cost: more } of pairs) {
        const next = ends[0] === at ? ends[1]! : ends[1] === at ? ends[0]! : -1;
        if (next >= 0 && !sites.includes(next)) go([...sites, next], cost + more);
      }
    }
  };
  go([from], 0);
  return found;
}

/** By cost, number of links, then names from the end back. */
function best(paths: readonly { sites: number[]; cost: number }[]) {
  const names = ({ sites }: { sites: number[] }) =>
    sites
      .slice(1, -1)
      .reverse()
      .map((each) => siteNames[each]!.toLowerCase());
  return [...paths].sort((one, other) => {
    const byCost = one.cost - other.cost || one.sites.length - other.sites.length;
    if (byCost !== 0) return byCost;
    const [a, b] = [names(one), names(other)];
    const differ = a.findIndex((name, i) => name !== b[i]);
    return differ < 0 ? 0 : a[differ]! < b[differ]! ? -1 : 1;
  })[0];
}

test('the path is never beaten: least cost, fewest links, names from the end back', () => {
  expectAlways(
    fc.property(topologyOfToday, fc.nat(5), fc.nat(5), (topology, from, to) => {
      const order = [...siteNames.keys()].sort((a, b) =>
        siteNames[a]!.toLowerCase() < siteNames[b]!.toLowerCase() ? -1 : 1,
      );
      const rank = Int32Array.from(siteNames, (_, site) => order.indexOf(site));
      const joints = sitePairsOf(topology).map((pair) => ({
        from: siteNames.indexOf(pair.from.name),
        to: siteNames.indexOf(pair.to.name),
        cost: pair.cost,
        limit: pair.link.limitSizeBytes,
      }));
      const paths = sitePaths(siteNames.length, joints, rank)(from);
      const naive = best(pathsBetween(topology, from, to));
      expect(paths.to(to)).toEqual(naive?.sites ?? []);
      expect(paths.cost[to]).toBe(naive?.cost ?? Infinity);
      const limits = (naive?.sites ?? []).slice(1).map((site, i) => {
        const ends = [naive!.sites[i]!, site];
        return joints.find((joint) => ends.includes(joint.from) && ends.includes(joint.to))!.limit;
      });
      if (naive !== undefined) expect(paths.limitTo(to)).toBe(Math.min(Infinity, ...limits));
    }),
  );
});

test('a hub that is not on the least-cost path is never a stop, and with nothing off every stop is on it', () => {
  expectAlways(
    fc.property(topologyOfToday, messageOfToday, (topology, send) => {
      const route = compileRouting(topology).route(send, []);
      if (route.outcome === 'undeliverable' && route.status === '5.4.6') return;
      const sites = groupsPassed(route).map((name) => siteNames.indexOf(name));
      // A scoped connector on the way, or an Edge server, may decide otherwise.
      if (route.connectors.length > 0 || sites.length < 2) return;
      const path = best(pathsBetween(topology, sites[0]!, sites.at(-1)!));
      expect(path!.sites.filter((site) => sites.includes(site))).toEqual(sites);
      for (const hub of path!.sites.slice(1, -1)) {
        if (topology.routingGroups[hub]!.hub) expect(sites).toContain(hub);
      }
    }),
  );
});

test('back-off never moves away from the destination', () => {
  expectAlways(
    fc.property(topologyOfToday, messageOfToday, offToday, (topology, send, off) => {
      // With servers and sites off only: what is switched off otherwise decides anew.
      const dead = off.filter(({ kind }) => kind === 'server' || kind === 'site');
      const route = compileRouting(topology).route(send, dead);
      const isInside = send.to.domain === 'contoso.com';
      if (route.outcome !== 'queued' || !isInside || route.hops.length < 2 || send.from.kind === 'internet') return;
      const home = topology.servers.find(({ mailboxes }) =>
        mailboxes.some(({ pattern }) => pattern === send.to.address),
      );
      const isInDag = topology.dags[0]!.members.some(({ key }) => key === home?.key);
      if (home === undefined || isInDag) return;
      const goal = siteNames.findIndex((name) => name.toLowerCase() === (home.group as string));
      const costs = groupsPassed(route).map(
        (name) => best(pathsBetween(topology, siteNames.indexOf(name), goal))!.cost,
      );
      for (const [i, cost] of costs.slice(1).entries()) expect(cost).toBeLessThan(costs[i]!);
    }),
  );
});
