// Every statement of the language but `include`, one row each: the words that it begins with, where it stands and how
// often, and what is said of it. The values that it takes are in the grammar, topo.ohm.

import type { BlockKind, Statement } from '../tree.ts';
import { connectorStatements } from './connector.ts';
import {
  organizationStatementsOf2013,
  receiveConnectorStatements,
  sendingStatements,
  siteStatements,
  transportStatements,
} from './exchange-2013.ts';
import { hostStatements } from './host.ts';
import { organizationStatements } from './organization.ts';
import type { StatementRow } from './row.ts';
import { scenarioStatements } from './scenario.ts';
import { sendersStatements } from './senders.ts';
import { serverStatements, virtualServerStatements } from './server.ts';
import { testStatements } from './test.ts';

/** The statements, in the order in which they are offered and listed. */
export const statements: readonly StatementRow[] = [
  ...organizationStatements,
  ...organizationStatementsOf2013,
  ...siteStatements,
  ...serverStatements,
  ...transportStatements,
  ...virtualServerStatements,
  ...receiveConnectorStatements,
  ...connectorStatements,
  ...sendingStatements,
  ...sendersStatements,
  ...hostStatements,
  ...testStatements,
  ...scenarioStatements,
];

/** The statement's kind in the tree. */
export function kindOf(row: StatementRow): Statement['kind'] {
  return row.kind ?? row.keyword;
}

/** The words that the statements of a block begin with, whole phrases. */
export function phrasesIn(block: BlockKind): readonly string[] {
  const rows = statements.filter(({ blocks }) => blocks.some((one) => one === block));
  return [...new Set(rows.map(({ begins, keyword }) => begins ?? keyword))];
}

const rowsByBlock = new Map<BlockKind, Map<Statement['kind'], StatementRow>>();
for (const row of statements) {
  for (const block of row.blocks) {
    const rows = rowsByBlock.get(block) ?? new Map<Statement['kind'], StatementRow>();
    rowsByBlock.set(block, rows.set(kindOf(row), row));
  }
}

/** A row of statements of that kind in a block. Where there are several, they stand as often as each other. */
export function rowOf(kind: Statement['kind'], block: BlockKind): StatementRow | undefined {
  return rowsByBlock.get(block)?.get(kind);
}
