// Every queue that a message can pass or wait in: what `expect queue` and the simulator's switches can name.

import { plainDomain } from '#core/model/accepted-domains';
import { writtenHost } from '#core/model/host';
import { bridgeheadsOf, hostsOf } from '#core/model/lookup';
import type { Connector, Host, Topology } from '#core/model/topology';
import type { Queue, QueueNames } from '../../queues.ts';
import { handedTo, isByDns } from '#core/model/handover';
import {
  connectorQueue,
  groupConnectorQueue,
  localDeliveryQueue,
  remoteQueue,
  serverQueue,
  systemQueue,
} from './queue.ts';

/** The queues of a topology (§7, §13.14); takes time linear in its size. */
export function queueNames(topology: Topology): QueueNames {
  const enabled = topology.connectors.filter(({ disabled }) => !disabled);
  const named = enabled.map((connector) => ({ connector, hosts: farSidesOf(topology, connector) }));
  const queues = [
    ...Object.values(systemQueue),
    ...localDomains(topology).map(localDeliveryQueue),
    ...topology.servers.map(serverQueue),
    ...ownSmartHosts(topology).map((host) => remoteQueue(writtenHost(host))),
    ...sendingQueues(topology),
    ...named.flatMap(({ connector, hosts }) => namesOf(topology, connector, hosts)),
  ];
  const open = named.flatMap(({ connector, hosts }) => (endsInDomain(connector, hosts) ? [openQueue(connector)] : []));
  return {
    names: [...new Set(queues.map(({ name }) => name))],
    open: [...open, ...openSendingQueues(topology), ...(sendsByItself(topology) ? [openRemoteQueue] : [])],
  };
}

/** What stands in the queues' names for the far side: of several smart hosts the first (§13.14). */
function farSidesOf(topology: Topology, connector: Connector): readonly Host[] {
  const bridgeheads = bridgeheadsOf(topology, connector);
  if (!isByDns(connector)) return hostsOf(connector).slice(0, 1);
  return bridgeheads.flatMap((bridgehead) => handedTo(connector, bridgehead).slice(0, 1));
}

function namesOf(topology: Topology, connector: Connector, hosts: readonly Host[]): readonly Queue[] {
  if (connector.kind !== 'routing group connector') return hosts.map((host) => connectorQueue(connector, [host], ''));
  return connector.connects.flatMap(({ group }) => {
    const to = topology.routingGroupByKey.get(group.key);
    return to === undefined ? [] : [groupConnectorQueue(connector, to)];
  });
}

function endsInDomain(connector: Connector, hosts: readonly Host[]): boolean {
  if (connector.kind === 'routing group connector') return false;
  return hosts.length === 0 || isByDns(connector);
}

function openQueue(connector: Connector): QueueNames['open'][number] {
  const [start = '', end = ''] = connectorQueue(connector, [], '\n').name.split('\n');
  return { start, end };
}

const openRemoteQueue: QueueNames['open'][number] = { start: '', end: remoteQueue('').name };

function localDomains({ organization, servers }: Topology): readonly string[] {
  const [first] = organization.domains;
  return servers.flatMap(({ mailboxes }) =>
    mailboxes.map(({ type, domain }) => domain ?? (first && plainDomain(first)) ?? type),
  );
}

/** At systems outside that send to us, while no mail exchanger answers. */
function sendingQueues({ organization: { domains, mailExchangers, mailExchangersFor } }: Topology): readonly Queue[] {
  const named = mailExchangersFor.flatMap((each) => each.domains.map(({ value }) => value));
  const others = mailExchangers.length === 0 ? [] : domains.flatMap((each) => plainDomain(each) ?? []);
  return [...new Set([...others, ...named])].map((domain) => remoteQueue(domain));
}

/** The same for `*.contoso.com`, of which there are as many as domains. */
function openSendingQueues({ organization: { domains, mailExchangers } }: Topology): QueueNames['open'] {
  const wild = mailExchangers.length === 0 ? [] : domains.filter(({ domain }) => domain.startsWith('*'));
  return wild.map(({ domain }) => ({ start: '', end: remoteQueue(domain.slice(1)).name }));
}

function ownSmartHosts({ servers }: Topology): readonly Host[] {
  return servers.flatMap(({ virtualServers }) =>
    virtualServers.flatMap(({ smartHosts, unresolvedRecipientsTo }) => [
      ...smartHosts.slice(0, 1),
      ...(unresolvedRecipientsTo === undefined ? [] : [unresolvedRecipientsTo]),
    ]),
  );
}

/** Whether a virtual server may have to find an outside domain by DNS without a connector (§2, §13.2). */
function sendsByItself({ organization, connectors }: Topology): boolean {
  const leads = connectors.some((it) => it.kind !== 'routing group connector' && it.addressSpaces.some(isSmtp));
  return !leads || organization.whenNoConnectorMatches === 'dns' || organization.domains.some(({ shared }) => shared);
}

function isSmtp({ type }: { readonly type: string }): boolean {
  return type === 'SMTP';
}
