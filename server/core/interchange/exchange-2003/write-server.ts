// Servers with their virtual servers, as "Default SMTP Virtual Server Properties" has them (KB 321757, ms983829).

import { writtenDuration, writtenSize } from '../../routing/message/written-values.ts';
import { canonicalIp, parseDomain, parseHost, parsePort } from '../../syntax/values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { Fields } from '../fields.ts';
import { compareText } from '../ledger.ts';
import type { Written } from '../statements.ts';
import { ofNames, type Server, type VirtualServer } from './directory.ts';
import { positiveIn, smartHostsIn } from './values.ts';

export function writeServer({ name, fields, isLater, virtualServers }: Server): Written {
  fields.settle('cn', 'imported');
  fields.ignore(ofServer);
  if (name !== fields.name) fields.say(`Its name is ${fields.name}.`);
  if (isLater) {
    fields.say(fields.text('serialNumber') ?? '');
    fields.differs('Exchange 2007 or later says what its servers do by its cmdlets; here is only that it is there.');
  } else if (virtualServers.length === 0) {
    fields.missing('No virtual server of it is in the export, so it has the one that setup makes.');
  }
  return {
    comments: fields.comments,
    words: `server ${writtenName(name)}`,
    block: virtualServers.map(writeVirtualServer),
    isLong: virtualServers.length > 0,
  };
}

const ofServer = [
  ...ofNames,
  ...['networkAddress', 'serialNumber', 'msExchServerRole', 'msExchServerBindings', 'heuristics', 'versionNumber'],
  ...['msExchDataPath', 'msExchInstallPath', 'msExchResponsibleMTAServer', 'messageTrackingEnabled', 'msExchVersion'],
];

function writeVirtualServer({ name, fields }: VirtualServer): Written {
  fields.ignore(ofVirtualServer);
  fields.settle('cn', 'imported');
  fields.settle('adminDisplayName', 'imported');
  const original = fields.text('adminDisplayName') ?? fields.name;
  if (name !== original) fields.say(`Its name is ${original}.`);
  const bindings = writeBindings(fields);
  const statements = [
    ...writeText(fields, 'msExchSmtpFullyQualifiedDomainName', 'fqdn', (text) => parseDomain(text).ok),
    ...writeSmartHosts(fields),
    ...writePort(fields),
    ...writeNumber(fields, 'msExchSmtpMaxHopCount', 'hop limit', 30),
    ...writeSize(fields),
    ...writeNumber(fields, 'msExchSmtpMaxRecipients', 'limit recipients', 64000),
    ...writeMinutes(fields, 'msExchSmtpLocalQueueDelayNotification', 'delay notification', 720),
    ...writeMinutes(fields, 'msExchSmtpLocalQueueExpirationTimeout', 'expire', 2880),
    ...writeNumber(fields, 'msExchSmtpMaxOutgoingConnections', 'connections', 1000),
    ...writeNumber(fields, 'msExchSmtpMaxOutgoingConnectionsPerDomain', 'connections per domain', 100),
    ...writeNumber(fields, 'msExchSmtpMaxOutboundMsgPerDomain', 'messages per connection', 20, 'guess'),
    ...writeText(fields, 'msExchAlternateServer', 'unresolved recipients to', (text) => parseHost(text).ok),
  ];
  fields.comment('msExchServerAutoStart', ['TRUE', '1']);
  fields.comment('adminDescription');
  const words = `virtual server ${writtenName(name)} on ${bindings}`;
  return statements.length === 0
    ? { comments: fields.comments, words }
    : { comments: fields.comments, words, block: statements };
}

/** `ip:port:host`, each part may be empty: all addresses, port 25, every host. */
function writeBindings(fields: Fields): string {
  const property = 'msExchServerBindings';
  const written = new Set<string>();
  for (const value of fields.values(property)) {
    const [, ip = '', port = '', host = ''] = /^([\d.]*):(\d*):(.*)$/.exec(value.trim()) ?? [];
    const number = port === '' ? 25 : Number(port);
    const address = ip === '' || ip === '0.0.0.0' ? 'all unassigned' : canonicalIp(ip);
    if (address === undefined || !parsePort(String(number)).ok || !value.includes(':')) {
      fields.settleValue(property, value, 'dropped', 'No address and port can be read, so nobody could connect to it.');
      continue;
    }
    written.add(number === 25 ? address : `${address}:${String(number)}`);
    if (host === '') fields.settleValue(property, value, 'imported');
    else {
      fields.say(`${property}: ${value}`);
      fields.settleValue(
        property,
        value,
        'comment',
        'It answers to one host name only; the language has no word for it.',
      );
    }
  }
  if (written.size === 0) fields.missing('No binding of it can be read, so it has the one that setup makes.');
  return [...written].toSorted(compareBindings).join(', ') || 'all unassigned';
}

function compareBindings(a: string, b: string): number {
  return Number(b.startsWith('all')) - Number(a.startsWith('all')) || compareText(a, b);
}

