// A scenario that is run and goes on in time, without a browser.

import { beforeEach, describe, expect, test } from 'vitest';
import { connectorId } from '#core/model/element';
import { downNow, timeNow, viewOf } from '../../media/moment.ts';
import { readState } from '../../media/preview-state.ts';
import { everything } from '../../media/simulating.ts';
import { id } from '../element-id.ts';
import { fourCities, marked, sceneMessage, tazmania, toBrussels } from './scenes.ts';
import { fourCitiesText } from './simulator.ts';
import {
  forgetNext,
  outage,
  london,
  preview,
  posted,
  saved,
  said,
  next,
  start,
  now,
  kept,
  last,
  asked,
  settle,
  send,
  runScenario,
  done,
  frames,
} from './simulated.ts';

describe('a scenario that is run', () => {
  beforeEach(() => start(fourCitiesText, fourCities));

  test('opens its page, says its summary, and goes on to its end frame by frame', () => {
    runScenario();
    expect(kept()).toMatchObject({ panel: { open: true, tab: 'playback' }, script: { scenario: outage } });
    expect(said.join()).toContain('600 messages in');
    expect(now().simulation).toMatchObject({ frame: 0, isRunning: true });
    expect(next?.after).toBe(50);
    preview.playAtSpeed(4);
    next?.what();
    expect([now().simulation.frame, next?.after]).toEqual([1, 12.5]);
    preview.toggleTime();
    expect(now().simulation).toMatchObject({ frame: 1, isRunning: false });
    preview.goToFrame(10_000);
    expect(now().simulation).toMatchObject({ frame: frames().length - 1, isRunning: false });
    preview.toggleTime();
    expect(now().simulation).toMatchObject({ frame: 0, isRunning: true });
    preview.goToFrame(-5);
    expect(now().simulation).toMatchObject({ frame: 0, isRunning: false });
    expect(saved.at(-1)?.at).toBe(0);
  });

  test('draws what is off, what waits and what moves at its present', () => {
    runScenario();
    preview.goToTime(580);
    settle();
    expect(viewOf(now())).toMatchObject({ down: new Set(), isMoving: false });
    const overLondon = connectorId('Seattle to London');
    expect(viewOf(now()).flows.get(overLondon)).toBeGreaterThan(0);
    preview.goToTime(660);
    settle();
    expect(viewOf(now()).down).toEqual(new Set([london]));
    expect(viewOf(now()).waiting.get(id('server SEA-EX01'))).toMatchObject({ count: 7, state: 'Retry' });
    expect(viewOf(now()).flows.get(overLondon)).toBeUndefined();
    expect(timeNow(now())).toBe('Mon 00:11');
  });

  test('shows the route of a message again while its page is open and time stands still', () => {
    runScenario();
    preview.goToTime(10);
    send(toBrussels);
    expect(viewOf(now()).trace).toBeDefined();
    preview.openTab('queues');
    expect(viewOf(now()).trace).toBeUndefined();
    preview.openTab('route');
    preview.toggleTime();
    expect(viewOf(now()).trace).toBeUndefined();
  });

  test('says how far it is, and is over when it is cancelled', () => {
    preview.receive({ type: 'runScenario', scenario: outage });
    const { request } = last('play')!;
    preview.receive({ type: 'playing', request, done: 0.5 });
    expect(now().simulation.pending).toEqual({ request, done: 0.5 });
    preview.receive({ type: 'playing', request: request - 1, done: 0.9 });
    expect(now().simulation.pending?.done).toBe(0.5);
    preview.cancelPlay();
    expect(posted.at(-1)).toEqual({ type: 'cancelPlay' });
    preview.receive({ type: 'played', request, answer: null });
    expect(now().simulation).toMatchObject({ pending: undefined, fault: 'The simulation was cancelled.' });
  });

  test('that is not there says so, and an answer to an older question is passed over', () => {
    runScenario('Gone');
    expect(now().simulation.fault).toBe("There is no scenario 'Gone'.");
    expect(said.at(-1)).toBe("Nothing was simulated. There is no scenario 'Gone'.");
    const { request } = last('play')!;
    preview.playAgain();
    expect(now().simulation).toMatchObject({ fault: null, pending: { done: 0 } });
    preview.receive({ type: 'runScenario', scenario: outage });
    preview.receive({ type: 'played', request, answer: { ok: false, error: 'Late.' } });
    expect(now().simulation).toMatchObject({ fault: null, played: undefined });
    settle();
    expect(now().simulation.played?.playback.scenario).toBe(outage);
  });

  test('goes on from what is done in it, while that is awaited as well', () => {
    runScenario();
    preview.goToTime(700);
    settle();
    preview.toggle(london);
    expect(downNow(now())).toEqual([]);
    preview.toggle(id('server TYO-EX01'));
    expect(downNow(now())).toEqual(['server TYO-EX01']);
    expect(asked('play')).toBe(4);
    settle();
    expect(done()).toEqual([`${kept().at} up`, `${kept().at} down`]);
    expect(downNow(now())).toEqual(['server TYO-EX01']);
    expect(now().simulation).toMatchObject({ isRunning: false, unplayed: [] });
    expect(kept().at).toBeGreaterThan(700);
    expect(Number.isInteger(kept().at)).toBe(true);
  });

  test('is played again on another version of the topology, unless that takes long', () => {
    runScenario();
    preview.receive(sceneMessage(fourCities, { version: 2 }));
    expect(asked('play')).toBe(2);
    settle();
    const { request } = last('play')!;
    const { played } = now().simulation;
    preview.playAgain();
    const long = { ...played!, playback: { ...played!.playback, events: 200_001 } };
    preview.receive({ type: 'played', request: request + 1, answer: { ok: true, value: long } });
    preview.receive(sceneMessage(fourCities, { version: 3 }));
    expect(asked('play')).toBe(3);
    // Neither is looked into it.
    preview.find(everything);
    preview.showHistory(1);
    settle();
    forgetNext();
    preview.goToTime(700);
    expect(next).toBeUndefined();
    preview.playAgain();
    preview.receive({ type: 'played', request: last('play')!.request, answer: { ok: true, value: long } });
    expect([now().simulation.history, asked('history')]).toEqual([undefined, 1]);
  });

  test('stands still when something is done while it goes on, and is as fast when another one is run', () => {
    runScenario();
    preview.playAtSpeed(16);
    next?.what();
    expect(now().simulation.isRunning).toBe(true);
    preview.toggle(london);
    settle();
    expect(now().simulation.isRunning).toBe(false);
    runScenario();
    expect(now().simulation).toMatchObject({ isRunning: true, speed: 16 });
  });

  test('is not played on no topology at all', () => {
    runScenario();
    preview.receive({ type: 'scene', uri: 'file:///a.topo', answer: null, moved: false });
    expect(asked('play')).toBe(1);
    preview.receive(sceneMessage(fourCities, { version: 2 }));
    expect(asked('play')).toBe(2);
  });

  test('is not played again when its topology is drawn with other marks', () => {
    runScenario();
    preview.receive(sceneMessage(fourCities, { marks: [marked('server LON-EX01', 'error', 'Bad.')] }));
    expect(asked('play')).toBe(1);
  });

  test('is played once more when the topology has changed before it was played', () => {
    preview.receive({ type: 'runScenario', scenario: outage });
    preview.receive(sceneMessage(fourCities, { version: 2 }));
    expect(asked('play')).toBe(2);
    settle();
    expect(now().simulation.pending).toBeUndefined();
  });

  test('goes on to its end by itself, and stands still there', () => {
    runScenario();
    preview.goToTime(now().simulation.played!.playback.happenings.at(-1)!.at);
    expect(kept().at).toBeLessThan(frames().at(-1)!);
    preview.goToNextHappening();
    expect(kept().at).toBe(frames().at(-1));
    preview.toggleTime();
    while (now().simulation.isRunning) next?.what();
    expect(kept().at).toBe(now().simulation.played!.playback.end);
    expect(saved.at(-1)?.at).toBe(kept().at);
  });

  test('stands still where it stood after a reload', () => {
    runScenario();
    preview.goToTime(700);
    const { at } = kept();
    start(fourCitiesText, fourCities, readState(JSON.parse(JSON.stringify(saved.at(-1)))));
    settle();
    expect(now().simulation).toMatchObject({ isRunning: false, played: { playback: { scenario: outage } } });
    expect([kept().at, frames()[now().simulation.frame]]).toEqual([at, at]);
  });

  test('is not waited for any more once everything is cleared', () => {
    preview.receive({ type: 'runScenario', scenario: outage });
    preview.startAnew();
    expect(posted.at(-1)).toEqual({ type: 'cancelPlay' });
    settle();
    expect(now().simulation).toMatchObject({ played: undefined, pending: undefined });
  });

  test('is forgotten with the topology of another root', () => {
    runScenario();
    preview.receive(sceneMessage(tazmania, { root: 'file:///other.topo' }));
    expect(kept().script).toMatchObject({ scenario: null, actions: [] });
    expect(now().simulation.played).toBeUndefined();
  });
});
