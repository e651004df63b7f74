// What the preview does with its simulation, without a browser: what it knows afterwards, and what goes out.

import { beforeEach, describe, expect, test } from 'vitest';
import type { Places } from '#core/graph/scene';
import { connectorId } from '#core/model/element';
import type { FromPreview, PreviewState } from '#core/protocol/preview';
import type { TestMessage } from '#core/routing/message/test-message';
import { downNow, isOutdated, queueOn, queuesNow, timeNow, viewOf, type Moment } from '../../media/moment.ts';
import { emptyState, readState } from '../../media/preview-state.ts';
import { Preview } from '../../media/preview.ts';
import { everything } from '../../media/simulating.ts';
import { id } from '../element-id.ts';
import { fourCities, marked, sceneMessage, smartHostQueue, tazmania, toBrussels, toFabrikam } from './scenes.ts';
import { fourCitiesText, simulatorOf, tazmaniaText, type Simulator } from './simulator.ts';

const outage = 'London loses its bridgehead for an hour';
const host = id('host SMARTHOST');
const london = id('server LON-EX01');

let preview: Preview;
let simulator: Simulator;
let posted: FromPreview[];
let answered: number;
let saved: PreviewState[];
let said: string[];
/** What is to be done a while later, and after how long. */
let next: { readonly what: () => void; readonly after: number } | undefined;

function start(text: string, places: Places, kept: PreviewState = emptyState, version = 1): void {
  simulator = simulatorOf(text);
  [posted, answered, saved, said, next] = [[], 0, [], [], undefined];
  preview = new Preview(kept);
  preview.start({
    post: (message) => posted.push(message),
    save: (state) => saved.push(state),
    show: () => undefined,
    announce: (words) => said.push(words),
    reveal: () => undefined,
    bringNear: () => undefined,
    openFind: () => undefined,
    focus: () => undefined,
    hasFocus: () => false,
    forgetPlace: () => undefined,
    play: (_, reached, ended) => {
      reached(Infinity);
      ended();
      return { cancel: () => undefined };
    },
    later: (what, after) => {
      next = { what, after };
      return undefined;
    },
  });
  preview.receive(sceneMessage(places, { version }));
}

const now = (): Moment => preview.moment;
const kept = (): PreviewState => now().kept;
const last = <Type extends FromPreview['type']>(type: Type) =>
  posted.findLast((message): message is Extract<FromPreview, { type: Type }> => message.type === type);
const asked = (type: FromPreview['type']): number => posted.filter((message) => message.type === type).length;

/** Time has stood still for a while. */
const look = (): void => next?.what();

/** Answers all that was asked, and what is asked thereupon. */
function settle(): void {
  for (; answered < posted.length; answered += 1) {
    const answer = simulator.answer(posted[answered]!);
    if (answer !== undefined) preview.receive(answer);
  }
}

function send(message: TestMessage = toFabrikam, down?: readonly ReturnType<typeof id>[]): void {
  preview.receive({ type: 'send', message, ...(down && { down }) });
  settle();
}

function runScenario(scenario = outage): void {
  preview.receive({ type: 'runScenario', scenario });
  settle();
}

const done = () => kept().script.actions.map(({ at, action }) => `${at} ${action.kind}`);
const frames = () => now().simulation.played!.playback.frames;
const queue = { queue: smartHostQueue, server: 'TAZMANIA' };
const queueNow = () => queuesNow(now()).find((each) => each.queue === smartHostQueue);

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
    next = undefined;
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
    next = undefined;
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
