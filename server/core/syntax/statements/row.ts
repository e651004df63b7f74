// What a row of the table of statements says, and what of it is said of a declaration as well.

import type { DeclarationKind, Statement } from '../tree.ts';

/** Where a keyword stands: in the block of a declaration, or outside of all. */
export type Home = DeclarationKind | 'file';

/** The routing models of the language, as `model` names them; how they route is not known here. */
export const modelNames = ['exchange-2003', 'exchange-2013'] as const;
export type ModelName = (typeof modelNames)[number];

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
  /** The routing model whose word it is; left out for what every model has. */
  readonly model?: ModelName;
}

/** A statement of the language. What is different in another block is a row of its own. */
export type StatementRow = KeywordDoc &
  Kind & {
    /** The words that it begins with, where several statements begin alike and part behind them. */
    readonly begins?: string;
    /** What a second one in the same block does; unless given, it is a fault. */
    readonly again?: Again;
    /** What of it can be said once, where statements of several rows say the same thing. */
    readonly once?: string;
    /** A whole one, where the snippet leaves something to be written. */
    readonly example?: string;
  };

/**
 * `adds up`: two lists are one. `adds up as a list`: likewise, but one of its forms is a single value, which stands once.
 * `is another`: it says something else. `says the same`: it has no value, so nothing changes.
 */
type Again = 'adds up' | 'adds up as a list' | 'is another' | 'says the same';

/** The statement's kind in the tree, where it is not the keyword. */
type Kind = { readonly keyword: Statement['kind']; readonly kind?: never } | { readonly kind: Statement['kind'] };
