import { type OwnHosts, ownHostsOf, ownNamesOf } from '#core/model/own-hosts';
import type { Key } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { organization, servers } from './facts.ts';

/** The server of ours that a host is, for every host that a topology could name. */
export const ownHosts = derived(
  { said: gist(servers, (server) => [server.key, ownNamesOf(server).map(({ host }) => host)] as const), organization },
  ({ said, organization }): OwnHosts<Key> =>
    ownHostsOf(
      said.flatMap(([key, hosts]) => hosts.map((host) => [host, key] as const)),
      organization,
    ),
);
