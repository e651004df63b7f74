import { serverId } from '#core/model/element';
import { keyOf, virtualServerKey } from '#core/model/keys';
import { plain } from '#core/syntax/words';
import { servers } from './facts.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * The Receive connector `Default SERVER`, by which the Mailbox servers send to each other, presents another name than its
 * server's. They do not accept each other then, and mail between them fails [PS-RECV]. Said where there are several.
 */
export const defaultFqdn = rule({
  code: 'default-fqdn',
  severity: 'error',
  over: servers,
  reads: { mailboxServers },
  concerns: ({ isEdge, receiveConnectors }) => !isEdge && receiveConnectors.some(({ fqdn }) => fqdn !== undefined),
  *check({ key, name, receiveConnectors }, { mailboxServers }) {
    const connector = receiveConnectors.find((each) => each.key === keyOf(`Default ${name}`));
    const fqdn = connector?.fqdn;
    if (connector?.place === undefined || fqdn === undefined || fqdn.toLowerCase().split('.')[0] === key) return;
    if ([...mailboxServers.values()].flat().length < 2) return;
    const of = { kind: 'receive connector', key: virtualServerKey(key, connector.key) } as const;
    yield {
      place: connector.place,
      message:
        `${quoted(connector.name)} presents itself as ${fqdn}, so other Mailbox servers do not take it for ${plain(name)} and ` +
        "mail between them fails. Remove 'fqdn', and give another name to a connector of the front end.",
      fixes: [{ title: "Remove 'fqdn'", edits: [{ without: { statement: 'fqdn', of } }] }],
      element: serverId(name),
    };
  },
});
