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
  /** The same, with what it was made from; undefined when that is too much to remember. */
  trace(message: Send, down: readonly Element[]): { readonly route: Route; readonly footprint: Footprint | undefined };
  /** What is different in another topology. Both hold the same objects for what is declared the same. */
  differenceTo(now: Topology): Difference;
  /** Where ordinary messages go from every routing group to every destination while these elements are off. */
  survey(down: readonly Element[]): Survey;
}

/** What the route of a message was made from: known to the routing model that made it, kept by others. */
export type Footprint = object;

/** What is different between the topology of a `Routing` and another one. */
export interface Difference {
  /** Whether a message that left this footprint in the first may have another route now; never no when it has. */
  concerns(footprint: Footprint): boolean;
}

/** Where mail can be meant for: the mailboxes of a routing group, or the addresses of an address space. */
export type Destination =
  | { readonly kind: 'routing group'; readonly name: string }
  | { readonly kind: 'address space'; readonly type: string; readonly pattern: string };

/**
 * All the ways that ordinary messages take: of the defaults that `send` has, from a routing group (whichever of its
 * servers runs) to a destination. What a message waits for by schedule counts as delivered, a schedule of never does
 * not. Hop limits, size limits of virtual servers and of the organization, `unresolved recipients to`, and whether a
 * bridgehead listens at port 25 for its own group are not asked: `route` says what becomes of a message there.
 *
 * A way is known by its number, `source * destinations.length + destination`. What is asked about one destination is
 * worked out when it is first asked for.
 */
export interface Survey {
  /** The routing groups by name; their places are the numbers of the sources. */
  readonly sources: readonly string[];
  readonly destinations: readonly Destination[];
  /** Smart hosts and remote hosts outside the organization, as first written: what can fail and is declared nowhere. */
  readonly hosts: readonly string[];
  /** What the way costs; null when mail is not delivered. */
  cost(source: number, destination: number): number | null;
  /** The connectors of the way in order; none when mail is not delivered. */
  connectors(source: number, destination: number): readonly string[];
  /** The routing groups of the way in order, both ends included; none when mail is not delivered. */
  groups(source: number, destination: number): readonly string[];
  /** What becomes of the ways when these elements fail as well. Only what they can concern is worked out again. */
  without(elements: readonly Element[]): Loss;
  /**
   * The same for many sets of elements, each by itself, which is quicker; pauses often and says which part is done, from
   * 0 to 1. Detours are counted, and listed only where that is asked for.
   */
  losses(sets: readonly (readonly Element[])[], how?: { readonly listed: boolean }): Generator<number, readonly Loss[]>;
  /** Connectors that an ordinary message could use, and that none did: neither in this survey nor in any loss asked for. */
  unusedConnectors(): readonly string[];
}

/** Ways, by number, that a failure changes. */
export interface Loss {
  /** Mail was delivered, and is no longer. */
  readonly stranded: Int32Array;
  /** Mail goes another way, for more. */
  readonly dearer: Int32Array;
  /** Mail goes another way for the same cost (or less, where a server on the way decides otherwise). */
  readonly rerouted: Int32Array;
  /** How many ways are dearer or rerouted. */
  readonly detours: number;
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
  /** Literal characters of the matching address space; null for a way to a routing group. */
  readonly specificity: number | null;
  /** Whether that has no wildcard, which beats every one that has; null for a way to a routing group. */
  readonly exact: boolean | null;
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
