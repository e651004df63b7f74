import { connectorId } from '#core/model/element';
import type { Connector, Place } from '#core/model/topology';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';

const least = 1;
const most = 100;

/**
 * A cost is outside 1 to 100, the range that Exchange allows (routing.md §1.5, M38). It still counts as it is written
 * when routes are compared.
 */
export const costOutOfRange = rule({
  code: 'cost-out-of-range',
  severity: 'error',
  over: connectors,
  reads: {},
  *check(connector) {
    for (const { cost, place } of costsOf(connector)) {
      if (place === undefined || (cost >= least && cost <= most)) continue;
      const near = String(Math.min(Math.max(cost, least), most));
      yield {
        place,
        message: `Cost ${String(cost)} is not possible: Exchange takes 1 to 100, 100 being the last resort. Write ${near}.`,
        fixes: [{ title: `Change to ${near}`, edits: [{ place, text: near }] }],
        element: connectorId(connector.name),
      };
    }
  },
});

function costsOf(connector: Connector): readonly { readonly cost: number; readonly place: Place | undefined }[] {
  const spaces = connector.kind === 'routing group connector' ? [] : connector.addressSpaces;
  return [...spaces, ...connector.connects].map(({ cost, costPlace }) => ({ cost, place: costPlace }));
}
