import type { ElementId } from '#core/model/element';
import type { Element } from '#core/model/topology';
import type { Answer, RouteAnswer, TestMessage } from '#core/protocol';
import { describeMessage, readMessage } from '#core/routing/message';
import type { Routing } from '#core/routing/route';
import { elementOf } from './element.ts';

/** Where a test message goes while some elements are switched off; a sentence when the message can't be read. */
export function routeMessage(
  routing: Routing,
  message: TestMessage,
  down: readonly ElementId[],
  version: number,
): Answer<RouteAnswer> {
  const send = readMessage(message, routing.topology);
  if (!send.ok) return send;
  const off = elementsOf(down);
  if (!off.ok) return off;
  const route = routing.route(send.value, off.value);
  return { ok: true, value: { route, message: describeMessage(send.value, routing.topology), version } };
}

function elementsOf(ids: readonly ElementId[]): Answer<Element[]> {
  const elements: Element[] = [];
  for (const id of ids) {
    const element = elementOf(id);
    if (!element.ok) return element;
    elements.push(element.value);
  }
  return { ok: true, value: elements };
}
