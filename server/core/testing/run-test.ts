// A topology test: send its message, compare what happens with what is expected. Nothing is simulated but the time
// that the links on the way take.

import { keyOf } from '#core/model/keys';
import type { Expectation, Place, Reference, Send, Test, Topology } from '#core/model/topology';
import type { Footprint } from '#core/routing/model';
import { endOf, groupsPassed, type Route } from '#core/routing/route';
import type { Routing } from '#core/routing/routing';
import { transitSeconds } from '#core/routing/transit';
import { foldCaption } from '#core/routing/queues';
import { undeclaredIn } from '#core/model/undeclared';
import { inQuotes, writtenName } from '#core/syntax/words';

/** Why a test fails: a sentence or two for an administrator, and the expectation (or name) that it is about. */
export interface Failure {
  /** An expectation does not hold; or what keeps the test from running. */
  readonly cause: 'expectation' | 'faulty' | 'nothing sent' | 'undeclared';
  readonly place: Place | undefined;
  readonly message: string;
  /** What the expectation would have to say to hold, as a statement; undefined for a test that was not run. */
  readonly instead: string | undefined;
}

export interface TestResult {
  readonly test: Test;
  readonly passed: boolean;
  readonly failures: readonly Failure[];
  /** What happened; undefined when the test could not be sent. */
  readonly route: Route | undefined;
  /** What the route was made from; undefined when it could not be sent, or when that is too much to remember. */
  readonly footprint: Footprint | undefined;
}

/**
 * Runs one test. A test that is faulty, sends nothing, or names something undeclared fails with that as its reason;
 * errors elsewhere in the topology do not stop it (docs/language.md, Command line).
 */
export function runTest(routing: Routing, test: Test): TestResult {
  const { topology } = routing;
  const obstacles = obstaclesOf(topology, test);
  if (test.send === undefined || obstacles.length > 0) {
    return { test, passed: false, failures: obstacles, route: undefined, footprint: undefined };
  }
  const { send } = test;
  const { route, footprint } = routing.trace(send, test.down);
  const failures = test.expectations.flatMap((expectation) => {
    const others = test.expectations.filter((each) => each !== expectation);
    return failureOf({ topology, send, route }, expectation, others) ?? [];
  });
  return { test, passed: failures.length === 0, failures, route, footprint };
}

function obstaclesOf(topology: Topology, test: Test): readonly Failure[] {
  const obstacle = (cause: Failure['cause'], place: Place | undefined, message: string): Failure => {
    return { cause, place, message, instead: undefined };
  };
  if (test.faulty) return [obstacle('faulty', test.place, `'${test.name}' has a faulty statement, so it was not run.`)];
  if (test.send === undefined)
    return [obstacle('nothing sent', test.place, `'${test.name}' sends no message. Add a 'send from … to …'.`)];
  return undeclaredIn(topology, test).map(({ name, kind, place }) =>
    obstacle('undeclared', place, `There is no ${kind} '${name}', so '${test.name}' was not run.`),
  );
}

interface Sent {
  readonly topology: Topology;
  readonly send: Send;
  readonly route: Route;
}

