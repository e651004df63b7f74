// A topology and what is wanted of its drawing -> the text of a file, for the command line and the editor alike.

import type { Diagnostic } from '#core/analysis/diagnostic';
import type { Topology } from '#core/model/topology';
import { around, partOf } from '../sight/around.ts';
import { cropped, inDrawing, outermostOf } from '../sight/crop.ts';
import type { DrawingFormat } from './drawing-formats.ts';
import { drawio } from './drawio.ts';
import { dot } from './dot.ts';
import { buildGraph, type Graph, type GraphNode } from '../graph.ts';
import type { NodeId } from '../ids.ts';
import { layout } from '../layout.ts';
import { marksOn } from '../marks.ts';
import { mermaid } from './mermaid.ts';
import type { Overlay } from './overlay.ts';
import { page } from './page.ts';
import type { Pins } from '../places/places.ts';
import type { Places, Scene } from '../scene.ts';
import type { Rectangle } from '../space.ts';
import { svg, type SvgLook } from './svg.ts';
import type { Theme } from './svg-style.ts';

/** What of a topology is drawn, and how. */
export interface DrawingWish {
  readonly format: DrawingFormat;
  /** Light or dark; without one it is as whoever looks at it has it. */
  readonly theme?: Theme;
  /** A node and what is so many connectors away from it. */
  readonly around?: { readonly node: NodeId; readonly depth: number };
  /** A part of the drawing, in scene units. */
  readonly view?: Rectangle;
  readonly overlay?: Overlay;
}

/** What is there to draw from besides the topology. */
export interface DrawnAlready {
  /** The places of the whole topology, where somebody looks at them. */
  readonly places?: Places;
  /** Where people put things; counts where all is drawn and has no places yet. */
  readonly pinsOf?: (graph: Graph) => Pins;
  readonly diagnostics?: readonly Diagnostic[];
}

type Write = (drawn: Drawn) => string;
interface Drawn {
  readonly graph: Graph;
  /** Laid out when it is asked for: DOT and Mermaid lay out by themselves. */
  readonly scene: () => Scene;
  readonly title: string | undefined;
  readonly look: SvgLook;
}

const writers: Readonly<Record<DrawingFormat, Write>> = {
  svg: ({ scene, look }) => svg(scene(), undefined, look),
  html: ({ scene, title, look }) => page(scene(), title, look),
  drawio: ({ scene, title, look }) => drawio(scene(), title, look),
  dot: ({ graph }) => dot(graph),
  mermaid: ({ graph }) => mermaid(graph),
};

/** The graph of what is wanted. */
export function graphOf(topology: Topology, { around: centre }: Pick<DrawingWish, 'around'>): Graph {
  const whole = buildGraph(topology);
  return centre === undefined ? whole : around(whole, centre.node, centre.depth);
}

/** The outermost node that an element is drawn in; of a connector where it begins. Any text can be asked for. */
export function placeIn(topology: Topology, element: string): NodeId | undefined {
  const { nodes, edges } = buildGraph(topology);
  const byId = new Map<string, GraphNode>(nodes.map((node) => [node.id, node]));
  let node = byId.get(element) ?? byId.get(edges.find((edge) => edge.element === element)?.from ?? '');
  while (node !== undefined && node.parent !== null) node = byId.get(node.parent);
  return node?.id;
}

/** The text of the file. */
export function drawingFile(topology: Topology, wish: DrawingWish, already: DrawnAlready = {}): string {
  return writers[wish.format](drawn(topology, wish, already));
}

function drawn(topology: Topology, wish: DrawingWish, { places, pinsOf, diagnostics = [] }: DrawnAlready): Drawn {
  const { theme, around: centre, view: wanted, overlay } = wish;
  const near = graphOf(topology, wish);
  const known = centre === undefined ? places : undefined;
  const all = lazily(() => known ?? layout(near, undefined, centre === undefined ? pinsOf?.(near) : undefined));
  const view = wanted && inDrawing(wanted, all());
  const seen = lazily(() => (view === undefined ? all() : cropped(all(), view)));
  return {
    graph: view === undefined ? near : partOf(near, outermostOf(seen())),
    scene: () => ({ places: seen(), marks: marksOn(seen(), diagnostics) }),
    title: titleOf(topology),
    look: { ...(theme && { theme }), ...(view && { view }), ...(overlay && { overlay }) },
  };
}

function titleOf({ organization: { name } }: Topology): string | undefined {
  return name === '' ? undefined : `Mail routing of ${name}`;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
