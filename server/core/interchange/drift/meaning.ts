// What values mean, for comparing: without places, with names folded, and without an order where none counts.

import { hostKey } from '../../model/host.ts';
import type { AddressPattern, Host, Key, Reference, Topology, VirtualServerReference } from '../../model/topology.ts';
import type { Schedule } from '../../syntax/tree.ts';

/** Plain data that says the same for all values that mean the same. */
export type Meaning = string | number | boolean | null | readonly Meaning[] | { readonly [name: string]: Meaning };

/** Fields that say where or how something is written, and nothing of mail. */
const ofTheText: ReadonlySet<string> = new Set(['place', 'wholePlace', 'costPlace', 'list', 'span']);

/** The meaning of a value of the model, lists in their order. */
export function plain(value: unknown): Meaning {
  if (typeof value === 'string') return value.normalize('NFC').toLowerCase();
  if (typeof value === 'number') return Number.isFinite(value) ? value : 'unlimited';
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return null;
  if ('key' in value && 'name' in value) return plain(value.key);
  if ('bracketed' in value) return host(value as Host);
  const fields = Object.entries(value).filter(([name]) => !ofTheText.has(name));
  return Object.fromEntries(fields.map(([name, each]) => [name, plain(each)]));
}

/** A list whose order means nothing, and where saying a thing twice says no more. */
export function asSet(values: readonly unknown[]): Meaning {
  return [...new Set(values.map((value) => JSON.stringify(plain(value))))].sort();
}

/** A host however its name or address is written. */
function host(host: Host): Meaning {
  const besides = Object.entries(host).filter(
    ([name]) => !ofTheText.has(name) && name !== 'text' && name !== 'address',
  );
  const said = besides.map(([name, value]) => [name, plain(value)] as const);
  return { ...Object.fromEntries(said), host: hostKey(host) };
}

/** A virtual server by name, the default one of its server as if nobody named it. */
export function station(topology: Topology, { server, virtualServer }: VirtualServerReference): Meaning {
  const standard = topology.serverByKey.get(server.key)?.virtualServers[0]?.key;
  return virtualServer === undefined || virtualServer.key === standard
    ? server.key
    : `${server.key}/${virtualServer.key}`;
}

/** A list of senders: groups of senders by name, and who is in it besides their members. */
export function senders(
  topology: Topology,
  patterns: readonly AddressPattern[],
  groups: readonly Reference[],
): Meaning {
  const members = new Set(groups.flatMap(({ key }) => membersOf(topology, key, new Set())));
  const own = patterns.map(patternText).filter((pattern) => !members.has(pattern));
  return [...new Set([...own, ...groups.map(({ key }) => `senders ${key}`)])].sort();
}

/** A pattern of addresses with its type. */
export function patternText({ type, pattern }: AddressPattern): string {
  return `${type}:${pattern}`.toLowerCase();
}

function membersOf(topology: Topology, key: Key, seen: Set<Key>): readonly string[] {
  const group = topology.senderGroupByKey.get(key);
  if (group === undefined || seen.has(key)) return [];
  seen.add(key);
  return [...group.patterns.map(patternText), ...group.groups.flatMap((each) => membersOf(topology, each.key, seen))];
}

const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;

/** When a schedule is open; windows that touch or overlap are one. */
export function openTimes(schedule: Schedule): Meaning {
  if (schedule.kind !== 'windows') return plain(schedule);
  const spans = schedule.windows
    .flatMap(({ days, from, to }) => days.map((day) => [day * minutesOfDay + from, day * minutesOfDay + to] as const))
    .flatMap(([from, to]) =>
      to <= minutesOfWeek ? [[from, to] as const] : [[from, minutesOfWeek] as const, [0, to - minutesOfWeek] as const],
    )
    .sort(([one], [other]) => one - other);
  const open: (readonly [number, number])[] = [];
  for (const [from, to] of spans) {
    const last = open.at(-1);
    if (last === undefined || from > last[1]) open.push([from, to]);
    else open[open.length - 1] = [last[0], Math.max(last[1], to)];
  }
  const [only] = open;
  return open.length === 1 && only?.[0] === 0 && only[1] === minutesOfWeek ? plain({ kind: 'always' }) : plain(open);
}
