// The organization of Exchange 2007 or 2010 in the words of routing groups.

import type { ExchangeObjects } from '../exchange/objects.ts';
import { sizeOf } from '../exchange/values.ts';
import { domainTypeOf, ofConfig, writeDomains } from '../exchange/write-organization.ts';
import type { Ledger } from '../ledger.ts';
import type { Written } from '../statements.ts';
import { writtenSize } from '../../routing/message/written-values.ts';

export function writeOrganization(objects: ExchangeObjects, ledger: Ledger): Written[] {
  const statements = writeDomains(objects, ledger, [
    ['domain', ['authoritative']],
    ['shared domain', ['internalrelay', 'externalrelay']],
  ]);
  for (const domain of objects.of('AcceptedDomain')) {
    if (domainTypeOf(domain) !== 'externalrelay') continue;
    const text = 'No recipient of an external relay domain is here, and mail for it leaves by an Edge server; here it is a shared domain.'; // prettier-ignore
    domain.settle('DomainType', 'differs', text);
  }
  const text =
    'Exchange 2007 and 2010 queue mail that no connector matches, as is written here; servers of 2003 return it.';
  ledger.note({ class: 'differs', kind: 'organization', object: 'when no connector matches', text });
  return [...statements, { words: 'when no connector matches queue' }, ...writeLimits(objects)];
}

function writeLimits(objects: ExchangeObjects): Written[] {
  const [config, ...others] = objects.of('TransportConfig');
  for (const other of others) other.settleRest('dropped', 'There is a second transport configuration; the first one counts.'); // prettier-ignore
  if (config === undefined) return [];
  const sending = sizeOf(config.text('MaxSendSize') ?? '') ?? Infinity;
  const receiving = sizeOf(config.text('MaxReceiveSize') ?? '') ?? Infinity;
  const recipients = config.text('MaxRecipientEnvelopeLimit') ?? '';
  const isLimited = /^[1-9]\d{0,8}$/.test(recipients);
  const smaller = 'What is received has a smaller limit than what is sent; the language has one for both, the larger.';
  config.settle('MaxSendSize', sending === Infinity ? 'default' : 'imported');
  config.settle(
    'MaxReceiveSize',
    receiving < sending ? 'dropped' : 'default',
    receiving < sending ? smaller : undefined,
  );
  config.settle('MaxRecipientEnvelopeLimit', isLimited ? 'imported' : 'default');
  config.ignore(ofConfig);
  return [
    ...(sending === Infinity ? [] : [{ words: `limit size ${writtenSize(sending)}` }]),
    ...(isLimited ? [{ words: `limit recipients ${recipients}` }] : []),
  ];
}
