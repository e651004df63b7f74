// What routing is asked and what it answers, whatever the routing model. The shapes are those of `bridgehead route
// --format json` (docs/language.md), so a report prints them as they are.

import type { ElementId } from '#core/model/element';
import type { Element, Send, Topology } from '#core/model/topology';
import type { Outcome } from '#core/syntax/tree';

/** A routing model: the rules by which one generation of servers routes. Everybody but its own files knows only this. */
export interface RoutingModel {
  /** As `model` names it in the organization: `exchange-2003`. */
  readonly name: string;
  compile(topology: Topology): Routing;
  /** The queues that messages can pass or wait in there, whatever is sent and whatever is down. */
  queues(topology: Topology): QueueNames;
}

/** Names of queues, as Queue Viewer shows them; some end in whatever outside domain the mail is for. */
export interface QueueNames {
  readonly names: readonly string[];
  /** Any name with this start and this end, and something between. */
  readonly open: readonly { readonly start: string; readonly end: string }[];
}

/** The rules applied to one topology; holds what can be computed once. */
export interface Routing {
  readonly topology: Topology;
  /** Where a message goes and why. Never throws on a topology with errors: what is unresolved does not exist. */
  route(message: Send, down: readonly Element[]): Route;
}

/** A step of a message: from this server, by this connector (null within a group and at the end), through this queue. */
export interface Hop {
  readonly server: string;
  readonly virtualServer: string;
  readonly routingGroup: string;
  readonly connector: string | null;
  /** The queue that the message passes or waits in on this server, named as Exchange's Queue Viewer names it. */
  readonly queue: string;
  /** What this step adds to the cost. */
  readonly cost: number;
  /** The connector's address space that the message leaves by (or waits to): `SMTP:*.example.net`. */
  readonly addressSpace?: string;
}

export type QueueState = 'Active' | 'Ready' | 'Retry' | 'Scheduled' | 'Remote' | 'Frozen';

export type Verdict =
  'chosen' | 'tie' | 'out of scope' | 'restricted' | 'less specific' | 'down' | 'unreachable' | 'costlier';

/**
 * A connector that was looked at, and what became of it. Where very many were, only the closest and cheapest of each
 * verdict are told.
 */
export interface Considered {
  /** The server that decides here; the choice is made anew at every hop. */
  readonly server: string;
  readonly connector: string;
  /** Of the matching address space: literal characters, exact entries above all; null for a way to a routing group. */
  readonly specificity: number | null;
  /** From here to the end by this connector; null when there is no way. */
  readonly cost: number | null;
  readonly verdict: Verdict;
  /** One sentence for an administrator. */
  readonly reason: string;
}

export interface Route {
  readonly outcome: Outcome;
  /** The enhanced status code of an NDR; null unless undeliverable. */
  readonly status: string | null;
  /** What the message paid, connectors crossed plus the address space it left by; null when undeliverable. */
  readonly cost: number | null;
  readonly connectors: readonly string[];
  /** Empty when no server of the organization took it. */
  readonly hops: readonly Hop[];
  /** Smart host, remote domain or server of the last hop; null when undeliverable. */
  readonly nextHop: string | null;
  /** Where it waits; null unless queued. */
  readonly queue: string | null;
  /** The state of that queue; null unless queued. */
  readonly queueState: QueueState | null;
  /** `Mon 18:00` when it waits for a schedule; else null. */
  readonly until: string | null;
  readonly ties: readonly (readonly string[])[];
  readonly considered: readonly Considered[];
  /** One sentence for an administrator. */
  readonly reason: string;
  /** The elements that it passed, in order, for the drawing: servers, connectors, at last the host or `internet`. */
  readonly path: readonly ElementId[];
}
