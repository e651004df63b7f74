// What goes wrong if this fails: a preview stays empty, shows an old topology, or waits for what it has already.

import { describe, expect, test } from 'vitest';
import type { SceneAnswer } from '#core/protocol/requests';
import { SceneFeed } from '../../client/scene-feed.ts';

/** A scene of which only the version matters here. */
function scene(version: string): SceneAnswer {
  return { places: { kind: 'unchanged', version } } as SceneAnswer;
}

/** A feed, what it asked and told, in order, and questions that are answered when the test says so. */
function followed() {
  const told: string[] = [];
  const open: { readonly resolve: (answer: SceneAnswer | null) => void; readonly reject: (error: Error) => void }[] =
    [];
  const feed = new SceneFeed({
    ask: (known) => {
      told.push(`ask since ${known}`);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    send: (answer) => told.push(`send ${answer?.places.version ?? 'nothing'}`),
    expect: (places) => told.push(`expect ${places}`),
    fail: (error) => told.push(`fail ${String(error)}`),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return {
    feed,
    told,
    answer: async (version: string | null) => {
      open.shift()?.resolve(version === null ? null : scene(version));
      await settled();
    },
    fail: async (message: string) => {
      open.shift()?.reject(new Error(message));
      await settled();
    },
    listens: async () => {
      void feed.ready();
      await settled();
    },
    changes: async () => {
      void feed.refresh();
      await settled();
    },
  };
}

describe('a page that is loaded', () => {
  test('gets what it draws first before it listens, and is asked whether it came', async () => {
    const { feed, told, answer, listens } = followed();
    feed.loading();
    await answer('a');
    await listens();
    expect(told).toEqual(['ask since null', 'send a', 'expect a']);
  });

  test('gets all of it when it did not come', async () => {
    const { feed, told, answer, listens } = followed();
    feed.loading();
    await answer('a');
    await listens();
    await listens();
    await answer('a');
    expect(told.slice(3)).toEqual(['ask since null', 'send a']);
  });

  test('waits for what is on its way already', async () => {
    const { feed, told, answer, listens } = followed();
    feed.loading();
    await listens();
    await answer('a');
    expect(told).toEqual(['ask since null', 'send a']);
  });

  test('gets what changed since what was sent before it listened', async () => {
    const { feed, told, answer, changes, listens } = followed();
    feed.loading();
    await answer('a');
    await changes();
    await listens();
    await answer('b');
    expect(told).toEqual(['ask since null', 'send a', 'expect a', 'ask since a', 'send b']);
  });

  test('never gets first what was out of date before it came', async () => {
    const { feed, told, answer, changes, listens } = followed();
    feed.loading();
    await changes();
    await answer('a');
    await listens();
    await answer('b');
    expect(told).toEqual(['ask since null', 'ask since null', 'send b']);
  });

  test('is told of a fault when it can show it', async () => {
    const { feed, told, fail, listens } = followed();
    feed.loading();
    await fail('no server');
    expect(told).toEqual(['ask since null']);
    await listens();
    expect(told).toEqual(['ask since null', 'fail Error: no server']);
  });

  test('of no topology is told so when it listens', async () => {
    const { feed, told, answer, listens } = followed();
    feed.loading();
    await answer(null);
    expect(told).toEqual(['ask since null']);
    await listens();
    expect(told).toEqual(['ask since null', 'send nothing']);
  });
});

describe('a page that listens', () => {
  async function listening() {
    const all = followed();
    await all.listens();
    await all.answer('a');
    all.told.length = 0;
    return all;
  }

  test('gets each change on top of what it has, one question at a time', async () => {
    const { told, answer, changes } = await listening();
    await changes();
    await changes();
    await changes();
    await answer('b');
    await answer('c');
    expect(told).toEqual(['ask since a', 'send b', 'ask since b', 'send c']);
  });

  test('that is loaded anew meanwhile does not get what builds on what it had', async () => {
    const { told, answer, changes, listens } = await listening();
    await changes();
    await listens();
    await answer('b');
    await answer('b');
    expect(told).toEqual(['ask since a', 'ask since null', 'send b']);
  });

  test('gets nothing while it is hidden, and all of it when it is shown again', async () => {
    const { feed, told, answer, changes, listens } = await listening();
    feed.hidden();
    await changes();
    expect(told).toEqual([]);
    feed.loading();
    await answer('b');
    await listens();
    expect(told).toEqual(['ask since null', 'send b', 'expect b']);
  });

  test('hears of a fault, and the next change is asked for', async () => {
    const { told, answer, fail, changes } = await listening();
    await changes();
    await fail('no server');
    await changes();
    await answer('b');
    expect(told).toEqual(['ask since a', 'fail Error: no server', 'ask since a', 'send b']);
  });
});
