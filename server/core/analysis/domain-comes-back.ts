import { matchesEverything, readDomainPattern } from '#core/model/address-space';
import type { Connector, VirtualServerReference } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { enabledConnectors, members, organization } from './facts.ts';
import { hostsForDomain, matches } from './hosts-for-domain.ts';
import { ownHosts } from './own-hosts.ts';
import { wholeRule } from './rule.ts';
import { quoted } from './wording.ts';

/** The domains for which a connector names a smart host; those of `*` do not count, as shared domains need their own. */
const carried = derived(
  {
    said: gist(enabledConnectors, (connector: Connector) => {
      if (connector.kind !== 'smtp connector') return [];
      const spaces = connector.addressSpaces.filter(({ type }) => type === 'SMTP');
      return spaces.map((space) => ({
        connector: connector.name,
        pattern: readDomainPattern(space.pattern),
        everything: matchesEverything(space),
        byHost: connector.delivery.kind === 'smart host' || connector.faulty,
      }));
    }),
  },
  ({ said }) => said.flat(),
);

/**
 * Recipients of a shared domain that nobody here knows go where its mail exchanger is, and that is a server of ours: no
 * connector takes them to the other system, so they come back and are returned with 5.4.8 (routing.md §13.19, §2) [COZA,
 * KB-823158].
 */
export const domainComesBack = wholeRule({
  code: 'domain-comes-back',
  severity: 'error',
  reads: { organization, carried, hostsForDomain, members, ownHosts },
  *check({ organization, carried, hostsForDomain, members, ownHosts }) {
    const { domains, mailExchangers, mailExchangersFor, faulty } = organization;
    if (faulty) return;
    const isOurs = ({ server, virtualServer }: VirtualServerReference) =>
      members.has(server.key) || virtualServer !== undefined || ownHosts.has(server.name);
    for (const { domain, shared, place } of domains) {
      const own = mailExchangersFor.filter((each) => each.domains.some(({ value }) => value === domain));
      const [exchanger] = own.length === 0 ? mailExchangers : own.flatMap(({ exchangers }) => exchangers);
      if (!shared || place === undefined || exchanger === undefined) continue;
      // Its mail exchanger is outside: DNS leads there.
      if (own.length > 0 && !isOurs(exchanger)) continue;
      const matching = carried.filter(({ pattern }) => matches(pattern, domain));
      const closest = matching.filter(({ pattern }) => pattern.length === Math.max(...matching.map((each) => each.pattern.length))); // prettier-ignore
      // By DNS on a virtual server with a smart host it goes there.
      if (closest.some(({ byHost }) => byHost) || hostsForDomain(domain).length > 0) continue;
      yield {
        place,
        message:
          `${domain} is shared, but no connector takes its mail to the other system: DNS leads back to ` +
          `${exchanger.server.name}, and recipients that nobody here knows are returned. ${adviceFor(domain, closest)}`,
      };
    }
  },
});

/** A connector that carries the domain by DNS has to leave it to the new one. */
function adviceFor(
  domain: string,
  carriers: readonly { readonly connector: string; readonly everything: boolean }[],
): string {
  const own = carriers.find(({ everything }) => !everything);
  const connector = `an SMTP connector for ${domain} with the other system as smart host`;
  return own === undefined ? `Add ${connector}.` : `Take it from ${quoted(own.connector)}, and add ${connector}.`;
}
