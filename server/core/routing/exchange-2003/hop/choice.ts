// The choice among the connectors whose address space holds the recipient (§4), step by step in the order that
// reconciles the sources. What a step drops keeps its reason for `considered`.

import type { Message } from '../../message/defaults.ts';
import type { Considered, Verdict } from '../../route.ts';
import { compareCloseness, type SpaceEntry } from '#core/routing/addresses/address-space';
import { costAt } from '../paths/distances.ts';
import { fault, type Fault, faultSentence, sourceBridgehead } from '../state/link-state.ts';
import type { Station } from '#core/model/topology';
import type { Carrier } from '../network/network.ts';
import { type Obstacle, obstacleBetween } from './obstacle.ts';
import {
  restriction,
  restrictionSentences,
  restrictionsOn,
  restrictionStatus,
  type SourceOf,
} from '../state/restriction.ts';
import { awayFrom, type View } from '../state/view.ts';

export type Choice =
  | { readonly kind: 'chosen'; readonly carrier: Carrier; readonly entry: SpaceEntry }
  /** The closest matches are all down; the cheapest of them, were it up. Nothing less close is tried (§4 step 5) [STRONG]. */
  | { readonly kind: 'down'; readonly carrier: Carrier; readonly entry: SpaceEntry; readonly reason: () => string }
  /** Connectors match, but this message may use none of them. */
  | { readonly kind: 'none left'; readonly status: string; readonly reason: () => string };

export interface Choosing {
  readonly choice: Choice;
  /** In words. */
  considered(): readonly Considered[];
  /** Names of connectors that match as closely and cost the same; empty without a tie. */
  tie(): readonly string[];
}

interface Candidate {
  readonly carrier: Carrier;
  readonly entry: SpaceEntry;
  /** Address space and the path to the connector's group, whether that is up or not; Infinity without one. */
  readonly cost: number;
  /** Orders by cost over links that are up, then connectors crossed; Infinity when none is up. */
  readonly upKey: number;
  readonly anyKey: number;
  /** Undefined while it is still in the running. */
  verdict: Verdict | undefined;
  /** Put into words only when asked for: there can be thousands of candidates. */
  reason: () => string;
  /** What an NDR would have as its status if this were the reason (§13.9). */
  status: () => string;
}

interface Deciding {
  readonly view: View;
  readonly at: Station;
  readonly group: number;
  readonly message: Message;
}

/** How many connectors of one verdict are explained at one server: the closest and cheapest ones. */
const mostExplained = 20;

/** Chooses among the entries that match the recipient; at least one. */
export function chooseConnector(deciding: Deciding, entries: readonly SpaceEntry[]): Choosing {
  const candidates = candidatesOf(deciding, entries);
  dropOutOfScope(deciding, candidates);
  dropRestricted(deciding, candidates);
  dropUnreachable(deciding, candidates);
  const closest = keepMostSpecific(candidates.filter(isLeft));
  dropDown(deciding, closest);
  const tied = keepCheapest(deciding, closest.filter(isLeft));
  return {
    choice: choiceAmong(deciding, candidates, closest),
    considered: () => worthTelling(candidates).map((candidate) => explained(deciding, candidate)),
    tie: () => (tied.length > 1 ? tied.map(({ carrier }) => carrier.connector.name).sort() : []),
  };
}

function isLeft({ verdict }: Candidate): boolean {
  return verdict === undefined;
}

function drop(candidate: Candidate, verdict: Verdict, reason: () => string, status = () => '5.4.4'): void {
  candidate.verdict = verdict;
  candidate.reason = reason;
  candidate.status = status;
}

/** Total cost is the address space's plus that of the path to the connector's group (§4 step 6) [WIP-46667]. */
function candidatesOf({ view, group }: Deciding, entries: readonly SpaceEntry[]): Candidate[] {
  const all = awayFrom(view.network, view.all, group);
  const up = awayFrom(view.network, view.up, group);
  const candidates: Candidate[] = [];
  for (const entry of entries) {
    const carrier = view.network.carriers[entry.carrier];
    if (carrier === undefined) continue;
    const cost = entry.space.cost + costAt(all, carrier.home);
    const anyKey = entry.space.cost * all.scale + (all.keys[carrier.home] ?? Infinity);
    const upKey = entry.space.cost * up.scale + (up.keys[carrier.home] ?? Infinity);
    candidates.push({ carrier, entry, cost, upKey, anyKey, verdict: undefined, reason: noReason, status: noReason });
  }
  return candidates;
}

