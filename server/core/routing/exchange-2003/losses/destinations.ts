// The destinations of a survey, each with the connectors by which its mail may leave: what follows from the topology
// alone, whatever is up or down.

import type { AddressSpace } from '#core/model/topology';
import { addressIn, distinctSpaces, ordinaryMessage } from '../../destinations.ts';
import type { Message } from '../../message/defaults.ts';
import type { Destination } from '../../survey.ts';
import { compareCloseness, type SpaceEntry, spacesOf } from '#core/routing/addresses/address-space';
import { everyHostOf } from '#core/model/handover';
import { hostByDns } from '#core/routing/addresses/exchangers';
import { type Carrier, type Network, remoteOf } from '../network/network.ts';
import { hostKey } from '#core/model/host';
import { restriction, restrictionsOn } from '../state/restriction.ts';
import type { End } from '../paths/shortest-tree.ts';

/** A destination with the ends that its mail can have. */
export interface Target {
  readonly destination: Destination;
  /** The group that is meant; -1 for an address space. */
  readonly group: number;
  /** The domain that connectors by DNS look up; '' for a group. */
  readonly remote: string;
  /** The host outside that DNS leads to for it, where that is known. */
  readonly exchanger: string | undefined;
  /**
   * Ends that serve every group, in levels: those whose address spaces are equally close are one level, the closest
   * first.
   */
  readonly levels: readonly (readonly End[])[];
  /**
   * By group, which of the levels its servers choose from (§4 step 3); -1 for none. Undefined where it is 0 for all.
   */
  readonly levelOf: Int32Array | undefined;
  /** By group, connectors that are kept to it and are as close as its level (§4 step 1). */
  readonly scoped: ReadonlyMap<number, readonly End[]>;
  /** By carrier, what its address space costs; of several the closest counts. */
  readonly endCosts: ReadonlyMap<number, number>;
  /** Mail may come back in: a smart host is a server of ours. */
  readonly mayReturn: boolean;
}

/** All destinations, each worked out when it is first asked for. */
export interface Targets {
  /** Routing groups first, then address spaces in the order written. */
  readonly destinations: readonly Destination[];
  at(destination: number): Target | undefined;
}

export function targetsOf(network: Network, passable: Uint8Array): Targets {
  const reachOf = rememberReach(network, passable);
  const spaces = distinctSpaces(network.topology);
  const groups = network.groups.map(({ name }) => ({ kind: 'routing group', name }) as const);
  return {
    destinations: [
      ...groups,
      ...spaces.map(({ type, pattern }) => ({ kind: 'address space', type, pattern }) as const),
    ],
    at(destination) {
      const group = groups[destination];
      const space = spaces[destination - groups.length];
      if (group !== undefined) return groupTarget(group, destination);
      return space === undefined ? undefined : spaceTarget(network, reachOf, space);
    },
  };
}

function groupTarget(destination: Destination, group: number): Target {
  const ends = [{ group, carrier: -1, key: 0, rank: 0 }];
  return { ...plainTarget, destination, group, levels: [ends] };
}

const plainTarget = {
  group: -1,
  remote: '',
  exchanger: undefined,
  levelOf: undefined,
  scoped: new Map<number, End[]>(),
  endCosts: new Map<number, number>(),
  mayReturn: false,
};

function spaceTarget(network: Network, reachOf: ReachOf, space: AddressSpace): Target {
  const { type, pattern } = space;
  const destination = { kind: 'address space', type, pattern } as const;
  const recipient = addressIn(network, space);
  const nowhere = { ...plainTarget, destination, levels: [] };
  if (recipient === undefined) return nowhere;
  const message = ordinaryMessage(network.topology, recipient);
  const entries = spacesOf(network.spaces, recipient).filter(({ carrier: index }) => {
    const carrier = network.carriers[index];
    return carrier?.defect === undefined && carrier !== undefined && isOpenTo(carrier, message);
  });
  const remote = remoteOf(recipient);
  const exchanger = hostByDns(network, remote);
  return { ...nowhere, remote, exchanger, ...closeness(network, reachOf, entries) };
}

/** Whether a message may use a connector. */
export function isOpenTo(carrier: Carrier, message: Message): boolean {
  return restrictionsOn(carrier, message) === restriction.none;
}

