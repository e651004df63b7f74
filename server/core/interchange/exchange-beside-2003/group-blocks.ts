// Routing groups as they come together from several sides: what one has written already, and what others add to it.

import { compareText } from '../ledger.ts';
import type { Written } from '../statements.ts';
import { writtenName } from '../../syntax/words.ts';

interface More {
  readonly comments: string[];
  readonly block: Written[];
}

/** Collects what stands in each routing group. */
export class GroupBlocks {
  readonly #more = new Map<string, More>();

  /** @param group - As it is written. */
  add(group: string, ...written: readonly Written[]): void {
    this.#of(group).block.push(...written);
  }

  /** A line above the group. */
  say(group: string, ...lines: readonly string[]): void {
    this.#of(group).comments.push(...lines);
  }

  /** These declarations, with what was added to the groups in them, and behind them the groups that are not in them. */
  with(declarations: readonly Written[]): Written[] {
    const left = new Map(this.#more);
    const extended = declarations.map((each) => extend(each, left));
    const others = [...left].toSorted(([a], [b]) => compareText(a, b));
    return [
      ...extended,
      ...others.map(([group, { comments, block }]) => ({
        comments,
        words: wordsOf(group),
        block: inOrder(block),
        isLong: true,
      })),
    ];
  }

  #of(group: string) {
    const known = this.#more.get(group) ?? { comments: [], block: [] };
    this.#more.set(group, known);
    return known;
  }
}

function wordsOf(group: string): string {
  return `routing group ${writtenName(group)}`;
}

function extend(written: Written, left: Map<string, More>): Written {
  for (const [group, more] of left) {
    if (wordsOf(group) !== written.words) continue;
    left.delete(group);
    const comments = [...(written.comments ?? []), ...more.comments];
    return { ...written, comments, block: inOrder([...(written.block ?? []), ...more.block]) };
  }
  const { block } = written;
  return block === undefined || !written.words.startsWith('administrative group ')
    ? written
    : { ...written, block: block.map((each) => extend(each, left)) };
}

/** The master, servers by name, connectors by name. */
function inOrder(block: readonly Written[]): Written[] {
  const rank = ({ words }: Written) => (words.startsWith('master ') ? 0 : words.startsWith('server ') ? 1 : 2);
  return block.toSorted((a, b) => rank(a) - rank(b) || compareText(nameIn(a), nameIn(b)));
}

const declared = /^(?:# )?(?:server|(?:[a-z0-9]+ )*connector) (?:"((?:[^"\\]|\\.)*)"|(\S+))/;

/** The name that a declaration has, also one that stands as a comment. */
function nameIn({ words }: Written): string {
  const [, quoted, bare] = declared.exec(words) ?? [];
  return quoted ?? bare ?? words;
}
