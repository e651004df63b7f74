import { serverId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { servers } from './facts.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { rule } from './rule.ts';
import { listed } from './wording.ts';

/**
 * A distribution group has an expansion server: its mail waits as long as that server is down, whoever else could expand it.
 * A group without one is expanded where the message is (§2 step 3) [MS-RESOLVE, PS-GROUP]. Said where there are other Mailbox
 * servers.
 */
export const singleExpansionServer = rule({
  code: 'single-expansion-server',
  severity: 'info',
  over: servers,
  reads: { mailboxServers },
  concerns: ({ expands }) => expands.length > 0,
  *check({ key, name, expands }, { mailboxServers }) {
    const others = [...mailboxServers.values()].flat().filter((server) => server.key !== key);
    if (others.length === 0) return;
    yield {
      place: { statement: 'expands', of: { kind: 'server', key } },
      message:
        `Mail for ${listed(expands.map(({ value }) => value.address))} waits while ${plain(name)} is down, as no other server ` +
        'expands it. In Exchange a group needs no expansion server: without one whoever has the message expands it.',
      element: serverId(name),
    };
  },
});
