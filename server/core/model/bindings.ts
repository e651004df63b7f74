// What virtual servers listen on, as rules compare it and as fixes write it.

import { defaultPort } from '#core/syntax/values';
import type { Binding } from './topology.ts';
import { writtenAddress } from '#core/syntax/wording';

/** Address and port in full: `10.1.0.10:25`, `all unassigned:25`. */
export function endpoint({ address, port }: Binding): string {
  return `${address === 'all unassigned' ? address : writtenAddress(address)}:${String(port)}`;
}

/** A binding as the language writes it: `10.1.0.10`, `[2001:db8::1]:26`, `all unassigned`; port 25 is left out. */
export function bindingText({ address, port }: Pick<Binding, 'address' | 'port'>): string {
  return port === defaultPort ? writtenAddress(address) : `${writtenAddress(address)}:${String(port)}`;
}
