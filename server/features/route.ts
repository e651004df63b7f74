import type { Answer } from '#core/answer';
import type { RouteAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import { describeMessage, readDown, readMessage } from '#core/routing/message/test-message';
import { nextBest } from '#core/routing/next-best';
import type { Routing } from '#core/routing/routing';

/** Where a test message goes while some elements are switched off; a sentence when the message can't be read. */
export function routeMessage(
  routing: Routing,
  message: TestMessage,
  down: readonly string[],
  version: number,
): Answer<RouteAnswer> {
  const send = readMessage(message, routing.topology);
  if (!send.ok) return send;
  const off = readDown(down, routing.topology);
  if (!off.ok) return off;
  const route = routing.route(send.value, off.value);
  return {
    ok: true,
    value: {
      route,
      nextBest: nextBest(routing, send.value, off.value, route),
      message: describeMessage(send.value, routing.topology),
      version,
    },
  };
}
