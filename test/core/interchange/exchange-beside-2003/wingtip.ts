// A made-up organization in which Exchange 2010 runs beside Exchange 2003: three sites in a row, the middle one a hub, and
// two routing groups, of which one is joined to the sites.

import {
  acceptedDomain,
  adSite,
  adSiteLink,
  earlierServer,
  laterGroup,
  receiveConnector,
  routingGroupConnector,
  sendConnector,
  type ExportedObject,
} from '../exchange-export.ts';

export const sites: readonly ExportedObject[] = [
  adSite('Oslo'),
  adSite('Bergen', true),
  adSite('Tromso'),
  adSiteLink('OSL-BGO', ['Oslo', 'Bergen'], 20),
  adSiteLink('BGO-TOS', ['Bergen', 'Tromso'], 150, 30),
];

export const laterServers: readonly ExportedObject[] = [
  earlierServer('OSL-HUB1', '14.3', 'Oslo'),
  earlierServer('OSL-MBX1', '14.3', 'Oslo', 'Mailbox'),
  earlierServer('BGO-HUB1', '14.3', 'Bergen', 'Mailbox, HubTransport'),
  earlierServer('TOS-HUB1', '8.3', 'Tromso'),
];

export const toLegacy = routingGroupConnector({
  name: 'Later to Old',
  from: laterGroup,
  to: 'Old',
  sources: ['OSL-HUB1'],
  targets: ['OLD1'],
});

export const toLater = routingGroupConnector({
  name: 'Old to Later',
  from: 'Old',
  to: laterGroup,
  sources: ['OLD1'],
  targets: ['OSL-HUB1', 'BGO-HUB1'],
});

/** What the cmdlets print. */
export const wingtip: readonly ExportedObject[] = [
  acceptedDomain('wingtip.example', 'Authoritative'),
  acceptedDomain('partner.example', 'ExternalRelay'),
  ...sites,
  ...laterServers,
  earlierServer('OLD1', '6.5'),
  earlierServer('OLD2', '6.5'),
  toLegacy,
  toLater,
  routingGroupConnector({ name: 'Old to Far', from: 'Old', to: 'Far', sources: [], targets: ['OLD2'] }),
  routingGroupConnector({ name: 'Far to Old', from: 'Far', to: 'Old', sources: ['OLD2'], targets: ['OLD1'] }),
  receiveConnector({ name: 'Default OSL-HUB1', server: 'OSL-HUB1', bindings: ['0.0.0.0:25', '[::]:25'] }),
  receiveConnector({ name: 'Client OSL-HUB1', server: 'OSL-HUB1', bindings: ['0.0.0.0:587', '[::]:587'] }),
  receiveConnector({
    name: 'Copiers',
    server: 'OSL-HUB1',
    bindings: ['0.0.0.0:25', '[::]:25'],
    ranges: ['10.1.5.0/24'],
  }),
  sendConnector({
    name: 'Internet',
    sources: ['OSL-HUB1', 'BGO-HUB1'],
    spaces: ['SMTP:*;10'],
    more: { SourceRoutingGroup: laterGroup },
  }),
  sendConnector({
    name: 'Fax',
    sources: ['OLD2'],
    spaces: ['SMTP:fax.example;1'],
    smartHosts: ['[10.9.9.9]'],
    more: { SourceRoutingGroup: 'Far' },
  }),
];
