// What a message is when `send` does not say: the defaults of docs/language.md, in one place.

import { plainDomain } from '#core/model/accepted-domains';
import type { Address, Send, Topology } from '#core/model/topology';
import type { Priority, SecondOfWeek } from '#core/syntax/tree';

/** 10 KB, as `send` has it unless written. */
export const defaultSizeBytes = 10 * 1024;

/** Monday 12:00, as `send` has it unless written. */
const defaultTime: SecondOfWeek = 12 * 60 * 60;

/** A message with nothing left open. */
export interface Message {
  readonly recipient: Address;
  readonly sender: Address;
  readonly sizeBytes: number;
  readonly priority: Priority;
  readonly system: boolean;
  readonly at: SecondOfWeek;
}

/** The message that `send` describes, defaults filled in. */
export function messageOf(send: Send, topology: Topology): Message {
  return {
    recipient: send.to,
    sender: send.sender ?? defaultSender(topology),
    sizeBytes: send.sizeBytes ?? defaultSizeBytes,
    priority: send.priority ?? 'normal',
    system: send.system,
    at: send.at ?? defaultTime,
  };
}

/** Postmaster at the first accepted domain; a bare `postmaster` in a topology that accepts none. */
function defaultSender(topology: Topology): Address {
  const [first] = topology.organization.domains;
  const domain = first && plainDomain(first);
  return domain === undefined
    ? { type: 'SMTP', address: 'postmaster', local: 'postmaster', domain: undefined }
    : { type: 'SMTP', address: `postmaster@${domain}`, local: 'postmaster', domain };
}
