// Hosts as texts that compare: smart hosts, remote hosts and outside domains.

import type { DeclarationKind } from '#core/syntax/tree';
import { parseHost } from '#core/syntax/values';
import { keyOf } from './keys.ts';
import type { Host, Key } from './topology.ts';

/** A host folded for comparison: names without regard to case, an address without its brackets. */
export function hostKey(host: Host): string {
  return hostNameKey(host.address ?? host.text);
}

/** A host that is given by name only, as `down host` does. */
export function hostNameKey(text: string): string {
  const lower = text.toLowerCase();
  return lower.startsWith('[') && lower.endsWith(']') ? lower.slice(1, -1) : lower;
}

/** A smart host as it is written, with its port: `relay.example.net:587`. */
export function writtenHost({ text, port }: Pick<Host, 'text' | 'port'>): string {
  return port === undefined ? text : `${text}:${String(port)}`;
}

/** Whether a name can be one that DNS knows: servers' own names have no dots. */
export function isHostName(name: string): boolean {
  return /^[^.\s]+(\.[^.\s]+)+$/.test(name);
}

/** A host that nobody wrote at this place. */
export function hostNamed(text: string): Host {
  const host = parseHost(text);
  const { address, bracketed } = host.ok ? host.value : { address: undefined, bracketed: false };
  return { text, address, bracketed, port: undefined, place: undefined, wholePlace: undefined };
}

/** The key of a mail system that is named so: the host folded for comparison, an IP address in its canonical form. */
export function hostNameAsKey(text: string): Key {
  const host = parseHost(text);
  return keyOf(hostNameKey((host.ok ? host.value.address : undefined) ?? text));
}

/** The key of a declaration with this name. */
export function declaredKey(kind: DeclarationKind, name: string): Key {
  return kind === 'host' ? hostNameAsKey(name) : keyOf(name);
}
