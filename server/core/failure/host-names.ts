import type { Connector } from '#core/model/topology';

/** The hosts that a connector hands mail to, as written but in lower case. */
export function hostNames(connector: Connector): readonly string[] {
  switch (connector.kind) {
    case 'routing group connector':
      return [];
    case 'x400 connector':
      return connector.remoteHost === undefined ? [] : [connector.remoteHost.text.toLowerCase()];
    case 'smtp connector':
      return connector.delivery.kind === 'dns' ? [] : connector.delivery.hosts.map(({ text }) => text.toLowerCase());
  }
}
