// Where mail for an address goes first, from a server of ours: as a route says it, in a form that compares with what another
// mail system does.

import { keyOf, referenceTo } from '#core/model/keys';
import type { Address, Server, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { Route } from '#core/routing/route';

/** The first thing that happens outside of a server. */
export type FirstHop =
  /** It stays there: the mailbox is on it. */
  | { readonly kind: 'here' }
  /** Another server of the topology has it next. */
  | { readonly kind: 'own'; readonly server: string }
  /** A host, or the domain that DNS is asked for; as it is written. */
  | { readonly kind: 'outside'; readonly nextHop: string }
  /** It is returned, or waits for what does not answer (4.4.1). */
  | { readonly kind: 'ends'; readonly status: string };

/** A message from the server itself, of 10 KB, on Monday at noon. */
export function routeFrom(topology: Topology, server: Server, address: string): Route {
  const from = {
    kind: 'server',
    server: referenceTo(server.name),
    virtualServer: undefined,
    place: undefined,
  } as const;
  const send = { from, to: smtp(address), sender: undefined, sizeBytes: undefined, priority: undefined };
  return compileRouting(topology).route({ ...send, system: false, at: undefined, place: undefined }, []);
}

/** Where that message goes first; what waits for a connector's schedule or host goes by that connector. */
export function firstHopOf(route: Route, server: Server, topology: Topology): FirstHop {
  const next = route.hops.find((hop) => keyOf(hop.server) !== server.key);
  if (next !== undefined) return { kind: 'own', server: next.server };
  if (route.outcome === 'undeliverable' || route.nextHop === null)
    return { kind: 'ends', status: route.status ?? '5.0.0' };
  const last = route.hops.at(-1);
  if (route.outcome === 'queued') {
    if ((last?.connector ?? null) === null) return { kind: 'ends', status: '4.4.1' };
    if (topology.serverByKey.has(keyOf(route.nextHop))) return { kind: 'own', server: route.nextHop };
  }
  const isToMailbox = last?.connector === null && route.outcome === 'delivered';
  if (isToMailbox && keyOf(route.nextHop) === server.key) return { kind: 'here' };
  // In a site the server that has the message hands it to the mailbox server itself, which is no further hop.
  const isOwn = isToMailbox && topology.serverByKey.has(keyOf(route.nextHop));
  return isOwn ? { kind: 'own', server: route.nextHop } : { kind: 'outside', nextHop: route.nextHop };
}

function smtp(address: string): Address {
  const at = address.lastIndexOf('@');
  return { type: 'SMTP', address, local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** A recipient whom nobody has named. */
export function somebodyIn(domain: string): string {
  return `bridgehead-probe@${domain}`;
}

/** A domain below another that nobody has named. */
export function below(domain: string): string {
  return `bridgehead-probe.${domain}`;
}

/** A domain that nobody has (RFC 2606). */
export const outsideDomain = 'bridgehead-probe.invalid';
