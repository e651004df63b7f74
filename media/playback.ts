// A scenario that was played: a time axis to go along, how the queues stand at that moment, and what happened.

import { frameAt, type Happening, type Playback, type QueueOverTime } from '#core/simulation/playback';
import { writtenDuration, writtenTimeOfWeek } from '#core/routing/message/written-values';
import type { Actions } from './actions.ts';
import type { Shown } from './moment.ts';
import { createDepthChart } from './depth-chart.ts';
import { html } from './html.ts';
import { icon, type IconName } from './icons.ts';

export interface PlaybackPage {
  readonly element: HTMLElement;
  show(shown: Shown | undefined): void;
}

/** More rows than this nobody reads at one moment. */
const mostQueues = 100;

export function createPlayback(actions: Actions): PlaybackPage {
  const element = html('div', { class: 'playback' });
  let built: Built | undefined;
  return {
    element,
    show(shown) {
      if (shown === undefined) {
        if (built !== undefined || element.childElementCount === 0) element.replaceChildren(nothingPlayed(actions));
        built = undefined;
        return;
      }
      if (built?.playback !== shown.playback) {
        built = build(shown.playback, actions);
        element.replaceChildren(...built.parts);
      }
      built.show(shown);
    },
  };
}

function nothingPlayed(actions: Actions): HTMLElement {
  const run = html(
    'button',
    { class: 'secondary', type: 'button', onclick: () => actions.playScenario(null) },
    icon('play'),
    'Run Scenario…',
  );
  const text = 'Nothing has been played yet. A scenario says what is sent, and what fails when.';
  return html('div', { class: 'empty-panel' }, icon('clock'), html('p', {}, text), html('p', {}, run));
}

interface Built {
  readonly playback: Playback;
  readonly parts: readonly HTMLElement[];
  show(shown: Shown): void;
}

function build(playback: Playback, actions: Actions): Built {
  const { frames, scenario, end } = playback;
  const last = frames.length - 1;
  const run = tool('play', 'Play (Space)', () => actions.togglePlayback());
  const time = html('output', { class: 'time' });
  const speeds = [0.25, 1, 4, 16].map((each) => html('option', { value: each }, `${each} ×`));
  const speed = html(
    'select',
    { class: 'speed', 'aria-label': 'Speed', title: 'Speed', onchange: () => actions.playAtSpeed(Number(speed.value)) },
    ...speeds,
  );
  const counts = html('p', { class: 'counts' });
  const queues = html('tbody', {});
  const log = html('ol', { class: 'happenings' });
  const axis = html('input', {
    type: 'range',
    min: 0,
    max: Math.max(1, last),
    step: 1,
    value: 0,
    'aria-label': 'Time of the scenario',
    oninput: () => actions.goToFrame(Number(axis.value)),
  });
  const controls = html(
    'div',
    { class: 'controls', role: 'group', 'aria-label': 'Playback' },
    tool('first', 'To the beginning', () => actions.goToFrame(0)),
    tool('back', 'One moment back', () => actions.goToFrame(Number(axis.value) - 1)),
    run,
    tool('next', 'To the next event', () => actions.goToNextHappening()),
    time,
    speed,
    tool('again', `Run '${scenario}' again`, () => actions.playScenario(scenario)),
  );
  const happenings = playback.happenings.map((happening) => happeningRow(happening, playback, actions));
  log.append(...happenings);
  const rowsAt = rowsFor(frames);
  const head = ['Queue', 'State', 'Messages', 'Passed'].map((name) => html('th', { scope: 'col' }, name));
  const table = html('table', { class: 'queue-list' }, html('thead', {}, html('tr', {}, ...head)), queues);
  const parts = [
    html('h2', { class: 'scenario' }, scenario),
    ...playback.failures.map((failure) => html('p', { class: 'failed' }, icon('cross'), failure)),
    html('div', { class: 'head' }, controls, html('div', { class: 'axis' }, axis, marksOf(playback)), counts),
    html('div', { class: 'scroll' }, table),
    html('h3', {}, 'What happened'),
    log,
    summaryOf(playback, actions),
  ];
  return {
    playback,
    parts,
    show({ frame, isRunning, speed: now }) {
      speed.value = String(now);
      const at = frames[frame] ?? 0;
      axis.value = String(frame);
      axis.setAttribute('aria-valuetext', `${writtenDuration(at)} of ${writtenDuration(end)}`);
      time.textContent = `${writtenTimeOfWeek((playback.start + Math.floor(at)) % weekSeconds)}, ${writtenDuration(Math.round(at))}`;
      run.replaceChildren(icon(isRunning ? 'pause' : 'play'));
      run.title = isRunning ? 'Pause (Space)' : 'Play (Space)';
      run.setAttribute('aria-label', run.title);
      counts.replaceChildren(...countsAt(playback, frame));
      queues.replaceChildren(...rowsAt(queuesAt(playback, frame), frame, end === 0 ? 0 : at / end));
      for (const [index, row] of happenings.entries()) {
        row.toggleAttribute('data-past', (playback.happenings[index]?.at ?? 0) <= at);
      }
    },
  };
}

