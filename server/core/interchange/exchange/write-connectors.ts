// Send connectors, foreign connectors and delivery agent connectors.

import { writtenSize } from '../../routing/message/written-values.ts';
import { parseAddressSpace, parseHost } from '../../syntax/values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { Fields } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { Written } from '../statements.ts';
import type { Directory } from './directory.ts';
import type { ExchangeKind } from './kinds.ts';
import type { ExchangeObjects } from './objects.ts';
import { addressSpaceOf, hostsOf, isTrue, sizeOf, writtenHost, writtenSpace } from './values.ts';

const keywords: readonly (readonly [ExchangeKind, string])[] = [
  ['SendConnector', 'send connector'],
  ['ForeignConnector', 'foreign connector'],
  ['DeliveryAgentConnector', 'delivery agent connector'],
];

export function writeConnectors(objects: ExchangeObjects, directory: Directory, ledger: Ledger): Written[] {
  const names = new UniqueNames('connector', ledger);
  return keywords.flatMap(([kind, keyword]) =>
    objects.of(kind).flatMap((connector) => writeOne(connector, keyword, names, directory) ?? []),
  );
}

function writeOne(connector: Fields, keyword: string, names: UniqueNames, directory: Directory): Written | undefined {
  const isSend = keyword === 'send connector';
  if (isSend && /^EdgeSync - Inbound to /i.test(connector.name)) {
    // What an Edge server takes goes to its site without being told.
    connector.settleRest('default');
    return undefined;
  }
  connector.comment('Comment');
  const statements = [
    ...writeSources(connector, directory),
    ...writeSpaces(connector, 'scope site'),
    ...(isSend ? writeDelivery(connector) : []),
    ...writeLimit(connector, isSend),
    ...(isTrue(connector.text('FrontendProxyEnabled')) ? [{ words: 'proxy through frontend' }] : []),
    ...(isDisabled(connector) ? [{ words: 'disabled' }] : []),
  ];
  connector.settle('FrontendProxyEnabled', isTrue(connector.text('FrontendProxyEnabled')) ? 'imported' : 'default');
  connector.settle('Name', 'imported');
  commentOnRest(connector);
  const written = writtenName(names.give(connector.name));
  return { comments: connector.comments, words: `${keyword} ${written}`, block: statements, isLong: true };
}

function writeSources(connector: Fields, directory: Directory): Written[] {
  const servers = connector.values('SourceTransportServers').map((each) => directory.server(each)?.name);
  const known = [...new Set(servers.filter((each) => each !== undefined))];
  connector.settle('SourceTransportServers', 'imported');
  if (known.length === 0) connector.missing('It has no source server, so no mail can leave by it.');
  return known.length === 0 ? [] : [{ words: `source ${known.map(writtenName).join(', ')}` }];
}

/** Its address spaces; `scope` is how the language says that only the own site, or routing group, may use it. */
export function writeSpaces(connector: Fields, scope: string): Written[] {
  const values = connector.values('AddressSpaces');
  const spaces: string[] = [];
  let isScoped = isTrue(connector.text('IsScopedConnector'));
  connector.settle('IsScopedConnector', isScoped ? 'imported' : 'default');
  connector.settle('AddressSpaces', 'imported');
  for (const value of values) {
    const space = addressSpaceOf(value);
    isScoped ||= space.isScoped;
    const written = writtenSpace(space);
    if (parseAddressSpace(written.slice(0, written.lastIndexOf(' cost '))).ok) spaces.push(written);
    else {
      const why =
        space.space === '--' ? 'It stands for all accepted domains.' : 'The language has no such address space.';
      connector.settleValue('AddressSpaces', value, 'dropped', why);
    }
  }
  return [
    ...(spaces.length === 0 ? [] : [{ words: `address space ${[...new Set(spaces)].join(', ')}` }]),
    ...(isScoped ? [{ words: scope }] : []),
  ];
}

