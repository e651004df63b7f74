// What Send Test Message completes from.

import { plainDomain } from '#core/model/accepted-domains';
import type { Connector, Topology } from '#core/model/topology';
import type { Suggestions } from '#core/protocol/requests';

export function suggestions(topology: Topology): Suggestions {
  return {
    servers: topology.servers.map(({ name, group, virtualServers }) => ({
      name,
      routingGroup: topology.routingGroupByKey.get(group)?.name ?? '',
      virtualServers: virtualServers.map((virtualServer) => virtualServer.name),
    })),
    recipients: recipients(topology),
  };
}

function recipients(topology: Topology): Suggestions['recipients'] {
  const found = new Map<string, string>();
  for (const suggestion of [
    ...mailboxes(topology),
    ...contacts(topology),
    ...outside(topology),
    ...accepted(topology),
  ]) {
    if (!found.has(suggestion.address)) found.set(suggestion.address, suggestion.detail);
  }
  return [...found].map(([address, detail]) => ({ address, detail }));
}

type Recipient = Suggestions['recipients'][number];

function mailboxes({ servers }: Topology): Recipient[] {
  return servers.flatMap((server) =>
    server.mailboxes
      .filter((pattern) => pattern.type === 'SMTP' && pattern.domain !== undefined)
      .map(({ local = '*', domain = '' }) => ({
        address: `${local.replaceAll('*', local === '*' ? 'anna' : '')}@${domain}`,
        detail: `mailbox on ${server.name}`,
      })),
  );
}

function contacts({ organization }: Topology): Recipient[] {
  return organization.contacts.map(({ address, target }) => ({
    address: address.value.address,
    detail: `contact at ${target.value.address}`,
  }));
}

function outside({ connectors }: Topology): Recipient[] {
  return connectors.flatMap((connector) =>
    addressSpacesOf(connector).map(({ type, pattern }) => ({
      address: type === 'SMTP' ? `someone@${exampleDomain(pattern)}` : `${type}:"${exampleOf(pattern)}"`,
      detail: `address space ${pattern} of ${connector.name}`,
    })),
  );
}

function accepted({ organization }: Topology): Recipient[] {
  return organization.domains.flatMap((accepted) => {
    const domain = plainDomain(accepted);
    if (domain === undefined) return [];
    return [{ address: `someone@${domain}`, detail: accepted.shared ? 'shared domain' : 'accepted domain' }];
  });
}

function addressSpacesOf(connector: Connector) {
  return connector.kind === 'routing group connector' ? [] : connector.addressSpaces;
}

/** A domain that the pattern matches: example.com for everything, sub.contoso.com for *.contoso.com. */
function exampleDomain(pattern: string): string {
  return pattern === '*' ? 'example.com' : pattern.replaceAll('*', 'mail');
}

function exampleOf(pattern: string): string {
  return pattern.replaceAll('*', '1').replaceAll('"', '');
}
