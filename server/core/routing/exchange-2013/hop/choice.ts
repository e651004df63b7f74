// Which connector carries a message out (§5): chosen anew on each server, with every drop-out explained.

import { compareCloseness, type SpaceEntry } from '#core/routing/addresses/address-space';
import { writtenSize } from '../../message/written-values.ts';
import type { Considered, Verdict } from '../../route.ts';
import type { Carrier, Network } from '../network/network.ts';
import type { Outage } from '../state/outage.ts';
import type { Kind } from './kinds.ts';
import { primarySite } from './towards.ts';

/** A connector with an address space that the recipient lies in. */
interface Candidate {
  readonly carrier: Carrier;
  readonly entry: SpaceEntry;
  /** The path to its nearest source server and the address space; Infinity without a path. */
  readonly cost: number;
  readonly hops: number;
  verdict: Verdict | undefined;
}

export type Choice =
  | { readonly kind: 'chosen'; readonly carrier: Carrier; readonly entry: SpaceEntry; readonly cost: number }
  /** Only size stood in the way. */
  | { readonly kind: 'too large' }
  | { readonly kind: 'none' };

/** A choice, and what was weighed, to be told when somebody reads it. */
export interface Chosen {
  readonly choice: Choice;
  considered(): readonly Considered[];
}

/** Chooses at a station; dead servers and hosts change nothing, only what is switched off does (§13.3). */
export function chooseConnector(network: Network, outage: Outage, at: number, kind: Kind): Chosen {
  const spaces = kind.destination.kind === 'outside' ? kind.destination.spaces : [];
  const candidates = spaces.flatMap((entry): Candidate[] => {
    const carrier = network.carriers[entry.carrier];
    return carrier === undefined || !isForUs(network, carrier, at) ? [] : [candidateOf(network, at, carrier, entry)];
  });
  const drop = (verdict: Verdict, isOut: (candidate: Candidate) => boolean) => {
    for (const each of candidates) if (each.verdict === undefined && isOut(each)) each.verdict = verdict;
  };
  drop('too large', ({ carrier }) => isTooLarge(kind, carrier.connector.limitSizeBytes));
  const isOff = ({ carrier: { connector } }: Candidate) => connector.disabled || outage.disabled.has(connector.key);
  const isHidden = ({ carrier }: Candidate) => carrier.connector.scope === 'site' && !isSourcedIn(network, carrier, at);
  const isAway = ({ cost }: Candidate) => cost === Infinity;
  drop('disabled', isOff);
  drop('out of scope', isHidden);
  drop('unreachable', isAway);
  const left = () => candidates.filter(({ verdict }) => verdict === undefined);
  const [closest] = left();
  if (closest !== undefined) {
    drop('less specific', ({ entry }) => compareCloseness(closest.entry.closeness, entry.closeness) < 0);
    const least = Math.min(...left().map(({ cost }) => cost));
    drop('costlier', ({ cost }) => cost > least);
    const fewest = Math.min(...left().map(({ hops }) => hops));
    drop('farther', ({ hops }) => hops > fewest);
    const first = left().reduce((one, other) =>
      other.carrier.connector.key < one.carrier.connector.key ? other : one,
    );
    drop('later by name', (each) => each !== first);
  }
  const [chosen] = left();
  const isOnlySize = () =>
    candidates.some((each) => each.verdict === 'too large' && !isOff(each) && !isHidden(each) && !isAway(each));
  return {
    choice: chosen === undefined ? { kind: isOnlySize() ? 'too large' : 'none' } : { kind: 'chosen', ...chosen },
    considered: () => worthTelling(candidates).map((each) => explained(network, { at, kind, chosen, closest }, each)),
  };
}

/** An Edge server knows the connectors that it is a source of, and no others (§6) [MS-EDGESUB]. */
function isForUs({ stations }: Network, { sources }: Carrier, at: number): boolean {
  return stations[at]?.server.isEdge !== true || sources.includes(at);
}

