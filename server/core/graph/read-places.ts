// The places of a text that `writePlaces` made. The lines of edges are read when they are first looked at: from far away
// few are.

import { columnsIn, type Column, type ColumnsOf } from './columns.ts';
import type { EdgeId, NodeId } from './ids.ts';
import { arrowOf, reversed } from './lines/course.ts';
import type {
  Captioned,
  Named,
  Reference,
  WrittenEdge,
  WrittenNode,
  WrittenPair,
  WrittenPlaces,
} from './places-text.ts';
import type { Curve, Places, Point, SceneEdge, SceneNode, ScenePair } from './scene.ts';
import { keepClusters } from './sight/clusters.ts';
import { readClusters } from './sight/written-clusters.ts';
import { curveAt, startsOf, type WrittenCurves } from './written-curves.ts';

export function readPlaces(text: string): Places {
  const { nodes, edges, pairs, curves, clusters, ...written } = JSON.parse(text) as WrittenPlaces;
  const [nodeColumns, edgeColumns] = [columnsIn<WrittenNode>(nodes), columnsIn<WrittenEdge>(edges)];
  const [nodeIds, edgeIds] = [idsOf<NodeId>(nodeColumns), idsOf<EdgeId>(edgeColumns)];
  const [node, edge] = [idsIn(nodeIds, 'node'), idsIn(edgeIds, 'edge')];
  const starts = startsOf(curves);
  const lineOf = (number: number): Line => ({ curves, start: starts[number] ?? 0 });
  const pairOf = pairsIn(columnsIn(pairs), edge, (row) => lineOf(edgeIds.length + row));
  const places = {
    ...written,
    nodes: nodesIn(nodeColumns, nodeIds, node),
    edges: edgesIn(edgeColumns, edgeIds, { node, edge, lineOf, pairOf }),
  };
  if (clusters !== undefined) keepClusters(places, readClusters(clusters, places));
  return places;
}

function idsOf<Id extends NodeId | EdgeId>(columns: ColumnsOf<Named>): readonly Id[] {
  const [name, before, after] = [columns.of('name'), columns.of('before'), columns.maybe('after')];
  return Array.from({ length: columns.count }, (_, row) => {
    const end = after(row);
    return (end === undefined ? before(row) : before(row) + name(row) + end) as Id;
  });
}

function idsIn<Id>(ids: readonly Id[], kind: 'node' | 'edge'): (reference: Reference<Id>) => Id {
  return (reference) => {
    if (typeof reference !== 'number') return reference;
    const id = ids[reference];
    if (id === undefined) throw new Error(`There is no ${kind} ${reference} in a drawing that was sent: a fault of ours.`); // prettier-ignore
    return id;
  };
}

type OptionalOf<T> = { [Key in keyof T]-?: undefined extends T[Key] ? Key : never }[keyof T];

/** What only some have, and is read as it is written; the compiler names one that is missing. */
const ofSomeNodes = {
  role: true,
  facts: true,
  notes: true,
  tag: true,
  receives: true,
  aliases: true,
} satisfies Record<OptionalOf<SceneNode>, true>;
const ofSomeEdges = {
  disabled: true,
  local: true,
  facts: true,
  look: true,
} satisfies Record<Exclude<OptionalOf<SceneEdge>, 'pair' | 'pairedBy'>, true>;

/** Gives an item what only some have. */
function moreIn<Row extends object>(
  columns: ColumnsOf<Row>,
  names: Partial<Record<keyof Row & string, true>>,
): <Item extends object>(row: number, item: Item) => Item {
  const written = (Object.keys(names) as (keyof Row & string)[]).filter(columns.has);
  const more = written.map((name) => ({ name, column: columns.maybe(name) }));
  return (row, item) => {
    for (const { name, column } of more) {
      const value = column(row);
      if (value !== undefined) Object.assign(item, { [name]: value });
    }
    return item;
  };
}

function nodesIn(
  columns: ColumnsOf<WrittenNode>,
  ids: readonly NodeId[],
  reference: (node: Reference<NodeId>) => NodeId,
): readonly SceneNode[] {
  const [kind, name, bridgehead] = [columns.of('kind'), columns.of('name'), columns.of('bridgehead')];
  const [x, y, width, height] = [columns.of('x'), columns.of('y'), columns.of('width'), columns.of('height')];
  const parent = columns.as('parent', (node) => (node === null ? null : reference(node)));
  const [detail, label, sublabel] = [columns.of('detail'), columns.maybe('label'), columns.maybe('sublabel')];
  const more = moreIn(columns, ofSomeNodes);
  return ids.map((id, row) =>
    more(row, {
      id,
      kind: kind(row),
      name: name(row),
      parent: parent(row),
      x: x(row),
      y: y(row),
      width: width(row),
      height: height(row),
      bridgehead: bridgehead(row),
      detail: detail(row),
      label: label(row) ?? name(row),
      sublabel: sublabel(row) ?? detail(row),
    }),
  );
}

