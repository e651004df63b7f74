// Where a recipient is, before any connector comes into it: what the categorizer finds out (§2).

import type { Address, Host, Server, Station } from '#core/model/topology';
import { acceptance } from '#core/routing/addresses/acceptance';
import type { Network } from '../network/network.ts';

/** Where the mailbox is, or what is done about an address without one. */
export type Resolved =
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
 * The mailbox, which was looked up, comes first; then `unresolved recipients to` of the virtual server that categorizes applies to every
 * accepted domain, authoritative ones too, before any connector (§13.3).
 */
export function resolve(network: Network, at: Station, recipient: Address, home: Server | undefined): Resolved {
  if (home !== undefined) return { kind: 'mailbox', server: home };
  const shared = acceptance(network, recipient);
  if (shared === undefined) return { kind: 'outside' };
  const host = at.virtualServer.unresolvedRecipientsTo;
  if (host !== undefined) return { kind: 'unresolved', host };
  return { kind: shared ? 'shared' : 'unknown' };
}
