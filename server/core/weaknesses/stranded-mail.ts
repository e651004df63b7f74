// Mail that never arrives although nothing fails, by the statement that keeps it: found out by taking that away.

import type { Topology } from '#core/model/topology';
import type { Blockage } from '#core/routing/blockage';
import { connectorId, virtualServerId, type ElementId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import type { Meaning } from '#core/model/references';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { fewWaysInWords, isDelivered, wayCount } from '#core/failure/ways';

/** A statement and the mail that it strands. */
export interface StrandedMail extends Pick<Blockage, 'because' | 'of' | 'statement' | 'advice' | 'severity'> {
  /** What the statement is part of, for the drawing. */
  readonly element: ElementId | undefined;
  /** `from Seattle to London and SMTP:*` */
  readonly ways: string;
}

/** Each is tried out by a survey of its own, so not many more than a topology has by mistake. */
const mostTried = 50;

/** Goes through all ways, so it yields often. */
export function* strandedMail(routing: Routing, whole: Survey): Generator<undefined, readonly StrandedMail[]> {
  const { all, strict } = routing.blockages();
  if (all.length === 0) return [];
  yield;
  const survey = strict === routing.topology ? whole : compileRouting(strict).survey([]);
  const stranded = yield* waysLost(survey, numbersTo(wayCount(survey)));
  if (stranded.length === 0) return [];
  const tried = all.slice(0, mostTried);
  const saved = new Map<Blockage, readonly number[]>();
  for (const blockage of tried) {
    yield;
    saved.set(blockage, yield* waysSaved(blockage.lift(strict), stranded));
  }
  const explained = new Set([...saved.values()].flat());
  const others = stranded.filter((way) => !explained.has(way));
  if (others.length > 0) {
    const together = yield* waysSaved(liftAll(strict, tried), others);
    if (together.length > 0) {
      for (const blockage of tried) {
        const rest = tried.filter((each) => each !== blockage);
        const without = new Set(yield* waysSaved(liftAll(strict, rest), together));
        const needed = together.filter((way) => !without.has(way));
        saved.set(blockage, [...(saved.get(blockage) ?? []), ...needed]);
      }
    }
  }
  return [...saved].flatMap(([{ because, of, statement, advice, severity }, ways]) => {
    if (ways.length === 0) return [];
    const element = elementOf(routing.topology, of);
    return [{ because, of, statement, advice, severity, element, ways: fewWaysInWords(survey, ways) }];
  });
}

function elementOf({ servers, connectorByKey }: Topology, of: Meaning): ElementId | undefined {
  if (of.kind === 'connector') {
    const connector = connectorByKey.get(of.key);
    return connector && connectorId(connector.name);
  }
  for (const server of servers) {
    const virtualServer = server.virtualServers.find(({ key }) => virtualServerKey(server.key, key) === of.key);
    if (virtualServer !== undefined) return virtualServerId(server.name, virtualServer.name);
  }
  return undefined;
}

function liftAll(topology: Topology, blockages: readonly Blockage[]): Topology {
  return blockages.reduce((lifted, blockage) => blockage.lift(lifted), topology);
}

/** Thousands of groups have millions of ways: a list of them would be large for nothing. */
function* numbersTo(count: number): Generator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}

function* waysLost(survey: Survey, ways: Iterable<number>): Generator<undefined, readonly number[]> {
  const lost: number[] = [];
  let at = 0;
  for (const way of ways) {
    if (at++ % waysAtOnce === 0) yield;
    if (!isDelivered(survey, way)) lost.push(way);
  }
  return lost;
}

function* waysSaved(topology: Topology, ways: readonly number[]): Generator<undefined, readonly number[]> {
  const survey = compileRouting(topology).survey([]);
  const lost = new Set(yield* waysLost(survey, ways));
  return ways.filter((way) => !lost.has(way));
}

/** The first ways to each destination take longer than the others. */
const waysAtOnce = 32;
