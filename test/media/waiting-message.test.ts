// What is done with a message that waits, and what the preview knows of it, without a browser.

import { beforeEach, describe, expect, test } from 'vitest';
import { downNow, isOutdated, queueOn, queuesNow, viewOf } from '../../media/moment.ts';
import { readState } from '../../media/preview-state.ts';
import { everything } from '../../media/simulating.ts';
import { id } from '../element-id.ts';
import { tazmania, toFabrikam } from './scenes.ts';
import { tazmaniaText } from './simulator.ts';
import {
  forgetNext,
  host,
  preview,
  simulator,
  saved,
  said,
  next,
  start,
  now,
  kept,
  last,
  asked,
  look,
  settle,
  send,
  done,
  frames,
  queue,
  queueNow,
} from './simulated.ts';

describe('a message that waits', () => {
  beforeEach(() => {
    start(tazmaniaText, tazmania);
    preview.toggle(host);
    send();
  });

  test('stands in its queue in Retry with the next attempt, on its server and in the drawing', () => {
    expect(queueNow()).toMatchObject({ state: 'Retry', messages: 1, next: 60, oldest: 0, exists: true });
    expect(viewOf(now()).waiting.get(id('server TAZMANIA'))).toEqual({ count: 1, share: 1, state: 'Retry' });
    expect(queueOn(now(), 'server TAZMANIA')).toEqual(queue);
    expect(kept()).toMatchObject({ at: 0, panel: { open: true, tab: 'route' } });
    expect(isOutdated(now(), kept().shown!)).toBe(false);
  });

  test('comes back after two days, when time goes on', () => {
    preview.goToNextHappening();
    expect([kept().at, said.at(-1)]).toEqual([43_200, '12h: first delay notification by TAZMANIA']);
    preview.goToNextHappening();
    expect([kept().at, said.at(-1)]).toEqual([172_800, '2d: first NDR 4.4.7 by TAZMANIA']);
    expect(queueNow()).toMatchObject({ messages: 0, exists: false });
    preview.goToNextHappening();
    expect([kept().at, said.at(-1)]).toEqual([frames().at(-1), 'Nothing more happens.']);
  });

  test('leaves when the host is switched on and its connection is forced, in the next second', () => {
    preview.goToTime(1000);
    preview.toggle(host);
    expect(downNow(now())).toEqual([]);
    settle();
    const at = Math.floor(frames()[now().simulation.frame]!);
    preview.act({ kind: 'force', queue });
    settle();
    expect(kept().script.actions.map((action) => action.at)).toEqual([0, at, at]);
    expect(done()).toEqual(['0 send', `${at} up`, `${at} force`]);
    expect(at).toBeGreaterThanOrEqual(1000);
    expect(now().simulation.played!.playback.counts.delivered[now().simulation.frame]).toBe(1);
    expect(isOutdated(now(), kept().shown!)).toBe(true);
  });

  test('is frozen and let go, and what was done can be undone', () => {
    preview.act({ kind: 'freeze', queue });
    settle();
    expect(queueNow()?.state).toBe('Frozen');
    expect(viewOf(now()).waiting.get(id('server TAZMANIA'))?.state).toBe('Frozen');
    preview.removeAction(1);
    settle();
    expect(queueNow()?.state).toBe('Retry');
    preview.toggle(host);
    preview.removeAction(1);
    expect(downNow(now())).toEqual([host]);
    settle();
    expect(said).toContainEqual(expect.stringContaining('Undone: freeze queue'));
    preview.removeAction(0);
    expect(kept().script).toMatchObject({ actions: [], down: [host] });
    expect([now().simulation.played, kept().at]).toEqual([undefined, 0]);
  });

  test('is deleted, with or without an NDR', () => {
    preview.act({ kind: 'delete message', number: 1, withNdr: true });
    settle();
    expect(now().simulation.played!.playback.counts.undeliverable[now().simulation.frame]).toBe(1);
    expect(queuesNow(now()).every(({ messages }) => messages === 0)).toBe(true);
  });

  test('is found, and tells what becomes of it', () => {
    preview.find({ ...everything, recipient: 'fabrikam' });
    expect(now().simulation.search).toMatchObject({ at: 0, found: undefined });
    settle();
    expect(now().simulation.search?.found?.messages).toMatchObject([{ number: 1, state: 'Retry', ...queue }]);
    preview.showHistory(1);
    expect(asked('history')).toBe(0);
    expect(now().simulation.history?.steps.at(-1)?.text).toBe('returned at TAZMANIA (4.4.7)');
    expect(kept().panel.tab).toBe('messages');
    // The second one is the notice of its delay.
    preview.showHistory(2);
    settle();
    expect(now().simulation.history).toMatchObject({ number: 2 });
    preview.showHistory(99);
    settle();
    expect(said.at(-1)).toBe('There is no message 99.');
    preview.showHistory(null);
    expect(now().simulation.history).toBeUndefined();
  });

  test('is found by the question that was asked last, or it is said why not', () => {
    preview.find(everything);
    const { request } = last('find')!;
    preview.find({ ...everything, sender: 'nobody' });
    settle();
    preview.receive({ type: 'found', request, answer: { ok: true, value: { messages: [], matching: 7 } } });
    expect(now().simulation.search).toMatchObject({ query: { sender: 'nobody' }, found: { matching: 0 } });
    preview.find(everything);
    const answer = { ok: false, error: 'The server is gone.' } as const;
    preview.receive({ type: 'found', request: request + 2, answer });
    expect(now().simulation.search).toMatchObject({ found: undefined, fault: 'The server is gone.' });
  });

  test('is not touched by switching what is so already', () => {
    preview.receive({ type: 'switchOff', elements: [host] });
    expect(done()).toEqual(['0 send']);
    preview.allOn();
    preview.allOn();
    expect(done()).toEqual(['0 send', '0 up']);
  });

  test('keeps the history of another message open, whatever else is asked and done meanwhile', () => {
    preview.openQueue(queue);
    settle();
    preview.showHistory(2);
    preview.find(everything);
    settle();
    expect(now().simulation.history?.number).toBe(2);
    preview.goToTime(50_000);
    preview.act({ kind: 'freeze', queue });
    settle();
    expect(now().simulation.history?.number).toBe(2);
    expect(asked('history')).toBe(2);
  });

  test('shows no history that comes after it was closed, or after everything was cleared', () => {
    preview.showHistory(2);
    preview.showHistory(null);
    settle();
    expect(now().simulation.history).toBeUndefined();
    preview.showHistory(2);
    preview.startAnew();
    preview.receive(simulator.answer({ ...last('history')!, script: saved.at(-2)!.script })!);
    expect(now().simulation.history).toBeUndefined();
  });

  test('is looked for again when its queue is shown again after another search', () => {
    preview.openQueue(queue);
    preview.openTab('messages');
    preview.find(everything);
    settle();
    preview.openTab('queues');
    expect(last('find')?.query.queue).toEqual(queue);
    preview.openTab('queues');
    expect(asked('find')).toBe(3);
  });

  test('is searched for again once time has stood still for a while, and after something was done', () => {
    preview.openQueue(queue);
    settle();
    expect(now().simulation).toMatchObject({ opened: queue, search: { query: { queue } } });
    preview.goToTime(172_800);
    expect(asked('find')).toBe(1);
    expect(next?.after).toBe(150);
    next?.what();
    settle();
    expect(now().simulation.search).toMatchObject({ at: 172_800, found: { matching: 0 } });
    preview.goToTime(0);
    next?.what();
    settle();
    preview.act({ kind: 'freeze', queue });
    expect(now().simulation.search?.found?.messages).toMatchObject([{ state: 'Retry' }]);
    forgetNext();
    settle();
    expect(next).toMatchObject({ after: 150 });
    look();
    // What was found stands until there is an answer.
    expect(now().simulation.search?.found?.messages).toMatchObject([{ state: 'Retry' }]);
    settle();
    expect(now().simulation.search?.found?.messages).toMatchObject([{ state: 'Frozen' }]);
    preview.openQueue(null);
    expect(now().simulation).toMatchObject({ opened: null, search: undefined });
  });

  test('and another that is sent later has the time of then', () => {
    preview.goToTime(43_200);
    send({ ...toFabrikam, at: 'Mon 12:00' });
    expect(last('route')?.message.at).toBe('Tue 00:00');
    expect(done()).toEqual(['0 send', '43201 send']);
    preview.goToTime(0);
    preview.act({ kind: 'force', queue });
    expect(done()).toEqual(['0 send', '0 force', '43201 send']);
  });

  test('is still there after a reload, once there is something to draw', () => {
    const before = JSON.parse(JSON.stringify(saved.at(-1))) as unknown;
    start(tazmaniaText, tazmania, readState(before), 0);
    expect(last('play')?.script).toEqual(kept().script);
    settle();
    expect(queueNow()).toMatchObject({ state: 'Retry', messages: 1 });
  });

  test('is cleared with everything that was done', () => {
    preview.startAnew();
    expect(kept()).toMatchObject({ shown: null, at: 0, script: { actions: [], down: [] } });
    expect(now().simulation.played).toBeUndefined();
    expect(queuesNow(now())).toEqual([]);
  });

  test('becomes a scenario with what came of it', () => {
    preview.makeScenario();
    expect(last('makeScenario')?.made).toEqual({
      script: kept().script,
      cameOf: { delivered: 0, undeliverable: 1, waiting: 0 },
    });
    preview.startAnew();
    preview.receive({ type: 'makeScenario' });
    expect(last('makeScenario')).toEqual({ type: 'makeScenario', made: null });
  });

  test('of which the route alone is asked for is not sent once more', () => {
    preview.showRoute(toFabrikam);
    settle();
    expect(done()).toEqual(['0 send']);
    expect(kept().panel.tab).toBe('route');
  });
});
