// What a person can do in the preview. The parts of the window call these; `Preview` knows what they mean.

import type { ElementId } from '#core/model/element';
import type { PanelTab, SentMessage } from '#core/protocol/preview';

export interface Actions {
  /** Shows where the element is written; `focus` takes the person there. */
  reveal(element: ElementId, focus: boolean): void;
  clearSelection(): void;
  toggle(element: ElementId): void;
  allOn(): void;
  /** Asks for a test message; `from` is where it starts, when that is known. */
  askMessage(from?: string): void;
  /** Sends the message that is shown, or the last one, once more with the switches as they are. */
  sendAgain(): void;
  /** Writes the message that is shown, or the last one, into the topology as a test. */
  makeTest(): void;
  /** Draws the route of a sent message; null draws none. */
  showSent(id: number | null): void;
  clearSent(): void;
  openTab(tab: PanelTab): void;
  /** Tries messages that wait once more, with the switches as they are. */
  retry(waiting: readonly SentMessage[]): void;
  openQueue(server: string, name: string): void;
  togglePanel(): void;
  resizePanel(size: number): void;
  /** Plays a scenario anew; null asks which. */
  playScenario(scenario: string | null): void;
  /** Lets the time of what was played go on, or stops it. */
  togglePlayback(): void;
  /** So many times as fast as usual. */
  playAtSpeed(speed: number): void;
  goToFrame(frame: number): void;
  goToNextHappening(): void;
  copy(text: string): void;
}
