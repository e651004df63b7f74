// What the preview keeps over a hidden tab and a reloaded window. What is found again may come from an older version
// or be damaged, so it is read piece by piece and what does not fit is left out.

import { everything, readFilter } from '#core/graph/asked/filter';
import { readElementId, readElementIds } from '#core/model/element';
import type { PreviewState, RoutedMessage } from '#core/protocol/preview';
import type { TestMessage } from '#core/routing/message/test-message';
import type { NextBest } from '#core/routing/next-best';
import type { Route } from '#core/routing/route';
import type { Action, Script, TimedAction } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';

/** Nothing is done, nothing is off, and the time is that of messages that say none. */
export const restingScript: Script = { scenario: null, start: 'Mon 12:00', down: [], actions: [] };

export const emptyState: PreviewState = {
  uri: '',
  root: '',
  script: restingScript,
  former: null,
  at: 0,
  shown: null,
  selected: null,
  outline: false,
  filter: everything,
  zoom: null,
  panel: { open: false, tab: 'route', size: 0.38 },
};

/** The state that was saved, as far as it can be understood. */
export function readState(saved: unknown): PreviewState {
  if (!isRecord(saved)) return emptyState;
  return {
    uri: text(saved['uri']) ?? '',
    root: text(saved['root']) ?? '',
    script: readScript(saved['script']),
    former: isRecord(saved['former']) ? readScript(saved['former']) : null,
    at: isFiniteNumber(saved['at']) ? Math.max(0, saved['at']) : 0,
    shown: readShown(saved['shown']),
    selected: readElementId(saved['selected']) ?? null,
    outline: saved['outline'] === true,
    filter: readFilter(saved['filter']),
    zoom: readZoom(saved['zoom']),
    panel: readPanel(saved['panel']),
  };
}

/**
 * The state without what would make it heavy: it is written at every change. In an organization of a thousand groups a
 * route can have thousands of connectors to consider; those of the far end of the list go.
 */
export function lightened(state: PreviewState): PreviewState {
  const { shown } = state;
  if (shown === null) return state;
  const { nextBest } = shown;
  return {
    ...state,
    shown: {
      ...shown,
      route: withFewConsidered(shown.route, keptConsidered),
      nextBest: nextBest && { ...nextBest, route: withFewConsidered(nextBest.route, 0) },
    },
  };
}

function withFewConsidered(route: Route, most: number): Route {
  return route.considered.length <= most ? route : { ...route, considered: route.considered.slice(0, most) };
}

const keptConsidered = 100;

/** The state for another topology: the simulation and the place in the drawing belong to the old one, unless it only moved. */
export function stateFor(state: PreviewState, uri: string, root: string, moved: boolean): PreviewState {
  if (state.root === root || state.root === '' || moved) return { ...state, uri, root };
  return { ...emptyState, uri, root, outline: state.outline, panel: { ...state.panel, open: false } };
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
    tab: tab === 'queues' || tab === 'messages' || tab === 'playback' ? tab : 'route',
    size: isFiniteNumber(size) ? Math.min(0.8, Math.max(0.15, size)) : emptyState.panel.size,
  };
}

function readScript(saved: unknown): Script {
  if (!isRecord(saved)) return restingScript;
  const { scenario, start, actions } = saved;
  return {
    scenario: text(scenario) ?? null,
    start: text(start) ?? restingScript.start,
    down: readElementIds(saved['down']),
    actions: Array.isArray(actions) ? actions.filter(isTimedAction) : [],
  };
}

function isTimedAction(saved: unknown): saved is TimedAction {
  return isRecord(saved) && isFiniteNumber(saved['at']) && saved['at'] >= 0 && isAction(saved['action']);
}

function isAction(saved: unknown): saved is Action {
  if (!isRecord(saved)) return false;
  const { kind, message, elements, queue, connector, number, withNdr } = saved;
  switch (kind) {
    case 'send':
      return isTestMessage(message);
    case 'down':
    case 'up':
      return isStrings(elements) && readElementIds(elements).length === elements.length;
    case 'freeze':
    case 'unfreeze':
    case 'force':
    case 'suspend':
    case 'resume':
    case 'retry':
    case 'resubmit':
      return isQueueName(queue);
    case 'pick up':
      return typeof connector === 'string';
    case 'delete messages':
      return isQueueName(queue) && typeof withNdr === 'boolean';
    case 'delete message':
      return isFiniteNumber(number) && typeof withNdr === 'boolean';
    default:
      return false;
  }
}

function isQueueName(saved: unknown): saved is QueueName {
  if (!isRecord(saved) || typeof saved['queue'] !== 'string') return false;
  return saved['server'] === null || typeof saved['server'] === 'string';
}

function readShown(saved: unknown): RoutedMessage | null {
  if (!isRecord(saved)) return null;
  const { down, message, route, nextBest } = saved;
  if (!isMessage(message) || !isRoute(route) || !isStrings(down)) return null;
  return { message, down: readElementIds(down), route, nextBest: isNextBest(nextBest) ? nextBest : null };
}

function isNextBest(saved: unknown): saved is NextBest {
  return isRecord(saved) && typeof saved['without'] === 'string' && isRoute(saved['route']);
}

const messageFields = ['from', 'to', 'sender', 'size', 'priority', 'at'];

function isMessage(saved: unknown): saved is RoutedMessage['message'] {
  return isTestMessage(saved) && messageFields.every((field) => field in saved);
}

function isTestMessage(saved: unknown): saved is TestMessage {
  if (!isRecord(saved) || typeof saved['from'] !== 'string' || typeof saved['to'] !== 'string') return false;
  const { system } = saved;
  return messageFields.every((field) => isStringOrNone(saved[field])) && (system === undefined || system === true || system === false); // prettier-ignore
}

function isStringOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
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
