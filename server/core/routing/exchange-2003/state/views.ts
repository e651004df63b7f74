// What is worked out for a topology while its `Routing` lives: the compiled network, and for every outage and class of
// messages met so far what they see of it. What is kept is bounded.

import { elementId } from '#core/model/element';
import type { Element, Station, Topology } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import { type LinkState, linkStateFrom, linkStateOf, sourceBridgehead } from './link-state.ts';
import { dependenceOf, type Dependence } from './dependence.ts';
import { compileNetwork, type Network } from '../network/network.ts';
import { outageOf } from './outage.ts';
import {
  type Admission,
  admissionOf,
  classOf,
  distancesHeld,
  type MessageClasses,
  messageClassesOf,
  type View,
  viewOf,
} from './view.ts';
import type { SourceOf } from './restriction.ts';

/** Gives what a message sees of the network while elements are off. */
export interface Views {
  viewFor(message: Message, down: readonly Element[]): View;
  /** What the topology was compiled to. */
  compiled(): Compiled;
}

/** A topology ready for routing, with everything in it on. */
export interface Compiled {
  readonly network: Network;
  readonly classes: MessageClasses;
  /** Nothing off. */
  readonly state: LinkState;
  readonly dependence: Dependence;
}

interface Memory {
  readonly admissions: Map<string, Admission>;
  readonly states: Map<string, LinkState>;
  readonly views: Map<string, View>;
}

/** How many numbers the distances may hold in all before they are forgotten: about 64 MB. */
const cellsKept = 4_000_000;
const viewsKept = 64;

/** Compiles the topology at the first question and remembers from question to question. */
export function rememberViews(topology: Topology): Views {
  let compiled: Compiled | undefined;
  let memory = emptyMemory();
  const ready = () => (compiled ??= compile(topology));
  return {
    compiled: ready,
    viewFor(message, down) {
      if (isFull(memory, ready().network)) memory = emptyMemory();
      return view(ready(), memory, message, down);
    },
  };
}

function compile(topology: Topology): Compiled {
  const network = compileNetwork(topology);
  const links = linkStateOf(network, outageOf([], topology));
  return { network, classes: messageClassesOf(network), state: links, dependence: dependenceOf(network) };
}

function emptyMemory(): Memory {
  return { admissions: new Map(), states: new Map(), views: new Map() };
}

function view(compiled: Compiled, memory: Memory, message: Message, down: readonly Element[], at?: Station): View {
  const { network, classes } = compiled;
  const off = down.map(elementId).sort().join('\n');
  const links = remembered(memory.states, off, () => linkState(compiled, down));
  const sourceOf: SourceOf = (carrier) => sourceBridgehead(links.outage, carrier, at);
  const kind = classOf(classes, message, sourceOf);
  return remembered(memory.views, `${kind}\n${off}`, () => {
    const admission = remembered(memory.admissions, kind, () => admissionOf(network, message, sourceOf));
    const made: View = viewOf(admission, links, (other) => {
      return classes.bySource.length === 0 ? made : view(compiled, memory, message, down, other);
    });
    return made;
  });
}

function linkState({ network, state: links, dependence }: Compiled, down: readonly Element[]): LinkState {
  if (down.length === 0) return links;
  return linkStateFrom(links, network, dependence, outageOf(down, network.topology));
}

function isFull({ admissions, views }: Memory, { groups }: Network): boolean {
  if (views.size > viewsKept || admissions.size > viewsKept) return true;
  let held = 0;
  for (const { all } of admissions.values()) held += distancesHeld(all);
  for (const { all, up } of views.values()) held += up === all ? 0 : distancesHeld(up);
  return held * groups.length > cellsKept;
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
