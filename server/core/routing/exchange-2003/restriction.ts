// What a message must be to use a connector (§1.5, §4 step 2). A connector that a message may not use is treated as
// absent [EXPEDIA, STRONG]; the reason decides the NDR when nothing else is left (§13.9).

import type { Connector } from '#core/model/topology';
import type { Message } from '../defaults.ts';
import { writtenAddress, writtenSize } from '../written-values.ts';
import { hasForm } from './mailbox.ts';
import type { Carrier } from './network.ts';

/** Why a message may not use a connector; 'none' when it may. Numbers, so that a view can hold one a connector. */
export const restriction = { none: 0, size: 1, sender: 2, priority: 3, type: 4 } as const;
export type Restriction = (typeof restriction)[keyof typeof restriction];

/** The first restriction of the connector that the message fails. */
export function restrictionOn(carrier: Carrier, message: Message): Restriction {
  const { connector } = carrier;
  if (message.sizeBytes > connector.limitSizeBytes) return restriction.size;
  if (carrier.checksSenders && isSenderRejected(connector, message)) return restriction.sender;
  if (!connector.priorities.includes(message.priority)) return restriction.priority;
  if (!connector.messageTypes.includes(message.system ? 'system' : 'non-system')) return restriction.type;
  return restriction.none;
}

/** `reject from` beats `accept from`; without `accept from` everybody is accepted [H-RESTR]. */
function isSenderRejected(connector: Connector, message: Message): boolean {
  const { acceptFrom, rejectFrom } = connector;
  if (rejectFrom.some((pattern) => hasForm(message.sender, pattern))) return true;
  return acceptFrom.length > 0 && !acceptFrom.some((pattern) => hasForm(message.sender, pattern));
}

/** Whether anything about the connector can ever refuse a message. */
export function isRestricted(carrier: Carrier): boolean {
  const { connector } = carrier;
  return (
    connector.limitSizeBytes !== Infinity ||
    restrictsSenders(carrier) ||
    connector.priorities.length < 3 ||
    connector.messageTypes.length < 2
  );
}

/** Sender lists count only with `check connector restrictions` on the source bridgehead [KB-277872, BPA-CCR]. */
export function restrictsSenders(carrier: Carrier): boolean {
  const { acceptFrom, rejectFrom } = carrier.connector;
  return carrier.checksSenders && acceptFrom.length + rejectFrom.length > 0;
}

/** One sentence for `considered`. */
export function restrictionSentence(kind: Restriction, connector: Connector, message: Message): string {
  switch (kind) {
    case restriction.none:
      return 'The message may use it.';
    case restriction.size:
      return `The message has ${writtenSize(message.sizeBytes)}, it takes ${writtenSize(connector.limitSizeBytes)} at most.`;
    case restriction.sender:
      return `It does not accept messages from ${writtenAddress(message.sender)}.`;
    case restriction.priority:
      return `It does not take messages of ${message.priority} priority.`;
    case restriction.type:
      return `It does not take ${message.system ? 'system' : 'non-system'} messages.`;
  }
}

/** The status of the NDR when this restriction is what stood in the way (§13.9) [KB-322679 for the size]. */
export function restrictionStatus(kind: Restriction): string {
  if (kind === restriction.size) return '5.2.3';
  return kind === restriction.sender ? '5.7.1' : '5.4.4';
}
