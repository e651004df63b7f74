import { behind } from '#core/editing/placed-edit';
import { connectorId } from '#core/model/element';
import type { Connector, Place } from '#core/model/topology';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';
import { plain } from '#core/syntax/words';

/**
 * In one list of address spaces, or of connected routing groups, some have a cost and others do not. The cost belongs to
 * the one that it is written at, and the others cost 1, which is easily read otherwise.
 */
export const mixedCosts = rule({
  code: 'mixed-costs',
  severity: 'warning',
  over: connectors,
  reads: {},
  *check(connector) {
    if (connector.kind === 'routing group connector') return;
    for (const list of [...listsOf(spacesOf(connector)), ...listsOf(groupsOf(connector))]) {
      const silent = list.filter(({ hasCost }) => !hasCost);
      const [first] = silent;
      if (silent.length === list.length || first?.place === undefined) continue;
      yield {
        place: first.place,
        message: `${first.name} has no cost of its own, so it costs 1, unlike others of this list. Write the cost of each.`,
        fixes: [{ title: 'Write cost 1 where it is meant', edits: silent.flatMap(writeCost) }],
        element: connectorId(connector.name),
      };
    }
  },
});

/** One of a list. */
interface Item {
  readonly name: string;
  readonly place: Place | undefined;
  readonly cost: number;
  readonly hasCost: boolean;
  readonly list: number;
}

type Outward = Exclude<Connector, { kind: 'routing group connector' }>;

function spacesOf({ addressSpaces }: Outward): readonly Item[] {
  return addressSpaces.map(({ pattern, place, cost, costPlace, list }) => {
    return { name: pattern, place, cost, hasCost: costPlace !== undefined, list };
  });
}

function groupsOf({ connects }: Outward): readonly Item[] {
  return connects.map(({ group, cost, costPlace, list }) => {
    return { name: plain(group.name), place: group.place, cost, hasCost: costPlace !== undefined, list };
  });
}

function listsOf(items: readonly Item[]): Iterable<readonly Item[]> {
  const lists = new Map<number, Item[]>();
  for (const item of items) lists.set(item.list, [...(lists.get(item.list) ?? []), item]);
  return lists.values();
}

function writeCost({ cost, place }: Item) {
  if (place === undefined) return [];
  return [behind(place, ` cost ${String(cost)}`)];
}
