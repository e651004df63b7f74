// What the client and the preview tell each other, and what the preview keeps. Types only.

import type { Answer } from '#core/answer';
import type { Filter } from '#core/graph/asked/filter';
import type { PlacesVersion } from '#core/graph/places-update';
import type { Point } from '#core/graph/scene';
import type { Rectangle } from '#core/graph/space';
import type { ElementId } from '#core/model/element';
import type { TestMessage } from '#core/routing/message/test-message';
import type { NextBest } from '#core/routing/next-best';
import type { Route } from '#core/routing/route';
import type { FoundMessages, MessageQuery } from '#core/simulation/finding';
import type { MessageHistory } from '#core/simulation/playback';
import type { Script } from '#core/simulation/script';
import type { ComparisonAnswer, PlayAnswer, RouteAnswer, SceneAnswer, WantedEdit } from './requests.ts';

/** A message whose route is shown: what was off when it was asked for, and what was found. */
export interface RoutedMessage {
  readonly message: Required<TestMessage>;
  readonly down: readonly ElementId[];
  readonly route: Route;
  readonly nextBest: NextBest | null;
}

/** What is seen in a preview, for an export of it. */
export interface PreviewLook {
  /** The part of the drawing that is in the window, in scene units. */
  readonly view: Rectangle;
  readonly selected: ElementId | null;
  readonly down: readonly ElementId[];
  /** The message whose way is drawn. */
  readonly message: TestMessage | null;
}

/** What the client asks the page, which answers with the same number. */
export type PageQuestion =
  | { readonly type: 'look'; readonly request: number }
  /** Paints the text of an SVG file: into the clipboard, else the PNG is answered. */
  | { readonly type: 'paint'; readonly request: number; readonly svg: string; readonly copy: boolean };

/** What it answers. */
export type PageAnswer =
  | { readonly type: 'looked'; readonly request: number; readonly look: PreviewLook }
  /** A PNG in base64; '' when it is in the clipboard. */
  | { readonly type: 'painted'; readonly request: number; readonly answer: Answer<string> };

/** From the client to the preview. */
export type ToPreview =
  | PageQuestion
  /** `uri` is the document that the preview is of; `answer` is null when there is no topology to draw. */
  | {
      readonly type: 'scene';
      readonly uri: string;
      readonly answer: SceneAnswer | null;
      /** In UTF-8, the text of places that are sent whole; it is empty in the answer then. */
      readonly text?: Uint8Array;
      /** The document was saved for the first time, or renamed: it is the same topology under another name. */
      readonly moved: boolean;
    }
  /** A scene with these places was sent before the page listened; if it has not come, the page says `ready` once more. */
  | { readonly type: 'expect'; readonly places: PlacesVersion }
  /** The cursor went to this element; not to be sent for a cursor that `reveal` moved. */
  | { readonly type: 'select'; readonly element: ElementId | null }
  | { readonly type: 'sent'; readonly request: number; readonly answer: Answer<RouteAnswer> }
  /** Sent from elsewhere: the preview sends it at its present time, or anew with exactly these elements off. */
  | { readonly type: 'send'; readonly message: TestMessage; readonly down?: readonly ElementId[] }
  /** Shows a failure: these elements are switched off and all others on. */
  | { readonly type: 'switchOff'; readonly elements: readonly ElementId[] }
  /** Simulates a scenario from its beginning. */
  | { readonly type: 'runScenario'; readonly scenario: string }
  /** What logs tell that connectors and site links carried; shown until the user puts it away. */
  | { readonly type: 'traffic'; readonly traffic: ComparisonAnswer['traffic'] }
  /** How far the simulation that was asked for is, from 0 to 1. */
  | { readonly type: 'playing'; readonly request: number; readonly done: number }
  /** Null: it was cancelled. */
  | { readonly type: 'played'; readonly request: number; readonly answer: Answer<PlayAnswer> | null }
  | { readonly type: 'found'; readonly request: number; readonly answer: Answer<FoundMessages> | null }
  | { readonly type: 'history'; readonly request: number; readonly answer: Answer<MessageHistory> | null }
  /** Asks for what was done, to make a scenario of it; answered by `makeScenario`. */
  | { readonly type: 'makeScenario' }
  /** The user wants to find something in the drawing. */
  | { readonly type: 'openFind' }
  /** Asks for the message to make a test from; answered by `makeTest`. */
  | { readonly type: 'makeTest' }
  /** What the person moved is where it was, and why. */
  | { readonly type: 'notPlaced'; readonly message: string }
  /** What is drawn is out of date, and why; the next `scene` ends it. */
  | { readonly type: 'error'; readonly message: string };

