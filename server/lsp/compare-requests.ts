// Comparing logs: they are read piece by piece, and between two pieces everybody else has a turn.

import { type CancellationToken, type Connection, ProgressType, RequestType } from 'vscode-languageserver';
import type { Answer } from '#core/answer';
import { startComparison, UnreadableLog } from '#core/interchange/compare/compare';
import type { ComparisonAnswer, Requests, ServerRequests } from '#core/protocol/requests';
import { comparisonDocument } from '../features/comparison.ts';
import type { Session } from './session.ts';
import { versionOf } from './topology-state.ts';

type Params = Requests['bridgehead/compare']['params'];

/** Reads logs. */
export interface LogSource {
  /** A log's text in pieces; undefined where it cannot be read here. Throws where there is none. */
  pieces(uri: string): AsyncIterable<string> | undefined;
}

export class CompareRequests {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #source: LogSource | undefined;
  readonly #defer: (work: () => void) => void;

  constructor(
    connection: Connection,
    session: Session,
    { logs, defer }: { readonly logs?: LogSource | undefined; readonly defer: (work: () => void) => void },
  ) {
    this.#connection = connection;
    this.#session = session;
    this.#source = logs;
    this.#defer = defer;
  }

  /** Null for a document that is not open, and when it was cancelled. */
  async compare(
    { uri, logs, partialResultToken }: Params,
    token: CancellationToken,
  ): Promise<Answer<ComparisonAnswer> | null> {
    const state = await this.#session.state(uri);
    if (state === undefined) return null;
    const { root, topology } = state;
    const comparison = startComparison(topology);
    for (const [at, each] of logs.entries()) {
      const log = comparison.log();
      try {
        for await (const piece of this.#source?.pieces(each) ?? this.#piecesOfClient(each)) {
          log.push(piece);
          await new Promise<void>((resolve) => this.#defer(resolve));
          if (token.isCancellationRequested) return null;
        }
        log.end();
      } catch (error) {
        const name = decodeURIComponent(each.slice(each.lastIndexOf('/') + 1));
        if (error instanceof UnreadableLog)
          return { ok: false, error: `${name}, line ${error.line}: ${error.message}.` };
        if (error instanceof MissingLog) return { ok: false, error: `'${name}' cannot be read.` };
        throw error;
      }
      if (partialResultToken !== undefined) {
        void this.#connection.sendProgress(compareProgress, partialResultToken, (at + 1) / logs.length);
      }
    }
    const report = comparison.report();
    const traffic = report.traffic.map(({ element, took, explained }) => ({ element, took, explained }));
    const text = comparisonDocument(report, topology.organization.name);
    return { ok: true, value: { root, version: versionOf(state), text, traffic } };
  }

  async *#piecesOfClient(uri: string): AsyncIterable<string> {
    for (let part = 0; ; part += 1) {
      const piece = await this.#connection.sendRequest(readLogOfClient, { uri, part });
      if (piece === null) throw new MissingLog();
      yield piece.text;
      if (piece.isLast) return;
    }
  }
}

/** A log that nobody can read. */
export class MissingLog extends Error {}

const compareProgress = new ProgressType<number>();

type ReadLog = ServerRequests['bridgehead/readLog'];
const readLogOfClient = new RequestType<ReadLog['params'], ReadLog['result'], void>('bridgehead/readLog');
