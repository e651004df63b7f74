import { addTo } from '#core/model/multimap';
import type { Key } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { servers } from './facts.ts';

/** A server that has the Transport service of a Mailbox server. */
export interface MailboxServer {
  readonly key: Key;
  readonly name: string;
}

/** By site, its Mailbox servers; Edge servers are none. */
export const mailboxServers = derived(
  { said: gist(servers, ({ key, name, group, isEdge }) => ({ group, isEdge, server: { key, name } })) },
  ({ said }): ReadonlyMap<Key, readonly MailboxServer[]> => {
    const bySite = new Map<Key, MailboxServer[]>();
    for (const { group, isEdge, server } of said) if (!isEdge) addTo(bySite, group, server);
    return bySite;
  },
);
