// What there is to say of a keyword: one table for hover, completion and the defaults in force.

import type { DeclarationKind } from '#core/syntax/tree';

/** Where a keyword stands: in the block of a declaration, or outside of all. */
export type Block = DeclarationKind | 'file';

export interface KeywordDoc {
  /** The words with which the statement or declaration begins. */
  readonly keyword: string;
  readonly blocks: readonly Block[];
  /** The statement's kind in the tree, where it is not the keyword. */
  readonly kind?: string;
  /** How it is written, values in capitals. */
  readonly form: string;
  readonly text: string;
  /** What holds unless it is written, in the language's words. */
  readonly default?: string;
  readonly range?: string;
  /** What completion inserts, with LSP tab stops. */
  readonly snippet: string;
}

/** Words inside a statement, after its first words. */
export interface WordDoc {
  readonly word: string;
  readonly text: string;
}
