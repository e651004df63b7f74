// The statements of an organization.

import type { StatementRow } from './row.ts';

export const organizationStatements: readonly StatementRow[] = [
  {
    keyword: 'model',
    blocks: ['organization'],
    form: 'model exchange-2003',
    text: 'The rules by which messages are routed.',
    default: 'exchange-2003',
    snippet: 'model ${1:exchange-2003}',
  },
  {
    keyword: 'domain',
    blocks: ['organization'],
    form: 'domain D, …',
    text: 'Accepted domains, authoritative: a recipient there that no mailbox pattern names does not exist and is returned.',
    snippet: 'domain ${1:contoso.com}',
  },
  {
    keyword: 'shared domain',
    blocks: ['organization'],
    form: 'shared domain D, …',
    text: 'Accepted domains, not authoritative: a recipient there that no mailbox pattern names is sought outside.',
    snippet: 'shared domain ${1:contoso.com}',
  },
  {
    keyword: 'mail exchanger',
    blocks: ['organization'],
    form: 'mail exchanger SERVER/VS, …',
    text: 'The virtual servers where mail from the Internet arrives.',
    snippet: 'mail exchanger ${1:SERVER}',
  },
  {
    keyword: 'when no connector matches',
    blocks: ['organization'],
    form: 'when no connector matches ndr | dns',
    text: 'What becomes of mail for which connectors exist but none has a matching address space: returned, or delivered by DNS.',
    default: 'ndr',
    snippet: 'when no connector matches ${1|ndr,dns|}',
  },
  {
    keyword: 'when connectors tie',
    blocks: ['organization'],
    form: 'when connectors tie nearest | spread',
    text: 'Which of several connectors of the same cost is taken: the one with the fewest hops, then by name, or all in turn.',
    default: 'nearest',
    snippet: 'when connectors tie ${1|nearest,spread|}',
  },
  {
    keyword: 'wildcard includes its domain',
    blocks: ['organization'],
    form: 'wildcard includes its domain yes | no',
    text: 'Whether the address space `*.contoso.com` matches `contoso.com` itself.',
    default: 'yes',
    snippet: 'wildcard includes its domain ${1|yes,no|}',
  },
  {
    keyword: 'link state delay',
    blocks: ['organization'],
    form: 'link state delay D',
    text: 'How long it takes until another routing group knows that a connector went down or came up.',
    default: '0s',
    snippet: 'link state delay ${1:5m}',
  },
  {
    keyword: 'limit size',
    blocks: ['organization'],
    form: 'limit size SIZE',
    text: 'The largest message that anybody in the organization may send or receive.',
    default: 'unlimited',
    snippet: 'limit size ${1:10MB}',
  },
  {
    keyword: 'limit recipients',
    blocks: ['organization'],
    form: 'limit recipients N',
    text: 'How many recipients a message may have in the whole organization.',
    default: 'unlimited',
    snippet: 'limit recipients ${1:5000}',
  },
];
