// What the client and the preview tell each other, and what the preview keeps. Types only.

import type { Answer } from '#core/answer';
import type { ElementId } from '#core/model/element';
import type { TestMessage } from '#core/routing/message/test-message';
import type { Route } from '#core/routing/route';
import type { Playback } from '#core/simulation/playback';
import type { RouteAnswer, SceneAnswer } from './requests.ts';

/** A message sent in this preview, for the queues and the story. */
export interface SentMessage {
  readonly id: number;
  readonly message: Required<TestMessage>;
  readonly down: readonly ElementId[];
  readonly route: Route;
}

/** From the client to the preview. */
export type ToPreview =
  /** `uri` is the document that the preview is of; `answer` is null when there is no topology to draw. */
  | { readonly type: 'scene'; readonly uri: string; readonly answer: SceneAnswer | null }
  /** The cursor went to this element; not to be sent for a cursor that `reveal` moved. */
  | { readonly type: 'select'; readonly element: ElementId | null }
  | { readonly type: 'sent'; readonly request: number; readonly answer: Answer<RouteAnswer> }
  /** Sent from elsewhere: the preview asks for the route with its own switches, or sets them to `down` first, and plays it. */
  | { readonly type: 'send'; readonly message: TestMessage; readonly down?: readonly ElementId[] }
  /** Shows a failure: these elements are switched off and all others on. */
  | { readonly type: 'switchOff'; readonly elements: readonly ElementId[] }
  /** Shows a scenario that was played, from its beginning. */
  | { readonly type: 'playback'; readonly playback: Playback }
  /** Asks for the message to make a test from; answered by `makeTest`. */
  | { readonly type: 'makeTest' }
  /** What is drawn is out of date, and why; the next `scene` ends it. */
  | { readonly type: 'error'; readonly message: string };

/** From the preview to the client, which hands elements on to the server unread. */
export type FromPreview =
  /** It listens, and has no places that an update could build on: the next `scene` has to bring them whole. */
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
  | { readonly type: 'makeTest'; readonly sent: Pick<SentMessage, 'message' | 'down'> | null }
  /** Plays a scenario anew, or one that the user picks. */
  | { readonly type: 'playScenario'; readonly scenario: string | null }
  | { readonly type: 'copy'; readonly text: string };

export type PanelTab = 'route' | 'queues' | 'sent' | 'playback';

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
