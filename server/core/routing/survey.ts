// All the ways of a topology at once: what is asked of a survey and of failures on top of it, whatever the routing model.
// How it is worked out by asking the rules message by message: survey-by-asking.ts.

import type { Element, Key, Topology } from '#core/model/topology';

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
  /** What the sources are, where they are no routing groups. */
  readonly called?: 'site';
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

/** The numbers of a way's source and destination. */
export function endsOf({ destinations }: Pick<Survey, 'destinations'>, way: number) {
  return { source: Math.floor(way / destinations.length), destination: way % destinations.length };
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

/** When nothing changes. */
export const noLoss: Loss = {
  stranded: new Int32Array(),
  dearer: new Int32Array(),
  rerouted: new Int32Array(),
  detours: 0,
};

/** What can be done about single points of failure. */
export interface Remedies {
  /** What to change so that the element strands fewer of these ways. */
  remedyFor(element: Element, strands: Int32Array): Remedy;
}

export interface Remedy {
  readonly by: RemedyKind;
  /** One or two sentences. */
  readonly sentence: string;
  /** What stays stranded all the same, in a sentence; '' where that goes without saying. */
  readonly rest: string;
  /** How to follow the advice; undefined where it asks for what the topology does not have. */
  readonly change: RemedyChange | undefined;
}

/** Statements to add to connectors. */
export interface RemedyChange {
  readonly additions: readonly { readonly connector: Key; readonly line: string }[];
  /** The topology with them. */
  followed(): Topology;
}

/**
 * What it takes: connectors, bridgeheads and targets written otherwise; another server or another host; or, for mailboxes
 * that one server alone has, a cluster. Reports list them in this order, the easiest first.
 */
export type RemedyKind = 'routing' | 'hardware' | 'cluster';

/** What holds under any rules. */
export const plainRemedies: Remedies = {
  remedyFor: () => ({ by: 'routing', sentence: 'Add a way that does not depend on it.', rest: '', change: undefined }),
};
