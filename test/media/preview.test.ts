// What the preview does, without a browser: what it knows afterwards, and what goes out.

import { beforeEach, describe, expect, test } from 'vitest';
import { updateSince } from '#core/graph/places-update';
import type { Places } from '#core/graph/scene';
import type { Answer } from '#core/answer';
import type { FromPreview, PreviewState } from '#core/protocol/preview';
import type { RouteAnswer } from '#core/protocol/requests';
import { downNow, isOutdated, viewOf, type Moment } from '../../media/moment.ts';
import { emptyState, readState } from '../../media/preview-state.ts';
import { Preview } from '../../media/preview.ts';
import {
  fiveCities,
  fourCities,
  marked,
  overLondon,
  overTokyo,
  routeAnswer,
  sceneMessage,
  tazmania,
  toBrussels,
} from './scenes.ts';
import { asPlain } from '../core/graph/read-again.ts';
import { id } from '../element-id.ts';

let preview: Preview;
let posted: FromPreview[];
let saved: PreviewState[];
let shown: ('everything' | 'drawing')[];
/** What is said, brought into view and opened, in order. */
let done: string[];
let playing: { reached: (legs: number) => void; ended: () => void } | undefined;
let hasFocus: boolean;

function start(kept: PreviewState = emptyState): void {
  [posted, saved, shown, done, playing, hasFocus] = [[], [], [], [], undefined, false];
  preview = new Preview(kept);
  preview.start({
    post: (message) => posted.push(message),
    save: (state) => saved.push(state),
    show: (_, what) => shown.push(what),
    announce: (text) => done.push(text),
    reveal: (id) => done.push(`reveal ${id}`),
    bringNear: (id) => done.push(`bring near ${id}`),
    openFind: () => undefined,
    focus: (id) => done.push(`focus ${id}`),
    hasFocus: () => hasFocus,
    forgetPlace: () => done.push('forget the place'),
    play: (moment, reached, ended) => {
      done.push('play');
      playing = { reached, ended };
      return { cancel: () => reached(moment.trace?.legs.length ?? 0) };
    },
    later: () => undefined,
  });
}

const now = (): Moment => preview.moment;
const kept = (): PreviewState => preview.moment.kept;
const draw = (places: Places = fourCities, answer: Parameters<typeof sceneMessage>[1] = {}): void =>
  preview.receive(sceneMessage(places, answer));

/** Answers the route that was asked for last. */
function answer(routed: Answer<RouteAnswer>): void {
  const asked = posted.findLast((message) => message.type === 'route');
  preview.receive({ type: 'sent', request: asked?.request ?? 0, answer: routed });
}

function send(message = toBrussels, route = overLondon): void {
  preview.receive({ type: 'send', message });
  answer({ ok: true, value: routeAnswer(message, route) });
}

beforeEach(() => start());

describe('The places that are drawn', () => {
  const [four, five] = [
    { version: 'four', places: fourCities },
    { version: 'five', places: fiveCities },
  ];
  const whole = updateSince(null, four, []);
  const patch = updateSince('four', five, [four]);

  test('come whole, and then as what changed or not at all', () => {
    expect(patch.kind).toBe('patch');
    draw(fourCities, { places: whole });
    const { index } = now().drawn;
    draw(fourCities, { places: updateSince('four', four, []), marks: [marked('server LON-EX01', 'error', 'Bad.')] });
    expect(now().drawn.index).toBe(index);
    expect(now().drawn.markOf(fourCities.nodes.find(({ id }) => id === 'server LON-EX01')!)?.severity).toBe('error');
    draw(fourCities, { places: patch });
    expect(asPlain(now().drawn.index.places)).toEqual(fiveCities);
    expect(posted).toEqual([{ type: 'ready' }]);
  });

  test.each([['a difference'], ['nothing']])('are asked for whole when %s builds on what was missed', (what) => {
    draw(tazmania);
    const before = now();
    draw(fourCities, { places: what === 'nothing' ? { kind: 'unchanged', version: 'four' } : patch });
    expect(now()).toBe(before);
    expect(posted).toEqual([{ type: 'ready' }, { type: 'ready' }]);
  });

  test('that were sent before it listened are asked for once more when they have not come', () => {
    preview.receive({ type: 'expect', places: 'four' });
    expect(posted).toEqual([{ type: 'ready' }, { type: 'ready' }]);
    draw(fourCities, { places: whole });
    preview.receive({ type: 'expect', places: 'four' });
    expect(posted).toHaveLength(2);
  });

  test('that are gone leave the focus to the first of all', () => {
    draw();
    preview.focused('server LON-EX01');
    draw(tazmania);
    expect(now().focus).toBe(tazmania.nodes[0]!.id);
  });

  test('are out of date from a message to the next scene', () => {
    draw();
    preview.receive({ type: 'error', message: 'The file was deleted.' });
    expect(now().stale).toBe('The file was deleted.');
    draw();
    expect(now().stale).toBeNull();
  });

  test('of no topology are none', () => {
    draw();
    preview.receive({ type: 'scene', uri: 'file:///a.topo', answer: null, moved: false });
    expect(now()).toMatchObject({ isTold: true, drawn: { index: { places: { nodes: [] } } } });
  });
});

