// What is worked out for a topology while its rules live: the compiled network, kinds of messages, and for every state met so
// far what is seen and decided in it. What is kept is bounded.

import { elementId } from '#core/model/element';
import type { Element, Station, Topology } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import { compileNetwork, type Network } from '../network/network.ts';
import { type Dependence, dependenceOf } from './dependence.ts';
import { type Kind, kindOf, type Thresholds, thresholdsOf } from './kinds.ts';
import { type LinkState, linkStateFrom, linkStateOf, sourceBridgehead } from './link-state.ts';
import { outageOf } from './outage.ts';
import type { SourceOf } from './restriction.ts';
import {
  type Admission,
  admissionOf,
  checksOf,
  distancesHeld,
  type MessageClasses,
  messageClassesOf,
  type View,
  viewOf,
} from './view.ts';

/** A topology ready for routing, with everything in it on. */
export interface Compiled {
  readonly network: Network;
  readonly classes: MessageClasses;
  readonly thresholds: Thresholds;
  /** Nothing off. */
  readonly linkState: LinkState;
  readonly dependence: Dependence;
}

/** What is up, or known to be up, with what was found out about it so far. */
export interface State {
  readonly linkState: LinkState;
  /** By class of messages. */
  readonly views: Map<string, View>;
  /** By kind, what each station decides; -1 where nobody asked. */
  readonly decided: Map<Kind, Int32Array>;
}

/** What there is to ask, remembered from question to question. */
export interface Memory {
  readonly compiled: Compiled;
  kindOf(message: Message): Kind;
  stateWhen(off: readonly Element[]): State;
  /** A state that is not kept here. */
  stateOf(linkState: LinkState): State;
  /** What messages of a kind see from a station. */
  viewFrom(state: State, kind: Kind, at: Station): View;
  /** What each station decides about a kind of messages there, to be filled in. */
  decisionsIn(state: State, kind: Kind): Int32Array;
}

/** How many numbers distances and decisions may each hold in all before they are forgotten: about 64 MB. */
const cellsKept = 4_000_000;
const viewsKept = 64;
const kindsKept = 100_000;
/** So many questions are answered before what is kept is counted again. */
const questionsBetween = 32;

/** Compiles the topology at the first question. */
export function memoryOf(topology: Topology): Memory {
  let compiled: Compiled | undefined;
  const ready = () => (compiled ??= compile(topology));
  const admissions = new Map<string, Admission>();
  const states = new Map<string, State>();
  const kinds = new Map<string, Kind>();
  let questions = 0;

  function forgetWhenFull(): void {
    questions += 1;
    if (questions % questionsBetween !== 0) return;
    if (kinds.size > kindsKept) kinds.clear();
    if (!isFull(ready().network, admissions, states)) return;
    admissions.clear();
    states.clear();
  }

  return {
    get compiled() {
      return ready();
    },
    kindOf(message) {
      const { network, thresholds, classes } = ready();
      const { key, make } = kindOf(network, thresholds, classes, message);
      return remembered(kinds, key, make);
    },
    stateWhen(off) {
      forgetWhenFull();
      const key = off.length === 0 ? '' : off.map(elementId).sort().join('\n');
      return remembered(states, key, () => stateOf(ready(), off));
    },
    stateOf: newState,
    viewFrom(state, kind, at) {
      const { network, classes } = ready();
      const { outage } = state.linkState;
      const sourceOf: SourceOf = (carrier) => sourceBridgehead(outage, carrier, at);
      const key = classes.bySource.length === 0 ? kind.messageClass : kind.messageClass + checksOf(classes, sourceOf);
      return remembered(state.views, key, () => {
        const admission = remembered(admissions, key, () => admissionOf(network, kind.message, sourceOf));
        return viewOf(admission, state.linkState);
      });
    },
    decisionsIn({ decided }, kind) {
      const known = decided.get(kind);
      if (known !== undefined) return known;
      const { stations } = ready().network;
      if (decided.size * stations.length > cellsKept) decided.clear();
      const decisions = new Int32Array(stations.length).fill(-1);
      decided.set(kind, decisions);
      return decisions;
    },
  };
}

function compile(topology: Topology): Compiled {
  const network = compileNetwork(topology);
  return {
    network,
    classes: messageClassesOf(network),
    thresholds: thresholdsOf(topology),
    linkState: linkStateOf(network, outageOf([], topology)),
    dependence: dependenceOf(network),
  };
}

function stateOf({ network, linkState, dependence }: Compiled, off: readonly Element[]): State {
  const outage = off.length === 0 ? undefined : outageOf(off, network.topology);
  return newState(outage === undefined ? linkState : linkStateFrom(linkState, network, dependence, outage));
}

function newState(linkState: LinkState): State {
  return { linkState, views: new Map(), decided: new Map() };
}

function isFull(
  { groups }: Network,
  admissions: ReadonlyMap<string, Admission>,
  states: ReadonlyMap<string, State>,
): boolean {
  const views = [...states.values()].flatMap((state) => [...state.views.values()]);
  if (views.length > viewsKept || admissions.size > viewsKept || states.size > viewsKept) return true;
  let held = 0;
  for (const { all } of admissions.values()) held += distancesHeld(all);
  for (const { all, up } of views) held += up === all ? 0 : distancesHeld(up);
  return held * groups.length > cellsKept;
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
