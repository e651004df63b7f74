import { behind } from '#core/editing/placed-edit';
import { connectorId } from '#core/model/element';
import { meaningOf } from '#core/model/address-space';
import type { AddressSpace, Connector } from '#core/model/topology';
import { connectorsByGroup, organization } from './facts.ts';
import type { Finding, SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * Two connectors of a routing group have the same address space at the same cost, so no rule says which of them a
 * message takes (routing.md §4 step 7, M17). The tutorial's own recipe makes such a pair: a new connector for `*` with
 * cost 1 beside the one that was there. Where only one of them takes every message, the other has to be the cheaper one:
 * as the dearer one nobody would use it. Not reported where the organization says `when connectors tie spread`: then
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

function* tie(entry: Entry, other: Entry, taken: ReadonlySet<number>): Iterable<Finding> {
  const { connector, space } = entry;
  if (space.place === undefined) return;
  const name = quoted(other.connector.name);
  const [choosy, open] = isChoosy(connector) ? [entry, other] : [other, entry];
  const isOneChoosy = isChoosy(choosy.connector) && !isChoosy(open.connector);
  yield {
    place: space.place,
    message:
      `${name} carries ${space.pattern} at the same cost, so either may take the mail. ` +
      (isOneChoosy
        ? `Make ${quoted(open.connector.name)} dearer: ${quoted(choosy.connector.name)} does not take every message, and ` +
          'what it does not take goes by the other.'
        : "Make one of them dearer, or say 'when connectors tie spread' to share the load."),
    related: other.space.place === undefined ? [] : [{ place: other.space.place, message: `${name} carries it here.` }],
    fixes: isOneChoosy ? apart(choosy, open, taken) : apart(other, entry, taken),
    element: connectorId(connector.name),
  };
}

/** Whether a connector is there for some messages only: everything else has to go by the other one. */
function isChoosy({ acceptFrom, rejectFrom, limitSizeBytes, priorities, messageTypes }: Connector): boolean {
  const isOpen = limitSizeBytes === Infinity && priorities.length === 3 && messageTypes.length === 2;
  return !isOpen || acceptFrom.length + rejectFrom.length > 0;
}

/** Makes one of two the dearer one: it takes the next cost above; where there is none up to 100, the other one below. */
function apart(first: Entry, second: Entry, taken: ReadonlySet<number>): readonly SuggestedFix[] {
  const { cost } = second.space;
  const above = Array.from({ length: Math.max(0, 100 - cost) }, (_, index) => cost + 1 + index);
  const below = Array.from({ length: Math.max(0, cost - 1) }, (_, index) => cost - 1 - index);
  const dearer = above.find((each) => !taken.has(each));
  const cheaper = below.find((each) => each <= 100 && !taken.has(each));
  if (dearer !== undefined) return withCost(second, dearer, 'Keep', 'as a spare');
  return cheaper === undefined ? [] : withCost(first, cheaper, 'Prefer', '');
}

function withCost({ connector, space }: Entry, cost: number, verb: string, as: string): readonly SuggestedFix[] {
  const { place, costPlace } = space;
  if (place === undefined) return [];
  const text = String(cost);
  return [
    {
      title: [verb, quoted(connector.name), as, `at cost ${text}`].filter((part) => part !== '').join(' '),
      edits: [costPlace === undefined ? behind(place, ` cost ${text}`) : { place: costPlace, text }],
      preferred: false,
    },
  ];
}
