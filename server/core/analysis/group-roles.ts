// What mail has to do with a routing group: whether any is meant for it, and whether any starts in it.

import { hostKey } from '#core/model/host';
import { hostsOf } from '#core/model/lookup';
import type { Connector, Key, Organization } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { enabledConnectors, members, organization, servers } from './facts.ts';
import { ownHosts } from './own-hosts.ts';

export interface GroupRoles {
  /**
   * Mail can be meant for it: it has mailboxes, or connectors lead to it and none leads on; every group, where no server has
   * mailboxes.
   */
  isMeant(group: Key): boolean;
  /**
   * Mail can start in it: some is meant for it, whose readers answer; mail from the Internet arrives in it; or nothing hands
   * it any, so that its own is all that it can have. What else a group has was on its way before.
   */
  sends(group: Key): boolean;
}

const homes = gist(servers, ({ group, mailboxes, faulty }) => (mailboxes.length > 0 || faulty ? group : undefined));

/** Where connectors lead, and the hosts that they hand mail to. */
const handing = gist(enabledConnectors, (connector: Connector) => ({
  from: connector.group,
  to: connector.connects.map(({ group }) => group.key),
  hosts: hostsOf(connector).map(hostKey),
}));

/** The hosts that virtual servers hand mail to. */
const relaying = gist(servers, ({ group, virtualServers }) => ({
  from: group,
  hosts: virtualServers.flatMap(({ smartHosts }) => smartHosts.map(hostKey)),
}));

const exchangers = derived({ organization }, ({ organization }): readonly Key[] => exchangersOf(organization));

function exchangersOf({ mailExchangers, mailExchangersFor }: Organization): readonly Key[] {
  const all = [...mailExchangers, ...mailExchangersFor.flatMap((each) => each.exchangers)];
  return all.map(({ server }) => server.key);
}

export const groupRoles = derived(
  { homes, handing, relaying, exchangers, members, ownHosts },
  ({ homes, handing, relaying, exchangers, members, ownHosts }): GroupRoles => {
    const groupOf = (server: Key | undefined) => (server === undefined ? undefined : members.get(server)?.group);
    const withMailboxes = new Set(homes);
    const ways = handing.flatMap(({ from, to }) =>
      to.filter((group) => group !== from).map((group) => ({ from, group })),
    );
    const connected = new Set(ways.map(({ group }) => group));
    const leadingOn = new Set(ways.map(({ from }) => from));
    const handed = new Set(
      [...handing, ...relaying].flatMap(({ from, hosts }) =>
        hosts.map((host) => groupOf(ownHosts.get(host))).filter((group) => group !== from),
      ),
    );
    const receiving = new Set(exchangers.map(groupOf));
    const isUnsaid = homes.every((group) => group === undefined);
    const isMeant = (group: Key) =>
      isUnsaid || withMailboxes.has(group) || (connected.has(group) && !leadingOn.has(group));
    const isHanded = (group: Key) => handed.has(group) || connected.has(group);
    return { isMeant, sends: (group) => isMeant(group) || receiving.has(group) || !isHanded(group) };
  },
);
