// What Postfix cannot say as the topology does.

import { connectorId, serverId } from '#core/model/element';
import type { AddressPattern, Connector, Server, Topology } from '#core/model/topology';
import type { ExportNote } from '../../export.ts';

/** The notes for one server. @param used - Connectors that some of its mail goes by. */
export function leftOut(
  topology: Topology,
  server: Server,
  used: ReadonlySet<string>,
  unwritable: readonly AddressPattern[],
): readonly ExportNote[] {
  // prettier-ignore
  const { organization } = topology;
  return [
    ...organization.contacts.map(({ address }) => ({
      class: 'dropped' as const,
      element: '',
      place: address.place,
      text: `The contact ${address.value.address}: its mail goes on to another address, which is no matter of transports.`,
    })),
    ...unwritable.map(({ pattern, place }) => ({
      class: 'dropped' as const,
      element: serverId(server.name),
      place,
      text: `The mailbox ${pattern}: a table has no such key.`,
    })),
    ...serverNotes(server),
    ...topology.connectors.flatMap((connector) => connectorNotes(connector, server, used)),
  ];
}

function serverNotes(server: Server): readonly ExportNote[] {
  const [first] = server.virtualServers;
  const said = (isSaid: boolean | undefined, text: string): readonly ExportNote[] =>
    isSaid === true ? [{ class: 'dropped', element: serverId(server.name), place: server.place, text }] : [];
  return [
    ...said(server.ratePerSecond !== Infinity, 'The rate. It is for the simulator alone.'),
    ...said(first?.attemptDirectDelivery, 'Direct delivery before the smart host.'),
    ...said(
      first?.unresolvedRecipientsTo !== undefined,
      'Where unresolved recipients go: Postfix has lists of recipients.',
    ),
    ...said(
      server.virtualServers.some(({ relay }) => relay !== 'authenticated'),
      'Who may relay: set mynetworks and smtpd_relay_restrictions.',
    ),
    ...said(
      server.virtualServers.some(({ limitRecipients }) => limitRecipients !== 64_000),
      'The limit of recipients: see smtpd_recipient_limit.',
    ),
  ];
}

function connectorNotes(connector: Connector, server: Server, used: ReadonlySet<string>): readonly ExportNote[] {
  const { name, place } = connector;
  const element = connectorId(name);
  if (!used.has(name)) {
    if (connector.group !== server.group || connector.disabled) return [];
    const text = 'No mail of this server goes by it while nothing fails, and Postfix knows no second way.';
    return [{ class: 'comment', element, place, text }];
  }
  const said = (isSaid: boolean, text: string): readonly ExportNote[] =>
    isSaid ? [{ class: 'dropped', element, place, text }] : [];
  const spaces = 'addressSpaces' in connector ? connector.addressSpaces : [];
  return [
    ...said([connector.acceptFrom, connector.rejectFrom, connector.acceptFromGroups, connector.rejectFromGroups].some(({ length }) => length > 0), 'Whose mail passes: transports do not ask for the sender.'), // prettier-ignore
    ...said(connector.limitSizeBytes !== Infinity, 'Its size limit: Postfix has one for all mail.'),
    ...said(connector.priorities.length < 3 || connector.messageTypes.length < 2, 'Which priorities and types pass.'),
    ...said(connector.schedule.kind !== 'always' || connector.oversize !== undefined, 'Its schedule.'),
    ...said(connector.holdForPickup, 'That mail waits to be picked up.'),
    ...said(
      spaces.some(({ type }) => type !== 'SMTP'),
      'Address spaces of other types than SMTP.',
    ),
    ...said(connector.bandwidthBitsPerSecond !== Infinity || connector.latencySeconds > 0, 'The line. It is for the simulator alone.'), // prettier-ignore
  ];
}
