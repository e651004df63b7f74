import { connectorId, hostId, serverId, virtualServerId } from '#core/model/element';
import { referenceTo } from '#core/model/keys';
import type { ElementId } from '#core/model/element';
import type { Element, Topology } from '#core/model/topology';
import type { Survey } from '#core/routing/survey';

/** Something that can fail by itself, with its name in the language's words. */
export interface Failable {
  readonly id: ElementId;
  readonly element: Element;
}

/** Every server with the virtual servers that are declared on it, every connector, every smart host. */
export function failableElements({ servers, connectors }: Topology, { hosts }: Pick<Survey, 'hosts'>): Failable[] {
  return [
    ...servers.flatMap((server) => [
      { id: serverId(server.name), element: { kind: 'server', server: referenceTo(server.name) } } as const,
      ...server.virtualServers
        .filter(({ implicit }) => !implicit)
        .map(({ name }) => ({ id: virtualServerId(server.name, name), element: virtualServer(server.name, name) })),
    ]),
    ...connectors.map(({ name }) => ({
      id: connectorId(name),
      element: { kind: 'connector', connector: referenceTo(name) } as const,
    })),
    ...hosts.map((host) => ({ id: hostId(host), element: { kind: 'host', host } as const })),
  ];
}

function virtualServer(server: string, name: string): Element {
  return {
    kind: 'virtual server',
    reference: { server: referenceTo(server), virtualServer: referenceTo(name), place: undefined },
  };
}
