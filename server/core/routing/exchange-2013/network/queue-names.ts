// Every queue that a message can pass or wait in: what `expect queue` and the simulator's actions can name.

import { plainDomain } from '#core/model/accepted-domains';
import { hostsOf } from '#core/model/lookup';
import { readDomainPattern } from '#core/model/address-space';
import { isByDns } from '#core/model/handover';
import { isSending } from '#core/model/send-connectors';
import type { Topology } from '#core/model/topology';
import type { Queue, QueueNames } from '../../queues.ts';
import {
  dagQueue,
  databaseQueue,
  domainQueue,
  edgeQueue,
  expansionQueue,
  gatewayQueue,
  inboundQueue,
  mailboxGroupQueue,
  senderQueue,
  siteQueue,
  smartHostQueue,
  sourceServersQueue,
  systemQueue,
} from './queue.ts';

/** The queues of a topology (§9, §13.10); takes time linear in its size. */
export function queueNames(topology: Topology): QueueNames {
  const { organization, routingGroups, servers, dags } = topology;
  const [firstDomain] = organization.domains;
  const connectors = topology.connectors.filter(isSending);
  const edgeSites = routingGroups.filter(({ key }) => servers.some(({ isEdge, group }) => isEdge && group === key));
  const spaces = connectors.flatMap((connector) => connector.addressSpaces.map((space) => ({ connector, space })));
  const byDns = spaces.filter(({ connector, space }) => isByDns(connector) && space.type === 'SMTP').map(({ space }) => readDomainPattern(space.pattern)); // prettier-ignore
  const queues: Queue[] = [
    ...Object.values(systemQueue),
    ...servers.flatMap(({ databases }) => databases.map(databaseQueue)),
    ...dags.map(dagQueue),
    ...routingGroups.flatMap((site) => [mailboxGroupQueue(site), ...(site.hub ? [siteQueue(site)] : [])]),
    ...edgeSites.flatMap((site) => [siteQueue(site), edgeQueue(site), inboundQueue(site)]),
    ...servers
      .filter(({ expands }) => expands.length > 0)
      .map((server) => expansionQueue(server, firstDomain && plainDomain(firstDomain))),
    ...connectors.map(sourceServersQueue),
    ...connectors.filter((each) => hostsOf(each).length > 0).map((each) => smartHostQueue(hostsOf(each))),
    ...spaces.filter(({ connector }) => connector.kind !== 'send connector').map(({ connector, space }) => gatewayQueue(connector, space)), // prettier-ignore
    ...byDns.filter((pattern) => !pattern.startsWith('*')).map(domainQueue),
    ...organization.domains.flatMap((each) => plainDomain(each) ?? []).map(senderQueue),
  ];
  const accepted = organization.domains.map(({ domain }) => domain);
  const open = [...byDns, ...accepted]
    .filter((pattern) => pattern.startsWith('*'))
    .map((pattern) => ({ start: '', end: pattern.slice(1) }));
  return { names: [...new Set(queues.map(({ name }) => name))], open };
}
