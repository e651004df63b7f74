// What client and server ask and tell each other: every request and notification, and what they carry. Types only, which
// compile to nothing: client and server each make their own RequestType objects from the method names. Nobody in core
// imports it. Positions and ranges are LSP's.

import type { Traffic } from '#core/interchange/compare/report';
import type { Answer } from '#core/answer';
import type { Part } from '#core/editing/text';
import type { Item, Step } from '#core/editing/wizard/step';
import type { Given, Said, WizardName } from '#core/editing/wizard/wizards';
import type { ChangedWay, MatrixRow, Way } from '#core/failure/ways';
import type { DrawingWish } from '#core/graph/files/drawing-file';
import type { DrawnBlock } from '#core/graph/files/fence';
import type { PlacesUpdate, PlacesVersion } from '#core/graph/places-update';
import type { Marks, Point } from '#core/graph/scene';
import type { ImportOptions } from '#core/interchange/part';
import type { ElementId } from '#core/model/element';
import type { TestMessage } from '#core/routing/message/test-message';
import type { QueueActions } from '#core/routing/model';
import type { NextBest } from '#core/routing/next-best';
import type { Route } from '#core/routing/route';
import type { RemedyKind } from '#core/routing/survey';
import type { FoundMessages, MessageQuery } from '#core/simulation/finding';
import type { MessageHistory, Playback } from '#core/simulation/playback';
import type { Script } from '#core/simulation/script';
import type { MatrixAnswer, MatrixQuery } from './matrix.ts';

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

export interface SceneAnswer {
  /** The root file of the topology that the document is a part of. */
  readonly root: string;
  readonly organization: string;
  /** Grows with every change of the topology. */
  readonly version: number;
  /** What leads to the places as they are now from those that the asker has. */
  readonly places: PlacesUpdate;
  readonly marks: Marks;
  readonly summary: { readonly errors: number; readonly warnings: number; readonly infos: number };
}

/** What a move of a box makes of the layout file; the client writes it. */
export interface PlacedAnswer {
  /** The layout file. */
  readonly uri: string;
  readonly text: string;
  /** What is wrong with the file that is there: it is not to be overwritten unasked. Null where nothing is. */
  readonly fault: string | null;
}

export interface RouteAnswer {
  readonly route: Route;
  readonly nextBest: NextBest | null;
  /** The message with its defaults filled in. */
  readonly message: Required<TestMessage>;
  readonly version: number;
}

