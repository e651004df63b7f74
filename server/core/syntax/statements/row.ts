// What a row of the table of statements says, and what of it is said of a declaration as well.

import type { DeclarationKind } from '../tree.ts';

/** Where a keyword stands: in the block of a declaration, or outside of all. */
export type Home = DeclarationKind | 'file';

/** What there is to say of a keyword: for hovers and completion. */
export interface KeywordDoc {
  /** The words with which the statement or declaration begins. */
  readonly keyword: string;
  readonly blocks: readonly Home[];
  /** How it is written, values in capitals. */
  readonly form: string;
  readonly text: string;
  /** What holds unless it is written, in the language's words. */
  readonly default?: string;
  readonly range?: string;
  /** What completion inserts, with LSP tab stops. */
  readonly snippet: string;
}

/** A statement of the language. What is different in another block is a row of its own. */
export interface StatementRow extends KeywordDoc {
  /** The statement's kind in the tree, where it is not the keyword. */
  readonly kind?: string;
}
