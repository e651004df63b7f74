// Where a message goes and why, whatever the routing model. The shapes are those of `bridgehead route --format json`
// (docs/language.md), so a report prints them as they are.

import type { WaypointId } from '#core/model/element';
import type { Outcome } from '#core/syntax/tree';

/** The groups of the hops in order, each once in a row. */
export function groupsPassed({ hops }: Pick<Route, 'hops'>): readonly string[] {
  return hops.map(({ routingGroup }) => routingGroup).filter((group, i, all) => group !== all[i - 1]);
}

/** The server of a hop as messages name it: with its virtual server where there are such. */
export function senderOf({ server, virtualServer }: Pick<Hop, 'server' | 'virtualServer'>): string {
  return virtualServer === '' ? server : `${server}/${virtualServer}`;
}

/** The server where a message ends: that of its mailbox, else the last that had it. */
export function endOf({ hops, mailboxServer }: Pick<Route, 'hops' | 'mailboxServer'>): string | undefined {
  return mailboxServer ?? hops.at(-1)?.server;
}

/** A step of a message: from this server, by this connector (null within a group and at the end), through this queue. */
export interface Hop {
  readonly server: string;
  /** '' where servers send by themselves. */
  readonly virtualServer: string;
  /** A routing group or a site. */
  readonly routingGroup: string;
  readonly connector: string | null;
  /** The queue that the message passes or waits in on this server, named as Exchange's Queue Viewer names it. */
  readonly queue: string;
  /** How the queue delivers, as Queue Viewer of today says it: `SmtpRelayToDag`. */
  readonly deliveryType?: string;
  /** What this step adds to the cost. */
  readonly cost: number;
  /** The connector's address space that the message leaves by (or waits to): `SMTP:*.example.net`. */
  readonly addressSpace?: string;
}

export type QueueState = 'Active' | 'Ready' | 'Retry' | 'Scheduled' | 'Remote' | 'Frozen' | 'Connecting' | 'Suspended';

export type Verdict =
  | 'chosen'
  | 'tie'
  | 'out of scope'
  | 'restricted'
  | 'less specific'
  | 'down'
  | 'unreachable'
  | 'costlier'
  | 'disabled'
  | 'too large'
  | 'farther'
  | 'later by name';

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
  /** The Receive connector that took it from outside, where there are such. */
  readonly receivedBy?: string;
  /** The server with its mailbox, where that is another than the last that had it. */
  readonly mailboxServer?: string;
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
  readonly path: readonly WaypointId[];
}