/** Sorts the matching connectors by closeness, and finds out which groups choose from which (§4 steps 1 to 3). */
function closeness(
  network: Network,
  reachOf: ReachOf,
  entries: readonly SpaceEntry[],
): Pick<Target, 'levels' | 'levelOf' | 'scoped' | 'endCosts' | 'mayReturn'> {
  const all = byCloseness(entries).map((level) => sortedByScope(network, level));
  const levelOf = new Int32Array(network.groups.length).fill(-1);
  all.forEach(({ open, scoped }, level) => {
    const reached = reachOf(open);
    for (let group = 0; group < levelOf.length; group += 1) {
      if (levelOf[group] === -1 && (reached[group] === 1 || scoped.has(group))) levelOf[group] = level;
    }
  });
  const chosen = new Map<number, readonly End[]>();
  for (const [level, { scoped }] of all.entries()) {
    for (const [group, ends] of scoped) if (levelOf[group] === level) chosen.set(group, ends);
  }
  const levels = all.map(({ open }) => open);
  const scale = network.groups.length + 1;
  const ends = [...levels.flat(), ...[...chosen.values()].flat()];
  const endCosts = new Map(ends.reverse().map(({ carrier, key }) => [carrier, key / scale]));
  const simple = chosen.size === 0 && levelOf.every((level) => level <= 0);
  const mayReturn = entries.some(({ carrier }) => canReturn(network, network.carriers[carrier]));
  return { levels: simple ? levels.slice(0, 1) : levels, levelOf: simple ? undefined : levelOf, scoped: chosen, endCosts, mayReturn }; // prettier-ignore
}

/** Entries as `spacesOf` gives them, those of one closeness together. */
function byCloseness(entries: readonly SpaceEntry[]): readonly (readonly SpaceEntry[])[] {
  const levels: SpaceEntry[][] = [];
  for (const entry of entries) {
    const last = levels.at(-1);
    if (last?.[0] !== undefined && compareCloseness(last[0].closeness, entry.closeness) === 0) last.push(entry);
    else levels.push([entry]);
  }
  return levels;
}

interface Level {
  readonly open: readonly End[];
  readonly scoped: ReadonlyMap<number, readonly End[]>;
}

function sortedByScope(network: Network, entries: readonly SpaceEntry[]): Level {
  const open: End[] = [];
  const scoped = new Map<number, End[]>();
  for (const { carrier: index, space } of entries) {
    const carrier = network.carriers[index];
    if (carrier === undefined || carrier.connector.kind === 'routing group connector') continue;
    const { home: group, rank, connector } = carrier;
    const end = { group, carrier: index, key: space.cost * (network.groups.length + 1), rank };
    if (connector.scope === 'organization') open.push(end);
    else scoped.set(group, [...(scoped.get(group) ?? []), end]);
  }
  return { open, scoped };
}

/**
 * By group: 1 when a path leads from it to one of these ends over links that the message may use, up or down (§13.4).
 */
type ReachOf = (ends: readonly End[]) => Uint8Array;

/** Address spaces share their ends more often than not. */
function rememberReach(network: Network, passable: Uint8Array): ReachOf {
  const known = new Map<string, Uint8Array>();
  return (ends) => {
    const groups = new Set(ends.map(({ group }) => group));
    const key = [...groups].join();
    let reached = known.get(key);
    if (reached === undefined) known.set(key, (reached = reaching(network, passable, groups)));
    return reached;
  };
}

function reaching({ entering, linkFrom, groups }: Network, passable: Uint8Array, found: Set<number>): Uint8Array {
  const reached = new Uint8Array(groups.length);
  for (const group of found) {
    reached[group] = 1;
    const last = entering.starts[group + 1] ?? 0;
    for (let at = entering.starts[group] ?? 0; at < last; at += 1) {
      const link = entering.links[at] ?? 0;
      if (passable[link] === 1) found.add(linkFrom[link] ?? 0);
    }
  }
  return reached;
}

function canReturn(network: Network, carrier: Carrier | undefined): boolean {
  if (carrier === undefined) return false;
  return everyHostOf(carrier.connector, carrier.bridgeheads).some((host) => network.ownHosts.has(hostKey(host)));
}
