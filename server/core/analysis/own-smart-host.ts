import type { Host, Key, Organization, Server } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { members, organization, servers, type Member } from './facts.ts';
import { rule } from './rule.ts';
import { senderId } from './sender-id.ts';
import { senders, smartHostsOf, type Sender } from './smart-hosts.ts';
import { plain } from './wording.ts';

/** Names and addresses of our own servers: as they are declared, and the host names of their virtual servers. */
const ownHosts = derived(
  { said: gist(servers, hostsOf) },
  ({ said }): ReadonlyMap<string, Key> =>
    new Map(said.flatMap(({ key, hosts }) => hosts.map((host) => [host, key] as const))),
);

/**
 * The smart host of a connector is a server of the organization. That server looks for the way again, finds the same
 * connector, and the mail goes round until it is returned (M27; 5.4.8). Not reported for connectors that lead to routing
 * groups, which arrive at such a server (§13.11), nor for a connector kept to its routing group that hands its mail to a
 * server of another one. For a virtual server only the server itself counts.
 */
export const ownSmartHost = rule({
  code: 'own-smart-host',
  severity: 'error',
  over: senders,
  reads: { ownHosts, members, organization },
  concerns: (sender) => smartHostsOf(sender).length > 0,
  *check(sender, { ownHosts, members, organization }) {
    for (const host of smartHostsOf(sender)) {
      const own = members.get(ownServer(host, ownHosts, organization) ?? nobody);
      if (own === undefined || host.place === undefined || !comesBack(sender, own)) continue;
      yield {
        place: host.place,
        message:
          `Smart host ${host.text} is our own server ${plain(own.name)}, so mail comes back and is returned as looping. ` +
          'Name a host outside the organization.',
        related: [
          { place: { declared: { kind: 'server', key: own.key } }, message: `${plain(own.name)} is declared here.` },
        ],
        element: senderId(sender, members),
      };
    }
  },
});

const nobody = '' as Key;

function hostsOf({ key, name, addresses, virtualServers }: Server) {
  const names = virtualServers.flatMap(({ fqdn }) => (fqdn === undefined ? [] : [fqdn.toLowerCase()]));
  return { key, hosts: [name.toLowerCase(), ...addresses.map(({ value }) => value), ...names] };
}

/** Our server that a smart host means: by address, by name, or by its name in a domain of the organization. */
function ownServer(
  { text, address }: Host,
  ownHosts: ReadonlyMap<string, Key>,
  { domains }: Organization,
): Key | undefined {
  if (address !== undefined) return ownHosts.get(address);
  const host = text.toLowerCase();
  const dot = host.indexOf('.');
  const inOurDomain = dot > 0 && domains.some(({ domain }) => domain === host.slice(dot + 1));
  return ownHosts.get(host) ?? (inOurDomain ? ownHosts.get(host.slice(0, dot)) : undefined);
}

function comesBack(sender: Sender, own: Member): boolean {
  switch (sender.kind) {
    case 'virtual server':
      return sender.server === own.key;
    case 'smtp connector':
      return sender.connects.length === 0 && (sender.scope === 'organization' || sender.group === own.group);
    case 'routing group connector':
    case 'x400 connector':
      return false;
  }
}
