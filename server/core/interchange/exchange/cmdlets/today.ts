// A topology of today's model in the words of its cmdlets: almost everything has one of its own.

import { connectorId, dagId, databaseId, groupId, hostId, serverId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import type {
  Dag,
  MailSystem,
  Organization,
  RoutingGroup,
  SenderGroup,
  Server,
  SiteLink,
  Topology,
} from '#core/model/topology';
import { writtenAddress } from '#core/routing/message/written-values';
import { domainsOf, writtenPattern } from './domains.ts';
import { setting, type State } from './object.ts';
import { receiveConnectorStates } from './receive-connector.ts';
import { sendConnectorState, wishOf } from './send-connector.ts';
import { joined, needed, noted, objectOf, toDo } from './state.ts';
import { transportServiceState } from './transport-service.ts';
import { flag, nothing, number, size } from './value.ts';

const megabyte = 1024 * 1024;

/** What a topology says; of the present state also what setup made and nobody writes. */
export function stateOfToday(topology: Topology, isPresent: boolean): State {
  const { organization, routingGroups, servers, siteLinks, dags, connectors, senderGroups, mailSystems } = topology;
  return joined([
    domainsOf(organization),
    transportConfig(organization),
    ...routingGroups.map(site),
    ...siteLinks.map(siteLink),
    ...servers.map((server) => serverState(server, topology, isPresent)),
    ...dags.map(dag),
    ...connectors
      .filter(isSending)
      .flatMap((connector) =>
        connector.implicit
          ? []
          : [sendConnectorState(wishOf(connector)), simulated(connectorId(connector.name), connector)],
      ),
    ...senderGroups.map(senders),
    ...mailSystems.map(mailSystem),
  ]);
}

function transportConfig(organization: Organization): Partial<State> {
  const { limitSendSizeBytes: send, limitReceiveSizeBytes: receive, limitRecipients, place } = organization;
  return objectOf({
    kind: 'transport config',
    name: '',
    place,
    creation: undefined,
    settings: [
      setting('MaxSendSize', size(send), { isDefault: send === 10 * megabyte }),
      setting('MaxReceiveSize', size(receive), { isDefault: receive === 10 * megabyte }),
      setting('MaxRecipientEnvelopeLimit', number(limitRecipients), { isDefault: limitRecipients === Infinity }),
    ],
  });
}

function site({ name, place, hub, noInboundMail }: RoutingGroup): Partial<State> {
  return joined([
    needed(groupId({ kind: 'site', name }), 'a site of Active Directory', place),
    objectOf({
      kind: 'site',
      name,
      place,
      creation: undefined,
      settings: [
        setting('HubSiteEnabled', flag(hub), { isDefault: !hub }),
        setting('InboundMailEnabled', flag(!noInboundMail), { isDefault: !noInboundMail }),
      ],
    }),
  ]);
}

function siteLink({ name, place, sites, cost, exchangeCost, limitSizeBytes }: SiteLink): Partial<State> {
  const about = `site link ${name}`;
  return joined([
    needed(about, `an IP site link between ${sites.map((each) => each.name).join(', ')}`, place),
    toDo(`${about}, cost in Active Directory`, String(cost.value), cost.place, { isDefault: cost.value === 100 }),
    objectOf({
      kind: 'site link',
      name,
      place,
      creation: undefined,
      settings: [
        setting('ExchangeCost', exchangeCost === undefined ? nothing : number(exchangeCost.value), {
          isDefault: exchangeCost === undefined,
        }),
        setting('MaxMessageSize', size(limitSizeBytes), { isDefault: limitSizeBytes === Infinity }),
      ],
    }),
  ]);
}

function serverState(server: Server, topology: Topology, isPresent: boolean): State {
  const { name, place, group, isEdge, virtualServers, databases, expands, ratePerSecond } = server;
  const siteName = topology.routingGroupByKey.get(group)?.name ?? '';
  const [service] = virtualServers;
  const id = serverId(name);
  return joined([
    needed(
      id,
      isEdge ? `an Edge server that is subscribed to site ${siteName}` : `a Mailbox server in site ${siteName}`,
      place,
    ),
    addressesOf(server),
    ...databases.flatMap((database) => [
      database.implicit ? {} : needed(databaseId(database.name), `a mailbox database on ${name}`, database.place),
      needed(
        `mailboxes in ${databaseId(database.name)}`,
        database.mailboxes.map(writtenPattern).join(', '),
        database.mailboxes[0]?.place,
      ),
      toDo(
        `${databaseId(database.name)}, copies (Add-MailboxDatabaseCopy)`,
        database.copies.map((copy) => copy.name).join(', '),
        database.copies[0]?.place,
      ),
    ]),
    ...expands.map((each) =>
      toDo(
        `distribution group ${writtenAddress(each.value)}, ExpansionServer (Set-DistributionGroup)`,
        name,
        each.place,
      ),
    ),
    ratePerSecond === Infinity
      ? {}
      : noted('dropped', id, place, 'How many messages a server can categorize is for the simulator alone.'),
    service === undefined ? {} : transportServiceState(server, service),
    receiveConnectorStates(server, isPresent),
  ]);
}

/** The addresses of a server's network cards, which Windows sets. */
export function addressesOf({ name, addresses }: Server): Partial<State> {
  return needed(`addresses of ${serverId(name)}`, addresses.map(({ value }) => value).join(', '), addresses[0]?.place);
}

function dag({ name, place, members }: Dag): Partial<State> {
  const wanted = members.map((member) => member.name).join(', ');
  return joined([
    needed(dagId(name), 'a database availability group', place),
    toDo(`${dagId(name)}, members (Add-DatabaseAvailabilityGroupServer)`, wanted, members[0]?.place ?? place),
  ]);
}

/** The line of a connector is for the simulator. */
export function simulated(
  element: string,
  line: Pick<Topology['connectors'][number], 'bandwidthBitsPerSecond' | 'latencySeconds' | 'place'>,
): Partial<State> {
  const { bandwidthBitsPerSecond, latencySeconds, place } = line;
  return joined([
    bandwidthBitsPerSecond === Infinity
      ? {}
      : noted('dropped', element, place, 'The bandwidth of a connector is for the simulator alone.'),
    latencySeconds === 0
      ? {}
      : noted('dropped', element, place, 'The latency of a connector is for the simulator alone.'),
  ]);
}

/** Nothing in today's Exchange asks who sends. */
export function senders({ name, place, patterns, groups }: SenderGroup): Partial<State> {
  const members = [...patterns.map(writtenPattern), ...groups.map((each) => each.name)].join(', ');
  return noted('dropped', `senders ${name}`, place, `Today's connectors carry the mail of every sender: ${members}.`);
}

/** Another mail system, which is configured there. */
export function mailSystem({ name, accepts, forwardsUnresolvedTo, place }: MailSystem): Partial<State> {
  return joined([
    needed(`domains of ${hostId(name)}`, accepts.map(({ value }) => value).join(', '), accepts[0]?.place ?? place),
    needed(`${hostId(name)}, unresolved recipients`, forwardsUnresolvedTo?.text ?? '', forwardsUnresolvedTo?.place),
  ]);
}
