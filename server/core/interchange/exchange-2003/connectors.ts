// The sheets of connectors, in the order of the tabs of Exchange System Manager (TechNet aa996625, aa996150, aa997224).

import type {
  AddressPattern,
  Connector,
  Reference,
  RoutingGroupConnector,
  SmtpConnector,
  Topology,
  X400Connector,
} from '#core/model/topology';
import type { Schedule, ScheduleWindow } from '#core/syntax/tree';
import { writtenVirtualServer } from '#core/syntax/words';
import { pathOfConnectors, sizeInKilobytes } from './organization.ts';
import { filled, item, type Item, type Sheet } from './sheet.ts';

export function connectorSheets(topology: Topology): readonly Sheet[] {
  return topology.connectors.flatMap((connector) => sheetOf(connector, topology) ?? []);
}

function sheetOf(connector: Connector, topology: Topology): Sheet | undefined {
  const { name, place, group } = connector;
  const where = pathOfConnectors(topology.routingGroupByKey.get(group), topology);
  switch (connector.kind) {
    case 'smtp connector':
      return {
        title: `SMTP connector ${name}`,
        where: `${where} → New → SMTP Connector`,
        place,
        items: smtp(connector),
      };
    case 'routing group connector':
      return {
        title: `Routing group connector ${name}`,
        where: `${where} → New → Routing Group Connector`,
        place,
        items: routingGroup(connector, topology),
      };
    case 'x400 connector':
      return {
        title: `X.400 connector ${name}`,
        where: `${where} → New → TCP X.400 Connector`,
        place,
        items: x400(connector),
      };
    default:
      return undefined;
  }
}

function smtp(connector: SmtpConnector): readonly Item[] {
  const { name, delivery, relayToTheseDomains, holdForPickup } = connector;
  const way =
    delivery.kind === 'dns'
      ? 'Use DNS to route to each address space on this connector'
      : `Forward all mail through this connector to the following smart hosts: ${delivery.hosts.map(({ text }) => text).join('; ')}`;
  return [
    item('General: Name', name),
    item('General: Delivery', way),
    ...bridgeheads(connector),
    ...addressSpaces(connector),
    item(
      'Address Space: Allow messages to be relayed to these domains',
      relayToTheseDomains ? 'on' : 'off',
      !relayToTheseDomains,
    ),
    ...connectedGroups(connector),
    ...restrictions(connector),
    ...deliveryOptions(connector),
    item('Delivery Options: Queue mail for remote triggered delivery', holdForPickup ? 'on' : 'off', !holdForPickup),
    ...deliveryRestrictions(connector),
  ];
}

function routingGroup(connector: RoutingGroupConnector, topology: Topology): readonly Item[] {
  const { name, connects, targets } = connector;
  const [connected] = connects;
  return [
    item('General: Name', name),
    item('General: Connects this routing group with', connected?.group.name ?? ''),
    item('General: Cost', String(connected?.cost ?? 1), connected?.cost === 1),
    ...bridgeheads(connector),
    ...filled('Remote Bridgehead', targets.map(written).join(', ')),
    ...restrictions(connector),
    ...deliveryOptions(connector),
    ...deliveryRestrictions(connector),
    item('Asked whether to make the way back as well, answer', `No: ${wayBack(connector, topology)}`),
  ];
}

/** Exchange System Manager offers to make the connector back; a topology says itself which there is. */
function wayBack({ group, connects }: RoutingGroupConnector, { connectors }: Topology): string {
  const back = connectors.find(
    (other) =>
      other.kind === 'routing group connector' &&
      other.group === connects[0]?.group.key &&
      other.connects[0]?.group.key === group,
  );
  return back === undefined ? 'the topology has no way back' : `${back.name} is in this list`;
}

function x400(connector: X400Connector): readonly Item[] {
  const { name, remoteHost } = connector;
  return [
    item('General: Name', name),
    ...filled('Stack: Remote host name', remoteHost?.text ?? ''),
    ...bridgeheads(connector),
    ...addressSpaces(connector),
    ...connectedGroups(connector),
    ...restrictions(connector),
    ...deliveryOptions(connector),
    item(
      'Schedule: Hold for pickup (the remote system initiates)',
      connector.holdForPickup ? 'on' : 'off',
      !connector.holdForPickup,
    ),
    ...deliveryRestrictions(connector),
  ];
}

