// Queues, named by their next hop as Queue Viewer of today shows them, with their delivery type (§9, §13.10).

import { writtenHost } from '#core/model/host';
import { addressSpaceName } from '#core/routing/message/written-values';
import type { AddressSpace, Database, Host, RoutingGroup, SendConnector, Server } from '#core/model/topology';
import type { Queue } from '../../queues.ts';

/** Queues that every server has [MS-QUEUES]. */
export const systemQueue = {
  submission: system('Submission'),
  unreachable: { ...system('Unreachable Domain'), deliveryType: 'Unreachable' },
} as const;

function system(name: string): Queue {
  return { kind: 'system', name, deliveryType: 'Undefined' };
}

/** Into a database that the server's own group serves. */
export function databaseQueue({ name }: Database): Queue {
  return { kind: 'local delivery', name, deliveryType: 'SmtpDeliveryToMailbox' };
}

/** To the members of a DAG, in this site or another. */
export function dagQueue({ name }: { readonly name: string }): Queue {
  return link(name, 'SmtpRelayToDag');
}

/** To the Mailbox servers of another site whose databases are in no DAG; 15 is Exchange 2013 and later. */
export function mailboxGroupQueue({ name }: RoutingGroup): Queue {
  return link(`site:${name};version:15`, 'SmtpRelayToMailboxDeliveryGroup');
}

/** To a hub site, or to the site that an Edge server is subscribed to. */
export function siteQueue({ name }: RoutingGroup): Queue {
  return link(name, 'SmtpRelayToRemoteActiveDirectorySite');
}

/** To the source servers of a connector. */
export function sourceServersQueue({ name }: Pick<SendConnector, 'name'>): Queue {
  return link(name, 'SmtpRelayToConnectorSourceServers');
}

/** To the Edge server of this site that is the connector's source. */
export function edgeQueue({ name }: RoutingGroup): Queue {
  return link(`EdgeSync - ${name} to Internet`, 'SmtpRelayWithinAdSiteToEdge');
}

/** From an Edge server into the site that it is subscribed to. */
export function inboundQueue({ name }: RoutingGroup): Queue {
  return link(`EdgeSync - Inbound to ${name}`, 'SmartHostConnectorDelivery');
}

/** To an expansion server. */
export function expansionQueue({ name }: Server, domain: string | undefined): Queue {
  return link(domain === undefined ? name : `${name}.${domain}`, 'SmtpRelayToServers');
}

function link(name: string, deliveryType: string): Queue {
  return { kind: 'link', name, deliveryType };
}

/** To a domain, by DNS. */
export function domainQueue(domain: string): Queue {
  return { kind: 'connector', name: domain, deliveryType: 'DnsConnectorDelivery' };
}

/** To smart hosts, which share one queue: names bare, addresses in brackets, with commas; ports as they are written. */
export function smartHostQueue(hosts: readonly Host[]): Queue {
  const name = hosts
    .map(({ text, address, port }) => writtenHost({ text: address === undefined ? text : `[${address}]`, port }))
    .join(',');
  return { kind: 'connector', name, deliveryType: 'SmartHostConnectorDelivery' };
}

/** To a foreign system: by its drop directory, or by the agent of a protocol. */
export function gatewayQueue({ kind }: Pick<SendConnector, 'kind'>, space: AddressSpace): Queue {
  const name = space.type === 'SMTP' ? space.pattern : space.type;
  return {
    kind: 'connector',
    name,
    deliveryType: kind === 'foreign connector' ? 'NonSmtpGatewayDelivery' : 'DeliveryAgent',
  };
}

/** At a system outside that sends to us. */
export function senderQueue(domain: string): Queue {
  return { kind: 'remote', name: domain };
}

/** An address space in the words of routes. */
export const spaceName = addressSpaceName;
