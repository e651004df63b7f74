// What the preview does with its simulation, without a browser: what it knows afterwards, and what goes out.

import { beforeEach, describe, expect, test } from 'vitest';
import { downNow, timeNow } from '../../media/moment.ts';
import { readState } from '../../media/preview-state.ts';
import { everything } from '../../media/simulating.ts';
import { id } from '../element-id.ts';
import { fourCities, sceneMessage, tazmania, toBrussels, toFabrikam } from './scenes.ts';
import { fourCitiesText, tazmaniaText } from './simulator.ts';
import {
  host,
  london,
  preview,
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
  queue,
  queueNow,
} from './simulated.ts';

describe('at rest', () => {
  beforeEach(() => start(tazmaniaText, tazmania));

  test('switches are how things are, and nothing is played', () => {
    preview.toggle(host);
    expect(kept().script).toMatchObject({ down: [host], actions: [] });
    expect(downNow(now())).toEqual([host]);
    preview.playAgain();
    expect(asked('play')).toBe(0);
    expect(timeNow(now())).toBeUndefined();
    preview.find(everything);
    expect(now().simulation.search?.found).toEqual({ messages: [], matching: 0 });
  });

  test('a message has a time of its own, which becomes that of the start', () => {
    send({ ...toFabrikam, at: 'Fri 17:45' });
    expect(kept().script).toMatchObject({ start: 'Fri 17:45', scenario: null });
    expect(done()).toEqual(['0 send']);
    expect(timeNow(now())).toBe('Fri 17:45');
  });
});

test('a route alone leaves the simulation as it is, at rest as well', () => {
  start(tazmaniaText, tazmania);
  preview.showRoute({ ...toFabrikam, at: 'Sat 03:00' });
  settle();
  expect(kept()).toMatchObject({
    script: { start: 'Mon 12:00', actions: [] },
    shown: { message: { at: 'Sat 03:00' } },
  });
});

test('the route of a test begins anew, with exactly its switches', () => {
  start(tazmaniaText, tazmania);
  send();
  send({ ...toFabrikam, at: 'Sat 03:00' }, [host]);
  expect(kept().script).toMatchObject({ start: 'Sat 03:00', down: [host] });
  expect(done()).toEqual(['0 send']);
});

test('a failure is shown with nothing lost: at rest by switches, else it happens now', () => {
  start(fourCitiesText, fourCities);
  preview.toggle(id('server TYO-EX01'));
  preview.receive({ type: 'switchOff', elements: [london] });
  expect(kept().script).toMatchObject({ down: [london], actions: [] });
  send(toBrussels);
  preview.receive({ type: 'switchOff', elements: [id('server TYO-EX01')] });
  settle();
  expect(done()).toEqual(['0 send', '0 up', '0 down']);
  expect(downNow(now())).toEqual(['server TYO-EX01']);
});

