import axe from 'axe-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import type { FromMatrix, MatrixAnswer, MatrixState, ToMatrix } from '#core/protocol/matrix';
import { launchBrowser } from '../browser.ts';
import { themeColours, type Theme } from './themes.ts';
import { openWebviewPage, type PageOptions, type WebviewPage } from './webview-page.ts';
import { id } from '../element-id.ts';

type Query = Extract<FromMatrix, { type: 'query' }>;

const uri = 'file:///four-cities.topo';
const someWays: MatrixAnswer = {
  root: uri,
  version: 1,
  rows: [{ from: 'Seattle', to: 'Brussels', cost: 20, connectors: ['Seattle to London', 'London to Brussels'] }],
  matching: 1,
  total: 1,
};

let browser: BrowserContext;
let matrix: WebviewPage<ToMatrix, FromMatrix>;

beforeAll(async () => {
  browser = await launchBrowser({ width: 900, height: 600 });
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(matrix.complaints).toEqual([]);
  await matrix.page.close();
});

async function open(options: PageOptions = {}): Promise<void> {
  matrix = await openWebviewPage(browser, { script: 'matrix.ts', style: 'matrix.css' }, options);
  await matrix.send({ type: 'changed', uri, down: [] });
}

async function queries(): Promise<readonly Query[]> {
  return (await matrix.posted()).filter((message) => message.type === 'query');
}

/** Answers what the matrix has asked for last. */
async function answer(value: MatrixAnswer): Promise<void> {
  await expect.poll(queries).not.toEqual([]);
  const request = (await queries()).at(-1)?.request ?? 0;
  await matrix.send({ type: 'rows', request, answer: { ok: true, value } });
}

test('after the tab was hidden or the window reloaded, filter and order are as they were', async () => {
  const state: MatrixState = { uri, down: [], filter: 'london', sort: { by: 'cost', descending: true } };
  await open({ state });
  await answer(someWays);
  await matrix.page.getByText('1 way', { exact: true }).waitFor();
  expect(await matrix.page.getByLabel('Filter').inputValue()).toBe('london');
  expect(await matrix.page.locator('th[aria-sort="descending"]').innerText()).toContain('Cost');
  expect((await queries()).at(-1)?.query).toMatchObject({ filter: 'london', sort: { by: 'cost', descending: true } });
});

