// Which connector could carry mail for an address space that another one carries alone. That it can deliver it too is
// never certain: a partner may take mail by a leased line only. So whoever says so says "if".

import { plainDomain } from './accepted-domains.ts';
import { matchesEverything, readDomainPattern } from './address-space.ts';
import type { AcceptedDomain, AddressSpace, Connector, SmtpConnector } from './topology.ts';

/** Names that DNS has for nobody, so that mail for them goes to a host of one's own (RFC 6761, RFC 6762, RFC 8375, ICANN). */
const privateEndings = ['local', 'localdomain', 'localhost', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'test', 'invalid', 'onion', 'arpa']; // prettier-ignore

/** Whether it carries `*` at any time, for everybody and for every message that others may take. */
export function isOpenCatchAll(connector: Connector): connector is SmtpConnector {
  return (
    connector.kind === 'smtp connector' &&
    connector.scope === 'organization' &&
    !connector.faulty &&
    !connector.disabled &&
    !connector.holdForPickup &&
    connector.acceptFrom.length + connector.rejectFrom.length === 0 &&
    connector.limitSizeBytes === Infinity &&
    connector.priorities.length === 3 &&
    connector.messageTypes.length === 2 &&
    connector.oversize === undefined &&
    connector.schedule.kind === 'always' &&
    connector.addressSpaces.some((space) => space.type === 'SMTP' && matchesEverything(space))
  );
}

/**
 * Whether a connector to the outside could deliver mail for an address space: a domain that DNS can know, which is no
 * domain of ours or below one. Mail for `archive.contoso.local`, or for a host of our own, has nothing to seek outside.
 */
export function isForOutside({ type, pattern }: AddressSpace, domains: readonly AcceptedDomain[]): boolean {
  if (type !== 'SMTP' || matchesEverything({ type, pattern })) return false;
  const name = readDomainPattern(pattern).replace(/^\*\.?/, '');
  const labels = name.split('.');
  if (labels.length < 2 || privateEndings.includes(labels.at(-1) ?? '')) return false;
  const ours = domains.flatMap((accepted) => plainDomain(accepted) ?? []);
  return !ours.some((domain) => name === domain || name.endsWith(`.${domain}`) || domain.endsWith(`.${name}`));
}
