// The organization and its accepted domains.

import { writtenSize } from '../../routing/message/written-values.ts';
import { parseAcceptedDomain } from '../../syntax/values.ts';
import type { Fields } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import type { Written } from '../statements.ts';
import type { ExchangeObjects } from './objects.ts';
import { isTrue, sizeOf } from './values.ts';

/** The statements of the organization, in the words of today's model. */
export function writeOrganization(objects: ExchangeObjects, ledger: Ledger): Written[] {
  return [...writeDomains(objects, ledger, kinds), ...limits(objects)];
}

/** Accepted domains, each kind of them by the keyword that stands beside it. */
export function writeDomains(
  objects: ExchangeObjects,
  ledger: Ledger,
  keywords: readonly (readonly [keyword: string, types: readonly DomainType[]])[],
): Written[] {
  const domains = objects.of('AcceptedDomain');
  // The default domain is the one that postmaster writes from, so it comes first.
  const inOrder = [...domains.filter(isDefault), ...domains.filter((domain) => !isDefault(domain))];
  const statements = keywords.flatMap(([keyword, types]) => {
    const ofTypes = inOrder.flatMap((domain) => {
      const type = domainTypeOf(domain);
      return type !== undefined && types.includes(type) ? (written(domain) ?? []) : [];
    });
    return ofTypes.length === 0 ? [] : [{ words: `${keyword} ${[...new Set(ofTypes)].join(', ')}` }];
  });
  for (const domain of domains) if (domainTypeOf(domain) === undefined) domain.settle('DomainType', 'unknown');
  if (domains.length === 0) {
    const text = 'No accepted domain is in the export (Get-AcceptedDomain), so no mail is for this organization.';
    ledger.note({ class: 'missing', kind: 'AcceptedDomain', object: 'accepted domains', text });
  }
  return statements;
}

export type DomainType = 'authoritative' | 'internalrelay' | 'externalrelay';

const kinds: readonly (readonly [string, readonly DomainType[]])[] = [
  ['domain', ['authoritative']],
  ['internal relay domain', ['internalrelay']],
  ['external relay domain', ['externalrelay']],
];

/** The types by their numbers, as ConvertTo-Json writes them. */
const byNumber: readonly DomainType[] = ['authoritative', 'externalrelay', 'internalrelay'];

/** Undefined where it is none that is known. */
export function domainTypeOf(domain: Fields): DomainType | undefined {
  const text = (domain.text('DomainType') ?? '').toLowerCase();
  return byNumber[/^\d$/.test(text) ? Number(text) : byNumber.findIndex((type) => type === text)];
}

function isDefault(domain: Fields): boolean {
  return isTrue(domain.text('Default'));
}

function written(domain: Fields): string | undefined {
  const name = (domain.text('DomainName') ?? '').toLowerCase();
  const withAll = isTrue(domain.text('MatchSubDomains')) && !name.startsWith('*') ? `*.${name}` : name;
  domain.ignore(['Name', 'AddressBookEnabled', 'IsCoexistenceDomain', 'ExternallyManaged', ...ofDomain]);
  domain.settle('DomainType', 'imported');
  domain.settle('MatchSubDomains', isTrue(domain.text('MatchSubDomains')) ? 'imported' : 'default');
  domain.settle('Default', isDefault(domain) ? 'imported' : 'default');
  domain.comment('CatchAllRecipientID');
  if (!parseAcceptedDomain(withAll).ok) {
    domain.settle('DomainName', 'dropped', 'This is no domain that mail could be for.');
    return undefined;
  }
  domain.settle('DomainName', 'imported');
  return withAll;
}

const ofDomain = [
  [
    'FederatedOrganizationLink',
    'MailFlowPartner',
    'EmailOnly',
    'PendingRemoval',
    'PendingCompletion',
    'DualProvisioningEnabled',
  ],
  [
    'AuthenticationType',
    'LiveIdInstanceType',
    'OutboundOnly',
    'InitialDomain',
    'IsDefaultFederatedDomain',
    'CanHaveCloudCache',
  ],
  [
    'EnableNego2Authentication',
    'SendingFromDomainDisabled',
    'SendingToDomainDisabled',
    'SmtpDaneMode',
    'PendingFederatedAccountNamespace',
  ],
  ['PendingFederatedDomain', 'PerimeterDuplicateDetected', 'RawAuthenticationType', 'SecurityDomainEnabled'],
].flat();

