// Rows of one message, gathered until it is known what came of all its recipients. Rows come in any order over servers:
// of each only what says where it went is kept, and of all messages a bounded number.

import type { Connector } from '#core/model/topology';
import type { Happens } from './events.ts';
import type { Names, Stop } from './stops.ts';
import { type Entry, kept } from './tracking-log.ts';
import { type Way, waysOf } from './ways.ts';

/** One thing that happened to a message. */
export interface Event {
  readonly happens: Happens;
  readonly here: Stop;
  /** From where it arrived, or to whom it was sent. */
  readonly peer: Stop | undefined;
  /** Connectors of the topology that the row names. */
  readonly connectors: readonly Connector[];
  /** As the row has it; '' where it names none. */
  readonly connector: string;
  readonly time: number;
  /** Numbers of recipients; undefined for all. */
  readonly recipients: readonly number[] | undefined;
  /** Of `become`, the recipients before; by position, or one for all. */
  readonly before: readonly number[];
}

/** A message as far as logs tell of it. */
export interface Chain {
  readonly messageId: string;
  readonly first: number;
  readonly sender: string;
  readonly isReport: boolean;
  bytes: number;
  readonly recipients: string[];
  /** By address in lower case, where there are more than a few. */
  numbers: Map<string, number> | undefined;
  readonly events: Event[];
  /** Recipients that nothing final has happened to yet. */
  readonly open: Set<number>;
  /** Somebody said where it began. */
  hasStart: boolean;
}

/** The most messages that are kept open, and the most rows that are kept of one. */
export interface Bounds {
  readonly chains: number;
  readonly events: number;
}

export const usualBounds: Bounds = { chains: 1_000_000, events: 20_000 };

/** Takes a message with the ways that it took. */
type Judge = (chain: Chain, ways: readonly Way[]) => void;

/** Gathers entries; gives a message away once all is known about it, or when there is no room. */
export class Chains {
  /** Messages that were given away before their end, for want of room. */
  evicted = 0;
  /** Rows about messages that had been given away. */
  late = 0;
  private readonly names: Names;
  private readonly done: Judge;
  private readonly bounds: Bounds;
  private readonly open = new Map<string, Chain>();
  private closed = new Set<string>();
  private closedBefore = new Set<string>();

  constructor(names: Names, done: Judge, bounds: Bounds = usualBounds) {
    this.names = names;
    this.done = done;
    this.bounds = bounds;
  }

  add(entry: Entry): void {
    let chain = this.open.get(entry.message);
    if (chain === undefined) {
      if (this.closed.has(entry.message) || this.closedBefore.has(entry.message)) {
        this.late += 1;
        return;
      }
      chain = newChain(entry);
      if (this.open.size >= this.bounds.chains) this.evictOldest();
      this.open.set(kept(entry.message), chain);
    }
    if (chain.events.length >= this.bounds.events) {
      this.late += 1;
      return;
    }
    this.note(chain, entry);
    if (!chain.hasStart || chain.open.size > 0 || chain.recipients.length === 0) return;
    const ways = waysOf(chain);
    if (isWhole(chain, ways)) this.close(entry.message, chain, ways);
  }

  /** The end of all logs. */
  end(): void {
    for (const chain of this.open.values()) this.done(chain, waysOf(chain));
    this.open.clear();
  }

  private evictOldest(): void {
    const [oldest] = this.open;
    if (oldest === undefined) return;
    this.evicted += 1;
    const [message, chain] = oldest;
    this.close(message, chain, waysOf(chain));
  }

  private close(message: string, chain: Chain, ways: readonly Way[]): void {
    this.open.delete(message);
    this.closed.add(kept(message));
    if (this.closed.size >= mostClosed) {
      this.closedBefore = this.closed;
      this.closed = new Set();
    }
    this.done(chain, ways);
  }