function noReason(): string {
  return '5.4.4';
}

/** Step 1: scope comes before the best match; the other order bounced mail with 5.0.0 [KB-287058]. */
function dropOutOfScope({ view, at, group }: Deciding, candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    const { connector, home } = candidate.carrier;
    if (connector.kind === 'routing group connector' || connector.scope === 'organization' || home === group) continue;
    const owner = view.network.groups[home]?.name ?? '';
    const here = view.network.groups[group]?.name ?? '';
    const reason = () => `It serves its own routing group ${owner} only; ${at.server.name} is in ${here}.`;
    drop(candidate, 'out of scope', reason);
  }
}

/** Step 2: a connector that the message may not use is treated as absent, so a less specific one can win [EXPEDIA]. */
function dropRestricted({ view, at, message }: Deciding, candidates: readonly Candidate[]): void {
  const sourceOf: SourceOf = (carrier) => sourceBridgehead(view.linkState.outage, carrier, at);
  for (const candidate of candidates.filter(isLeft)) {
    const { carrier } = candidate;
    const failed = restrictionsOn(carrier, message, sourceOf);
    if (failed === restriction.none) continue;
    const { connector } = carrier;
    const reason = () => restrictionSentences(failed, connector, message);
    drop(candidate, 'restricted', reason, () => restrictionStatus(failed));
  }
}

/** Never reachable is not down: no chain of connectors, or none that the message may use, leads there (§13.4). */
function dropUnreachable({ view, group, message }: Deciding, candidates: readonly Candidate[]): void {
  for (const candidate of candidates.filter(isLeft)) {
    const { defect, home } = candidate.carrier;
    if (defect !== undefined) drop(candidate, 'unreachable', () => defect);
    else if (candidate.cost === Infinity) {
      let known: Obstacle | undefined;
      const obstacle = () => (known ??= obstacleBetween(view, message, group, home));
      drop(
        candidate,
        'unreachable',
        () => obstacle().reason(),
        () => obstacle().status,
      );
    }
  }
}

/** Step 3: the closest address space first, before any cost [T-ADVROUTE, STRONG]. */
function keepMostSpecific(left: readonly Candidate[]): readonly Candidate[] {
  const closest = closestOf(left);
  const pattern = closest[0]?.entry.space.pattern ?? '';
  for (const candidate of left) {
    if (isAsClose(candidate, closest[0])) continue;
    const other = candidate.entry.space.pattern;
    drop(candidate, 'less specific', () => `'${other}' matches less closely than '${pattern}'.`);
  }
  return closest;
}

/** The first of the entries is the closest one: `spacesOf` has them in that order, and no step changes it. */
function closestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter((candidate) => isAsClose(candidate, candidates[0]));
}

function isAsClose({ entry }: Candidate, best: Candidate | undefined): boolean {
  return best !== undefined && compareCloseness(entry.closeness, best.entry.closeness) === 0;
}

/** Step 4: connectors that are down, and those whose routing group no path that is up leads to. */
function dropDown({ view }: Deciding, closest: readonly Candidate[]): void {
  for (const candidate of closest) {
    const { carrier, upKey } = candidate;
    const state = (view.linkState.carrierFaults[carrier.index] ?? fault.none) as Fault;
    const group = view.network.groups[carrier.home]?.name ?? '';
    if (state !== fault.none && !carrier.neverMarkedDown) drop(candidate, 'down', () => faultSentence(state, carrier));
    else if (upKey === Infinity) drop(candidate, 'down', () => `Every way to its routing group ${group} is down.`);
  }
}

