// What a person can do in the preview. The parts of the window call these; `Preview` knows what they mean.

import type { Filter } from '#core/graph/asked/filter';
import type { ElementId } from '#core/model/element';
import type { PanelTab } from '#core/protocol/preview';
import type { TestMessage } from '#core/routing/message/test-message';
import type { MessageQuery } from '#core/simulation/finding';
import type { Action } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';

export interface Actions {
  /** Shows where the element is written; `focus` takes the person there. */
  reveal(element: ElementId, focus: boolean): void;
  /** Selects an element and brings it near; the editor stays where it is. */
  goTo(element: ElementId): void;
  /** Brings an item near; the selection stays. */
  flyTo(id: string): void;
  clearSelection(): void;
  toggleOutline(): void;
  /** Selects the next of what diagnostics concern, or the one before, and brings it near. */
  goToProblem(step: 1 | -1): void;
  /** What of the drawing is to step back. */
  filter(filter: Filter): void;
  /** What logs tell that was carried is not shown any more. */
  hideTraffic(): void;
  toggle(element: ElementId): void;
  allOn(): void;
  /** Asks for a test message; `from` is where it starts, when that is known. */
  askMessage(from?: string): void;
  /** Sends the message that is shown once more, now. */
  sendAgain(): void;
  /** Shows which way such a message takes as things are now, without sending it. */
  showRoute(message: TestMessage): void;
  /** Writes the message that is shown into the topology as a test. */
  makeTest(): void;
  openTab(tab: PanelTab): void;
  /** Opens a queue to its messages; null closes it. */
  openQueue(queue: QueueName | null): void;
  togglePanel(): void;
  resizePanel(size: number): void;
  /** The user is to pick a scenario, which is then run. */
  pickScenario(): void;
  /** Does something at the present of the simulation. */
  act(action: Action): void;
  /** Undoes what was done, by its place in the script. */
  removeAction(index: number): void;
  /** Nothing has been sent or done, and nothing is off. */
  startAnew(): void;
  /** Goes on with what was simulated before. */
  bringBack(): void;
  /** Plays what is simulated once more, on the topology as it is now. */
  playAgain(): void;
  cancelPlay(): void;
  /** Writes what was done into the topology as a scenario. */
  makeScenario(): void;
  /** Lets time go on, or stops it. */
  toggleTime(): void;
  /** So many times as fast as usual. */
  playAtSpeed(speed: number): void;
  goToFrame(frame: number): void;
  /** In seconds since the start. */
  goToTime(at: number): void;
  goToNextHappening(): void;
  find(query: MessageQuery): void;
  /** Shows what becomes of a message; null: of none. */
  showHistory(number: number | null): void;
  /** Lets the user save a text; `name` is what is proposed for the file. */
  save(name: string, text: string): void;
  copy(text: string): void;
}
