// What a large drawing shows from far away and from half way: names, costs and lines that can be told apart.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { compileRouting } from '#core/routing/models';
import { routeMessage } from '../../server/features/route.ts';
import { launchBrowser } from '../browser.ts';
import { id as elementId } from '../element-id.ts';
import { mesh, realistic, topologyOf, type ConnectorPlan } from '../core/graph/topologies.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { sceneMessage } from './scenes.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1280, height: 800 });
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

/** Two hundred groups, and every twelfth of them leads to a partner. */
const places = (() => {
  const plan = realistic(200);
  const partners = plan.groups.flatMap(({ name }, index): readonly ConnectorPlan[] => {
    if (index % 12 !== 3) return [];
    const [spaces, hosts] = [[`partner${index}.example`], [`relay${index}.example`]];
    return [{ name: `Partner ${index}`, in: name, kind: 'smtp connector', spaces, hosts }];
  });
  return layout(buildGraph(topologyOf({ ...plan, connectors: [...(plan.connectors ?? []), ...partners] })));
})();

async function draw(): Promise<void> {
  preview = await openPreview(browser);
  await preview.send(sceneMessage(places));
  await preview.page.locator('.cluster').first().waitFor();
  await painted();
}

const painted = () => preview.page.locator('.drawing:not([aria-busy])').waitFor();

