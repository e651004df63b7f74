// What a simulation tells whoever watches: changes of state always, every step of every message where that is asked for.

import type { ElementId } from '#core/model/element';
import type { QueueState } from '#core/routing/route';
import type { Instant } from './events.ts';

/** A queue as it is named: by itself and its server; a system outside has none. */
export interface QueueName {
  readonly queue: string;
  readonly server: string | null;
}

export type Change =
  | { readonly kind: 'down' | 'up'; readonly element: ElementId }
  /** Link state has a connector marked: at first in its own routing group, then everywhere (§5). */
  | {
      readonly kind: 'marked down' | 'marked up';
      readonly connector: string;
      readonly known: 'in its routing group' | 'everywhere';
    }
  /** A queue begins or ceases to wait; `next` is its next attempt, in seconds. */
  | (QueueName & {
      readonly kind: 'queue';
      readonly state: QueueState;
      readonly messages: number;
      readonly next: number | null;
    })
  /** Waiting messages go another way, as their server learned of something. */
  | (QueueName & { readonly kind: 'rerouted'; readonly messages: number })
  /** Somebody deleted waiting messages. */
  | (QueueName & { readonly kind: 'deleted'; readonly messages: number })
  /** The first notification of its kind and status that a server makes; later ones are only counted. */
  | {
      readonly kind: 'ndr' | 'delay';
      readonly status: string | null;
      readonly server: string | null;
    }
  /** What somebody did, and on how many queues; on none it did nothing, and `why` says why. */
  | { readonly kind: 'action'; readonly action: string; readonly queues: number; readonly why: string | null };

/** A step of a message, which has a number. */
export interface Move {
  readonly kind: 'sent' | 'arrived' | 'queued' | 'delivered' | 'left' | 'returned' | 'rerouted' | 'deleted' | 'late';
  readonly message: number;
  readonly is: 'message' | 'ndr' | 'delay';
  readonly server: string | null;
  readonly queue: string | null;
  readonly status: string | null;
}

export interface Watcher {
  changed(at: Instant, change: Change): void;
  /** Left out where nobody asks for the steps of messages. */
  readonly moved?: (at: Instant, move: Move) => void;
  /** The numbers of the messages whose steps are asked for; left out for all. */
  readonly follows?: ReadonlySet<number>;
}

/** Nobody watches. */
export const silent: Watcher = { changed: () => undefined };
