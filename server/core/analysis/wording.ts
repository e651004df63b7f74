// How messages write names and lists, the same in every rule.

import type { Duplicate } from '#core/model/topology';

export { listed, quoted, writtenAddress } from '#core/syntax/wording';

/** What something of a kind is called in a sentence: 'group of senders'. */
export function inWords(kind: Duplicate['kind']): string {
  switch (kind) {
    case 'host':
      return 'mail system';
    case 'senders':
      return 'group of senders';
    case 'dag':
      return 'DAG';
    case 'receive connector':
      return 'Receive connector';
    default:
      return kind;
  }
}
