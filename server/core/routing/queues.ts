// Queues, whatever the routing model: how they are named is up to it.

import { keyOf } from '#core/model/keys';

/** Folds a queue's name: compared without regard to case, `-` and `–` alike (docs/language.md, Elements and queues). */
export function foldCaption(name: string): string {
  return keyOf(name).replaceAll('–', '-');
}

/** What a queue is for. */
export type QueueKind =
  /** Where a server puts messages that it has not decided about, cannot send, or returns. */
  | 'system'
  /** Into the mailboxes of the server. */
  | 'local delivery'
  /** To another server of the organization, without a connector. */
  | 'link'
  /** By a connector. */
  | 'connector'
  /** Out of the organization by the virtual server itself, or at a system outside. */
  | 'remote';

/** A queue of a server. */
export interface Queue {
  readonly kind: QueueKind;
  /** As the administrator's tools show it. */
  readonly name: string;
  /** How it delivers, as Queue Viewer of today says it; left out where there are no such words. */
  readonly deliveryType?: string;
}

/** Names of queues, as the administrator's tools show them; some end in whatever outside domain the mail is for. */
export interface QueueNames {
  readonly names: readonly string[];
  /** Any name with this start and this end, and something between. */
  readonly open: readonly { readonly start: string; readonly end: string }[];
}
