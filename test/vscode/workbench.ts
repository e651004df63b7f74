// A real VS Code in a real browser, in the words of its user: open a file, run a command, read the problems. Tests ask
// through this, so that only one file knows how VS Code's page is made. Nothing here sleeps: every step waits for what
// the user would wait to see.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser, type BrowserOptions } from '../browser.ts';
import { Preview } from './preview.ts';

/** Opens the VS Code that is served at the address, as if for the first time. */
export async function openWorkbench(url: string, options: BrowserOptions = {}): Promise<Workbench> {
  const browser = await launchBrowser({ width: 1400, height: 1000, ...options });
  // The page of a webview has another origin than VS Code.
  await browser.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = browser.pages()[0] ?? (await browser.newPage());
  const workbench = new Workbench(browser, page);
  await page.goto(url);
  await workbench.ready();
  return workbench;
}

export class Workbench {
  readonly browser: BrowserContext;
  readonly page: Page;
  /** What the page asked of other machines; a test fails when there is any. */
  readonly requestsElsewhere: string[] = [];
  /** What the page and its extensions wrote to the console as errors. */
  readonly consoleErrors: string[] = [];

  constructor(browser: BrowserContext, page: Page) {
    this.browser = browser;
    this.page = page;
    page.setDefaultTimeout(20_000);
    page.on('request', (request) => {
      if (isElsewhere(request.url())) this.requestsElsewhere.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.statusbar').waitFor();
  }

  /** Reloads the window as VS Code does it, with everything put away first. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.run('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** Writes `<name>.png` into `test-results/` unless told where, to be looked at. */
  async screenshot(name: string, folder = resolve(import.meta.dirname, '../../test-results')): Promise<void> {
    mkdirSync(folder, { recursive: true });
    // Out of the way, so that nothing is hovered over.
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`) });
  }

  // ---- Commands

  /**
   * Runs a command of the palette by its full title. The palette is opened again where it is closed by a focus that was
   * still on its way elsewhere, and where it does not know the commands of an extension yet: it never looks again.
   */
  async run(title: string): Promise<void> {
    const command = this.page
      .locator('.quick-input-list')
      .getByRole('option', { name: new RegExp(`^${escaped(title)}(,|$)`) })
      .first();
    await this.#tryAgain(async (timeout) => {
      await this.page.keyboard.press('F1');
      await this.quickInput.input.fill(`>${title}`, { timeout });
      await command.click({ timeout });
    });
    // What comes next may be typed, and would still go to the palette. A command may show a list of its own there.
    await command.waitFor({ state: 'hidden' });
  }

  /** Does something until it has led to what is to be seen: a focus still on its way elsewhere closes dialogs. */
  async until(seen: Locator, act: () => Promise<void>): Promise<void> {
    await this.#tryAgain(async (timeout) => {
      await act();
      await seen.waitFor({ timeout: 2 * timeout });
    });
  }

  async #tryAgain(attempt: (timeout: number) => Promise<void>): Promise<void> {
    for (let tries = 5; ; tries -= 1) {
      try {
        return await attempt(4000);
      } catch (error) {
        if (tries === 1) throw error;
      }
    }
  }

  /** The list and the input at the top of the window. */
  get quickInput(): { readonly input: Locator; readonly options: Locator; readonly message: Locator } {
    const widget = this.page.locator('.quick-input-widget:visible');
    return {
      input: widget.getByRole('textbox'),
      options: widget.locator('.quick-input-list').getByRole('option'),
      message: widget.locator('.quick-input-message'),
    };
  }

  /** Types into the input at the top and accepts. */
  async answer(text: string): Promise<void> {
    await this.quickInput.input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Picks one of the list at the top. */
  async pick(label: string | RegExp): Promise<void> {
    await this.quickInput.options.filter({ hasText: label }).first().click();
  }

  /** Resolves when the input at the top has this in its title. */
  async onStep(title: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible .quick-input-title').filter({ hasText: title }).waitFor();
  }

  /** Takes what each step of a wizard proposes; types into the last one where there is something to type. */
  async acceptProposals(title: string, steps: number, typed = ''): Promise<void> {
    for (let step = 1; step <= steps; step++) {
      await this.onStep(`${title} (${String(step)}/${String(steps)})`);
      if (step === 1) await this.screenshot(`wizard-${title}`);
      if (step === steps && typed !== '') await this.quickInput.input.fill(typed);
      await this.page.keyboard.press('Enter');
    }
  }

  async chooseTheme(name: string): Promise<void> {
    await this.run('Preferences: Color Theme');
    await this.answer(name);
    await this.quickInput.input.waitFor({ state: 'hidden' });
  }

  // ---- Files and editors

  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view').getByRole('treeitem', { name }).first().dblclick();
    await this.tab(name).waitFor();
    await this.editors.locator('.view-line').first().waitFor();
  }

  /** The tab of an editor; its preview, which bears the name as well, comes behind it. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name }).first();
  }

  /** Chooses an entry of the menu of a file or folder in the explorer. */
  async runInExplorer(name: string, entry: string): Promise<void> {
    const item = this.page.locator('.explorer-folders-view').getByRole('treeitem', { name }).first();
    const chosen = this.page.getByRole('menuitem', { name: entry });
    await this.run('File: Focus on Files Explorer');
    // A menu takes no click while it is just opening, and a focus that was still on its way elsewhere closes it.
    await this.#tryAgain(async (timeout) => {
      if (!(await chosen.isVisible())) await item.click({ button: 'right', timeout });
      await chosen.click({ timeout });
      await chosen.waitFor({ state: 'hidden', timeout });
    });
  }

  /** Drags a file or folder of the explorer into the editor; with Shift, so that it is dropped into the text. */
  async dropIntoEditor(name: string): Promise<void> {
    const { page } = this;
    const item = page.locator('.explorer-folders-view').getByRole('treeitem', { name }).first();
    const text = this.editors.locator('.view-lines').first();
    await item.hover();
    await page.mouse.down();
    await page.keyboard.down('Shift');
    await text.hover({ force: true, position: { x: 60, y: 40 } });
    await text.hover({ force: true, position: { x: 40, y: 8 } });
    await page.mouse.up();
    await page.keyboard.up('Shift');
  }

  /** A notification with this text. */
  notice(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** The text editors on the screen. */
  get editors(): Locator {
    return this.page.locator('.editor-instance:has(.view-lines):visible');
  }

  async focusEditor(): Promise<void> {
    await this.run('View: Focus First Editor Group');
    await this.#inText();
  }

  /** Resolves when keys go to the text of an editor: VS Code moves the focus after what made it move. */
  async #inText(): Promise<void> {
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** The lines on the screen, top to bottom, with plain blanks. */
  async lines(): Promise<readonly string[]> {
    const lines = await this.editors
      .first()
      .locator('.view-line')
      .evaluateAll((elements) =>
        elements
          .map((element) => ({ top: parseFloat(element.style.top), text: element.textContent }))
          .sort((one, other) => one.top - other.top)
          .map((line) => line.text),
      );
    return lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd());
  }

  async text(): Promise<string> {
    return (await this.lines()).join('\n');
  }

  /** Selects the first place of the text in the file; the focus is in an editor, or on its way there. */
  async select(text: string): Promise<void> {
    const { page } = this;
    await this.#inText();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+f');
    const find = page.locator('.find-widget.visible');
    // Emptied first: the input comes up with what was sought last, and only a change of it moves the selection.
    await find.locator('textarea').first().fill('');
    await find.locator('textarea').first().fill(text);
    await find
      .locator('.matchesCount')
      .filter({ hasText: /^\d+ of/ })
      .waitFor();
    // A notification on the screen takes the first one, whatever has the focus.
    await this.#tryAgain(async (timeout) => {
      if (await find.isVisible()) await find.locator('textarea').first().press('Escape', { timeout });
      await find.waitFor({ state: 'hidden', timeout });
    });
    await this.#inText();
    await page.locator('.statusbar').getByText('selected)').waitFor();
  }

  /** Puts the cursor behind the first place of the text. */
  async cursorAfter(text: string): Promise<void> {
    await this.select(text);
    await this.page.keyboard.press('ArrowRight');
  }

  /** Puts the cursor before the first place of the text. */
  async cursorBefore(text: string): Promise<void> {
    await this.select(text);
    await this.page.keyboard.press('ArrowLeft');
  }

  /** Pastes, so that the editor completes and closes nothing on the way. */
  async insert(text: string): Promise<void> {
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await this.page.keyboard.press('Control+v');
  }

  /** Pastes, and then chooses what else it could be pasted as. */
  async pasteAs(text: string, label: string): Promise<void> {
    await this.insert(text);
    await this.page.locator('.post-edit-widget').getByRole('button').click();
    await this.#chooseAction(label);
  }

  /** The focus is in an editor; all of its text becomes this one. Done again where the keys went elsewhere. */
  async replaceAll(text: string): Promise<void> {
    const [first = ''] = text.split('\n');
    await this.#tryAgain(async (timeout) => {
      await this.#inText();
      await this.page.keyboard.press('Control+a');
      await this.insert(text);
      await this.page.keyboard.press('Control+Home');
      await this.editors.locator('.view-line').filter({ hasText: first }).first().waitFor({ timeout });
    });
  }

  async replace(text: string, by: string): Promise<void> {
    await this.select(text);
    await this.insert(by);
  }

  /** Line and column of the cursor, from one, as the status bar shows them. */
  async cursor(): Promise<{ readonly line: number; readonly column: number }> {
    const text =
      (await this.page
        .locator('.statusbar')
        .getByText(/^Ln \d+, Col \d+/)
        .textContent()) ?? '';
    const [line = 0, column = 0] = [...text.matchAll(/\d+/g)].map((match) => Number(match[0]));
    return { line, column };
  }

  // ---- What the language server says

  /** The squiggles on the screen. */
  squiggles(severity: 'error' | 'warning' | 'info'): Promise<number> {
    return this.page.locator(`.editor-instance .squiggly-${severity}`).count();
  }

  /** Every problem of the window as the Problems panel shows it: message, code and place. */
  async problems(): Promise<readonly string[]> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.run('Problems: Focus on Problems View');
    return panel.locator('.monaco-list-row[aria-level="2"]').allTextContents();
  }

  /** The errors and warnings among them: an example has neither, but something worth knowing. */
  async mistakes(): Promise<readonly string[]> {
    const worthKnowing = ['stranding-failure', 'scoped-hub', 'bypassed-limit', 'shared-bridgeheads'];
    return (await this.problems()).filter((problem) => !worthKnowing.some((code) => problem.includes(code)));
  }

  /** Takes the fix of this title for what is at the cursor. */
  async quickFix(title: string | RegExp): Promise<void> {
    await this.run('Quick Fix...');
    await this.#chooseAction(title);
  }

  async #chooseAction(title: string | RegExp): Promise<void> {
    const actions = this.page.getByRole('listbox', { name: 'Action Widget' }).getByRole('option');
    const action = actions.filter({ hasText: title }).first();
    // The list takes no clicks until the mouse has moved over it.
    await action.hover({ force: true });
    await action.click();
  }

  /** Holds the keys that show hints. Keys held before the editor listens count for nothing, and are held anew. */
  async holdForHints(hint: string): Promise<void> {
    const shown = this.editors.locator('.view-line').filter({ hasText: hint }).first();
    await this.#tryAgain(async (timeout) => {
      await this.releaseHints();
      await this.page.keyboard.down('Control');
      await this.page.keyboard.down('Alt');
      await shown.waitFor({ timeout });
    });
  }

  async releaseHints(): Promise<void> {
    await this.page.keyboard.up('Alt');
    await this.page.keyboard.up('Control');
  }

  /** Asks for suggestions at the cursor and gives their labels. */
  async suggestions(): Promise<readonly string[]> {
    await this.run('Trigger Suggest');
    const list = this.page.locator('.suggest-widget.visible');
    await list.locator('.monaco-list-row').first().waitFor();
    return list.locator('.monaco-list-row .label-name').allTextContents();
  }

  async acceptSuggestion(label: string): Promise<void> {
    const list = this.page.locator('.suggest-widget.visible');
    await list
      .locator('.monaco-list-row')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .click();
  }

  /** Shows the hover at the cursor. */
  async hover(): Promise<void> {
    await this.run('Show or Focus Hover');
    await this.#hovers.first().waitFor();
  }

  /** What the hover says so far: a problem there comes first, and then what the language server has to say. */
  async hoverText(): Promise<string> {
    return (await this.#hovers.allInnerTexts()).join('\n');
  }

  get #hovers(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
  }

  /** The rows of the outline, opened when it is closed. */
  async outline(): Promise<readonly string[]> {
    const rows = this.page.locator('.outline-pane .monaco-list-row .label-name');
    if (!(await this.page.locator('.outline-pane .monaco-list').isVisible()))
      await this.run('Explorer: Focus on Outline View');
    await rows.first().waitFor();
    return rows.allTextContents();
  }

  // ---- The preview

  /** The preview that is in front. */
  get preview(): Preview {
    const webview = 'iframe.webview.ready[src*="extensionId=bridgehead.bridgehead"]';
    return new Preview(this.page.frameLocator(webview).frameLocator('#active-frame'));
  }

  // ---- Tests and failures

  /** Shows the tests of a topology in the Testing view. */
  async openTesting(topology: string): Promise<void> {
    await this.run('Testing: Focus on Test Explorer View');
    const rows = this.page.locator('.test-explorer .monaco-list-row');
    const row = rows.filter({ hasText: topology }).first();
    // The view may be made anew just then, as the server's answer comes, and then it is closed again, or another is opened.
    const opened = row.and(this.page.locator('[aria-expanded="true"]'));
    await this.#tryAgain(async (timeout) => {
      const isOpen = (await row.getAttribute('aria-expanded', { timeout })) === 'true';
      if (!isOpen) await row.locator('.monaco-tl-twistie').click({ timeout });
      await opened.waitFor({ timeout });
      await rows.and(this.page.locator('[aria-level="2"]')).first().waitFor({ timeout });
    });
  }

  /** The rows of the Testing view. */
  tests(): Promise<readonly string[]> {
    return this.page.locator('.test-explorer .monaco-list-row').allInnerTexts();
  }

  /** A test of the Testing view, when it is in this state. */
  test(name: string, state?: 'Passed' | 'Failed'): Locator {
    const label = state === undefined ? escaped(name) : `${escaped(name)}.*${state}`;
    return this.page.locator('.test-explorer').getByRole('treeitem', { name: new RegExp(label, 'i') });
  }

  /** A code lens on the screen. */
  lens(title: string): Locator {
    return this.editors.first().locator('.codelens-decoration a').filter({ hasText: title });
  }

  /** The rows of the view of failures. */
  failures(): Promise<readonly string[]> {
    return this.#failureRows.allInnerTexts();
  }

  failure(label: string): Locator {
    return this.#failureRows.filter({ hasText: label }).first();
  }

  get #failureRows(): Locator {
    return this.page.locator(
      '.pane-body:visible .tree-explorer-viewlet-tree-view .monaco-list-row, .part.panel .customview-tree .monaco-list-row',
    );
  }

  /** The page of the matrix that is in front. */
  get matrix(): FrameLocator {
    const webview = 'iframe.webview.ready[src*="extensionId=bridgehead.bridgehead"]';
    return this.page.frameLocator(webview).frameLocator('#active-frame');
  }

  /** From the palette: where the message starts, and to whom. */
  async sendTestMessage(from: string, to: string): Promise<void> {
    await this.run('Bridgehead: Send Test Message…');
    await this.pick(from);
    await this.page.getByText('(2 of 2)').waitFor();
    await this.answer(to);
  }

  /** From the palette, where there are several. */
  async runScenario(name: string): Promise<void> {
    await this.run('Bridgehead: Run Scenario…');
    await this.pick(name);
  }

  /** Notifications on the screen. */
  notifications(): Promise<readonly string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allTextContents();
  }
}

function isElsewhere(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol.startsWith('http') && hostname !== 'localhost' && !hostname.endsWith('.localhost');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