function isSourcedIn({ siteOf }: Network, { sources }: Carrier, at: number): boolean {
  return sources.some((source) => siteOf[source] === siteOf[at]);
}

/** System messages are exempt from limits (§8) [MS-SIZE]. */
export function isTooLarge({ message }: Pick<Kind, 'message'>, limit: number): boolean {
  return !message.system && message.sizeBytes > limit;
}

function candidateOf(network: Network, at: number, carrier: Carrier, entry: SpaceEntry): Candidate {
  const here = network.siteOf[at] ?? -1;
  const common = { carrier, entry, verdict: undefined };
  if (carrier.sources.includes(at)) return { ...common, cost: entry.space.cost, hops: 0 };
  const nearest = here < 0 ? undefined : primarySite(network, here, carrier.group);
  if (nearest === undefined) return { ...common, cost: Infinity, hops: Infinity };
  const { cost, links } = network.pathsFrom(here);
  return { ...common, cost: (cost[nearest] ?? 0) + entry.space.cost, hops: 1 + (links[nearest] ?? 0) };
}

/** Of each verdict the closest: nobody reads a thousand reasons. */
const mostExplained = 20;

function worthTelling(candidates: readonly Candidate[]): readonly Candidate[] {
  const told = new Map<Verdict | undefined, number>();
  return candidates.filter(({ verdict }) => {
    const count = told.get(verdict) ?? 0;
    told.set(verdict, count + 1);
    return count < mostExplained;
  });
}

interface Weighed {
  readonly at: number;
  readonly kind: Kind;
  readonly chosen: Candidate | undefined;
  readonly closest: Candidate | undefined;
}

function explained(network: Network, weighed: Weighed, candidate: Candidate): Considered {
  const { carrier, entry, cost, verdict } = candidate;
  return {
    server: network.stations[weighed.at]?.server.name ?? '',
    connector: carrier.connector.name,
    specificity: entry.closeness.literalCharacters,
    exact: entry.closeness.exact,
    cost: cost === Infinity ? null : cost,
    verdict: verdict ?? 'chosen',
    reason: reasonOf(network, weighed, candidate),
  };
}

function reasonOf(network: Network, { at, kind, chosen, closest }: Weighed, candidate: Candidate): string {
  const { carrier, entry, cost, hops, verdict } = candidate;
  const { connector } = carrier;
  const here = network.sites[network.siteOf[at] ?? -1]?.name ?? '';
  const other = chosen === undefined ? '' : `'${chosen.carrier.connector.name}'`;
  switch (verdict) {
    case 'too large':
      return `The message has ${writtenSize(kind.message.sizeBytes)}, and it takes ${writtenSize(connector.limitSizeBytes)} at most.`;
    case 'disabled':
      return 'It is disabled.';
    case 'out of scope':
      return `It serves the site of its source servers only, and ${here} is another.`;
    case 'unreachable':
      return carrier.sources.length === 0
        ? 'It has no source server.'
        : `No chain of site links leads from ${here} to its source servers.`;
    case 'less specific':
      return `'${entry.space.pattern}' matches less closely than '${closest?.entry.space.pattern ?? ''}'.`;
    case 'costlier':
      return `It costs ${cost} in all, ${other} ${chosen?.cost ?? ''}.`;
    case 'farther':
      return `It costs ${cost} in all like ${other}, which is ${nearness(chosen?.hops ?? 0)}; this one is ${nearness(hops)}.`;
    case 'later by name':
      return `It costs ${cost} in all like ${other} and is as near; the lower name takes all.`;
    default: {
      const path = cost - entry.space.cost;
      return `'${entry.space.pattern}' matches most closely and it costs least: ${entry.space.cost}${path > 0 ? ` and ${path} for the path there` : ''}.`;
    }
  }
}

function nearness(hops: number): string {
  if (hops === 0) return 'on this server';
  return hops === 1 ? 'in this site' : `${hops - 1} site ${hops === 2 ? 'link' : 'links'} away`;
}
