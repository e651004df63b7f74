// A route as text that a person can review: the golden files beside the fixtures.

import { elementId } from '#core/model/element';
import type { Element, Send, Topology } from '#core/model/topology';
import { describeMessage } from '#core/routing/message/test-message';
import { senderOf, type Considered, type Hop, type Route } from '#core/routing/route';

/** What was asked and what came of it, a paragraph for each question. */
export function story(name: string, send: Send, down: readonly Element[], topology: Topology, route: Route): string {
  return [
    `## ${name}`,
    asked(send, topology),
    ...down.map((element) => `down ${elementId(element)}`),
    outcome(route),
    `  ${route.reason}`,
    ...route.hops.map(hop),
    `path ${route.path.join(' > ')}`,
    ...route.ties.map((tie) => `tie ${tie.join(' | ')}`),
    ...(route.considered.length > 0 ? ['considered'] : []),
    ...route.considered.map(considered),
    '',
  ].join('\n');
}

function asked(send: Send, topology: Topology): string {
  const { from, to, sender, size, priority, system, at } = describeMessage(send, topology);
  const options = [
    ...(send.sender === undefined ? [] : [`sender ${sender}`]),
    ...(send.sizeBytes === undefined ? [] : [`size ${size}`]),
    ...(send.priority === undefined ? [] : [`priority ${priority}`]),
    ...(system ? ['system'] : []),
    ...(send.at === undefined ? [] : [`at "${at}"`]),
  ];
  return [`send from ${from} to ${to}`, ...options].join(' ');
}

function outcome({ outcome, status, cost, nextHop, queue, queueState, until }: Route): string {
  const parts = [
    outcome,
    ...(status === null ? [] : [status]),
    ...(cost === null ? [] : [`cost ${cost}`]),
    ...(nextHop === null ? [] : [`next hop ${nextHop}`]),
    ...(queue === null ? [] : [`in '${queue}' (${queueState}${until === null ? '' : ` until ${until}`})`]),
  ];
  return parts.join(', ');
}

function hop(each: Hop, index: number): string {
  const { routingGroup, connector, queue, cost, deliveryType } = each;
  const by = connector === null ? '' : ` by '${connector}' +${cost}`;
  const type = deliveryType === undefined ? '' : `, ${deliveryType}`;
  return `${index + 1}. ${senderOf(each)} in ${routingGroup}${by}: ${queue}${type}`;
}

function considered({ server, connector, specificity, exact, cost, verdict, reason }: Considered): string {
  const close = specificity === null ? '' : exact === true ? `, exact ${specificity}` : `, specificity ${specificity}`;
  return `  ${server}: '${connector}' ${verdict}, cost ${cost ?? 'none'}${close}. ${reason}`;
}
