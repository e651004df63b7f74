// Every statement of the language but `include`, one row each: what completion, hovers and messages say of it. The
// values that it takes are said in the grammar, topo.ohm.

import { connectorStatements } from './connector.ts';
import { organizationStatements } from './organization.ts';
import type { StatementRow } from './row.ts';
import { scenarioStatements } from './scenario.ts';
import { serverStatements, virtualServerStatements } from './server.ts';
import { testStatements } from './test.ts';

/** The statements, in the order in which they are offered and listed. */
export const statements: readonly StatementRow[] = [
  ...organizationStatements,
  ...serverStatements,
  ...virtualServerStatements,
  ...connectorStatements,
  ...testStatements,
  ...scenarioStatements,
];