/** What edges refer to. */
interface Referred {
  readonly node: (node: Reference<NodeId>) => NodeId;
  readonly edge: (edge: Reference<EdgeId>) => EdgeId;
  readonly lineOf: (edge: number) => Line;
  readonly pairOf: (edge: number) => ScenePair | undefined;
}

function edgesIn(columns: ColumnsOf<WrittenEdge>, ids: readonly EdgeId[], referred: Referred): readonly SceneEdge[] {
  const read = edgeColumns(columns, referred);
  const pairedBy: Column<EdgeId | undefined> = columns.as('pairedBy', referred.edge);
  const more = moreIn(columns, ofSomeEdges);
  return ids.map((id, row) => {
    const edge = new SentEdge(read, id, row, referred.lineOf(row));
    const [pair, other] = [referred.pairOf(row), pairedBy(row)];
    if (pair !== undefined) edge.pair = pair;
    if (other !== undefined) edge.pairedBy = other;
    return more(row, edge);
  });
}

function edgeColumns(columns: ColumnsOf<WrittenEdge>, { node }: Pick<Referred, 'node'>) {
  const nodes = (list: readonly Reference<NodeId>[]): readonly NodeId[] => list.map(node);
  return {
    ...captionColumns(columns),
    element: columns.maybe('element'),
    kind: columns.of('kind'),
    name: columns.of('name'),
    from: columns.as('from', node),
    to: columns.as('to', node),
    cost: columns.of('cost'),
    detail: columns.of('detail'),
    bridgeheads: columns.as('bridgeheads', nodes),
    targets: columns.as('targets', nodes),
  };
}

function pairsIn(
  columns: ColumnsOf<WrittenPair>,
  edge: (edge: Reference<EdgeId>) => EdgeId,
  lineOf: (pair: number) => Line,
): Referred['pairOf'] {
  const read = { ...captionColumns(columns), back: columns.as('back', edge) };
  const number = columns.of('edge');
  const pairs = new Map<number, ScenePair>();
  for (let row = 0; row < columns.count; row++) pairs.set(number(row), new SentPair(read, row, lineOf(row)));
  return (edge) => pairs.get(edge);
}

function captionColumns(columns: ColumnsOf<Captioned>) {
  return {
    labelX: columns.of('labelX'),
    labelY: columns.of('labelY'),
    caption: columns.of('caption'),
    captionWidth: columns.of('captionWidth'),
    captionHeight: columns.of('captionHeight'),
  };
}

/** A line among those that were sent, and where it begins there. */
interface Line {
  readonly curves: WrittenCurves;
  readonly start: number;
}

/** Its curve, and what else is a getter, is no property of its own: a copy by `...` has none and has to be given some. */
class SentLine {
  readonly label: Point;
  readonly caption: string;
  readonly captionWidth: number;
  readonly captionHeight: number;
  readonly #line: Line;
  #curve: Curve | undefined;

  constructor(read: ReturnType<typeof captionColumns>, row: number, line: Line) {
    this.label = { x: read.labelX(row), y: read.labelY(row) };
    this.caption = read.caption(row);
    this.captionWidth = read.captionWidth(row);
    this.captionHeight = read.captionHeight(row);
    this.#line = line;
  }

  get curve(): Curve {
    return (this.#curve ??= curveAt(this.#line.curves, this.#line.start));
  }
}

class SentEdge extends SentLine implements SceneEdge {
  readonly id: EdgeId;
  readonly element: SceneEdge['element'];
  readonly kind: SceneEdge['kind'];
  readonly name: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly cost: number;
  readonly detail: string;
  readonly bridgeheads: readonly NodeId[];
  readonly targets: readonly NodeId[];
  declare pair?: ScenePair;
  declare pairedBy?: EdgeId;
  #arrow: SceneEdge['arrow'] | undefined;

  constructor(read: ReturnType<typeof edgeColumns>, id: EdgeId, row: number, line: Line) {
    super(read, row, line);
    this.id = id;
    // Most edges bear the id of their element.
    this.element = read.element(row) ?? (id as string as SceneEdge['element']);
    this.kind = read.kind(row);
    this.name = read.name(row);
    this.from = read.from(row);
    this.to = read.to(row);
    this.cost = read.cost(row);
    this.detail = read.detail(row);
    this.bridgeheads = read.bridgeheads(row);
    this.targets = read.targets(row);
  }

  get arrow(): SceneEdge['arrow'] {
    return (this.#arrow ??= arrowOf(this.curve));
  }
}

class SentPair extends SentLine implements ScenePair {
  readonly back: EdgeId;
  #arrows: ScenePair['arrows'] | undefined;

  constructor(read: ReturnType<typeof captionColumns> & { readonly back: Column<EdgeId> }, row: number, line: Line) {
    super(read, row, line);
    this.back = read.back(row);
  }

  get arrows(): ScenePair['arrows'] {
    return (this.#arrows ??= [arrowOf(this.curve), arrowOf(reversed(this.curve))]);
  }
}
