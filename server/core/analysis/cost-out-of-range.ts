import { connectorId } from '#core/model/element';
import { dearest } from '#core/model/free-cost';
import type { Connector, Place } from '#core/model/topology';
import { derived } from './fact.ts';
import { connectors, groupWord, organization } from './facts.ts';
import { rule } from './rule.ts';

const least = 1;

/** The highest cost of a way between routing groups. */
const highestCost = derived({ organization }, ({ organization: { highestCost } }): number => highestCost);

/**
 * A cost is outside 1 to 100, the range that Exchange allows (routing.md §1.5, M38); of a way between routing groups outside
 * 1 to the `highest cost` of the organization. It still counts as it is written when routes are compared.
 */
export const costOutOfRange = rule({
  code: 'cost-out-of-range',
  severity: 'error',
  over: connectors,
  reads: { highestCost, groupWord },
  *check(connector, { highestCost, groupWord }) {
    for (const { cost, place, isOfWay } of costsOf(connector)) {
      const most = isOfWay ? highestCost : dearest;
      if (place === undefined || (cost >= least && cost <= most)) continue;
      const near = String(Math.min(Math.max(cost, least), most));
      yield {
        place,
        message: `Cost ${String(cost)} is not possible: ${rangeFor(isOfWay, most)}. Write ${near}${orHigher(isOfWay, cost, groupWord)}.`,
        fixes: [{ title: `Change to ${near}`, edits: [{ place, text: near }] }],
        element: connectorId(connector.name),
      };
    }
  },
});

interface Cost {
  readonly cost: number;
  readonly place: Place | undefined;
  readonly isOfWay: boolean;
}

function costsOf(connector: Connector): readonly Cost[] {
  const spaces = connector.kind === 'routing group connector' ? [] : connector.addressSpaces;
  return [
    ...spaces.map(({ cost, costPlace }) => ({ cost, place: costPlace, isOfWay: false })),
    ...connector.connects.map(({ cost, costPlace }) => ({ cost, place: costPlace, isOfWay: true })),
  ];
}

function rangeFor(isOfWay: boolean, most: number): string {
  if (most === dearest) return 'Exchange takes 1 to 100, 100 being the last resort';
  return `${isOfWay ? 'the organization' : 'Exchange'} takes 1 to ${String(most)} here`;
}

/** What else could be written, for a way whose cost is one of Active Directory's. */
function orHigher(isOfWay: boolean, cost: number, groupWord: string): string {
  const isOne = isOfWay && groupWord === 'routing group' && cost > dearest && cost <= highestAllowed;
  return isOne ? `, or 'highest cost ${String(cost)}' in the organization` : '';
}

const highestAllowed = 99_999;