interface Box {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is seen of elements, in pixels. */
const boxesOf = (selector: string): Promise<readonly Box[]> =>
  preview.page.locator(selector).evaluateAll((all) =>
    all.flatMap((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return width === 0 ? [] : [{ text: each.textContent, x, y, width, height }];
    }),
  );

describe('Names', () => {
  test('of what stands alone or outside, of hosts in their cluster, and numbers of trunks do not lie on each other', async () => {
    await draw();
    const names = await boxesOf('.node > .name:not(:empty), .cluster > text, .trunk-count');
    expect(names.length).toBeGreaterThan(30);
    const meet = (a: Box, b: Box) => a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && Math.abs(a.y - b.y) < 8;
    const pairs = names.flatMap((a, i) => names.slice(i + 1).filter((b) => meet(a, b)).map((b) => [a.text, b.text])); // prettier-ignore
    expect(pairs).toEqual([]);
  });

  test.each([640, 520])('lie on no number of a trunk in a window of %i pixels', async (width) => {
    await draw();
    await preview.page.setViewportSize({ width, height: Math.round(0.8 * width) });
    await painted();
    const [shapes, numbers] = await Promise.all([boxesOf('.node > .shape'), boxesOf('.trunk-count')]);
    expect(numbers.length).toBeGreaterThan(0);
    const meet = (a: Box, b: Box) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    expect(numbers.filter((number) => shapes.some((shape) => meet(shape, number)))).toEqual([]);
  });

  test('of hosts outside that one cluster leads to are in it', async () => {
    await draw();
    const hosts = await boxesOf('.cluster > .leads-to');
    const counted = await boxesOf('.cluster > .counts');
    const outside = counted.flatMap(({ text }) => /(\d+) outside/.exec(text)?.[1] ?? []);
    expect(hosts.map(({ text }) => text).toSorted()[0]).toMatch(/^→ relay\d+\.example$/);
    expect(outside.reduce((sum, each) => sum + Number(each), 0)).toBe(hosts.length);
  });

  test('of clusters that are half in view are in it', async () => {
    await draw();
    const nameOf = (name: string) => preview.page.locator('.cluster > .name').filter({ hasText: name });
    const before = await nameOf('Paris').boundingBox();
    await preview.page.mouse.move(640, 760);
    await preview.page.mouse.down();
    await preview.page.mouse.move(640 - (before?.x ?? 0) - 30, 760, { steps: 4 });
    await preview.page.mouse.up();
    await expect.poll(async () => (await nameOf('Paris').boundingBox())?.x).toBeGreaterThanOrEqual(0);
    const [drawn, hull] = await Promise.all([nameOf('Paris').boundingBox(), boxesOf('.cluster > .hull')]);
    const middle = (drawn?.x ?? 0) + (drawn?.width ?? 0) / 2;
    expect(hull.filter(({ x, width }) => x < 0 && middle < x + width).length).toBeGreaterThan(0);
  });

  test('use the room beside a box, and lie in the middle of it', async () => {
    await draw();
    const [name, shape] = await Promise.all([boxesOf('.internet > .name'), boxesOf('.internet > .shape')]);
    expect(name[0]?.text).toBe('Internet');
    const middle = ({ x, width }: Box) => x + width / 2;
    expect(Math.abs(middle(name[0]!) - middle(shape[0]!))).toBeLessThan(2);
    const lone = await boxesOf('.routing-group > .name');
    expect(lone.map(({ text }) => text)).toEqual(['Seattle']);
  });
});

describe('A selected connector', () => {
  test('is seen through clusters, once: its trunk steps back', async () => {
    await draw();
    const trunk = await preview.page
      .locator('.trunk')
      .evaluateAll(
        (all) =>
          all
            .map((each) => (each as unknown as { __data__: { edges: { element: string }[] } }).__data__.edges)
            .find((edges) => edges.some(({ element }) => element.includes('London')))?.[0]?.element,
      );
    await preview.send({ type: 'select', element: elementId(trunk ?? '') });
    await preview.page.locator('.over-clusters > .selected').waitFor({ state: 'attached' });
    const opacity = await preview.page
      .locator('.trunk.selected')
      .evaluate((each) => Number(getComputedStyle(each).strokeOpacity));
    expect(opacity).toBeLessThan(0.4);
    await preview.send({ type: 'select', element: null });
    await preview.page.locator('.over-clusters > path').waitFor({ state: 'detached' });
  });
});

describe('The way of a message', () => {
  const topology = topologyOf(realistic(200));

  /** From a server to the Internet; from a branch unless said otherwise. */
  async function send(from = topology.servers.at(-1)!.name): Promise<void> {
    await draw();
    const message = { from, to: 'someone@example.com' };
    await preview.send({ type: 'send', message });
    await preview.answerRoute(routeMessage(compileRouting(topology), message, [], 1));
    await preview.page.locator('.outcome.delivered').waitFor();
    await painted();
  }

  test('tells what became of it beside where it ends, and the name of that can be read', async () => {
    await send();
    const [[mark], [name], [shape]] = await Promise.all([boxesOf('.outcome'), boxesOf('.internet > .name'), boxesOf('.internet > .shape')]); // prettier-ignore
    expect(mark!.width).toBeGreaterThan(8);
    expect(mark!.x).toBeGreaterThanOrEqual(name!.x + name!.width - 1);
    expect(mark!.x - (shape!.x + shape!.width)).toBeLessThan(8);
  });

  test('has the numbers of its steps at a size that can be read, above the costs', async () => {
    // Of the hub whose way to the next one is not covered by another's plate.
    const hubs = ['LON1-EX01', 'BRU2-EX01', 'TOK3-EX01', 'SYD4-EX01', 'BER5-EX01'];
    let steps: readonly Box[] = [];
    for (let hub = 0; hub < hubs.length && steps.length === 0; hub++) {
      if (hub > 0) await preview.page.close();
      await send(hubs[hub]);
      steps = await boxesOf('.caption.travelled > .step > circle');
    }
    expect(steps.length).toBeGreaterThan(0);
    for (const { width } of steps) expect(width).toBeGreaterThan(14);
    const costs = await boxesOf('.caption.travelled > .joint > rect, .caption.travelled > rect');
    for (const { x, y, height } of steps) expect(costs.some((cost) => Math.abs(cost.x - x) < 40 && y + height < cost.y + cost.height)).toBe(true); // prettier-ignore
  });

  test('shows nothing of a group in a cluster that is not open but its border', async () => {
    await send();
    const covered = preview.page.locator('.node.covered');
    expect(await covered.count()).toBeGreaterThan(0);
    const opacities = await covered.evaluateAll((all) => all.map((each) => getComputedStyle(each).opacity));
    expect(new Set(opacities)).toEqual(new Set(['0']));
    expect(await preview.page.locator('.cluster.travelled').count()).toBeGreaterThan(0);
  });
});

describe('Where everything is joined to everything', () => {
  const opacity = (selector: string) =>
    preview.page.locator(selector).first().evaluate((line) => Number(getComputedStyle(line).strokeOpacity)); // prettier-ignore

  test('lines are quiet until one points at a box, and ways out of the organization are not', async () => {
    preview = await openPreview(browser);
    await preview.send(sceneMessage(layout(buildGraph(topologyOf(mesh(24))))));
    await preview.page.locator('.edge').first().waitFor({ state: 'attached' });
    expect(await opacity('.routing-group-connector > .line')).toBeLessThan(0.5);
    expect(await opacity('.smtp-connector > .line')).toBe(1);
    await preview.page.locator('.node.routing-group > .name').first().hover();
    await preview.page.locator('.edge.related').first().waitFor({ state: 'attached' });
    expect(await opacity('.routing-group-connector.related > .line')).toBe(1);
  });

  test('but not in high contrast', async () => {
    preview = await openPreview(browser, { theme: 'high-contrast' });
    await preview.send(sceneMessage(layout(buildGraph(topologyOf(mesh(24))))));
    await preview.page.locator('.edge').first().waitFor({ state: 'attached' });
    expect(await opacity('.routing-group-connector > .line')).toBe(1);
  });
});

describe('A small drawing from half way', () => {
  test('has costs that can be read, of what is selected, or none', async () => {
    preview = await openPreview(browser);
    await preview.send(sceneMessage(layout(buildGraph(topologyOf(mesh(24))))));
    await preview.page.locator('.drawing[data-zoom="middle"] .caption').first().waitFor({ state: 'attached' });
    const opacities = () =>
      preview.page.locator('.caption').evaluateAll((all) => all.map((each) => getComputedStyle(each).opacity));
    expect(new Set(await opacities())).toEqual(new Set(['0']));
    await preview.send({ type: 'select', element: elementId('routing group Tokyo') });
    const related = preview.page.locator('.caption.related > .joint > text');
    await related.first().waitFor();
    const sizes = await related.evaluateAll(
      (all) =>
      all.map((each) => ((each as SVGTextElement).getScreenCTM()?.a ?? 0) * Number.parseFloat(getComputedStyle(each).fontSize)), // prettier-ignore
    );
    expect(sizes.length).toBe(23);
    expect(Math.min(...sizes)).toBeGreaterThan(9);
  });
});

describe('Servers', () => {
  test('have a flag where their name leaves room for it', async () => {
    await draw();
    await preview.page.locator('.cluster').first().click();
    await preview.page.locator('.drawing[data-zoom="near"] .server').first().waitFor();
    await painted();
    const [names, flags] = await Promise.all([boxesOf('.server > .name'), boxesOf('.server > .flag')]);
    expect(names.filter(({ text }) => text.includes('…'))).toEqual([]);
    const meet = (a: Box, b: Box) => a.x + a.width > b.x + 3 && a.x < b.x && Math.abs(a.y - b.y) < 10;
    expect(names.filter((name) => flags.some((flag) => meet(name, flag))).map(({ text }) => text)).toEqual([]);
  });
});

describe('Costs', () => {
  const caption = (id: string) => preview.page.locator(`.caption[data-id='${id}']`);

  test('can be read from half way, and appear on hover where there was no room', async () => {
    await draw();
    await preview.page.locator('.cluster').first().click();
    await preview.page.mouse.move(640, 400);
    const scale = () => preview.page.locator('.viewport').evaluate((each) => (each as SVGGElement).getCTM()?.a ?? 1);
    await preview.page.mouse.wheel(0, 500 * Math.log2((await scale()) / 0.52));
    await preview.page.locator('.drawing[data-zoom="middle"] .caption').first().waitFor({ state: 'attached' });
    await painted();
    const texts = preview.page.locator('.caption > .joint > text, .caption:not(.paired) > text');
    const sizes = await texts.evaluateAll((all) =>
      all.map((each) => {
        const { a } = (each as SVGTextElement).getScreenCTM() ?? { a: 0 };
        return a * Number.parseFloat(getComputedStyle(each).fontSize);
      }),
    );
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10.9);
    const without = await preview.page.locator('.edge').evaluateAll((all) => {
      const captioned = new Set(
        [...document.querySelectorAll<SVGElement>('.caption')].map((each) => each.dataset['id']),
      );
      return all.flatMap((each) => (captioned.has((each as SVGElement).dataset['id']) ? [] : [(each as SVGElement).dataset['id'] ?? ''])); // prettier-ignore
    });
    const id = without[0] ?? '';
    const hit = preview.page.locator(`.edge[data-id='${id}'] > .hit`);
    expect(await caption(id).count()).toBe(0);
    await hit.dispatchEvent('pointerover');
    await caption(id).waitFor();
    await hit.dispatchEvent('pointerout');
    expect(await caption(id).count()).toBe(0);
  });
});

