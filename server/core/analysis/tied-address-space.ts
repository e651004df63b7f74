import { behind } from '#core/editing/placed-edit';
import { connectorId } from '#core/model/element';
import { meaningOf } from '#core/model/address-space';
import type { AddressSpace, Connector, Place } from '#core/model/topology';
import { connectorsByGroup, organization } from './facts.ts';
import type { Finding, SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * Two connectors of a routing group have the same address space at the same cost, so no rule says which of them a
 * message takes (routing.md §4 step 7, M17). The tutorial's own recipe makes such a pair: a new connector for `*` with
 * cost 1 beside the one that was there. Not reported where the organization says `when connectors tie spread`: then
 * sharing the load is what is wanted.
 */
export const tiedAddressSpace = rule({
  code: 'tied-address-space',
  severity: 'warning',
  over: connectorsByGroup,
  reads: { organization },
  *check(connectors, { organization: { whenConnectorsTie } }) {
    if (connectors.length < 2 || whenConnectorsTie === 'spread') return;
    const first = new Map<string, Entry>();
    const costs = costsByMeaning(connectors);
    for (const connector of connectors) {
      if (connector.kind === 'routing group connector') continue;
      for (const space of connector.addressSpaces) {
        const meaning = meaningOf(space);
        const key = `${meaning};${String(space.cost)}`;
        const other = first.get(key);
        if (other === undefined) first.set(key, { connector, space });
        else if (other.connector !== connector)
          yield* tie({ connector, space }, other, costs.get(meaning) ?? new Set());
      }
    }
  },
});

interface Entry {
  readonly connector: Connector;
  readonly space: AddressSpace;
}

/** Every cost at which the group carries an address space, however it is written. */
function costsByMeaning(connectors: readonly Connector[]): ReadonlyMap<string, ReadonlySet<number>> {
  const costs = new Map<string, Set<number>>();
  for (const connector of connectors) {
    if (connector.kind === 'routing group connector') continue;
    for (const space of connector.addressSpaces) {
      const meaning = meaningOf(space);
      costs.set(meaning, (costs.get(meaning) ?? new Set()).add(space.cost));
    }
  }
  return costs;
}

function* tie({ connector, space }: Entry, other: Entry, taken: ReadonlySet<number>): Iterable<Finding> {
  const { place } = space;
  if (place === undefined) return;
  yield {
    place,
    message:
      `${quoted(other.connector.name)} carries ${space.pattern} at the same cost, so either may take the mail. ` +
      `Make one of them dearer, or say 'when connectors tie spread' to share the load.`,
    related:
      other.space.place === undefined
        ? []
        : [{ place: other.space.place, message: `${quoted(other.connector.name)} carries it here.` }],
    fixes: otherCosts(space, taken).map((cost) => at(cost, space, place)),
    element: connectorId(connector.name),
  };
}

/** The next cost at which nothing else carries it: a dearer one or, where there is none up to 100, a cheaper one. */
function otherCosts({ cost }: AddressSpace, taken: ReadonlySet<number>): readonly number[] {
  const above = Array.from({ length: Math.max(0, 100 - cost) }, (_, index) => cost + 1 + index);
  const below = Array.from({ length: Math.max(0, cost - 1) }, (_, index) => cost - 1 - index);
  return [...above, ...below].filter((each) => each <= 100 && !taken.has(each)).slice(0, 1);
}

function at(cost: number, space: AddressSpace, place: Place): SuggestedFix {
  const { costPlace } = space;
  const text = String(cost);
  return {
    title: cost > space.cost ? `Keep it as a spare at cost ${text}` : `Prefer it at cost ${text}`,
    edits: [costPlace === undefined ? behind(place, ` cost ${text}`) : { place: costPlace, text }],
    preferred: false,
  };
}
