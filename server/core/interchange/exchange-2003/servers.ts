// The sheets of servers and their SMTP virtual servers, tab by tab.

import type { Server, Topology, VirtualServer } from '#core/model/topology';
import { writtenDuration } from '#core/routing/message/written-values';
import { writtenNetwork } from '#core/syntax/ip-network';
import { writtenVirtualServer } from '#core/syntax/words';
import { pathOfServer, serverTitle, sizeInKilobytes } from './organization.ts';
import { filled, item, type Item, type Sheet } from './sheet.ts';

export function serverSheets(topology: Topology): readonly Sheet[] {
  return topology.servers.flatMap((server) => [
    machine(server, topology),
    ...server.virtualServers.map((each, at) => virtualServerSheet(each, server, { topology, isFirst: at === 0 })),
  ]);
}

const parameters = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\RESvc\\Parameters';

function machine(server: Server, topology: Topology): Sheet {
  const { name, place, addresses, mailboxes, checkConnectorRestrictions, suppressLinkStateChanges } = server;
  return {
    title: serverTitle({ name }),
    where: `${pathOfServer(server, topology)}, and the server itself`,
    place,
    items: [
      item('Exchange 2003 is installed', 'yes'),
      ...filled('Network connections: IP addresses', addresses.map(({ value }) => value).join(', ')),
      ...filled(
        'Mailboxes in its stores',
        mailboxes.map(({ type, pattern }) => `${type === 'SMTP' ? '' : `${type}:`}${pattern}`).join(', '),
      ),
      item(
        `${parameters}, CheckConnectorRestrictions (REG_DWORD)`,
        checkConnectorRestrictions ? '1' : '0',
        !checkConnectorRestrictions,
      ),
      item(
        `${parameters}, SuppressStateChanges (REG_DWORD)`,
        suppressLinkStateChanges ? '1' : '0',
        !suppressLinkStateChanges,
      ),
    ],
  };
}

/** The first one comes with the server. */
function virtualServerSheet(
  virtualServer: VirtualServer,
  server: Server,
  { topology, isFirst }: { readonly topology: Topology; readonly isFirst: boolean },
): Sheet {
  const { name, place } = virtualServer;
  const protocol = `${pathOfServer(server, topology)} → Protocols → SMTP`;
  return {
    title: `SMTP virtual server ${writtenVirtualServer(server.name, name)}`,
    where: isFirst ? `${protocol} → Default SMTP Virtual Server` : `${protocol} → New → SMTP Virtual Server`,
    place: place ?? server.place,
    items: [
      item('Name', name, isFirst && name === 'Default SMTP Virtual Server'),
      ...general(virtualServer),
      ...access(virtualServer),
      ...messages(virtualServer),
      ...delivery(virtualServer),
      item('Started', virtualServer.stopped ? 'no' : 'yes', !virtualServer.stopped),
    ],
  };
}

function general({ bindings }: VirtualServer): readonly Item[] {
  const written = bindings.map(({ address, port }) => {
    const said = address.startsWith('all ') ? '(All Unassigned)' : address;
    return `${said}, TCP port ${String(port)}`;
  });
  return [
    item(
      'General → Advanced: IP addresses and ports',
      written.join('; '),
      written.join() === '(All Unassigned), TCP port 25',
    ),
  ];
}

function access({ relay }: VirtualServer): readonly Item[] {
  const field = 'Access → Relay';
  if (typeof relay !== 'string') {
    const networks = relay.map((network) => writtenNetwork(network)).join(', ');
    return [item(field, `Only the list below: ${networks}; no others, authenticated or not`)];
  }
  switch (relay) {
    case 'none':
      return [item(field, 'Only the list below, which is empty; computers that authenticate may not relay')];
    case 'authenticated':
      return [item(field, 'Only the list below, which is empty; computers that authenticate may relay', true)];
    case 'anyone':
      return [item(field, 'All except the list below, which is empty')];
  }
}

function messages({
  limitSizeBytes,
  limitRecipients,
  messagesPerConnection,
  unresolvedRecipientsTo,
}: VirtualServer): readonly Item[] {
  return [
    item('Messages: Limit message size', sizeInKilobytes(limitSizeBytes), limitSizeBytes === Infinity),
    item(
      'Messages: Limit number of messages per connection to',
      String(messagesPerConnection),
      messagesPerConnection === 20,
    ),
    item('Messages: Limit number of recipients per message to', String(limitRecipients), limitRecipients === 64_000),
    ...filled('Messages: Forward all mail with unresolved recipients to host', unresolvedRecipientsTo?.text ?? ''),
  ];
}

const hour = 60 * 60;

function delivery(virtualServer: VirtualServer): readonly Item[] {
  const { retrySeconds, delayNotificationSeconds, expireSeconds, connections, connectionsPerDomain } = virtualServer;
  const { outgoingPort, hopLimit, fqdn, smartHosts, attemptDirectDelivery } = virtualServer;
  return [
    item(
      'Delivery: First, second, third and subsequent retry interval',
      retries(retrySeconds),
      retries(retrySeconds) === retries(usual),
    ),
    item(
      'Delivery: Delay notification',
      writtenDuration(delayNotificationSeconds),
      delayNotificationSeconds === 12 * hour,
    ),
    item('Delivery: Expiration timeout', writtenDuration(expireSeconds), expireSeconds === 48 * hour),
    item('Delivery → Outbound connections: Limit number of connections to', String(connections), connections === 1000),
    item(
      'Delivery → Outbound connections: Limit number of connections per domain to',
      String(connectionsPerDomain),
      connectionsPerDomain === 100,
    ),
    item('Delivery → Outbound connections: TCP port', String(outgoingPort), outgoingPort === 25),
    item('Delivery → Advanced: Maximum hop count', String(hopLimit), hopLimit === 30),
    ...filled('Delivery → Advanced: Fully-qualified domain name', fqdn ?? ''),
    ...filled('Delivery → Advanced: Smart host', smartHosts.map(({ text }) => text).join('; ')),
    item(
      'Delivery → Advanced: Attempt direct delivery before sending to smart host',
      attemptDirectDelivery ? 'on' : 'off',
      !attemptDirectDelivery,
    ),
  ];
}

const usual: VirtualServer['retrySeconds'] = { first: [600, 600, 600], then: 900 };

function retries({ first, then }: VirtualServer['retrySeconds']): string {
  return [...first.map(writtenDuration), `then ${writtenDuration(then)}`].join(', ');
}