describe('The topology of another root', () => {
  test('starts anew, and forgets the place in the drawing', () => {
    draw();
    preview.toggle(id('server TYO-EX01'));
    preview.reveal(id('server TYO-EX01'), false);
    preview.moved({ k: 2, x: 1, y: 1 }, true);
    send();
    draw(tazmania, { root: 'file:///other.topo' });
    expect(kept()).toMatchObject({ root: 'file:///other.topo', selected: null, shown: null });
    expect(kept().script).toMatchObject({ down: [], actions: [] });
    expect(now().trace).toBeUndefined();
    expect(done).toContain('forget the place');
  });

  test('of the same root keeps everything', () => {
    draw();
    preview.moved({ k: 2, x: 1, y: 1 }, true);
    send();
    draw(fiveCities, { version: 2 });
    expect(kept()).toMatchObject({ shown: { message: toBrussels }, zoom: { k: 2 } });
    expect(now().trace?.legs).toHaveLength(2);
    expect(done).not.toContain('forget the place');
  });
});

describe('Selecting', () => {
  beforeEach(() => draw());

  test('by a click gives the focus, selects, and shows the source without taking the person there', () => {
    preview.click('server LON-EX01');
    expect(kept().selected).toBe('server LON-EX01');
    expect(done).toEqual(['focus server LON-EX01']);
    expect(posted.at(-1)).toEqual({ type: 'reveal', element: 'server LON-EX01', focus: false });
    preview.open('server LON-EX01');
    expect(posted.at(-1)).toEqual({ type: 'reveal', element: 'server LON-EX01', focus: true });
  });

  test('by the cursor brings it into view, and shows no source', () => {
    preview.receive({ type: 'select', element: id('server LON-EX01') });
    expect(now()).toMatchObject({ focus: 'server LON-EX01', kept: { selected: 'server LON-EX01' } });
    expect(done).toEqual(['reveal server LON-EX01']);
    expect(posted).toEqual([{ type: 'ready' }]);
  });

  test('by the cursor leaves a focus that is in the drawing where it is', () => {
    preview.focused('server TYO-EX01');
    hasFocus = true;
    preview.receive({ type: 'select', element: id('server LON-EX01') });
    expect(now().focus).toBe('server TYO-EX01');
  });

  test('ends with Escape, and the next Escape ends the route', () => {
    send();
    preview.reveal(id('server LON-EX01'), false);
    preview.escape();
    expect(kept()).toMatchObject({ selected: null, shown: { message: toBrussels } });
    preview.escape();
    expect(kept().shown).toBeNull();
  });
});

describe('Switches', () => {
  beforeEach(() => draw());

  test('go off and on, are told and saved', () => {
    preview.toggle(id('server TYO-EX01'));
    expect(saved.at(-1)?.script.down).toEqual(['server TYO-EX01']);
    preview.toggleItem('server TYO-EX01');
    expect(saved.at(-1)?.script.down).toEqual([]);
    expect(done).toEqual(['server TYO-EX01 is switched off.', 'server TYO-EX01 is switched on.']);
  });

  test('of a failure are off alone, and what fails comes near', () => {
    preview.toggle(id('server TYO-EX01'));
    preview.receive({ type: 'switchOff', elements: [id('server LON-EX01')] });
    expect(kept()).toMatchObject({ script: { down: ['server LON-EX01'] }, selected: 'server LON-EX01' });
    expect(done.slice(1)).toEqual(['bring near server LON-EX01', 'server LON-EX01 is switched off.']);
    preview.allOn();
    expect(downNow(now())).toEqual([]);
  });

  test('whose element is gone wait for it to come back, and are not sent', () => {
    preview.receive({ type: 'switchOff', elements: [id('server GONE'), id('server LON-EX01')] });
    preview.receive({ type: 'send', message: toBrussels });
    expect(posted.at(-1)).toMatchObject({ type: 'route', down: ['server LON-EX01'] });
    expect(downNow(now())).toEqual(['server GONE', 'server LON-EX01']);
  });
});

