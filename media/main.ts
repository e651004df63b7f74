// The preview of a topology: draws the scene that the extension sends, sends test messages through it, keeps its state.
// Here its parts are made and joined; what they do is in `Preview`.
//
// What the client must serve:
//   <head>  <meta http-equiv="Content-Security-Policy"
//             content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
//           <link rel="stylesheet" href="media/preview.css">
//   <body>  <div id="app"></div> <script nonce="${nonce}" src="dist/preview.js"></script>
// with localResourceRoots for media/ and dist/, and without retainContextWhenHidden. Messages are ToPreview and
// FromPreview: on `ready` the client answers with `scene`; on `route` with `sent` of the same request.

import type { Rectangle } from '#core/graph/space';
import { createDrawing } from './draw.ts';
import { createFilterBox } from './filter-box.ts';
import { createFindInDrawing } from './find-in-drawing.ts';
import { createHelp } from './help.ts';
import { openHost } from './host.ts';
import { html } from './html.ts';
import { createInspector } from './inspector.ts';
import { listenToKeys } from './keyboard.ts';
import { downNow, isOutdated, queuesNow, switchesNow, viewOf, type Moment } from './moment.ts';
import { createMessages } from './messages.ts';
import { createOffScreenEnds } from './off-screen-ends.ts';
import { createOutline } from './outline.ts';
import { createPanel } from './panel.ts';
import { createPlayback } from './playback.ts';
import { Preview } from './preview.ts';
import { readState } from './preview-state.ts';
import { lookAt, paint } from './picture.ts';
import { createQueues } from './queues.ts';
import { createStory } from './story.ts';
import { createToolbar } from './toolbar.ts';
import { createTransport } from './transport.ts';
import { layOut } from './window.ts';
import type { Room } from './zoom.ts';

const host = openHost();
const preview = new Preview(readState(host.saved()));

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
const inspector = createInspector(preview);
const ends = createOffScreenEnds((id) => preview.flyTo(id));
const drawing = createDrawing({
  calm: () => reducedMotion.matches || document.body.classList.contains('vscode-reduce-motion'),
  covered: () => (inspector.element.hidden ? 0 : inspector.element.offsetHeight + 8),
  click: (id) => preview.click(id),
  focused: (id) => preview.focused(id),
  open: (id) => preview.open(id),
  clickAway: () => preview.clearSelection(),
  openQueues: (server) => preview.openQueuesOf(server),
  looked: (seen, size) => lookAtEnds(seen, size),
  moved: (zoom, byUser) => preview.moved(zoom, byUser),
  lift: (id, to) => preview.moving.lift(id, to),
  drop: () => preview.moving.drop(),
  putBack: () => void preview.moving.putBack(),
});
const help = createHelp();
const find = createFindInDrawing({
  goTo: (element) => preview.goTo(element),
  left: () => drawing.focus(preview.moment.focus ?? ''),
});
const filterBox = createFilterBox(preview, () =>
  toolbar.element.querySelector<HTMLElement>('.icon-filter')?.parentElement?.focus(),
);
const look = {
  zoomBy: drawing.camera.zoomBy,
  fit: drawing.fit,
  // These stand in the same corner.
  openFind: () => {
    filterBox.close();
    find.open();
  },
  toggleFilter: () => {
    find.close();
    filterBox.toggle();
  },
  toggleHelp: help.toggle,
};
const toolbar = createToolbar(preview, look);
const story = createStory(preview);
const queues = createQueues(preview);
const messages = createMessages(preview);
const playback = createPlayback(preview);
const transport = createTransport(preview);
const panel = createPanel(
  { route: story.element, queues: queues.element, messages: messages.element, playback: playback.element },
  transport.element,
  preview,
);
const outline = createOutline({
  toggle: () => preview.toggleOutline(),
  point: (id) => {
    drawing.point(id);
    if (id !== undefined) drawing.reveal(id);
  },
  choose: (element) => preview.goTo(element),
  switch: (id) => preview.toggleItem(id),
  leave: () => drawing.focus(preview.moment.focus ?? ''),
  idly,
});
const parts = layOut({
  app: document.getElementById('app') ?? document.body.appendChild(html('div', { id: 'app' })),
  toolbar: toolbar.element,
  outline: outline.element,
  drawing: drawing.element,
  cards: [drawing.minimap, ends.element, inspector.element, filterBox.element, help.element, find.element],
  panel,
});

