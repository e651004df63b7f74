import type { BlockKind, Statement } from './tree.ts';

/**
 * What a statement says that may be said only once in a block, in the language's words; undefined for lists, which add
 * up, and for what may be said again.
 */
export function singleKey(statement: Statement, block: BlockKind): string | undefined {
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
    case 'bridgehead':
      return block === 'x400 connector' || statement.bridgeheads === 'any' ? 'bridgehead' : undefined;
    case 'schedule':
      return statement.schedule.kind === 'windows' ? undefined : 'schedule';
    case 'deliver through dns':
      return 'deliver through';
    case 'deliver through smart host':
      return undefined;
    case 'expect outcome':
      return 'expect an outcome';
    case 'remote host':
      return 'remote';
    default:
      return statement.kind;
  }
}