describe('A message', () => {
  beforeEach(() => draw());

  test('travels, shows its route, and is told when it has arrived', () => {
    send();
    expect(kept()).toMatchObject({ shown: { message: toBrussels }, panel: { open: true, tab: 'route' } });
    expect(now()).toMatchObject({ isTravelling: true, reached: 0 });
    playing?.reached(2);
    playing?.ended();
    expect(now()).toMatchObject({ isTravelling: false, reached: 2 });
    expect(done.at(-1)).toMatch(/^Test message from SEA-EX01 to anna@be\.contoso\.com: Delivered\. /);
    expect(done).toContain('reveal server BRU-EX01');
  });

  test('on its way has arrived at once when something else is shown', () => {
    send();
    preview.hideRoute();
    expect(now()).toMatchObject({ isTravelling: false, reached: Infinity, trace: undefined });
  });

  test('that could not be sent says why, until the next', () => {
    preview.receive({ type: 'send', message: toBrussels });
    answer({ ok: false, error: 'There is no server SEA-EX01.' });
    expect(now().failure).toBe('There is no server SEA-EX01.');
    expect(kept()).toMatchObject({ script: { actions: [] }, shown: null, panel: { open: true, tab: 'route' } });
    send();
    expect(now().failure).toBeNull();
  });

  test('that nobody asked for is not taken', () => {
    const before = now();
    preview.receive({ type: 'sent', request: 7, answer: { ok: true, value: routeAnswer(toBrussels, overLondon) } });
    expect(now()).toBe(before);
  });

  test('is out of date with another topology or other switches, and not when these are back', () => {
    send();
    playing?.ended();
    const outdated = () => isOutdated(now(), kept().shown!);
    expect(outdated()).toBe(false);
    preview.toggle(id('server TYO-EX01'));
    expect([outdated(), viewOf(now()).outdated]).toEqual([true, true]);
    preview.toggle(id('server TYO-EX01'));
    expect(outdated()).toBe(false);
    draw(fourCities, { version: 2 });
    expect(outdated()).toBe(true);
  });

  test('of before a reload is out of date when the switches are others', () => {
    send();
    start(readState(JSON.parse(JSON.stringify(saved.at(-1)))));
    draw();
    expect(viewOf(now())).toMatchObject({ outdated: false, reached: Infinity, trace: { legs: [{}, {}] } });
    preview.toggle(id('server TYO-EX01'));
    expect(viewOf(now()).outdated).toBe(true);
  });

  test('is sent again with the switches as they are, and made a test with those of then', () => {
    send();
    preview.toggle(id('server LON-EX01'));
    preview.makeTest();
    expect(posted.at(-1)).toMatchObject({ type: 'makeTest', sent: { message: toBrussels, down: [] } });
    preview.sendAgain();
    expect(posted.at(-1)).toMatchObject({ type: 'route', message: toBrussels, down: ['server LON-EX01'] });
    answer({ ok: true, value: routeAnswer(toBrussels, overTokyo) });
    expect(kept().script.actions.map(({ action }) => action.kind)).toEqual(['send', 'down', 'send']);
    expect(kept().shown).toMatchObject({ down: ['server LON-EX01'], route: overTokyo });
  });

  test('brings its own switches', () => {
    preview.receive({ type: 'send', message: toBrussels, down: [id('server TYO-EX01')] });
    expect(downNow(now())).toEqual(['server TYO-EX01']);
    expect(posted.at(-1)).toMatchObject({ type: 'route', down: ['server TYO-EX01'] });
  });

  test('cannot be sent again or made a test when there was none', () => {
    preview.sendAgain();
    preview.makeTest();
    expect(posted.slice(1)).toEqual([{ type: 'makeTest', sent: null }]);
  });
});

describe('What is shown', () => {
  test('is everything at the start, and the drawing alone when only it can have changed', () => {
    expect(shown).toEqual(['everything']);
    draw();
    preview.focused('server LON-EX01');
    preview.focused('server LON-EX01');
    expect(shown).toEqual(['everything', 'everything', 'drawing']);
  });

  test('is not shown anew when the person moves the drawing, which is saved', () => {
    preview.moved({ k: 2, x: 3, y: 4 }, true);
    preview.moved({ k: 1, x: 0, y: 0 }, false);
    expect(shown).toEqual(['everything']);
    expect(saved.map(({ zoom }) => zoom)).toEqual([{ k: 2, x: 3, y: 4 }, null]);
  });

  test('of the panel is what the person wants', () => {
    preview.togglePanel();
    preview.openTab('messages');
    preview.resizePanel(0.95);
    expect(kept().panel).toEqual({ open: true, tab: 'messages', size: 0.8 });
  });
});

test('what logs tell that was carried is shown until it is put away', () => {
  start();
  draw();
  expect(viewOf(now()).traffic.size).toBe(0);
  const element = id('connector "Seattle to London"');
  preview.receive({ type: 'traffic', traffic: [{ element, took: 12, explained: 10 }] });
  expect(viewOf(now()).traffic).toEqual(new Map([[element, { took: 12, explained: 10 }]]));
  draw();
  expect(viewOf(now()).traffic.size).toBe(1);
  preview.hideTraffic();
  expect(now().traffic).toBeUndefined();
  expect(viewOf(now()).traffic.size).toBe(0);
});
