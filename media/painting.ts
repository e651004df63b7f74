// Keeps on the screen what is to be seen. A large drawing has in the document only what can be looked at from where one
// is; what comes into sight is painted a little in each frame, so that no frame waits for it.

import { clustersOf, noClusters, type Clusters } from '#core/graph/sight/clusters';
import { isGroup } from '#core/graph/kinds';
import { sightOf, type Look, type Pinned, type Seen, type Sight } from '#core/graph/sight/sight';
import { holds, type Rectangle } from '#core/graph/space';
import { clusterStates, findingsIn, type ClusterStates, type Findings } from './cluster-states.ts';
import { keepLabelsInView, paintClusters, type Window } from './paint-clusters.ts';
import { paintTrunks } from './paint-trunks.ts';
import { arrived, paintEdges } from './paint-edges.ts';
import { paintFlows } from './paint-flows.ts';
import { paintMarks } from './paint-marks.ts';
import { noRoom, roomsAmong } from './name-rooms.ts';
import { drawnBox, paintNodes, type Names, type NodeLayer } from './paint-nodes.ts';
import { paintTraffic } from './paint-traffic.ts';
import { emptyIndex, itemsOf, withParents, type SceneIndex } from '#core/graph/scene-index';
import { edgesOfLeg } from './trace.ts';
import { waysIn, type Ways } from './cluster-ways.ts';
import type { View } from './view.ts';
import type { Layer } from './layer.ts';

export interface Layers {
  readonly trunks: Layer;
  readonly lines: Layer;
  readonly groups: NodeLayer;
  readonly servers: NodeLayer;
  readonly clusters: Layer;
  readonly traffic: Layer;
  readonly flows: Layer;
  readonly inner: NodeLayer;
  readonly captions: Layer;
  readonly marks: Layer;
}

export interface Painting {
  /** The clusters of what is drawn, and what diagnostics say of them. */
  readonly clusters: Clusters;
  readonly findings: Findings;
  show(view: View, duration: number): void;
  /** The window or the place in the drawing is another. What goes on moving is painted in fewer frames. */
  look(look: Look, isMoving: boolean): void;
  /** Whether all that is to be seen in a part of the scene is painted, or about to be. */
  covers(view: Rectangle): boolean;
  /** Paints an item now, wherever it is. */
  bring(id: string): void;
}

/** How far around the view things are painted, in parts of its size: so far it can move before anything has to appear. */
const surroundings = 0.3;
/** So many items come in one frame. */
const inOneFrame = 120;
/** Sizes on the screen are kept within such steps of the zoom. */
const step = 1.2;
/** As many of what is switched off are seen from anywhere. */
const mostPinned = 60;

/** Keeps what is painted as it is to be seen; says when something was painted. */
export function createPainting(element: HTMLElement, layers: Layers, done: () => void): Painting {
  let clusters = noClusters;
  /** Of what is drawn while no box is held. */
  let index: SceneIndex = emptyIndex;
  let sight: Sight = sightOf(emptyIndex, noClusters);
  let findings: Findings = new Map();
  let findingsOf: View['markOf'] | undefined;
  let view: View | undefined;
  let look: Look = { view: { x: 0, y: 0, width: 0, height: 0 }, zoom: 1 };
  let seenFrom: Look | undefined;
  let target: Seen | undefined;
  let painted: ReadonlySet<string> = new Set();
  let paintedIds = '';
  let ways: Ways = waysIn(noClusters);
  let states: ClusterStates | undefined;
  let window: Window | undefined;
  let names: Names = { unit: 1, roomFor: () => noRoom };
  /** Among what names have room. */
  let named: Seen | undefined;
  let brought: string | undefined;
  let frame: number | undefined;
  let isMoving = false;

  const paint = (duration: number): void => {
    if (view === undefined) return;
    if (target === undefined) {
      seenFrom = { view: withSurroundings(look.view), zoom: banded(look.zoom) };
      const seen = sight(seenFrom, pinnedIn(view, brought));
      target = view.isLifted ? standingIn(seen, view.index) : seen;
    }
    const isSmall = clusters === noClusters;
    const seen = isSmall ? target : partOf(target, painted);
    const unit = isSmall || seenFrom === undefined ? 1 : Math.max(1, 1 / seenFrom.zoom);
    window = { view: look.view, around: seenFrom?.view ?? look.view, unit };
    if (names.unit !== unit || (named !== target && !view.isLifted)) {
      names = { unit, roomFor: roomsAmong(target, unit) };
      named = target;
    }
    states = clusterStates(clusters, findings, view);
    element.style.setProperty('--unit', String(unit));
    element.toggleAttribute('data-whole', unit <= 1.05);
    paintAll(layers, view, seen, { states, ways, window, names, duration });
    const items = [...seen.nodes, ...seen.edges];
    painted = new Set(items.map(({ id }) => id));
    const ids = [...items, ...seen.captions].map(({ id }) => id).join('\n');
    if (ids !== paintedIds) done();
    paintedIds = ids;
    const isDone = seen === target;
    if (isDone) element.removeAttribute('aria-busy');
    else element.setAttribute('aria-busy', 'true');
    if (!isDone && !isMoving) schedule();
  };
  const schedule = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      paint(0);
    });
  };
  return {
    get clusters() {
      return clusters;
    },
    get findings() {
      return findings;
    },
    show: (next, duration) => {
      view = next;
      if (next.isLifted && target !== undefined) {
        // What is seen stays the same, some of it elsewhere, until it is let go.
        target = standingIn(target, next.index);
        return paint(0);
      }
      if (next.index !== index) {
        index = next.index;
        clusters = clustersOf(index.places, clusters);
        sight = sightOf(index, clusters);
        ways = waysIn(clusters);
        findingsOf = undefined;
        element.classList.toggle('large', clusters !== noClusters);
      }
      if (findingsOf !== next.markOf) {
        findings = findingsIn(clusters, index, next.markOf);
        findingsOf = next.markOf;
      }
      target = undefined;
      paint(duration);
    },
    covers: (part) => target?.nodes === index.places.nodes || (seenFrom !== undefined && holds(seenFrom.view, part)),
    look: (next, goesOn) => {
      look = next;
      isMoving = goesOn;
      if (clusters === noClusters && target?.nodes === index.places.nodes) return;
      const isNear = seenFrom !== undefined && holds(seenFrom.view, next.view);
      if (!isNear || seenFrom?.zoom !== banded(next.zoom)) target = undefined;
      else if (!element.hasAttribute('aria-busy')) {
        if (states === undefined || window === undefined) return;
        return keepLabelsInView(layers.clusters, states, { ...window, view: look.view });
      }
      paint(0);
    },
    bring: (id) => {
      brought = id;
      target = undefined;
      paint(0);
    },
  };
}

