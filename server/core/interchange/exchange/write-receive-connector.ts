// The Receive connectors of a server. Those that setup makes are there unwritten; they are written where somebody changed
// them.

import { writtenSize } from '../../routing/message/written-values.ts';
import { parseHostName } from '../../syntax/values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { Fields } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { Written } from '../statements.ts';
import type { ExportedServer } from './directory.ts';
import { bindingOf, isEverybody, isTrue, rangeOf, sizeOf } from './values.ts';

/** In the order of the specification of today's model: as setup makes them, then by name. */
export function writeReceiveConnectors(
  server: ExportedServer,
  connectors: readonly Fields[],
  ledger: Ledger,
): Written[] {
  const names = new UniqueNames('receive connector', ledger);
  const inOrder = connectors.toSorted((a, b) => rankOf(a, server) - rankOf(b, server));
  return inOrder.flatMap((connector) => writeOne(server, connector, names) ?? []);
}

/** What setup makes: port, service and how many recipients (Get-ReceiveConnector of a new server). */
const setUp: readonly (readonly [name: string, port: number, service: Service, recipients: number])[] = [
  ['Default Frontend', 25, 'frontend', 200],
  ['Client Frontend', 587, 'frontend', 200],
  ['Outbound Proxy Frontend', 717, 'frontend', 200],
  ['Default', 2525, 'transport', 5000],
  ['Client Proxy', 465, 'transport', 200],
];

type Service = 'frontend' | 'transport';

function setUpOf(connector: Fields, server: ExportedServer) {
  const name = connector.name.toLowerCase();
  return setUp.find(([stem]) => `${stem} ${server.name}`.toLowerCase() === name);
}

function rankOf(connector: Fields, server: ExportedServer): number {
  const at = setUp.findIndex((each) => each === setUpOf(connector, server));
  return at < 0 ? setUp.length : at;
}

function writeOne(server: ExportedServer, connector: Fields, names: UniqueNames): Written | undefined {
  const asSetUp = setUpOf(connector, server);
  const bindings = writeBindings(connector, 'all available');
  const name = names.give(connector.name, server.name);
  connector.settle('Name', 'imported');
  connector.settle('Server', 'imported');
  connector.ignore(ofReceiveConnector);
  const statements = [
    ...writeRanges(connector),
    ...writeService(connector, asSetUp?.[2] ?? (server.isEdge ? 'transport' : 'frontend')),
    ...writeLimits(connector, asSetUp),
    ...writeFqdn(connector, server),
    ...(isStopped(connector) ? [{ words: 'stopped' }] : []),
  ];
  connector.comment('Comment');
  noteTrust(connector);
  if (bindings === undefined) {
    connector.settle('Bindings', 'dropped', 'No address and port can be read, so nobody could connect to it.');
    return undefined;
  }
  const isUnchanged = asSetUp !== undefined && bindings === `all available:${String(asSetUp[1])}`;
  if (isUnchanged && statements.length === 0 && connector.comments.length === 0) {
    connector.settle('Bindings', 'default');
    return undefined;
  }
  connector.settle('Bindings', 'imported');
  const shown = bindings.replaceAll(/^all available:25$/g, 'all available');
  const words = `receive connector ${writtenName(name)} on ${shown}`;
  return statements.length === 0
    ? { comments: connector.comments, words }
    : { comments: connector.comments, words, block: statements };
}

/**
 * What it listens at; undefined where no binding can be read.
 * @param all - What any address is called; one of both families is written once.
 */
export function writeBindings(connector: Fields, all: 'all available' | 'all unassigned'): string | undefined {
  const read = connector.values('Bindings').map(bindingOf);
  const known = read.filter((each) => each !== undefined);
  if (known.length === 0) return undefined;
  const written = new Set<string>();
  for (const { address, family, port } of known) {
    if (address !== undefined) {
      written.add(`${family === 6 ? `[${address}]` : address}:${String(port)}`);
      continue;
    }
    const hasBoth = known.some(
      (other) => other.port === port && other.address === undefined && other.family !== family,
    );
    if (!hasBoth)
      connector.say(`It listens at ${family === 4 ? 'IPv4' : 'IPv6'} addresses only at port ${String(port)}.`);
    written.add(`${all}:${String(port)}`);
  }
  return [...written].toSorted().join(', ');
}

function writeRanges(connector: Fields): Written[] {
  const values = connector.values('RemoteIPRanges');
  if (values.some(isEverybody) || values.length === 0) {
    connector.settle('RemoteIPRanges', 'default');
    return [];
  }
  const ranges: string[] = [];
  connector.settle('RemoteIPRanges', 'imported');
  for (const value of values) {
    const range = rangeOf(value);
    if (range === undefined)
      connector.settleValue('RemoteIPRanges', value, 'dropped', 'This is no range of addresses.');
    else ranges.push(range);
  }
  return ranges.length === 0 ? [] : [{ words: `from ${[...new Set(ranges)].toSorted(byAddress).join(', ')}` }];
}

