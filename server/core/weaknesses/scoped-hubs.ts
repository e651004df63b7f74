import { meaningOf } from '#core/model/address-space';
import { isSending } from '#core/model/send-connectors';
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
 * Sites are not passed from one to the next, so all others are looked at. Yields often.
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
    const neighbours = isSending(connector) ? otherSites(topology, connector) : [...(leadingTo.get(connector.group) ?? [])].filter((group) => group !== connector.group); // prettier-ignore
    for (const space of connector.kind === 'routing group connector' ? [] : connector.addressSpaces) {
      yield;
      const to = destinations.get(meaningOf(space));
      let from: Key | undefined;
      for (const [i, group] of neighbours.entries()) {
        if (i > 0 && i % waysAtOnce === 0) yield;
        const source = sources.get(group);
        if (source === undefined || to === undefined) continue;
        if (survey.connectors(source, to).includes(connector.name)) {
          from = group;
          break;
        }
      }
      if (from === undefined) continue;
      const name = topology.routingGroupByKey.get(from)?.name ?? '';
      found.push({ connector: connector.key, from: name, pattern: space.pattern });
      break;
    }
  }
  return found;
}

/** A thousand sites take a second. */
const waysAtOnce = 32;

function isScoped(connector: Connector): boolean {
  if (connector.disabled || connector.kind === 'routing group connector') return false;
  return connector.scope !== 'organization';
}

/** Sites that no source server of a connector is in. */
function otherSites({ routingGroups, serverByKey }: Topology, { bridgeheads }: Connector): readonly Key[] {
  const sources = bridgeheads === 'any' ? [] : bridgeheads.map(({ server }) => serverByKey.get(server.key)?.group);
  return routingGroups.flatMap(({ key, servers }) => (servers.length === 0 || sources.includes(key) ? [] : [key]));
}

function groupsLeadingTo({ connectors }: Topology): ReadonlyMap<Key, ReadonlySet<Key>> {
  const groups = new Map<Key, Set<Key>>();
  for (const { group: from, connects } of connectors) {
    for (const { group } of connects) groups.set(group.key, (groups.get(group.key) ?? new Set()).add(from));
  }
  return groups;
}
