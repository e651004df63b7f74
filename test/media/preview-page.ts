// The preview in a real browser, as webview-page.ts opens it.

import type { BrowserContext } from 'playwright-core';
import type { Answer } from '#core/answer';
import type { FromPreview, PreviewState, ToPreview } from '#core/protocol/preview';
import type { PlayAnswer, RouteAnswer } from '#core/protocol/requests';
import type { Simulator } from './simulator.ts';
import { openWebviewPage, type PageOptions, type WebviewPage } from './webview-page.ts';

export interface PreviewPage extends WebviewPage<ToPreview, FromPreview> {
  state(): Promise<PreviewState>;
  /** Answers the route that the preview asks for next, or has just asked for, and returns what it asked. */
  answerRoute(answer: Answer<RouteAnswer>): Promise<RouteRequest>;
  /** Runs a scenario of which this is what was played. */
  show(played: PlayAnswer): Promise<void>;
  /** Answers all that has been asked of a simulation and is not answered yet. */
  settle(simulator: Simulator): Promise<void>;
  /** The page was loaded anew: nothing has been asked yet. */
  forget(): void;
}

type RouteRequest = Extract<FromPreview, { type: 'route' }>;

const preview = { script: 'main.ts', style: 'preview.css' };

export async function openPreview(browser: BrowserContext, options: PageOptions = {}): Promise<PreviewPage> {
  const opened = await openWebviewPage<ToPreview, FromPreview>(browser, preview, options);
  const { page, posted, send } = opened;
  let answered = 0;
  let settled = 0;
  return {
    ...opened,
    state: async () => (await opened.state()) as PreviewState,
    answerRoute: async (answer) => {
      await page.waitForFunction((count) => {
        const messages = JSON.parse(sessionStorage.getItem('posted') ?? '[]') as FromPreview[];
        return messages.filter((message) => message.type === 'route').length > count;
      }, answered);
      const asked = (await posted()).filter((message) => message.type === 'route')[answered];
      answered += 1;
      if (asked === undefined) throw new Error('The preview asked for no route.');
      await send({ type: 'sent', request: asked.request, answer });
      return asked;
    },
    show: async (played) => {
      await send({ type: 'runScenario', scenario: played.playback.scenario });
      await page.locator('.pending').waitFor();
      const asked = (await posted()).findLast((message) => message.type === 'play');
      await send({ type: 'played', request: asked?.request ?? 0, answer: { ok: true, value: played } });
      await page.locator('.pending').waitFor({ state: 'hidden' });
    },
    forget: () => {
      settled = 0;
    },
    settle: async (simulator) => {
      for (let all = await posted(); settled < all.length; all = await posted()) {
        const answer = simulator.answer(all[settled]!);
        settled += 1;
        if (answer !== undefined) await send(answer);
      }
    },
  };
}