function byAddress(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The service by its name, or by its number in JSON; before 2013 there is only the transport service. */
function writeService(connector: Fields, unwritten: Service): Written[] {
  const role = connector.text('TransportRole');
  const service: Service = role === undefined || /^(?:HubTransport|32)$/i.test(role) ? 'transport' : 'frontend';
  connector.settle('TransportRole', service === unwritten ? 'default' : 'imported');
  return service === unwritten ? [] : [{ words: `service ${service}` }];
}

const megabyte = 1024 * 1024;

function writeLimits(connector: Fields, asSetUp: (typeof setUp)[number] | undefined): Written[] {
  const statements: Written[] = [];
  const bytes = sizeOf(connector.text('MaxMessageSize') ?? '');
  if (bytes !== undefined) {
    connector.settle('MaxMessageSize', bytes === 36 * megabyte ? 'default' : 'imported');
    const size = bytes === Infinity ? 'unlimited' : writtenSize(bytes);
    if (bytes !== 36 * megabyte) statements.push({ words: `limit size ${size}` });
  }
  const recipients = Number(connector.text('MaxRecipientsPerMessage') ?? NaN);
  if (Number.isInteger(recipients)) {
    const isDefault = recipients === (asSetUp?.[3] ?? 200);
    connector.settle('MaxRecipientsPerMessage', isDefault ? 'default' : 'imported');
    if (!isDefault) statements.push({ words: `limit recipients ${String(recipients)}` });
  }
  const hops = Number(connector.text('MaxHopCount') ?? NaN);
  if (Number.isInteger(hops)) {
    // Setup writes 60 although the documentation has 30; either is what nobody changed.
    const isDefault = hops === 60 || hops === 30;
    connector.settle('MaxHopCount', isDefault ? 'default' : 'imported');
    if (!isDefault) statements.push({ words: `hop limit ${String(hops)}` });
  }
  return statements;
}

function writeFqdn(connector: Fields, server: ExportedServer): Written[] {
  const fqdn = connector.text('Fqdn')?.toLowerCase();
  if (fqdn === undefined || fqdn === server.fqdn || fqdn === server.name.toLowerCase()) {
    connector.settle('Fqdn', 'default');
    return [];
  }
  if (!parseHostName(fqdn).ok) {
    connector.settle('Fqdn', 'dropped', 'This is no name of a host.');
    return [];
  }
  connector.settle('Fqdn', 'imported');
  return [{ words: `fqdn ${fqdn}` }];
}

function isStopped(connector: Fields): boolean {
  const isOff = connector.has('Enabled') && !isTrue(connector.text('Enabled'));
  connector.settle('Enabled', isOff ? 'imported' : 'default');
  return isOff;
}

/** Who may connect is known by ranges; who may relay is a permission in Active Directory, which no cmdlet here shows. */
export function noteTrust(connector: Fields): void {
  connector.settle('PermissionGroups', 'ignored');
  const text = connector.text('AuthMechanism') ?? '';
  const isTrusted = /ExternalAuthoritative/i.test(text) || (/^\d+$/.test(text) && (Number(text) & 32) !== 0);
  if (!isTrusted) {
    connector.settle('AuthMechanism', 'ignored');
    return;
  }
  connector.say('AuthMechanism: ExternalAuthoritative (trusts everybody in its range)');
  connector.settle('AuthMechanism', 'comment', 'Who is in its range is trusted as if authenticated, and may relay.');
}

/** What plays no part in routing. */
export const ofReceiveConnector = [
  [
    'AcceptConsumerMail',
    'AdvertiseClientSettings',
    'AuthTarpitInterval',
    'Banner',
    'BareLinefeedRejectionEnabled',
    'BinaryMimeEnabled',
    'ChunkingEnabled',
  ],
  [
    'ConnectionInactivityTimeout',
    'ConnectionTimeout',
    'DefaultDomain',
    'DeliveryStatusNotificationEnabled',
    'DomainSecureEnabled',
  ],
  [
    'EightBitMimeEnabled',
    'EnableAuthGSSAPI',
    'EnhancedStatusCodesEnabled',
    'ExtendedProtectionPolicy',
    'LiveCredentialEnabled',
  ],
  [
    'LongAddressesEnabled',
    'MaxAcknowledgementDelay',
    'MaxHeaderSize',
    'MaxInboundConnection',
    'MaxInboundConnectionPercentagePerSource',
  ],
  [
    'MaxInboundConnectionPerSource',
    'MaxLocalHopCount',
    'MaxLogonFailures',
    'MaxProtocolErrors',
    'MessageRateLimit',
    'MessageRateSource',
  ],
  [
    'OrarEnabled',
    'PipeliningEnabled',
    'ProtocolLoggingLevel',
    'ProxyEnabled',
    'RejectReservedSecondLevelRecipientDomains',
  ],
  [
    'RejectReservedTopLevelRecipientDomains',
    'RejectSingleLabelRecipientDomains',
    'RequireEHLODomain',
    'RequireTLS',
    'ServiceDiscoveryFqdn',
  ],
  [
    'SizeEnabled',
    'SmtpUtf8Enabled',
    'SuppressXAnonymousTls',
    'TarpitInterval',
    'TlsCertificateName',
    'TlsDomainCapabilities',
  ],
].flat();
