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
  unenforced,
} from '../state/restriction.ts';
import { awayFrom, type View } from '../state/view.ts';

export type Choice =
  | { readonly kind: 'chosen'; readonly carrier: Carrier; readonly entry: SpaceEntry }
  /** The closest matches are all down; the cheapest of them, were it up. Nothing less close is tried (§4 step 5) [STRONG]. */
  | { readonly kind: 'down'; readonly carrier: Carrier; readonly entry: SpaceEntry; readonly reason: () => string; readonly others: () => string } // prettier-ignore
  /** Connectors match, but this message may use none of them. */
  | { readonly kind: 'none left'; readonly status: string; readonly reason: () => string };

export interface Choosing {
  readonly choice: Choice;
  /** In words. */
  considered(): readonly Considered[];
  /** Names of connectors that match as closely and cost the same; empty without a tie. */
  tie(): readonly string[];
  /** The chosen one, and those that tie with it. */
  equals(): readonly Pick<Candidate, 'carrier' | 'entry'>[];
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
  /** The restrictions that the message fails, as a sum. */
  failed: number;
}

interface Deciding {
  readonly view: View;
  readonly at: Station;
  readonly group: number;
  readonly message: Message;
}

/** What was weighed: verdicts are told in words afterwards, as there can be thousands of candidates. */
interface Weighed {
  readonly deciding: Deciding;
  readonly candidates: readonly Candidate[];
  /** Those that match most closely of all that may be used. */
  readonly closest: readonly Candidate[];
  readonly chosen: Candidate | undefined;
}

/** How many connectors of one verdict are explained at one server: the closest and cheapest ones. */
const mostExplained = 20;

/** Chooses among the entries that match the recipient, the closest first; at least one. */
export function chooseConnector(deciding: Deciding, entries: readonly SpaceEntry[]): Choosing {
  const candidates = candidatesOf(deciding, entries);
  dropDisabled(candidates);
  dropOutOfScope(deciding, candidates);
  dropRestricted(deciding, candidates);
  dropUnreachable(candidates);
  const closest = keepMostSpecific(candidates.filter(isLeft));
  dropDown(deciding, closest);
  const left = closest.filter(isLeft);
  const chosen = least(left, ({ upKey }) => upKey);
  if (chosen !== undefined) keepCheapest(deciding, left, chosen);
  const weighed = { deciding, candidates, closest, chosen };
  return {
    choice: choiceAmong(weighed),
    considered: () => worthTelling(candidates).map((candidate) => explained(weighed, candidate)),
    tie: () => tieAmong(left),
    equals: () => [...left.filter((each) => each === chosen), ...left.filter(({ verdict }) => verdict === 'tie')],
  };
}

function isLeft({ verdict }: Candidate): boolean {
  return verdict === undefined;
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
    candidates.push({ carrier, entry, cost, upKey, anyKey, verdict: undefined, failed: restriction.none });
  }
  return candidates;
}

/** A connector that is disabled is as good as not there: a less close one can win (§13.24). */
function dropDisabled(candidates: readonly Candidate[]): void {
  for (const candidate of candidates) if (candidate.carrier.connector.disabled) candidate.verdict = 'disabled';
}

/** Step 1: scope comes before the best match; the other order bounced mail with 5.0.0 [KB-287058]. */
function dropOutOfScope({ group }: Deciding, candidates: readonly Candidate[]): void {
  for (const candidate of candidates.filter(isLeft)) {
    const { connector, home } = candidate.carrier;
    if (connector.kind === 'routing group connector' || connector.scope === 'organization' || home === group) continue;
    candidate.verdict = 'out of scope';
  }
}

/** Step 2: a connector that the message may not use is treated as absent, so a less specific one can win [EXPEDIA]. */
function dropRestricted({ view, at, message }: Deciding, candidates: readonly Candidate[]): void {
  const sourceOf: SourceOf = (carrier) => sourceBridgehead(view.linkState.outage, carrier, at);
  for (const candidate of candidates) {
    if (!isLeft(candidate)) continue;
    candidate.failed = restrictionsOn(candidate.carrier, message, sourceOf);
    if (candidate.failed !== restriction.none) candidate.verdict = 'restricted';
  }
}

