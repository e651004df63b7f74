// Several systems in one import: one topology, or a sentence that says why they are none.

import { longestName } from '../syntax/words.ts';
import { compareText } from './ledger.ts';
import { partsApart, type Part } from './part.ts';
import type { Written } from './statements.ts';

/** A part, with one of the files that it is made of. */
export interface PartOfFiles {
  readonly part: Part;
  readonly file: string;
}

/**
 * Refuses what is no one topology: parts in the words of different models, and parts that each have something of the same name.
 * @throws UnreadableFile - which names a file of each.
 */
export function refuseApart(parts: readonly PartOfFiles[]): void {
  const taken = new Map<string, PartOfFiles>();
  for (const each of parts) {
    const [first = each] = parts;
    if (first.part.model !== each.part.model) {
      const why = `a topology is written in the words of one model, and these are ${first.part.model} and ${each.part.model}`;
      throw partsApart(given(first), given(each), why);
    }
    const own = new Set(each.part.declarations.flatMap(declaredIn));
    for (const declared of [...own].toSorted(compareText)) {
      const other = taken.get(declared);
      if (other !== undefined) throw partsApart(given(other), given(each), `each has ${declared}`);
    }
    for (const declared of own) taken.set(declared, each);
  }
}

function given({ part, file }: PartOfFiles) {
  return { source: part.source, file };
}

const named = new RegExp(
  String.raw`^(?:(?:routing |administrative )(group)|site|(?:edge )?(server)|dag|site link|(?:[a-z0-9]+ )*(connector)) ` +
    String.raw`(?:"((?:[^"\\]|\\.){1,${String(longestName * 2)}})"|(\S+))`,
);

/** `server hub`, in small letters: what has a name that others may not have. */
function declaredIn({ words, block = [] }: Written): string[] {
  const [, group, server, connector, quoted, bare] = named.exec(words) ?? [];
  const kind = group === undefined ? (server ?? connector) : 'routing group';
  const isReceiver = words.startsWith('receive connector ');
  const own = kind === undefined || isReceiver ? [] : [`${kind} ${quoted ?? bare ?? ''}`.toLowerCase()];
  return [...own, ...block.flatMap(declaredIn)];
}
