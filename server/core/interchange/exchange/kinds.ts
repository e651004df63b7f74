// Which objects of Exchange 2007 to Subscription Edition play a part in routing, and how they are known: by their type,
// or where a format has no types by what properties they have.

import type { TypedObject } from '../read/typed-object.ts';

export const exchangeKinds = [
  'SendConnector',
  'ReceiveConnector',
  'AcceptedDomain',
  'ExchangeServer',
  'AdSite',
  'AdSiteLink',
  'RoutingGroupConnector',
  'TransportService',
  'TransportConfig',
  'DatabaseAvailabilityGroup',
  'ForeignConnector',
  'DeliveryAgentConnector',
  'MailboxDatabase',
  'Mailbox',
  'RemoteDomain',
  'Queue',
] as const;

export type ExchangeKind = (typeof exchangeKinds)[number];

/** How the name of a type ends. */
const typeEnds: readonly (readonly [string, ExchangeKind])[] = [
  ['.SmtpSendConnectorConfig', 'SendConnector'],
  ['.ReceiveConnector', 'ReceiveConnector'],
  ['.AcceptedDomain', 'AcceptedDomain'],
  ['Management.ExchangeServer', 'ExchangeServer'],
  ['.ADSite', 'AdSite'],
  ['.ADSiteLink', 'AdSiteLink'],
  ['.RoutingGroupConnector', 'RoutingGroupConnector'],
  ['Management.TransportServer', 'TransportService'],
  ['.TransportConfigContainer', 'TransportConfig'],
  ['.DatabaseAvailabilityGroup', 'DatabaseAvailabilityGroup'],
  ['.ForeignConnector', 'ForeignConnector'],
  ['.DeliveryAgentConnector', 'DeliveryAgentConnector'],
  ['.MailboxDatabase', 'MailboxDatabase'],
  ['Management.Mailbox', 'Mailbox'],
  ['.DomainContentConfig', 'RemoteDomain'],
  ['QueueInfo', 'Queue'],
];

/** Properties that only objects of a kind have together. */
const signs: readonly (readonly [ExchangeKind, readonly string[]])[] = [
  ['ForeignConnector', ['AddressSpaces', 'DropDirectory']],
  ['DeliveryAgentConnector', ['AddressSpaces', 'DeliveryProtocol']],
  ['SendConnector', ['AddressSpaces', 'SourceTransportServers', 'DNSRoutingEnabled']],
  ['ReceiveConnector', ['Bindings', 'RemoteIPRanges']],
  ['AcceptedDomain', ['DomainName', 'DomainType']],
  ['Queue', ['NextHopDomain', 'DeliveryType', 'MessageCount']],
  ['ExchangeServer', ['ServerRole', 'Fqdn', 'Site']],
  ['ExchangeServer', ['ServerRole', 'Fqdn', 'IsHubTransportServer']],
  ['AdSite', ['HubSiteEnabled']],
  ['AdSiteLink', ['ADCost', 'Sites']],
  ['RoutingGroupConnector', ['TargetRoutingGroup', 'Cost']],
  ['TransportService', ['TransientFailureRetryCount', 'MessageExpirationTimeout']],
  ['TransportConfig', ['MaxSendSize', 'MaxRecipientEnvelopeLimit']],
  ['DatabaseAvailabilityGroup', ['WitnessServer', 'Servers']],
  ['DatabaseAvailabilityGroup', ['Servers', 'PrimaryActiveManager']],
  ['MailboxDatabase', ['MasterServerOrAvailabilityGroup', 'Server']],
  ['Mailbox', ['PrimarySmtpAddress', 'ServerName']],
];

/** What somebody asks for who types `Get-SendConnector | fl Name,AddressSpaces`: less than all signs. */
const fewerSigns: readonly (readonly [ExchangeKind, readonly string[]])[] = [
  ['SendConnector', ['Name', 'AddressSpaces']],
  ['ReceiveConnector', ['Name', 'Bindings']],
];

/** What kind of object it is; undefined for all others. */
export function kindOf({ types, properties }: Pick<TypedObject, 'types' | 'properties'>): ExchangeKind | undefined {
  const type = (types[0] ?? '').replace(/^Deserialized\./, '');
  const byType = typeEnds.find(([end]) => type.endsWith(end) && type.includes('Exchange'));
  if (byType !== undefined) return byType[1];
  if (type !== '' && !/^(?:System\.|Selected\.|Microsoft\.Exchange\.Data\.)/.test(type)) return undefined;
  const isThere = (name: string) => properties.has(name.toLowerCase());
  return [...signs, ...(type === '' ? fewerSigns : [])].find(([, names]) => names.every(isThere))?.[0];
}

const lists = new Set(
  [
    ['AddressSpaces', 'SmartHosts', 'SourceTransportServers', 'TargetTransportServers', 'ConnectedDomains', 'Bindings'],
    ['RemoteIPRanges', 'Sites', 'Servers', 'NetworkAddress', 'ObjectClass', 'StartedMailboxServers', 'DatabaseCopies'],
    ['StoppedMailboxServers', 'OperationalServers', 'ErrorPolicies'],
  ].flatMap((names) => names.map((name) => name.toLowerCase())),
);

/** Whether a property holds several values, each of which Format-List divides by `, `. */
export function isListProperty(name: string): boolean {
  return lists.has(name.toLowerCase());
}
