// The ids of what is drawn: nodes are called as elements are, edges by their connector and where they lead.

import type { ElementId, WaypointId } from '#core/model/element';

/** Stable between scenes: an element's id in the language's words; `internet` for the world outside. */
export type NodeId = WaypointId;

/** `connector NAME`, followed by ` > ` and the far node where a connector is drawn as several edges. */
export type EdgeId = string & { readonly __brand: 'EdgeId' };

/** The id of an edge of a connector; `to` is its far node when the connector has other edges besides. */
export function edgeId(connector: ElementId, to: NodeId | undefined): EdgeId {
  return (to === undefined ? connector : `${connector} > ${to}`) as string as EdgeId;
}
