// What follows from a moment of the simulation: what the drawing and the queue viewer show of it.

import { describe, expect, test } from 'vitest';
import { connectorId, serverId } from '#core/model/element';
import type { PreviewState } from '#core/protocol/preview';
import type { PlayAnswer } from '#core/protocol/requests';
import type { QueueOverTime, QueueStand } from '#core/simulation/playback';
import type { TimedAction } from '#core/simulation/script';
import { nothingDrawn } from '../../media/drawn.ts';
import {
  actionTime,
  downNow,
  firstMoment,
  nothingSimulated,
  queueOn,
  queuesNow,
  timeNow,
  viewOf,
  type Moment,
  type Simulation,
} from '../../media/moment.ts';
import { emptyState } from '../../media/preview-state.ts';
import { indexPlaces } from '#core/graph/scene-index';
import { traceOf } from '../../media/trace.ts';
import { id } from '../element-id.ts';
import { everyState, fourCities, overLondon, routeAnswer, toBrussels } from './scenes.ts';

/** A frame each ten seconds. */
const frames = Array.from({ length: 21 }, (_, frame) => 10 * frame);
const seattle = serverId('SEA-EX01');
const toLondon = connectorId('Seattle to London');

type Stand = readonly [frame: number, state: QueueStand['state'], messages: number, passed: number];

function queue(name: string, server: string | null, connector: string | null, ...stands: Stand[]): QueueOverTime {
  const rest = { bytes: 0, oldest: null, next: null, exists: true };
  return {
    name,
    server,
    connector,
    peak: Math.max(...stands.map(([, , messages]) => messages)),
    peakAt: 0,
    frames: stands.map(([frame]) => frame),
    stands: stands.map(([, state, messages, passed]) => ({ state, messages, passed, ...rest })),
  };
}

const queues = [
  queue('First', 'SEA-EX01', 'Seattle to London', [0, 'Ready', 0, 0], [2, 'Retry', 4, 0], [5, 'Active', 2, 2], [10, 'Retry', 1, 3]), // prettier-ignore
  queue('Second', 'SEA-EX01', 'Seattle to London', [0, 'Ready', 0, 0], [3, 'Scheduled', 1, 0]),
  queue('Passed', 'LON-EX01', null, [0, 'Ready', 0, 0], [4, 'Ready', 0, 9]),
  queue('Held', 'TYO-EX01', null, [0, 'Ready', 0, 0], [4, 'Frozen', 0, 0]),
  queue('Outside', null, null, [0, 'Ready', 7, 0]),
];

const played: PlayAnswer = { ...everyState, playback: { ...everyState.playback, frames, queues, start: 0 } };
const index = indexPlaces(fourCities);

function at(frame: number, simulation: Partial<Simulation> = {}, kept: Partial<PreviewState> = {}): Moment {
  return {
    ...firstMoment({ ...emptyState, at: frames[frame] ?? 0, ...kept }),
    drawn: { ...nothingDrawn, index },
    simulation: { ...nothingSimulated, played, frame, ...simulation },
  };
}

describe('What waits on a server', () => {
  test('is all that is in its queues, in the state that says most, of the most that ever is', () => {
    const on = (frame: number) => viewOf(at(frame)).waiting.get(seattle);
    expect(on(1)).toBeUndefined();
    expect(on(4)).toEqual({ count: 5, share: 1, state: 'Retry' });
    expect(on(5)).toEqual({ count: 3, share: 0.6, state: 'Scheduled' });
    expect(on(10)).toEqual({ count: 2, share: 0.4, state: 'Retry' });
  });

  test('is told where nothing does but a queue is frozen, and not of what is outside or passed through', () => {
    const { waiting } = viewOf(at(4));
    expect([...waiting.keys()]).toEqual([seattle, 'server TYO-EX01']);
    expect(waiting.get(serverId('TYO-EX01'))).toEqual({ count: 0, share: 0, state: 'Frozen' });
  });
});

describe('What moves along connectors', () => {
  test('is what has left since the frame before', () => {
    expect([...viewOf(at(5)).flows]).toEqual([[toLondon, 2]]);
    expect([...viewOf(at(6)).flows]).toEqual([]);
    expect([...viewOf(at(0)).flows]).toEqual([]);
  });

  test('is seen for some frames while time goes on', () => {
    const running = (frame: number) => viewOf(at(frame, { isRunning: true }));
    expect([...running(6).flows]).toEqual([[toLondon, 2]]);
    expect([...running(12).flows]).toEqual([[toLondon, 3]]);
    expect([...running(19).flows]).toEqual([]);
    expect([running(6).isMoving, viewOf(at(6)).isMoving]).toEqual([true, false]);
  });
});

