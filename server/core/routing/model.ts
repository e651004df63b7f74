// The seam of routing: what a routing model has to say, and nothing about how it finds out. Routes (route.ts), surveys of
// all ways (survey.ts), tests, analysis and whatever lets mail move in time are written once over it.

import type { WaypointId } from '#core/model/element';
import type { Element, Send, Station, Topology } from '#core/model/topology';
import type { SecondOfWeek } from '#core/syntax/tree';
import type { Blockages } from './blockage.ts';
import type { Message } from './message/defaults.ts';
import type { Queue, QueueKind, QueueNames } from './queues.ts';
import type { Considered, Hop, QueueState, Route } from './route.ts';
import type { Remedies, Survey } from './survey.ts';

/** A routing model: the rules by which one generation of servers routes. Everybody but its own files knows only this. */
export interface RoutingModel {
  /** As `model` names it in the organization: `exchange-2003`. */
  readonly name: string;
  /** The rules for one topology. Never throws on a topology with errors: what is unresolved does not exist. */
  compile(topology: Topology): Rules;
  /** The queues that messages can pass or wait in there, whatever is sent and whatever is down. */
  queues(topology: Topology): QueueNames;
  /** What keeps ordinary mail from passing though nothing fails; left out where nothing can be declared that does. */
  blockages?(topology: Topology): Blockages;
  /** What can be done about single points of failure, in its words; left out where it has nothing to say. */
  remedies?(topology: Topology, survey: Survey): Remedies;
  /** What administrators of these servers call what they do to a queue; left out for the words of 2003. */
  readonly queueActions?: QueueActions;
  /** Codes of diagnostics that mean nothing under these rules, and are not reported. */
  readonly meaningless: ReadonlySet<string>;
}

/** What can be done to a queue, in the words of scenarios. */
export interface QueueActions {
  readonly hold: 'freeze' | 'suspend';
  readonly release: 'unfreeze' | 'resume';
  readonly retry: 'force' | 'retry';
  /** Whether what waits can be decided about anew on request. */
  readonly canResubmit: boolean;
}

/** Messages of one kind are treated alike by every server at any one time. Known to the model that made it, kept by others. */
export type Kind = object;

/** What is up and what is down: in truth, or as a server knows it. Known to the model that made it, kept by others. */
export type State = object;

/**
 * The rules at work in one topology. A message is somewhere: at a station, which is a virtual server, by its number in
 * `stations`. There the server decides what to do by what it knows; what comes of that shows in truth. Both are quick and
 * say nothing in words: a million decisions of known kinds in known states take less than half a second.
 */
export interface Rules {
  readonly topology: Topology;
  readonly stations: readonly Station[];

  kindOf(message: Message): Kind;

  /** The state in which these elements are off, and nothing else but what the topology declares to be stopped. */
  stateWhen(off: readonly Element[]): State;

  /** Where a message gets into the organization, or why it does not. */
  submit(from: Send['from'], kind: Kind, truth: State): Submission;

  /** What the server there does with a message, as it sees things: a number that `attempt` understands. */
  decide(station: number, kind: Kind, known: State): number;

  /** What it might decide as well, `decide`'s decision first: messages take turns. Left out where there is never a choice. */
  choices?(station: number, kind: Kind, known: State): Int32Array;

  /** What comes of a decision in truth, at this time of the week; `letGo` says that somebody asked for the mail. */
  attempt(decision: number, kind: Kind, truth: State, at: SecondOfWeek, letGo?: LetGo): Step;

  /** Why a station does not take a message that so many stations have had before. */
  refuse(station: number, kind: Kind, received: number): Refusal | undefined;

  /** The same decision as `decide`, with what was weighed, in words. */
  explain(station: number, kind: Kind, known: State, message: Message): Explanation;

  /** What a message moves along between two stations, for the drawing; left out where that is connectors alone. */
  along?(from: number, to: number): readonly WaypointId[];

  /** Whether a message that waits after a decision is decided about anew once its server knows more. */
  isMovable(decision: number): boolean;

  /** Whether a station runs, and so sends. */
  isRunning(station: number, truth: State): boolean;
  /** Whether its server does: then it categorizes, though the virtual server may be stopped. */
  isServerRunning(station: number, truth: State): boolean;

  /** Where servers keep mail that they have not decided about. */
  readonly intake: Intake;

  /** What servers tell each other about what fails; left out where nobody tells anybody, and each always knows the truth. */
  readonly linkState?: LinkStateNews;

  /**
   * How long a queue of this kind waits after so many failures in a row, in seconds; left out for three retries a minute
   * apart and then the intervals of the virtual server [WN-GLITCH].
   */
  retryAfter?(station: number, queue: QueueKind, failures: number): number;

  /** A queue that failed for so long is decided about anew, in seconds; left out where none is. */
  readonly resubmitAfter?: number;

  readonly faster?: Faster;
}

/** Why waiting mail goes now: the other side picks it up (ETRN, TURN), or an administrator forces the connection (§7). */
export type LetGo = 'pickup' | 'force';