/** Never reachable is not down: no chain of connectors, or none that the message may use, leads there (§13.4). */
function dropUnreachable(candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    const isReachable = candidate.carrier.defect === undefined && candidate.cost !== Infinity;
    if (isLeft(candidate) && !isReachable) candidate.verdict = 'unreachable';
  }
}

/** Step 3: the closest address space first, before any cost [T-ADVROUTE, STRONG]. */
function keepMostSpecific(left: readonly Candidate[]): readonly Candidate[] {
  const closest = closestOf(left);
  for (const candidate of left) {
    if (!isAsClose(candidate, closest[0])) candidate.verdict = 'less specific';
  }
  return closest;
}

/** The first of the entries is the closest one, and no step changes their order. */
function closestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter((candidate) => isAsClose(candidate, candidates[0]));
}

function isAsClose({ entry }: Candidate, best: Candidate | undefined): boolean {
  return best !== undefined && compareCloseness(entry.closeness, best.entry.closeness) === 0;
}

/** Step 4: connectors that are down, and those whose routing group no path that is up leads to. */
function dropDown({ view }: Deciding, closest: readonly Candidate[]): void {
  for (const candidate of closest) {
    if (isMarkedDown(view, candidate) || candidate.upKey === Infinity) candidate.verdict = 'down';
  }
}

function isMarkedDown({ linkState }: View, { carrier }: Candidate): boolean {
  return linkState.carrierFaults[carrier.index] !== fault.none && !carrier.neverMarkedDown;
}

/** Steps 6 and 7: least total cost; of a tie the fewest connectors crossed, then the first by name (§13.12). */
function keepCheapest({ view }: Deciding, left: readonly Candidate[], chosen: Candidate): void {
  const best = costIn(view, chosen);
  for (const other of left) {
    if (other === chosen) other.verdict = 'chosen';
    else other.verdict = costIn(view, other) > best ? 'costlier' : 'tie';
  }
}

