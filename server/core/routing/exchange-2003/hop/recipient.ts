// Where a recipient is, before any connector comes into it: what the categorizer finds out (§2).

import type { Address, Host, Server, Station } from '#core/model/topology';
import { mailboxServerOf } from '#core/routing/addresses/mailbox';
import type { Network } from '../network/network.ts';

export type Destination =
  /** A mailbox of the organization [T-MSGROUTE]. */
  | { readonly kind: 'mailbox'; readonly server: Server }
  /** Nobody here knows the recipient; the virtual server hands such mail on [KB-321721]. */
  | { readonly kind: 'unresolved'; readonly host: Host }
  /** A domain that only we have, and nobody by that name in it [KB-324732]. */
  | { readonly kind: 'unknown' }
  /** A domain that we share with another system, which may know the recipient [KB-823158]. */
  | { readonly kind: 'shared' }
  | { readonly kind: 'outside' };

/**
 * Mailboxes are looked up first; then `unresolved recipients to` of the virtual server that categorizes applies to every
 * accepted domain, authoritative ones too, before any connector (§13.3).
 */
export function destinationOf(network: Network, at: Station, recipient: Address): Destination {
  const server = mailboxServerOf(network.mailboxes, recipient);
  if (server !== undefined) return { kind: 'mailbox', server };
  const shared = acceptance(network, recipient);
  if (shared === undefined) return { kind: 'outside' };
  const host = at.virtualServer.unresolvedRecipientsTo;
  if (host !== undefined) return { kind: 'unresolved', host };
  return { kind: shared ? 'shared' : 'unknown' };
}

/** Whether the organization accepts mail for the recipient's domain: true for a shared domain, undefined when not. */
export function acceptance(network: Network, recipient: Address): boolean | undefined {
  if (recipient.domain === undefined) return undefined;
  return network.domains.get(recipient.domain.toLowerCase());
}
