// Compares what tracking logs tell with what the topology says (docs/compare.md). Logs are pushed in, piece by piece, in any
// order; what is kept are messages whose end is not known, and sums.

import { connectorId, isKind } from '#core/model/element';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { type Bounds, Chains, usualBounds } from './chains.ts';
import { hypothesesFor } from './hypotheses.ts';
import { writtenMoment } from './moments.ts';
import { pinOf } from './pin.ts';
import { predictorFor } from './prediction.ts';
import type { Counted, LogReport, Traffic } from './report.ts';
import { namesIn } from './stops.ts';
import { type Differing, Tally, unusedIn } from './tally.ts';
import { newLogCounts, TrackingLog } from './tracking-log.ts';
import { Uses } from './uses.ts';

export { UnreadableLog } from './rows.ts';

/** Messages that began in this time are compared; milliseconds since 1970, the second excluded. */
export interface CompareOptions {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly bounds?: Bounds;
}

/** Takes logs, then tells what came of it. */
export interface Comparison {
  /** A reader for one more log: its text in pieces, then the end. Both throw `UnreadableLog`. */
  log(): { push(piece: string): void; end(): void };
  /** Once, after all logs. */
  report(): LogReport;
}

export function startComparison(topology: Topology, options: CompareOptions = {}): Comparison {
  const { since = -Infinity, until = Infinity, bounds = usualBounds } = options;
  const predictor = predictorFor(compileRouting(topology));
  const uses = new Uses();
  const tally = new Tally(topology, predictor, { since, until }, uses);
  const chains = new Chains(namesIn(topology), (chain, ways) => tally.add(chain, ways), bounds);
  const counts = newLogCounts();
  let logs = 0;
  return {
    log() {
      logs += 1;
      return new TrackingLog(counts, (entry) => chains.add(entry));
    },
    report() {
      chains.end();
      const causes = [...tally.causes.values()].sort(
        (one, other) => other.count - one.count || one.first - other.first,
      );
      return {
        format: 1,
        logs,
        rows: counts.rows,
        messages: tally.messages,
        ways: tally.ways,
        first: tally.messages === 0 ? null : writtenMoment(tally.first),
        last: tally.messages === 0 ? null : writtenMoment(tally.last),
        verdicts: tally.verdicts,
        traffic: trafficOf(topology, tally, causes),
        causes: causes.map((each) => causeOf(topology, each)),
        otherCauses: tally.otherCauses,
        hypotheses: hypothesesFor(topology, predictor, causes, uses),
        unused: tally.messages === 0 ? [] : unusedIn(topology, tally),
        lacking: { servers: counted(tally.lackingServers), connectors: counted(tally.lackingConnectors) },
        notComparable: counted(tally.notComparable),
        events: { ignored: counted(counts.ignored), unknown: counted(counts.unknown) },
        rowsLeftOut: { odd: counts.oddRows, withoutMessage: counts.nameless, late: chains.late },
        unfinishedLogs: counts.unfinished,
        judgedEarly: chains.evicted,
      };
    },
  };
}

function causeOf(topology: Topology, cause: Differing): LogReport['causes'][number] {
  const { from, space, predicted, actual, count, first, last, messageId, way, send, compared } = cause;
  return {
    from,
    addressSpace: space,
    predicted,
    actual,
    count,
    first: writtenMoment(first),
    last: writtenMoment(last),
    messageId,
    test: pinOf(topology, way, send, compared) ?? null,
  };
}

/** In the order of the topology, connectors first. */
function trafficOf(topology: Topology, tally: Tally, causes: readonly Differing[]): readonly Traffic[] {
  const numbersOf = (element: string) =>
    causes.flatMap(({ compared, predictedElements }, number) => {
      const took = compared.stretches.some(
        ({ elements, isExplained }) => !isExplained && elements.some((id) => id === element),
      );
      return took || [...predictedElements].some((id) => id === element) ? [number] : [];
    });
  const declared = topology.connectors.map(({ name }) => connectorId(name));
  const others = [...tally.traffic.keys()].filter((id) => !isKind(id, 'connector')).sort();
  return [...new Set([...declared, ...others])].flatMap((element) => {
    const traffic = tally.traffic.get(element);
    return traffic === undefined ? [] : [{ element, ...traffic, causes: numbersOf(element) }];
  });
}

/** The most first; of as many by name. */
function counted(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}
