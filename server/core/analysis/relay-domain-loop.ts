import { hostNameKey } from '#core/model/host';
import type { AcceptedDomain, VirtualServerReference } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { carriers, holds, isCarrierUnclear, type CarriedSpace, type Carrier } from './carriers.ts';
import { groupNames, members, organization } from './facts.ts';
import { ownHosts } from './own-hosts.ts';
import { wholeRule } from './rule.ts';
import type { Values } from './fact.ts';

const reads = { organization, carriers, isCarrierUnclear, members, ownHosts, groupNames };
type Known = Values<typeof reads>;

/**
 * Recipients of a relay domain that nobody here knows leave, and come back. An Edge server sends those of an internal relay
 * domain inside again (§6) [PR365-LOOP, MS-HYBGROUPS]; by DNS they go where the domain's mail exchanger is, and that is a
 * server of ours [MS-EDGEMAN13]. They go round until they are returned.
 */
export const relayDomainLoop = wholeRule({
  code: 'relay-domain-loop',
  severity: 'error',
  reads,
  *check(known) {
    const { domains, faulty } = known.organization;
    if (faulty || known.isCarrierUnclear) return;
    for (const accepted of domains) {
      if (!accepted.shared || accepted.place === undefined || accepted.domain === '*') continue;
      const name = accepted.domain.replace(/^\*\./, '');
      const closest = closestTo(known.carriers, name);
      const why = closest.map((carrier) => whyItComesBack(carrier, accepted, name, known));
      const [first] = why;
      if (first === undefined || why.includes(undefined)) continue;
      yield {
        place: accepted.place,
        message:
          `${first}: recipients that nobody here knows go round until they are returned. Add a Send connector for ` +
          `${accepted.domain} with a Mailbox server as source and the other system as smart host.`,
      };
    }
  },
});

function whyItComesBack(
  { isEdge, isByDns, sites }: Carrier,
  { domain, authority }: AcceptedDomain,
  name: string,
  { organization, members, ownHosts, groupNames }: Known,
): string | undefined {
  if (isEdge && authority === 'internal relay') {
    const site = plain(groupNames.get(sites[0] ?? keyOfNobody) ?? '');
    return `Mail for the internal relay domain ${domain} leaves by the Edge servers of ${site}, which send it back inside`;
  }
  const { mailExchangers, mailExchangersFor } = organization;
  const own = mailExchangersFor.filter((each) => each.domains.some(({ value }) => value === name));
  const [exchanger] = own.length === 0 ? mailExchangers : own.flatMap(({ exchangers }) => exchangers);
  const isOurs = ({ server }: VirtualServerReference) =>
    members.has(server.key) || ownHosts.has(hostNameKey(server.name));
  if (!isByDns || exchanger === undefined || !isOurs(exchanger)) return undefined;
  return `No connector takes mail for ${domain} to the other system, and DNS leads back to ${plain(exchanger.server.name)}`;
}

const keyOfNobody = '' as Carrier['key'];

/** Those whose address space is the closest to a domain; several when it is the same. */
function closestTo(carriers: readonly Carrier[], domain: string): readonly Carrier[] {
  let closest: Carrier[] = [];
  let most = -1;
  for (const carrier of carriers) {
    const near = Math.max(...carrier.spaces.map((space) => closenessTo(space, domain)), -1);
    if (near > most) [closest, most] = [[], near];
    if (near === most && near >= 0) closest.push(carrier);
  }
  return closest;
}

/** -1 where the domain is not in it; a name of its own is closer than any with `*`. */
function closenessTo({ type, domain: pattern }: CarriedSpace, domain: string): number {
  if (type !== 'SMTP' || !holds(pattern, domain)) return -1;
  return pattern.startsWith('*') ? pattern.length : Infinity;
}
