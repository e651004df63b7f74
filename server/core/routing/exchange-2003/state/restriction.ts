// What a message must be to use a connector (§1.5, §4 step 2). A connector that a message may not use is treated as
// absent [EXPEDIA, STRONG]; the reason decides the NDR when nothing else is left (§13.9).

import type { Connector, Station } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import { writtenAddress, writtenSize } from '../../message/written-values.ts';
import { hasForm } from '#core/routing/addresses/mailbox';
import type { Carrier } from '../network/network.ts';

/** Why a message may not use a connector: a sum of these, 'none' when it may. Numbers, so that a view can hold one a connector. */
export const restriction = { none: 0, size: 1, sender: 2, priority: 4, type: 8 } as const;
type Restriction = Exclude<(typeof restriction)[keyof typeof restriction], 0>;

/** In the order in which they decide the NDR (§13.9). */
const kinds: readonly Restriction[] = [restriction.size, restriction.sender, restriction.priority, restriction.type];

/** The bridgehead by which a connector would take a message. */
export type SourceOf = (carrier: Carrier) => Station | undefined;

function firstBridgehead({ bridgeheads }: Carrier): Station | undefined {
  return bridgeheads[0];
}

/**
 * Everything about the connector that keeps the message from it, as a sum of `restriction`s. Sender lists count only with
 * `check connector restrictions` on the bridgehead that the message leaves by [KB-277872, BPA-CCR].
 */
export function restrictionsOn(carrier: Carrier, message: Message, sourceOf: SourceOf = firstBridgehead): number {
  const { connector } = carrier;
  let failed: number = restriction.none;
  if (message.sizeBytes > connector.limitSizeBytes) failed |= restriction.size;
  if (isSenderRejected(connector, message) && sourceOf(carrier)?.server.checkConnectorRestrictions === true)
    failed |= restriction.sender;
  if (!connector.priorities.includes(message.priority)) failed |= restriction.priority;
  if (!connector.messageTypes.includes(message.system ? 'system' : 'non-system')) failed |= restriction.type;
  return failed;
}

/** `reject from` beats `accept from`; without `accept from` everybody is accepted [H-RESTR]. */
export function isSenderRejected(connector: Connector, message: Message): boolean {
  const { acceptFrom, rejectFrom } = connector;
  if (rejectFrom.some((pattern) => hasForm(message.sender, pattern))) return true;
  return acceptFrom.length > 0 && !acceptFrom.some((pattern) => hasForm(message.sender, pattern));
}

/** ` Its list …`, where a list of senders would refuse the message and nobody checks it (M33) [KB-277872]; else ''. */
export function unenforced(carrier: Carrier, message: Message, sourceOf: SourceOf = firstBridgehead): string {
  const source = sourceOf(carrier);
  if (source === undefined || source.server.checkConnectorRestrictions || !isSenderRejected(carrier.connector, message)) return ''; // prettier-ignore
  return ` Its list of senders would refuse ${writtenAddress(message.sender)}, but ${source.server.name} does not check it.`;
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

/** Whether the connector can ever refuse a sender. */
export function restrictsSenders({ connector, bridgeheads }: Carrier): boolean {
  const { acceptFrom, rejectFrom } = connector;
  return (
    acceptFrom.length + rejectFrom.length > 0 && bridgeheads.some(({ server }) => server.checkConnectorRestrictions)
  );
}

/** Whether it depends on the bridgehead if the connector refuses a sender. */
export function checksBySource(carrier: Carrier): boolean {
  return restrictsSenders(carrier) && !carrier.bridgeheads.every(({ server }) => server.checkConnectorRestrictions);
}

/** What an administrator would have to change: a sentence for each restriction that the message fails. */
export function restrictionSentences(failed: number, connector: Connector, message: Message): string {
  return kinds
    .filter((kind) => (failed & kind) !== 0)
    .map((kind) => sentence(kind, connector, message))
    .join(' ');
}

function sentence(kind: Restriction, connector: Connector, message: Message): string {
  switch (kind) {
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

/** The status of the NDR when a connector refuses the message: size before the sender before the rest (§13.9) [KB-322679]. */
export function restrictionStatus(failed: number): string {
  if ((failed & restriction.size) !== 0) return '5.2.3';
  return (failed & restriction.sender) !== 0 ? '5.7.1' : '5.4.4';
}
