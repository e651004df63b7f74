// What happened in the simulation and what was done in it, each line with its moment, and a summary to take along.

import { frameAt, type Happening, type Playback } from '#core/simulation/playback';
import { queuesAsCsv } from '#core/simulation/queues-as-csv';
import { describeAction, type Script, type TimedAction } from '#core/simulation/script';
import { writtenDuration } from '#core/routing/message/written-values';
import type { Actions } from './actions.ts';
import { html, refill } from './html.ts';
import { icon } from './icons.ts';
import { isAtRest, type Moment } from './moment.ts';
import { tool } from './transport.ts';

export interface PlaybackPage {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

export function createPlayback(actions: Actions): PlaybackPage {
  const element = html('div', { class: 'playback' });
  const done = html('div', { class: 'done' });
  const log = html('div', { class: 'log' });
  const head = html('div', {});
  let shown: { readonly playback: Playback | undefined; readonly script: Script } | undefined;
  let rows: readonly HTMLElement[] = [];
  let hadFormer = false;
  return {
    element,
    show({ kept: { script, former }, simulation: { played, frame } }) {
      const playback = played?.playback;
      const canBringBack = former !== null;
      if (isAtRest(script)) {
        if (shown !== undefined || hadFormer !== canBringBack || element.childElementCount === 0)
          refill(element, [nothingPlayed(actions, canBringBack)]);
        shown = undefined;
        hadFormer = canBringBack;
        return;
      }
      if (shown === undefined) element.replaceChildren(head, done, log);
      if (shown?.playback !== playback || shown?.script !== script) {
        shown = { playback, script };
        head.replaceChildren(...headOf(script.scenario, playback, { canBringBack, actions }));
        refill(done, doneOf(script.actions, playback, actions));
        rows = playback === undefined ? [] : happeningRows(playback, actions);
        log.replaceChildren(...logOf(rows, playback, actions));
      }
      const at = playback?.frames[frame] ?? 0;
      for (const [index, row] of rows.entries()) {
        row.toggleAttribute('data-past', (playback?.happenings[index]?.at ?? 0) <= at);
      }
    },
  };
}

function bringBackButton(actions: Actions): HTMLElement {
  const title = 'What was sent and done before this';
  const back = { class: 'secondary', type: 'button', title, onclick: () => actions.bringBack() };
  return html('button', back, icon('back'), 'Bring Back What Was Done Before');
}

function nothingPlayed(actions: Actions, canBringBack: boolean): HTMLElement {
  const run = html(
    'button',
    { class: 'secondary', type: 'button', onclick: () => actions.pickScenario() },
    icon('play'),
    'Run Scenario…',
  );
  const text =
    'Nothing is simulated yet. Send a test message and let time go on, or run a scenario, which says what is sent and what fails when.';
  return html(
    'div',
    { class: 'empty-panel' },
    icon('clock'),
    html('p', {}, text),
    html('p', { class: 'buttons' }, run, canBringBack && bringBackButton(actions)),
  );
}

interface HeadOptions {
  readonly canBringBack: boolean;
  readonly actions: Actions;
}

function headOf(
  scenario: string | null,
  playback: Playback | undefined,
  { canBringBack, actions }: HeadOptions,
): HTMLElement[] {
  const again = tool('again', 'Play it again, on the topology as it is now', () => actions.playAgain());
  const name = scenario === null ? 'Simulation' : scenario;
  return [
    html('header', { class: 'queue-head' }, html('h2', { class: 'scenario' }, name), again),
    ...(canBringBack ? [html('p', {}, bringBackButton(actions))] : []),
    ...(playback?.failures ?? []).map((failure) => html('p', { class: 'failed' }, icon('cross'), failure)),
  ];
}

function doneOf(done: readonly TimedAction[], playback: Playback | undefined, actions: Actions): HTMLElement[] {
  if (done.length === 0) return [];
  const make = html(
    'button',
    {
      class: 'secondary',
      type: 'button',
      title: 'Write what was done into the topology as a scenario',
      disabled: playback === undefined,
      onclick: () => actions.makeScenario(),
    },
    icon('plus'),
    'Make Scenario',
  );
  const rows = done.map(({ at, action }, index) => {
    const text = describeAction(action);
    return html(
      'li',
      {},
      html(
        'button',
        { class: 'link', type: 'button', onclick: () => actions.goToTime(at) },
        `${writtenDuration(at)}: ${text}`,
      ),
      tool('close', `Undo: ${text}`, () => actions.removeAction(index)),
    );
  });
  return [html('h3', {}, 'What was done'), html('ol', { class: 'happenings done-list' }, ...rows), html('p', {}, make)];
}

function logOf(rows: readonly HTMLElement[], playback: Playback | undefined, actions: Actions): HTMLElement[] {
  if (playback === undefined) return [];
  const more = playback.happened - rows.length;
  return [
    html('h3', {}, 'What happened'),
    rows.length === 0
      ? html('p', { class: 'quiet' }, 'Nothing failed and nothing had to wait.')
      : html('ol', { class: 'happenings' }, ...rows),
    ...(more > 0 ? [html('p', { class: 'quiet' }, `And ${more} more; "bridgehead simulate" lists them all.`)] : []),
    summaryOf(playback, actions),
  ];
}

function happeningRows({ happenings, frames }: Playback, actions: Actions): HTMLElement[] {
  return happenings.map(({ kind, at, text }: Happening) => {
    const frame = frameAt(frames, at);
    const go = { type: 'button', class: 'link', onclick: () => actions.goToFrame(frame) };
    return html('li', { class: kind }, html('button', go, text));
  });
}

function summaryOf(playback: Playback, actions: Actions): HTMLElement {
  const text = [...playback.summary, ...playback.failures.map((failure) => `  failed: ${failure}`)].join('\n');
  const button = (label: string, name: 'copy' | 'reveal', onclick: () => void): HTMLElement =>
    html('button', { class: 'secondary', type: 'button', onclick }, icon(name), label);
  return html(
    'section',
    { class: 'summary' },
    html('h3', {}, 'Summary'),
    html('pre', {}, text),
    html(
      'p',
      { class: 'buttons' },
      button('Copy Summary', 'copy', () => actions.copy(text)),
      button('Save Queues as CSV…', 'reveal', () => actions.save('queues.csv', queuesAsCsv(playback))),
      button('Save as JSON…', 'reveal', () => actions.save('simulation.json', `${JSON.stringify(playback)}\n`)),
    ),
  );
}
