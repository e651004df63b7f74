// The door to the extension. What comes through it is checked here, once.

import type { FromPreview, PreviewState, ToPreview } from '#core/protocol/preview';

interface Api {
  postMessage(message: FromPreview): void;
  getState(): unknown;
  setState(state: PreviewState): void;
}

declare function acquireVsCodeApi(): Api;

/** The extension as the preview knows it. */
export interface Host {
  listen(receive: (message: ToPreview) => void): void;
  post(message: FromPreview): void;
  /** What `save` kept before the tab was hidden or the window reloaded; unchecked. */
  saved(): unknown;
  save(state: PreviewState): void;
}

export function openHost(): Host {
  const api = acquireVsCodeApi();
  return {
    listen: (receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isMessage(event.data)) receive(unpacked(event.data));
      });
    },
    post: (message) => api.postMessage(message),
    saved: () => api.getState(),
    save: (state) => api.setState(state),
  };
}

/** All that the extension says: the compiler names one that is missing. */
const types: Readonly<Record<ToPreview['type'], true>> = {
  look: true,
  paint: true,
  scene: true,
  expect: true,
  select: true,
  sent: true,
  send: true,
  switchOff: true,
  runScenario: true,
  playing: true,
  played: true,
  traffic: true,
  found: true,
  history: true,
  makeScenario: true,
  makeTest: true,
  notPlaced: true,
  openFind: true,
  error: true,
};

function isMessage(data: unknown): data is ToPreview {
  return typeof data === 'object' && data !== null && 'type' in data && Object.hasOwn(types, String(data.type));
}

/** With the text that came as bytes where it belongs. */
function unpacked(message: ToPreview): ToPreview {
  if (message.type !== 'scene' || message.text === undefined) return message;
  const { text, answer, ...scene } = message;
  if (answer?.places.kind !== 'whole') return message;
  return { ...scene, answer: { ...answer, places: { ...answer.places, text: new TextDecoder().decode(text) } } };
}
