import { matchesEverything } from '#core/model/address-space';
import { connectorId, virtualServerId } from '#core/model/element';
import type { Connector, VirtualServer } from '#core/model/topology';
import { isPrivate, writtenNetwork } from '#core/syntax/ip-network';
import type { IpNetwork } from '#core/syntax/tree';
import { members } from './facts.ts';
import { rule } from './rule.ts';
import { senders } from './smart-hosts.ts';
import { quoted } from './wording.ts';

/**
 * Anybody can send mail to anywhere through this virtual server or connector: it is an open relay, which sends other
 * people's spam and is soon on the lists of those that nobody takes mail from (routing.md §1.4, §1.7, M35). A connector
 * is one when it relays to its domains and these are all; `send from internet` shows what gets through. A list of
 * addresses lets only these relay; it is reported where a network in it is every address, or public and so large that
 * strangers have a part of it: larger than a /16, of IPv6 than a /32.
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
      const element = virtualServerId(server, sender.name);
      const name = `${server}/${sender.name}`;
      if (typeof sender.relay === 'string') yield { place: sender.place, message: openToAnyone(name), element };
      else {
        for (const network of sender.relay.filter(isWide)) {
          yield { place: network.place ?? sender.place, message: openToNetwork(name, network), element };
        }
      }
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
      return typeof sender.relay === 'string' ? sender.relay === 'anyone' : sender.relay.some(isWide);
    case 'smtp connector':
      return (
        sender.relayToTheseDomains &&
        !sender.disabled &&
        sender.addressSpaces.some((space) => space.type === 'SMTP' && matchesEverything(space))
      );
    case 'routing group connector':
    case 'x400 connector':
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return false;
  }
}

function isWide(network: IpNetwork): boolean {
  return network.prefixLength < (network.address.includes(':') ? 32 : 16) && !isPrivate(network);
}

function openToAnyone(name: string): string {
  return (
    `${name} is an open relay: whoever reaches it can send mail to anywhere. ` +
    "Write 'relay authenticated', and let connectors relay to the domains that they are for."
  );
}

function openToNetwork(name: string, network: IpNetwork): string {
  const written = writtenNetwork(network);
  if (network.prefixLength === 0) {
    return (
      `${name} is an open relay: ${written} is every address, so whoever reaches it can send mail to anywhere. ` +
      'Only listed addresses may relay otherwise: list the networks of your own computers.'
    );
  }
  return (
    `${name} relays for ${written}, which is more public addresses than are yours: strangers among them can send mail ` +
    'to anywhere. Only listed addresses may relay otherwise: list the networks of your own computers.'
  );
}
