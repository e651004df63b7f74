import { serverId } from '#core/model/element';
import type { AddressPattern, Server } from '#core/model/topology';
import { contested } from './contested.ts';
import { servers } from './facts.ts';
import { wholeRule } from './rule.ts';
import { plain } from '#core/syntax/words';

const contestedMailboxes = contested(({ mailboxes }) => mailboxes.map(recipients));

/**
 * The same mailbox pattern stands on two servers. The most specific pattern of the organization decides where a
 * recipient lives, so of two equal ones nobody can say which.
 */
export const duplicateMailbox = wholeRule({
  code: 'duplicate-mailbox',
  severity: 'error',
  reads: { contestedMailboxes, servers },
  *check({ contestedMailboxes, servers }) {
    if (contestedMailboxes.length === 0) return;
    const twice = new Set(contestedMailboxes);
    const first = new Map<string, { readonly server: Server; readonly mailbox: AddressPattern }>();
    for (const server of servers) {
      for (const mailbox of server.mailboxes) {
        const owner = first.get(recipients(mailbox));
        if (!twice.has(recipients(mailbox)) || mailbox.place === undefined || owner?.server === server) continue;
        if (owner === undefined) {
          first.set(recipients(mailbox), { server, mailbox });
          continue;
        }
        yield {
          place: mailbox.place,
          message:
            `${mailbox.pattern} lives on ${plain(owner.server.name)} already, so nobody can say where its mail goes. ` +
            'Leave it on one server, or name single recipients.',
          related:
            owner.mailbox.place === undefined
              ? []
              : [{ place: owner.mailbox.place, message: `${plain(owner.server.name)} has it here.` }],
          element: serverId(server.name),
        };
      }
    }
  },
});

/** A pattern as it is compared. */
function recipients({ type, pattern }: AddressPattern): string {
  return `${type}:${pattern.toLowerCase()}`;
}
