// The statements of groups of senders.

import type { StatementRow } from './row.ts';

export const sendersStatements: readonly StatementRow[] = [
  {
    keyword: 'member',
    blocks: ['senders'],
    again: 'adds up',
    form: 'member PATTERN | senders NAME, …',
    text: 'Who is in the group: addresses, patterns such as `*@contoso.com`, and the members of other groups of senders.',
    snippet: 'member ${1:*@contoso.com}',
  },
];
