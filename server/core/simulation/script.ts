// What is simulated in the preview: a scenario of the topology or none, and what somebody did besides, at which time.

import type { ElementId } from '#core/model/element';
import type { TestMessage } from '#core/routing/message/test-message';
import type { QueueActionKind } from '#core/syntax/tree';
import { inQuotes, writtenName } from '#core/syntax/words';
import type { QueueName } from './timeline.ts';

/** What somebody does, in the words of `scenario`. */
export type Action =
  | { readonly kind: 'send'; readonly message: TestMessage }
  | { readonly kind: 'down' | 'up'; readonly elements: readonly ElementId[] }
  | { readonly kind: QueueActionKind; readonly queue: QueueName }
  /** The other side of a connector fetches its mail (ETRN). */
  | { readonly kind: 'pick up'; readonly connector: string }
  | { readonly kind: 'delete messages'; readonly queue: QueueName; readonly withNdr: boolean }
  | { readonly kind: 'delete message'; readonly number: number; readonly withNdr: boolean };

/** What was done, and when: seconds since the start. */
export interface TimedAction {
  readonly at: number;
  readonly action: Action;
}

export interface Script {
  /** The scenario that it begins with; null: nothing but what was done. */
  readonly scenario: string | null;
  /** The time of the week at the start, where no scenario says it: `Mon 12:00`. */
  readonly start: string;
  /** What is off from the start, so that everybody knows; where no scenario says it. */
  readonly down: readonly ElementId[];
  /** In the order in which it is done. */
  readonly actions: readonly TimedAction[];
}

/** An action as a statement says it, behind `at D`, for people to read: of a message only where it goes. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case 'send':
      return `send from ${action.message.from} to ${action.message.to}`;
    case 'down':
    case 'up':
      return `${action.kind} ${action.elements.join(', ')}`;
    case 'freeze':
    case 'unfreeze':
    case 'force':
    case 'suspend':
    case 'resume':
    case 'retry':
    case 'resubmit':
      return `${action.kind} ${writtenQueue(action.queue)}`;
    case 'pick up':
      return `pick up connector ${writtenName(action.connector)}`;
    case 'delete messages':
      return `delete messages in ${writtenQueue(action.queue)}${action.withNdr ? ' with ndr' : ''}`;
    case 'delete message':
      return `delete message ${action.number}${action.withNdr ? ' with ndr' : ''}`;
  }
}

function writtenQueue({ queue, server }: QueueName): string {
  return `queue ${inQuotes(queue)}${server === null ? '' : ` on ${writtenName(server)}`}`;
}
