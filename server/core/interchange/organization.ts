// One organization of what several systems say of theirs.

import type { Ledger } from './ledger.ts';
import type { Written } from './statements.ts';

/** What a system says of the organization. */
export interface SaidOfOrganization {
  /** Who says it, for the report: `Postfix`. */
  readonly source: string;
  readonly statements: readonly Written[];
}

/** Statements that list domains; a domain is of one kind, and what stands first here counts where two say otherwise. */
const domainKinds = ['domain', 'internal relay domain', 'external relay domain', 'shared domain'];

/**
 * The statements of all, each thing said once: a domain is of the kind that the first has it of, the highest cost is the
 * highest, and of any other statement that two say differently the first one counts. What does not count is told.
 */
export function organizationOfAll(said: readonly SaidOfOrganization[], ledger: Ledger): Written[] {
  const merged: { keyword: string; words: string; comments: string[]; rest: Written }[] = [];
  const kindOf = new Map<string, { readonly keyword: string; readonly source: string }>();
  for (const { source, statements } of said) {
    const before = merged.length;
    for (const statement of statements) {
      const [keyword, value] = partsOf(statement.words);
      const comments = [...(statement.comments ?? [])];
      if (domainKinds.includes(keyword)) {
        const own = value.split(', ').filter((domain) => isFirstOfIts(domain, keyword, source));
        if (own.length > 0) merged.push({ keyword, words: `${keyword} ${own.join(', ')}`, comments, rest: statement });
        continue;
      }
      const known = merged.slice(0, before).find((each) => each.keyword === keyword);
      if (known === undefined) merged.push({ keyword, words: statement.words, comments, rest: statement });
      else if (known.words !== statement.words) differing(known, statement.words, source);
    }
  }
  const rank = (keyword: string) => (domainKinds.includes(keyword) ? domainKinds.indexOf(keyword) : domainKinds.length);
  const inOrder = merged.toSorted((a, b) => rank(a.keyword) - rank(b.keyword));
  return inOrder.map(({ words, comments, rest }) => ({ ...rest, words, ...(comments.length > 0 && { comments }) }));

  function isFirstOfIts(domain: string, keyword: string, source: string): boolean {
    const known = kindOf.get(domain);
    if (known === undefined) {
      kindOf.set(domain, { keyword, source });
      return true;
    }
    // Two statements of one source are its own affair.
    if (known.source === source) return true;
    if (known.keyword === keyword) return false;
    const text = `${source} has it as ${keyword}; ${known.source} has it as ${known.keyword}, which is written.`;
    ledger.note({ class: 'differs', kind: 'domain', object: domain, text });
    return false;
  }

  function differing(known: { keyword: string; words: string }, words: string, source: string): void {
    if (known.keyword === 'highest cost') {
      if (costIn(words) > costIn(known.words)) known.words = words;
      return;
    }
    const text = `${source} has ${words}; ${known.words} is written.`;
    ledger.note({ class: 'differs', kind: 'organization', object: known.keyword, text });
  }
}

function costIn(words: string): number {
  return Number(words.slice('highest cost '.length));
}

/** `limit size` and `10MB`: a statement's keyword and what it says. */
function partsOf(words: string): [keyword: string, value: string] {
  const domain = domainKinds.toSorted((a, b) => b.length - a.length).find((kind) => words.startsWith(`${kind} `));
  if (domain !== undefined) return [domain, words.slice(domain.length + 1)];
  const [, keyword = words, value = ''] =
    /^((?:highest cost|limit (?:send |receive )?(?:size|recipients)|when no connector matches|when connectors tie|link state delay|wildcard includes its domain))(?: (.*))?$/s.exec(
      words,
    ) ?? [];
  return [keyword, value];
}
