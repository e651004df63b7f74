// Hosts as texts that compare: smart hosts, remote hosts and outside domains.

import type { Host } from './topology.ts';

/** A host folded for comparison: names without regard to case, an address without its brackets. */
export function hostKey(host: Host): string {
  return hostNameKey(host.address ?? host.text);
}

/** A host that is given by name only, as `down host` does. */
export function hostNameKey(text: string): string {
  const lower = text.toLowerCase();
  return lower.startsWith('[') && lower.endsWith(']') ? lower.slice(1, -1) : lower;
}

/** Whether a name can be one that DNS knows: servers' own names have no dots. */
export function isHostName(name: string): boolean {
  return /^[^.\s]+(\.[^.\s]+)+$/.test(name);
}
