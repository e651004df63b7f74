// The real bundle of the preview in a real browser, with the HTML that the extension serves, the colours of a VS Code
// theme, and in place of VS Code an object that notes what is posted and keeps the state over a reload.

import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import type { Answer, FromPreview, PreviewState, RouteAnswer, ToPreview } from '#core/protocol';
import { bodyClasses, themeColours, type Theme } from './themes.ts';

const root = resolve(import.meta.dirname, '..', '..');
const address = 'http://preview.test/';

export interface PreviewPage {
  readonly page: Page;
  send(message: ToPreview): Promise<void>;
  /** What the preview has posted so far. */
  posted(): Promise<readonly FromPreview[]>;
  state(): Promise<PreviewState>;
  /** Answers the route that the preview asks for next, or has just asked for, and returns what it asked. */
  answerRoute(answer: Answer<RouteAnswer>): Promise<RouteRequest>;
  /** What the browser complained about: script errors, and what the content security policy refused. */
  readonly complaints: readonly string[];
}

type RouteRequest = Extract<FromPreview, { type: 'route' }>;

interface PageOptions {
  readonly theme?: Theme;
  readonly state?: unknown;
  /** VS Code's own setting for reduced motion, a class on the body. */
  readonly reduceMotion?: boolean;
}

let bundled: Promise<string> | undefined;

export async function openPreview(browser: BrowserContext, options: PageOptions = {}): Promise<PreviewPage> {
  bundled ??= bundlePreview();
  const script = await bundled;
  const style = readFileSync(resolve(root, 'media/preview.css'), 'utf8');
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/preview.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (path === '/preview.css') return route.fulfill({ contentType: 'text/css', body: style });
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: document() });
    return route.fulfill({ status: 404 });
  });
  const theme = options.theme ?? 'dark';
  const classes = options.reduceMotion === true ? `${bodyClasses[theme]} vscode-reduce-motion` : bodyClasses[theme];
  await page.addInitScript(pretendToBeCode, { colours: themeColours[theme], classes, state: options.state ?? null });
  await page.goto(address);
  const posted = (): Promise<readonly FromPreview[]> =>
    page.evaluate(() => JSON.parse(sessionStorage.getItem('posted') ?? '[]') as FromPreview[]);
  const send = (message: ToPreview): Promise<void> => page.evaluate((data) => window.postMessage(data, '*'), message);
  let answered = 0;
  return {
    page,
    complaints,
    send,
    posted,
    state: () => page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? 'null') as PreviewState),
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
  };
}

async function bundlePreview(): Promise<string> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['media/main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'warning',
  });
  return result.outputFiles[0]!.text;
}

function document(): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src http://preview.test; script-src 'nonce-test'">
    <link rel="stylesheet" href="preview.css">
    <title>Preview</title>
  </head>
  <body><div id="app"></div><script nonce="test" src="preview.js"></script></body>
</html>`;
}

interface Pretence {
  readonly colours: Readonly<Record<string, string>>;
  readonly classes: string;
  readonly state: unknown;
}

function pretendToBeCode({ colours, classes, state }: Pretence): void {
  const posted: unknown[] = [];
  sessionStorage.setItem('posted', '[]');
  if (state !== null && sessionStorage.getItem('state') === null)
    sessionStorage.setItem('state', JSON.stringify(state));
  const api = {
    postMessage: (message: unknown) => {
      posted.push(message);
      sessionStorage.setItem('posted', JSON.stringify(posted));
    },
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (next: unknown) => sessionStorage.setItem('state', JSON.stringify(next)),
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
  const dress = (): void => {
    for (const [name, value] of Object.entries(colours)) {
      window.document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    window.document.body.className = classes;
  };
  new MutationObserver((_, observer) => {
    if (window.document.body === null) return;
    observer.disconnect();
    dress();
  }).observe(window.document, { childList: true, subtree: true });
}
