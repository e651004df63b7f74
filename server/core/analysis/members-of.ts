import type { Key } from '#core/model/topology';
import type { Member } from './facts.ts';

/** The servers of a routing group. */
export function membersOf(members: ReadonlyMap<Key, Member>, group: Key): readonly Member[] {
  return [...members.values()].filter((member) => member.group === group);
}
