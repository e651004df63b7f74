// The panel beside the drawing, below it where the window is narrow: four tabs, and a border to drag.

import type { PanelTab, PreviewState } from '#core/protocol/preview';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';

export interface Panel {
  readonly splitter: HTMLElement;
  readonly element: HTMLElement;
  show(panel: PreviewState['panel'], counts: Readonly<Record<PanelTab, number>>): void;
}

const titles: Readonly<Record<PanelTab, string>> = {
  route: 'Route',
  queues: 'Queues',
  messages: 'Messages',
  playback: 'Playback',
};
const tabs: readonly PanelTab[] = ['route', 'queues', 'messages', 'playback'];

/** `transport` stands above all pages. */
export function createPanel(
  pages: Readonly<Record<PanelTab, HTMLElement>>,
  transport: HTMLElement,
  actions: Actions,
): Panel {
  const buttons = new Map(tabs.map((tab) => [tab, tabButton(tab, actions)]));
  const list = html('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Messages' }, ...buttons.values());
  list.addEventListener('keydown', (event) => walkTabs(event, buttons));
  const close = html(
    'button',
    {
      class: 'tool',
      type: 'button',
      title: 'Hide the panel',
      'aria-label': 'Hide the panel',
      onclick: () => actions.togglePanel(),
    },
    icon('close'),
  );
  for (const tab of tabs) labelPage(pages[tab], tab);
  const body = html('div', { class: 'pages' }, ...tabs.map((tab) => pages[tab]));
  const element = html(
    'aside',
    { class: 'panel', 'aria-label': 'Messages and queues' },
    html('header', {}, list, close),
    transport,
    body,
  );
  const splitter = createSplitter(element, actions);
  return {
    splitter,
    element,
    show: ({ open, tab, size }, counts) => {
      element.hidden = !open;
      splitter.hidden = !open;
      splitter.setAttribute('aria-valuenow', String(Math.round(size * 100)));
      element.parentElement?.style.setProperty('--panel-size', `${(size * 100).toFixed(2)}%`);
      for (const [name, button] of buttons) {
        button.setAttribute('aria-selected', String(name === tab));
        button.tabIndex = name === tab ? 0 : -1;
        button.dataset['count'] = counts[name] > 0 ? String(counts[name]) : '';
        pages[name].hidden = name !== tab;
      }
    },
  };
}

function tabButton(tab: PanelTab, actions: Actions): HTMLButtonElement {
  const attributes = { role: 'tab', id: `tab-${tab}`, 'aria-controls': `page-${tab}`, type: 'button' };
  return html('button', { ...attributes, onclick: () => actions.openTab(tab) }, titles[tab]);
}

function labelPage(page: HTMLElement, tab: PanelTab): void {
  page.id = `page-${tab}`;
  page.setAttribute('role', 'tabpanel');
  page.setAttribute('aria-labelledby', `tab-${tab}`);
}

function walkTabs(event: KeyboardEvent, buttons: ReadonlyMap<PanelTab, HTMLButtonElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const at = tabs.findIndex((tab) => buttons.get(tab) === document.activeElement);
  const next = tabs[(at + step + tabs.length) % tabs.length];
  const button = next === undefined ? undefined : buttons.get(next);
  button?.click();
  button?.focus();
}

function createSplitter(panel: HTMLElement, actions: Actions): HTMLElement {
  const splitter = html('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: 0,
    'aria-label': 'Size of the panel',
    'aria-valuemin': 15,
    'aria-valuemax': 80,
  });
  const resize = (event: PointerEvent): void => {
    const box = panel.parentElement?.getBoundingClientRect();
    if (box === undefined || !splitter.hasPointerCapture(event.pointerId)) return;
    actions.resizePanel(
      isBelow(panel) ? (box.bottom - event.clientY) / box.height : (box.right - event.clientX) / box.width,
    );
  };
  splitter.addEventListener('pointerdown', (event) => {
    splitter.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  splitter.addEventListener('pointermove', resize);
  splitter.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: 0.03, ArrowUp: 0.03, ArrowRight: -0.03, ArrowDown: -0.03 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    actions.resizePanel(Number(splitter.getAttribute('aria-valuenow')) / 100 + step);
  });
  return splitter;
}

function isBelow(panel: HTMLElement): boolean {
  return panel.parentElement !== null && getComputedStyle(panel.parentElement).flexDirection === 'column';
}
