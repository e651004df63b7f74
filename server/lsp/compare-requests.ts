// Comparing logs: they are read piece by piece, and between two pieces everybody else has a turn.

import { type CancellationToken, type Connection, ProgressType } from 'vscode-languageserver';
import type { Answer } from '#core/answer';
import { startComparison, UnreadableLog } from '#core/interchange/compare/compare';
import { encodingOf } from '#core/interchange/compare/log-names';
import { UnreadableFile } from '#core/interchange/record';
import type { ComparisonAnswer, Requests } from '#core/protocol/requests';
import { comparisonDocument } from '../features/comparison.ts';
import { bytesAt, type OpenFile } from './import-requests.ts';
import type { Session } from './session.ts';
import { versionOf } from './topology-state.ts';

type Params = Requests['bridgehead/compare']['params'];

export class CompareRequests {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #open: OpenFile;
  readonly #defer: (work: () => void) => void;

  constructor(
    connection: Connection,
    session: Session,
    { open, defer }: { readonly open?: OpenFile; readonly defer: (work: () => void) => void },
  ) {
    this.#connection = connection;
    this.#session = session;
    this.#open = open ?? (() => undefined);
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
        for await (const piece of piecesOf(bytesAt(this.#connection, this.#open, { uri: each, path: each }))) {
          log.push(piece);
          await new Promise<void>((resolve) => this.#defer(resolve));
          if (token.isCancellationRequested) return null;
        }
        log.end();
      } catch (error) {
        const name = decodeURIComponent(each.slice(each.lastIndexOf('/') + 1));
        if (error instanceof UnreadableLog)
          return { ok: false, error: `${name}, line ${error.line}: ${error.message}.` };
        if (isMissing(error)) return { ok: false, error: `'${name}' cannot be read.` };
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
}

const compareProgress = new ProgressType<number>();

/** Whether somebody could not read the file: the client says so, or the disk does. */
function isMissing(error: unknown): boolean {
  return error instanceof UnreadableFile || (error instanceof Error && 'code' in error && 'syscall' in error);
}

const pieceBytes = 256 * 1024;

/** Text in pieces, of bytes that come in pieces of any size. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | undefined;
  for await (const some of bytes) {
    decoder ??= new TextDecoder(encodingOf(some));
    for (let at = 0; at < some.length; at += pieceBytes) {
      yield decoder.decode(some.subarray(at, at + pieceBytes), { stream: true });
    }
  }
  yield decoder?.decode() ?? '';
}
