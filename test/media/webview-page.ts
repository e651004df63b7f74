// The real bundle of a page of the extension in a real browser, with the HTML that the extension serves, the colours of
// a VS Code theme, and in place of VS Code an object that notes what is posted and keeps the state over a reload.

import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { bodyClasses, themeColours, type Theme } from './themes.ts';

const root = resolve(import.meta.dirname, '..', '..');
const address = 'http://preview.test/';

/** A page that is sent `Received` and posts `Posted`. */
export interface WebviewPage<Received, Posted> {
  readonly page: Page;
  send(message: Received): Promise<void>;
  /** What the page has posted so far. */
  posted(): Promise<readonly Posted[]>;
  /** What it has kept. */
  state(): Promise<unknown>;
  /** What the browser complained about: script errors, and what the content security policy refused. */
  readonly complaints: readonly string[];
}

export interface PageOptions {
  readonly theme?: Theme;
  readonly state?: unknown;
  /** VS Code's own setting for reduced motion, a class on the body. */
  readonly reduceMotion?: boolean;
}

/** Where a page's script starts, and its style, both in `media/`. */
export interface PageSource {
  readonly script: string;
  readonly style: string;
}

const bundled = new Map<string, Promise<string>>();

export async function openWebviewPage<Received, Posted>(
  browser: BrowserContext,
  source: PageSource,
  options: PageOptions,
): Promise<WebviewPage<Received, Posted>> {
  const bundling = bundled.get(source.script) ?? bundle(source.script);
  bundled.set(source.script, bundling);
  const script = await bundling;
  const style = readFileSync(resolve(root, 'media', source.style), 'utf8');
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (path === '/page.css') return route.fulfill({ contentType: 'text/css', body: style });
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: document() });
    return route.fulfill({ status: 404 });
  });
  const theme = options.theme ?? 'dark';
  const classes = options.reduceMotion === true ? `${bodyClasses[theme]} vscode-reduce-motion` : bodyClasses[theme];
  await page.addInitScript(pretendToBeCode, { colours: themeColours[theme], classes, state: options.state ?? null });
  await page.goto(address);
  const posted = (): Promise<readonly Posted[]> =>
    page.evaluate(() => JSON.parse(sessionStorage.getItem('posted') ?? '[]') as Posted[]);
  return {
    page,
    complaints,
    posted,
    // It has arrived when this resolves: the page listens since it was loaded, so it hears of it first.
    send: (message) =>
      page.evaluate(
        (data) =>
          new Promise<void>((resolve) => {
            window.addEventListener('message', () => resolve(), { once: true });
            window.postMessage(data, '*');
          }),
        message,
      ),
    state: () => page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown),
  };
}

async function bundle(script: string): Promise<string> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [`media/${script}`],
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
      content="default-src 'none'; style-src http://preview.test; script-src 'nonce-test'; img-src blob:">
    <link rel="stylesheet" href="page.css">
    <title>Bridgehead</title>
  </head>
  <body><div id="app"></div><script nonce="test" src="page.js"></script></body>
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
