// Who is meant by the lists of connectors that name groups of senders.

import type { AddressPattern, Connector, Key, Reference, SenderGroup } from './topology.ts';

/** A pattern that no address has: what a list says that names nobody but a group without members. */
const nobody: AddressPattern = { type: 'SMTP', pattern: '', local: '', domain: '', place: undefined };

/** The connector with the members of the groups that its lists name; the same object where they name none. */
export function withSenders(connector: Connector, groups: ReadonlyMap<Key, SenderGroup>): Connector {
  const { acceptFromGroups, rejectFromGroups } = connector;
  if (acceptFromGroups.length + rejectFromGroups.length === 0) return connector;
  const accepted = [...connector.acceptFrom, ...membersOf(acceptFromGroups, groups)];
  return {
    ...connector,
    // Without anybody in it the list would accept everybody.
    acceptFrom: accepted.length === 0 && acceptFromGroups.length > 0 ? [nobody] : accepted,
    rejectFrom: [...connector.rejectFrom, ...membersOf(rejectFromGroups, groups)],
  };
}

/** The patterns in these groups and in those that they hold, each group once. */
function membersOf(
  references: readonly Reference[],
  groups: ReadonlyMap<Key, SenderGroup>,
  seen = new Set<Key>(),
): readonly AddressPattern[] {
  return references.flatMap(({ key }) => {
    const group = groups.get(key);
    if (group === undefined || seen.has(key)) return [];
    seen.add(key);
    return [...group.patterns, ...membersOf(group.groups, groups, seen)];
  });
}
