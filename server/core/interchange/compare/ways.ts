// What rows say about one message -> the ways that it took, one for each recipient. Servers' clocks differ, so rows are put
// in order by who handed the message to whom, and by time on one server alone.

import type { Connector } from '#core/model/topology';
import type { Chain, Event } from './chains.ts';
import type { Stop } from './stops.ts';

/** From a server to the next, or out. */
export interface Hop {
  readonly from: Stop;
  readonly to: Stop;
  readonly connectors: readonly Connector[];
  readonly connector: string;
  readonly time: number;
  /** Who tells of it: the server that sent it, the one that it arrived at; or logs are missing, and there may have been more. */
  readonly toldBy: 'sender' | 'receiver' | 'nobody';
}

/** How a way ends, as far as logs tell: at a mailbox, outside, failed, waiting; or they do not tell. */
export type End = 'delivered' | 'left' | 'failed' | 'waiting' | 'open';

export interface Way {
  readonly recipient: string;
  readonly start: Stop;
  readonly hops: readonly Hop[];
  readonly end: End;
  readonly time: number;
}

const mostHops = 100;

/** The ways of a message. A recipient that became another one has a way only as far as it was moved before. */
export function waysOf(chain: Chain): readonly Way[] {
  return chain.recipients.flatMap((recipient, number) => waysTo(chain, number, recipient));
}

function waysTo(chain: Chain, number: number, recipient: string): readonly Way[] {
  const events = chain.events.filter(({ recipients }) => recipients === undefined || recipients.includes(number));
  const became = chain.events.some(
    ({ before, recipients }) => before.includes(number) && recipients?.includes(number) !== true,
  );
  const out = handoversOf(events);
  const ways: Way[] = [];
  const seen = new Set<Stop>();
  for (const start of startsOf(events, out, number)) {
    if (seen.has(start.here)) continue;
    const way = follow(start, events, out, seen, recipient);
    if (way.hops.length > 0 || (!became && (ways.length === 0 || way.end !== 'open'))) ways.push(way);
  }
  return ways;
}

/** From each server, the handovers that are not yet part of a way, in the order in which they were written there. */
type Handovers = Map<Stop, Hop[]>;

function handoversOf(events: readonly Event[]): Handovers {
  const out: Handovers = new Map();
  const sent = new Set<Stop>();
  const known = new Set<Stop>();
  for (const { happens, here } of events) {
    if (happens === 'send') sent.add(here);
    if (happens !== 'arrive') known.add(here);
  }
  const add = (event: Event, from: Stop, to: Stop | undefined, toldBy: Hop['toldBy']): void => {
    const { connectors, connector, time } = event;
    if (to === undefined) return;
    const hops = out.get(from) ?? [];
    const last = hops.at(-1);
    if (last?.to === to && last.to.server === undefined) return;
    hops.push({ from, to, connectors, connector, time, toldBy });
    out.set(from, hops);
    known.add(to);
  };
  for (const event of events) {
    if (event.happens === 'send' || (event.happens === 'try' && !sent.has(event.here)))
      add(event, event.here, event.peer, 'sender');
  }
  // What arrived from a server that wrote other rows of this message, but not that it sent it.
  for (const event of events) {
    const { happens, here, peer } = event;
    if (happens !== 'arrive' || peer === undefined || !known.has(peer)) continue;
    if (out.get(peer)?.some(({ to }) => to === here) !== true) add(event, peer, here, 'receiver');
  }
  return out;
}

/** Where ways begin: where a row says so, else at servers that nobody handed the message to. */
function startsOf(events: readonly Event[], out: Handovers, number: number): readonly Event[] {
  const reached = new Set([...out.values()].flatMap((hops) => hops.map(({ to }) => to)));
  const isHead = ({ here }: Event) => !reached.has(here);
  const said = events.filter(
    ({ happens, before }) => happens === 'start' || (happens === 'become' && !before.includes(number)),
  );
  const changed = said.filter(({ happens }) => happens === 'become');
  const explicit = changed.length > 0 ? changed : said;
  const [first] = events;
  const starts = [...explicit, ...events.filter(isHead)];
  return starts.length === 0 && first !== undefined ? [first] : starts;
}

function follow(start: Event, events: readonly Event[], out: Handovers, seen: Set<Stop>, recipient: string): Way {
  const hops: Hop[] = [];
  let at = start.here;
  seen.add(at);
  for (let next = out.get(at)?.shift(); next !== undefined && hops.length < mostHops; next = out.get(at)?.shift()) {
    hops.push(next);
    at = next.to;
    seen.add(at);
    if (at.server === undefined) break;
  }
  const way = { recipient, start: start.here, hops, time: start.time };
  if (hops.length > 0 && at.server === undefined) return { ...way, end: 'left' };
  const ends = events.filter(
    ({ happens, here, peer }) => isEnd(happens) && (here === at || (happens === 'deliver' && peer === at)),
  );
  const last = ends.findLast(({ happens }) => happens === 'deliver') ?? ends.at(-1);
  if (last !== undefined) {
    if (last.here !== at) hops.push(handed(at, last, 'sender'));
    seen.add(last.here);
    return { ...way, end: endOf[last.happens] ?? 'open' };
  }
  const elsewhere = events.find(({ happens, here }) => happens === 'deliver' && !seen.has(here));
  if (elsewhere === undefined) return { ...way, end: 'open' };
  seen.add(elsewhere.here);
  hops.push(handed(at, elsewhere, 'nobody'));
  return { ...way, end: 'delivered' };
}

function handed(from: Stop, { here, time }: Event, toldBy: Hop['toldBy']): Hop {
  return { from, to: here, connectors: [], connector: '', time, toldBy };
}

const endOf: Partial<Record<Event['happens'], End>> = { deliver: 'delivered', fail: 'failed', wait: 'waiting' };

function isEnd(happens: Event['happens']): boolean {
  return endOf[happens] !== undefined;
}