/** Queues of a server for mail that it has not decided about. */
export interface Intake {
  /** Waiting to be categorized. */
  readonly toCategorize: Queue;
  /** Notifications that the server has made itself. */
  readonly notifications: Queue;
}

/**
 * What can be marked down goes by number (a connector, its link to one group, a virtual server), and so do the groups whose
 * servers know the same. A mark is 0 where a subject is up, else why it is down, as `faultsIn` has it.
 */
export interface LinkStateNews {
  readonly subjects: number;
  groupOf(station: number): number;
  /** The group whose servers find out first. */
  homeOf(subject: number): number;
  /** The connector that a subject is, or whose link it is; undefined for what is none. */
  connectorOf(subject: number): string | undefined;
  /** By subject, what is true. */
  faultsIn(truth: State): Uint8Array;
  /** Whether this is known at home at once, without a connection that fails. */
  isSeen(fault: number): boolean;
  /** What a connection was about that a decision led to; undefined where nobody is told of it. */
  subjectOf(decision: number): number | undefined;
  /** What servers know that have heard of these marks and nothing else. */
  known(marks: Uint8Array): State;
}

/** What a model can do quicker than by asking its rules message by message; tests hold both to the same answers. */
export interface Faster {
  survey?(off: readonly Element[]): Survey;
  readonly reruns?: Reruns;
}

/** What an edit of the topology can change about messages whose routes are known. */
export interface Reruns {
  /** What a route was made from; undefined when that is too much to remember. */
  footprintOf(send: Send, walked: Walked): Footprint | undefined;
  /** What is different in another topology. Both hold the same objects for what is declared the same. */
  differenceTo(now: Topology): Difference;
}

/** What the route of a message was made from: known to the model that made it, kept by others. */
export type Footprint = object;

/** What is different between two topologies. */
export interface Difference {
  /** Whether a message that left this footprint in the first may have another route now; never no when it has. */
  concerns(footprint: Footprint): boolean;
}

/** How a message went: what was decided where, and by which hops. */
export interface Walked {
  readonly state: State;
  readonly message: Message;
  readonly decisions: readonly { readonly station: number; decision(): number }[];
  /** Stations that it got to after the first, or that would not take it. */
  readonly reached: readonly number[];
  readonly route: Route;
}

export type Submission =
  | {
      readonly kind: 'taken';
      readonly station: number;
      /** The elements that it passed before, for the drawing. */
      readonly path: readonly WaypointId[];
      /** The Receive connector that took it. */
      readonly receivedBy?: string;
      /** What else there is to say about it, whatever becomes of it. */
      readonly note?: string;
    }
  | { readonly kind: 'not taken'; readonly path: readonly WaypointId[]; readonly step: Step };

/** What comes of a decision: a message moves one step, or ends. */
export interface Step extends Pick<Hop, 'connector' | 'cost' | 'addressSpace'> {
  /** The station that carries it out; undefined for what happens outside the organization. */
  readonly station: number | undefined;
  /** Undefined where the message is in no queue of ours. */
  readonly queue: Queue | undefined;
  readonly result: Result;
}

/** Says why, of a message and what it paid so far; undefined where the explanation of the decision says it. */
export type Words = ((message: Message, trip: Trip) => string) | undefined;

/** The connectors that a message crossed and what it paid, to be put into a sentence; both are empty when there are none. */
export interface Trip {
  /** ` by 'Seattle to London' and 'London to Brussels'`. */
  readonly by: string;
  /** `, at cost 20`. */
  readonly atCost: string;
}

export type Result =
  | { readonly kind: 'passed on'; readonly to: number }
  | {
      readonly kind: 'delivered';
      readonly nextHop: string;
      /** The server with the mailbox, where that is another than the station's. */
      readonly mailboxServer?: string;
      /** Where it leaves the organization for, for the drawing; undefined when it does not. */
      readonly outside: WaypointId | undefined;
      readonly words: Words;
    }
  | {
      readonly kind: 'queued';
      readonly state: QueueState;
      readonly nextHop: string;
      /** When it is let go; undefined when no schedule says so. */
      readonly until: SecondOfWeek | undefined;
      readonly words: Words;
    }
  | { readonly kind: 'returned'; readonly status: string | null; readonly words: Words };

/** Why a message is not taken: the status of its NDR, and a sentence. */
export interface Refusal {
  readonly status: string;
  /** It came through too many servers, which mostly is a loop. */
  readonly isLoop: boolean;
  words(message: Message): string;
}

/** A decision in words. */
export interface Explanation {
  /** As `decide` gives it. */
  decision(): number;
  /** As the rules' own `attempt` of it. */
  attempt(truth: State, at: SecondOfWeek): Step;
  /** Connectors that were looked at, and what became of them. */
  readonly considered: readonly Considered[];
  /** Names of connectors that were as good as each other. */
  readonly ties: readonly (readonly string[])[];
  /** Why it waits there or is returned; undefined where it goes on. */
  readonly reason: string | undefined;
}
