// What the preview keeps over a hidden tab and a reloaded window. What is found again may come from an older version
// or be damaged, so it is read piece by piece and what does not fit is left out.

import { readElementId, readElementIds } from '#core/model/element';
import type { PreviewState, SentMessage } from '#core/protocol/preview';
import type { Route } from '#core/routing/route';

/** More messages than anybody looks through; older ones go. */
export const keptMessages = 200;

export const emptyState: PreviewState = {
  uri: '',
  root: '',
  down: [],
  sent: [],
  shown: null,
  selected: null,
  zoom: null,
  panel: { open: false, tab: 'route', size: 0.38 },
};

/** The state that was saved, as far as it can be understood. */
export function readState(saved: unknown): PreviewState {
  if (!isRecord(saved)) return emptyState;
  const sent = Array.isArray(saved['sent']) ? saved['sent'].filter(isSentMessage).slice(-keptMessages) : [];
  return {
    uri: text(saved['uri']) ?? '',
    root: text(saved['root']) ?? '',
    down: readElementIds(saved['down']),
    sent,
    shown: sent.find((message) => message.id === saved['shown'])?.id ?? null,
    selected: readElementId(saved['selected']) ?? null,
    zoom: readZoom(saved['zoom']),
    panel: readPanel(saved['panel']),
  };
}

/**
 * The state without what would make it heavy: it is written at every change. In an organization of a thousand groups a
 * route can have thousands of connectors to consider; those of older messages and of the far end of the list go.
 */
export function lightened(state: PreviewState): PreviewState {
  const recent = state.sent.length - keptWhole;
  return { ...state, sent: state.sent.map((sent, i) => shortened(sent, i < recent ? 0 : keptConsidered)) };
}

const keptWhole = 20;
const keptConsidered = 100;

function shortened(sent: SentMessage, most: number): SentMessage {
  if (sent.route.considered.length <= most) return sent;
  return { ...sent, route: { ...sent.route, considered: sent.route.considered.slice(0, most) } };
}

/** The state for another topology: switches, messages and the place in the drawing belong to the old one. */
export function stateFor(state: PreviewState, uri: string, root: string): PreviewState {
  if (state.root === root || state.root === '') return { ...state, uri, root };
  return { ...emptyState, uri, root, panel: { ...state.panel, open: false } };
}

function readZoom(saved: unknown): PreviewState['zoom'] {
  if (!isRecord(saved)) return null;
  const { k, x, y } = saved;
  return isFiniteNumber(k) && isFiniteNumber(x) && isFiniteNumber(y) && k > 0 ? { k, x, y } : null;
}

function readPanel(saved: unknown): PreviewState['panel'] {
  if (!isRecord(saved)) return emptyState.panel;
  const { open, tab, size } = saved;
  return {
    open: open === true,
    tab: tab === 'queues' || tab === 'sent' || tab === 'playback' ? tab : 'route',
    size: isFiniteNumber(size) ? Math.min(0.8, Math.max(0.15, size)) : emptyState.panel.size,
  };
}

function isSentMessage(saved: unknown): saved is SentMessage {
  if (!isRecord(saved) || !isFiniteNumber(saved['id']) || !isStrings(saved['down'])) return false;
  return isMessage(saved['message']) && isRoute(saved['route']);
}

const messageFields = ['from', 'to', 'sender', 'size', 'priority', 'at'];

function isMessage(saved: unknown): saved is SentMessage['message'] {
  return isRecord(saved) && messageFields.every((field) => typeof saved[field] === 'string');
}

function isRoute(saved: unknown): saved is Route {
  if (!isRecord(saved) || typeof saved['outcome'] !== 'string' || typeof saved['reason'] !== 'string') return false;
  const { hops, considered, ties } = saved;
  return (
    isStrings(saved['path']) &&
    isStrings(saved['connectors']) &&
    Array.isArray(hops) &&
    hops.every((hop) => isRecord(hop) && typeof hop['server'] === 'string' && typeof hop['queue'] === 'string') &&
    Array.isArray(considered) &&
    considered.every((one) => isRecord(one) && typeof one['connector'] === 'string') &&
    Array.isArray(ties) &&
    ties.every(isStrings)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
