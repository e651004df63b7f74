// An Exchange organization of made-up servers, written down as its cmdlets' output is by PowerShell: Clixml as the
// Management Shell and as a remote session write it, JSON, Format-List.

/** A property: text, a number, a list; an object of another type as what it calls itself and what is in it. */
export type Value = string | number | boolean | null | readonly Value[] | Typed;

export interface Typed {
  readonly type: string;
  /** What it calls itself. */
  readonly text: string;
  readonly properties?: Readonly<Record<string, Value>>;
  /** The number of an enumeration. */
  readonly number?: number;
}

export interface ExportedObject {
  readonly type: string;
  readonly properties: Readonly<Record<string, Value>>;
}

const configuration = 'CN=Configuration,DC=contoso,DC=example';
const services = `CN=Contoso,CN=Microsoft Exchange,CN=Services,${configuration}`;
const groups = `CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,${services}`;
const connections = `CN=Connections,CN=Exchange Routing Group (DWBGZMFD01QNBJR),CN=Routing Groups,${groups}`;
const management = 'Microsoft.Exchange.Data.Directory.Management';
const system = 'Microsoft.Exchange.Data.Directory.SystemConfiguration';

/** An entry of the directory, as a property of another one. */
function entry(dn: string, canonical: string): Typed {
  const name = /^CN=([^,]*)/.exec(dn)?.[1] ?? '';
  return {
    type: 'Microsoft.Exchange.Data.Directory.ADObjectId',
    text: canonical,
    properties: { DistinguishedName: dn, Name: name, Rdn: `CN=${name}` },
  };
}

function site(name: string): Typed {
  return entry(`CN=${name},CN=Sites,${configuration}`, `contoso.example/Configuration/Sites/${name}`);
}

function serverNamed(name: string): Typed {
  return entry(`CN=${name},CN=Servers,${groups}`, name);
}

function megabytes(count: number): Typed {
  const bytes = count * 1024 * 1024;
  const text = `${String(count)} MB (${bytes.toLocaleString('en-US')} bytes)`;
  return { type: 'Microsoft.Exchange.Data.Unlimited`1[[Microsoft.Exchange.Data.ByteQuantifiedSize]]', text };
}

export function adSite(name: string, isHub = false): ExportedObject {
  return {
    type: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ADSite',
    properties: {
      Name: name,
      HubSiteEnabled: isHub,
      InboundMailEnabled: true,
      PartnerId: -1,
      DistinguishedName: `CN=${name},CN=Sites,${configuration}`,
    },
  };
}

export function adSiteLink(
  name: string,
  sites: readonly string[],
  cost: number,
  exchangeCost?: number,
): ExportedObject {
  return {
    type: `${system}.ADSiteLink`,
    properties: {
      Cost: exchangeCost ?? cost,
      ADCost: cost,
      ExchangeCost: exchangeCost ?? null,
      MaxMessageSize: 'Unlimited',
      Sites: sites.map(site),
      Name: name,
      DistinguishedName: `CN=${name},CN=IP,CN=Inter-Site Transports,CN=Sites,${configuration}`,
    },
  };
}

export function exchangeServer(name: string, siteName: string): ExportedObject {
  return {
    type: `${management}.ExchangeServer`,
    properties: {
      Name: name,
      Fqdn: `${name.toLowerCase()}.contoso.example`,
      IsHubTransportServer: true,
      IsEdgeServer: false,
      IsMailboxServer: true,
      AdminDisplayVersion: 'Version 15.2 (Build 1544.4)',
      Site: site(siteName),
      ServerRole: { type: `${system}.ServerRole`, text: 'Mailbox', number: 2 },
      DistinguishedName: `CN=${name},CN=Servers,${groups}`,
    },
  };
}

