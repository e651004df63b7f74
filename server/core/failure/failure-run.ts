// The single points of failure that are worth knowing while one writes: what `analyzeFailures` finds, kept up to date
// from edit to edit, a slice at a time. A whole analysis lists every one, with all that it strands.

import { sameValue } from '#core/model/memo';
import type { Meaning } from '#core/model/references';
import type { Connector, Element, Topology } from '#core/model/topology';
import { resolveVirtualServer, virtualServerKey } from '#core/model/keys';
import { compileRouting } from '#core/routing/models';
import type { Survey } from '#core/routing/survey';
import { networkChange } from '../routing/network-change.ts';
import { analyzeFailures, type FailureReport, type SinglePointOfFailure } from './analyze-failures.ts';
import { hostNames } from '#core/model/lookup';
import { waysInWords } from './ways.ts';

/** An element that strands mail of others when it fails, or mail that something else could carry. */
export interface PointInWords {
  readonly element: string;
  readonly declared: Meaning;
  /** The ways that it strands, `from London and Tokyo to Seattle`; of many the first two. */
  readonly strands: string;
  readonly remedy: string;
}

export interface FailureRun {
  readonly topology: Topology;
  /** Worst first. While an analysis is due: what the one before found. */
  readonly points: readonly PointInWords[];
  /** The analysis as far as it is; undefined when nothing is due. */
  readonly work: Generator<unknown, FailureReport> | undefined;
}

/** More would bury what else is wrong. */
const mostPoints = 20;

/** In larger organizations an analysis takes seconds, so it is run by `Analyze Failures` only. */
const mostGroups = 50;

/** Keeps what was found where no edit since can have changed it. Analyzes nothing yet. */
export function startFailures(topology: Topology, previous?: FailureRun): FailureRun {
  const isKnown = previous !== undefined && networkChange(previous.topology, topology) !== 'routing';
  if (isKnown) return { ...previous, topology };
  const isSmall = topology.routingGroups.length > 0 && topology.routingGroups.length <= mostGroups;
  const work = isSmall ? analyzeFailures(compileRouting(topology)) : undefined;
  return { topology, points: isSmall ? (previous?.points ?? []) : [], work };
}

/** Goes on, one step at least, until `isEnough` says so; the same run when nothing is due. */
export function continueFailures(run: FailureRun, isEnough: () => boolean): FailureRun {
  const { topology, points, work } = run;
  if (work === undefined) return run;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) {
      return { topology, points: sameValue(points, pointsIn(topology, step.value)), work: undefined };
    }
    if (isEnough()) return run;
  }
}

/** Analyzes all that is due. */
export function finishFailures(run: FailureRun): FailureRun {
  return continueFailures(run, () => false);
}

function pointsIn(topology: Topology, { survey, singlePoints }: FailureReport): readonly PointInWords[] {
  const said: SinglePointOfFailure[] = [];
  const found: PointInWords[] = [];
  for (const point of singlePoints) {
    if (found.length === mostPoints) break;
    const declared = meaningOf(topology, point.what);
    if (declared === undefined || !isWorthKnowing(topology, survey, point)) continue;
    if (said.some((other) => includes(topology, other.what, point.what))) continue;
    said.push(point);
    found.push({ element: point.element, declared, strands: inWords(survey, point), remedy: point.remedy });
  }
  return found;
}

function meaningOf(topology: Topology, element: Element): Meaning | undefined {
  switch (element.kind) {
    case 'server':
      return { kind: 'server', key: element.server.key };
    case 'virtual server': {
      const station = resolveVirtualServer(topology, element.reference);
      const key = station && virtualServerKey(station.server.key, station.virtualServer.key);
      return key === undefined ? undefined : { kind: 'virtual server', key };
    }
    case 'connector':
      return { kind: 'connector', key: element.connector.key };
    case 'host': {
      const user = usersOf(topology, element.host)[0];
      return user === undefined ? undefined : { kind: 'connector', key: user.key };
    }
    case 'routing group':
    case 'line':
    case 'dns':
      return undefined;
  }
}

