// What the client, the server and the matrix of all ways tell each other about it. Types only.

import type { Answer } from '#core/answer';
import type { MatrixRow } from '#core/failure/ways';
import type { ElementId } from '#core/model/element';

/** Which part of the matrix to show; a whole one can have a million rows. */
export interface MatrixQuery {
  /** Elements in the language's words; the server reads them. */
  readonly down: readonly string[];
  /** Every word has to be in a row. */
  readonly filter: string;
  readonly sort: { readonly by: keyof MatrixRow; readonly descending: boolean };
  readonly first: number;
  readonly count: number;
}

export interface MatrixAnswer {
  readonly root: string;
  readonly version: number;
  readonly rows: readonly MatrixRow[];
  /** Rows that the filter leaves. */
  readonly matching: number;
  readonly total: number;
}

/** From the client to the matrix. */
export type ToMatrix =
  /** What to show, and at every change of it: ask (again). */
  | { readonly type: 'changed'; readonly uri: string; readonly down: readonly ElementId[] }
  | { readonly type: 'rows'; readonly request: number; readonly answer: Answer<MatrixAnswer> };

/** From the matrix to the client. */
export type FromMatrix =
  | { readonly type: 'ready' }
  | { readonly type: 'query'; readonly request: number; readonly query: Omit<MatrixQuery, 'down'> }
  /** Goes to where a routing group or a connector is written. */
  | { readonly type: 'reveal'; readonly element: string };

/** What the matrix keeps (`setState`) and finds again after a reload; the client reads `uri` and `down`. */
export interface MatrixState {
  readonly uri: string;
  readonly down: readonly ElementId[];
  readonly filter: string;
  readonly sort: MatrixQuery['sort'];
}