/** A server as Exchange 2007 and 2010 have it, or one of 2003, which is in no site. */
export function earlierServer(
  name: string,
  version: '6.5' | '8.3' | '14.3',
  siteName?: string,
  roles = 'HubTransport',
): ExportedObject {
  const { type, properties } = exchangeServer(name, siteName ?? '');
  const isHub = roles.includes('HubTransport');
  const number = (isHub ? 32 : 0) + (roles.includes('Mailbox') ? 2 : 0);
  return {
    type,
    properties: {
      ...properties,
      AdminDisplayVersion: `Version ${version} (Build 1.0)`,
      IsHubTransportServer: isHub && version !== '6.5',
      Site: siteName === undefined ? null : site(siteName),
      ServerRole: {
        type: `${system}.ServerRole`,
        text: version === '6.5' ? 'None' : roles,
        number: version === '6.5' ? 0 : number,
      },
      DistinguishedName: `CN=${name},CN=Servers,${version === '6.5' ? legacyGroups : groups}`,
    },
  };
}

const legacyGroups = `CN=AG,CN=Administrative Groups,${services}`;

/** The routing group of all servers of 2007 and 2010. */
export const laterGroup = 'Exchange Routing Group (DWBGZMFD01QNBJR)';

interface RoutingGroupConnectorGiven {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly more?: Readonly<Record<string, Value>>;
}

export function routingGroupConnector({
  name,
  from,
  to,
  sources,
  targets,
  more = {},
}: RoutingGroupConnectorGiven): ExportedObject {
  const group = (of: string) => entry(`CN=${of},CN=Routing Groups,${of === laterGroup ? groups : legacyGroups}`, of);
  const owner = from === laterGroup ? groups : legacyGroups;
  return {
    type: `${system}.RoutingGroupConnector`,
    properties: {
      TargetRoutingGroup: group(to),
      Cost: 10,
      TargetTransportServers: targets.map(serverNamed),
      PublicFolderReferralsEnabled: true,
      SourceRoutingGroup: group(from),
      SourceTransportServers: sources.map(serverNamed),
      MaxMessageSize: 'Unlimited',
      Name: name,
      DistinguishedName: `CN=${name},CN=Connections,CN=${from},CN=Routing Groups,${owner}`,
      ...more,
    },
  };
}

export function acceptedDomain(
  domain: string,
  kind: 'Authoritative' | 'ExternalRelay' | 'InternalRelay',
): ExportedObject {
  const number = ['Authoritative', 'ExternalRelay', 'InternalRelay'].indexOf(kind);
  return {
    type: `${system}.AcceptedDomain`,
    properties: {
      DomainName: { type: 'Microsoft.Exchange.Data.SmtpDomainWithSubdomains', text: domain },
      DomainType: { type: `${system}.AcceptedDomainType`, text: kind, number },
      MatchSubDomains: false,
      Default: kind === 'Authoritative',
      Name: domain,
      DistinguishedName: `CN=${domain},CN=Accepted Domains,CN=Transport Settings,${services}`,
    },
  };
}

interface SendConnectorGiven {
  readonly name: string;
  readonly sources: readonly string[];
  readonly spaces: readonly string[];
  readonly smartHosts?: readonly string[];
  readonly more?: Readonly<Record<string, Value>>;
}

export function sendConnector({
  name,
  sources,
  spaces,
  smartHosts = [],
  more = {},
}: SendConnectorGiven): ExportedObject {
  return {
    type: `${system}.SmtpSendConnectorConfig`,
    properties: {
      DNSRoutingEnabled: smartHosts.length === 0,
      SmartHosts: smartHosts.map((host) => ({
        type: 'Microsoft.Exchange.Data.SmartHost',
        text: host,
        properties: { IsIPAddress: host.startsWith('['), Domain: host },
      })),
      Port: 25,
      Enabled: true,
      FrontendProxyEnabled: false,
      IsScopedConnector: false,
      SmartHostAuthMechanism: { type: `${system}.SmtpSendConnectorConfig+AuthMechanisms`, text: 'None', number: 0 },
      AddressSpaces: spaces.map((space) => ({
        type: 'Microsoft.Exchange.Data.AddressSpace',
        text: space,
        properties: { Type: space.split(':')[0] ?? '', Cost: Number(space.split(';')[1]) },
      })),
      SourceTransportServers: sources.map(serverNamed),
      MaxMessageSize: megabytes(35),
      Comment: '',
      Name: name,
      DistinguishedName: `CN=${name},${connections}`,
      ...more,
    },
  };
}

