import { meaningOf } from '#core/model/address-space';
import type { Connector, Key, Topology } from '#core/model/topology';
import type { Survey } from '#core/routing/survey';

/** A connector for its own routing group that mail of another one takes all the same, as it passes there. */
export interface ScopedHub {
  readonly connector: Key;
  /** A group whose mail does. */
  readonly from: string;
  /** An address space that it does for, as `pattern` is written. */
  readonly pattern: string;
}

/**
 * Looks at the groups that lead directly into one with such a connector: mail from further off comes through one of them.
 * Yields often.
 */
export function* scopedHubs(topology: Topology, survey: Survey): Generator<undefined, readonly ScopedHub[]> {
  const scoped = topology.connectors.filter(isScoped);
  if (scoped.length === 0) return [];
  const sources = new Map(topology.routingGroups.map(({ key }, index) => [key, index]));
  const meanings = survey.destinations.map((each) => (each.kind === 'routing group' ? '' : meaningOf(each)));
  const destinations = new Map(meanings.map((meaning, index) => [meaning, index]));
  const leadingTo = groupsLeadingTo(topology);
  const found: ScopedHub[] = [];
  for (const connector of scoped) {
    const neighbours = [...(leadingTo.get(connector.group) ?? [])].filter((group) => group !== connector.group);
    for (const space of connector.kind === 'routing group connector' ? [] : connector.addressSpaces) {
      yield;
      const to = destinations.get(meaningOf(space));
      const from = neighbours.find((group) => {
        const source = sources.get(group);
        return source !== undefined && to !== undefined && survey.connectors(source, to).includes(connector.name);
      });
      if (from === undefined) continue;
      const name = topology.routingGroupByKey.get(from)?.name ?? '';
      found.push({ connector: connector.key, from: name, pattern: space.pattern });
      break;
    }
  }
  return found;
}

function isScoped(connector: Connector): boolean {
  return connector.kind !== 'routing group connector' && connector.scope === 'routing group';
}

function groupsLeadingTo({ connectors }: Topology): ReadonlyMap<Key, ReadonlySet<Key>> {
  const groups = new Map<Key, Set<Key>>();
  for (const { group: from, connects } of connectors) {
    for (const { group } of connects) groups.set(group.key, (groups.get(group.key) ?? new Set()).add(from));
  }
  return groups;
}
