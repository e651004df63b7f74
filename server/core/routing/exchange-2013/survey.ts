// All ways at once. Each server decides anew, so what becomes of a kind of messages at a server is the same wherever they
// came from: it is worked out once. And dead servers, hosts and lines change no choice (§13.3), so a failure concerns only
// what relied on what fails: what each step relied on is noted, and of a failure those steps alone are taken again, with all
// that led to them. A survey by asking is what this has to agree with.

import { serversOf } from '#core/model/lookup';
import { makeSend } from '#core/model/make';
import type { Element, RoutingGroup, Topology } from '#core/model/topology';
import { ordinaryMessage } from '../destinations.ts';
import { messageOf } from '../message/defaults.ts';
import { questionsAbout } from '../survey-by-asking.ts';
import { type Loss, noLoss, type Survey } from '../survey.ts';
import { submit } from './hop/front-end.ts';
import type { Kind } from './hop/kinds.ts';
import type { Network } from './network/network.ts';
import { keysOf } from './reliance.ts';
import { type Outage, outageOf } from './state/outage.ts';
import { type Followed, follower, type Surveyed } from './follow.ts';

/** What is asked of one topology, whatever is off. */
interface Asked {
  readonly topology: Topology;
  readonly surveyed: Surveyed;
  readonly sources: readonly RoutingGroup[];
  readonly destinationCount: number;
  /** By destination, the kinds of messages that all have to arrive. */
  readonly kindsTo: readonly (readonly number[])[];
  /** By kind, the destinations that it is sent to. */
  readonly destinationsOf: readonly (readonly number[])[];
  readonly kinds: readonly Kind[];
  readonly ordinary: Kind;
}

/** Surveys a topology while these elements are off. */
export function surveyOf(
  written: Topology,
  compile: (topology: Topology) => Surveyed,
  off: readonly Element[],
): Survey {
  const { topology, sources, destinations, hosts } = questionsAbout(written);
  const surveyed = compile(topology);
  const numbers = new Map<Kind, number>();
  const kindsTo = destinations.map(({ addresses }) => {
    const kinds = addresses.map((to) => surveyed.kindOf(messageOf(makeSend({ kind: 'internet' }, to), topology)));
    return [...new Set(kinds)].map((kind) => {
      const number = numbers.get(kind) ?? numbers.size;
      numbers.set(kind, number);
      return number;
    });
  });
  const ordinary = surveyed.kindOf(ordinaryMessage(topology));
  const kinds = [...numbers.keys()];
  const destinationsOf = kinds.map((): number[] => []);
  for (const [destination, to] of kindsTo.entries()) for (const kind of to) destinationsOf[kind]?.push(destination);
  const asked: Asked = {
    topology,
    surveyed,
    sources,
    destinationCount: destinations.length,
    kindsTo,
    destinationsOf,
    kinds,
    ordinary,
  };
  const used = new Set<string>();
  const base = follower(surveyed, kinds, outageOf(off));
  const starts = startsOf(asked, outageOf(off));
  const wayOf = (source: number, destination: number): readonly Followed[] => {
    const start = starts[source];
    return start === undefined ? [] : (kindsTo[destination] ?? []).map((kind) => base.from(start, kind));
  };
  const known: (Followed | null | undefined)[] = [];
  const first = (source: number, destination: number): Followed | null => {
    const way = source * destinations.length + destination;
    let found = known[way];
    if (found === undefined) {
      const followed = wayOf(source, destination);
      found = isWhole(followed) ? (followed[0] ?? null) : null;
      // What every message of the way uses counts, as each is asked about.
      if (found !== null) for (const each of followed) noteConnectors(each, used);
      known[way] = found;
    }
    return found;
  };
  let isAsked = false;
  const whole = () => {
    if (isAsked) return;
    isAsked = true;
    for (const source of sources.keys()) for (const destination of destinations.keys()) first(source, destination);
  };
  let lost: readonly number[] | undefined;
  const without = (elements: readonly Element[]): Loss => {
    whole();
    lost ??= known.flatMap((followed, way) => (followed === null ? [way] : []));
    return lossWhen(asked, { off, elements, starts, base, lost, isKept: (way) => known[way] !== null, used });
  };
  return {
    called: 'site',
    sources: sources.map(({ name }) => name),
    destinations: destinations.map(({ destination }) => destination),
    hosts,
    cost: (source, destination) => first(source, destination)?.cost ?? null,
    connectors: (source, destination) => connectorsOf(first(source, destination)),
    groups: (source, destination) => groupsOf(surveyed.network, first(source, destination)),
    without,
    *losses(sets) {
      const found: Loss[] = [];
      for (const set of sets) {
        found.push(without(set));
        yield found.length / sets.length;
      }
      return found;
    },
    unusedConnectors() {
      whole();
      return topology.connectors.map(({ name }) => name).filter((name) => !used.has(name));
    },
  };
}

/** The station of each site that mail from it starts at: the first of its servers that takes any. */
function startsOf({ topology, surveyed: { network }, sources, ordinary }: Asked, outage: Outage) {
  return sources.map((group) =>
    serversOf(topology, group)
      .map(({ key }) => network.stationNumber.get(key) ?? -1)
      .find((station) => isTaken(network, outage, ordinary, station)),
  );
}

