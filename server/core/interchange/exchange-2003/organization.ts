// The sheets of the organization and its groups: Global Settings, recipient policies, contacts, routing groups.

import { serverId } from '#core/model/element';
import type { AdministrativeGroup, Organization, RoutingGroup, Server, Topology } from '#core/model/topology';
import { writtenAddress } from '#core/routing/message/written-values';
import { writtenVirtualServer } from '#core/syntax/words';
import { filled, item, type Sheet } from './sheet.ts';

export function organizationSheets(topology: Topology): readonly Sheet[] {
  const { organization, administrativeGroups, routingGroups } = topology;
  return [
    delivery(organization),
    policies(organization),
    exchangers(organization),
    contacts(organization),
    ...administrativeGroups.map(administrativeGroup),
    ...routingGroups.map((group) => routingGroup(group, topology)),
  ].filter(({ items }) => items.length > 0);
}

function delivery({ limitSizeBytes, limitRecipients, place }: Organization): Sheet {
  return {
    title: 'Message Delivery',
    where: 'Global Settings → Message Delivery → Properties',
    place,
    items: [
      item('Defaults: Sending message size', sizeInKilobytes(limitSizeBytes), limitSizeBytes === Infinity),
      item('Defaults: Recipient limits', count(limitRecipients), limitRecipients === Infinity),
    ],
  };
}

/** `Maximum (KB): 10240`, as the dialogs have it. */
export function sizeInKilobytes(bytes: number): string {
  return bytes === Infinity ? 'No limit' : `Maximum (KB): ${String(Math.ceil(bytes / 1024))}`;
}

export function count(number: number): string {
  return number === Infinity ? 'No limit' : `Maximum (recipients): ${String(number)}`;
}

function policies({ domains, place }: Organization): Sheet {
  return {
    title: 'Recipient policies',
    where:
      'Recipients → Recipient Policies → Default Policy → Properties → E-Mail Addresses (Policy) → New → SMTP Address',
    place: domains[0]?.place ?? place,
    items: domains.map(({ domain, shared }) =>
      item(
        `Address @${domain}`,
        `This Exchange Organization is responsible for all mail delivery to this address: ${shared ? 'off' : 'on'}`,
      ),
    ),
  };
}

function exchangers({ mailExchangers, mailExchangersFor, place }: Organization): Sheet {
  const hosts = (exchangers: Organization['mailExchangers']) =>
    exchangers.map((each) => writtenVirtualServer(each.server.name, each.virtualServer?.name)).join(', ');
  return {
    title: 'MX records',
    where: 'The DNS that the Internet asks',
    place: mailExchangers[0]?.place ?? place,
    items: [
      ...filled('All domains', hosts(mailExchangers)),
      ...mailExchangersFor.flatMap((each) =>
        each.domains.map(({ value }) => item(`Domain ${value}`, hosts(each.exchangers))),
      ),
    ],
  };
}

function contacts({ contacts: all, place }: Organization): Sheet {
  return {
    title: 'Contacts',
    where: 'Active Directory Users and Computers → New → Contact, with an Exchange e-mail address',
    place: all[0]?.address.place ?? place,
    items: all.map(({ address, target }) =>
      item(`Address ${writtenAddress(address.value)}`, `E-mail address ${writtenAddress(target.value)}`),
    ),
  };
}

function administrativeGroup({ name, place }: AdministrativeGroup): Sheet {
  return {
    title: `Administrative group ${name}`,
    where: 'Administrative Groups → New → Administrative Group',
    place,
    items: [item('General: Name', name)],
  };
}

function routingGroup(group: RoutingGroup, topology: Topology): Sheet {
  const { name, place, master, servers } = group;
  const members = servers.flatMap((key) => topology.serverByKey.get(key)?.name ?? []);
  return {
    title: `Routing group ${name}`,
    where: `${pathOfGroups(group, topology)} → New → Routing Group`,
    place,
    items: [
      item('General: Name', name),
      ...filled('Members (drag them there)', members.join(', ')),
      ...(master === undefined ? [] : [item('Members: Set as Master', master.name)]),
    ],
  };
}

/** Where the routing groups of an administrative group are. */
function pathOfGroups({ administrativeGroup: key }: RoutingGroup, { administrativeGroups }: Topology): string {
  const owner = administrativeGroups.find((each) => each.key === key);
  return `Administrative Groups → ${owner?.name ?? 'First Administrative Group'} → Routing Groups`;
}

/** Where the connectors of a routing group are. */
export function pathOfConnectors(group: RoutingGroup | undefined, topology: Topology): string {
  return group === undefined ? 'Connectors' : `${pathOfGroups(group, topology)} → ${group.name} → Connectors`;
}

/** Where a server is. */
export function pathOfServer(server: Server, topology: Topology): string {
  const group = topology.routingGroupByKey.get(server.group);
  const owner = topology.administrativeGroups.find((each) => each.key === group?.administrativeGroup);
  return `Administrative Groups → ${owner?.name ?? 'First Administrative Group'} → Servers → ${server.name}`;
}

export function serverTitle({ name }: Pick<Server, 'name'>): string {
  const id = serverId(name);
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}
