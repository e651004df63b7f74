// Every type that crosses a process border, defined once: client and server (Requests, Notifications), client and
// preview (ToPreview, FromPreview). Types only; compiles to nothing. Client and server each make their own RequestType
// objects from the method names. Positions and ranges are LSP's.

import type { ElementId } from '#core/model/element';
import type { Scene } from '#core/graph/scene';
import type { Route } from '#core/routing/route';
import type { Priority } from '#core/syntax/tree';

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** A test message, in the words of the language; checked by the server. */
export interface TestMessage {
  /** `SERVER`, `SERVER/VS` or `internet`. */
  readonly from: string;
  /** `local@domain` or `TYPE:"address"`. */
  readonly to: string;
  readonly sender?: string;
  /** `10KB`. */
  readonly size?: string;
  readonly priority?: Priority;
  readonly system?: boolean;
  /** `Mon 12:00`. */
  readonly at?: string;
}

/** Either an answer or a sentence that says why there is none. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export interface SceneAnswer {
  /** The root file of the topology that the document is a part of. */
  readonly root: string;
  readonly organization: string;
  /** Grows with every change of the topology. */
  readonly version: number;
  readonly scene: Scene;
  readonly summary: { readonly errors: number; readonly warnings: number; readonly infos: number };
}

export interface RouteAnswer {
  readonly route: Route;
  /** The message with its defaults filled in. */
  readonly message: Required<TestMessage>;
  readonly version: number;
}

/** What Send Test Message completes from. */
export interface Suggestions {
  readonly servers: readonly {
    readonly name: string;
    readonly routingGroup: string;
    readonly virtualServers: readonly string[];
  }[];
  /** Addresses that make sense here: mailboxes, accepted domains, domains of address spaces; each with why. */
  readonly recipients: readonly { readonly address: string; readonly detail: string }[];
}

/** The result of one test. */
export interface TestAnswer {
  readonly name: string;
  /** The file that it is written in. */
  readonly uri: string;
  /** The whole block, from `test` to its end. */
  readonly range: Range;
  readonly passed: boolean;
  readonly failures: readonly TestFailure[];
  /** Where its message went; null when it could not be sent. */
  readonly route: Route | null;
  /** What it sends, defaults filled in, and what is off: for the preview. Null when it could not be sent. */
  readonly message: Required<TestMessage> | null;
  readonly down: readonly ElementId[];
}

export interface TestFailure {
  /** One or two sentences for an administrator: what happened instead, or why the test was not run. */
  readonly message: string;
  /** The expectation that failed; the test's name when it was not run. In the file of the test. */
  readonly range: Range;
  /** What the expectation would have to say to hold, as a statement; null where nothing would. */
  readonly instead: string | null;
}

export interface TestsAnswer {
  readonly root: string;
  readonly version: number;
  /** Of all files of the topology, in the order of the text. */
  readonly tests: readonly TestAnswer[];
}

/** What the tests have touched. */
export interface CoverageAnswer {
  readonly root: string;
  readonly version: number;
  /** The files of the topology that declare anything that can be covered, the root first. */
  readonly files: readonly FileCoverage[];
}

export interface FileCoverage {
  readonly uri: string;
  /** In the order of the text. */
  readonly declarations: readonly CoveredDeclaration[];
  /** Lines (zero-based) that belong to a declaration, with the count of the innermost one. */
  readonly lines: readonly { readonly line: number; readonly count: number }[];
}

export interface CoveredDeclaration {
  readonly kind: 'routing group' | 'server' | 'connector' | 'address space';
  /** As declared; an address space as `SMTP:*.example.net`. */
  readonly name: string;
  /** The connector of an address space; else null. */
  readonly connector: string | null;
  /** The whole block; of an address space its pattern and cost. */
  readonly range: Range;
  /** How many tests' messages passed it. */
  readonly count: number;
}

/** A `test` block written from a message. */
export interface TestText {
  readonly name: string;
  /** With the line breaks that it needs around it at that place. */
  readonly text: string;
  /** Where to insert it: an empty range. */
  readonly at: Location;
}

/** What a client says of itself in `initializationOptions`; an editor that says nothing gets plain LSP. */
export interface InitializationOptions {
  /** The commands that it knows: code lenses are offered for these alone. */
  readonly commands?: readonly (keyof Commands)[];
}

/** Commands that the server asks the client to run, with their arguments. */
export interface Commands {
  /** The test's file and its name. */
  'bridgehead.runTest': readonly [uri: string, name: string];
  'bridgehead.showTestRoute': readonly [uri: string, name: string];
}

