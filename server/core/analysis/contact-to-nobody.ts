import { contactKey } from '#core/routing/addresses/contact';
import { acceptedAs } from '#core/model/accepted-domains';
import { acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import { indexHomes, indexMailboxes, mailboxServerOf } from '#core/routing/addresses/mailbox';
import { targetsOfContacts } from './contacts.ts';
import { organization, servers } from './facts.ts';
import { nearestNames } from './nearest-names.ts';
import { wholeRule } from './rule.ts';

/**
 * The target of a contact is in a domain that is ours alone, and nobody there has it: no mailbox, no other contact. Its mail
 * leads back to us and is returned with 5.4.6 (routing.md §2) [KB-324732]. Not reported where a virtual server hands unknown
 * recipients on.
 */
export const contactToNobody = wholeRule({
  code: 'contact-to-nobody',
  severity: 'error',
  reads: { organization, servers, targetsOfContacts },
  *check({ organization, servers, targetsOfContacts }) {
    const { contacts, remoteMailboxes, faulty } = organization;
    const accepted = acceptedDomainsOf(organization);
    const suspects = contacts.filter(
      ({ target: { value } }) =>
        acceptedAs(accepted, value.domain ?? '') === false && !targetsOfContacts.has(contactKey(value)),
    );
    if (suspects.length === 0 || faulty || servers.some((server) => server.faulty)) return;
    const stations = servers.flatMap(({ virtualServers }) => virtualServers);
    if (stations.some((each) => each.faulty || each.unresolvedRecipientsTo !== undefined)) return;
    const mailboxes = indexMailboxes({ servers });
    const remote = indexHomes(remoteMailboxes.map(({ patterns }) => ({ mailboxes: patterns })));
    const expanded = new Set(servers.flatMap(({ expands }) => expands.map((group) => contactKey(group.value))));
    const names = servers.flatMap((server) => server.mailboxes.map(({ pattern }) => pattern));
    for (const { address, target } of suspects) {
      const { value, place } = target;
      if (place === undefined || mailboxServerOf(mailboxes, value) !== undefined) continue;
      if (mailboxServerOf(remote, value) !== undefined || expanded.has(contactKey(value))) continue;
      const [near] = nearestNames(
        value.address,
        names.filter((name) => !name.includes('*') && name.includes('@')),
      );
      yield {
        place,
        message:
          `Nobody has ${value.address}: no server has that mailbox and ${value.domain ?? ''} is ours alone, so mail for ` +
          `${address.value.address} is returned. Name the address where its mailbox is, or declare that mailbox.`,
        fixes: near === undefined ? [] : [{ title: `Change to ${near}`, edits: [{ place, text: near }] }],
      };
    }
  },
});
