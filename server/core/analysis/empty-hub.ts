import { siteId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { routingGroups } from './facts.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { rule } from './rule.ts';

/**
 * A hub site has no Mailbox server. All mail whose path leads through it would stop there, so it waits in the site before
 * (§1.2, §4.3) [MS-RBADS]. A hub with one Mailbox server only is information: all that mail depends on it [MS-PLAN].
 */
export const emptyHub = rule({
  code: 'empty-hub',
  severity: 'error',
  over: routingGroups,
  reads: { mailboxServers },
  concerns: ({ kind, hub }) => kind === 'site' && hub,
  *check({ key, name, place, faulty }, { mailboxServers }) {
    if (faulty || place === undefined) return;
    const [only, other] = mailboxServers.get(key) ?? [];
    if (other !== undefined) return;
    const of = { kind: 'routing group', key } as const;
    yield {
      place: { statement: 'hub', of },
      ...(only === undefined ? {} : { severity: 'info' }),
      message:
        only === undefined
          ? `Hub site ${plain(name)} has no Mailbox server, so mail whose path leads through it waits in the site before. ` +
            "Give it one, or remove 'hub'."
          : `All mail whose path leads through the hub site ${plain(name)} depends on ${plain(only.name)}, its only Mailbox ` +
            'server. Give it a second one.',
      fixes: only === undefined ? [{ title: "Remove 'hub'", edits: [{ without: { statement: 'hub', of } }] }] : [],
      element: siteId(name),
    };
  },
});
