// How often a statement stands in its block.

import type { StatementRow } from './statements/row.ts';
import { kindOf, rowOf } from './statements/table.ts';
import type { BlockKind, Statement } from './tree.ts';

/**
 * What a statement says that may be said only once in its block, in the language's words; undefined for lists, which add
 * up, and for what may be said again.
 */
export function singleKey({ kind }: Statement, block: BlockKind): string | undefined {
  const row = rowOf(kind, block);
  return row === undefined ? kind : keyOfRow(row);
}

function keyOfRow({ again, once, keyword }: StatementRow): string | undefined {
  return again === undefined || again === 'adds up as a list' ? (once ?? keyword) : undefined;
}

/** Whether a statement that stands once in some of its forms is a list here, which goes on in the next one like it. */
export function isList(statement: Statement, block: BlockKind): boolean {
  if (rowOf(statement.kind, block)?.again !== 'adds up as a list') return false;
  switch (statement.kind) {
    case 'bridgehead':
      return statement.bridgeheads !== 'any';
    case 'relay':
      return !('span' in statement.value);
    case 'schedule':
      return statement.schedule.kind === 'windows';
    default:
      return true;
  }
}

/** Whether one more statement of a row says something in a block that has these. */
export function saysMore(row: StatementRow, written: readonly Statement[], block: BlockKind): boolean {
  if (row.again === 'says the same') return written.every(({ kind }) => kind !== kindOf(row));
  const key = keyOfRow(row);
  if (key === undefined) return true;
  const said = written.filter((statement) => singleKey(statement, block) === key);
  return said.every((statement) => row.again === 'adds up as a list' && isList(statement, block));
}
