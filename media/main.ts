// The preview of a topology: draws the scene that the extension sends, sends test messages through it, keeps its state.
//
// What the client must serve:
//   <head>  <meta http-equiv="Content-Security-Policy"
//             content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
//           <link rel="stylesheet" href="media/preview.css">
//   <body>  <div id="app"></div> <script nonce="${nonce}" src="dist/preview.js"></script>
// with localResourceRoots for media/ and dist/, and without retainContextWhenHidden. Messages are ToPreview and
// FromPreview: on `ready` the client answers with `scene`; on `route` with `sent` of the same request.

import type { EdgeId, NodeId } from '#core/graph/scene';
import { serverId, type ElementId } from '#core/model/element';
import type { Answer } from '#core/answer';
import type { PreviewState, SentMessage, ToPreview } from '#core/protocol/preview';
import type { RouteAnswer, SceneAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import type { Actions } from './actions.ts';
import { createDrawing } from './draw.ts';
import { createHelp } from './help.ts';
import { openHost } from './host.ts';
import { html } from './html.ts';
import { createInspector } from './inspector.ts';
import { listenToKeys } from './keyboard.ts';
import { createPanel } from './panel.ts';
import type { Playback } from './play.ts';
import { keptMessages, lightened, readState, stateFor } from './preview-state.ts';
import { createQueues } from './queues.ts';
import { elementOf, emptyIndex, indexScene, itemsOf, type SceneIndex } from './scene-index.ts';
import { createSentList } from './sent.ts';
import { createStory, headline } from './story.ts';
import { presentSwitches, toggled } from './switches.ts';
import { createToolbar } from './toolbar.ts';
import { traceOf, type Trace } from './trace.ts';
import type { View } from './view.ts';
import { layOut } from './window.ts';

const host = openHost(receive);
let state: PreviewState = readState(host.saved());
/** The version of the topology and the switches that a message of this session went through. */
const circumstances = new Map<number, string>();
/** The routes asked for, by number; `retried` is the message that waits for it. */
const requests = new Map<number, { readonly down: readonly ElementId[]; readonly retried: number | undefined }>();
let lastRequest = 0;
let answer: SceneAnswer | null | undefined;
let index: SceneIndex = emptyIndex;
let failure: string | null = null;
let focus: NodeId | EdgeId | undefined;
let trace: Trace | undefined;
let reached = 0;
let playback: Playback | undefined;

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
const calm = (): boolean => reducedMotion.matches || document.body.classList.contains('vscode-reduce-motion');

const actions: Actions = {
  reveal,
  clearSelection: () => update({ selected: null }),
  toggle,
  allOn: () => {
    update({ down: [] });
    parts.announce('Everything is switched on.');
  },
  askMessage: (from) => host.post(from === undefined ? { type: 'askMessage' } : { type: 'askMessage', from }),
  sendAgain: () => {
    const again = shownMessage() ?? state.sent.at(-1);
    if (again !== undefined) askRoute(again.message);
  },
  makeTest,
  showSent,
  clearSent: () => {
    stopPlaying();
    update({ sent: [], shown: null });
    parts.announce('The messages and their queues are cleared.');
  },
  retry: (waiting) => {
    for (const { id, message } of waiting) askRoute(message, id);
  },
  openTab: (tab) => update({ panel: { ...state.panel, open: true, tab } }),
  openQueue: (server, name) => {
    update({ panel: { ...state.panel, open: true, tab: 'queues' } });
    queues.open(server, name);
  },
  togglePanel: () => update({ panel: { ...state.panel, open: !state.panel.open } }),
  resizePanel: (size) => update({ panel: { ...state.panel, size: Math.min(0.8, Math.max(0.15, size)) } }),
  copy: (text) => {
    host.post({ type: 'copy', text });
    parts.announce('Copied.');
  },
  zoomBy: (factor) => drawing.camera.zoomBy(factor),
  fit: () => drawing.fit(),
};

const drawing = createDrawing({
  calm,
  covered: () => (inspector.element.hidden ? 0 : inspector.element.offsetHeight + 8),
  click: (id) => {
    drawing.focus(id);
    const element = elementAt(id);
    if (element !== undefined) {
      update({ selected: element });
      reveal(element, false);
    }
  },
  focused: (id) => {
    if (id === focus) return;
    focus = id;
    paintDrawing();
  },
  open: (id) => {
    const element = elementAt(id);
    if (element !== undefined) reveal(element, true);
  },
  clickAway: () => {
    if (state.selected !== null) update({ selected: null });
  },
  openQueues: (server) => openQueuesOf(server),
  moved: (zoom, byUser) => {
    state = { ...state, zoom: byUser ? zoom : null };
    host.save(lightened(state));
  },
});
const toggleHelp = (): void => {
  help.hidden = !help.hidden;
};
const help = createHelp(toggleHelp);
const inspector = createInspector(actions);
const toolbar = createToolbar(actions, toggleHelp);
const story = createStory(actions);
const queues = createQueues(actions);
const sentList = createSentList(actions);
const panel = createPanel({ route: story.element, queues: queues.element, sent: sentList.element }, actions);
const parts = layOut({
  app: document.getElementById('app') ?? document.body.appendChild(html('div', { id: 'app' })),
  toolbar: toolbar.element,
  drawing: drawing.svg,
  cards: [inspector.element, help],
  panel,
});

listenToKeys(drawing.svg, () => index, {
  focused: () => focus,
  walkTo: (id) => {
    drawing.reveal(id);
    drawing.focus(id);
  },
  reveal: (id) => {
    const element = elementAt(id);
    if (element === undefined) return;
    update({ selected: element });
    reveal(element, true);
  },
  toggle: (id) => {
    const element = elementAt(id);
    if (element !== undefined) toggle(element);
  },
  zoomBy: actions.zoomBy,
  fit: actions.fit,
  escape: () => {
    if (!help.hidden) help.hidden = true;
    else if (state.selected !== null) update({ selected: null });
    else showSent(null);
  },
  help: toggleHelp,
});

new ResizeObserver(() => drawing.resized()).observe(drawing.svg);
drawing.camera.restore(state.zoom);
paint();
host.post({ type: 'ready' });

function receive(message: ToPreview): void {
  switch (message.type) {
    case 'scene':
      return showScene(message.uri, message.answer);
    case 'select':
      return select(message.element);
    case 'send':
      if (message.down !== undefined) update({ down: message.down });
      return askRoute(message.message);
    case 'switchOff':
      return switchOff(message.elements);
    case 'makeTest':
      return makeTest();
    case 'sent':
      return receiveRoute(message);
    case 'error':
      return parts.showStale(message.message);
  }
}

function showScene(uri: string, next: SceneAnswer | null): void {
  stopPlaying();
  const drawn = answer;
  answer = next;
  index = next === null ? emptyIndex : indexScene(next.scene);
  parts.showStale(null);
  const kept = stateFor(state, uri, next?.root ?? state.root);
  if (kept.zoom === null && state.zoom !== null) drawing.camera.release();
  if (kept.shown !== state.shown || drawn === undefined) reached = Infinity;
  state = kept;
  host.save(lightened(state));
  retrace();
  paint();
}

function select(element: ElementId | null): void {
  if (element === state.selected) return;
  const item = element === null ? undefined : itemsOf(index, element)[0];
  if (item !== undefined && !drawing.svg.contains(document.activeElement)) focus = item.id;
  update({ selected: element });
  if (element !== null) drawing.reveal(element);
}

/** Shows a failure: what fails comes into sight, and nothing else is off. */
function switchOff(elements: readonly ElementId[]): void {
  const [first] = elements;
  const only = elements.length === 1 && first !== undefined ? first : null;
  update({ down: elements, selected: only });
  if (only !== null) drawing.bringNear(only);
  else if (first !== undefined) drawing.reveal(first);
  const verb = elements.length === 1 ? 'is' : 'are';
  parts.announce(elements.length === 0 ? 'Everything is switched on.' : `${elements.join(', ')} ${verb} switched off.`);
}

function makeTest(): void {
  const sent = shownMessage() ?? state.sent.at(-1);
  host.post({ type: 'makeTest', sent: sent === undefined ? null : { message: sent.message, down: sent.down } });
}

function askRoute(message: TestMessage, retried?: number): void {
  lastRequest += 1;
  const down = presentSwitches(index, state.down);
  requests.set(lastRequest, { down, retried });
  host.post({ type: 'route', request: lastRequest, message, down });
}

function receiveRoute({ request, answer: routed }: Extract<ToPreview, { type: 'sent' }>): void {
  const asked = requests.get(request);
  requests.delete(request);
  if (asked === undefined) return;
  stopPlaying();
  if (asked.retried !== undefined) return receiveRetried(asked.retried, asked.down, routed);
  const open: PreviewState['panel'] = { ...state.panel, open: true, tab: 'route' };
  failure = routed.ok ? null : routed.error;
  if (!routed.ok) {
    update({ panel: open, shown: null });
    parts.announce(`The message was not sent. ${routed.error}`);
    return;
  }
  const id = (state.sent.at(-1)?.id ?? 0) + 1;
  const sent = sentAs(id, routed.value, asked.down);
  reached = 0;
  update({ sent: [...state.sent, sent].slice(-keptMessages), shown: id, panel: open });
  playTrace(sent);
}

/** A message that waited has been tried again: it keeps its place among the sent ones, whatever became of it. */
function receiveRetried(id: number, down: readonly ElementId[], routed: Answer<RouteAnswer>): void {
  if (!routed.ok) {
    parts.announce(`The message still waits. ${routed.error}`);
    return;
  }
  const sent = sentAs(id, routed.value, down);
  reached = Infinity;
  update({ sent: state.sent.map((message) => (message.id === id ? sent : message)) });
  parts.announce(`The message to ${sent.message.to}: ${headline(sent.route)}. ${sent.route.reason}`);
}

function sentAs(id: number, { message, route, version }: RouteAnswer, down: readonly ElementId[]): SentMessage {
  circumstances.set(id, circumstance(version, down));
  return { id, message, down, route };
}

function playTrace(sent: SentMessage): void {
  const { start, end } = trace ?? {};
  if (start !== undefined) drawing.reveal(start);
  let arrived = false;
  const playing = drawing.play(
    viewOf(),
    (legs) => {
      reached = legs;
      paintDrawing();
    },
    () => {
      arrived = true;
      playback = undefined;
      if (end !== undefined) drawing.reveal(end);
      const { from, to } = sent.message;
      parts.announce(`Test message from ${from} to ${to}: ${headline(sent.route)}. ${sent.route.reason}`);
      paintDrawing();
    },
  );
  if (!arrived) playback = playing;
}

function stopPlaying(): void {
  playback?.cancel();
  playback = undefined;
}

function showSent(id: number | null): void {
  stopPlaying();
  failure = null;
  reached = Infinity;
  update({ shown: id, panel: id === null ? state.panel : { ...state.panel, open: true, tab: 'route' } });
}

function reveal(element: ElementId, takesFocus: boolean): void {
  if (element !== state.selected) update({ selected: element });
  host.post({ type: 'reveal', element, focus: takesFocus });
}

function toggle(element: ElementId): void {
  const down = toggled(state.down, element);
  update({ down });
  parts.announce(`${element} is switched ${down.includes(element) ? 'off' : 'on'}.`);
}

function openQueuesOf(server: NodeId): void {
  const hops = [shownMessage(), ...state.sent.toReversed()].flatMap((sent) => sent?.route.hops ?? []);
  const hop = hops.find((each) => serverId(each.server) === server);
  if (hop !== undefined) actions.openQueue(hop.server, hop.queue);
}

function update(change: Partial<PreviewState>): void {
  state = { ...state, ...change };
  host.save(lightened(state));
  if (change.shown !== undefined || change.sent !== undefined) retrace();
  paint();
}

function retrace(): void {
  const sent = shownMessage();
  trace = sent === undefined ? undefined : traceOf(index, sent);
}

function paint(): void {
  const drawn = index.scene.nodes.length > 0;
  const sent = shownMessage();
  if (answer !== undefined) parts.showEmpty(!drawn);
  toolbar.show({
    summary: answer?.summary ?? { errors: 0, warnings: 0, infos: 0 },
    drawn,
    off: presentSwitches(index, state.down).length,
    sent: state.sent.length,
    panelOpen: state.panel.open,
  });
  panel.show(state.panel, { route: 0, queues: waitingMessages().length, sent: state.sent.length });
  inspector.show(index, state.selected, state.down);
  story.show(sent, { failure, outdated: sent !== undefined && isOutdated(sent) });
  queues.show(state.sent);
  sentList.show(state.sent, state.shown);
  paintDrawing();
}

function paintDrawing(): void {
  if (focus === undefined || (!index.nodes.has(focus) && !index.edges.has(focus))) focus = index.scene.nodes[0]?.id;
  drawing.show(viewOf());
}

function viewOf(): View {
  const waiting = new Map<NodeId, number>();
  for (const { route } of waitingMessages()) {
    const server = serverId(route.hops.at(-1)?.server ?? '');
    waiting.set(server, (waiting.get(server) ?? 0) + 1);
  }
  const under = trace !== undefined && playback !== undefined;
  return {
    index,
    down: new Set(state.down),
    selected: state.selected,
    focus,
    trace,
    outdated: trace !== undefined && playback === undefined && isOutdated(trace.sent),
    reached,
    waiting: under ? new Map() : waiting,
  };
}

function waitingMessages(): readonly SentMessage[] {
  return state.sent.filter((sent) => sent.route.outcome === 'queued');
}

function shownMessage(): SentMessage | undefined {
  return state.sent.find((sent) => sent.id === state.shown);
}

function isOutdated(sent: SentMessage): boolean {
  const then = circumstances.get(sent.id);
  const version = answer?.version ?? 0;
  const now = presentSwitches(index, state.down);
  return then === undefined ? now.join() !== sent.down.join() : then !== circumstance(version, now);
}

function circumstance(version: number, down: readonly ElementId[]): string {
  return JSON.stringify([version, [...down].sort()]);
}

function elementAt(id: NodeId | EdgeId): ElementId | undefined {
  const item = index.nodes.get(id) ?? index.edges.get(id);
  return item === undefined ? undefined : elementOf(item);
}