/** Steps 6 and 7: least total cost; of a tie the fewest connectors crossed, then the first by name (§13.12). */
function keepCheapest({ view }: Deciding, left: readonly Candidate[]): readonly Candidate[] {
  const chosen = least(left, ({ upKey }) => upKey);
  if (chosen === undefined) return [];
  const scale = view.network.groups.length + 1;
  const best = Math.floor(chosen.upKey / scale);
  const name = chosen.carrier.connector.name;
  for (const other of left) {
    const cost = Math.floor(other.upKey / scale);
    if (other === chosen) drop(other, 'chosen', () => chosenSentence(chosen, best));
    else if (cost > best) drop(other, 'costlier', () => `It costs ${cost} in all, '${name}' ${best}.`);
    else drop(other, 'tie', () => `It costs ${cost} in all like '${name}', which ${advantage(other, chosen)}.`);
  }
  return left.filter(({ upKey }) => Math.floor(upKey / scale) === best);
}

/** The candidate with the smallest key, of several the first by name. */
function least(candidates: readonly Candidate[], keyOf: (candidate: Candidate) => number): Candidate | undefined {
  let [best] = candidates;
  for (const candidate of candidates) {
    if (best === undefined) return undefined;
    const ahead = keyOf(candidate) - keyOf(best);
    if (ahead < 0 || (ahead === 0 && candidate.carrier.rank < best.carrier.rank)) best = candidate;
  }
  return best;
}

function advantage(other: Candidate, chosen: Candidate): string {
  return other.upKey > chosen.upKey ? 'is fewer connectors away' : 'comes first by name';
}

function chosenSentence({ entry }: Candidate, total: number): string {
  const { pattern, cost } = entry.space;
  const path = total - cost;
  return `'${pattern}' matches most closely and it costs least: ${cost}${path > 0 ? ` and ${path} for the way there` : ''}.`;
}

function choiceAmong(deciding: Deciding, candidates: readonly Candidate[], closest: readonly Candidate[]): Choice {
  const chosen = closest.find(({ verdict }) => verdict === 'chosen');
  if (chosen !== undefined) return { kind: 'chosen', carrier: chosen.carrier, entry: chosen.entry };
  const cheapest = least(closest, ({ anyKey }) => anyKey);
  if (cheapest === undefined) return noneLeft(deciding, candidates);
  return { kind: 'down', carrier: cheapest.carrier, entry: cheapest.entry, reason: () => cheapest.reason() };
}

/** The reason of the most specific candidate decides; of several a restriction, which can be mended, before the rest (§13.9). */
function noneLeft({ at }: Deciding, candidates: readonly Candidate[]): Choice {
  const decisive = least(closestOf(candidates), ({ status }) => weight(status()));
  if (decisive === undefined) return { kind: 'none left', status: '5.4.4', reason: () => 'No connector is left.' };
  const reason = () =>
    `No connector may take it from ${at.server.name}. '${decisive.carrier.connector.name}': ${decisive.reason()}`;
  return { kind: 'none left', status: decisive.status(), reason };
}

function weight(status: string): number {
  if (status === '5.2.3') return 0;
  return status === '5.7.1' ? 1 : 2;
}

/** Of each verdict the closest, of those the cheapest: nobody reads a thousand reasons. */
function worthTelling(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length <= mostExplained) return candidates;
  const verdicts = new Set(candidates.map(({ verdict }) => verdict));
  return [...verdicts].flatMap((verdict) => {
    const alike = candidates.filter((candidate) => candidate.verdict === verdict);
    if (alike.length <= mostExplained) return alike;
    const order = (a: Candidate, b: Candidate) =>
      compareCloseness(a.entry.closeness, b.entry.closeness) || compare(a.anyKey, b.anyKey);
    return [...alike].sort(order).slice(0, mostExplained);
  });
}

/** Infinity is no number to subtract. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function explained({ view, at }: Deciding, candidate: Candidate): Considered {
  const { carrier, entry, upKey, verdict, reason } = candidate;
  const cost = upKey === Infinity ? candidate.cost : Math.floor(upKey / (view.network.groups.length + 1));
  return {
    server: at.server.name,
    connector: carrier.connector.name,
    specificity: entry.closeness.literalCharacters,
    exact: entry.closeness.exact,
    cost: cost === Infinity ? null : cost,
    verdict: verdict ?? 'chosen',
    reason: reason(),
  };
}