/** By DNS or through smart hosts; nothing where neither is told. */
export function writeDelivery(connector: Fields): Written[] {
  const port = Number(connector.text('Port') ?? 25);
  const listed = connector.values('SmartHosts');
  const hosts = hostsOf(listed.length > 0 ? listed : connector.values('SmartHostsString'));
  const good = hosts.filter((host) => parseHost(host).ok);
  const isByDns = isTrue(connector.text('DNSRoutingEnabled'));
  connector.settle('SmartHosts', isByDns ? 'default' : 'imported');
  connector.settle('SmartHostsString', 'ignored');
  connector.settle('DNSRoutingEnabled', 'imported');
  connector.settle('Port', port === 25 ? 'default' : 'imported');
  for (const host of hosts)
    if (!good.includes(host)) connector.settleValue('SmartHosts', host, 'dropped', 'This is no host.');
  if (isByDns) {
    if (port !== 25) connector.comment('Port');
    return [{ words: 'deliver through dns' }];
  }
  if (good.length === 0) {
    if (connector.has('DNSRoutingEnabled'))
      connector.differs('It goes by no DNS and has no smart host; here it goes by DNS.');
    return [];
  }
  return [{ words: `deliver through smart host ${good.map((host) => writtenHost(host, port)).join(', ')}` }];
}

function writeLimit(connector: Fields, isSend: boolean): Written[] {
  const bytes = sizeOf(connector.text('MaxMessageSize') ?? '');
  if (bytes === undefined) return [];
  const isDefault = bytes === (isSend ? 35 * 1024 * 1024 : Infinity);
  connector.settle('MaxMessageSize', isDefault ? 'default' : 'imported');
  if (isDefault) return [];
  return [{ words: `limit size ${bytes === Infinity ? 'unlimited' : writtenSize(bytes)}` }];
}

/** Whether it is off, which is settled. */
export function isDisabled(connector: Fields): boolean {
  const isOff = connector.has('Enabled') && !isTrue(connector.text('Enabled'));
  connector.settle('Enabled', isOff ? 'imported' : 'default');
  return isOff;
}

/** What the language has no word for, with what each says unless somebody changed it (Get-SendConnector). */
const unsaid: readonly (readonly [string, readonly string[]])[] = [
  ['Fqdn', []],
  ['ForceHELO', ['False']],
  ['TlsDomain', []],
  ['TlsAuthLevel', []],
  ['RequireTLS', ['False']],
  ['IgnoreSTARTTLS', ['False']],
  ['TlsCertificateName', []],
  ['DomainSecureEnabled', ['False']],
  ['CloudServicesMailEnabled', ['False']],
  ['RequireOorg', ['False']],
  ['SmartHostAuthMechanism', ['None', '0']],
  ['UseExternalDNSServersEnabled', ['False']],
  ['SourceIPAddress', ['0.0.0.0']],
  ['LinkedReceiveConnector', []],
  ['SmtpMaxMessagesPerConnection', ['20']],
  ['DropDirectory', []],
  ['DropDirectoryQuota', ['Unlimited']],
  ['DeliveryProtocol', []],
];

/** Settles what the language has no word for. */
export function commentOnRest(connector: Fields): void {
  for (const [property, defaults] of unsaid) connector.comment(property, defaults);
  connector.ignore([
    ...[
      'ConnectorType',
      'ConnectedDomains',
      'HomeMTA',
      'HomeMtaServerId',
      'IsSmtpConnector',
      'CertificateSubject',
      'Region',
    ],
    ...['ErrorPolicies', 'ProtocolLoggingLevel', 'ConnectionInactivityTimeOut', 'AuthenticationCredential'],
    ...['SourceRoutingGroup', 'RelayDsnRequired', 'RefreshInterval', 'MtaStsMode', 'SmtpDaneMode'],
    ...['MaxConcurrentConnections', 'MaxMessagesPerConnection'],
  ]);
}
