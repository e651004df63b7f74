// How messages write names and lists, the same in every rule.

import type { Duplicate } from '#core/model/topology';

export { listed, quoted, writtenAddress } from '#core/syntax/wording';

/** What something of a kind is called in a sentence: 'group of senders'. */
export function inWords(kind: Duplicate['kind']): string {
  if (kind === 'host') return 'mail system';
  return kind === 'senders' ? 'group of senders' : kind;
}