/** A way that mail takes: from a routing group to a routing group or an address space (`SMTP:*`). */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/** A way as it is: what it costs and by which connectors it goes; nulls when there is none. */
export interface MatrixRow extends Way {
  readonly cost: number | null;
  readonly connectors: readonly string[];
}

/** An element whose failure alone strands mail. */
export interface SinglePoint {
  readonly element: ElementId;
  /** The first of the ways that it strands, for people to read. */
  readonly strands: readonly Way[];
  /** How many it strands in all. */
  readonly stranded: number;
  /** What it would take that it strands nothing, in a sentence. */
  readonly remedy: string;
}

/** A way that elements which are off together change. */
export interface ChangedWay {
  readonly before: MatrixRow;
  readonly after: MatrixRow;
}

export interface FailuresAnswer {
  readonly root: string;
  readonly version: number;
  /** What is off from the start: the maintenance that is checked. */
  readonly down: readonly ElementId[];
  /** How many ways lead out of a routing group in all, those included on which nothing is delivered. */
  readonly ways: number;
  /** Mail that is not delivered though nothing fails: how much, and the first of it, for people to read. */
  readonly noWay: { readonly count: number; readonly first: readonly Way[] };
  /** Worst first. With `down`: what strands mail in addition while those are off. */
  readonly singlePoints: readonly SinglePoint[];
  /** Connectors that never carry anything; empty for a maintenance, which can be the reason. */
  readonly unused: readonly ElementId[];
  /** Ways that mail takes otherwise back than forth, the first of them; none for a maintenance, which tells what it changes. */
  readonly asymmetric: {
    readonly count: number;
    readonly first: readonly { readonly there: MatrixRow; readonly back: MatrixRow }[];
  };
  /** What `down` alone does; null when nothing is down. Of long lists the first, for people to read. */
  readonly maintenance: {
    readonly stranded: readonly Way[];
    readonly rerouted: readonly ChangedWay[];
    readonly dearer: readonly ChangedWay[];
    readonly counts: { readonly stranded: number; readonly rerouted: number; readonly dearer: number };
  } | null;
}

/** Partial result of `bridgehead/failures`: how far it is, and what it has found since the last one. */
export interface FailuresProgress extends Pick<FailuresAnswer, 'root' | 'version' | 'down'> {
  /** Steps of equal weight, as far as that is known. */
  readonly done: number;
  readonly total: number;
  /** In the order in which they were found. */
  readonly found: readonly SinglePoint[];
  /** What `down` alone does, with the first step that knows it; null in others. */
  readonly maintenance: FailuresAnswer['maintenance'];
}

/** Which part of the matrix to show; a whole one can have a million rows. */
export interface MatrixQuery {
  readonly down: readonly ElementId[];
  /** Every word has to be in a row. */
  readonly filter: string;
  readonly sort: { readonly by: keyof MatrixRow; readonly descending: boolean };
  readonly first: number;
  readonly count: number;
}

export interface MatrixAnswer {
  readonly root: string;
  readonly version: number;
  readonly rows: readonly MatrixRow[];
  /** Rows that the filter leaves. */
  readonly matching: number;
  readonly total: number;
}

interface InDocument {
  readonly uri: string;
}

/** Requests that the client sends to the server. */
export interface Requests {
  'bridgehead/scene': { params: InDocument; result: SceneAnswer | null };
  'bridgehead/route': {
    params: InDocument & { readonly message: TestMessage; readonly down: readonly ElementId[] };
    result: Answer<RouteAnswer>;
  };
  'bridgehead/suggestions': { params: InDocument; result: Suggestions };
  /** Where an element is declared. */
  'bridgehead/locate': { params: InDocument & { readonly element: ElementId }; result: Location | null };
  /** The element that the position is in. */
  'bridgehead/elementAt': { params: InDocument & { readonly position: Position }; result: ElementId | null };
  /** The results of all tests of the document's topology, as the files are now. Null for a document that is not open. */
  'bridgehead/tests': { params: InDocument; result: TestsAnswer | null };
  /** What these tests have touched, all of them unless `tests` names some (unknown names touch nothing). */
  'bridgehead/coverage': { params: InDocument & { readonly tests?: readonly string[] }; result: CoverageAnswer | null };
  /**
   * What single failures do, on top of what `down` does. Says to `partialResultToken` how far it is and what it has found
   * (FailuresProgress); can be cancelled. Null for a document that is not open.
   */
  'bridgehead/failures': {
    params: InDocument & { readonly down: readonly ElementId[]; readonly partialResultToken?: string };
    result: Answer<FailuresAnswer> | null;
  };
  /** A part of the matrix of source groups and destinations. Null for a document that is not open. */
  'bridgehead/matrix': { params: InDocument & MatrixQuery; result: Answer<MatrixAnswer> | null };
  /** A test of a message: what happens to it now is what it expects. */
  'bridgehead/testText': {
    params: InDocument & { readonly message: TestMessage; readonly down: readonly ElementId[] };
    result: Answer<TestText>;
  };
}

