// What keeps a message from a routing group that no path leads to, or none that it may use (§13.4).

import type { Message } from '../../message/defaults.ts';
import { costAt, type Distances } from '../paths/distances.ts';
import type { Carrier } from '../network/network.ts';
import { restriction, restrictionSentences } from '../state/restriction.ts';
import { awayFrom, towards, type View, passageBut } from '../state/view.ts';

export interface Obstacle {
  /** What an NDR has as its status if this is the reason (§13.9). */
  readonly status: string;
  /** Names what an administrator would have to change. */
  reason(): string;
}

/** 5.2.3 when the size is all that stands in the way, 5.7.1 when the sender is, else 5.4.4 (§13.4, §13.9). */
export function obstacleBetween(view: View, message: Message, from: number, to: number): Obstacle {
  const here = view.network.groups[from]?.name ?? '';
  const there = view.network.groups[to]?.name ?? '';
  const lifted = fewestToLift(view, from, to);
  if (lifted === undefined)
    return { status: '5.4.4', reason: () => `No chain of connectors leads from ${here} to ${there}.` };
  const reason = () => {
    const refusing = refusingOnTheWay(view, lifted, from, to).map(({ carrier, failed }) => {
      return `'${carrier.connector.name}': ${restrictionSentences(failed, carrier.connector, message)}`;
    });
    return `No way from ${here} to ${there} lets it pass. ${refusing.join(' ')}`;
  };
  return { status: statusOf(lifted), reason };
}

/** One kind alone has a code of its own; scope, priority and type have none. */
function statusOf(lifted: number): string {
  if (lifted === restriction.size) return '5.2.3';
  return lifted === restriction.sender ? '5.7.1' : '5.4.4';
}

/** The distances by which what is in the way was found; undefined when no path leads there whatever is lifted. */
export function distancesBut(view: View, from: number, to: number): Distances | undefined {
  const lifted = fewestToLift(view, from, to);
  return lifted === undefined ? undefined : towards(view.network, passageBut(view, lifted), to);
}

/** The fewest kinds of restrictions without which a path leads there; of as few the size first, then the sender. */
function fewestToLift(view: View, from: number, to: number): number | undefined {
  const present = view.restrictions.reduce((all, failed) => all | failed, 0);
  return setsByCount.find(
    (lifted) =>
      (lifted & ~present) === 0 && costAt(awayFrom(view.network, passageBut(view, lifted), from), to) < Infinity,
  );
}

const everything = restriction.size | restriction.sender | restriction.priority | restriction.type;
const setsByCount = Array.from({ length: everything }, (_, set) => set + 1).sort(
  (a, b) => count(a) - count(b) || a - b,
);

function count(set: number): number {
  return set === 0 ? 0 : (set & 1) + count(set >> 1);
}

interface Refusing {
  readonly carrier: Carrier;
  readonly failed: number;
}

/** The connectors on the cheapest path that would be open then, which would have to let the message pass. */
function refusingOnTheWay(view: View, lifted: number, from: number, to: number): readonly Refusing[] {
  const { network, restrictions } = view;
  const { links } = towards(network, passageBut(view, lifted), to);
  const refusing: Refusing[] = [];
  for (let group = from; group !== to;) {
    const link = network.links[links[group] ?? -1];
    if (link === undefined) break;
    const failed = restrictions[link.index] ?? restriction.none;
    if (failed !== restriction.none) refusing.push({ carrier: link.carrier, failed });
    group = link.to;
  }
  return refusing;
}