test('a filter is asked about when the typing rests, and until it is answered the rows are said to be old', async () => {
  await open();
  await answer(someWays);
  await matrix.page.getByText('1 way', { exact: true }).waitFor();
  await matrix.page.getByLabel('Filter').evaluate((input: HTMLInputElement) => {
    for (const text of ['s', 'se', 'sea']) {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  expect(await matrix.page.getByRole('status').innerText()).toBe('Searching…');
  expect(await matrix.page.locator('table').getAttribute('aria-busy')).toBe('true');
  await expect.poll(async () => (await queries()).at(-1)?.query.filter).toBe('sea');
  expect((await queries()).map(({ query }) => query.filter)).toEqual(['', 'sea']);
  await answer({ ...someWays, matching: 1234, total: 3_082_560 });
  await matrix.page.getByText('1,234 of 3,082,560 ways').waitFor();
  expect(await matrix.page.locator('table').getAttribute('aria-busy')).toBe('false');
});

test('in a narrow window no word is broken: the table is scrolled sideways', async () => {
  await open();
  await matrix.page.setViewportSize({ width: 300, height: 400 });
  const [row] = someWays.rows;
  const from = 'AdministrationHeadquartersSeattle';
  await answer({ ...someWays, rows: [{ ...row!, from, to: 'SMTP:*.headquarters.example.com' }] });
  const name = matrix.page.getByRole('button', { name: from });
  await name.waitFor();
  const lines = (element: HTMLElement | SVGElement): number => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  const broken: string[] = [];
  for (const cell of await matrix.page.locator('th button, td .link, td').all()) {
    const text = await cell.innerText();
    if (!text.includes(' ') && (await cell.evaluate(lines)) > 1) broken.push(text);
  }
  expect(broken).toEqual([]);
  expect(
    await matrix.page.locator('.scroll').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
  ).toBe(true);
});

test('a table without rows says why', async () => {
  await open();
  await answer({ ...someWays, rows: [], matching: 0, total: 24 });
  await matrix.page.getByText('No way has all of these words.').waitFor();
  await matrix.send({ type: 'changed', uri, down: [] });
  await answer({ ...someWays, rows: [], matching: 0, total: 0 });
  await matrix.page.getByText('Write a connector or a second routing group.').waitFor();
  expect(await matrix.page.getByRole('button', { name: 'Show More' }).isVisible()).toBe(false);
});

test('rows of before do not stay beside an error', async () => {
  await open();
  expect(await matrix.page.getByRole('button', { name: 'Show More' }).isVisible()).toBe(false);
  await answer({ ...someWays, matching: 300, total: 300 });
  await matrix.page.getByRole('button', { name: 'Show More' }).waitFor();
  await matrix.send({ type: 'changed', uri, down: [id('server GONE')] });
  await expect.poll(async () => (await queries()).length).toBe(2);
  const request = (await queries()).at(-1)?.request ?? 0;
  await matrix.send({ type: 'rows', request, answer: { ok: false, error: "There is no server 'GONE'." } });
  await matrix.page.getByRole('alert').getByText('GONE').waitFor();
  expect(await matrix.page.locator('tbody tr').count()).toBe(0);
  expect(await matrix.page.getByRole('button', { name: 'Show More' }).isVisible()).toBe(false);
});

test('the table is one stop of the tab key, and arrows go from name to name', async () => {
  await open();
  const [row] = someWays.rows;
  await answer({ ...someWays, rows: [row!, { ...row!, from: 'Tokyo', connectors: [], cost: null }], matching: 300 });
  const focused = (): Promise<string> => matrix.page.evaluate(() => document.activeElement?.textContent ?? '');
  const { keyboard } = matrix.page;
  await matrix.page.getByRole('button', { name: 'Connectors', exact: true }).focus();
  await keyboard.press('Tab');
  expect(await focused()).toBe('Seattle');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await keyboard.press(key);
  expect(await focused()).toBe('London to Brussels');
  await keyboard.press('ArrowDown');
  expect(await focused()).toBe('Brussels');
  await keyboard.press('ArrowLeft');
  expect(await focused()).toBe('Tokyo');
  await keyboard.press('Tab');
  expect(await focused()).toBe('Show More');
  await keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Tokyo');
  await keyboard.press('Enter');
  expect((await matrix.posted()).at(-1)).toEqual({ type: 'reveal', element: 'routing group Tokyo' });
});

test.for(Object.keys(themeColours) as Theme[])('nothing is hard to reach or to read in the theme %s', async (theme) => {
  await open({ theme });
  await matrix.send({ type: 'changed', uri, down: [id('server LON-EX01')] });
  const [row] = someWays.rows;
  await answer({ ...someWays, rows: [row!, { ...row!, cost: null, connectors: [] }], matching: 300 });
  await matrix.page.getByText('no way', { exact: true }).waitFor();
  expect(await violations()).toEqual([]);
  await matrix.page.getByLabel('Filter').fill('nowhere');
  await expect.poll(async () => (await queries()).at(-1)?.query.filter).toBe('nowhere');
  await answer({ ...someWays, rows: [], matching: 0, total: 300 });
  await matrix.page.getByText('No way has all').waitFor();
  expect(await violations()).toEqual([]);
});

/** The rules that are broken, and where. */
async function violations(): Promise<readonly string[]> {
  await matrix.page.evaluate(axe.source);
  const found = await matrix.page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'cat.aria'],
    }),
  );
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join('\n')}`);
}