describe('A route', () => {
  const shown = { ...routeAnswer(toBrussels, overLondon), down: [] };
  const trace = traceOf(index, shown);
  const view = (moment: Partial<Moment>, panel: Partial<PreviewState['panel']>, isRunning = false) =>
    viewOf({ ...at(5, { isRunning }, { shown, panel: { ...emptyState.panel, ...panel } }), trace, ...moment });

  test('lies on the drawing while it is read or nothing else is, and nothing moves under it', () => {
    expect(view({}, { open: true, tab: 'route' })).toMatchObject({ trace, flows: new Map() });
    expect(view({}, { open: false, tab: 'queues' }).trace).toBe(trace);
    expect(view({}, { open: true, tab: 'queues' })).toMatchObject({
      trace: undefined,
      flows: new Map([[toLondon, 2]]),
    });
    expect(view({}, { open: true, tab: 'route' }, true).trace).toBeUndefined();
  });

  test('hides what waits only while its message travels', () => {
    expect(view({ isTravelling: true }, { open: true, tab: 'route' }).waiting.size).toBe(0);
    expect(view({}, { open: true, tab: 'route' }).waiting.size).toBe(2);
    expect(view({ isTravelling: true }, { open: true, tab: 'queues' }).waiting.size).toBe(2);
  });
});

describe('The queue viewer', () => {
  test('lists what anything has come to by now', () => {
    const names = (frame: number) => queuesNow(at(frame)).map((each) => each.queue);
    expect(names(1)).toEqual(['Outside']);
    expect(names(2)).toEqual(['First', 'Outside']);
    expect(names(4)).toEqual(['First', 'Second', 'Passed', 'Outside']);
    expect(queuesNow(at(4))[2]).toMatchObject({ passed: 9, server: 'LON-EX01', index: 2 });
  });

  test('opens of a server the queue in which most waits, else that of the route, else the first', () => {
    const shown = { ...routeAnswer(toBrussels, overLondon), down: [] };
    const name = (frame: number, server: string, kept: Partial<PreviewState> = {}) =>
      queueOn(at(frame, {}, kept), server)?.queue;
    expect(name(4, seattle, { shown })).toBe('First');
    expect(name(10, seattle)).toBe('First');
    expect(queueOn(at(4), seattle)).toEqual({ queue: 'First', server: 'SEA-EX01' });
    expect(name(1, seattle, { shown })).toBe('Seattle to London - London (Routing Group Connector)');
    expect(name(4, 'server LON-EX01')).toBe('Passed');
    expect(name(4, 'server LON-EX01', { shown })).toBe('London to Brussels - Brussels (Routing Group Connector)');
    expect(name(4, 'server BRU-EX01')).toBeUndefined();
  });

  test('opens the fullest queue, wherever it stands', () => {
    const fullest = [queues[1]!, queues[0]!];
    const moment = at(4, { played: { ...played, playback: { ...played.playback, queues: fullest } } });
    expect(queueOn(moment, seattle)?.queue).toBe('First');
  });
});

describe('The present', () => {
  const script = { ...emptyState.script, start: 'Sun 23:59' };
  const down = (seconds: number, element: string): TimedAction => ({
    at: seconds,
    action: { kind: 'down', elements: [id(element)] },
  });
  const actions = [down(0, 'server LON-EX01'), down(60.5, 'server TYO-EX01')];
  const unplayed = (seconds: number) => at(0, { played: undefined }, { at: seconds, script: { ...script, actions } });

  test('goes on from one week to the next, and is none at rest', () => {
    expect(timeNow(unplayed(119.9))).toBe('Mon 00:00');
    expect(timeNow(at(0, {}, { script }))).toBeUndefined();
    const sunday = { ...played, playback: { ...played.playback, start: 7 * 24 * 60 * 60 - 60 } };
    expect(timeNow(at(12, { played: sunday }, { script: { ...script, actions } }))).toBe('Mon 00:01');
  });

  test('knows before anything was played what was done by then', () => {
    expect(downNow(unplayed(0))).toEqual(['server LON-EX01']);
    expect(downNow(unplayed(60.5))).toEqual(['server LON-EX01', 'server TYO-EX01']);
  });

  test.each([
    ['at the start', 0, 0],
    ['at once with what was done at this moment', 60.5, 60.5],
    ['else in the next second', 60.25, 61],
    ['also on a full second', 61, 62],
  ])('is when something is done: %s', (_, seconds, time) => {
    expect(actionTime({ ...emptyState, script: { ...script, actions }, at: seconds })).toBe(time);
    expect(actionTime({ ...emptyState, at: 0 })).toBe(0);
  });
});
