// What virtual servers listen on, as rules compare it and as fixes write it.

import { defaultPort } from '#core/model/server';
import type { Binding } from '#core/model/topology';
import { writtenAddress } from './wording.ts';

/** Address and port in full: `10.1.0.10:25`, `all unassigned:25`. */
export function endpoint({ address, port }: Binding): string {
  return `${address === 'all unassigned' ? address : writtenAddress(address)}:${String(port)}`;
}

/** A binding as the language writes it, port 25 left out. */
export function bindingText(address: string, port: number): string {
  return port === defaultPort ? writtenAddress(address) : `${writtenAddress(address)}:${String(port)}`;
}
