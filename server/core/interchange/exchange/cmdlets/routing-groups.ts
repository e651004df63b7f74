// A topology of routing groups in the words of today's cmdlets: SMTP connectors become Send connectors, virtual servers
// Receive connectors. What routing groups, their connectors and restrictions say, sites have no word for.

import { connectorId, groupId, hostId, serverId } from '#core/model/element';
import { keyOf } from '#core/model/keys';
import type {
  Connector,
  Organization,
  Place,
  RoutingGroup,
  Server,
  SmtpConnector,
  Topology,
  X400Connector,
} from '#core/model/topology';
import { betweenSites } from './between-sites.ts';
import { domainsOf, writtenPattern } from './domains.ts';
import { setting, type State } from './object.ts';
import { sendConnectorState } from './send-connector.ts';
import { joined, needed, noted, objectOf } from './state.ts';
import { addressesOf, mailSystem, senders, simulated } from './today.ts';
import { virtualServerState } from './virtual-server.ts';
import { number, said, size } from './value.ts';

/** What a topology of routing groups wants of an organization of today, which is so at present where that is known. */
export function stateOfRoutingGroups(topology: Topology, present: Topology | undefined): State {
  const { organization, administrativeGroups, routingGroups, servers, connectors, senderGroups, mailSystems } =
    topology;
  const smtp = connectors.filter((each) => each.kind === 'smtp connector');
  return joined([
    domainsOf(organization),
    organizationOf(organization),
    ...administrativeGroups.map(({ name, place }) =>
      noted(
        'dropped',
        `administrative group ${name}`,
        place,
        'Today there is one administrative group, and it plays no part.',
      ),
    ),
    ...routingGroups.map((group) => routingGroup(group)),
    ...servers.map((server) => serverState(server, topology)),
    ...sendConnectors(smtp, topology),
    ...connectors.map((connector) => connectorState(connector, topology, present)),
    ...senderGroups.map(senders),
    ...mailSystems.map(mailSystem),
  ]);
}

function organizationOf(organization: Organization): State {
  const { place, limitSizeBytes, limitRecipients, linkStateDelaySeconds } = organization;
  const settings = [
    ...(limitSizeBytes === Infinity ? [] : [setting('MaxSendSize', size(limitSizeBytes))]),
    ...(limitRecipients === Infinity ? [] : [setting('MaxRecipientEnvelopeLimit', number(limitRecipients))]),
  ];
  const differs = (text: string) => noted('differs', '', place, text);
  return joined([
    settings.length === 0 ? {} : objectOf({ kind: 'transport config', name: '', place, creation: undefined, settings }),
    organization.whenNoConnectorMatches === 'ndr'
      ? {}
      : differs('Mail that no connector matches is not tried by DNS today: it waits as unreachable.'),
    organization.whenConnectorsTie === 'nearest'
      ? {}
      : differs(
          'Of equal connectors today the one whose name comes first carries all the mail; nothing is spread over them.',
        ),
    organization.wildcardIncludesItsDomain
      ? {}
      : differs('Whether an address space *.domain holds the domain itself cannot be chosen: it does.'),
    linkStateDelaySeconds === 0
      ? {}
      : noted('dropped', '', place, 'There is no link state today: servers tell each other nothing about connectors.'),
  ]);
}

function routingGroup({ name, place, master }: RoutingGroup): Partial<State> {
  const id = groupId({ kind: 'routing group', name });
  return joined([
    needed(groupId({ kind: 'site', name }), 'a site of Active Directory', place),
    master === undefined ? {} : noted('dropped', id, master.place, 'A site has no master, as there is no link state.'),
  ]);
}

function serverState(server: Server, topology: Topology): State {
  const { name, place, group, mailboxes, virtualServers } = server;
  const id = serverId(name);
  const dropped = (isSaid: boolean, text: string) => (isSaid ? noted('dropped', id, place, text) : {});
  return joined([
    needed(id, `a Mailbox server in site ${topology.routingGroupByKey.get(group)?.name ?? ''}`, place),
    addressesOf(server),
    needed(`mailboxes on ${id}`, mailboxes.map(writtenPattern).join(', '), mailboxes[0]?.place),
    dropped(server.checkConnectorRestrictions, "Today's connectors have no restrictions that could be checked."),
    dropped(server.suppressLinkStateChanges, 'There is no link state today.'),
    dropped(server.ratePerSecond !== Infinity, 'How many messages a server can categorize is for the simulator alone.'),
    ...virtualServers.map((virtualServer, at) => virtualServerState(virtualServer, server, at === 0)),
  ]);
}

/** Send connectors of SMTP connectors, those together that are one connector over several sites. */
function sendConnectors(connectors: readonly SmtpConnector[], topology: Topology): readonly Partial<State>[] {
  const heads = new Map<SmtpConnector, SmtpConnector[]>();
  const byName = new Map(connectors.map((each) => [each.key, each]));
  for (const connector of connectors) {
    const head = headOf(connector, byName, topology) ?? connector;
    heads.set(head, [...(heads.get(head) ?? []), connector]);
  }
  return [...heads].map(([head, parts]) => {
    if (head.addressSpaces.length === 0) return {};
    return sendConnectorState({
      ...head,
      kind: 'send connector',
      sources: [
        ...new Set(
          parts.flatMap(({ bridgeheads }) =>
            bridgeheads === 'any' ? [] : bridgeheads.map(({ server }) => server.name),
          ),
        ),
      ],
      isScoped: head.scope === 'routing group',
      isEnabled: true,
      isProxied: false,
    });
  });
}

