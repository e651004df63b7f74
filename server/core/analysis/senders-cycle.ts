import type { Key, SenderGroup } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { senderGroups } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** By group of senders, the groups in it. */
const held = derived(
  { said: gist(senderGroups, ({ key, groups }) => [key, groups.map((group) => group.key)] as const) },
  ({ said }): ReadonlyMap<Key, readonly Key[]> => new Map(said),
);

/**
 * A group of senders is a member of itself, by way of others or directly. Each counts once, so the name that closes the
 * circle brings nobody; without it the group has the same members.
 */
export const sendersCycle = rule({
  code: 'senders-cycle',
  severity: 'error',
  over: senderGroups,
  reads: { held },
  concerns: ({ groups }) => groups.length > 0,
  *check(group: SenderGroup, { held }) {
    for (const { key, name, place } of group.groups) {
      if (place === undefined || !leadsTo(key, group.key, held)) continue;
      const how = key === group.key ? 'is a member of itself' : `is a member of ${quoted(name)} already, in the end`;
      yield { place, message: `${quoted(group.name)} ${how}, so this brings nobody. Remove it.` };
    }
  },
});

/** Whether a group holds another, by way of others or directly; each holds itself. */
function leadsTo(from: Key, to: Key, held: ReadonlyMap<Key, readonly Key[]>, seen = new Set<Key>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (held.get(from) ?? []).some((next) => leadsTo(next, to, held, seen));
}