/** From the preview to the client, which hands elements on to the server unread. */
export type FromPreview =
  | PageAnswer
  /** It listens, and has no places that an update could build on: the next `scene` has to bring them whole, if none does that was sent ahead. */
  | { readonly type: 'ready' }
  /** Shows where the element is written; the editor takes the focus only when asked to (Enter, double click). */
  | { readonly type: 'reveal'; readonly element: string; readonly focus: boolean }
  | {
      readonly type: 'route';
      readonly request: number;
      readonly message: TestMessage;
      readonly down: readonly string[];
    }
  /** Asks the user for a test message; `from` is where it starts, `SERVER` or `SERVER/VS`, when that is known. */
  | { readonly type: 'askMessage'; readonly from?: string }
  /** The message that is shown, else the last one sent, with its switches; null when none was sent. */
  | { readonly type: 'makeTest'; readonly sent: Pick<RoutedMessage, 'message' | 'down'> | null }
  /** The user is to pick a scenario; answered by `runScenario`. */
  | { readonly type: 'pickScenario' }
  /** Simulates; of several questions only the last one counts. */
  | { readonly type: 'play'; readonly request: number; readonly script: Script; readonly at: number }
  | { readonly type: 'cancelPlay' }
  | {
      readonly type: 'find';
      readonly request: number;
      readonly script: Script;
      readonly at: number;
      readonly query: MessageQuery;
    }
  | { readonly type: 'history'; readonly request: number; readonly script: Script; readonly number: number }
  /** What was done, and what came of it; null when nothing was. */
  | { readonly type: 'makeScenario'; readonly made: Omit<Extract<WantedEdit, { kind: 'scenario' }>, 'kind'> | null }
  /** The user is to say where this goes; `name` is what is proposed. */
  | { readonly type: 'save'; readonly name: string; readonly text: string }
  | { readonly type: 'copy'; readonly text: string }
  /** The person put a box there; the next `scene` says where it is then, or `notPlaced` why it is not. */
  | { readonly type: 'place'; readonly element: string; readonly to: Point };

export type PanelTab = 'route' | 'queues' | 'messages' | 'playback';

/** What the preview keeps (`setState`) and finds again after a reload; the client reads `uri` alone. */
export interface PreviewState {
  /** The document that the preview is of; '' until the first scene. */
  readonly uri: string;
  /** The root of its topology; the simulation belongs to it. */
  readonly root: string;
  /** What is simulated; as long as it says nothing but what is off, those are switches and no time passes. */
  readonly script: Script;
  /** What was simulated before, when something had been done in it; it can be brought back. */
  readonly former: Script | null;
  /** The present of the simulation, in seconds since its start. */
  readonly at: number;
  /** The message whose route is drawn. */
  readonly shown: RoutedMessage | null;
  readonly selected: ElementId | null;
  /** The drawing is shown as a tree beside it. */
  readonly outline: boolean;
  /** What of the drawing steps back. */
  readonly filter: Filter;
  readonly zoom: { readonly k: number; readonly x: number; readonly y: number } | null;
  /** `size` is the panel's part of the window. */
  readonly panel: { readonly open: boolean; readonly tab: PanelTab; readonly size: number };
}