function limits(objects: ExchangeObjects): Written[] {
  const [config, ...others] = objects.of('TransportConfig');
  for (const other of others) other.missing('There is a second transport configuration; the first one counts.');
  if (config === undefined) return [];
  const statements: Written[] = [];
  const megabytes = 1024 * 1024;
  for (const [property, keyword] of [
    ['MaxSendSize', 'limit send size'],
    ['MaxReceiveSize', 'limit receive size'],
  ] as const) {
    const bytes = sizeOf(config.text(property) ?? '');
    if (bytes === undefined) continue;
    config.settle(property, bytes === 10 * megabytes ? 'default' : 'imported');
    if (bytes !== 10 * megabytes) {
      statements.push({ words: `${keyword} ${bytes === Infinity ? 'unlimited' : writtenSize(bytes)}` });
    }
  }
  const recipients = config.text('MaxRecipientEnvelopeLimit');
  if (recipients !== undefined && /^\d+$/.test(recipients) && Number(recipients) > 0) {
    config.settle('MaxRecipientEnvelopeLimit', 'imported');
    statements.push({ words: `limit recipients ${recipients}` });
  } else config.settle('MaxRecipientEnvelopeLimit', 'default');
  config.ignore(ofConfig);
  return statements;
}

/** What a transport configuration has that plays no part in routing. */
export const ofConfig = [
  [
    'Name',
    'AddressBookPolicyRoutingEnabled',
    'AnonymousSenderToRecipientRatePerHour',
    'ClearCategories',
    'ConvertDisclaimerWrapperToEml',
  ],
  [
    'DSNConversionMode',
    'JournalArchivingEnabled',
    'ExternalDelayDsnEnabled',
    'ExternalDsnDefaultLanguage',
    'ExternalDsnLanguageDetectionEnabled',
  ],
  [
    'ExternalDsnMaxMessageAttachSize',
    'ExternalDsnReportingAuthority',
    'ExternalDsnSendHtml',
    'ExternalPostmasterAddress',
    'GenerateCopyOfDSNFor',
  ],
  [
    'HygieneSuite',
    'InternalDelayDsnEnabled',
    'InternalDsnDefaultLanguage',
    'InternalDsnLanguageDetectionEnabled',
    'InternalDsnMaxMessageAttachSize',
  ],
  [
    'InternalDsnReportingAuthority',
    'InternalDsnSendHtml',
    'InternalSMTPServers',
    'JournalingReportNdrTo',
    'LegacyJournalingMigrationEnabled',
  ],
  [
    'MaxDumpsterSizePerDatabase',
    'MaxDumpsterTime',
    'MaxRetriesForLocalSiteShadow',
    'MaxRetriesForRemoteSiteShadow',
    'MaxAllowedAgentGenerationDepth',
  ],
  [
    'QueueDiagnosticsAggregationInterval',
    'RejectMessageOnShadowFailure',
    'Rfc2231EncodingEnabled',
    'SafetyNetHoldTime',
    'ShadowHeartbeatFrequency',
  ],
  [
    'ShadowMessageAutoDiscardInterval',
    'ShadowMessagePreferenceSetting',
    'ShadowRedundancyEnabled',
    'ShadowResubmitTimeSpan',
    'SupervisionTags',
  ],
  [
    'TLSReceiveDomainSecureList',
    'TLSSendDomainSecureList',
    'VerifySecureSubmitEnabled',
    'VoicemailJournalingEnabled',
    'HeaderPromotionModeSetting',
  ],
  ['Xexch50Enabled', 'PreserveReportBodypart', 'TransportRuleAttachmentTextScanLimit', 'SystemMessageSizeLimit'],
].flat();