describe('what is asked and what is answered', () => {
  beforeEach(() => {
    start(tazmaniaText, tazmania);
    preview.toggle(host);
    send();
  });

  test('a time that no frame has is asked for, and is there exactly', () => {
    preview.goToTime(187);
    settle();
    expect([kept().at, frames()[now().simulation.frame]]).toEqual([187, 187]);
    expect(queueNow()?.next).toBe(780);
    preview.toggle(host);
    settle();
    expect(done()).toEqual(['0 send', '188 up']);
  });

  test('what is undone leaves the present and what is shown at one time', () => {
    preview.goToTime(43_200);
    send();
    preview.removeAction(1);
    settle();
    expect(frames()[now().simulation.frame]).toBe(kept().at);
  });

  test('Make Scenario waits for what is being played, and plays what is not of this topology', () => {
    preview.act({ kind: 'send', message: toFabrikam });
    preview.makeScenario();
    expect(asked('makeScenario')).toBe(0);
    settle();
    expect(last('makeScenario')?.made?.cameOf.undeliverable).toBe(2);
    preview.receive(sceneMessage(tazmania, { version: 2 }));
    preview.makeScenario();
    expect(asked('makeScenario')).toBe(1);
    settle();
    expect(asked('makeScenario')).toBe(2);
  });

  test('a topology that is edited twice is played as it is in the end', () => {
    const before = asked('play');
    preview.receive(sceneMessage(tazmania, { version: 2 }));
    preview.receive(sceneMessage(tazmania, { version: 3 }));
    expect(asked('play')).toBe(before + 2);
  });

  test('an earlier page has asked nothing by the numbers of this one', () => {
    const { request } = last('play')!;
    const state = readState(JSON.parse(JSON.stringify(saved.at(-1))));
    start(tazmaniaText, tazmania, state);
    preview.receive({ type: 'played', request: request - 1000, answer: null });
    expect(now().simulation).toMatchObject({ fault: null });
    expect(last('play')!.request).toBeGreaterThanOrEqual(request);
  });

  test('a reload does not let time go on', () => {
    start(fourCitiesText, fourCities);
    runScenario();
    preview.goToTime(708);
    start(fourCitiesText, fourCities, readState(JSON.parse(JSON.stringify(saved.at(-1)))));
    settle();
    expect(now().simulation).toMatchObject({ isRunning: false });
    expect(kept().at).toBeGreaterThanOrEqual(708);
    expect(said).toEqual([]);
  });

  test('the same topology under another name keeps what was done', () => {
    const scene = sceneMessage(tazmania, { root: 'file:///saved.topo', version: 2 });
    preview.receive({ ...scene, moved: true });
    expect(kept()).toMatchObject({ root: 'file:///saved.topo' });
    expect(done()).toEqual(['0 send']);
  });

  test('what was done before something else was begun can be brought back', () => {
    preview.startAnew();
    expect(kept().former?.actions).toHaveLength(1);
    preview.bringBack();
    settle();
    expect(done()).toEqual(['0 send']);
    expect(queueNow()?.state).toBe('Retry');
    expect(kept().former).toBeNull();
  });

  test('a message that another one comes before is no longer sure to have its number', () => {
    preview.goToTime(43_200);
    preview.act({ kind: 'delete message', number: 1, withNdr: false });
    expect(now().simulation.warning).toBeNull();
    preview.goToTime(0);
    send();
    expect(now().simulation.warning).toContain("'delete message 1' may mean another message");
    preview.removeAction(2);
    expect(now().simulation.warning).toBeNull();
  });

  test('what is done at the end of a run is said to do nothing, and can be undone', () => {
    start(
      `${fourCitiesText}\nscenario Short { run for 1h; at 0s send 1 from SEA-EX01 to a@be.contoso.com }`,
      fourCities,
    );
    runScenario('Short');
    preview.goToFrame(10_000);
    preview.toggle(london);
    settle();
    expect(now().simulation.played?.faults).toEqual([expect.stringContaining('does nothing')]);
    expect(downNow(now())).toEqual([]);
  });

  test('other questions do not show the answer to an earlier one', () => {
    preview.find(everything);
    settle();
    expect(now().simulation.search?.found?.matching).toBe(1);
    preview.find({ ...everything, recipient: 'nobody' });
    expect(now().simulation.search?.found).toBeUndefined();
    const { request } = last('find')!;
    preview.receive({ type: 'found', request, answer: null });
    expect(now().simulation.search?.fault).toBe('The search was cancelled.');
  });

  test('a history that was closed does not come back, and one that time moves on for does', () => {
    preview.showHistory(2);
    preview.goToTime(0);
    next?.what();
    settle();
    expect(now().simulation.history?.number).toBe(2);
    preview.act({ kind: 'force', queue });
    settle();
    expect(now().simulation.history?.number).toBe(2);
    preview.showHistory(3);
    preview.showHistory(null);
    settle();
    expect(now().simulation.history).toBeUndefined();
  });

  test('a route that was asked for before something else is begun is not sent into that', () => {
    preview.receive({ type: 'send', message: toFabrikam });
    preview.startAnew();
    settle();
    expect(done()).toEqual([]);
  });
});
