import type { Connector, Host, Server, VirtualServer } from '#core/model/topology';
import { derived } from './fact.ts';
import { connectors, servers } from './facts.ts';

/** Who sends through smart hosts. */
export type Sender = Connector | VirtualServer;

const virtualServers = derived({ servers }, ({ servers }): readonly VirtualServer[] =>
  servers.flatMap((server: Server) => server.virtualServers),
);

/** Connectors and virtual servers, all that can have a smart host. */
export const senders = derived({ connectors, virtualServers }, ({ connectors, virtualServers }): readonly Sender[] => [
  ...connectors,
  ...virtualServers,
]);

/** The hosts outside that a connector or a virtual server hands mail to; not the remote host of an X.400 connector. */
export function smartHostsOf(sender: Sender): readonly Host[] {
  switch (sender.kind) {
    case 'smtp connector':
    case 'send connector':
      return sender.delivery.kind === 'smart host' ? sender.delivery.hosts : [];
    case 'virtual server':
      return sender.unresolvedRecipientsTo === undefined
        ? sender.smartHosts
        : [...sender.smartHosts, sender.unresolvedRecipientsTo];
    case 'routing group connector':
    case 'x400 connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return [];
  }
}
