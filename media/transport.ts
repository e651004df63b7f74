// The bar that moves time: play, pause, step, speed, and an axis to go along, with what happened marked on it. It stands
// above all pages of the panel as long as anything is simulated.

import { frameAt, type Playback } from '#core/simulation/playback';
import { describeAction, type TimedAction } from '#core/simulation/script';
import { parseDuration } from '#core/syntax/values';
import { writtenDuration } from '#core/routing/message/written-values';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon, type IconName } from './icons.ts';
import { isAtRest, timeNow, type Moment } from './moment.ts';

export interface Transport {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

export function createTransport(actions: Actions): Transport {
  const run = tool('play', 'Play', () => actions.toggleTime());
  const time = html('span', { class: 'time' });
  const goTo = html('input', {
    class: 'go-to',
    type: 'text',
    placeholder: 'Go to 3m',
    'aria-label': 'Go to a time, like 3m or 1h30m',
    title: 'Go to a time, like 3m or 1h30m',
    spellcheck: 'false',
    onchange: () => {
      const read = parseDuration(goTo.value.trim());
      goTo.toggleAttribute('aria-invalid', !read.ok);
      if (!read.ok) return;
      goTo.value = '';
      actions.goToTime(read.value);
    },
  });
  const speeds = [0.25, 1, 4, 16].map((each) => html('option', { value: each }, `${each} ×`));
  const speed = html(
    'select',
    { class: 'speed', 'aria-label': 'Speed', title: 'Speed', onchange: () => actions.playAtSpeed(Number(speed.value)) },
    ...speeds,
  );
  const axis = html('input', {
    type: 'range',
    min: 0,
    step: 1,
    value: 0,
    'aria-label': 'Time of the simulation',
    oninput: () => actions.goToFrame(Number(axis.value)),
  });
  const marks = html('div', { class: 'marks', 'aria-hidden': 'true' });
  const counts = html('p', { class: 'counts' });
  const done = html('progress', { max: 1, 'aria-label': 'Simulating' });
  const pending = html(
    'div',
    { class: 'pending', hidden: true },
    html('span', {}, 'Simulating…'),
    done,
    html('button', { class: 'link', type: 'button', onclick: () => actions.cancelPlay() }, 'Cancel'),
  );
  const fault = html('div', { class: 'fault' });
  const controls = html(
    'div',
    { class: 'controls', role: 'group', 'aria-label': 'Time' },
    tool('first', 'To the beginning', () => actions.goToFrame(0)),
    tool('back', 'One moment back', () => actions.goToFrame(Number(axis.value) - 1)),
    run,
    tool('next', 'To the next event', () => actions.goToNextHappening()),
    time,
    goTo,
    speed,
    tool('trash', 'Clear: nothing is sent, nothing done and nothing off', () => {
      actions.startAnew();
      // This bar is gone now; the focus stays near where it was.
      document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    }),
  );
  const element = html(
    'section',
    { class: 'transport', 'aria-label': 'Simulation', hidden: true },
    controls,
    html('div', { class: 'axis' }, axis, marks),
    counts,
    pending,
    fault,
  );
  let marked: { readonly playback: Playback; readonly actions: readonly TimedAction[] } | undefined;
  let said: string | undefined;
  return {
    element,
    show(moment) {
      const { kept, simulation, drawn } = moment;
      const { played, frame, isRunning } = simulation;
      const { script } = kept;
      element.hidden = isAtRest(script);
      if (element.hidden) return;
      pending.hidden = simulation.pending === undefined;
      if (simulation.pending !== undefined) done.value = simulation.pending.done;
      const isOld = played !== undefined && simulation.pending === undefined && played.version < drawn.version;
      const why = [simulation.fault, simulation.warning, ...(played?.faults ?? []), ...(isOld ? [old] : [])].filter((each) => each !== null); // prettier-ignore
      if (why.join('\n') !== said) {
        said = why.join('\n');
        fault.replaceChildren(
          ...why.map((each) => faultNote(each, each === old || each === simulation.fault ? actions : undefined)),
        );
      }
      for (const button of controls.querySelectorAll('button')) button.disabled = played === undefined;
      controls.querySelector<HTMLButtonElement>('button:last-child')?.removeAttribute('disabled');
      axis.disabled = played === undefined;
      if (played === undefined) return;
      const { playback } = played;
      speed.value = String(simulation.speed);
      const at = playback.frames[frame] ?? 0;
      axis.max = String(Math.max(1, playback.frames.length - 1));
      axis.value = String(frame);
      axis.setAttribute('aria-valuetext', `${writtenDuration(at)} of ${writtenDuration(playback.end)}`);
      time.textContent = `${timeNow(moment) ?? ''}, ${writtenDuration(at < 10 ? Math.round(at * 10) / 10 : Math.round(at))}`;
      run.replaceChildren(icon(isRunning ? 'pause' : 'play'));
      run.title = isRunning ? 'Pause' : 'Play';
      run.setAttribute('aria-label', run.title);
      counts.replaceChildren(...countsAt(playback, frame));
      if (marked?.playback !== playback || marked.actions !== script.actions) {
        marked = { playback, actions: script.actions };
        marks.replaceChildren(...marksOf(playback, script.actions));
      }
    },
  };
}

export function tool(name: IconName, title: string, onclick: () => void): HTMLButtonElement {
  return html('button', { class: 'tool', type: 'button', title, 'aria-label': title, onclick }, icon(name));
}

const old = 'This is of an earlier version of the topology.';

/** With a way to play it again where that may help. */
function faultNote(text: string, actions: Actions | undefined): HTMLElement {
  const again =
    actions && html('button', { class: 'link', type: 'button', onclick: () => actions.playAgain() }, 'Play again');
  return html('p', { class: 'note error' }, icon('warning'), html('span', {}, `${text} `, again));
}

function countsAt({ counts }: Playback, frame: number): HTMLElement[] {
  return (['sent', 'delivered', 'waiting', 'undeliverable'] as const).map((name) =>
    html('span', { class: `count ${name}` }, html('b', {}, String(counts[name][frame] ?? 0)), ` ${name}`),
  );
}

/** More marks than this only cover each other. */
const mostMarks = 400;

/** Failures, repairs, waits, returns and actions on the axis, and the moment at which most waits. */
function marksOf(playback: Playback, actions: readonly TimedAction[]): HTMLElement[] {
  const { happenings, frames, peak } = playback;
  const last = Math.max(1, frames.length - 1);
  const placeOf = (at: number): number => frameAt(frames, at) / last;
  const seen = happenings
    .filter(({ kind }) => kind !== 'other' && kind !== 'action')
    .slice(0, mostMarks)
    .map(({ kind, at, text }) => mark(kind, placeOf(at), text));
  const done = actions.map(({ at, action }) =>
    mark('action', placeOf(at), `${writtenDuration(at)}: ${describeAction(action)}`),
  );
  const most = peak.messages === 0 ? [] : [mark('peak', placeOf(peak.at), `Most are under way: ${peak.messages}`)];
  return [...seen, ...done, ...most];
}

function mark(kind: string, place: number, title: string): HTMLElement {
  const element = html('span', { class: `mark ${kind}`, title });
  element.style.setProperty('--at', String(place));
  return element;
}
