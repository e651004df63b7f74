// All keywords: what is known of one, and as Markdown. The tables are beside, one for each kind of block.

import { connectorDocs } from './connector.ts';
import { declarationDocs } from './declarations.ts';
import type { Block, KeywordDoc } from './keyword-doc.ts';
import { organizationDocs } from './organization.ts';
import { scenarioDocs } from './scenario.ts';
import { serverDocs, virtualServerDocs } from './server.ts';
import { testDocs } from './test.ts';

export const statementDocs: readonly KeywordDoc[] = [
  ...organizationDocs,
  ...serverDocs,
  ...virtualServerDocs,
  ...connectorDocs,
  ...testDocs,
  ...scenarioDocs,
];

/** The statement or declaration of a block that begins with these words; the longest such beginning. */
export function keywordDoc(block: Block, words: string): KeywordDoc | undefined {
  let best: KeywordDoc | undefined;
  for (const doc of [...declarationDocs, ...statementDocs]) {
    if (!doc.blocks.includes(block) || !`${words} `.startsWith(`${doc.keyword} `)) continue;
    if (best === undefined || doc.keyword.length > best.keyword.length) best = doc;
  }
  return best;
}

/** A keyword's documentation as Markdown. */
export function keywordMarkdown(doc: KeywordDoc): string {
  const facts = [
    ...(doc.default === undefined ? [] : [`Unless written: ${doc.default}.`]),
    ...(doc.range === undefined ? [] : [`Range: ${doc.range}.`]),
  ];
  return [`\`\`\`topo\n${doc.form}\n\`\`\``, doc.text, ...(facts.length === 0 ? [] : [facts.join(' ')])].join('\n\n');
}
