// Adds up what comes of ways: by verdict, by what they took, by cause.

import type { WaypointId } from '#core/model/element';
import { connectorId } from '#core/model/element';
import { hostNameKey } from '#core/model/host';
import { keyOf } from '#core/model/keys';
import type { Connector, Key, Send, Topology } from '#core/model/topology';
import type { Chain } from './chains.ts';
import { lacksMailbox, type Predictor } from './prediction.ts';
import type { Stop } from './stops.ts';
import type { Uses } from './uses.ts';
import { compareWay, type Compared, type Difference, type Verdict } from './verdict.ts';
import type { Way } from './ways.ts';

/** Ways that differ alike, and one of them. */
export interface Differing extends Difference {
  readonly space: string;
  readonly way: Way;
  readonly send: Send;
  readonly compared: Compared;
  readonly messageId: string;
  count: number;
  first: number;
  last: number;
  /** Everything that the predicted routes of all of them pass. */
  predictedElements: ReadonlySet<WaypointId>;
}

export interface Window {
  readonly since: number;
  readonly until: number;
}

const mostCauses = 2000;
const mostNames = 10_000;

/** What has been added up so far. */
export class Tally {
  readonly verdicts: Record<Verdict, number> = {
    'as predicted': 0, 'as predicted, failed': 0, 'as predicted so far': 0, differs: 0, 'not comparable': 0,
  }; // prettier-ignore
  readonly traffic = new Map<WaypointId, { took: number; explained: number }>();
  readonly causes = new Map<string, Differing>();
  readonly lackingServers = new Map<string, number>();
  readonly lackingConnectors = new Map<string, number>();
  readonly notComparable = new Map<string, number>();
  messages = 0;
  ways = 0;
  otherCauses = 0;
  first = Infinity;
  last = -Infinity;
  private readonly topology: Topology;
  private readonly predictor: Predictor;
  private readonly window: Window;
  /** When ways that are as predicted used what. */
  private readonly uses: Uses;

  constructor(topology: Topology, predictor: Predictor, window: Window, uses: Uses) {
    this.topology = topology;
    this.predictor = predictor;
    this.window = window;
    this.uses = uses;
  }

  /** A message with all that is known of it, and the ways that it took. */
  add(chain: Chain, ways: readonly Way[]): void {
    if (chain.first < this.window.since || chain.first >= this.window.until) return;
    if (ways.length === 0) return;
    this.messages += 1;
    this.first = Math.min(this.first, chain.first);
    for (const { here, connector, time } of chain.events) {
      this.last = Math.max(this.last, time);
      if (here.server === undefined) increase(this.lackingServers, here.name);
      if (connector !== '' && !isBetweenServers(connector)) increase(this.lackingConnectors, connector);
    }
    for (const way of ways) this.judge(chain, way);
  }

  private judge(chain: Chain, way: Way): void {
    this.ways += 1;
    const { topology, predictor } = this;
    const question = predictor.questionOf(way, chain);
    if (!question.ok) {
      this.refuse(question.reason);
      return;
    }
    const { send } = question;
    const prediction = predictor.ask(send);
    if (way.end !== 'failed' && lacksMailbox(topology, prediction, send)) {
      this.refuse('the topology does not say where the recipient has a mailbox');
      return;
    }
    const compared = compareWay(topology, way, prediction);
    this.verdicts[compared.verdict] += 1;
    for (const { elements, isExplained, hop } of compared.stretches) {
      for (const element of elements) {
        const traffic = this.traffic.get(element) ?? { took: 0, explained: 0 };
        traffic.took += 1;
        if (isExplained) traffic.explained += 1;
        this.traffic.set(element, traffic);
        this.uses.note(element, hop.time);
      }
      for (const used of usedBy(hop.to)) this.uses.note(used, hop.time);
    }
    if (compared.difference !== undefined) {
      this.note({
        difference: compared.difference,
        space: prediction.space,
        way,
        send,
        compared,
        chain,
        path: prediction.route.path,
      });
    }
  }

  private refuse(reason: string): void {
    this.verdicts['not comparable'] += 1;
    increase(this.notComparable, reason);
  }

  private note(one: {
    difference: Difference;
    space: string;
    way: Way;
    send: Send;
    compared: Compared;
    chain: Chain;
    path: readonly WaypointId[];
  }): void {
    const { difference, space, way, send, compared, chain, path } = one;
    const { from, predicted, actual } = difference;
    const key = [from, space, predicted, actual].join('\n');
    const known = this.causes.get(key);
    if (known !== undefined) {
      known.count += 1;
      known.first = Math.min(known.first, chain.first);
      known.last = Math.max(known.last, chain.first);
      if (path.length < known.predictedElements.size || !path.every((id) => known.predictedElements.has(id))) {
        known.predictedElements = new Set(path.filter((id) => known.predictedElements.has(id)));
      }
      return;
    }
    if (this.causes.size >= mostCauses) {
      this.otherCauses += 1;
      return;
    }
    const { first, messageId } = chain;
    const sample = { space, way, send: this.shortest(send, compared, way), compared, messageId };
    this.causes.set(key, { ...difference, ...sample, count: 1, first, last: first, predictedElements: new Set(path) });
  }

  /** The same message without what makes no difference to where it goes. */
  private shortest(send: Send, compared: Compared, way: Way): Send {
    const isAlike = (shorter: Send) => {
      const { difference } = compareWay(this.topology, way, this.predictor.ask(shorter));
      return JSON.stringify(difference) === JSON.stringify(compared.difference);
    };
    let shortest = send;
    for (const without of [
      { sender: undefined },
      { sizeBytes: undefined },
      { at: undefined },
      { system: false },
    ] as const) {
      const shorter = { ...shortest, ...without };
      if (isAlike(shorter)) shortest = shorter;
    }
    return shortest;
  }
}

function usedBy({ server, name, address }: Stop): readonly string[] {
  if (server !== undefined) return [`server ${server.key}`];
  return [name, address].filter((each) => each !== '').map((each) => `host ${hostNameKey(each)}`);
}

/** What servers use among themselves is no connector that an administrator has made. */
function isBetweenServers(connector: string): boolean {
  return connector.toLowerCase().startsWith('intra-organization ');
}

/** Connectors that nothing took, in the order of the topology; those that are off are not expected to carry any. */
export function unusedIn({ connectors }: Topology, { traffic }: Tally): readonly string[] {
  const isUsed = ({ name }: Connector) => traffic.has(connectorId(name));
  const isOff = (each: Connector) => 'disabled' in each && each.disabled;
  const names = new Map<Key, string>();
  for (const each of connectors) if (!isUsed(each) && !isOff(each)) names.set(keyOf(each.name), each.name);
  return [...names.values()];
}

function increase(counts: Map<string, number>, name: string): void {
  const count = counts.get(name);
  if (count === undefined && counts.size >= mostNames) return;
  counts.set(name, (count ?? 0) + 1);
}