  private note(chain: Chain, entry: Entry): void {
    const { happens, time } = entry;
    const connectors = entry.connector === '' ? none : this.names.connectorsOf(connectorIn(entry));
    const here = this.names.hereOf(entry.server);
    const peer = peerOf(this.names, entry, connectors[0]);
    const changed = happens === 'become' ? change(chain, entry) : { from: none, to: entry.recipients };
    const before = changed.from.map((each) => numberOf(chain, each));
    const recipients = changed.to.length === 0 ? undefined : changed.to.map((each) => numberOf(chain, each));
    if (chain.bytes === 0) chain.bytes = entry.bytes;
    const isLocal = happens === 'send' && peer === here;
    const becomes = isLocal ? 'deliver' : happens === 'arrive' ? arrivalAt(here, peer) : happens;
    if (becomes === 'start') chain.hasStart = true;
    if (isEnd(becomes, peer)) for (const each of recipients ?? chain.recipients.keys()) chain.open.delete(each);
    for (const each of before) if (recipients?.includes(each) !== true) chain.open.delete(each);
    const connector = connectors.length > 0 || happens !== 'send' ? '' : kept(entry.connector);
    chain.events.push({ happens: becomes, here, peer, connectors, connector, time, recipients, before });
  }
}

const none: readonly never[] = [];

/** Each recipient has one way, from where it began to its end; what logs are still to tell cannot change it. */
function isWhole({ recipients }: Chain, ways: readonly Way[]): boolean {
  if (ways.length > recipients.length || new Set(ways.map(({ recipient }) => recipient)).size < ways.length)
    return false;
  return ways.every(({ end, hops }) => end !== 'open' && hops.every(({ toldBy }) => toldBy === 'sender'));
}

/** So many messages that are done are remembered twice over, so that a row that comes late begins no second one. */
const mostClosed = 200_000;

function newChain({ messageId, time, sender, isReport, bytes }: Entry): Chain {
  return {
    messageId: kept(messageId),
    first: time,
    sender: kept(sender),
    isReport,
    bytes,
    recipients: [],
    numbers: undefined,
    events: [],
    open: new Set(),
    hasStart: false,
  };
}

/** Of a RECEIVE, `SERVER\Connector`: that is a Receive connector, and no way. */
function connectorIn({ happens, connector }: Entry): string {
  return happens === 'send' ? connector : '';
}

function peerOf(names: Names, { peer, peerAddress }: Entry, by: Connector | undefined): Stop | undefined {
  return peer === '' && peerAddress === '' ? undefined : names.stopOf(peer, peerAddress, by);
}

/** From a host outside, or handed in on the server itself: it begins there. Without a peer nobody knows. */
function arrivalAt(here: Stop, peer: Stop | undefined): Happens {
  return peer !== undefined && (peer === here || peer.server === undefined) ? 'start' : 'arrive';
}

/** What is handed to a host outside has left. */
function isEnd(happens: Happens, peer: Stop | undefined): boolean {
  if (happens === 'send') return peer?.server === undefined;
  return happens === 'deliver' || happens === 'fail';
}

/** The number of a recipient, a new one where nobody named it before. */
function numberOf(chain: Chain, address: string): number {
  const known = knownNumber(chain, address);
  if (known !== undefined) return known;
  const number = chain.recipients.push(kept(address)) - 1;
  chain.numbers?.set(kept(address.toLowerCase()), number);
  chain.open.add(number);
  return number;
}

function knownNumber(chain: Chain, address: string): number | undefined {
  const { recipients } = chain;
  if (recipients.length <= 4) {
    const same = recipients.indexOf(address);
    if (same >= 0) return same;
    const folded = address.toLowerCase();
    const alike = recipients.findIndex((each) => each.toLowerCase() === folded);
    return alike < 0 ? undefined : alike;
  }
  chain.numbers ??= new Map(recipients.map((each, at) => [kept(each.toLowerCase()), at]));
  return chain.numbers.get(address.toLowerCase());
}

/**
 * Who becomes whom. Rows name those before in the related column; where only those in the other column are known, the row
 * has them the other way round.
 */
function change(
  chain: Chain,
  { recipients, related }: Entry,
): { readonly from: readonly string[]; readonly to: readonly string[] } {
  const isKnown = (address: string) => knownNumber(chain, address) !== undefined;
  const isTurned = related.length > 0 && recipients.length > 0 && recipients.every(isKnown) && !related.some(isKnown);
  return isTurned ? { from: recipients, to: related } : { from: related, to: recipients };
}
