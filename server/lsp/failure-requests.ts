// The requests that take a while: the analysis of failures, and the matrix of all ways. Both run in slices on one moment
// of the topology, say how far they are, and stop when nobody waits for them any more.

import { ProgressType, type CancellationToken, type Connection } from 'vscode-languageserver';
import { elementId } from '#core/model/element';
import {
  analyzeFailures,
  type FailureProgress,
  type FailureReport,
  type SinglePointOfFailure,
} from '#core/failure/analyze-failures';
import type { Maintenance } from '#core/failure/maintenance';
import { matrixRow } from '#core/failure/ways';
import type { Answer } from '#core/answer';
import type { MatrixAnswer } from '#core/protocol/matrix';
import type { FailuresAnswer, FailuresProgress, Requests } from '#core/protocol/requests';
import { readDown } from '#core/routing/message/test-message';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { describeFailures, describeFound, describeMaintenance } from '../features/failures.ts';
import { countRows, orderedWays, type Matrix, type MatrixOrder } from '../features/matrix.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';
import { versionOf } from './topology-state.ts';

type Params<Method extends keyof Requests> = Requests[Method]['params'];

export class FailureRequests {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #defer: (work: () => void) => void;
  /** The last survey of each routing: the parts of one matrix are asked for one after the other. */
  readonly #surveys = new WeakMap<Routing, { readonly down: string; readonly survey: Survey }>();
  readonly #orders = new WeakMap<Survey, { readonly order: string; readonly ways: Int32Array }>();

  constructor(connection: Connection, session: Session, defer: (work: () => void) => void) {
    this.#connection = connection;
    this.#session = session;
    this.#defer = defer;
  }

  /** Null for a document that is not open, and when it was cancelled. */
  async failures(
    { uri, down, partialResultToken }: Params<'bridgehead/failures'>,
    token: CancellationToken,
  ): Promise<Answer<FailuresAnswer> | null> {
    const state = await this.#session.state(uri);
    if (state === undefined) return null;
    const { root, routing } = state;
    const off = readDown(down, routing.topology);
    if (!off.ok) return off;
    const about = { root, version: versionOf(state), down: off.value.map(elementId) };
    const survey = this.#surveyOf(routing, down);
    if (!survey.ok) return survey;
    const gathered: Gathered = { found: [], maintenance: undefined };
    let notBefore = 0;
    const report = await inSlices(gathering(analyzeFailures(routing, { down: off.value }), gathered), {
      defer: this.#defer,
      token,
      progressed: ({ done, total }) => {
        if (partialResultToken === undefined || performance.now() < notBefore) return;
        const points = gathered.found.splice(0).map((point) => describeFound(survey.value, point));
        // The first points are told at once, the others in batches.
        if (points.length > 0) notBefore = performance.now() + batchMilliseconds;
        const maintenance = gathered.maintenance === undefined ? null : describeMaintenance(gathered.maintenance);
        gathered.maintenance = undefined;
        const progress = { ...about, done, total, found: points, maintenance };
        void this.#connection.sendProgress(failuresProgress, partialResultToken, progress);
      },
    });
    if (report === undefined) return null;
    this.#surveys.set(routing, { down: down.join('\n'), survey: report.survey });
    const value = await inSlices(describeFailures(report, routing, about), { defer: this.#defer, token });
    return value === undefined ? null : { ok: true, value };
  }

  /** Null for a document that is not open, and when it was cancelled. */
  async matrix(
    { uri, down, filter, sort, first, count }: Params<'bridgehead/matrix'>,
    token: CancellationToken,
  ): Promise<Answer<MatrixAnswer> | null> {
    const state = await this.#session.state(uri);
    if (state === undefined) return null;
    const { root, routing } = state;
    const survey = this.#surveyOf(routing, down);
    if (!survey.ok) return survey;
    const connectors = routing.topology.connectors.map(({ name }) => name);
    const ways = await this.#order({ survey: survey.value, connectors }, { filter, sort }, token);
    if (ways === undefined) return null;
    const rows = Array.from(ways.subarray(first, first + count), (way) => matrixRow(survey.value, way));
    return {
      ok: true,
      value: { root, version: versionOf(state), rows, matching: ways.length, total: countRows(survey.value) },
    };
  }

  #surveyOf(routing: Routing, down: readonly string[]): Answer<Survey> {
    const known = this.#surveys.get(routing);
    const key = down.join('\n');
    if (known?.down === key) return { ok: true, value: known.survey };
    const off = readDown(down, routing.topology);
    if (!off.ok) return off;
    const survey = routing.survey(off.value);
    this.#surveys.set(routing, { down: key, survey });
    return { ok: true, value: survey };
  }

  async #order(matrix: Matrix, by: MatrixOrder, token: CancellationToken): Promise<Int32Array | undefined> {
    const order = JSON.stringify(by);
    const known = this.#orders.get(matrix.survey);
    if (known?.order === order) return known.ways;
    const ways = await inSlices(orderedWays(matrix, by), { defer: this.#defer, token });
    if (ways !== undefined) this.#orders.set(matrix.survey, { order, ways });
    return ways;
  }
}

/** Often enough to see that it goes on. */
const batchMilliseconds = 300;

/** What an analysis has come to since that was last told. */
interface Gathered {
  readonly found: SinglePointOfFailure[];
  maintenance: Maintenance | undefined;
}

/** The same analysis, that also gathers what it finds. */
function* gathering(
  analysis: Generator<FailureProgress, FailureReport>,
  gathered: Gathered,
): Generator<FailureProgress, FailureReport> {
  for (;;) {
    const step = analysis.next();
    if (step.done === true) return step.value;
    const { found, maintenance } = step.value;
    if (found !== undefined) gathered.found.push(found);
    if (maintenance !== undefined) gathered.maintenance = maintenance;
    yield step.value;
  }
}

const failuresProgress = new ProgressType<FailuresProgress>();