function writeText(fields: Fields, property: string, keyword: string, isGood: (text: string) => boolean): Written[] {
  const text = fields.text(property)?.trim().toLowerCase();
  if (text === undefined) {
    fields.settle(property, 'default');
    return [];
  }
  if (!isGood(text)) {
    fields.settle(property, 'dropped', 'This is no name of a host.');
    return [];
  }
  fields.settle(property, 'imported');
  return [{ words: `${keyword} ${text}` }];
}

/** The type: 0 none, 1 direct delivery first, 2 always (the Metabase property SmartHostType). */
function writeSmartHosts(fields: Fields): Written[] {
  const type = fields.text('msExchSmtpSmartHostType');
  if (type !== '1' && type !== '2') {
    // A host that may not be in use must not be what mail goes by.
    fields.comment('msExchSmtpSmartHost');
    fields.comment('msExchSmtpSmartHostType', ['0']);
    return [];
  }
  const hosts = smartHostsIn(fields);
  if (hosts.length === 0) {
    fields.comment('msExchSmtpSmartHostType');
    return [];
  }
  fields.settle('msExchSmtpSmartHostType', 'imported');
  const statement = { words: `smart host ${hosts.join(', ')}` };
  return type === '1' ? [statement, { words: 'attempt direct delivery' }] : [statement];
}

function writePort(fields: Fields): Written[] {
  const property = 'msExchSmtpOutgoingPort';
  const text = fields.text(property) ?? '25';
  if (!parsePort(text).ok) {
    fields.comment(property);
    return [];
  }
  fields.settle(property, text === '25' ? 'default' : 'imported');
  return text === '25' ? [] : [{ words: `port ${text}` }];
}

/** @param certainty - `guess` where it is not known for sure what the property means. */
function writeNumber(
  fields: Fields,
  property: string,
  keyword: string,
  unwritten: number,
  certainty: 'known' | 'guess' = 'known',
): Written[] {
  const number = positiveIn(fields, property);
  if (number === undefined) {
    fields.comment(property);
    return [];
  }
  fields.settle(property, number === unwritten ? 'default' : 'imported');
  if (number === unwritten) return [];
  if (certainty === 'guess') fields.say(`${property}: ${String(number)}`);
  return [{ words: `${keyword} ${String(number)}` }];
}

/** In bytes; 0 is no limit. */
function writeSize(fields: Fields): Written[] {
  const property = 'msExchSmtpMaxMessageSize';
  const bytes = positiveIn(fields, property);
  if (bytes === undefined) {
    fields.comment(property, ['0']);
    return [];
  }
  if (bytes % 1024 === 0) fields.settle(property, 'imported');
  else fields.settle(property, 'differs', 'The language counts in KB, so the limit is rounded up.');
  return [{ words: `limit size ${writtenSize(bytes)}` }];
}

/** Local queues have these; whether remote ones have others is not in the directory. */
function writeMinutes(fields: Fields, property: string, keyword: string, unwritten: number): Written[] {
  const minutes = positiveIn(fields, property);
  if (minutes === undefined) {
    fields.comment(property);
    return [];
  }
  if (minutes === unwritten) {
    fields.settle(property, 'default');
    return [];
  }
  fields.say(`${property}: ${String(minutes)}`);
  fields.settle(property, 'differs', 'It is set for local queues; here it holds for all.');
  return [{ words: `${keyword} ${writtenDuration(minutes * 60)}` }];
}

/** Masquerading, authentication, TLS, sessions, bad mail, what comes in, logs: no part of routing (docs/language.md). */
const ofVirtualServer = [
  ...ofNames,
  ...['msExchAccessSSLFlags', 'msExchAuthenticationFlags', 'msExchIncomingConnectionTimeout', 'msExchLogType'],
  ...['msExchMaxIncomingConnections', 'msExchNTAuthenticationProviders', 'msExchSmtpDoMasquerade'],
  ...['msExchSmtpInboundCommandSupportOptions', 'msExchSmtpMaxSessionSize', 'msExchSmtpOutboundSecurityFlag'],
  ...['msExchSmtpOutgoingConnectionTimeout', 'msExchSmtpMasqueradeDomain', 'msExchSmtpBadMailDirectory'],
  ...['msExchSmtpDropDirectory', 'msExchSmtpPickupDirectory', 'msExchSmtpQueueDirectory', 'msExchSmtpSendBadmailTo'],
  ...['msExchSmtpSendNDRTo', 'msExchSmtpOutboundSecurityUserName', 'msExchSmtpOutboundSecurityPassword'],
  ...['msExchSmtpPerformReverseDnsLookup', 'msExchSmtpRemoteQueueRetries', 'msExchSmtpIpRestrictionFlag'],
  ...['msExchSmtpRelayIpList', 'msExchSecureBindings', 'msExchSmtpExternalDNSServers', 'msExchSmtpDomainString'],
  ...['msExchSmtpEnableEXPS', 'msExchSmtpEnableLdapRouting', 'msExchLogonMethod', 'msExchDefaultDomain'],
  ...['msExchDefaultLogonDomain', 'msExchServerRole', 'msExchAccessFlags', 'msExchBasicAuthenticationDomain'],
  ...['msExchSmtpDefaultDomain', 'msExchMaximumOutboundConnections'],
];
