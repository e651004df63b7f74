// What a message sees of the network in an outage: the links it may use, those of them that are up, and the distances
// over either. Messages that fail the same restrictions share a view, so distances are computed once for all of them.

import type { Message } from '../../message/defaults.ts';
import { writtenAddress } from '../../message/written-values.ts';
import { type Distances, distancesFrom, distancesTo, distancesWithout } from '../paths/distances.ts';
import type { LinkState } from './link-state.ts';
import type { Carrier, Network } from '../network/network.ts';
import {
  checksBySource,
  isRestricted,
  restriction,
  restrictionsOn,
  restrictsSenders,
  type SourceOf,
} from './restriction.ts';

/** What messages of one class may use, whatever is up or down. */
export interface Admission {
  readonly network: Network;
  /** Which restrictions of the link's connector the message fails, as a sum (§3, §4 step 2). */
  readonly restrictions: Uint8Array;
  /** Links that the message may use, up or down. */
  readonly all: Passage;
  /** Links that it could use but for these restrictions, as far as asked for. */
  readonly but: Map<number, Passage>;
}

export interface View extends Admission {
  readonly linkState: LinkState;
  /** Those of `all` that link state does not have marked down. */
  readonly up: Passage;
}

/** Passable links and the distances over them that were asked for so far. */
export interface Passage {
  readonly passable: Uint8Array;
  readonly to: Map<number, Distances>;
  readonly from: Map<number, Distances>;
  /** The passage that it is a part of: distances over that one need only be mended. */
  readonly partOf?: Passage;
}

/** What tells messages apart for the links between groups: messages of one class fail the same restrictions. */
export interface MessageClasses {
  /** Size limits of connectors between groups, ascending. */
  readonly limits: readonly number[];
  readonly bySender: boolean;
  readonly byKind: boolean;
  /** Connectors between groups whose bridgeheads do not all check senders: it counts which one takes the message. */
  readonly bySource: readonly Carrier[];
}

/** Finds out what matters about a message on its way between groups. */
export function messageClassesOf(network: Network): MessageClasses {
  const carriers = [...new Set(network.links.map((link) => link.carrier))].filter(isRestricted);
  const limits = new Set(carriers.map(({ connector }) => connector.limitSizeBytes));
  return {
    limits: [...limits].sort((a, b) => a - b),
    bySender: carriers.some(restrictsSenders),
    byKind: carriers.some(({ connector }) => connector.priorities.length < 3 || connector.messageTypes.length < 2),
    bySource: carriers.filter(checksBySource),
  };
}

/** The message's class, as a key; but for what depends on the bridgehead that takes it (`checksOf`). */
export function classOf(classes: MessageClasses, message: Message): string {
  const size = classes.limits.filter((limit) => message.sizeBytes > limit).length;
  const kind = classes.byKind ? `${message.priority} ${message.system}` : '';
  return `${size} ${kind} ${classes.bySender ? writtenAddress(message.sender).toLowerCase() : ''}`;
}

/** Which bridgeheads check senders, as a key: those by which a station's messages leave. */
export function checksOf({ bySource }: MessageClasses, sourceOf: SourceOf): string {
  return bySource.map((carrier) => Number(sourceOf(carrier)?.server.checkConnectorRestrictions)).join('');
}

/**
 * What a class of messages may use, found out from one of them; linear in the number of links. Unless said otherwise a
 * connector takes it by the bridgehead that is written first.
 */
export function admissionOf(network: Network, message: Message, sourceOf?: SourceOf): Admission {
  const known = new Map<Carrier, number>();
  const restrictions = Uint8Array.from(network.links, ({ carrier }) => {
    let failed = known.get(carrier);
    if (failed === undefined) known.set(carrier, (failed = restrictionsOn(carrier, message, sourceOf)));
    return failed;
  });
  return {
    network,
    restrictions,
    all: passageOf(restrictions.map((failed) => (failed === restriction.none ? 1 : 0))),
    but: new Map(),
  };
}

/** What a class of messages sees while these connectors are down. */
export function viewOf(admission: Admission, linkState: LinkState): View {
  const { all } = admission;
  if (!linkState.anyLinkDown) return { ...admission, linkState, up: all };
  const { linkDown } = linkState;
  const up = passageOf(all.passable.map((passable, link) => (linkDown[link] === 1 ? 0 : passable)));
  return { ...admission, linkState, up: { ...up, partOf: all } };
}

function passageOf(passable: Uint8Array): Passage {
  return { passable, to: new Map(), from: new Map() };
}

/** Distances from every group to this one. */
export function towards(network: Network, links: Passage, group: number): Distances {
  const known = links.to.get(group);
  if (known !== undefined) return known;
  const { passable, partOf } = links;
  const distances =
    partOf === undefined
      ? distancesTo(network, group, passable)
      : distancesWithout(network, towards(network, partOf, group), passable);
  links.to.set(group, distances);
  return distances;
}

/** Distances from this group to every other one. */
export function awayFrom(network: Network, links: Passage, group: number): Distances {
  const known = links.from.get(group);
  if (known !== undefined) return known;
  const distances = distancesFrom(network, group, links.passable);
  links.from.set(group, distances);
  return distances;
}

/** How many distances are held, for bounding what is kept. */
export function distancesHeld(links: Passage): number {
  return links.to.size + links.from.size;
}

/** The links, up or down, that the message could use if these restrictions were lifted. */
export function passageBut({ restrictions, but }: Admission, lifted: number): Passage {
  const known = but.get(lifted);
  if (known !== undefined) return known;
  const links = passageOf(restrictions.map((failed) => ((failed & ~lifted) === restriction.none ? 1 : 0)));
  but.set(lifted, links);
  return links;
}
