// What becomes of kinds of messages at stations, without words: worked out once for each, and on request what of it relied
// on something.

import { writtenHost } from '#core/model/host';
import { keyOf } from '#core/model/keys';
import { attempt } from './hop/attempt.ts';
import type { Decision } from './hop/decide.ts';
import type { Kind } from './hop/kinds.ts';
import type { Network } from './network/network.ts';
import { databaseKey, dnsKey, hostKeyOf, lineKeyOf, connectorKey, serverKey } from './reliance.ts';
import type { Outage } from './state/outage.ts';

/** A compiled topology, as far as a survey needs it. */
export interface Surveyed {
  readonly network: Network;
  readonly kindOf: (message: Kind['message']) => Kind;
  decide(station: number, kind: Kind, outage: Outage): Decision;
}

/** A station and a kind, as one number. */
export type Place = number;

/** What becomes of a kind of messages from a station on. */
export interface Followed {
  readonly station: number;
  readonly kind: number;
  /** The next station; undefined at the end. */
  next: Followed | undefined;
  /** Those that lead here. */
  readonly from: Followed[];
  arrives: boolean;
  /** From here to the end. */
  cost: number;
  /** How often it is passed on. */
  steps: number;
  connector: string | null;
  /** Its connectors and those behind it were counted. */
  isNoted: boolean;
  isOpen: boolean;
}

/** As many steps as the rules let a message take (§13.2). */
const mostSteps = 30;

export interface Follower {
  from(station: number, kind: number): Followed;
  /** All that arrived and relied on one of these keys, with all that led to it. */
  affectedBy(keys: readonly string[]): ReadonlySet<Followed>;
}

/** What is known from before a failure: all of it holds but for what is affected. */
interface Before {
  readonly base: Follower & { known(place: Place): Followed | undefined };
  readonly affected: ReadonlySet<Followed>;
}

/** Nobody asks what led to a step that is taken again. */
const nobody: Followed[] = [];

/** Follows messages while something is off. */
export function follower(surveyed: Surveyed, kinds: readonly Kind[], outage: Outage, before?: Before): Before['base'] {
  const { network } = surveyed;
  const places = new Map<Place, Followed>();
  const relying = new Map<string, Followed[]>();
  const isRemembering = before === undefined;
  const placeOf = (station: number, kind: number): Place => station * kinds.length + kind;

  function rely(followed: Followed, key: string): void {
    const list = relying.get(key);
    if (list === undefined) relying.set(key, [followed]);
    else list.push(followed);
  }

  function knownAt(place: Place): Followed | undefined {
    const own = places.get(place);
    if (own !== undefined || before === undefined) return own;
    const old = before.base.known(place);
    // What did not arrive relied on nothing that was noted, so it is looked at again.
    return old !== undefined && old.arrives && !before.affected.has(old) ? old : undefined;
  }

  function from(station: number, kind: number): Followed {
    const place = placeOf(station, kind);
    const known = knownAt(place);
    if (known !== undefined) {
      // Whoever comes here again on its own way goes round.
      if (known.isOpen) known.arrives = false;
      return known;
    }
    const followed: Followed = {
      station,
      kind,
      next: undefined,
      from: isRemembering ? [] : nobody,
      arrives: false,
      cost: 0,
      steps: 0,
      connector: null,
      isNoted: false,
      isOpen: true,
    };
    places.set(place, followed);
    take(followed);
    followed.isOpen = false;
    return followed;
  }

  function take(followed: Followed): void {
    const { station } = followed;
    const kind = kinds[followed.kind];
    if (kind === undefined || network.stations[station] === undefined) return;
    const decision = surveyed.decide(station, kind, outage);
    const step = attempt({ network, outage, kind }, decision);
    const { result } = step;
    followed.connector = step.connector;
    followed.cost = step.cost;
    if (result.kind === 'passed on') {
      const next = from(result.to, followed.kind);
      if (next.isOpen) return;
      followed.next = next;
      followed.steps = next.steps + 1;
      followed.arrives = next.arrives && followed.steps <= mostSteps;
      followed.cost += next.cost;
      if (isRemembering) next.from.push(followed);
    } else if (result.kind === 'delivered') {
      followed.arrives = true;
    }
    if (!isRemembering || !followed.arrives) return;
    noteReliance(followed, decision, kind, result);
  }

  function noteReliance(
    followed: Followed,
    decision: Decision,
    kind: Kind,
    result: ReturnType<typeof attempt>['result'],
  ): void {
    const { station } = followed;
    const server = network.stations[station]?.server;
    if (server !== undefined) rely(followed, serverKey(server.key));
    const to = result.kind === 'passed on' ? result.to : result.kind === 'delivered' && result.mailboxServer !== undefined ? (network.stationNumber.get(keyOf(result.mailboxServer)) ?? station) : station; // prettier-ignore
    const far = network.stations[to]?.server;
    if (to !== station && far !== undefined) rely(followed, serverKey(far.key));
    const [here, there] = [network.siteOf[station] ?? -1, network.siteOf[to] ?? -1];
    if (here !== there) rely(followed, lineKeyOf(here, there));
    if (decision.kind === 'deliver') rely(followed, databaseKey(decision.home.database.key));
    const carrier = 'carrier' in decision ? decision.carrier : undefined;
    if (carrier !== undefined) rely(followed, connectorKey(carrier.connector.key));
    if (decision.kind === 'leave' && carrier?.connector.kind === 'send connector') {
      if (carrier.connector.delivery.kind === 'dns') {
        rely(followed, dnsKey);
        rely(followed, hostKeyOf(kind.recipient.domain ?? ''));
      } else if (result.kind === 'delivered') {
        const host = carrier.connector.delivery.hosts.find((each) => writtenHost(each) === result.nextHop);
        rely(followed, hostKeyOf(host?.text ?? result.nextHop));
      }
    }
  }

  return {
    from,
    known: (place) => places.get(place),
    affectedBy(keys) {
      const affected = new Set<Followed>();
      for (const key of keys) for (const each of relying.get(key) ?? []) affected.add(each);
      for (const each of affected) for (const earlier of each.from) affected.add(earlier);
      return affected;
    },
  };
}
