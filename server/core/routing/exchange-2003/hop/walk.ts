// A message on its way: decide, move one step, decide again, until it arrives, waits or is returned (§3, "hop by hop").

import type { Message } from '../../message/defaults.ts';
import type { Route } from '../../route.ts';
import { type Refusal, refusalByStation } from './arrival.ts';
import { decide, type Situation } from './decide.ts';
import { type Journey, record, undeliverable } from './journey.ts';
import { move } from './move.ts';
import type { Station } from '#core/model/topology';
import type { View } from '../state/view.ts';

/** Follows a message from the virtual server that has it. It always ends: every step counts against the hop limit. */
export function walk(view: View, message: Message, start: Station, journey: Journey): Route {
  let at = start;
  for (let received = 1; ; received += 1) {
    const situation = situationAt(view, message, at);
    if (situation === undefined) return undeliverable(journey, '5.4.4', `${at.server.name} is in no routing group.`);
    const decided = decide(situation);
    record(journey, situation, decided);
    const moved = move(situation, decided.decision, journey);
    if ('end' in moved) return moved.end;
    journey.reached.add(moved.to.server.key);
    const refusal = refusalByStation(moved.to, message, received);
    if (refusal !== undefined) return undeliverable(journey, refusal.status, refusalReason(journey, refusal));
    at = moved.to;
  }
}

function situationAt(view: View, message: Message, at: Station): Situation | undefined {
  const group = view.network.groupIndex.get(at.server.group);
  return group === undefined ? undefined : { view: view.seenFrom(at), message, at, group };
}

/** A loop runs to the hop limit (§13.9); the servers that it goes round by are what the administrator needs. */
function refusalReason({ hops }: Journey, { status, reason }: Refusal): string {
  if (status !== '4.4.6') return reason;
  const last = hops.at(-1)?.server;
  const before = hops.map(({ server }) => server).lastIndexOf(last ?? '', hops.length - 2);
  if (before < 0) return reason;
  const round = hops.slice(before, -1).map(({ server }) => server);
  return `It goes round in a loop: ${[...round, last].join(' to ')}. ${reason}`;
}
