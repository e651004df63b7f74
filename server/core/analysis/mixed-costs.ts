import { connectorId } from '#core/model/element';
import type { AddressSpace } from '#core/model/topology';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';

/**
 * In one list of address spaces some have a cost and others do not. The cost belongs to the one that it is written at,
 * and the others cost 1, which is easily read otherwise.
 */
export const mixedCosts = rule({
  code: 'mixed-costs',
  severity: 'warning',
  over: connectors,
  reads: {},
  *check(connector) {
    if (connector.kind === 'routing group connector') return;
    for (const list of listsOf(connector.addressSpaces)) {
      const silent = list.filter(({ costPlace }) => costPlace === undefined);
      const [first] = silent;
      if (silent.length === list.length || first?.place === undefined) continue;
      yield {
        place: first.place,
        message: `${first.pattern} has no cost of its own, so it costs 1, unlike others of this list. Write the cost of each.`,
        fixes: [{ title: 'Write cost 1 where it is meant', edits: silent.flatMap(writeCost) }],
        element: connectorId(connector.name),
      };
    }
  },
});

function listsOf(spaces: readonly AddressSpace[]): Iterable<readonly AddressSpace[]> {
  const lists = new Map<number, AddressSpace[]>();
  for (const space of spaces) lists.set(space.list, [...(lists.get(space.list) ?? []), space]);
  return lists.values();
}

function writeCost({ cost, place }: AddressSpace) {
  if (place === undefined) return [];
  return [{ place: { ...place, span: { start: place.span.end, end: place.span.end } }, text: ` cost ${String(cost)}` }];
}