/** `Partner (Paris)` in the group Paris belongs to `Partner`, if that is the same but for its group and bridgeheads. */
function headOf(
  connector: SmtpConnector,
  byName: ReadonlyMap<SmtpConnector['key'], SmtpConnector>,
  topology: Topology,
): SmtpConnector | undefined {
  const group = topology.routingGroupByKey.get(connector.group)?.name ?? '';
  const ending = ` (${group})`.toLowerCase();
  if (!connector.name.toLowerCase().endsWith(ending) || connector.scope !== 'organization') return undefined;
  const head = byName.get(keyOf(connector.name.slice(0, -ending.length)));
  const isOne = head !== undefined && head.group !== connector.group && likeness(head) === likeness(connector);
  return isOne ? head : undefined;
}

/** All of a connector that tells it from another one, but for its name, group and bridgeheads. */
function likeness(connector: SmtpConnector): string {
  const rest = { ...connector, name: '', key: '', group: '', bridgeheads: [], documentation: '' };
  return JSON.stringify(rest, (field, value: unknown) => {
    if (/place$/i.test(field)) return undefined;
    return value === Infinity ? 'no limit' : value;
  });
}

function connectorState(connector: Connector, topology: Topology, present: Topology | undefined): Partial<State> {
  switch (connector.kind) {
    case 'smtp connector':
      return joined([restrictions(connector), smtpOnly(connector, topology)]);
    case 'routing group connector':
      return joined([restrictions(connector), betweenSites(connector, topology, present)]);
    case 'x400 connector':
      return joined([restrictions(connector), x400(connector)]);
    default:
      return {};
  }
}

/** What today's connectors ask for nothing of. */
function restrictions(connector: Connector): Partial<State> {
  const { name, place, acceptFrom, acceptFromGroups, rejectFrom, rejectFromGroups } = connector;
  const id = connectorId(name);
  const dropped = (isSaid: boolean, text: string, at: Place | undefined = place) =>
    isSaid ? noted('dropped', id, at, text) : {};
  return joined([
    dropped(
      acceptFrom.length + acceptFromGroups.length > 0,
      'Connectors of today carry the mail of every sender: accept from has no counterpart.',
      acceptFrom[0]?.place ?? acceptFromGroups[0]?.place,
    ),
    dropped(
      rejectFrom.length + rejectFromGroups.length > 0,
      'Connectors of today carry the mail of every sender: reject from has no counterpart.',
      rejectFrom[0]?.place ?? rejectFromGroups[0]?.place,
    ),
    dropped(connector.priorities.length < 3, 'Connectors of today carry mail of every priority.'),
    dropped(connector.messageTypes.length < 2, 'Connectors of today carry system messages and others alike.'),
    dropped(connector.schedule.kind !== 'always', 'Connectors of today have no schedule: they are always on.'),
    dropped(connector.oversize !== undefined, 'Connectors of today have no schedule for larger messages.'),
    dropped(connector.holdForPickup, 'Connectors of today hold no mail for ETRN or TURN.'),
    simulated(id, connector),
  ]);
}

function smtpOnly(connector: SmtpConnector, topology: Topology): Partial<State> {
  const { name, place, connects, bridgeheads, relayToTheseDomains, addressSpaces } = connector;
  const id = connectorId(name);
  const others =
    bridgeheads === 'any'
      ? []
      : bridgeheads.filter(({ server, virtualServer }) => {
          const [first] = topology.serverByKey.get(server.key)?.virtualServers ?? [];
          return virtualServer !== undefined && first?.key !== virtualServer.key;
        });
  return joined([
    ...connects.map(({ group }) =>
      noted('dropped', id, group.place, `A connector of today joins no sites: ${group.name} is reached by site links.`),
    ),
    addressSpaces.length === 0
      ? noted('dropped', id, place, 'It has no address space, so there is nothing for a Send connector to carry.')
      : {},
    relayToTheseDomains
      ? noted(
          'dropped',
          id,
          place,
          'Send connectors say nothing about relaying; Receive connectors and accepted domains do.',
        )
      : {},
    ...others.map((reference) =>
      noted(
        'differs',
        id,
        reference.place,
        `A Send connector names servers: mail leaves by the Transport service of ${reference.server.name}.`,
      ),
    ),
  ]);
}

function x400(connector: X400Connector): Partial<State> {
  const { name, place, remoteHost } = connector;
  const spaces = connector.addressSpaces.map(({ type, pattern, cost }) => `${type}:${pattern} at cost ${String(cost)}`);
  const host = remoteHost === undefined ? '' : ` to ${hostId(remoteHost.text)}`;
  const more = [spaces.join(', '), connector.connects.map(({ group }) => group.name).join(', ')].filter(
    (each) => each !== '',
  );
  const by = connector.bridgeheads === 'any' ? '' : connector.bridgeheads.map(({ server }) => server.name).join(', ');
  const limits = `${connector.scope}, ${said(size(connector.limitSizeBytes))}`;
  return noted(
    'dropped',
    connectorId(name),
    place,
    `Today there are no X.400 connectors${host}${more.length === 0 ? '' : ` for ${more.join('; ')}`}${by === '' ? '' : `, by ${by}`} (${limits}).`,
  );
}