interface ReceiveConnectorGiven {
  readonly name: string;
  readonly server: string;
  readonly bindings: readonly string[];
  readonly ranges?: readonly string[];
  readonly role?: 'FrontendTransport' | 'HubTransport';
  readonly more?: Readonly<Record<string, Value>>;
}

export function receiveConnector(given: ReceiveConnectorGiven): ExportedObject {
  const { name, server, bindings, ranges = everybody, role = 'FrontendTransport', more = {} } = given;
  return {
    type: `${system}.ReceiveConnector`,
    properties: {
      AuthMechanism: { type: `${system}.AuthMechanisms`, text: 'Tls, Integrated', number: 3 },
      Bindings: bindings.map((text) => ({ type: 'Microsoft.Exchange.Data.IPBinding', text })),
      Fqdn: { type: 'Microsoft.Exchange.Data.Fqdn', text: `${server.toLowerCase()}.contoso.example` },
      Enabled: true,
      MaxHopCount: 60,
      MaxMessageSize: megabytes(36),
      MaxRecipientsPerMessage: name === `Default ${server}` ? 5000 : 200,
      RemoteIPRanges: ranges.map((text) => ({ type: 'Microsoft.Exchange.Data.IPRange', text })),
      Server: serverNamed(server),
      TransportRole: { type: `${system}.ServerRole`, text: role, number: role === 'HubTransport' ? 32 : 16384 },
      Name: name,
      DistinguishedName: `CN=${name},CN=SMTP Receive Connectors,CN=Protocols,CN=${server},CN=Servers,${groups}`,
      ...more,
    },
  };
}

const everybody = ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '0.0.0.0-255.255.255.255'];

export function dag(name: string, servers: readonly string[]): ExportedObject {
  return {
    type: `${system}.DatabaseAvailabilityGroup`,
    properties: { Name: name, Servers: servers.map(serverNamed), WitnessServer: 'fs1.contoso.example' },
  };
}

/** Three sites, the middle one a hub, a DAG over two of them, and two ways out. */
export const contoso: readonly ExportedObject[] = [
  acceptedDomain('contoso.example', 'Authoritative'),
  acceptedDomain('unix.contoso.example', 'InternalRelay'),
  adSite('Prague'),
  adSite('Vienna', true),
  adSite('Lyon'),
  adSiteLink('PRG-VIE', ['Prague', 'Vienna'], 20),
  adSiteLink('VIE-LYO', ['Vienna', 'Lyon'], 150, 30),
  exchangeServer('PRG-EX1', 'Prague'),
  exchangeServer('VIE-EX1', 'Vienna'),
  exchangeServer('VIE-EX2', 'Vienna'),
  exchangeServer('LYO-EX1', 'Lyon'),
  receiveConnector({ name: 'Default Frontend PRG-EX1', server: 'PRG-EX1', bindings: ['0.0.0.0:25', '[::]:25'] }),
  receiveConnector({
    name: 'Default PRG-EX1',
    server: 'PRG-EX1',
    bindings: ['[::]:2525', '0.0.0.0:2525'],
    role: 'HubTransport',
  }),
  receiveConnector({
    name: 'Scanners',
    server: 'PRG-EX1',
    bindings: ['0.0.0.0:25', '[::]:25'],
    ranges: ['10.1.5.0/24', '10.1.6.7', '10.1.7.1-10.1.7.9'],
    more: { Comment: 'The copiers of the third floor' },
  }),
  dag('DAG1', ['PRG-EX1', 'VIE-EX1']),
  sendConnector({ name: 'Internet', sources: ['VIE-EX1', 'VIE-EX2'], spaces: ['SMTP:*;10'] }),
  sendConnector({
    name: 'Unix',
    sources: ['PRG-EX1'],
    spaces: ['smtp:unix.contoso.example;1', 'SMTP:*.lab.example;5'],
    smartHosts: ['[10.1.9.9]', 'relay.lab.example'],
    more: { Port: 587, IsScopedConnector: true, Comment: 'Ask the laboratory first' },
  }),
  sendConnector({ name: 'Old', sources: ['LYO-EX1'], spaces: ['SMTP:old.example;1'], more: { Enabled: false } }),
];