/** What it costs in all, over links that are up. */
function costIn({ network }: View, { upKey }: Candidate): number {
  return Math.floor(upKey / (network.groups.length + 1));
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

function tieAmong(left: readonly Candidate[]): readonly string[] {
  const tied = left.filter(({ verdict }) => verdict === 'chosen' || verdict === 'tie');
  return tied.length > 1 ? tied.map(({ carrier }) => carrier.connector.name).sort() : [];
}

function choiceAmong(weighed: Weighed): Choice {
  const { chosen, closest } = weighed;
  if (chosen !== undefined) return { kind: 'chosen', carrier: chosen.carrier, entry: chosen.entry };
  const cheapest = least(closest, ({ anyKey }) => anyKey);
  if (cheapest === undefined) return noneLeft(weighed);
  const { carrier, entry } = cheapest;
  return {
    kind: 'down',
    carrier,
    entry,
    reason: () => reasonOf(weighed, cheapest),
    others: () => othersAsClose(weighed),
  };
}

/** What became of connectors that match as closely as the one that is down and could not step in for it. */
function othersAsClose({ candidates, closest }: Weighed): string {
  const [best] = closest;
  const dropped = candidates.filter((each) => !closest.includes(each) && isAsClose(each, best));
  const names = dropped.map(({ carrier }) => `'${carrier.connector.name}'`);
  if (names.length === 0) return closest.length > 1 ? 'nothing that matches as closely is up' : 'nothing else matches as closely'; // prettier-ignore
  const first = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  return `what else matches as closely cannot take it from here: ${first}`;
}

/** The reason of the most specific candidate decides; of several a restriction, which can be mended, before the rest (§13.9). */
function noneLeft(weighed: Weighed): Choice {
  const { candidates, deciding } = weighed;
  const weights = new Map(closestOf(candidates).map((each) => [each, weight(statusOf(deciding, each))]));
  const decisive = least([...weights.keys()], (candidate) => weights.get(candidate) ?? Infinity);
  if (decisive === undefined) return { kind: 'none left', status: '5.4.4', reason: () => 'No connector is left.' };
  const { name } = decisive.carrier.connector;
  const reason = () =>
    `No connector may take it from ${deciding.at.server.name}. '${name}': ${reasonOf(weighed, decisive)}`;
  return { kind: 'none left', status: statusOf(deciding, decisive), reason };
}

function weight(status: string): number {
  if (status === '5.2.3') return 0;
  return status === '5.7.1' ? 1 : 2;
}

/** What an NDR has as its status if this candidate is the reason (§13.9). */
function statusOf(deciding: Deciding, { verdict, failed, carrier }: Candidate): string {
  if (verdict === 'restricted') return restrictionStatus(failed);
  if (verdict !== 'unreachable' || carrier.defect !== undefined) return '5.4.4';
  return obstacleTo(deciding, carrier).status;
}

function obstacleTo({ view, message, group }: Deciding, { home }: Carrier): Obstacle {
  return obstacleBetween(view, message, group, home);
}

/** Why a candidate was dropped, or chosen, in a sentence. */
function reasonOf({ deciding, closest, chosen }: Weighed, candidate: Candidate): string {
  const { view, at, group, message } = deciding;
  const { carrier, entry, failed } = candidate;
  const { connector, home, defect } = carrier;
  const owner = view.network.groups[home]?.name ?? '';
  switch (candidate.verdict) {
    case 'out of scope': {
      const here = view.network.groups[group]?.name ?? '';
      return `It serves its own routing group ${owner} only; ${at.server.name} is in ${here}.`;
    }
    case 'restricted':
      return restrictionSentences(failed, connector, message);
    case 'disabled':
    case 'unreachable':
      return defect ?? obstacleTo(deciding, carrier).reason();
    case 'less specific':
      return `'${entry.space.pattern}' matches less closely than '${closest[0]?.entry.space.pattern ?? ''}'.`;
    case 'down':
      return isMarkedDown(view, candidate)
        ? faultSentence(
            (view.linkState.carrierFaults[carrier.index] ?? fault.none) as Fault,
            carrier,
            view.linkState.outage,
          )
        : `Every way to its routing group ${owner} is down.`;
    case 'chosen':
    case undefined: {
      const sourceOf: SourceOf = (each) => sourceBridgehead(view.linkState.outage, each, at);
      return chosenSentence(entry, costIn(view, candidate)) + unenforced(carrier, message, sourceOf);
    }
    case 'costlier':
    case 'tie':
      return chosen === undefined ? '' : rivalSentence(view, candidate, chosen);
    default:
      // Verdicts of another model.
      return '';
  }
}

function chosenSentence({ space: { pattern, cost } }: SpaceEntry, total: number): string {
  const path = total - cost;
  return `'${pattern}' matches most closely and it costs least: ${cost}${path > 0 ? ` and ${path} for the way there` : ''}.`;
}

function rivalSentence(view: View, other: Candidate, chosen: Candidate): string {
  const [cost, { name }] = [costIn(view, other), chosen.carrier.connector];
  if (other.verdict === 'costlier') return `It costs ${cost} in all, '${name}' ${costIn(view, chosen)}.`;
  const advantage = other.upKey > chosen.upKey ? 'is fewer connectors away' : 'comes first by name';
  return `It costs ${cost} in all like '${name}', which ${advantage}.`;
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

function explained(weighed: Weighed, candidate: Candidate): Considered {
  const { view, at } = weighed.deciding;
  const { carrier, entry, upKey, verdict } = candidate;
  const cost = upKey === Infinity ? candidate.cost : costIn(view, candidate);
  return {
    server: at.server.name,
    connector: carrier.connector.name,
    specificity: entry.closeness.literalCharacters,
    exact: entry.closeness.exact,
    cost: cost === Infinity ? null : cost,
    verdict: verdict ?? 'chosen',
    reason: reasonOf(weighed, candidate),
  };
}
