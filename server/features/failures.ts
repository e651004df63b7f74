// What an analysis of failures has found, as the view of failures takes it: ways in words, and of long lists the first.

import { adviceOf, type FailureReport, type SinglePointOfFailure } from '#core/failure/analyze-failures';
import { asymmetricRoute, asymmetricWays } from '#core/failure/asymmetric';
import { changedWay, type Maintenance } from '#core/failure/maintenance';
import { reasonFor, waysWithoutMail } from '#core/failure/no-way';
import { wayAt } from '#core/failure/ways';
import { connectorId } from '#core/model/element';
import type { FailuresAnswer, SinglePoint } from '#core/protocol/requests';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { countRows } from './matrix.ts';

/** More than anybody reads of one list; the matrix shows them all. */
const mostWays = 100;
/** Of points that strand less than the first hundred. */
const fewWays = 5;

/** Looks at every way, so it yields often: whoever runs it can do something else in between. */
export function* describeFailures(
  report: FailureReport,
  routing: Routing,
  about: Pick<FailuresAnswer, 'root' | 'version' | 'down'>,
): Generator<undefined, FailuresAnswer> {
  const { survey, whole, singlePoints, unused, spare, maintenance } = report;
  const always = {
    ...about,
    ways: countRows(whole),
    noWay: yield* describeNoWay(whole, routing),
    singlePoints: singlePoints.map((point, i) => describePoint(survey, point, i < 100 ? mostWays : fewWays)),
  };
  if (maintenance !== undefined) {
    const described = describeMaintenance(maintenance);
    return { ...always, unused: [], spare: [], asymmetric: { count: 0, first: [] }, maintenance: described };
  }
  const asymmetric = asymmetricWays(survey);
  const first = asymmetric.slice(0, mostWays).map((way) => asymmetricRoute(survey, way));
  return {
    ...always,
    unused: unused.map(connectorId),
    spare: spare.map(connectorId),
    asymmetric: { count: asymmetric.length, first },
    maintenance: null,
  };
}

/** A message is sent on each way that is shown, to say why it gets no farther. */
function* describeNoWay(survey: Survey, routing: Routing): Generator<undefined, FailuresAnswer['noWay']> {
  const ways = yield* waysWithoutMail(survey);
  const first: FailuresAnswer['noWay']['first'][number][] = [];
  for (const way of ways.slice(0, mostWays)) {
    yield;
    first.push({ ...wayAt(survey, way), reason: reasonFor(routing, survey, way) });
  }
  return { count: ways.length, first };
}

/** A point that was found on the way, before it is known how bad the others are. */
export function describeFound(survey: Survey, point: SinglePointOfFailure): SinglePoint {
  return describePoint(survey, point, fewWays);
}

function describePoint(survey: Survey, { element, strands, remedy }: SinglePointOfFailure, most: number): SinglePoint {
  const shown = Array.from(strands.subarray(0, most), (way) => wayAt(survey, way));
  return { element, strands: shown, stranded: strands.length, remedy: adviceOf(remedy), mendedBy: remedy.by };
}

/** What a maintenance does by itself. */
export function describeMaintenance(maintenance: Maintenance): NonNullable<FailuresAnswer['maintenance']> {
  const { before, stranded, dearer, rerouted } = maintenance;
  const changed = (ways: Int32Array) => Array.from(ways.subarray(0, mostWays), (way) => changedWay(maintenance, way));
  return {
    stranded: Array.from(stranded.subarray(0, mostWays), (way) => wayAt(before, way)),
    dearer: changed(dearer),
    rerouted: changed(rerouted),
    counts: { stranded: stranded.length, dearer: dearer.length, rerouted: rerouted.length },
  };
}