describe('Trunks', () => {
  const gap = ({ x, y, width, height }: Box, point: readonly [number, number]) =>
    Math.max(x - point[0], point[0] - x - width, y - point[1], point[1] - y - height);

  test('end at the borders of what they join, and none crosses a number', async () => {
    await draw();
    const ends = await preview.page.locator('.trunk').evaluateAll((all) =>
      all.map((each) => {
        const path = each as unknown as SVGPathElement;
        const matrix = path.getScreenCTM();
        const at = (length: number): readonly [number, number] => {
          const { x, y } = path.getPointAtLength(length).matrixTransform(matrix ?? undefined);
          return [x, y];
        };
        return [at(0), at(path.getTotalLength())] as const;
      }),
    );
    const boxes = await boxesOf('.cluster > .hull, .node > .shape');
    expect(ends.length).toBeGreaterThan(20);
    // One that is drawn as large as its name has its end within.
    const large = await boxesOf('.node.across > .shape');
    const isAt = (box: Box, end: readonly [number, number]) => Math.abs(gap(box, end)) < 1.5;
    const loose = ends.flat().filter((end) => !boxes.some((box) => isAt(box, end)) && !large.some((box) => gap(box, end) < 0)); // prettier-ignore
    expect(loose).toEqual([]);
    const after = await preview.page
      .locator('.trunks')
      .evaluate((layer) => layer.lastElementChild?.getAttribute('class'));
    expect(after).toBe('trunk-counts');
  });

  test('come forward from the cluster that is pointed at, and from no other', async () => {
    await draw();
    const cluster = preview.page.locator('.cluster').first();
    const related = preview.page.locator('.trunk.related');
    expect(await related.count()).toBe(0);
    await cluster.hover();
    const id = (await cluster.getAttribute('data-cluster')) ?? '';
    await expect.poll(() => related.count()).toBeGreaterThan(0);
    const ids = await related.evaluateAll((all) =>
      all.map((each) => {
        const { from, to } = (each as unknown as { __data__: { from: { id: string }; to: { id: string } } }).__data__;
        return [from.id, to.id];
      }),
    );
    expect(ids.filter((both) => !both.includes(id))).toEqual([]);
    await preview.page.mouse.move(640, 20);
    await expect.poll(() => related.count()).toBe(0);
  });

  test('of a selected group come forward, and those that have nothing to do with it step back', async () => {
    await draw();
    const hub = places.nodes.find(({ name }) => name === 'London')?.id;
    await preview.send({ type: 'select', element: elementId(hub ?? '') });
    await preview.page.locator('.trunk.of-selected').first().waitFor({ state: 'attached' });
    const opacities = (selector: string) =>
      preview.page
        .locator(selector)
        .evaluateAll((all) => all.map((each) => Number(getComputedStyle(each).strokeOpacity)));
    const others = await opacities('.trunk:not(.of-selected, .selected)');
    expect(Math.min(...(await opacities('.trunk.of-selected')))).toBe(1);
    expect(others.length).toBeGreaterThan(10);
    expect(Math.max(...others)).toBeLessThan(0.5);
  });
});