/** What a statement expects that is to be written instead: each may stand once in a test. */
function kindOfExpectation(statement: string): Expectation['kind'] {
  const word = /^expect (via|cost|server|sites|received by|queue "|within)/.exec(statement)?.[1];
  switch (word) {
    case 'via':
    case 'cost':
    case 'server':
    case 'sites':
    case 'received by':
    case 'within':
      return word;
    case undefined:
      return 'outcome';
    default:
      return 'queue';
  }
}

function failureOf(
  { topology, send, route }: Sent,
  expectation: Expectation,
  others: readonly Expectation[],
): Failure | undefined {
  const fail: Fail = (message, instead) => {
    const isSaid = others.some(({ kind }) => kind === kindOfExpectation(instead));
    return { cause: 'expectation', place: expectation.place, message, instead: isSaid ? undefined : instead };
  };
  switch (expectation.kind) {
    case 'outcome':
      return outcomeHolds(route, expectation)
        ? undefined
        : fail(`It is ${describeOutcome(route)}. ${route.reason}`, expectOutcome(route));
    case 'via':
      return sameNames(route.connectors, expectation.connectors)
        ? undefined
        : fail(`It goes via ${listed(route.connectors)}.`, expectVia(route));
    case 'not via':
      return crosses(route, expectation.connector)
        ? fail(`It goes via ${listed(route.connectors)}.`, expectVia(route))
        : undefined;
    case 'cost':
      return route.cost === expectation.cost ? undefined : wrongCost(route, fail);
    case 'server':
      return endsAt(route, expectation.server)
        ? undefined
        : fail(`It ends on ${endOf(route) ?? 'no server'}.`, expectServer(route));
    case 'sites':
      return sameNames(groupsPassed(route), expectation.sites)
        ? undefined
        : fail(`It passes ${listed(groupsPassed(route), 'no site')}.`, expectSites(route));
    case 'received by':
      return isReceivedBy(route, expectation.connector)
        ? undefined
        : fail(`It is received by ${route.receivedBy ?? 'no Receive connector'}.`, expectReceivedBy(route));
    case 'queue':
      return passesQueue(route, expectation.queue.name, expectation.queue.server)
        ? undefined
        : fail(`It passes ${listed(queuesOf(route), 'no queue')}.`, expectQueue(route));
    case 'within':
      return withinFailure(topology, send, route, expectation.seconds, fail);
  }
}

type Fail = (message: string, instead: string) => Failure;

function outcomeHolds(route: Route, expected: Extract<Expectation, { kind: 'outcome' }>): boolean {
  return route.outcome === expected.outcome && (expected.code === undefined || expected.code === route.status);
}

function wrongCost(route: Route, fail: Fail): Failure {
  if (route.cost === null)
    return fail(`It is ${describeOutcome(route)}, so it costs nothing. ${route.reason}`, expectOutcome(route));
  return fail(`It costs ${String(route.cost)}.`, `expect cost ${String(route.cost)}`);
}

function withinFailure(topology: Topology, send: Send, route: Route, seconds: number, fail: Fail): Failure | undefined {
  if (route.outcome !== 'delivered')
    return fail(`It is ${describeOutcome(route)}. ${route.reason}`, expectOutcome(route));
  const taken = transitSeconds(topology, route, send);
  if (taken <= seconds) return undefined;
  return fail(`It takes ${String(Math.round(taken * 1000) / 1000)} s.`, `expect within ${String(Math.ceil(taken))}s`);
}

/** What happened, as an adjective: `delivered`, `queued in '…'`, `undeliverable (5.4.4)`. */
function describeOutcome(route: Route): string {
  switch (route.outcome) {
    case 'delivered':
      return 'delivered';
    case 'queued':
      return `queued in '${route.queue ?? ''}'`;
    case 'undeliverable':
      return route.status === null ? 'undeliverable' : `undeliverable (${route.status})`;
  }
}

/** The expectations that hold for a route, as statements: what a quick fix or a new test writes. */
export function expectationsFor(route: Route): readonly string[] {
  const cost = route.cost === null ? [] : [`expect cost ${String(route.cost)}`];
  return [expectVia(route), ...cost, expectOutcome(route), ...(route.outcome === 'queued' ? [expectQueue(route)] : [])];
}

/** What an expectation expects: the statement without its first word. */
export function expected(statement: string): string {
  return statement.slice('expect'.length).trimStart();
}

function expectOutcome({ outcome, status }: Route): string {
  return outcome === 'undeliverable' && status !== null ? `expect undeliverable ${status}` : `expect ${outcome}`;
}

function expectVia({ connectors }: Route): string {
  return connectors.length === 0 ? 'expect via none' : `expect via ${connectors.map(writtenName).join(', ')}`;
}

/** A message that no server has taken ends nowhere: then its outcome is all that can be expected. */
function expectServer(route: Route): string {
  const server = endOf(route);
  return server === undefined ? expectOutcome(route) : `expect server ${writtenName(server)}`;
}

function expectSites(route: Route): string {
  const sites = groupsPassed(route);
  return sites.length === 0 ? expectOutcome(route) : `expect sites ${sites.map(writtenName).join(', ')}`;
}

function expectReceivedBy(route: Route): string {
  return route.receivedBy === undefined ? expectOutcome(route) : `expect received by ${writtenName(route.receivedBy)}`;
}

function isReceivedBy({ receivedBy }: Route, name: string): boolean {
  return receivedBy !== undefined && keyOf(receivedBy) === keyOf(name);
}

function expectQueue(route: Route): string {
  const last = route.hops.at(-1);
  if (last === undefined) return route.queue === null ? expectOutcome(route) : `expect queue ${inQuotes(route.queue)}`;
  return `expect queue ${inQuotes(last.queue)} on ${writtenName(last.server)}`;
}

function sameNames(names: readonly string[], references: readonly Reference[]): boolean {
  return names.length === references.length && references.every(({ key }, at) => keyOf(names[at] ?? '') === key);
}

function crosses({ connectors }: Route, { key }: Reference): boolean {
  return connectors.some((name) => keyOf(name) === key);
}

function endsAt(route: Route, { key }: Reference): boolean {
  const end = endOf(route);
  return end !== undefined && keyOf(end) === key;
}

function passesQueue(route: Route, name: string, server: Reference | undefined): boolean {
  const caption = foldCaption(name);
  if (server === undefined) return queuesOf(route).some((queue) => foldCaption(queue) === caption);
  return route.hops.some((hop) => foldCaption(hop.queue) === caption && keyOf(hop.server) === server.key);
}

/** Of every step; of mail that no server of ours has taken, the queue at the system that sends it. */
function queuesOf({ hops, queue }: Route): readonly string[] {
  if (hops.length === 0) return queue === null ? [] : [queue];
  return hops.map((hop) => hop.queue);
}

function listed(names: readonly string[], none = 'no connector'): string {
  return names.length === 0 ? none : names.map((name) => `'${name}'`).join(', ');
}
