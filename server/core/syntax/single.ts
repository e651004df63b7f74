import type { BlockKind, Statement } from './tree.ts';

/**
 * What a statement says that may be said only once in a block, in the language's words; undefined for lists, which add
 * up, and for what may be said again.
 */
export function singleKey(statement: Statement): string | undefined {
  switch (statement.kind) {
    case 'domain':
    case 'mail exchanger':
    case 'address':
    case 'mailbox':
    case 'smart host':
    case 'target':
    case 'address space':
    case 'connect':
    case 'accept from':
    case 'reject from':
    case 'priority':
    case 'messages':
    case 'check connector restrictions':
    case 'suppress link state changes':
    case 'relay to these domains':
    case 'hold for pickup':
    case 'stopped':
    case 'down':
    case 'at':
    case 'expect not via':
    case 'expect queue':
    case 'expect count':
    case 'expect peak':
      return undefined;
    case 'deliver through dns':
    case 'deliver through smart host':
      return 'deliver through';
    case 'expect outcome':
      return 'expect delivered, queued or undeliverable';
    case 'remote host':
      return 'remote';
    default:
      return statement.kind;
  }
}

/** Whether a statement that has a single value in other forms is a list here, which goes on in the next one like it. */
export function isList(statement: Statement, block: BlockKind): boolean {
  switch (statement.kind) {
    case 'bridgehead':
      return block !== 'x400 connector' && statement.bridgeheads !== 'any';
    case 'schedule':
      return statement.schedule.kind === 'windows';
    default:
      return statement.kind === 'deliver through smart host';
  }
}