/** As `Export-Clixml` writes them; in a remote session values are plain and types are deserialized ones. */
export function asClixml(objects: readonly ExportedObject[], isRemote = false): string {
  let id = 0;
  const prefix = isRemote ? 'Deserialized.' : '';
  const named = (name: string | undefined) => (name === undefined ? '' : ` N="${escaped(name)}"`);
  const plain = (value: Value): string => (isTyped(value) ? value.text : String(value));
  const write = (value: Value, name?: string): string => {
    if (value === null) return `<Nil${named(name)} />`;
    if (typeof value === 'boolean') return `<B${named(name)}>${String(value)}</B>`;
    if (typeof value === 'number') return `<I32${named(name)}>${String(value)}</I32>`;
    if (typeof value === 'string') return `<S${named(name)}>${escaped(value)}</S>`;
    if (!isTyped(value)) {
      const items = value.map((item) => write(isRemote ? plain(item) : item)).join('');
      const own = `<TN RefId="${String(id)}"><T>${prefix}System.Collections.ArrayList</T></TN>`;
      return `<Obj${named(name)} RefId="${String(id++)}">${own}<LST>${items}</LST></Obj>`;
    }
    if (isRemote) return `<S${named(name)}>${escaped(value.text)}</S>`;
    const own = `<TN RefId="${String(id)}"><T>${escaped(value.type)}</T><T>System.Object</T></TN>`;
    const start = `<Obj${named(name)} RefId="${String(id++)}">${own}<ToString>${escaped(value.text)}</ToString>`;
    const number = value.number === undefined ? '' : `<I32>${String(value.number)}</I32>`;
    const blob = `<MS><BA N="SerializationData">${'AAEAAAD/////'.repeat(20)}</BA></MS>`;
    const inside = value.properties === undefined ? '' : `<Props>${members(value.properties)}</Props>`;
    return `${start}${number}${inside}${blob}</Obj>`;
  };
  const members = (properties: Readonly<Record<string, Value>>) =>
    Object.entries(properties)
      .map(([name, value]) => write(value, name))
      .join('\n');
  const outermost = objects.map(({ type, properties }) => {
    const own = `<TN RefId="${String(id)}"><T>${prefix}${type}</T><T>System.Object</T></TN>`;
    return `<Obj RefId="${String(id++)}">${own}<Props>${members(properties)}</Props></Obj>`;
  });
  const root = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';
  return `${root}\n${outermost.join('\n')}\n</Objs>\n`;
}

function isTyped(value: Value): value is Typed {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/\p{Cc}/gu, (control) => `_x${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** As `ConvertTo-Json` writes them: objects as what they call themselves, enumerations as numbers. */
export function asJson(objects: readonly ExportedObject[]): string {
  const plain = (value: Value): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    return isTyped(value) ? (value.number ?? value.text) : value.map(plain);
  };
  const list = objects.map(({ properties }) =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plain(value)])),
  );
  return JSON.stringify(list.length === 1 ? list[0] : list, undefined, 4);
}

/** As `Format-List` writes them, 120 columns wide. */
export function asFormatList(objects: readonly ExportedObject[]): string {
  const plain = (value: Value): string => {
    if (value === null) return '';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    if (typeof value !== 'object') return String(value);
    if (isTyped(value)) return value.text;
    const items = value.map(plain);
    return `{${items.slice(0, 4).join(', ')}${items.length > 4 ? '...' : ''}}`;
  };
  const blocks = objects.map(({ properties }) => {
    const width = Math.max(...Object.keys(properties).map((name) => name.length));
    return Object.entries(properties)
      .map(([name, value]) => `${name.padEnd(width)} : ${wrapped(plain(value), 117 - width, width + 3)}`)
      .join('\r\n');
  });
  return `\r\n${blocks.join('\r\n\r\n')}\r\n\r\n`;
}

function wrapped(text: string, width: number, indent: number): string {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    const end = at > 0 ? at : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest].join(`\r\n${' '.repeat(indent)}`);
}