const weekSeconds = 7 * 24 * 60 * 60;

function tool(name: IconName, title: string, onclick: () => void): HTMLButtonElement {
  return html('button', { class: 'tool', type: 'button', title, 'aria-label': title, onclick }, icon(name));
}

function countsAt({ counts }: Playback, frame: number): HTMLElement[] {
  return (['sent', 'delivered', 'waiting', 'undeliverable'] as const).map((name) =>
    html('span', { class: `count ${name}` }, html('b', {}, String(counts[name][frame] ?? 0)), ` ${name}`),
  );
}

/** The row of a queue, made once and brought up to date. */
interface QueueRow {
  readonly element: HTMLElement;
  show(frame: number, share: number): void;
}

/** Those with messages first, the longest before the others; then those that something has passed. */
function queuesAt({ queues }: Playback, frame: number): readonly QueueOverTime[] {
  return queues
    .map((queue) => ({ queue, messages: queue.messages[frame] ?? 0, passed: queue.passed[frame] ?? 0 }))
    .filter(({ messages, passed }) => messages + passed > 0)
    .sort((one, other) => other.messages - one.messages || other.passed - one.passed)
    .slice(0, mostQueues)
    .map(({ queue }) => queue);
}

/** Their rows; one that was seen before is the same element. */
function rowsFor(frames: readonly number[]) {
  const known = new Map<QueueOverTime, QueueRow>();
  return (queues: readonly QueueOverTime[], frame: number, share: number): HTMLElement[] => {
    const rows = queues.map((queue) => {
      const row = known.get(queue) ?? queueRow(queue, frames);
      known.set(queue, row);
      row.show(frame, share);
      return row.element;
    });
    if (rows.length > 0) return rows;
    return [html('tr', {}, html('td', { colspan: 4, class: 'quiet' }, 'No queue has had a message yet.'))];
  };
}

function queueRow(queue: QueueOverTime, frames: readonly number[]): QueueRow {
  const chart = createDepthChart(frames, queue.messages);
  const state = html('span', { class: 'tag' });
  const messages = html('td', { class: 'number' });
  const passed = html('td', { class: 'number' });
  const name = html('span', { class: 'queue-name' }, queue.name);
  const server = html('div', { class: 'quiet' }, queue.server ?? 'outside');
  const element = html(
    'tr',
    {},
    html('td', {}, name, server, queue.messages.some((depth) => depth > 0) && chart.element),
    html('td', {}, state),
    messages,
    passed,
  );
  return {
    element,
    show(frame, share) {
      const now = queue.states[frame] ?? 'Ready';
      state.textContent = now;
      state.className = `tag state-${now.toLowerCase()}`;
      messages.textContent = String(queue.messages[frame] ?? 0);
      passed.textContent = String(queue.passed[frame] ?? 0);
      element.className = (queue.messages[frame] ?? 0) > 0 ? 'waits' : '';
      chart.moveTo(share);
    },
  };
}

/** Failures, repairs, waits and returns on the axis, and the moment at which most waits. */
function marksOf(playback: Playback): HTMLElement {
  const { happenings, frames, counts, end } = playback;
  const most = counts.waiting.reduce((best, count, frame) => (count > (counts.waiting[best] ?? 0) ? frame : best), 0);
  const peak =
    (counts.waiting[most] ?? 0) > 0
      ? [mark('peak', frames[most] ?? 0, end, `Most wait: ${counts.waiting[most] ?? 0}`)]
      : [];
  const seen = happenings.filter(({ kind }) => kind !== 'other').map(({ kind, at, text }) => mark(kind, at, end, text));
  return html('div', { class: 'marks', 'aria-hidden': 'true' }, ...seen, ...peak);
}

function mark(kind: string, at: number, end: number, title: string): HTMLElement {
  const element = html('span', { class: `mark ${kind}`, title });
  element.style.setProperty('--at', String(end === 0 ? 0 : at / end));
  return element;
}

function happeningRow({ kind, at, text }: Happening, { frames }: Playback, actions: Actions): HTMLElement {
  const frame = frameAt(frames, at);
  return html(
    'li',
    { class: kind },
    html('button', { type: 'button', class: 'link', onclick: () => actions.goToFrame(frame) }, text),
  );
}

function summaryOf({ summary, failures }: Playback, actions: Actions): HTMLElement {
  const text = [...summary, ...failures.map((failure) => `  failed: ${failure}`)].join('\n');
  const copy = html(
    'button',
    { class: 'secondary', type: 'button', onclick: () => actions.copy(text) },
    icon('copy'),
    'Copy Summary',
  );
  return html('section', { class: 'summary' }, html('h3', {}, 'Summary'), html('pre', {}, text), html('p', {}, copy));
}