function usersOf({ connectors }: Topology, host: string): readonly Connector[] {
  return connectors.filter((connector) => hostNames(connector).includes(host.toLowerCase()));
}

/**
 * Whether an element strands mail that neither comes from its own place nor goes there, or all mail for an address
 * space, or mail that another server of its group could carry. That an office depends on its only server goes without
 * saying, and what `single-point-of-failure` warns of has been said.
 */
function isWorthKnowing(
  topology: Topology,
  survey: Survey,
  { what, strands, isWarnedOf }: SinglePointOfFailure,
): boolean {
  const { sources, destinations } = survey;
  const [home, ...near] = groupsOf(topology, what);
  const isNear = (name: string) => name === home || near.includes(name);
  const toSpaces = new Map<number, number>();
  let strandsOthers = false;
  let leaves = false;
  for (const way of strands) {
    const to = way % destinations.length;
    const destination = destinations[to];
    const from = sources[Math.floor(way / destinations.length)] ?? '';
    if (destination === undefined) continue;
    const isSpace = destination.kind === 'address space';
    if (isSpace) toSpaces.set(to, (toSpaces.get(to) ?? 0) + 1);
    leaves ||= isSpace || destination.name !== home;
    strandsOthers ||= from !== home && (isSpace || !isNear(destination.name));
  }
  switch (what.kind) {
    case 'server':
    case 'virtual server':
      return strandsOthers || (leaves && hasSpare(topology, what));
    case 'connector':
    case 'host':
      if (isWarnedOf) return false;
      return strandsOthers || [...toSpaces.values()].some((count) => count === sources.length);
    case 'routing group':
    case 'line':
    case 'dns':
      return false;
  }
}

/** The group that an element is in, and those that it leads to. */
function groupsOf(topology: Topology, element: Element): readonly string[] {
  const nameOf = (key: string | undefined) => topology.routingGroups.find((group) => group.key === key)?.name ?? '';
  switch (element.kind) {
    case 'server':
      return [nameOf(topology.serverByKey.get(element.server.key)?.group)];
    case 'virtual server':
      return [nameOf(topology.serverByKey.get(element.reference.server.key)?.group)];
    case 'connector': {
      const connector = topology.connectorByKey.get(element.connector.key);
      return [connector?.group, ...(connector?.connects ?? []).map(({ group }) => group.key)].map(nameOf);
    }
    case 'host':
    case 'routing group':
    case 'line':
    case 'dns':
      return [];
  }
}

/** Whether a server or a virtual server has another one in its group that runs and could take its part. */
function hasSpare(topology: Topology, element: Element): boolean {
  const key = element.kind === 'server' ? element.server.key : undefined;
  const station = element.kind === 'virtual server' ? resolveVirtualServer(topology, element.reference) : undefined;
  const group = (key === undefined ? station?.server : topology.serverByKey.get(key))?.group;
  return topology.servers.some(
    (server) =>
      server.group === group &&
      server.key !== key &&
      server.virtualServers.some((other) => !other.stopped && other !== station?.virtualServer),
  );
}

/**
 * Whether what is said of one element covers another: a server its virtual servers, a connector the hosts it sends to.
 */
function includes(topology: Topology, said: Element, element: Element): boolean {
  if (element.kind === 'virtual server')
    return said.kind === 'server' && said.server.key === element.reference.server.key;
  if (element.kind !== 'host' || said.kind !== 'connector') return false;
  return usersOf(topology, element.host).some(({ key }) => key === said.connector.key);
}

function inWords(survey: Survey, { strands }: SinglePointOfFailure): string {
  const lines = waysInWords(survey, strands);
  return lines.length > 2 ? `${lines.slice(0, 2).join('; ')}; and more` : lines.join('; ');
}