listenToKeys(drawing.element, () => preview.moment.drawn.index, {
  focused: () => preview.moment.focus,
  walkTo: (id) => preview.walkTo(id),
  move: (id, direction) => preview.moving.step(id, direction),
  reveal: (id) => preview.open(id),
  toggle: (id) => preview.toggleItem(id),
  zoomBy: look.zoomBy,
  fit: look.fit,
  escape: () => {
    if (!help.close()) preview.escape();
  },
  help: look.toggleHelp,
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'F8') {
    event.preventDefault();
    preview.goToProblem(event.shiftKey ? -1 : 1);
    return;
  }
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
  event.preventDefault();
  look.openFind();
});
new ResizeObserver(() => drawing.resized()).observe(drawing.element);
host.listen((message) => {
  if (message.type === 'paint') void paint(message).then(host.post);
  else if (message.type === 'look')
    host.post({ type: 'looked', request: message.request, look: lookAt(drawing.element, preview.moment) }); // prettier-ignore
  else preview.receive(message);
});
drawing.camera.restore(preview.moment.kept.zoom);
preview.start({
  post: host.post,
  save: host.save,
  show: (moment, what) => {
    if (what === 'everything') showAround(moment);
    const view = viewOf(moment);
    drawing.show(view);
    ends.show(view);
    outline.show(view, moment.kept.outline);
  },
  announce: parts.announce,
  reveal: drawing.reveal,
  bringNear: drawing.bringNear,
  openFind: look.openFind,
  focus: drawing.focus,
  hasFocus: () => drawing.element.contains(document.activeElement),
  forgetPlace: drawing.camera.release,
  play: (moment, reached, ended) => drawing.play(viewOf(moment), reached, ended),
  later: (what, milliseconds) => setTimeout(what, milliseconds),
});

function idly(what: () => void): void {
  if (drawing.camera.isMoving()) setTimeout(() => idly(what), 200);
  else requestIdleCallback(() => (drawing.camera.isMoving() ? idly(what) : what()), { timeout: 400 });
}

/** The lower end of the drawing can be covered by the card of what is selected. */
function lookAtEnds(seen: Rectangle, window: Room): void {
  const height = Math.max(1, window.height - (inspector.element.hidden ? 0 : inspector.element.offsetHeight + 8));
  ends.look({ ...seen, height: (seen.height * height) / Math.max(1, window.height) }, { ...window, height });
}

/** Shows what is around the drawing. */
function showAround(moment: Moment): void {
  const { kept, drawn, failure } = moment;
  const isDrawn = drawn.index.places.nodes.length > 0;
  if (moment.isTold) parts.showEmpty(!isDrawn);
  parts.showStale(moment.stale);
  toolbar.show({
    summary: drawn.summary,
    drawn: isDrawn,
    off: switchesNow(moment).length,
    canSendAgain: kept.shown !== null,
    panelOpen: kept.panel.open,
    outlineOpen: kept.outline,
    isFiltered: moment.filtered.size > 0,
    traffic: moment.traffic !== undefined,
  });
  const { filtered } = moment;
  filterBox.show({ index: drawn.index, filter: kept.filter, filtered, hasRoute: kept.shown !== null });
  const waiting = queuesNow(moment).reduce((sum, queue) => sum + queue.messages, 0);
  const sent = kept.script.actions.filter(({ action }) => action.kind === 'send').length;
  panel.show(kept.panel, { route: 0, queues: waiting, messages: sent, playback: 0 });
  find.renew(drawn.index.places);
  inspector.show(drawn, kept.selected, downNow(moment));
  transport.show(moment);
  // A page that is not seen is brought up to date when it is.
  if (!kept.panel.open) return;
  switch (kept.panel.tab) {
    case 'route':
      return story.show(kept.shown, { failure, outdated: kept.shown !== null && isOutdated(moment, kept.shown) });
    case 'queues':
      return queues.show(moment);
    case 'messages':
      return messages.show(moment);
    case 'playback':
      return playback.show(moment);
  }
}
