// The buttons above the drawing.

import type { SceneAnswer } from '#core/protocol/requests';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon, type IconName } from './icons.ts';

export interface Toolbar {
  readonly element: HTMLElement;
  show(what: ToolbarState): void;
}

/** What changes how the drawing is looked at, and nothing else. */
export interface ViewActions {
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly openFind: () => void;
  readonly toggleFilter: () => void;
  readonly toggleHelp: () => void;
}

export interface ToolbarState {
  readonly summary: SceneAnswer['summary'];
  readonly drawn: boolean;
  /** How many elements are switched off. */
  readonly off: number;
  /** A message is shown that can be sent once more. */
  readonly canSendAgain: boolean;
  readonly panelOpen: boolean;
  /** The drawing is shown as a tree beside it. */
  readonly outlineOpen: boolean;
  /** Something is left out of what is drawn. */
  readonly isFiltered: boolean;
  /** What logs tell that was carried is shown. */
  readonly traffic: boolean;
}

export function createToolbar(
  actions: Actions,
  { zoomBy, fit, openFind, toggleFilter, toggleHelp }: ViewActions,
): Toolbar {
  const send = textButton('Send Test Message…', 'send', 'primary', () => actions.askMessage());
  const again = textButton('Send Again', 'again', 'secondary', () => actions.sendAgain());
  const allOn = textButton('All On', 'power', 'secondary', () => actions.allOn());
  const traffic = textButton('Hide Traffic', 'close', 'secondary', () => actions.hideTraffic());
  traffic.title = 'Put away what message logs tell that connectors carried';
  const problems = html('span', { class: 'problems-summary' });
  const panel = iconButton('Show or hide the panel', 'panel', () => actions.togglePanel());
  const outline = iconButton('Show or hide the outline', 'outline', () => actions.toggleOutline());
  const filter = iconButton('Filter', 'filter', toggleFilter);
  const view = html(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'View' },
    outline,
    iconButton('Find (Ctrl+F)', 'find', openFind),
    filter,
    iconButton('Zoom out (-)', 'minus', () => zoomBy(1 / 1.4)),
    iconButton('Zoom in (+)', 'plus', () => zoomBy(1.4)),
    iconButton('Show all (0)', 'fit', fit),
    iconButton('Keys and symbols (?)', 'help', toggleHelp),
    panel,
  );
  const element = html(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'Preview' },
    send,
    again,
    allOn,
    traffic,
    problems,
    view,
  );
  return {
    element,
    show: ({ summary, drawn, off, canSendAgain, panelOpen, outlineOpen, isFiltered, traffic: showsTraffic }) => {
      send.disabled = !drawn;
      again.hidden = !canSendAgain;
      again.disabled = !drawn;
      allOn.hidden = off === 0;
      allOn.title = `Switch on again what is switched off (${off})`;
      setLabel(allOn, off === 1 ? 'Switch 1 On' : `Switch All ${off} On`);
      traffic.hidden = !showsTraffic;
      outline.setAttribute('aria-expanded', String(outlineOpen));
      filter.classList.toggle('on', isFiltered);
      filter.title = isFiltered ? 'Filter (something is left out)' : 'Filter';
      filter.setAttribute('aria-label', filter.title);
      panel.setAttribute('aria-expanded', String(panelOpen));
      problems.replaceChildren(...summaryOf(summary));
    },
  };
}

function setLabel(button: HTMLElement, label: string): void {
  const text = button.querySelector('.label');
  if (text !== null) text.textContent = label;
}

function summaryOf({ errors, warnings }: SceneAnswer['summary']): Node[] {
  const count = (severity: 'error' | 'warning', number: number): Node[] => {
    if (number === 0) return [];
    const label = `${number} ${severity}${number === 1 ? '' : 's'}`;
    return [
      html('span', { class: severity, title: label, role: 'img', 'aria-label': label }, icon(severity), String(number)),
    ];
  };
  return [...count('error', errors), ...count('warning', warnings)];
}

function textButton(label: string, name: IconName, kind: string, run: () => void): HTMLButtonElement {
  return html(
    'button',
    { class: kind, type: 'button', title: label, onclick: run },
    icon(name),
    html('span', { class: 'label' }, label),
  );
}

function iconButton(label: string, name: IconName, run: () => void): HTMLButtonElement {
  return html('button', { class: 'tool', type: 'button', title: label, 'aria-label': label, onclick: run }, icon(name));
}
