// Values of attributes as Exchange 2000/2003 keeps them.

import { canonicalIp, parseHost } from '../../syntax/values.ts';
import { hostsOf } from '../exchange/values.ts';
import type { Fields } from '../fields.ts';

/** What a way between groups can cost in the language. */
export const highestCost = 99999;

/** A number above 0; 0 and nothing are no limit. */
export function positiveIn(fields: Fields, property: string): number | undefined {
  const text = fields.text(property) ?? '';
  return /^\d{1,12}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

/** Smart hosts of one string, divided by `;` or `,`; an address without brackets is looked up as a name there. */
export function smartHostsIn(fields: Fields): string[] {
  const property = 'msExchSmtpSmartHost';
  const hosts: string[] = [];
  let isBare = false;
  const wrong: string[] = [];
  for (const host of hostsOf(fields.values(property))) {
    const inside = /^\[(.*)\]$/.exec(host)?.[1];
    const address = canonicalIp(inside ?? host);
    isBare ||= address !== undefined && inside === undefined;
    const written = address === undefined ? host.toLowerCase() : `[${address}]`;
    if (parseHost(written).ok) hosts.push(written);
    else wrong.push(host);
  }
  if (wrong.length > 0) fields.settle(property, 'dropped', `No name of a host, and no IP address: ${wrong.join(', ')}`);
  else if (isBare)
    fields.settle(property, 'differs', 'An IP address without brackets is a name there; here it has brackets.');
  else fields.settle(property, 'imported');
  return hosts;
}
