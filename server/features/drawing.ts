// The drawing of a topology as the text of a file, as it was ordered.

import type { Answer } from '#core/answer';
import { elementId } from '#core/model/element';
import type { Topology } from '#core/model/topology';
import { drawingFile, placeIn, type DrawnAlready } from '#core/graph/files/drawing-file';
import type { Overlay } from '#core/graph/files/overlay';
import type { DrawingOrder } from '#core/protocol/requests';
import { nextBest } from '#core/routing/next-best';
import { readDown, readMessage } from '#core/routing/message/test-message';
import type { Routing } from '#core/routing/routing';

export interface DrawnTopology extends DrawnAlready {
  readonly topology: Topology;
  readonly routing: Routing;
}

/** The text, or a sentence that says what of the order is not there. */
export function orderedDrawing(drawn: DrawnTopology, order: DrawingOrder): Answer<string> {
  const { format, theme, view, around } = order;
  const overlay = overlayOf(drawn, order);
  if (!overlay.ok) return overlay;
  const node = around && placeIn(drawn.topology, around.element);
  if (around !== undefined && node === undefined) {
    return { ok: false, error: `${around.element} is not drawn, so there is nothing around it.` };
  }
  const wish = {
    format,
    ...(theme && { theme }),
    ...(view && { view }),
    ...(around && node !== undefined && { around: { node, depth: around.depth } }),
    ...(overlay.value && { overlay: overlay.value }),
  };
  return { ok: true, value: drawingFile(drawn.topology, wish, drawn) };
}

function overlayOf({ topology, routing }: DrawnTopology, order: DrawingOrder): Answer<Overlay | undefined> {
  const { down: off = [], message: asked } = order;
  if (off.length === 0 && asked === undefined) return { ok: true, value: undefined };
  const down = readDown(off, topology);
  if (!down.ok) return down;
  const message = asked && readMessage(asked, topology);
  if (message?.ok === false) return message;
  const ids = down.value.map(elementId);
  if (message === undefined) return { ok: true, value: { down: ids } };
  const route = routing.route(message.value, down.value);
  return { ok: true, value: { down: ids, route, nextBest: nextBest(routing, message.value, down.value, route) } };
}