/** Requests that the server sends to the client. */
export interface ServerRequests {
  /** A file's text, for includes that no editor has open; null when there is none. */
  'bridgehead/readFile': { params: InDocument; result: string | null };
}

/** Notifications that the server sends to the client. */
export interface Notifications {
  /** The topology of these documents changed: ask for the scene again. */
  'bridgehead/didChangeTopology': { readonly root: string; readonly uris: readonly string[]; readonly version: number };
}

/** A message sent in this preview, for the queues and the story. */
export interface SentMessage {
  readonly id: number;
  readonly message: Required<TestMessage>;
  readonly down: readonly ElementId[];
  readonly route: Route;
}

/** From the client to the preview. */
export type ToPreview =
  /** `uri` is the document that the preview is of; null when there is no topology to draw. */
  | { readonly type: 'scene'; readonly uri: string; readonly answer: SceneAnswer | null }
  /** The cursor went to this element; not to be sent for a cursor that `reveal` moved. */
  | { readonly type: 'select'; readonly element: ElementId | null }
  | { readonly type: 'sent'; readonly request: number; readonly answer: Answer<RouteAnswer> }
  /** Sent from elsewhere: the preview asks for the route with its own switches, or sets them to `down` first, and plays it. */
  | { readonly type: 'send'; readonly message: TestMessage; readonly down?: readonly ElementId[] }
  /** Shows a failure: these elements are switched off and all others on. */
  | { readonly type: 'switchOff'; readonly elements: readonly ElementId[] }
  /** Asks for the message to make a test from; answered by `makeTest`. */
  | { readonly type: 'makeTest' }
  /** What is drawn is out of date, and why; the next `scene` ends it. */
  | { readonly type: 'error'; readonly message: string };

/** From the preview to the client. */
export type FromPreview =
  | { readonly type: 'ready' }
  /** Shows where the element is written; the editor takes the focus only when asked to (Enter, double click). */
  | { readonly type: 'reveal'; readonly element: ElementId; readonly focus: boolean }
  | {
      readonly type: 'route';
      readonly request: number;
      readonly message: TestMessage;
      readonly down: readonly ElementId[];
    }
  /** Asks the user for a test message; `from` is where it starts, `SERVER` or `SERVER/VS`, when that is known. */
  | { readonly type: 'askMessage'; readonly from?: string }
  /** The message that is shown, else the last one sent, with its switches; null when none was sent. */
  | { readonly type: 'makeTest'; readonly sent: Pick<SentMessage, 'message' | 'down'> | null }
  | { readonly type: 'copy'; readonly text: string };

export type PanelTab = 'route' | 'queues' | 'sent';

/** What the preview keeps (`setState`) and finds again after a reload; the client reads `uri` alone. */
export interface PreviewState {
  /** The document that the preview is of; '' until the first scene. */
  readonly uri: string;
  /** The root of its topology; switches and messages belong to it. */
  readonly root: string;
  readonly down: readonly ElementId[];
  /** Oldest first. */
  readonly sent: readonly SentMessage[];
  /** The id of the sent message whose route is drawn. */
  readonly shown: number | null;
  readonly selected: ElementId | null;
  readonly zoom: { readonly k: number; readonly x: number; readonly y: number } | null;
  /** `size` is the panel's part of the window. */
  readonly panel: { readonly open: boolean; readonly tab: PanelTab; readonly size: number };
}

/** From the client to the matrix. */
export type ToMatrix =
  /** What to show, and at every change of it: ask (again). */
  | { readonly type: 'changed'; readonly uri: string; readonly down: readonly ElementId[] }
  | { readonly type: 'rows'; readonly request: number; readonly answer: Answer<MatrixAnswer> };

/** From the matrix to the client. */
export type FromMatrix =
  | { readonly type: 'ready' }
  | { readonly type: 'query'; readonly request: number; readonly query: Omit<MatrixQuery, 'down'> }
  /** Goes to where a routing group or a connector is written. */
  | { readonly type: 'reveal'; readonly element: ElementId };

/** What the matrix keeps (`setState`) and finds again after a reload; the client reads `uri` and `down`. */
export interface MatrixState {
  readonly uri: string;
  readonly down: readonly ElementId[];
  readonly filter: string;
  readonly sort: MatrixQuery['sort'];
}
