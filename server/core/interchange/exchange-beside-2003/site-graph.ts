// Ways between sites as mail of Exchange 2007 and 2010 takes them, for connectors of routing groups: straight to the site of
// the destination but for hub sites, or link by link.

import type { Directory } from '../exchange/directory.ts';
import type { ExchangeObjects } from '../exchange/objects.ts';
import { isTrue, sizeOf } from '../exchange/values.ts';
import type { Fields } from '../fields.ts';
import { compareText } from '../ledger.ts';
import { sitePaths, type Joint } from '../../routing/site-paths.ts';

/** What a site is for paths; its number is where it stands in the list. */
export interface SiteNode {
  readonly name: string;
  /** Whether a server with transport stands in it: it can be a stop, and an end. */
  readonly hasTransport: boolean;
  readonly isHub: boolean;
  /** Whether other sites hand mail to it. */
  readonly takesMail: boolean;
}

/** A way that is written as one connector. */
export interface SiteWay {
  readonly from: SiteNode;
  readonly to: SiteNode;
  readonly cost: number;
  /** In bytes; Infinity where no link on it has a limit. */
  readonly limit: number;
  /** The links that it stands for, in order. */
  readonly links: readonly Fields[];
}

export interface SiteGraph {
  readonly ways: readonly SiteWay[];
  /** The groups that mail passes from one site to another, ends included; empty where no links lead. */
  stops(from: SiteNode, to: SiteNode): readonly string[];
}

/** The cost that nobody set (Set-AdSiteLink). */
const unwrittenCost = 100;

/** What mail pays on a link. */
export function costOfLink(link: Fields): number {
  const costs = ['ExchangeCost', 'ADCost', 'Cost'].map((property) => link.text(property) ?? '');
  return Number(costs.find((cost) => /^[1-9]\d{0,4}$/.test(cost)) ?? unwrittenCost);
}

/** What a link lets through, in bytes. */
export function limitOfLink(link: Fields): number {
  return sizeOf(link.text('MaxMessageSize') ?? 'Unlimited') ?? Infinity;
}

export function siteGraph(
  sites: readonly SiteNode[],
  objects: ExchangeObjects,
  directory: Directory,
  by: 'direct' | 'links',
): SiteGraph {
  const joints = jointsOf(sites, objects, directory);
  const rank = ranksOf(sites);
  const pathsFrom = sitePaths(sites.length, [...joints.values()], rank);
  const ends = sites.flatMap((site, at) => (site.hasTransport ? [at] : []));
  const pairs = ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => ({ from, to })));
  const nodeAt = (at: number): SiteNode => sites[at] ?? nowhere;
  const isStop = (at: number) => nodeAt(at).hasTransport && (by === 'links' || nodeAt(at).isHub);
  const wayAlong = (path: readonly number[]): SiteWay => {
    const taken = path.slice(1).flatMap((to, at) => joints.get(pairKey(path[at] ?? to, to)) ?? []);
    return {
      from: nodeAt(path[0] ?? 0),
      to: nodeAt(path.at(-1) ?? 0),
      cost: taken.reduce((sum, joint) => sum + joint.cost, 0),
      limit: taken.reduce((least, joint) => Math.min(least, joint.limit), Infinity),
      links: taken.map(({ link }) => link),
    };
  };
  const between =
    by === 'links' ? pathsOverTransit(sites, joints, rank) : (from: number, to: number) => pathsFrom(from).to(to);
  const ways = pairs.flatMap(({ from, to }) => {
    const path = between(from, to);
    const isOne = path.length > 1 && !path.slice(1, -1).some(isStop) && nodeAt(to).takesMail;
    return isOne ? [wayAlong(path)] : [];
  });
  const numbers = new Map(sites.map((site, at) => [site, at]));
  return {
    ways: ways.toSorted((a, b) => compareText(a.from.name, b.from.name) || compareText(a.to.name, b.to.name)),
    stops(from, to) {
      const path = pathsFrom(numbers.get(from) ?? 0).to(numbers.get(to) ?? 0);
      return path
        .filter((at, index) => index === 0 || index === path.length - 1 || isStop(at))
        .map((at) => nodeAt(at).name);
    },
  };
}

