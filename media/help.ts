// What the symbols mean and what the keys do.

import { html } from './html.ts';
import { icon, type IconName } from './icons.ts';

const symbols: readonly (readonly [IconName, string])[] = [
  ['group', 'Routing group, or site'],
  ['server', 'Server'],
  ['virtualServer', 'SMTP virtual server'],
  ['hub', 'Hub site'],
  ['edge', 'Edge server'],
  ['flag', 'Bridgehead, or source server'],
  ['host', 'Smart host'],
  ['globe', 'The Internet, by DNS'],
  ['foreign', 'Foreign system'],
  ['connector', 'Connector, with its cost'],
  ['link', 'Site link, with its cost'],
  ['envelope', 'Queue that a message passed'],
  ['clock', 'Messages wait'],
  ['power', 'Switched off'],
];

const keys: readonly (readonly [string, string])[] = [
  ['Arrows', 'Walk from one to the next'],
  ['Alt+Down, Alt+Up', 'Into it, out of it'],
  ['Drag, Alt+Shift+Arrows', 'Move a box'],
  ['C, Shift+C', 'Its connectors, one after the other'],
  ['Enter', 'Go to the source'],
  ['Space', 'Switch off or on'],
  ['Ctrl+F', 'Find, then Enter, Shift+Enter'],
  ['F8, Shift+F8', 'Next problem, the one before'],
  ['+  -  0', 'Closer, farther, all'],
  ['Escape', 'Clear selection, then route'],
];

export interface Help {
  readonly element: HTMLElement;
  readonly toggle: () => void;
  /** Whether it was open. */
  readonly close: () => boolean;
}

/** A card of symbols and keys, hidden at first. */
export function createHelp(): Help {
  const toggle = (): void => {
    element.hidden = !element.hidden;
  };
  const list = html('ul', { class: 'symbols' }, ...symbols.map(([name, text]) => html('li', {}, icon(name), text)));
  const table = html('dl', { class: 'keys' });
  for (const [key, text] of keys) table.append(html('dt', {}, html('kbd', {}, key)), html('dd', {}, text));
  const element = html(
    'section',
    { class: 'help', 'aria-label': 'Keys and symbols', hidden: true },
    html(
      'header',
      {},
      html('h2', {}, 'Keys and symbols'),
      html(
        'button',
        { class: 'tool', type: 'button', title: 'Close', 'aria-label': 'Close', onclick: toggle },
        icon('close'),
      ),
    ),
    list,
    table,
  );
  return {
    element,
    toggle,
    close: () => {
      const wasOpen = !element.hidden;
      element.hidden = true;
      return wasOpen;
    },
  };
}