function bridgeheads({ kind, bridgeheads: local }: Connector): readonly Item[] {
  if (kind !== 'routing group connector') {
    return filled('General: Local bridgeheads', local === 'any' ? 'all servers' : local.map(written).join(', '));
  }
  return [
    local === 'any'
      ? item('General: Local bridgeheads', 'Any local server can send mail over this connector', true)
      : item(
          'General: Local bridgeheads',
          `These servers can send mail over this connector: ${local.map(written).join(', ')}`,
        ),
  ];
}

type Bridgehead = Exclude<Connector['bridgeheads'], 'any'>[number];

function written({ server, virtualServer }: Bridgehead): string {
  return writtenVirtualServer(server.name, virtualServer?.name);
}

function addressSpaces({ addressSpaces: spaces, scope }: SmtpConnector | X400Connector): readonly Item[] {
  return [
    ...filled(
      'Address Space: Add',
      spaces.map(({ type, pattern, cost }) => `${type}: ${pattern}, cost ${String(cost)}`).join('; '),
    ),
    item(
      'Address Space: Connector scope',
      scope === 'organization' ? 'Entire organization' : 'Routing group',
      scope === 'organization',
    ),
  ];
}

function connectedGroups({ connects }: SmtpConnector | X400Connector): readonly Item[] {
  return filled(
    'Connected Routing Groups: Add',
    connects.map(({ group, cost }) => `${group.name}, cost ${String(cost)}`).join('; '),
  );
}

function restrictions({ priorities, messageTypes, limitSizeBytes }: Connector): readonly Item[] {
  return [
    item('Content Restrictions: Allowed priorities', priorities.join(', '), priorities.length === 3),
    item('Content Restrictions: Allowed types', messageTypes.join(', '), messageTypes.length === 2),
    item('Content Restrictions: Allowed sizes', sizeInKilobytes(limitSizeBytes), limitSizeBytes === Infinity),
  ];
}

function deliveryOptions({ schedule, oversize }: Connector): readonly Item[] {
  return [
    item('Delivery Options: Connection time', times(schedule), schedule.kind === 'always'),
    ...(oversize === undefined
      ? []
      : [
          item(
            'Delivery Options: Use different delivery times for oversize messages',
            `larger than ${String(Math.ceil(oversize.overBytes / 1024))} KB: ${times(oversize.schedule)}`,
          ),
        ]),
  ];
}

function times(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'always':
      return 'Always run';
    case 'never':
      return 'Never run';
    case 'every':
      return `Run every ${schedule.hours === 1 ? 'hour' : `${String(schedule.hours)} hours`}`;
    case 'windows':
      return `Use custom schedule: ${schedule.windows.map(writtenWindow).join('; ')}`;
  }
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function writtenWindow({ days, from, to }: ScheduleWindow): string {
  const time = (minutes: number) =>
    [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${days.map((day) => dayNames[day] ?? '').join(', ')} ${time(from)} to ${time(to)}`;
}

function deliveryRestrictions(connector: Connector): readonly Item[] {
  const { acceptFrom, acceptFromGroups, rejectFrom, rejectFromGroups } = connector;
  return [
    ...filled('Delivery Restrictions: By default reject all, accept from', senders(acceptFrom, acceptFromGroups)),
    ...filled('Delivery Restrictions: Reject messages from', senders(rejectFrom, rejectFromGroups)),
  ];
}

/** Members of groups are in the list already; the groups tell where they come from. */
function senders(patterns: readonly AddressPattern[], groups: readonly Reference[]): string {
  const all = patterns.map(({ type, pattern }) => (type === 'SMTP' ? pattern : `${type}:${pattern}`));
  const from = groups.length === 0 ? '' : `of ${groups.map(({ name }) => `senders ${name}`).join(', ')}`;
  return [[...new Set(all.map(String))].join(', '), from].filter((each) => each !== '').join(' ');
}
