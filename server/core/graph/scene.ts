// A drawing as plain data: layout makes it, painters (the preview, SVG) paint it. No colours, no DOM. It has two parts:
// places, which are large and seldom change, and marks, which are few and can change at every edit.

import type { Severity } from '#core/analysis/diagnostic';
import type { ElementId } from '#core/model/element';
import type { Connector } from '#core/model/topology';
import type { EdgeId, NodeId } from './ids.ts';
import type { Receiving } from './receiving.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A chain of cubic Béziers, 1 + 3n points: the start, and of each Bézier two control points and its end, where the next
 * begins.
 */
export type Curve = readonly [Point, Point, Point, Point, ...Point[]];

export type NodeKind = 'routing group' | 'site' | 'server' | 'virtual server' | 'host' | 'internet' | 'foreign system';
export type EdgeKind = Connector['kind'] | 'site link' | 'dag';
/** What sets a site or a server apart from others of its kind, as it is called. */
export type NodeRole = 'hub site' | 'Edge server';

/** One line of text; `y` is its base line. */
export interface SceneText extends Point {
  readonly text: string;
  readonly size: number;
  readonly role: 'title' | 'detail';
}

/** The name of the DAG that a server is a member of, in a frame in that DAG's look; it counts from the server's corner. */
export interface SceneTag extends Point {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly look: number;
}

export interface SceneNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name: string;
  /** The node that holds it. */
  readonly parent: NodeId | null;
  /** Top left corner and size, in scene units (1 unit is 1 CSS pixel at zoom 1), absolute. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A bridgehead of some connector. */
  readonly bridgehead: boolean;
  /** A short second line: addresses of a server, bindings of a virtual server; '' for none. */
  readonly detail: string;
  /** `name` as there is room for it, ending in an ellipsis when it is cut; control characters are gone. */
  readonly label: string;
  /** `detail` as there is room for it; '' where it is not drawn. */
  readonly sublabel: string;
  readonly role?: NodeRole;
  /** What else there is to say of it, in parts of a sentence. */
  readonly facts?: readonly string[];
  /** Texts besides label and sublabel, from its top left corner. */
  readonly notes?: readonly SceneText[];
  readonly tag?: SceneTag;
  /** The Receive connectors that are written for a server; those that setup makes are there besides. */
  readonly receives?: readonly Receiving[];
  /** What it is known by besides its name and detail: host names that it presents, domains of its mailboxes. */
  readonly aliases?: readonly string[];
}

/** A connector and its way back as one line, which stands for both until one looks closely. */
export interface ScenePair {
  /** The way back. */
  readonly back: EdgeId;
  /** In the direction of the first of the two. */
  readonly curve: Curve;
  /** The heads at its end and at its start. */
  readonly arrows: readonly [SceneEdge['arrow'], SceneEdge['arrow']];
  readonly label: Point;
  /** The cost, or both: the way there first. */
  readonly caption: string;
  readonly captionWidth: number;
  readonly captionHeight: number;
}

export interface SceneEdge {
  readonly id: EdgeId;
  /** The connector it belongs to; of a site link the line between the two, of a DAG's line the DAG. */
  readonly element: ElementId;
  readonly kind: EdgeKind;
  readonly name: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly cost: number;
  /** What it carries: address spaces, or the group it leads to. */
  readonly detail: string;
  /** From the border of `from` to the border of `to`. */
  readonly curve: Curve;
  /** The three corners of its arrow head, tip first, at the border of `to`. */
  readonly arrow: readonly [Point, Point, Point];
  /** The centre of its label. */
  readonly label: Point;
  /** The label: the cost, after what is carried where the edge leads outside. */
  readonly caption: string;
  readonly captionWidth: number;
  readonly captionHeight: number;
  /** The local bridgeheads, servers or virtual servers that are drawn; empty for `any`. */
  readonly bridgeheads: readonly NodeId[];
  /** The same of the remote bridgeheads that it names; empty where it names none. */
  readonly targets: readonly NodeId[];
  readonly disabled?: true;
  /** The line that it shares with its way back; the first of the two has it. */
  readonly pair?: ScenePair;
  /** Of a way back: the edge that has the line of both. */
  readonly pairedBy?: EdgeId;
  /** Only members of the group or site that it leaves from can use it. */
  readonly local?: true;
  /** What else there is to say of it, in parts of a sentence. */
  readonly facts?: readonly string[];
  /** Of the line of a DAG: which of the looks it has. */
  readonly look?: number;
}

/** Everything that is drawn: where it stands and what is written on it. What did not change is the same object. */
export interface Places {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Elements that have no place of their own in the drawing, and the node that stands for each. */
  readonly undrawn: readonly { readonly element: ElementId; readonly node: NodeId }[];
  readonly width: number;
  readonly height: number;
}

/** What diagnostics say of one element. */
export interface Mark {
  /** A node, or the connector of edges: what is not drawn itself is marked on the node that stands for it. */
  readonly element: NodeId;
  /** The worst of its diagnostics. */
  readonly severity: Severity;
  /** Their first sentences, the worst first. */
  readonly problems: readonly string[];
}

/** Only of elements that have something to say. */
export type Marks = readonly Mark[];

export interface Scene {
  readonly places: Places;
  readonly marks: Marks;
}
