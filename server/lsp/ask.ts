// How features become request handlers: which document a request is about, and the one border where faults of ours stop.

import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Connection, Position } from 'vscode-languageserver';
import { offsetAt } from '#core/syntax/lines';
import { isRefusal } from '../features/rename.ts';
import type { Refusal } from '../features/rename.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';

interface InDocument {
  readonly textDocument: { readonly uri: string };
}
interface AtPosition extends InDocument {
  readonly position: Position;
}

type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<void>>;

/** Turns features into request handlers, each with the one border that catches our own faults. */
export interface Ask {
  /** A request about a place in a document. */
  readonly at: <P extends AtPosition, R>(
    what: string,
    feature: (snapshot: Snapshot, offset: number, params: P) => R,
  ) => Handler<P, R | null>;
  /** Likewise, and about all topologies, as several may share a file. */
  readonly among: <P extends AtPosition, R>(
    what: string,
    feature: (snapshot: Snapshot, offset: number, params: P, all: readonly Snapshot[]) => R,
  ) => Handler<P, R | null>;
  /** A request about a whole document. */
  readonly about: <P, R>(
    what: string,
    feature: (snapshot: Snapshot, params: P) => R,
  ) => Handler<P & InDocument, R | null>;
  /** Likewise, of what takes a while: it is cut short when the document changes or nobody waits any more. */
  readonly inSlices: <P, R>(
    what: string,
    feature: (snapshot: Snapshot, params: P) => Iterator<unknown, R>,
  ) => Handler<P & InDocument, R | null>;
  readonly guarded: <P, R>(what: string, work: (params: P, token: CancellationToken) => Promise<R>) => Handler<P, R>;
}

export function asker(connection: Connection, session: Session, defer: (work: () => void) => void): Ask {
  const guarded = <P, R>(what: string, work: (params: P, token: CancellationToken) => Promise<R>): Handler<P, R> => {
    return async (params, token) => {
      try {
        const result = await work(params, token);
        return token.isCancellationRequested ? cancelled : result;
      } catch (error) {
        if (error instanceof Outdated) return outdated;
        if (error instanceof Refused) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
        connection.console.error(faultReport(what, error));
        return new ResponseError(
          LSPErrorCodes.RequestFailed,
          `Bridgehead could not answer (${what}): a fault of ours.`,
        );
      }
    };
  };
  return {
    guarded,
    about: (what, feature) =>
      guarded(what, async (params) => {
        const snapshot = await session.snapshot(params.textDocument.uri);
        return snapshot === undefined ? null : feature(snapshot, params);
      }),
    inSlices: (what, feature) =>
      guarded(what, async (params, token) => {
        const { uri } = params.textDocument;
        const snapshot = await session.snapshot(uri);
        if (snapshot === undefined) return null;
        const result = await inSlices(feature(snapshot, params), { defer, token });
        if (result === undefined) return null;
        if ((await session.snapshot(uri))?.source !== snapshot.source) throw new Outdated();
        return result;
      }),
    at: (what, feature) =>
      guarded(what, async (params) => {
        const snapshot = await session.snapshot(params.textDocument.uri);
        return snapshot === undefined ? null : feature(snapshot, offsetIn(snapshot, params.position), params);
      }),
    among: (what, feature) =>
      guarded(what, async (params) => {
        const all = await session.snapshots();
        const snapshot = await session.snapshot(params.textDocument.uri);
        return snapshot === undefined ? null : feature(snapshot, offsetIn(snapshot, params.position), params, all);
      }),
  };
}

const cancelled = new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'Cancelled.');

/** The document is another one by now: what was found out does not fit it. */
class Outdated extends Error {}

const outdated = new ResponseError<void>(LSPErrorCodes.ContentModified, 'The document changed meanwhile.');

/** What the user asked for can't be done, and why: shown to the user, not logged. */
class Refused extends Error {}

export function orRefuse<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Refused(result.refused);
  return result;
}

export function offsetIn(snapshot: Snapshot, position: Position): number {
  return Math.min(offsetAt(snapshot.source.lines, position), snapshot.source.tree.length);
}

/** What the log says of a fault of ours. */
export function faultReport(during: string, error: unknown): string {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `A fault of Bridgehead's own, while ${during}. Your text is safe; what follows edits goes on. If it happens again, run "Bridgehead: Restart Language Server" and report this:\n${cause}`;
}
