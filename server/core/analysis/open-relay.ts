import { matchesEverything } from '#core/model/address-space';
import { connectorId, virtualServerId } from '#core/model/element';
import type { Connector, VirtualServer } from '#core/model/topology';
import { members } from './facts.ts';
import { rule } from './rule.ts';
import { senders } from './smart-hosts.ts';
import { quoted } from './wording.ts';

/**
 * Anybody can send mail to anywhere through this virtual server or connector: it is an open relay, which sends other
 * people's spam and is soon on the lists of those that nobody takes mail from (routing.md §1.4, §1.7, M35). A connector
 * is one when it relays to its domains and these are all; `send from internet` shows what gets through.
 */
export const openRelay = rule({
  code: 'open-relay',
  severity: 'warning',
  over: senders,
  reads: { members },
  concerns: isOpen,
  *check(sender, { members }) {
    if (sender.place === undefined) return;
    if (sender.kind === 'virtual server') {
      const server = members.get(sender.server)?.name ?? '';
      yield {
        place: sender.place,
        message:
          `${server}/${sender.name} is an open relay: whoever reaches it can send mail to anywhere. ` +
          "Write 'relay authenticated', and let connectors relay to the domains that they are for.",
        element: virtualServerId(server, sender.name),
      };
      return;
    }
    yield {
      place: sender.place,
      message:
        `${quoted(sender.name)} is an open relay: it relays to its domains, and * is every domain. ` +
        "Take out 'relay to these domains', or name the domains that it is for.",
      element: connectorId(sender.name),
    };
  },
});

function isOpen(sender: Connector | VirtualServer): boolean {
  switch (sender.kind) {
    case 'virtual server':
      return sender.relay === 'anyone';
    case 'smtp connector':
      return (
        sender.relayToTheseDomains &&
        sender.addressSpaces.some((space) => space.type === 'SMTP' && matchesEverything(space))
      );
    case 'routing group connector':
    case 'x400 connector':
      return false;
  }
}
