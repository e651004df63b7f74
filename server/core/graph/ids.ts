// The ids of what is drawn: nodes are called as elements are, edges by their connector and where they lead.

import type { ElementId, WaypointId } from '#core/model/element';

/** Stable between scenes: an element's id in the language's words; `internet` for the world outside. */
export type NodeId = WaypointId;

/** `connector NAME`, followed by ` > ` and where it leads, and from where, as far as these tell its edges apart. */
export type EdgeId = string & { readonly __brand: 'EdgeId' };

/** The id of an edge of a connector; `to` is its far node, and `from` its near one, when other edges have other ones. */
export function edgeId(connector: ElementId, to: NodeId | undefined, from?: NodeId): EdgeId {
  const start = from === undefined ? '' : ` < ${from}`;
  return `${connector}${start}${to === undefined ? '' : ` > ${to}`}` as EdgeId;
}
