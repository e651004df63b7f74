// What is known of a keyword, and as Markdown: of declarations beside, of statements in core/syntax/statements.

import type { Home, KeywordDoc } from '#core/syntax/statements/row';
import { isWordOf } from '#core/model/model-words';
import { statements } from '#core/syntax/statements/table';
import { declarationDocs } from './declarations.ts';

/** The statement or declaration of a block that begins with these words; the longest such beginning. */
export function keywordDoc(block: Home, words: string, model: string): KeywordDoc | undefined {
  let best: KeywordDoc | undefined;
  for (const doc of [...declarationDocs, ...statements]) {
    if (!doc.blocks.includes(block) || !`${words} `.startsWith(`${doc.keyword} `)) continue;
    const isLonger = best === undefined || doc.keyword.length > best.keyword.length;
    // Of two that begin alike the one of this model.
    const isOwn = best?.keyword === doc.keyword && isWordOf(model, doc);
    if (isLonger || isOwn) best = doc;
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
