// What an edit can have changed for messages: found out by comparing two topologies, object by object. An unchanged
// declaration is the same object in both, so only what was edited is looked into.

import { middleOf } from '#core/model/changes';
import type { Topology } from '#core/model/topology';

/**
 * `routing`: any message may now go elsewhere. `transit`: messages go as before, but may take longer or shorter. `none`:
 * every message goes as before.
 */
export type NetworkChange = 'none' | 'transit' | 'routing';

/** What of a topology says where mail goes. */
export const routedParts = [
  'organization',
  'routingGroups',
  'servers',
  'connectors',
  'siteLinks',
  'dags',
  'mailSystems',
] as const satisfies readonly (keyof Topology)[];

/** What is different for messages between two topologies; never less than there is. */
export function networkChange(before: Topology, now: Topology): NetworkChange {
  const changed = routedParts.filter((part) => before[part] !== now[part]);
  if (changed.every((part) => isAlike(before[part], now[part], fieldsThatDoNotRoute))) return 'none';
  return changed.every((part) => isAlike(before[part], now[part], fieldsOfTransit)) ? 'transit' : 'routing';
}

/** Fields of the model that say nothing about where mail goes. */
export const fieldsThatDoNotRoute: ReadonlySet<string> = new Set([
  'place',
  'costPlace',
  'wholePlace',
  'documentation',
  // Their members are among the senders, `acceptFrom` and `rejectFrom`.
  'acceptFromGroups',
  'rejectFromGroups',
  // The simulator alone asks for these.
  'retrySeconds',
  'delayNotificationSeconds',
  'expireSeconds',
  'connections',
  'connectionsPerDomain',
  'messagesPerConnection',
  'linkStateDelaySeconds',
]);

/** These say how long it takes (`transitSeconds`), and not where it goes either. */
export const fieldsOfTransit: ReadonlySet<string> = new Set([
  ...fieldsThatDoNotRoute,
  'bandwidthBitsPerSecond',
  'latencySeconds',
  'ratePerSecond',
]);

/** Whether two values of plain data say the same, but for fields of these names. */
export function isAlike(one: unknown, other: unknown, ignored: ReadonlySet<string>): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && areAlike(one, other, ignored);
  const entries = Object.entries(one).filter(([name]) => !ignored.has(name));
  const others = new Map(Object.entries(other).filter(([name]) => !ignored.has(name)));
  return entries.length === others.size && entries.every(([name, value]) => isAlike(value, others.get(name), ignored));
}

function areAlike(one: readonly unknown[], other: readonly unknown[], ignored: ReadonlySet<string>): boolean {
  if (one.length !== other.length) return false;
  const { start, toEnd } = middleOf(one, other);
  return other.slice(start, toEnd).every((value, i) => isAlike(one[start + i], value, ignored));
}