/** The same while more fails: only where the server that it was at no longer takes mail it is another one. */
function movedStarts(asked: Asked, outage: Outage, starts: Failing['starts']): Failing['starts'] {
  const { network } = asked.surveyed;
  const isSame = starts.every((start) => start === undefined || isTaken(network, outage, asked.ordinary, start));
  return isSame ? starts : startsOf(asked, outage);
}

function isTaken(network: Network, outage: Outage, kind: Kind, station: number): boolean {
  const server = network.stations[station]?.server;
  if (server === undefined) return false;
  const reference = { key: server.key, name: server.name, place: undefined };
  const from = { kind: 'server', server: reference, virtualServer: undefined, place: undefined } as const;
  return submit(network, outage, from, kind).kind === 'taken';
}

/** Whether every message of a way arrives. */
function isWhole(followed: readonly Followed[]): boolean {
  return followed.length > 0 && followed.every(({ arrives }) => arrives);
}

function connectorsOf(followed: Followed | null): readonly string[] {
  const names: string[] = [];
  for (let at = followed ?? undefined; at !== undefined; at = at.next)
    if (at.connector !== null) names.push(at.connector);
  return names;
}

function groupsOf({ sites, siteOf }: Network, followed: Followed | null): readonly string[] {
  const names: string[] = [];
  for (let at = followed ?? undefined; at !== undefined; at = at.next) {
    const name = sites[siteOf[at.station] ?? -1]?.name ?? '';
    if (names.at(-1) !== name) names.push(name);
  }
  return names;
}

function noteConnectors(followed: Followed, used: Set<string>): void {
  for (let at: Followed | undefined = followed; at !== undefined && !at.isNoted; at = at.next) {
    at.isNoted = true;
    if (at.connector !== null) used.add(at.connector);
  }
}

interface Failing {
  readonly off: readonly Element[];
  readonly elements: readonly Element[];
  readonly starts: readonly (number | undefined)[];
  readonly base: ReturnType<typeof follower>;
  /** The ways on which mail does not arrive before. */
  readonly lost: readonly number[];
  /** Whether mail of a way arrives before. */
  readonly isKept: (way: number) => boolean;
  readonly used: Set<string>;
}

/** What becomes of the ways of which some step relied on what fails. */
function lossWhen(asked: Asked, { off, elements, starts, base, lost, isKept, used }: Failing): Loss {
  const { topology, surveyed, destinationCount, kindsTo } = asked;
  const affected = base.affectedBy(elements.flatMap((element) => keysOf(topology, surveyed.network, element)));
  const isAnyUnused = lost.length > 0 && topology.connectors.some(({ name }) => !used.has(name));
  if (affected.size === 0 && !isAnyUnused) return noLoss;
  const outage = outageOf([...off, ...elements]);
  const after = follower(surveyed, asked.kinds, outage, { base, affected });
  const moved = movedStarts(asked, outage, starts);
  const followedOn = (way: number): readonly Followed[] => {
    const from = moved[Math.floor(way / destinationCount)];
    return from === undefined ? [] : (kindsTo[way % destinationCount] ?? []).map((kind) => after.from(from, kind));
  };
  // What did not arrive may do so when what kept it fails too, and by a connector that nothing else takes.
  for (const now of isAnyUnused ? lost.map(followedOn) : []) {
    if (isWhole(now)) for (const each of now) noteConnectors(each, used);
  }
  const sourcesAt = new Map<number, number[]>();
  for (const [source, start] of starts.entries()) {
    if (start === undefined) continue;
    const list = sourcesAt.get(start);
    if (list === undefined) sourcesAt.set(start, [source]);
    else list.push(source);
  }
  const ways = new Set<number>();
  for (const { station, kind } of affected) {
    for (const source of sourcesAt.get(station) ?? []) {
      for (const destination of asked.destinationsOf[kind] ?? []) ways.add(source * destinationCount + destination);
    }
  }
  const found = { stranded: [] as number[], dearer: [] as number[], rerouted: [] as number[] };
  for (const way of [...ways].filter(isKept).sort((one, other) => one - other)) {
    const [source, kinds] = [Math.floor(way / destinationCount), kindsTo[way % destinationCount] ?? []];
    const now = followedOn(way);
    if (!isWhole(now)) {
      found.stranded.push(way);
      continue;
    }
    for (const each of now) noteConnectors(each, used);
    const [before, next] = [base.from(starts[source] ?? -1, kinds[0] ?? -1), now[0]];
    if (next === undefined || next === before) continue;
    if (next.cost > before.cost) found.dearer.push(way);
    else if (connectorsOf(next).join('\n') !== connectorsOf(before).join('\n')) found.rerouted.push(way);
  }
  const { stranded, dearer, rerouted } = found;
  return {
    stranded: Int32Array.from(stranded),
    dearer: Int32Array.from(dearer),
    rerouted: Int32Array.from(rerouted),
    detours: dearer.length + rerouted.length,
  };
}
