// The organization: its domains, which recipient policies tell, and its limits.

import { writtenSize } from '../../routing/message/written-values.ts';
import { parseAcceptedDomain } from '../../syntax/values.ts';
import type { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import type { Written } from '../statements.ts';
import { ofNames } from './directory.ts';
import type { DirectoryEntries } from './entries.ts';
import { highestCost, positiveIn } from './values.ts';

export function writeOrganization(entries: DirectoryEntries, ledger: Ledger): Written[] {
  for (const { fields } of entries.of('msExchOrganizationContainer')) {
    fields.settle('cn', 'imported');
    fields.ignore([...ofNames, 'msExchMixedMode']);
  }
  return [...writeDomains(entries, ledger), ...writeHighestCost(entries), ...writeLimits(entries)];
}

interface PolicyDomain {
  readonly domain: string;
  readonly isPrimary: boolean;
  readonly isShared: boolean;
}

/** Domains of recipient policies; the primary one of the default policy, which comes last in their order, is first. */
function writeDomains(entries: DirectoryEntries, ledger: Ledger): Written[] {
  const policies = entries.of('msExchRecipientPolicy').map(({ fields }) => fields);
  const inOrder = policies.toSorted((a, b) => orderOf(b) - orderOf(a));
  const sharedBefore: string[] = [];
  const all = inOrder.flatMap((policy) => domainsOf(policy, sharedBefore));
  if (all.length === 0) {
    const text = 'No domain of a recipient policy is in the export, so no mail is for this organization.';
    ledger.note({ class: 'missing', kind: 'msExchRecipientPolicy', object: 'recipient policies', text });
  }
  const shared = new Set(all.filter(({ isShared }) => isShared).map(({ domain }) => domain));
  const first = all.find(({ isPrimary, domain }) => isPrimary && !shared.has(domain))?.domain;
  const own = [...new Set(all.map(({ domain }) => domain))].filter((domain) => !shared.has(domain) && domain !== first);
  const domains = [...(first === undefined ? [] : [first]), ...own.toSorted(compareText)];
  return [
    ...(domains.length === 0 ? [] : [{ words: `domain ${domains.join(', ')}` }]),
    ...(shared.size === 0
      ? []
      : [
          {
            comments: [`msExchNonAuthoritativeDomains: ${[...new Set(sharedBefore)].toSorted(compareText).join(', ')}`],
            words: `shared domain ${[...shared].toSorted(compareText).join(', ')}`,
          },
        ]),
  ];
}

function orderOf(policy: Fields): number {
  const order = policy.text('msExchPolicyOrder') ?? '';
  return /^\d+$/.test(order) ? Number(order) : -1;
}

function domainsOf(policy: Fields, sharedBefore: string[]): PolicyDomain[] {
  policy.ignore(ofPolicy);
  return [
    ...readDomains(policy, 'gatewayProxy').map((each) => ({ ...each, isShared: false })),
    ...readDomains(policy, 'msExchNonAuthoritativeDomains').map((each) => {
      sharedBefore.push(each.written);
      return { ...each, isShared: true };
    }),
  ];
}

/** `SMTP:@contoso.com` is the primary address, `smtp:%g.%s@contoso.com` another one; of other types is no domain. */
function readDomains(policy: Fields, property: string) {
  return policy.values(property).flatMap((written) => {
    const [, type, domain] = /^(?:([A-Za-z0-9_-]+):)?(?:.*@)?([^@]*)$/s.exec(written.trim()) ?? [];
    if (type !== undefined && type.toUpperCase() !== 'SMTP') {
      policy.settleValue(property, written, 'ignored');
      return [];
    }
    const lower = (domain ?? '').toLowerCase();
    if (!parseAcceptedDomain(lower).ok) {
      policy.settleValue(property, written, 'dropped', 'This is no domain that mail could be for.');
      return [];
    }
    policy.settleValue(property, written, 'imported');
    return [{ domain: lower, isPrimary: type === 'SMTP', written }];
  });
}

const ofPolicy = [
  ...ofNames,
  'cn',
  ...[
    'msExchPolicyOrder',
    'purportedSearch',
    'msExchPurportedSearchUI',
    'msExchPolicyOptionList',
    'disabledGatewayProxy',
  ],
  ...['msExchPolicyLastAppliedTime', 'msExchPolicyEnabled', 'msExchPolicyLockDown', 'msExchProxyGenOptions', 'flags'],
];

/** Exchange System Manager takes costs up to 100; what the directory holds beyond that needs to be said. */
function writeHighestCost(entries: DirectoryEntries): Written[] {
  const costs = entries.of('msExchRoutingGroupConnector').map(({ fields }) => positiveIn(fields, 'cost') ?? 1);
  const highest = costs.reduce((most, cost) => Math.max(most, cost), 0);
  return highest <= 100 ? [] : [{ words: `highest cost ${String(Math.min(highest, highestCost))}` }];
}

const kilobyte = 1024;

function writeLimits(entries: DirectoryEntries): Written[] {
  const [config, ...others] = entries.of('msExchMessageDeliveryConfig').map(({ fields }) => fields);
  for (const other of others) {
    other.settleRest('dropped', 'There is a second message delivery configuration; the first one counts.');
  }
  if (config === undefined) return [];
  config.ignore([...ofNames, 'cn']);
  const statements: Written[] = [];
  const sending = positiveIn(config, 'submissionContLength');
  const receiving = positiveIn(config, 'delivContLength');
  config.settle('submissionContLength', sending === undefined ? 'default' : 'imported');
  if (sending !== undefined) statements.push({ words: `limit size ${writtenSize(sending * kilobyte)}` });
  if (receiving !== undefined && receiving < (sending ?? Infinity)) {
    const text = 'What is received has a smaller limit than what is sent; the language has one for both, the larger.';
    config.settle('delivContLength', 'dropped', text);
  } else config.settle('delivContLength', 'default');
  const recipients = positiveIn(config, 'msExchRecipLimit');
  config.settle('msExchRecipLimit', recipients === undefined ? 'default' : 'imported');
  if (recipients !== undefined) statements.push({ words: `limit recipients ${String(recipients)}` });
  return statements;
}
