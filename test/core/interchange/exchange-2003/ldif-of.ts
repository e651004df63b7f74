// Entries of a made-up directory, written down as ldifde and csvde do.

export interface DirectoryEntry {
  readonly dn: string;
  readonly classes: readonly string[];
  /** Several values as a list; bytes in base64 as `{ base64 }`. */
  readonly attributes: Readonly<Record<string, string | number | readonly string[] | { readonly base64: string }>>;
}

const root = 'CN=Tailspin,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=tailspin,DC=example';
const groups = `CN=Administrative Groups,${root}`;

export const escaped = (name: string) => name.replace(/[\\,"+<>;=#]/g, '\\$&');

export const adminGroupDn = (name = 'AG') => `CN=${escaped(name)},${groups}`;
export const groupDn = (name: string, admin = 'AG') => `CN=${escaped(name)},CN=Routing Groups,${adminGroupDn(admin)}`;
export const serverDn = (name: string, admin = 'AG') => `CN=${escaped(name)},CN=Servers,${adminGroupDn(admin)}`;
export const virtualServerDn = (server: string, number = 1, admin = 'AG') =>
  `CN=${String(number)},CN=SMTP,CN=Protocols,${serverDn(server, admin)}`;

export function organization(): DirectoryEntry {
  return { dn: root, classes: ['top', 'container', 'msExchOrganizationContainer'], attributes: { cn: 'Tailspin' } };
}

export function policy(attributes: DirectoryEntry['attributes']): DirectoryEntry {
  const dn = `CN=Default Policy,CN=Recipient Policies,${root}`;
  return { dn, classes: ['top', 'msExchGenericPolicy', 'msExchRecipientPolicy'], attributes };
}

export function delivery(attributes: DirectoryEntry['attributes']): DirectoryEntry {
  const dn = `CN=Message Delivery,CN=Global Settings,${root}`;
  return { dn, classes: ['top', 'msExchMessageDeliveryConfig'], attributes };
}

export function group(name: string, attributes: DirectoryEntry['attributes'] = {}, admin = 'AG'): DirectoryEntry {
  return { dn: groupDn(name, admin), classes: ['top', 'msExchRoutingGroup'], attributes: { cn: name, ...attributes } };
}

export function server(
  name: string,
  inGroup: string,
  attributes: DirectoryEntry['attributes'] = {},
  admin = 'AG',
): DirectoryEntry {
  return {
    dn: serverDn(name, admin),
    classes: ['top', 'server', 'msExchExchangeServer'],
    attributes: {
      cn: name,
      serialNumber: 'Version 6.5 (Build 7638.2: Service Pack 2)',
      msExchHomeRoutingGroup: groupDn(inGroup, admin),
      ...attributes,
    },
  };
}

export function virtualServer(
  ofServer: string,
  number = 1,
  attributes: DirectoryEntry['attributes'] = {},
  admin = 'AG',
): DirectoryEntry {
  return {
    dn: virtualServerDn(ofServer, number, admin),
    classes: ['top', 'protocolCfg', 'protocolCfgSMTP', 'protocolCfgSMTPServer'],
    attributes: {
      cn: number,
      adminDisplayName: number === 1 ? 'Default SMTP Virtual Server' : `VS${String(number)}`,
      msExchServerBindings: ':25:',
      ...attributes,
    },
  };
}

export function connector(
  kind: string,
  name: string,
  inGroup: string,
  attributes: DirectoryEntry['attributes'],
  admin = 'AG',
): DirectoryEntry {
  const dn = `CN=${escaped(name)},CN=Connections,${groupDn(inGroup, admin)}`;
  return { dn, classes: ['top', 'msExchConnector', kind], attributes: { cn: name, ...attributes } };
}

export const smtpConnector = (name: string, inGroup: string, attributes: DirectoryEntry['attributes']) =>
  connector('msExchRoutingSMTPConnector', name, inGroup, attributes);

export const groupConnector = (name: string, inGroup: string, attributes: DirectoryEntry['attributes']) =>
  connector('msExchRoutingGroupConnector', name, inGroup, attributes);

export function person(name: string, mail: string): DirectoryEntry {
  return { dn: `CN=${name},OU=Staff,DC=tailspin,DC=example`, classes: ['top', 'user'], attributes: { mail } };
}

export function list(name: string, member: readonly string[]): DirectoryEntry {
  return {
    dn: `CN=${name},OU=Staff,DC=tailspin,DC=example`,
    classes: ['top', 'group'],
    attributes: { mail: `${name.toLowerCase()}@tailspin.example`, ...(member.length === 0 ? {} : { member }) },
  };
}

/** One server in one group, and what is asked about. */
export function around(...entries: readonly DirectoryEntry[]): DirectoryEntry[] {
  return [organization(), group('Hub'), server('EX1', 'Hub'), virtualServer('EX1'), ...entries];
}

function safe(text: string): boolean {
  return /^[!-9;=-~][ -~]*$/.test(text) && !text.endsWith(' ');
}

function lineOf(name: string, text: string): string {
  const line = safe(text) ? `${name}: ${text}` : `${name}:: ${Buffer.from(text, 'utf8').toString('base64')}`;
  return line.replace(/(.{76})(?=.)/g, '$1\r\n ');
}

function valuesOf(value: DirectoryEntry['attributes'][string]): readonly string[] {
  return typeof value === 'object' ? ('base64' in value ? [] : value) : [String(value)];
}

export function asLdif(entries: readonly DirectoryEntry[]): string {
  return entries
    .map(({ dn, classes, attributes }) =>
      [
        lineOf('dn', dn),
        'changetype: add',
        ...classes.map((each) => lineOf('objectClass', each)),
        ...Object.entries(attributes).flatMap(([name, value]) =>
          typeof value === 'object' && 'base64' in value
            ? [`${name}:: ${value.base64}`]
            : valuesOf(value).map((each) => lineOf(name, each)),
        ),
        '',
      ].join('\r\n'),
    )
    .join('\r\n');
}

export function asCsv(entries: readonly DirectoryEntry[]): string {
  const names = [...new Set(entries.flatMap(({ attributes }) => Object.keys(attributes)))];
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = entries.map(({ dn, classes, attributes }) => [
    dn,
    classes.join(';'),
    ...names.map((name) => {
      const value = attributes[name];
      if (value === undefined) return '';
      if (typeof value === 'object' && 'base64' in value) {
        return `X'${Buffer.from(value.base64, 'base64').toString('hex').toUpperCase()}'`;
      }
      return valuesOf(value)
        .map((each) => each.replaceAll(';', '\\;'))
        .join(';');
    }),
  ]);
  return [['DN', 'objectClass', ...names], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