interface Around {
  readonly states: ClusterStates;
  readonly ways: Ways;
  readonly window: Window;
  readonly names: Names;
  readonly duration: number;
}

function paintAll(layers: Layers, view: View, seen: Seen, around: Around): void {
  const { states, ways, window, names, duration } = around;
  const alone = seen.trunks.length === 0 ? [] : seen.nodes.filter(({ parent }) => parent === null);
  const boxes = [...seen.clusters, ...alone.map((node) => drawnBox(view, node, names))];
  paintTrunks(layers, seen, states, { unit: window.unit, boxes });
  paintClusters(layers.clusters, seen.clusters, states, window);
  paintNodes(layers.groups, view, seen, duration, names);
  paintNodes(layers.servers, view, seen, duration, names);
  paintEdges(layers.lines, layers.captions, view, seen, duration);
  paintNodes(layers.inner, view, seen, duration, names);
  const wayOf = ways(seen);
  paintTraffic(layers.traffic, view, wayOf);
  paintFlows(layers.flows, view, wayOf);
  paintMarks(layers.marks, view, new Set(seen.nodes.map(({ id }) => id)), names);
}

/** The same, as it is in another scene. */
function standingIn(seen: Seen, { nodes, edges }: SceneIndex): Seen {
  return {
    ...seen,
    nodes: seen.nodes.map((node) => nodes.get(node.id) ?? node),
    edges: seen.edges.map((edge) => edges.get(edge.id) ?? edge),
    captions: seen.captions.map((edge) => edges.get(edge.id) ?? edge),
  };
}

/** What is there already, and of what is not a part: nodes first. */
function partOf(target: Seen, painted: ReadonlySet<string>): Seen {
  let room = inOneFrame;
  let isPart = false;
  const some = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
    items.filter((item) => {
      if (painted.has(item.id)) return true;
      if (room > 0) return room-- > 0;
      isPart = true;
      return false;
    });
  const [nodes, edges] = [some(target.nodes), some(target.edges)];
  const known = new Set(edges);
  const captions = target.captions.filter((edge) => known.has(edge));
  return isPart ? { ...target, nodes, edges, captions } : target;
}

/** What is seen wherever it is: what has the focus, is selected or off, and the way of a message. */
function pinnedIn(view: View, brought: string | undefined): Pinned {
  const { index, focus, selected, trace, down } = view;
  const ids = [focus, brought].filter((id) => id !== undefined);
  const chosen = selected === null ? [] : itemsOf(index, selected);
  const off = [...down].slice(0, mostPinned).flatMap((element) => itemsOf(index, element));
  const items = [...chosen, ...off];
  const legs = trace?.legs.flatMap(edgesOfLeg) ?? [];
  const besides = trace !== undefined && arrived(view) ? [...trace.blocked, ...trace.nextBest] : [];
  const ends = [trace?.start, trace?.end].filter((id) => id !== undefined);
  return {
    nodes: [
      ...ids.flatMap((id) => index.nodes.get(id)?.id ?? []),
      ...items.flatMap((item) => ('curve' in item ? [] : [item.id])),
      ...ends.flatMap((id) =>
        withParents(index, id)
          .filter(({ kind }) => isGroup(kind))
          .map((node) => node.id),
      ),
    ],
    edges: [
      ...ids.flatMap((id) => index.edges.get(id)?.id ?? []),
      ...items.flatMap((item) => ('curve' in item ? [item.id] : [])),
      ...[...legs, ...besides].map((edge) => edge.id),
    ],
  };
}

function withSurroundings({ x, y, width, height }: Rectangle): Rectangle {
  const [across, down] = [width * surroundings, height * surroundings];
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
}

/** The smallest zoom that is drawn alike. */
function banded(zoom: number): number {
  return step ** Math.floor(Math.log(zoom) / Math.log(step) + 1e-9);
}
