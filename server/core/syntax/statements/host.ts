// The statements of other mail systems.

import type { StatementRow } from './row.ts';

export const hostStatements: readonly StatementRow[] = [
  {
    keyword: 'accepts',
    blocks: ['host'],
    again: 'adds up',
    form: 'accepts DOMAIN, …',
    text: 'Domains that it has recipients in. DNS leads to it for those that are not ours; for others it is a relay like any host outside.',
    default: 'none',
    snippet: 'accepts ${1:unix.contoso.com}',
  },
  {
    keyword: 'forwards unresolved to',
    blocks: ['host'],
    form: 'forwards unresolved to HOST',
    text: 'Where it hands recipients of the domains that it accepts and does not know. Without it, it says who is unknown.',
    default: 'none',
    snippet: 'forwards unresolved to ${1:HOST}',
  },
];
