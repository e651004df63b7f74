// What Exim's routers cannot say as the topology does.

import { connectorId, serverId } from '#core/model/element';
import type { Connector, Server, Topology } from '#core/model/topology';
import type { ExportNote } from '../../export.ts';
import type { ExportRules } from './rules.ts';

/** The notes for one server. */
export function leftOut(topology: Topology, server: Server, { used, unwritable }: ExportRules): readonly ExportNote[] {
  const element = serverId(server.name);
  const [first] = server.virtualServers;
  return [
    ...topology.organization.contacts.map(({ address }) =>
      dropped('', address.place, `The contact ${address.value.address}: its mail goes on to another address.`),
    ),
    ...unwritable.map(({ pattern, place }) => dropped(element, place, `The mailbox ${pattern}: no list can name it.`)),
    ...(first?.attemptDirectDelivery === true
      ? [dropped(element, first.place, 'Smart hosts for what gets nowhere by DNS.')]
      : []),
    ...(server.virtualServers.some(({ relay }) => relay !== 'authenticated')
      ? [dropped(element, server.place, 'Who may relay: see relay_from_hosts.')]
      : []),
    ...topology.connectors.flatMap((connector) => connectorNotes(connector, server, used)),
  ];
}

function dropped(element: string, place: ExportNote['place'], text: string): ExportNote {
  return { class: 'dropped', element, place, text };
}

function connectorNotes(connector: Connector, server: Server, used: ReadonlySet<string>): readonly ExportNote[] {
  const { name, place } = connector;
  const element = connectorId(name);
  if (!used.has(name)) {
    if (connector.group !== server.group || connector.disabled) return [];
    const text = 'No mail of this server goes by it while nothing fails, and Exim knows no second way.';
    return [{ class: 'comment', element, place, text }];
  }
  const { acceptFrom, rejectFrom, acceptFromGroups, rejectFromGroups } = connector;
  const isRestricted = [acceptFrom, rejectFrom, acceptFromGroups, rejectFromGroups].some(({ length }) => length > 0);
  const sentences = [
    isRestricted ? 'Whose mail passes.' : undefined,
    connector.limitSizeBytes === Infinity ? undefined : 'Its size limit: Exim has one for all mail.',
    connector.priorities.length < 3 || connector.messageTypes.length < 2
      ? 'Which priorities and types pass.'
      : undefined,
    connector.schedule.kind !== 'always' || connector.oversize !== undefined ? 'Its schedule.' : undefined,
    connector.holdForPickup ? 'That mail waits to be picked up.' : undefined,
  ];
  return sentences.flatMap((text) => (text === undefined ? [] : [dropped(element, place, text)]));
}