/** A script that was played. */
export interface PlayAnswer {
  readonly playback: Playback;
  /** What is done to queues, in the words of its routing model. */
  readonly queueActions: QueueActions;
  /** By action of the script: what becomes of the message that it sends; null where it sends none. */
  readonly histories: readonly (MessageHistory | null)[];
  /** What of the script could not be done, in sentences. */
  readonly faults: readonly string[];
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

/** The result of one test, or of a scenario that expects something. */
export interface TestAnswer {
  readonly kind: 'test' | 'scenario';
  readonly name: string;
  /** The file that it is written in. */
  readonly uri: string;
  /** The whole block, from `test` to its end. */
  readonly range: Range;
  readonly passed: boolean;
  readonly failures: readonly TestFailure[];
  /** Where its message went; null when it could not be sent, and of a scenario. */
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
  /** What the expectation says behind `expect`, and what it would have to say to hold; null where nothing would. */
  readonly comparison: { readonly expected: string; readonly actual: string } | null;
}

export interface TestsAnswer {
  readonly root: string;
  readonly version: number;
  /** Of all files of the topology, in the order of the text: tests, then scenarios that expect something. */
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

/** A topology that was made of exports. */
export interface ImportAnswer {
  readonly text: string;
  /** What became of everything that was read, for people. */
  readonly report: string;
  /** How many objects were read, and how many entries of the report tell of something that is not as it was. */
  readonly objects: number;
  readonly lost: number;
}

/** A change of the text that the client wants. The server knows the tree, and how the user writes. */
export type WantedEdit =
  /** A comment above the line of a position that silences the diagnostics of a code in it. */
  | { readonly kind: 'disable'; readonly code: string; readonly at: DocumentPosition }
  /** A test of a message: what happens to it now is what it expects. */
  | { readonly kind: 'test'; readonly message: TestMessage; readonly down: readonly string[] }
  /** A scenario that does what a script does, and expects what came of that. */
  | {
      readonly kind: 'scenario';
      readonly script: Script;
      readonly cameOf: Readonly<Record<'delivered' | 'undeliverable' | 'waiting', number>>;
    };

/** A position in a file of the topology, which need not be the document that was asked about. */
export interface DocumentPosition {
  readonly uri: string;
  readonly position: Position;
}

/** Put these parts in place of that range, with their whitespace as it is. */
export interface EditAnswer {
  readonly at: Location;
  readonly parts: readonly Part[];
}

/** A wizard, where the user calls it, and how far it is. The server keeps nothing of it between two questions. */
export interface WizardQuestion extends Given {
  readonly wizard: WizardName;
  /** Where the cursor is, or the element that was clicked, as it may come; what is there is chosen at first. */
  readonly at: { readonly position: Position } | { readonly element: string } | null;
}

/** How a wizard goes on. */
export type WizardAnswer =
  /** What it wants to know next; the same step again where the last answer will not do, with what is to be said. */
  | { readonly kind: 'step'; readonly step: WizardStep; readonly said: Said | null }
  /** It knows everything. These edits belong together; the first is what the user wants to see. */
  | { readonly kind: 'write'; readonly edits: readonly [WrittenEdit, ...WrittenEdit[]] };

export interface WizardStep extends Pick<Step, 'kind' | 'prompt' | 'proposed' | 'typing'> {
  readonly title: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly items: readonly Item[];
}

/** A text in place of a range. */
export interface WrittenEdit {
  readonly at: Location;
  readonly text: string;
}

/** What there is to choose from for an export. */
export interface ExportOffers {
  readonly targets: readonly {
    readonly name: string;
    readonly title: string;
    /** The files, in a few words. */
    readonly writes: string;
    /** It is the configuration of one server. */
    readonly isOfServer: boolean;
  }[];
  /** In the order of the text, each with its routing group or site. */
  readonly servers: readonly { readonly name: string; readonly group: string }[];
  /** What the servers say is at hand, as `bridgehead/drift` compares with it. */
  readonly hasDrift: boolean;
}

export interface ExportWish {
  /** A target's name. */
  readonly target: string;
  /** Of targets that are about one. */
  readonly server: string | null;
  /** What says what there is now: an open topology, or what the servers say; null when nobody knows. */
  readonly against: { readonly topology: string } | 'drift' | null;
}

export interface ExportAnswer {
  /** To be written as UTF-8; the first is the one to read first. Paths are relative, with `/` between folders. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** How many things the target cannot say as the topology does. */
  readonly notes: number;
}

/** How an editor indents. */
export interface Indentation {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** A file of an export. */
export interface GivenFile {
  readonly uri: string;
  /** What reports call it: its name, in a folder with the folder's in front. */
  readonly path: string;
}

/** What a client says of itself in `initializationOptions`; an editor that says nothing gets plain LSP. */
export interface InitializationOptions {
  /** The commands that it knows: code lenses are offered for these alone. */
  readonly commands?: readonly (keyof Commands)[];
  /** Severities by code, `off` included, until `workspace/didChangeConfiguration` brings others in `bridgehead.rules`. */
  readonly rules?: unknown;
}

/** Commands that the server asks the client to run, with their arguments. */
export interface Commands {
  /** The test's file and its name. */
  'bridgehead.runTest': readonly [uri: string, name: string];
  'bridgehead.showTestRoute': readonly [uri: string, name: string];
  /** The scenario's file and its name. */
  'bridgehead.runScenario': readonly [uri: string, name: string];
  /** Writes a comment above the line of a position, with the reason to be filled in. */
  'bridgehead.disableRule': readonly [uri: string, code: string, position: Position];
  /** Asks where to, and what there is now. */
  'bridgehead.export': readonly [uri: string];
}

/** An element whose failure alone strands mail. */
export interface SinglePoint {
  readonly element: ElementId;
  /** The first of the ways that it strands, for people to read. */
  readonly strands: readonly Way[];
  /** How many it strands in all. */
  readonly stranded: number;
  /** What it would take that it strands less, in a sentence. */
  readonly remedy: string;
  readonly mendedBy: RemedyKind;
}

export interface FailuresAnswer {
  readonly root: string;
  readonly version: number;
  /** What is off from the start: the maintenance that is checked. */
  readonly down: readonly ElementId[];
  /** How many ways lead out of a routing group in all, those included on which nothing is delivered. */
  readonly ways: number;
  /** Mail that is not delivered though nothing fails: how much, and the first of it with the reason, for people to read. */
  readonly noWay: { readonly count: number; readonly first: readonly (Way & { readonly reason: string })[] };
  /** Worst first. With `down`: what strands mail in addition while those are off. */
  readonly singlePoints: readonly SinglePoint[];
  /** Connectors that never carry anything; empty for a maintenance, which can be the reason. */
  readonly unused: readonly ElementId[];
  /** Connectors that carry something only when another fails; empty for a maintenance. */
  readonly spare: readonly ElementId[];
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

/** What came of comparing logs with a topology. */
export interface ComparisonAnswer {
  readonly root: string;
  /** Of the topology. */
  readonly version: number;
  /** The report, for people to read. */
  readonly text: string;
  /** Ways that took each connector or site link, for the drawing. */
  readonly traffic: readonly Pick<Traffic, 'element' | 'took' | 'explained'>[];
}

interface InDocument {
  readonly uri: string;
}

/** What of a drawing is to be in a file, and how. Elements come as they may: the server reads and checks them. */
export interface DrawingOrder extends Pick<DrawingWish, 'format' | 'theme' | 'view'> {
  /** An element and what is so many connectors away from it. */
  readonly around?: { readonly element: string; readonly depth: number };
  readonly down?: readonly string[];
  /** Its way is drawn in. */
  readonly message?: TestMessage;
}

/** Requests that the client sends to the server. Elements come as they may: the server reads and checks them. */
export interface Requests {
  /** The drawing. Of its places only what changed is sent to an asker who has those of version `known`. */
  'bridgehead/scene': { params: InDocument & { readonly known?: PlacesVersion | null }; result: SceneAnswer | null };
  /** Somebody put the top left corner of a box there, in scene units. */
  'bridgehead/place': {
    params: InDocument & { readonly element: string; readonly to: Point };
    result: Answer<PlacedAnswer>;
  };
  /** What is drawn next is laid out as if nothing had been drawn before. */
  'bridgehead/layOutAnew': { params: InDocument; result: null };
  'bridgehead/route': {
    params: InDocument & { readonly message: TestMessage; readonly down: readonly string[] };
    result: Answer<RouteAnswer>;
  };
  'bridgehead/suggestions': { params: InDocument; result: Suggestions };
  /** Where an element is declared. */
  'bridgehead/locate': { params: InDocument & { readonly element: string }; result: Location | null };
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
    params: InDocument & { readonly down: readonly string[]; readonly partialResultToken?: string };
    result: Answer<FailuresAnswer> | null;
  };
  /** Names of the topology's scenarios, in the order of the text. */
  'bridgehead/scenarios': { params: InDocument; result: readonly string[] };
  /**
   * Simulates, with a frame at a time that is looked at. Says to `partialResultToken` how far it is, from 0 to 1; can be cancelled. Null for a document that is not
   * open.
   */
  'bridgehead/play': {
    params: InDocument & { readonly script: Script; readonly at: number; readonly partialResultToken?: string };
    result: Answer<PlayAnswer> | null;
  };
  /** The messages in queues at a time, in seconds since the start. Null for a document that is not open. */
  'bridgehead/findMessages': {
    params: InDocument & { readonly script: Script; readonly at: number; readonly query: MessageQuery };
    result: Answer<FoundMessages> | null;
  };
  /** What becomes of a message. Null for a document that is not open. */
  'bridgehead/messageHistory': {
    params: InDocument & { readonly script: Script; readonly number: number };
    result: Answer<MessageHistory> | null;
  };
  /** A part of the matrix of source groups and destinations. Null for a document that is not open. */
  'bridgehead/matrix': { params: InDocument & MatrixQuery; result: Answer<MatrixAnswer> | null };
  /**
   * Compares with what the servers say, from now on: differences are diagnostics of the source `Bridgehead drift`, with
   * quick fixes, until `bridgehead/clearDrift`. Says how many there are. The files are an export, or the topology of one.
   */
  'bridgehead/drift': {
    params: InDocument & { readonly files: readonly GivenFile[] };
    result: Answer<{ readonly differences: number }>;
  };
  /** Compares no topology any more. */
  'bridgehead/clearDrift': { params: Readonly<Record<string, never>>; result: null };
  /**
   * Compares tracking logs, by their URIs, with the document's topology. Says to `partialResultToken` how far it is, from 0
   * to 1; can be cancelled. Null for a document that is not open.
   */
  'bridgehead/compare': {
    params: InDocument & { readonly logs: readonly string[]; readonly partialResultToken?: string };
    result: Answer<ComparisonAnswer> | null;
  };
  /** The topology with other names, domains and addresses: one text, with its includes. */
  'bridgehead/anonymize': { params: InDocument; result: Answer<string> };
  /** How to change the text. Indentation counts where the file itself shows none. */
  'bridgehead/edit': {
    params: InDocument & { readonly edit: WantedEdit; readonly indentation?: Indentation };
    result: Answer<EditAnswer>;
  };
  /** A topology in a block of Markdown, drawn. */
  'bridgehead/drawBlock': { params: { readonly text: string }; result: Answer<DrawnBlock> };
  /** The drawing as the text of a file. */
  'bridgehead/drawing': { params: InDocument & DrawingOrder; result: Answer<string> };
  /** Null for a document that is not open. */
  'bridgehead/exportOffers': { params: InDocument; result: ExportOffers | null };
  /** The topology in the words of a real mail system. */
  'bridgehead/export': { params: InDocument & ExportWish; result: Answer<ExportAnswer> };
  /** The next step of a wizard, or what it writes. */
  'bridgehead/wizard': {
    params: InDocument & WizardQuestion & { readonly indentation?: Indentation };
    result: Answer<WizardAnswer>;
  };
  /**
   * Makes a topology of exports of mail systems, by their paths. Says to `partialResultToken` how many files it has read;
   * can be cancelled, then it is null.
   */
  'bridgehead/import': {
    params: {
      readonly files: readonly GivenFile[];
      readonly options: ImportOptions;
      readonly partialResultToken?: string;
    };
    result: Answer<ImportAnswer> | null;
  };
  /** What a text that was copied from a mail system is in statements; null when it is nothing of the kind. */
  'bridgehead/paste': { params: { readonly text: string }; result: string | null };
}

/** What requests that take a while say to `partialResultToken`. */
export interface PartialResults {
  /** How many files are read. */
  'bridgehead/import': number;
  'bridgehead/failures': FailuresProgress;
  /** How much is done, from 0 to 1. */
  'bridgehead/play': number;
  /** How much is done, from 0 to 1. */
  'bridgehead/compare': number;
}

/** Requests that the server sends to the client. */
export interface ServerRequests {
  /** A file's text, for includes that no editor has open; null when there is none. */
  'bridgehead/readFile': { params: InDocument; result: string | null };
  /** A file's bytes in base64, for an export that the server cannot read itself; null when there is none. */
  'bridgehead/readBytes': { params: InDocument; result: string | null };
}

/** Notifications that the server sends to the client. */
export interface Notifications {
  /** The topology of these documents changed: ask for the scene again. */
  'bridgehead/didChangeTopology': { readonly root: string; readonly uris: readonly string[]; readonly version: number };
}
