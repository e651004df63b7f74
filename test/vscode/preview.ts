import type { FrameLocator, Locator } from 'playwright-core';

/** The preview, in the words of its user: the drawing, its switches, what became of a message, the queues. */
export class Preview {
  readonly frame: FrameLocator;

  constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  /** Resolves when a topology is drawn. */
  async drawn(): Promise<void> {
    await this.frame.locator('g.node').first().waitFor();
  }

  /** A server, a connector or whatever else is drawn, by how a reader that speaks calls it: `smart host SMARTHOST`. */
  element(name: string): Locator {
    return this.frame
      .getByRole('button', { name: new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) })
      .first();
  }

  /** What is selected; empty when nothing is. */
  async selected(): Promise<string> {
    const names = await this.frame
      .locator('[aria-current="true"][data-id]')
      .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-id') ?? ''));
    return names.join(', ');
  }

  /** Clicks on the name of the element: the middle of a server is a virtual server. */
  async select(name: string): Promise<void> {
    await this.element(name).locator('text.name').click();
  }

  /** Selects the element and uses its switch. */
  async toggle(name: string): Promise<void> {
    await this.select(name);
    await this.frame
      .getByLabel('Selected element')
      .getByRole('button', { name: /^Switch (On|Off)$/ })
      .click();
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name });
  }

  tab(name: 'Route' | 'Queues' | 'Messages' | 'Playback'): Locator {
    return this.frame.getByRole('tab', { name });
  }

  /** `Delivered`, `Waits`, `Not delivered · 5.4.4`. */
  outcome(): Promise<string> {
    return this.frame.locator('.story .result h2').innerText();
  }

  /** The queues that the message passed or waits in, first hop first. */
  hopQueues(): Promise<readonly string[]> {
    return this.frame.locator('.story .hop-queue button').allInnerTexts();
  }

  /** The rows of the list of queues: name, server, state, number of messages. */
  queues(): Promise<readonly string[]> {
    return this.frame.locator('.queues .queue-list tbody tr').allInnerTexts();
  }
}