const nowhere: SiteNode = { name: '', hasTransport: false, isHub: false, takesMail: false };

interface LinkJoint extends Joint {
  readonly link: Fields;
}

function pairKey(a: number, b: number): string {
  return `${String(Math.min(a, b))} ${String(Math.max(a, b))}`;
}

/** Each two sites that some link joins: of several links the cheapest, of equal ones that with the larger limit, then the first. */
function jointsOf(
  sites: readonly SiteNode[],
  objects: ExchangeObjects,
  directory: Directory,
): ReadonlyMap<string, LinkJoint> {
  const numbers = new Map(sites.map(({ name }, at) => [name, at]));
  const joints = new Map<string, LinkJoint>();
  for (const link of objects.of('AdSiteLink')) {
    const joined = new Set(link.values('Sites').flatMap((each) => numbers.get(directory.site(each) ?? '') ?? []));
    const [cost, limit] = [costOfLink(link), limitOfLink(link)];
    for (const from of joined) {
      for (const to of joined) {
        if (from >= to) continue;
        const known = joints.get(pairKey(from, to));
        const isBetter = known === undefined || cost < known.cost || (cost === known.cost && limit > known.limit);
        if (isBetter) joints.set(pairKey(from, to), { from, to, cost, limit, link });
      }
    }
  }
  return joints;
}

function ranksOf(sites: readonly SiteNode[]): Int32Array {
  const ranks = new Int32Array(sites.length);
  const inOrder = sites.map(({ name }, at) => ({ name, at })).toSorted((a, b) => compareText(a.name, b.name));
  for (const [rank, { at }] of inOrder.entries()) ranks[at] = rank;
  return ranks;
}

/**
 * Links between sites with transport, and the cheapest chains of links that lead from one to another through sites without.
 * A link counts though other ways are cheaper: it is there.
 */
function pathsOverTransit(
  sites: readonly SiteNode[],
  joints: ReadonlyMap<string, LinkJoint>,
  rank: Int32Array,
): (from: number, to: number) => readonly number[] {
  const isTransit = (at: number) => sites[at]?.hasTransport === false;
  const all = [...joints.values()];
  // Paths from a site over sites without transport alone; the last link is put to them below.
  const inside = sites.map((_, start) => {
    const passable = all.filter(({ from, to }) => [from, to].every((at) => at === start || isTransit(at)));
    return passable.length === 0 ? undefined : sitePaths(sites.length, passable, rank)(start);
  });
  const lastTo = sites.map((_, end) =>
    all.flatMap(({ from, to, cost }) => {
      const other = from === end ? to : to === end ? from : -1;
      return other >= 0 && isTransit(other) ? [{ before: other, cost }] : [];
    }),
  );
  return (from, to) => {
    let best = joints.has(pairKey(from, to)) ? [from, to] : [];
    let least = joints.get(pairKey(from, to))?.cost ?? Infinity;
    for (const { before, cost } of lastTo[to] ?? []) {
      const paths = inside[from];
      const sum = (paths?.cost[before] ?? Infinity) + cost;
      if (paths === undefined || !(sum < least)) continue;
      least = sum;
      best = [...paths.to(before), to];
    }
    return best;
  };
}

/** Whether a site is a hub, and whether it takes mail, by what Get-AdSite says. */
export function nodeOf(site: Directory['sites'][number], hasTransport: boolean): SiteNode {
  const inbound = site.fields?.text('InboundMailEnabled');
  return {
    name: site.name,
    hasTransport,
    isHub: isTrue(site.fields?.text('HubSiteEnabled')),
    takesMail: inbound === undefined || isTrue(inbound),
  };
}
